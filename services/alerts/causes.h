// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <picture/picture.h>

namespace signalbox
{
/// Which listed alerts hang on another: by the cause, those under it, ascending. An alert hangs on what is dead — a
/// host that is down, a source that does not answer — where that is its own subject, what its subject depends on
/// (`depends_on`, however far up), or the only source that spoke of it and of which nothing is
/// fresh. What is farthest up is the cause. Nothing hangs on what is shelved or out of service: it would go with it.
/// Nothing is hidden: it is an order.
std::map<AlertId, std::vector<AlertId>> causes(const Picture &picture);

/// Where an alert stands in every list, 0 to 31, the first first: what nobody has acknowledged or put out of the way
/// (`isOut`), of that what is not over, then the worst, of those what became a page. The oldest of equals comes first.
int listRank(const AlertCell &cell, bool isOut);

/// A line of the list, and what hangs on it.
struct ListedAlert {
    AlertId alert{};
    std::vector<AlertId> hanging; ///< the worst first
};

/// The list as a person reads it.
std::vector<ListedAlert> listedAlerts(const Picture &picture);
} // namespace signalbox
