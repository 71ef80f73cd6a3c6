// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <estate/problem.h>
#include <estate/subject.h>

namespace signalbox
{
/// One thing that a Prometheus server asks.
struct MonitoredTarget {
    std::string job;
    std::string instance;
    std::string address;  ///< "HOST:PORT" that is connected to; empty where the server does not tell
    bool isProbe = false; ///< asked about through a prober, such as blackbox_exporter; `instance` is what it probes
    Labels labels;        ///< sorted by name
};

/// Reads the answer to /api/v1/targets, of which the active ones count. Problem: it is cut off, no JSON, or not what
/// Prometheus' HTTP API documents (https://prometheus.io/docs/prometheus/latest/querying/api/#targets).
Expected<std::vector<MonitoredTarget>> readTargets(std::string_view body);

/// The same from the answer to /api/v1/query?query=up, for servers without a list of targets (Thanos, Mimir,
/// VictoriaMetrics). A target is a probe there when its instance is a URL.
Expected<std::vector<MonitoredTarget>> readUpSeries(std::string_view body);
} // namespace signalbox
