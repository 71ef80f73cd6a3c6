// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <estate/comparison.h>
#include <estate/location.h>
#include <estate/subject.h>

namespace signalbox
{
/// What a guard that is not met means.
enum class GuardClass : std::uint8_t {
    Hard,     ///< nothing is done, whoever asks
    Override, ///< nothing is done unless a person gives a reason, which raises the gate by one
    Warning,  ///< a person ticks it
    Info,     ///< it is shown
};

/// What a person does before something is done; each asks for more than the one before.
enum class GateLevel : std::uint8_t { Press, Hold, TypeName, TypeNameAndCount };

/// Who else has to agree where name and count are asked for.
enum class SecondPerson : std::uint8_t {
    Off,
    Advised,  ///< alone, a person goes on, and a review is left to follow
    Required, ///< somebody at another desk approves the very plan
};

/// A guard of a site's own: what must hold of a value, or of alerts, before a runbook runs.
struct Requirement {
    /// Whose values or alerts.
    enum class Of : std::uint8_t {
        Target,
        Members, ///< of the target: a pair's hosts, a store's slots …
        Others,  ///< the other members of each pair and service that the target is a member of
        Subjects ///< `subjects`
    };
    std::string name; ///< the guard's id
    GuardClass guardClass = GuardClass::Override;
    Of of = Of::Target;
    std::vector<Subject> subjects;
    std::string metric;                      ///< empty: it is about alerts
    Labels labels;                           ///< a series must have these; a value that ends in * stands for any ending
    std::optional<Comparison> is;            ///< of metric: what every value must meet
    std::chrono::milliseconds holdFor{0};    ///< of metric: for how long without a break, gaps in the record included
    std::chrono::milliseconds maxAge{60000}; ///< an older value is not known
    bool isCriticalOnly = false;             ///< of alerts: warnings do not count
    Location where;
};

/// Something that a site does by a program of its own, under the interlock.
struct Runbook {
    std::string name;
    std::string title;             ///< "Restart the brain {name}"
    std::vector<Subject> subjects; ///< what it may be done to, besides all of `kinds`; sorted
    std::vector<std::string> kinds;
    bool isAtTarget = false;      ///< on the host that is the target, over ssh; else on the watch
    std::vector<std::string> run; ///< argv with {name} {kind} {address} {site}; never empty
    std::vector<std::string>
        probe; ///< ends with 0: it is so already, 1: it is not; anything else: not known. May be empty
    std::vector<std::string> undo;             ///< may be empty
    std::chrono::milliseconds deadline{60000}; ///< of each `run` and `undo`
    std::chrono::milliseconds probeDeadline{10000};
    GateLevel gate = GateLevel::Hold;
    std::chrono::milliseconds soak{0}; ///< watched for new alerts of its targets for so long
    std::uint32_t most = 1;            ///< targets of one run
    std::uint32_t atOnce = 1;          ///< targets at the same time, once the first went well
    std::string atRiskMetric;          ///< its sum over the target, its members and what depends on it; may be empty
    std::string atRiskWords;           ///< what is counted: "running machines"
    std::vector<Requirement> required;
    std::string guidance; ///< outside text; may be empty
    Location where;
};

/// What holds for every action: thresholds of the guards that all have.
struct Interlock {
    SecondPerson secondPerson = SecondPerson::Advised;
    std::chrono::milliseconds coolDown = std::chrono::minutes(60); ///< acted on within: a guard (C10)
    std::uint32_t mostTargets = 40;                                ///< C11
    std::uint32_t mostSites = 1;                                   ///< C11
    std::uint64_t freeDisk = 200'000'000;                          ///< bytes beside the journal (C7)
    std::chrono::milliseconds clockSkew{2000};                     ///< C6
    std::vector<Subject> never;                                    ///< what nothing is done to (C12)
};
} // namespace signalbox
