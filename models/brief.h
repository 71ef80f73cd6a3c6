// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <QStringList>
#include <QTimeZone>

#include <journal/journal.h>
#include <models/whatchanged.h>

namespace signalbox
{
/// One of the six questions of somebody who was woken, and what is known about it: plain text, one line each.
struct BriefPart {
    const char *key;  ///< "broken", "hurt", "spreading", "changed", "safe", "last time"
    QString question; ///< "What is broken" …
    QStringList lines;
};

/// What is known besides the picture: what changed in a day, and who did what.
struct BriefPast {
    ChangesSince changes;
    std::vector<JournalRow> journal;
    std::optional<Milliseconds> silence{}; ///< how long ago the recording ends; nothing: it goes on
};

/// Reads that. `journal`: its file, which need not be there; empty: there is none. Blocking; the recording's thread.
Expected<BriefPast> briefPast(const Recording &recording, const Picture &picture, const std::string &journal);

/// What is broken; who is hurt; is it spreading; what changed; is it safe to act; what did we do last time: in this
/// order, and in so few lines that they fit a terminal of 24. `about`: of that alert alone where the question allows.
/// A look at everything: not for the GUI's thread.
std::vector<BriefPart> brief(const Picture &picture, std::optional<AlertId> about, const BriefPast &past,
                             const QTimeZone &zone);
} // namespace signalbox
