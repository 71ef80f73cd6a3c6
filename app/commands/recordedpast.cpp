// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/recordedpast.h>

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <attaching/watchaddress.h>
#include <estate/estatereader.h>
#include <recording/recordingfile.h>
#include <watching/recorder.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
Expected<Timeline> timelineOf(const Recording &recording, const Extent &extent)
{
    const auto changes = recording.changesToFold(0, extent.last.number);
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
        return tl::unexpected(Problem{option + ' ' + text.toStdString(), "is not a time",
                                      "Write it as 2026-11-21T04:30:00Z, or as 04:30"});
    }
    return WallTime(Milliseconds(time.toMSecsSinceEpoch()));
}

constexpr Milliseconds currentWithin = std::chrono::seconds(30);

Expected<void> attach(RecordedPast &past)
{
    const auto address = watchAddress(past.path);
    if (!address)
        return tl::unexpected(address.error());
    auto attachment = Attachment::attach(*address, {});
    if (!attachment)
        return tl::unexpected(attachment.error());
    if (!(*attachment)->waitUntilCurrent(currentWithin)) {
        past.remark = "the line to " + past.path + " is down or slow: " + (*attachment)->status().problem.sentence() +
                      "\nWhat follows is as old as it says";
    }
    (*attachment)->flush();
    past.path = (*attachment)->path();
    past.attachment = std::move(*attachment);
    return {};
}

// Of an estate file without an id of its own.
std::string recordingByName(const std::string &estatePath)
{
    const QString path = QString::fromStdString(estatePath.empty() ? defaultEstatePath() : estatePath);
    return stateFolderName(QFileInfo(path).completeBaseName().toStdString()) + "/recording.db";
}
} // namespace

Expected<RecordedPast> openPast(const std::string &estateOrRecording)
{
    RecordedPast past;
    past.path = estateOrRecording;
    if (isWatchAddress(estateOrRecording)) {
        if (auto attached = attach(past); !attached)
            return tl::unexpected(attached.error());
    } else if (estateOrRecording.empty() || !isRecording(estateOrRecording)) {
        const auto path = recordingOf(estateOrRecording);
        past.path = path ? *path : recordingByName(estateOrRecording);
        if (!path && !isRecording(past.path))
            return tl::unexpected(path.error());
        if (!path)
            past.remark = path.error().sentence() + "\nWhat follows is of " + past.path;
    }
    auto recording = past.attachment ? past.attachment->recording() : openRecording(past.path);
    if (!recording)
        return tl::unexpected(recording.error());
    past.recording = std::move(*recording);
    const Expected<Extent> extent = past.recording->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    if (extent->last.number == 0)
        return tl::unexpected(Problem{past.path, "holds no tick yet", "Record something into it first"});
    past.extent = *extent;
    Expected<Timeline> timeline = timelineOf(*past.recording, *extent);
    if (!timeline)
        return tl::unexpected(timeline.error());
    past.timeline = std::move(*timeline);
    return past;
}

Expected<Moment> momentOf(const RecordedPast &past, const std::string &option, const QString &text)
{
    const Expected<WallTime> wall = wallTimeFrom(option, text, past.timeline.wallAt(past.extent.last.moment));
    if (!wall)
        return tl::unexpected(wall.error());
    return past.timeline.momentAt(*wall);
}

bool isRecording(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    // Anything else, such as a pipe, might never have fifteen bytes.
    return QFileInfo(file).isFile() && file.open(QIODevice::ReadOnly) && file.read(15) == QByteArray("SQLite format 3");
}
} // namespace signalbox
