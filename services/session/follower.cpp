// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <session/follower.h>

#include <algorithm>

namespace signalbox
{
namespace
{
constexpr TickNumber fartherIsSought = 64; // ticks; beyond it reading a state is cheaper than folding frames
constexpr Milliseconds heldUpAfter{3000};  // a tick is written every second, even when empty

// Texts and alerts that are not known yet at the moment looked at show nowhere; another series, estate or clock would.
bool shows(const DatedChange &dated)
{
    return !std::holds_alternative<TextDeclared>(dated.change) && !std::holds_alternative<AlertDeclared>(dated.change);
}
} // namespace

Follower::Follower(const Recording &recording)
    : m_recording(recording)
{
}

Expected<PicturePtr> Follower::moveTo(Moment now)
{
    Expected<Tick> tick = target(now);
    if (!tick)
        return tl::unexpected(tick.error());
    if (tick->number == 0)
        return PicturePtr();
    const Picture &working = m_fold.working();
    const bool isThere =
        tick->number == working.tick.number && !m_isEmpty && working.now <= std::max(now, tick->moment);
    if (!isThere) {
        Expected<bool> moved = moveTo(*tick);
        if (moved && !*moved) { // the tick has just been deleted: on to the one that is the first now
            tick = target(now);
            moved = tick ? seek(*tick) : tl::unexpected(tick.error());
        }
        if (!moved)
            return tl::unexpected(moved.error());
    }
    m_isEmpty = false;
    const bool heldUp = now - tick->moment > heldUpAfter;
    Touched touched;
    if (heldUp)
        m_fold.advance(now, touched);
    return m_fold.publish(heldUp);
}

Expected<Tick> Follower::target(Moment now) const
{
    const Expected<Extent> extent = m_recording.extent();
    if (!extent)
        return tl::unexpected(extent.error());
    return now >= extent->last.moment ? extent->last : m_recording.tickAt(now);
}

Expected<bool> Follower::moveTo(const Tick &tick)
{
    const Picture &working = m_fold.working();
    const TickNumber at = working.tick.number;
    const bool isAhead = !m_isEmpty && tick.number > at && tick.number - at <= fartherIsSought;
    if (isAhead && working.now <= tick.moment) {
        const Expected<bool> followed = follow(tick);
        if (!followed)
            return tl::unexpected(followed.error());
        if (*followed)
            return true;
    }
    return seek(tick);
}

// What is too old is deleted from a recording's beginning on while it is read.
Expected<bool> Follower::reachesBackTo(TickNumber tick) const
{
    const Expected<Extent> extent = m_recording.extent();
    if (!extent)
        return tl::unexpected(extent.error());
    return extent->first.number <= tick + 1;
}

// False where some of the ticks on the way are no longer there.
Expected<bool> Follower::follow(const Tick &tick)
{
    const Expected<std::vector<Frame>> frames =
        m_recording.frames(m_fold.working().tick.number, tick.number, fartherIsSought);
    if (!frames)
        return tl::unexpected(frames.error());
    const Expected<bool> isWhole = reachesBackTo(m_fold.working().tick.number);
    if (!isWhole || !*isWhole)
        return isWhole;
    for (const Frame &frame : *frames) {
        m_fold.apply(frame);
        m_structure = std::max(m_structure, frame.tick.number);
    }
    return true;
}

// False where the tick is no longer there.
Expected<bool> Follower::seek(const Tick &tick)
{
    if (tick.number < m_structure) {
        const auto later = m_recording.changesToFold(tick.number, m_structure);
        if (!later)
            return tl::unexpected(later.error());
        if (std::any_of(later->begin(), later->end(), shows)) {
            m_fold.reset();
            m_structure = 0;
        }
    }
    if (tick.number > m_structure) {
        const auto changes = m_recording.changesToFold(m_structure, tick.number);
        if (!changes)
            return tl::unexpected(changes.error());
        m_fold.applyToLoad(*changes);
        m_structure = tick.number;
    }
    const Expected<RecordedState> state = m_recording.stateAt(tick.number);
    if (!state)
        return tl::unexpected(state.error());
    if (state->tick.number < tick.number)
        return false;
    m_fold.load(*state);
    return true;
}
} // namespace signalbox
