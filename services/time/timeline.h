// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <time/moment.h>

namespace signalbox
{
/// From `moment` on, the wall clock shows wall + (m - moment). A step of the machine's clock is a new anchor.
struct Anchor {
    Moment moment;
    WallTime wall;
    Milliseconds sinceBoot{}; ///< CLOCK_BOOTTIME at the moment
    std::string boot; ///< the kernel's boot id (/proc/sys/kernel/random/boot_id), to continue exactly after a restart
    bool operator==(const Anchor &) const = default;
};

/// All anchors of a recording: turns engine moments into wall times and back. A value; anchors only get added.
class Timeline
{
public:
    /// Moments never go back: an anchor earlier than the last one is ignored. Returns whether it was added.
    bool add(const Anchor &anchor);
    /// What the wall showed at moment. Without an anchor, or before the first: the first one's, extended back.
    [[nodiscard]] WallTime wallAt(Moment moment) const;
    /// The latest moment that carried this wall time: a clock put back an hour shows some times twice. A wall time that
    /// was skipped by a step forward gives the moment of the step.
    [[nodiscard]] Moment momentAt(WallTime wall) const;
    [[nodiscard]] const std::vector<Anchor> &anchors() const { return m_anchors; }

private:
    std::vector<Anchor> m_anchors;
};
} // namespace signalbox
