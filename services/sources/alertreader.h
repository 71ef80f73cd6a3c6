// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <estate/problem.h>
#include <estate/subject.h>

namespace signalbox
{
/// One alert as Alertmanager's API v2 lists it (github.com/prometheus/alertmanager, api/v2/openapi.yaml,
/// gettableAlert). The views point into the answer: outside data, of any length up to the answer's.
struct UpstreamAlert {
    std::string_view labels;      ///< a JSON object as written, for AlertReader::labels
    std::string_view annotations; ///< likewise, for AlertReader::summary
    std::string_view startsAt;    ///< RFC 3339, for AlertReader::time
    std::string_view updatedAt;
    std::string_view state; ///< "active", "suppressed", "unprocessed"
    bool isSilenced = false;
    bool isInhibited = false;
};

/// Reads Alertmanager's answers, whole or not at all. What is inside labels and annotations is looked at only where it
/// is asked for. One thread.
class AlertReader
{
public:
    /// More alerts in one answer are refused.
    static constexpr std::size_t mostAlerts = 200'000;

    AlertReader();
    ~AlertReader();
    AlertReader(const AlertReader &) = delete;
    AlertReader &operator=(const AlertReader &) = delete;

    /// Reads the answer to GET /api/v2/alerts. Valid until the next call, and as long as `answer` is left alone (it
    /// only gets room at its end).
    Expected<std::span<const UpstreamAlert>> alerts(std::string &answer);
    /// Reads the answer to GET /api/v2/status: cluster.status, such as "ready", "settling" or "disabled".
    Expected<std::string> clusterStatus(std::string &answer);

    /// The labels: sorted, each name once, made fit to be kept, none empty. A Problem where they are none.
    Expected<Labels> labels(std::string_view object);
    /// What is wrong, in the words of the one who wrote the alerting rule: its summary, else its description or
    /// message. In one line, at most 300 bytes; empty where it says none.
    std::string summary(std::string_view object);
    /// Seconds since 1970, UTC, of an RFC 3339 time; NaN where it is none.
    static double time(std::string_view rfc3339);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
    std::vector<UpstreamAlert> m_alerts;
};
} // namespace signalbox
