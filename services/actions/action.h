// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>

#include <actions/plan.h>
#include <actions/runledger.h>
#include <picture/picture.h>
#include <recording/recording.h>

namespace signalbox
{
/// What only the machine of the watch can tell.
struct WatchHealth {
    std::optional<Problem> journal;                       ///< why it cannot be written
    std::uint64_t brokenRow = 0;                          ///< of the journal's chain; 0: none
    std::uint64_t freeDisk = 0;                           ///< bytes beside the journal
    std::vector<std::string> ownAddresses;                ///< literal IPs of this machine
    std::function<std::optional<Problem>(const StepCommand &)> refusal; ///< why that could not be carried out; never empty
};

/// All that a planner sees. It is asked again and again, and answers the same for the same.
struct Situation {
    const Picture &picture;
    const RunLedger &ledger;
    /// What that series said in [from, to].
    std::function<Expected<std::vector<HistoryPoint>>(SeriesId series, Moment from, Moment to)> history;
    std::string who;                         ///< user@host of whoever asks
    bool canAct = false;                     ///< a watch lives that carries out what is confirmed
    std::optional<WatchHealth> watch;        ///< nothing at a desk that is attached to one
    std::string run;                         ///< the run whose own claim does not count; empty: none
};

/// Something that a person may do: a pure planner. One file on the shelf `services/actions`.
struct ActionType {
    std::string_view id;    ///< "service-restart"
    std::string_view title; ///< "Restart a service"
    std::string_view about; ///< one sentence for the list of what can be done
    /// What can be done to that subject now: requests with one target, and a title each. Cheap: asked for a menu.
    std::vector<std::pair<Request, std::string>> (*offers)(const Picture &picture, const Subject &subject) = nullptr;
    /// Steps, gate and its own guards; an error where the request makes no sense (an unknown target, parameter …).
    Expected<Plan> (*plan)(const Request &request, const Situation &situation) = nullptr;
};

namespace actions
{
/// Every action on the shelf, in the order of its list.
std::span<const ActionType *const> all();
} // namespace actions

/// The plan with its own guards and those that all actions have, worst first.
Expected<Plan> makePlan(const Request &request, const Situation &situation);
/// What can be done to that subject, over the whole shelf.
std::vector<std::pair<Request, std::string>> offersFor(const Picture &picture, const Subject &subject);
} // namespace signalbox
