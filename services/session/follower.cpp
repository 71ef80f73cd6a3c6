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
    const Expected<Tick> tick = target(now);
    if (!tick)
        return tl::unexpected(tick.error());
    if (tick->number == 0)
        return PicturePtr();
    const Picture &working = m_fold.working();
    const TickNumber at = working.tick.number;
    const bool isAhead = tick->number >= at && tick->number - at <= fartherIsSought && !m_isEmpty;
    const bool hasOvershot = working.now > tick->moment && tick->number != at;
    const bool isThere = tick->number == at && !m_isEmpty && working.now <= std::max(now, tick->moment);
    if (!isThere) {
        const Expected<void> moved = isAhead && !hasOvershot && tick->number != at ? follow(*tick) : seek(*tick);
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

Expected<void> Follower::follow(const Tick &tick)
{
    const Expected<std::vector<Frame>> frames =
        m_recording.frames(m_fold.working().tick.number, tick.number, fartherIsSought);
    if (!frames)
        return tl::unexpected(frames.error());
    for (const Frame &frame : *frames) {
        m_fold.apply(frame);
        m_structure = std::max(m_structure, frame.tick.number);
    }
    return {};
}

Expected<void> Follower::seek(const Tick &tick)
{
    if (tick.number < m_structure) {
        const auto later = m_recording.changes(tick.number, m_structure);
        if (!later)
            return tl::unexpected(later.error());
        if (std::any_of(later->begin(), later->end(), shows)) {
            m_fold.reset();
            m_structure = 0;
        }
    }
    if (tick.number > m_structure) {
        const auto changes = m_recording.changes(m_structure, tick.number);
        if (!changes)
            return tl::unexpected(changes.error());
        Touched touched;
        for (const DatedChange &dated : *changes)
            m_fold.apply(dated.change, touched);
        m_structure = tick.number;
    }
    const Expected<RecordedState> state = m_recording.stateAt(tick.number);
    if (!state)
        return tl::unexpected(state.error());
    m_fold.load(*state);
    return {};
}
} // namespace signalbox
