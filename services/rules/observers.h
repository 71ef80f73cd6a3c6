// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <rules/rule.h>

namespace signalbox::rules
{
/// What one look at a host said, of an observer that still looks.
struct Evidence {
    std::string source;
    std::string name; ///< "node", "fleet/node"
    bool isUp = false;
    bool isPolled = false;  ///< by ourselves: then source-dead speaks of it as well
    bool isService = false; ///< a probe of one of its services: that this fails is no death while others see it alive
    std::string reason;     ///< why it seems to be down
    Milliseconds interval;  ///< between two looks
};

/// The metrics that evidenceOf reads.
inline constexpr std::string_view evidenceMetrics[] = {
    "up", "scrape_error", "target_up", "target_error", "probe_success", "probe_error", "plugin_status"};

/// What all observers of a host say. One whose word is late or older is none: it counts neither for up nor for down.
std::vector<Evidence> evidenceOf(const SubjectView &view);
/// Whether anybody sees it alive.
bool isSeenAlive(const std::vector<Evidence> &all);
} // namespace signalbox::rules
