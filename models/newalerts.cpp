// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/newalerts.h>

#include <algorithm>

#include <QCoreApplication>

#include <alerts/life.h>
#include <models/changes.h>
#include <models/format.h>
#include <models/state.h>

namespace signalbox
{
std::vector<AlertId> NewAlerts::take(const PicturePtr &picture)
{
    const PicturePtr before = std::exchange(m_before, picture);
    std::vector<AlertId> news;
    if (!before)
        return news;
    for (const std::uint32_t i : changedAlerts(before.get(), *picture)) {
        const AlertCell &cell = picture->alerts[i].cell;
        const AlertCell earlier = i < before->alerts.size() ? before->alerts[i].cell : AlertCell{};
        const bool isNew = earlier.state != AlertState::Raised || cell.severity > earlier.severity ||
                           (cell.escalated && !earlier.escalated);
        const bool isShelved = suppressedUntil(*picture, picture->alerts[i]) > picture->now;
        if (cell.state == AlertState::Raised && !cell.acknowledged && !isShelved && isNew)
            news.push_back(AlertId{i});
    }
    std::stable_sort(news.begin(), news.end(), [&](AlertId a, AlertId b) {
        return picture->alerts[index(a)].cell.severity > picture->alerts[index(b)].cell.severity;
    });
    return news;
}

QString newsText(const Picture &picture, const std::vector<AlertId> &alerts)
{
    const Alert &worst = picture.alerts[index(alerts.front())];
    const QString first = QStringLiteral("%1: %2: %3")
                              .arg(wordOf(stateOf(worst.cell.severity)), oneLine(worst.key->subject.path()),
                                   oneLine(picture.text(worst.cell.sentence)));
    if (alerts.size() == 1)
        return QCoreApplication::translate("NewAlerts", "New: %1").arg(first);
    return QCoreApplication::translate("NewAlerts", "%1 new alerts. %2").arg(countText(alerts.size()), first);
}
} // namespace signalbox
