// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <picture/picture.h>

namespace signalbox
{
/// A flood in words; both empty where there is none.
struct FloodSentences {
    QString first;  ///< "34 new alerts in ten minutes. First: host/db1: …"
    QString counts; ///< "By rule: host-down 20  ·  by site: york 30": the largest of each
};
FloodSentences floodSentences(const Picture &picture);
} // namespace signalbox
