// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <commands/command.h>
#include <reach/levertest.h>

namespace signalbox
{
/// What a test of levers found, for people: a line a host and identity, below it one a lever, and what to do.
void printReach(const std::vector<HostStanding> &standings, std::ostream &out);
/// The same as one object (docs/signalboxctl.md).
QJsonObject reachJson(const std::vector<HostStanding> &standings);
/// Blocked where a lever or a host would be refused, else Unknown where one could not be asked, else Done.
Exit reachExit(const std::vector<HostStanding> &standings);
} // namespace signalbox
