// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/enginepast.h>

#include <recording/recordingfile.h>

namespace signalbox
{
Expected<EngineLoop::Past> pastOf(const std::string &path, const RecordingWriter &writer)
{
    EngineLoop::Past past;
    if (writer.last().number == 0)
        return past;
    auto recording = openRecording(path);
    if (!recording)
        return tl::unexpected(recording.error());
    auto changes = (*recording)->changesToFold(0, writer.last().number);
    if (!changes)
        return tl::unexpected(changes.error());
    auto state = (*recording)->stateAt(writer.last().number);
    if (!state)
        return tl::unexpected(state.error());
    past.changes = std::move(*changes);
    past.state = std::move(*state);
    return past;
}

std::optional<SystemClock::Last> lastOf(const EngineLoop::Past &past)
{
    std::optional<SystemClock::Last> last;
    for (const DatedChange &dated : past.changes) {
        if (const auto *set = std::get_if<AnchorSet>(&dated.change))
            last = SystemClock::Last{set->anchor, past.state.tick.moment};
    }
    return last;
}
} // namespace signalbox
