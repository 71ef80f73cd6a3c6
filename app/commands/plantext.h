// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>

#include <QJsonObject>

#include <actions/runledger.h>

namespace signalbox
{
/// A plan for a terminal: what changes, the guards worst first with their values, the steps in words and literally, and
/// the gate.
void printPlan(const Plan &plan, std::ostream &out);
/// How a run stands, step by step, and what can be decided.
void printRun(const Run &run, std::ostream &out);
/// One line: id, state, title, who, since.
std::string lineOf(const Run &run);

/// docs/acting.md describes both.
QJsonObject runJson(const Run &run);

/// What the gate asks for, in words: "type the name: web1".
std::string gateWords(const Plan &plan, std::size_t overrides);
} // namespace signalbox
