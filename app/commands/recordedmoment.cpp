// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/recordedmoment.h>

#include <QDateTime>

namespace signalbox
{
namespace
{
Expected<Timeline> timelineOf(const Recording &recording, const Extent &extent)
{
    const auto changes = recording.changes(0, extent.last.number);
    if (!changes)
        return tl::unexpected(changes.error());
    Timeline timeline;
    for (const DatedChange &dated : *changes) {
        if (const auto *set = std::get_if<AnchorSet>(&dated.change))
            timeline.add(set->anchor);
    }
    return timeline;
}

Expected<WallTime> wallTimeFrom(const std::string &option, const QString &text, WallTime last)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid()) {
        const QTime ofDay = QTime::fromString(text, text.count(QLatin1Char(':')) == 2 ? QStringLiteral("H:mm:ss")
                                                                                      : QStringLiteral("H:mm"));
        if (ofDay.isValid()) {
            const QDateTime end = QDateTime::fromMSecsSinceEpoch(last.time_since_epoch().count());
            time = QDateTime(end.date(), ofDay);
            if (time > end)
                time = time.addDays(-1);
        }
    }
    if (!time.isValid()) {
        return tl::unexpected(Problem{"--" + option + ' ' + text.toStdString(), "is not a time",
                                      "Write it as 2026-11-21T04:30:00Z, or as 04:30"});
    }
    return WallTime(Milliseconds(time.toMSecsSinceEpoch()));
}
} // namespace

Expected<Moment> recordedMoment(const Recording &recording, const Extent &extent, const std::string &option,
                                const QString &time)
{
    const Expected<Timeline> timeline = timelineOf(recording, extent);
    if (!timeline)
        return tl::unexpected(timeline.error());
    const Expected<WallTime> wall = wallTimeFrom(option, time, timeline->wallAt(extent.last.moment));
    if (!wall)
        return tl::unexpected(wall.error());
    return timeline->momentAt(*wall);
}

Expected<WallTime> recordedWall(const Recording &recording, const Extent &extent, Moment moment)
{
    return timelineOf(recording, extent).map([&](const Timeline &timeline) { return timeline.wallAt(moment); });
}
} // namespace signalbox
