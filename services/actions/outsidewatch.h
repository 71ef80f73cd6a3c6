// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <actions/action.h>

namespace signalbox
{
/// Follows what actions change (the units of services: how they are, and since when they run) and tells what changed
/// while no run was at it. Remembers what was seen last: of a watch that starts that is what was recorded before.
class OutsideWatch
{
public:
    /// What is other than at the last look. Of one unit at most one change in ten minutes: one that crashes again and
    /// again is an alert's to tell, and no journal's.
    std::vector<OutsideChange> look(const Picture &picture, const RunLedger &ledger);

private:
    struct Seen {
        std::string state;
        std::optional<double> started;
        std::optional<WallTime> told;
    };
    std::map<std::pair<Subject, std::string>, Seen> m_seen; ///< by host and unit
};
} // namespace signalbox
