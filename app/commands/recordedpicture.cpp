// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/recordedpicture.h>

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <recording/recordingfile.h>
#include <session/follower.h>

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

Expected<WallTime> wallTimeFrom(const QString &text, WallTime last)
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
        return tl::unexpected(
            Problem{"--at " + text.toStdString(), "is not a time", "Write it as 2026-11-21T04:30:00Z, or as 04:30"});
    }
    return WallTime(Milliseconds(time.toMSecsSinceEpoch()));
}
} // namespace

Expected<PicturePtr> recordedPicture(const std::string &path, const QString &at)
{
    const auto recording = openRecording(path);
    if (!recording)
        return tl::unexpected(recording.error());
    const Expected<Extent> extent = (*recording)->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    if (extent->last.number == 0)
        return tl::unexpected(Problem{path, "holds no tick yet", "Record something into it first"});
    Moment moment = extent->last.moment;
    if (!at.isEmpty()) {
        const Expected<Timeline> timeline = timelineOf(**recording, *extent);
        if (!timeline)
            return tl::unexpected(timeline.error());
        const Expected<WallTime> wall = wallTimeFrom(at, timeline->wallAt(extent->last.moment));
        if (!wall)
            return tl::unexpected(wall.error());
        moment = timeline->momentAt(*wall);
    }
    if (moment < extent->first.moment || moment > extent->last.moment + Milliseconds(1000)) {
        return tl::unexpected(
            Problem{path, "was not recorded at that time", "signalbox-replay shows from when to when it reaches"});
    }
    return Follower(**recording).moveTo(moment);
}

bool isRecording(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    // Anything else, such as a pipe, might never have fifteen bytes.
    return QFileInfo(file).isFile() && file.open(QIODevice::ReadOnly) && file.read(15) == QByteArray("SQLite format 3");
}
} // namespace signalbox
