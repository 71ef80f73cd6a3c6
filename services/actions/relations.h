// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/estate.h>

namespace signalbox
{
/// What the estate declares about how subjects hang together. All sorted, none twice; empty for what is not declared.

/// Whether the estate declares it; a source is declared as one.
bool isDeclared(const Estate &estate, const Subject &subject);
/// Its hosts, slots, instances, peers …
std::vector<Subject> membersOf(const Estate &estate, const Subject &subject);
/// What it is a member of.
std::vector<Subject> groupsOf(const Estate &estate, const Subject &subject);
/// The other members of its pairs and services.
std::vector<Subject> othersOf(const Estate &estate, const Subject &subject);
/// What cannot work without it, or without what cannot.
std::vector<Subject> dependantsOf(const Estate &estate, const Subject &subject);
/// All of these: its groups and their members, what it depends on and what depends on it; not itself.
std::vector<Subject> relativesOf(const Estate &estate, const Subject &subject);
/// Paths of what nobody else may act on while somebody acts on it: itself, its members, its groups but for services
/// (which have several instances so that one may be worked on), and the hypervisors that it depends on.
std::vector<std::string> claimsOf(const Estate &estate, const Subject &subject);
/// The hosts that it is or has as members.
std::vector<Subject> hostsOf(const Estate &estate, const Subject &subject);

/// A scalar field of its kind (Declared::details); empty where there is none.
std::string detailOf(const Estate &estate, const Subject &subject, const std::string &key);

/// Sorted, none twice.
void tidy(std::vector<Subject> &subjects);
/// "host/web1, host/web2 and 9 more"; "none" where there is none.
std::string namesOf(const std::vector<Subject> &subjects);
} // namespace signalbox
