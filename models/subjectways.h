// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStringList>
#include <QUrl>

#include <estate/estate.h>
#include <estate/problem.h>

namespace signalbox
{
/// A place elsewhere that tells of a subject: "grafana", https://….
struct SubjectLink {
    QString name;
    QUrl url; ///< http or https
};

/// The estate's links of that subject, its name and address filled in; in the order of the estate. A link that needs an
/// address is left out where there is none.
std::vector<SubjectLink> linksOf(const Estate &estate, const Subject &subject);

/// What is to run on the subject in a terminal.
enum class OnSubject : std::uint8_t {
    Shell,
    Log, ///< its last fifty lines, and what comes after them
};

/// The argv of a terminal with ssh to the subject, by the estate's `terminal`; or why there is none. Nothing of it goes
/// through a shell on this machine, and no address can pass for an option.
Expected<QStringList> terminalCommand(const Estate &estate, const Subject &subject, OnSubject what);
} // namespace signalbox
