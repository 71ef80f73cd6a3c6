// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/recordedpicture.h>

#include <QFile>
#include <QFileInfo>

#include <commands/recordedmoment.h>
#include <recording/recordingfile.h>
#include <session/follower.h>

namespace signalbox
{
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
        const Expected<Moment> asked = recordedMoment(**recording, *extent, "at", at);
        if (!asked)
            return tl::unexpected(asked.error());
        moment = *asked;
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
