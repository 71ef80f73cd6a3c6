// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/floodsentences.h>

#include <algorithm>
#include <map>

#include <QCoreApplication>
#include <QStringList>

#include <alerts/flood.h>
#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QString ofFlood(const char *text)
{
    return QCoreApplication::translate("Flood", text);
}

// The greatest first, three at most.
QString largest(const std::map<std::string, std::size_t> &counts)
{
    std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    QStringList texts;
    for (const auto &[name, count] : sorted) {
        if (texts.size() == 3)
            break;
        texts += (name.empty() ? ofFlood("no named site") : oneLine(name)) + u' ' + countText(count);
    }
    return texts.join(u", "_s);
}
} // namespace

FloodSentences floodSentences(const Picture &picture)
{
    const Flood found = flood(picture);
    if (!found.isOn || !found.first)
        return {};
    const Alert &first = picture.alerts[index(*found.first)];
    return {ofFlood("%1 new alerts in ten minutes. First: %2: %3")
                .arg(countText(found.fresh.size()), oneLine(first.key->subject.path()),
                     oneLine(picture.text(first.cell.sentence))),
            ofFlood("By rule: %1  ·  by site: %2").arg(largest(found.rules), largest(found.sites))};
}
} // namespace signalbox
