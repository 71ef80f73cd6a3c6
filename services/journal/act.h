// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <journal/journal.h>

namespace signalbox
{
/// What a person does about alerts: a value, which the journal keeps as a row.
struct Act {
    enum class Kind : std::uint8_t {
        Acknowledge,   ///< "I have it": about an alert as it is now, for as long as it does not get worse
        Unacknowledge, ///< takes that back
        Shelve,        ///< an alert, or all of a subject's, present and future, are out of the way until then
        Unshelve,      ///< ends a shelving about that very alert or subject
        Note,          ///< words, about an alert, a subject or nothing
        ChangeMark,    ///< a note that says: from here on something is different
        OutOfService,  ///< a subject is taken out of service; its alerts are nobody's work
        BackInService, ///< and put back
        TestPage,      ///< a pager is to be tried now: by the watch, which will have to reach somebody one night
        Hold,          ///< a subject is worked on by hand until then: nobody else acts on it
        Release,       ///< ends that
        // Of a run ("run/ID"), as JSON that services/actions makes and reads; carried out by the watch.
        ConfirmRun, ///< a plan's gate was opened
        ApproveRun, ///< by a second person
        DecideRun,  ///< how it goes on
    };
    Kind kind = Kind::Note;
    std::string about;             ///< an alert key "rule subject{labels}" or a subject's "kind/name"; or empty
    std::string why;               ///< in the person's words
    std::optional<WallTime> until; ///< when it ends by itself
    bool operator==(const Act &) const = default;
};

/// The last of them, for what reads one from a line.
constexpr Act::Kind lastActKind = Act::Kind::DecideRun;

/// Longer words do not get into the journal; bytes. A plan is no words, but has an end as well.
constexpr std::size_t longestWhy = 4096;
constexpr std::size_t largestPlan = 1'000'000;

/// Whether an act's `about` names an alert ("rule kind/name{labels}"), or else whether it names a subject.
bool isAlertKey(const std::string &about);
bool isSubjectPath(const std::string &about);

/// The row of what `who` (user@host) does at `wall`. An act that lacks what its kind needs is an error: an alert for
/// Acknowledge and Unacknowledge; an alert or a subject for Shelve and Unshelve; a subject for the services; words for
/// Shelve and both notes; for Shelve an end, and an end that was given must be later than `wall`.
Expected<JournalRow> rowOf(const Act &act, const std::string &who, WallTime wall);
/// The act of a row, held to the same terms; an error for rows about something else.
Expected<Act> actOf(const JournalRow &row);

/// user@host of this process.
std::string thisPerson();
} // namespace signalbox
