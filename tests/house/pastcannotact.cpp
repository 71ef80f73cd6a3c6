// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Law 6 by type. Compiled by refuses.cmake: as it stands it must compile, with each of the cases it must not.
#include <memory>

#include <recording/recording.h>
#include <recording/recordingwriter.h>
#include <time/clock.h>

namespace signalbox
{
/// Stands for whatever changes the world: it asks for a clock under which that is allowed.
void act(const ActingClock &clock);
/// Stands for the recorder.
void record(RecordingWriter &writer);

void whatIsAllowed(const SystemClock &machine, const ManualClock &drill, RecordingWriter &writer)
{
    act(machine);
    act(drill);
    record(writer);
    writer.append({});
}

/// What a session and a replay hold.
void whatIsNot([[maybe_unused]] const Playhead &playhead, [[maybe_unused]] const std::shared_ptr<const Clock> &clock,
               [[maybe_unused]] const std::unique_ptr<const Recording> &recording)
{
#if defined(PLAYHEAD_ACTS)
    act(playhead);
#elif defined(SESSION_CLOCK_ACTS)
    act(*clock);
#elif defined(RECORDING_APPENDS)
    recording->append({});
#elif defined(RECORDING_IS_WRITTEN)
    record(*recording);
#endif
}
} // namespace signalbox
