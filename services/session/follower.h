// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <picture/fold.h>
#include <recording/recording.h>

namespace signalbox
{
/// Keeps a fold in step with a recording: on to a later tick frame by frame, anywhere else by a seek. Blocking; one
/// thread.
class Follower
{
public:
    explicit Follower(const Recording &recording);
    /// Makes the fold that of the last tick at or before `now`. Where that tick is more than 3 s old, the recording has
    /// stopped or has a hole: the values grow old up to `now`, and the picture says that it is held up. Null: nothing
    /// recorded yet.
    Expected<PicturePtr> moveTo(Moment now);

private:
    Expected<Tick> target(Moment now) const;
    Expected<bool> moveTo(const Tick &tick);
    /// Whether the recording still holds every tick after that one.
    Expected<bool> reachesBackTo(TickNumber tick) const;
    Expected<bool> follow(const Tick &tick);
    Expected<bool> seek(const Tick &tick);

    const Recording &m_recording;
    Fold m_fold;
    TickNumber m_structure = 0; ///< changes up to here are in the fold
    bool m_isEmpty = true;
};
} // namespace signalbox
