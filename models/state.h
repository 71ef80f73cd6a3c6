// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <picture/picture.h>

namespace signalbox
{
/// What a thing looks like at a glance. Each has a colour, a shape and a word of its own; widgets know the first two.
enum class State : std::uint8_t { Ok, Warning, Critical, Unknown, Stale, Maintenance };
inline constexpr int stateCount = 6;

/// How a subject or a finding stands: its state, and apart from it whether what we know of it is old or nobody looks at
/// all.
struct Standing {
    State state = State::Unknown;
    bool stale = false;  ///< drawn hatched whatever the state: a critical value gone stale stays critical
    bool watched = true; ///< false: declared, and no source covers it
    bool operator==(const Standing &) const = default;
};

/// The state that a severity is shown as.
State stateOf(Severity severity);

/// How a subject stands. Nothing that is old, missing, not watched, shelved while something is raised, or out of
/// service is ever Ok.
Standing standingOf(const SubjectState &subject);

/// Known to nobody any more: not declared, nothing said that still holds, nothing raised; or the estate as a whole,
/// which has no row of its own.
bool isForgotten(const SubjectState &subject);

/// Declared and covered by no source, with nothing raised: one standing fact, counted apart from what is unknown.
bool isUnwatched(const Standing &standing);

/// How a value stands that no rule judges: Ok when fresh or late, Stale, or Unknown when never said, gone, or not a
/// number.
Standing standingOf(const Sample &sample);

/// "OK", "warning", "critical", "unknown", "stale", "maintenance".
QString wordOf(State state);

/// The state's word, and what is to be known beside it: "critical, stale", "not watched".
QString wordOf(const Standing &standing);

/// "fresh", "late", "stale", "gone", "never said".
QString wordOf(Freshness freshness);

/// For sorting, the greater the worse. Not knowing ranks above what is known to be bad; what nobody was asked to watch
/// ranks just above well, since it is one standing fact about the estate file and must not bury a fire.
int rankOf(const Standing &standing);

/// The kind of a subject as a heading: "host" -> "Hosts".
QString kindTitle(const std::string &kind);
/// "1 host", "15 stores".
QString kindCount(std::size_t count, const std::string &kind);
} // namespace signalbox
