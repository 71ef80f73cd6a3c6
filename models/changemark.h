// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <picture/picture.h>
#include <recording/recording.h>

namespace signalbox
{
/// From here on something is different.
struct ChangeMark {
    Moment at{};
    std::string text; ///< outside text: "ann@desk: deployed 4.2"
    bool operator==(const ChangeMark &) const = default;
};

/// The series whose texts mark changes that concern the subject: its own, and those of the estate as a whole.
std::vector<SeriesId> markSeriesOf(const Picture &picture, const Subject &subject);

/// What was read of one such series.
struct MarkHistory {
    SeriesId series{};
    std::vector<HistoryPoint> points;
};
/// Its marks in order of time. One that was said again after a restart is one.
std::vector<ChangeMark> marksOf(const Picture &picture, const MarkHistory &history);
} // namespace signalbox
