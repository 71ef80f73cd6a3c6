// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QTimeZone>

#include <models/runfollower.h>
#include <parts/noticelist.h>

namespace signalbox
{
/// What a person must know on every page: that the picture stands still; what was said of the console; of the runs what
/// waits for a decision, or for another person than `me`, and what is being carried out. `picture` and `runs` may be
/// null.
std::vector<Notice> frameNotices(std::vector<Notice> said, const Picture *picture, const RunFollower *runs,
                                 const std::string &me, const QTimeZone &zone);
} // namespace signalbox
