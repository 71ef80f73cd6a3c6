// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/gate.h>
#include <commands/command.h>

namespace signalbox
{
/// Options that answer a gate beforehand, for scripts.
inline constexpr CommandOption whyGateOption{"why", "TEXT", "the reason; each override needs one"};
inline constexpr CommandOption confirmOption{"confirm", "PLAN", "open the gate of this very plan, unasked"};
inline constexpr CommandOption nameOption{"name", "NAME", "with --confirm: the name that the gate asks for"};
inline constexpr CommandOption countOption{"count", "N", "with --confirm: the count that it asks for"};
inline constexpr CommandOption tickOption{"tick", "IDS", "with --confirm: warnings that you have read: C13,C10"};
inline constexpr CommandOption overrideOption{"override", "IDS", "with --confirm: guards that you override"};

/// What a person answers at the gate of a plan, by the options, or else asked at the terminal; an error where the gate
/// stays shut, or nobody is there to be asked.
Expected<Confirmation> confirmationFrom(const Plan &plan, const Arguments &arguments, Terminal &terminal);
} // namespace signalbox
