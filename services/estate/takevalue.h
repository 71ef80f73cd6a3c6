// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/estaterecord.h>
#include <estate/estatescalar.h>

namespace signalbox
{
/// A value takes the place of the default where the record has one.
inline void takeText(const Record &record, std::string_view key, std::string &into)
{
    if (const RecordItem *item = record.item(key))
        into = item->text;
}

inline void takeDuration(const Record &record, std::string_view key, std::chrono::milliseconds &into)
{
    if (const RecordItem *item = record.item(key))
        into = durationOf(item->text);
}
} // namespace signalbox
