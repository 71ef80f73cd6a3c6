// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/pagejson.h>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox
{
namespace
{
using namespace Qt::StringLiterals;

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

QString timeText(WallTime wall)
{
    return QDateTime::fromMSecsSinceEpoch(wall.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject alertmanagerAlert(const PageMessage &message, const PagedAlert &alert)
{
    QJsonObject labels;
    for (const auto &[name, value] : alert.labels)
        labels.insert(qt(name), qt(value));
    labels.insert(u"alertname"_s, qt(alert.rule));
    labels.insert(u"severity"_s, qt(alert.severity));
    labels.insert(u"subject"_s, qt(alert.subject));
    labels.insert(u"estate"_s, qt(message.estate));
    labels.insert(u"page"_s, qt(message.kind));
    const WallTime ends = message.wall + 2 * message.repeat + std::chrono::minutes(1);
    return {{u"labels"_s, labels},
            {u"annotations"_s, QJsonObject{{u"summary"_s, qt(alert.sentence)}, {u"description"_s, qt(message.text)}}},
            {u"startsAt"_s, timeText(alert.since)},
            {u"endsAt"_s, timeText(ends)}};
}
} // namespace

QByteArray pageJson(const PageMessage &message)
{
    QJsonArray alerts;
    for (const PagedAlert &alert : message.alerts)
        alerts.append(QJsonObject{{u"key"_s, qt(alert.key)},
                                  {u"severity"_s, qt(alert.severity)},
                                  {u"sentence"_s, qt(alert.sentence)},
                                  {u"since"_s, timeText(alert.since)}});
    const QJsonObject page{{u"signalbox"_s, 1},
                           {u"id"_s, qt(message.id)},
                           {u"thread"_s, qt(message.thread)},
                           {u"kind"_s, qt(message.kind)},
                           {u"estate"_s, qt(message.estate)},
                           {u"person"_s, qt(message.person)},
                           {u"severity"_s, qt(message.severity)},
                           {u"title"_s, qt(message.title)},
                           {u"text"_s, qt(message.title + "\n\n" + message.text)},
                           {u"command"_s, qt(message.command)},
                           {u"time"_s, timeText(message.wall)},
                           {u"step"_s, message.step},
                           {u"count"_s, static_cast<qint64>(message.count)},
                           {u"first"_s, message.isFirst},
                           {u"may_be_repeat"_s, message.mayBeRepeat},
                           {u"alerts"_s, alerts}};
    return QJsonDocument(page).toJson(QJsonDocument::Compact);
}

QByteArray alertmanagerJson(const PageMessage &message)
{
    QJsonArray alerts;
    for (const PagedAlert &alert : message.alerts)
        alerts.append(alertmanagerAlert(message, alert));
    if (message.alerts.empty())
        alerts.append(alertmanagerAlert(
            message, {{}, "SignalboxTestPage", "signalbox/watch", {}, "none", message.title, message.wall}));
    else if (message.count > message.alerts.size())
        alerts.append(alertmanagerAlert(
            message, {{}, "SignalboxFlood", "signalbox/watch", {}, message.severity, message.title, message.wall}));
    return QJsonDocument(alerts).toJson(QJsonDocument::Compact);
}
} // namespace signalbox
