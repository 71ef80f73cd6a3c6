// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <picture/picture.h>

namespace signalbox
{
/// How bad an Alertmanager's alert is, by its label `severity`: outside data, of any words.
inline Severity upstreamSeverity(std::string_view label)
{
    return label == "critical" || label == "page" ? Severity::Critical : Severity::Warning;
}
} // namespace signalbox
