// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <actions/stepcommand.h>
#include <estate/problem.h>
#include <estate/runbook.h>
#include <estate/subject.h>
#include <time/moment.h>

namespace signalbox
{
/// What a person wants done, to what.
struct Request {
    std::string action; ///< "service-restart", or "runbook" …
    std::vector<Subject> targets;
    std::map<std::string, std::string> parameters; ///< {"runbook", "restart-brain"}
    bool operator==(const Request &) const = default;
};

/// One check, with its answer.
struct Guard {
    enum class Verdict : std::uint8_t {
        Pass,
        Fail,    ///< what that means is the class's
        Unknown, ///< not known is not met
        Later,   ///< only the watch can tell, and does before anything is sent
    };
    std::string id; ///< "C4", or a requirement's name
    GuardClass guardClass = GuardClass::Hard;
    Verdict verdict = Verdict::Unknown;
    std::string title;               ///< what is asked: "Nobody else works on it"
    std::string value;               ///< what was found; a value, not "checked"
    std::string threshold;           ///< what it must be; may be empty
    std::string thresholdFrom;       ///< where that comes from: "interlock.cool_down", "by default"; may be empty
    std::optional<Milliseconds> age; ///< of the evidence
    std::string source;              ///< who said it; may be empty
    bool operator==(const Guard &) const = default;

    /// It is met, or tells only.
    [[nodiscard]] bool isMet() const
    {
        return verdict == Verdict::Pass || verdict == Verdict::Later || guardClass == GuardClass::Info;
    }
};

/// One thing that is done to one target.
struct Step {
    Subject target;
    std::string words; ///< "Restart nginx on web1"
    StepCommand command;
    std::optional<StepCommand> probe; ///< whether it is so: before it is sent, after, and whenever nobody knows
    std::optional<StepCommand> undo;
    Milliseconds deadline{60000}; ///< of command, and afresh of undo
    Milliseconds probeDeadline{10000};
    std::uint32_t stage = 0; ///< all of a stage are over before the next begins; one target's follow one another
    bool freezes = false;    ///< it stops something until a later step: undone at once where the run does not go on
    bool isNoReturn = false; ///< from here on forward is the way out
    bool operator==(const Step &) const = default;
};

/// A value that the action changes, as it is and as it will be.
struct Difference {
    std::string what;
    std::string before;
    std::string after;
    bool operator==(const Difference &) const = default;
};

/// What would be done, frozen. Data: it goes into the journal as it is, and what it says is what is done.
struct Plan {
    Request request;
    std::string title;               ///< what the button says: "Restart nginx on web1"
    std::vector<Difference> changes; ///< as observed, and as it will be
    std::vector<Step> steps;         ///< by stage, in order; a stage's may be done at the same time
    std::uint32_t atOnce = 1;        ///< steps at the same time
    std::uint32_t mayFail = 0; ///< so many targets may fail before no further one is begun; none of the first stage
    std::vector<std::string> claims; ///< paths of all that nobody else may act on meanwhile
    GateLevel gate = GateLevel::Hold;
    SecondPerson secondPerson = SecondPerson::Off;
    Milliseconds soak{0};
    std::string atRisk; ///< the blast radius, in words
    bool isReversible = false;
    bool isElsewhere = false;     ///< carried out by whoever confirmed it (`signalboxctl guard`), and not by the watch
    std::uint64_t outsideRow = 0; ///< of the last change of what it claims that no run made; 0: none. Another one is
                                  ///< another plan
    std::string guidance;         ///< outside text; may be empty
    std::string blockedBy;        ///< why there are no steps; empty where there are
    std::vector<Guard> guards;    ///< worst first; no part of the hash: they are asked again before anything is sent

    /// The targets that something is done to: those that it claims. A silence claims an alert of its target alone.
    [[nodiscard]] std::vector<Subject> touched() const;
};

/// SHA-256, hexadecimal, of all but the guards: what a confirmation is bound to.
std::string planHash(const Plan &plan);
/// The first letters of a hash, for people.
std::string shortHash(const std::string &hash);

/// Worst first: what blocks, what is not known, what warns, what passes.
void sortByConcern(std::vector<Guard> &guards);
} // namespace signalbox
