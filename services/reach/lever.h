// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <reach/hostaccess.h>

namespace signalbox
{
/// Something that a person may have done on a host.
struct Lever {
    Subject subject;                ///< what it is done to: the service
    Subject host;                   ///< where; never one that is not reached
    std::vector<std::string> words; ///< the request: "service-restart", "nginx"
    bool operator==(const Lever &) const = default;
};

/// The words in a line, as people and series call it: "service-restart nginx".
std::string leverText(const Lever &lever);

/// Those that the estate declares, in its order: a restart of each service with a `unit`, on each of its hosts; the
/// programs of runbooks that are run at their targets; the program of stores' slots on each host that has one.
std::vector<Lever> levers(const Estate &estate);
} // namespace signalbox
