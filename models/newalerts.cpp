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
namespace
{
/// Whether it is somebody's work, and nobody has taken it.
bool isOpen(const Picture &picture, std::size_t number)
{
    const Alert &alert = picture.alerts[number];
    return alert.cell.state == AlertState::Raised && !alert.cell.acknowledged &&
           suppressedUntil(picture, alert) <= picture.now;
}

bool isNews(const Picture &before, const Picture &now, std::size_t number)
{
    if (!isOpen(now, number))
        return false;
    if (number >= before.alerts.size() || !isOpen(before, number))
        return true; // also what comes back from the shelf, or whose acknowledgement ended
    const AlertCell &cell = now.alerts[number].cell;
    const AlertCell &earlier = before.alerts[number].cell;
    return isWorse(cell.severity, earlier.severity) || (cell.escalated && !earlier.escalated);
}
} // namespace

std::vector<AlertId> NewAlerts::take(const PicturePtr &picture)
{
    const PicturePtr before = std::exchange(m_before, picture);
    if (!before)
        return {};
    std::vector<std::uint32_t> touched = changedAlerts(before.get(), *picture);
    // A shelf that ends changes its subject alone.
    for (const std::uint32_t subject : changedSubjects(before.get(), *picture)) {
        for (const AlertId id : picture->subjects[subject]->alerts)
            touched.push_back(static_cast<std::uint32_t>(id));
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    std::vector<AlertId> news;
    for (const std::uint32_t number : touched) {
        if (isNews(*before, *picture, number))
            news.push_back(AlertId{number});
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
