// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <picture/picture.h>

namespace signalbox
{
/// What the life of an alert depends on besides itself.
struct Circumstances {
    Moment now{};
    Milliseconds holdFor{};       ///< how long it must be stated before it is raised
    Moment suppressedUntil{};     ///< zero: it is not
    Milliseconds escalateAfter{}; ///< a warning left alone for so long is a page
};

constexpr std::uint8_t flappingAfter = 4;                             ///< raises, each one of the last …
constexpr Milliseconds flapForgottenAfter = std::chrono::minutes(5);  ///< … forgotten after so long
constexpr Milliseconds quietAfterFlapping = std::chrono::minutes(10); ///< neither came nor went

/// The life of one alert (ISA-18.2), step by step; pure. The rule states it, or no longer.
AlertCell stated(AlertCell cell, Severity severity, TextId sentence, const Circumstances &circumstances);
AlertCell notStated(AlertCell cell, const Circumstances &circumstances);

/// Somebody has it, and saw it as it was at `seen`: what came, came back or got worse since then is another matter,
/// and nothing happens. What is over is let go by it. `until` zero: for as long as it lasts and gets no worse.
AlertCell acknowledged(AlertCell cell, TextId by, Moment seen, Moment until);
AlertCell unacknowledged(AlertCell cell);

/// When it may change by time alone; later than now.
std::optional<Moment> dueOf(const AlertCell &cell, const Circumstances &circumstances);

/// Until when nobody need look at it; zero: it is nobody's shelf's nor out of service.
Moment suppressedUntil(const Picture &picture, const Alert &alert);

/// When a warning that is left alone becomes a page; nothing for what is none, is one already, or never will be.
std::optional<Moment> escalatesAt(const Picture &picture, const Alert &alert);

/// Whether a asks for somebody anew where b was known: what is worse, and what is known to be critical where nothing
/// was known. So the order is not Severity's, in which not knowing ranks above all.
inline bool isWorse(Severity a, Severity b)
{
    const auto rank = [](Severity severity) {
        return severity == Severity::Unknown ? 3 : severity == Severity::Critical ? 4 : static_cast<int>(severity);
    };
    return rank(a) > rank(b);
}

/// Whether it belongs on the list: raised, or over and not seen yet.
inline bool isListed(const AlertCell &cell)
{
    return cell.state == AlertState::Raised || cell.latched;
}
} // namespace signalbox
