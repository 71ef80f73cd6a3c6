// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/chattext.h>

#include <QStringList>

#include <models/alertstanding.h>
#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

QString chatText(const Picture &picture, AlertId id)
{
    const Alert &alert = picture.alerts[index(id)];
    if (!alert.key)
        return {};
    const QTimeZone utc = QTimeZone::utc();
    const QString labels = oneLine(labelText(alert.key->labels));
    QString text = alertWord(alert) + u' ' + oneLine(alert.key->rule) + u' ' + oneLine(alert.key->subject.path()) +
                   (labels.isEmpty() ? QString() : u' ' + labels) + u": "_s +
                   oneLine(picture.text(alert.cell.sentence));
    QString since = sinceText(picture.timeline->wallAt(alert.cell.since), picture.wall(), utc);
    since.chop(3); // nobody asks for the second
    text += u"; since %1 UTC (%2)"_s.arg(since, ageText(picture.now - alert.cell.since));
    if (picture.subject(alert.subject).freshness() == Freshness::Stale)
        text += u"; what it was judged by is stale"_s;
    for (const QString &part : alertStanding(picture, alert, utc))
        text += u"; "_s + part;
    return text;
}

QString chatText(const Picture &picture, const std::vector<AlertId> &alerts)
{
    QStringList lines;
    for (const AlertId alert : alerts)
        lines.append(chatText(picture, alert));
    return lines.join(u'\n');
}
} // namespace signalbox
