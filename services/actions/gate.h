// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include <actions/plan.h>

namespace signalbox
{
/// What a person answered at the gate of a plan.
struct Confirmation {
    std::string hash;                              ///< of the plan that was read
    std::string reason;                            ///< in the person's words; may be empty where nothing is overridden
    GateLevel gate = GateLevel::Press;             ///< what was done
    std::string typedName;                         ///< of TypeName and above
    std::uint32_t typedCount = 0;                  ///< of TypeNameAndCount
    std::set<std::string> ticked;                  ///< warnings, by the guard's id; equal ones of many targets are one
    std::map<std::string, std::string> overridden; ///< guard's id → reason
    bool operator==(const Confirmation &) const = default;
};

/// The gate once each override has raised it by one.
GateLevel gateOf(const Plan &plan, std::size_t overrides);
/// What is to be typed: the target's name; of several the word that stands for them all ("3 hosts" are typed as
/// "host").
std::string nameToType(const Plan &plan);
/// Whether somebody at another desk has to approve before anything is sent.
bool needsApproval(const Plan &plan, const Confirmation &confirmation);
/// Whether one person alone did what two had better done: a review is left to follow.
bool leavesReview(const Plan &plan, const Confirmation &confirmation);

/// Guards that stand in the way whatever anybody says.
std::vector<Guard> hardBlocks(const Plan &plan);
/// Nothing where the confirmation opens the gate of this plan: its hash, the gate, what was typed, every warning ticked
/// and every block overridden with a reason. Otherwise what is missing.
std::optional<Problem> missing(const Plan &plan, const Confirmation &confirmation);

/// What of a plan that was made again stands in the way of one that was confirmed: a guard that nobody answered, or
/// that is worse than when it was answered; whoever ticked "not known" has not ticked "no". `confirmed` has the guards
/// as they were read.
std::optional<Problem> unanswered(const Plan &again, const Plan &confirmed, const Confirmation &confirmation);
} // namespace signalbox
