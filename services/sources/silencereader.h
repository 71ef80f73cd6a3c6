// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <estate/problem.h>

namespace signalbox
{
/// One silence as Alertmanager's API v2 lists it (openapi.yaml, gettableSilence). Outside text, of any length up to the
/// answer's.
struct UpstreamSilence {
    struct Matcher {
        std::string name;
        std::string value;
        bool isRegex = false;
        bool isEqual = true; ///< false: whatever does not match
        auto operator<=>(const Matcher &) const = default;
    };
    std::string id;
    std::string state; ///< "active", "pending", "expired"
    std::string createdBy;
    std::string comment;
    std::string endsAt; ///< RFC 3339, for AlertReader::time
    std::vector<Matcher> matchers;
};

/// Reads the answer to GET /api/v2/silences, whole or not at all.
Expected<std::vector<UpstreamSilence>> silencesOf(std::string_view answer);

/// Reads the answer to GET /api/v2/silences (github.com/prometheus/alertmanager, api/v2/openapi.yaml, gettableSilence;
/// outside data), whole or not at all. Whose silence, of those in force, mutes alerts whatever their name, and until
/// when, in one line of at most 200 bytes: "ann until 2026-11-26T18:00:00Z"; of several the first, empty where none
/// does. Muting whatever is no more than .* of any label, .+ of one that every alert of a Prometheus has, or any name
/// but some.
Expected<std::string> silenceOfEverything(std::string_view answer);
} // namespace signalbox
