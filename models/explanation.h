// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStringList>
#include <QTimeZone>

#include <models/state.h>

namespace signalbox
{
/// A value that a rule read, as it is now.
struct ReadValue {
    QString what;   ///< "node_filesystem_avail_bytes{mountpoint="/"}"
    QString value;  ///< "3.1 GiB"
    QString age;    ///< "12 s ago", and its freshness where it is not fresh
    QString source; ///< "node"
    Freshness freshness = Freshness::Never;
    SeriesId series{};
};

/// Why an alert is raised, and what to do: its rule's words, and what that rule read.
struct Explanation {
    QString rule;                    ///< "Disk full (disk-full)"; the id alone where this program has no such rule
    QString guidance;                ///< what it means, what to look at, what to do; empty where there is no such rule
    std::vector<ReadValue> readings; ///< in order of birth; of the alert's labels, where a series has those
    std::size_t more = 0;            ///< readings left out beyond the first 20
    QStringList limits;              ///< "disk_full_warning: 85 %"
};

Explanation explain(const Picture &picture, AlertId alert, const QTimeZone &zone);

/// The estate's limit of that key as a person reads it: "85 %", "4 h", "2"; empty where there is none of that key.
QString limitText(const Limits &limits, std::string_view key);
} // namespace signalbox
