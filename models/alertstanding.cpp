// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/alertstanding.h>

#include <QCoreApplication>

#include <alerts/life.h>
#include <models/format.h>
#include <models/state.h>

namespace signalbox
{
namespace
{
QString ofStanding(const char *text)
{
    return QCoreApplication::translate("AlertStanding", text);
}
} // namespace

QString alertWord(const Alert &alert)
{
    if (alert.cell.state != AlertState::Raised)
        return ofStanding("OVER");
    return alert.cell.escalated ? ofStanding("PAGE") : wordOf(stateOf(alert.cell.severity)).toUpper();
}

QStringList alertStanding(const Picture &picture, const Alert &alert, const QTimeZone &zone)
{
    const AlertCell &cell = alert.cell;
    const auto at = [&](Moment moment) { return sinceText(picture.timeline->wallAt(moment), picture.wall(), zone); };
    QStringList parts;
    if (cell.acknowledged)
        parts += ofStanding("acknowledged by %1").arg(oneLine(picture.text(cell.acknowledgedBy)));
    if (cell.acknowledgedUntil != Moment{})
        parts.last() += ofStanding(", until %1").arg(at(cell.acknowledgedUntil));
    if (cell.latched)
        parts += ofStanding("over, not acknowledged");
    if (cell.flapping)
        parts += ofStanding("flapping");
    const Moment outOfService = picture.subject(alert.subject).outOfServiceUntil;
    const Moment end = suppressedUntil(picture, alert);
    if (outOfService > picture.now)
        parts += outOfService == Moment::max() ? ofStanding("out of service")
                                               : ofStanding("out of service until %1").arg(at(outOfService));
    else if (end > picture.now)
        parts += ofStanding("shelved until %1").arg(at(end));
    if (cell.escalated)
        parts += ofStanding("left alone");
    if (const auto page = escalatesAt(picture, alert))
        parts += ofStanding("a page at %1 if left alone").arg(at(*page));
    return parts;
}
} // namespace signalbox
