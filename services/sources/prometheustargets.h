// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/problem.h>
#include <time/moment.h>

namespace signalbox
{
/// What Prometheus says of one target that it scrapes (/api/v1/targets). Texts are outside data, well-formed.
struct PrometheusTarget {
    std::string host; ///< value of the label that tells the host
    std::string job;
    std::string instance;
    std::string error;       ///< of the last scrape; empty where it went well
    Milliseconds interval{}; ///< between its scrapes; 0: not told
    bool isUnknown = false;  ///< not scraped yet
};

/// An answer of /api/v1/targets: of the active ones each, of the dropped ones the number.
struct PrometheusTargets {
    std::vector<PrometheusTarget> active;
    std::size_t dropped = 0;
};

/// Reads it, whole or not at all. `hostLabel` as in the estate.
Expected<PrometheusTargets> readPromTargets(std::string body, const std::string &hostLabel);
} // namespace signalbox
