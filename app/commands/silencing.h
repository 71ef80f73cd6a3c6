// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <estate/problem.h>
#include <estate/subject.h>
#include <time/moment.h>

namespace signalbox
{
/// Just one alert's silence, in one Alertmanager.
struct SilenceWanted {
    std::string url;
    std::string authority; ///< path of a PEM file; empty: the system's
    Labels labels;         ///< all that the alert has: each is matched as it is, none as an expression
    Milliseconds time{};   ///< from now
    std::string who;
    std::string why;
    std::string run; ///< whose silence it is; empty: nobody's in particular
};

/// What became of it, in words fit for a line.
struct SilenceAnswer {
    enum class Is : std::uint8_t { So, NotSo, Unknown };
    Is is = Is::Unknown;
    std::string words;
};

/// Whether such a silence is in force: this run's, or one that ends not much earlier than is wanted. Asks Alertmanager,
/// by its API v2. Waits for the answer, 5 s at most; needs an event loop (QCoreApplication).
SilenceAnswer isSilenced(const SilenceWanted &wanted);

/// Writes it: from now on, by Alertmanager's own clock. Nothing is written where no alert has these labels, or more
/// than `atMost` have.
SilenceAnswer silence(const SilenceWanted &wanted, std::size_t atMost);

/// Expires those of this run. NotSo where one that is not this run's is in force.
SilenceAnswer expire(const SilenceWanted &wanted);
} // namespace signalbox
