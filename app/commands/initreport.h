// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>

#include <QJsonObject>

#include <drafting/estatedifference.h>

namespace signalbox
{
/// What `init` found and did.
struct InitReport {
    std::string file;
    bool written = false;
    EstateDraft draft;
    EstateDifference difference; ///< of the file that was there; empty where it was written
};

/// For people: what was written and what comes next, or the differences as lines to take over.
void printReport(const InitReport &report, std::ostream &out);

/// The object described in docs/signalboxctl.md.
QJsonObject reportJson(const InitReport &report);
} // namespace signalbox
