// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/recordedpicture.h>

#include <commands/recordedpast.h>
#include <session/follower.h>

namespace signalbox
{
Expected<PicturePtr> recordedPicture(const std::string &path, const QString &at)
{
    const Expected<RecordedPast> past = openPast(path);
    if (!past)
        return tl::unexpected(past.error());
    Moment moment = past->extent.last.moment;
    if (!at.isEmpty()) {
        const Expected<Moment> asked = momentOf(*past, "--at", at);
        if (!asked)
            return tl::unexpected(asked.error());
        moment = *asked;
    }
    if (moment < past->extent.first.moment || moment > past->extent.last.moment + Milliseconds(1000)) {
        return tl::unexpected(
            Problem{path, "was not recorded at that time", "signalbox-replay shows from when to when it reaches"});
    }
    return Follower(*past->recording).moveTo(moment);
}
} // namespace signalbox
