// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <QString>

#include <attaching/attachment.h>
#include <recording/recording.h>
#include <time/timeline.h>

namespace signalbox
{
/// A recording that holds something, and what turns its moments into times.
struct RecordedPast {
    std::string path;
    std::unique_ptr<Attachment> attachment = {}; ///< where the recording is a copy of another machine's
    std::unique_ptr<const Recording> recording;
    Extent extent;
    Timeline timeline;
    std::string remark = {}; ///< to be said: why what was opened may not be what is meant; usually empty
};

/// Opens a recording; of an estate (a file, a folder or nothing) the one in its state folder; of ssh://HOST a copy of
/// what the watch there has recorded by now, or, where the line is down, of what it had when it was last attached. An
/// estate that cannot be read keeps nobody from what was recorded with the last good one: its id is taken from its name
/// then.
Expected<RecordedPast> openPast(const std::string &estateOrRecording);

/// The moment that `text` names: ISO 8601 ("2026-11-21T04:30:00Z"; without a zone: local time), or a time of day of the
/// recording's last day ("04:30"). `option` is named in the Problem where it is none.
Expected<Moment> momentOf(const RecordedPast &past, const std::string &option, const QString &text);

/// Whether the file is a recording (by its first bytes); an estate file is not.
bool isRecording(const std::string &path);
} // namespace signalbox
