// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/alertsjson.h>

#include <QJsonArray>

#include <alerts/causes.h>
#include <alerts/flood.h>
#include <alerts/life.h>
#include <alerts/shelf.h>
#include <commands/jsonvalue.h>
#include <recording/about.h>

namespace signalbox
{
namespace
{
using namespace Qt::StringLiterals;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

QJsonValue timeOrNull(const Picture &picture, std::optional<Moment> moment)
{
    if (!moment || *moment == Moment{} || *moment == Moment::max())
        return QJsonValue::Null;
    return timeJson(picture.timeline->wallAt(*moment));
}

QJsonObject alertJson(const Picture &picture, AlertId id)
{
    static const char *const severities[] = {"ok", "warning", "critical", "unknown"};
    const Alert &alert = picture.alerts[index(id)];
    const AlertCell &cell = alert.cell;
    const bool isRaised = cell.state == AlertState::Raised;
    const Moment suppressed = suppressedUntil(picture, alert);
    QJsonObject object{
        {u"key"_s, text(alertKeyText(*alert.key))},
        {u"rule"_s, text(alert.key->rule)},
        {u"subject"_s, text(alert.key->subject.path())},
        {u"labels"_s, labelsJson(alert.key->labels)},
        {u"severity"_s, QLatin1String(severities[static_cast<std::size_t>(isRaised ? cell.severity : cell.worst)])},
        {u"raised"_s, isRaised},
        {u"latched"_s, cell.latched},
        {u"flapping"_s, cell.flapping},
        {u"page"_s, cell.escalated},
        {u"page_at"_s, timeOrNull(picture, escalatesAt(picture, alert))},
        {u"since"_s, timeOrNull(picture, cell.since)},
        {u"sentence"_s, text(picture.text(cell.sentence))},
        {u"acknowledged"_s, cell.acknowledged},
        {u"suppressed"_s, suppressed > picture.now},
        {u"suppressed_until"_s, timeOrNull(picture, suppressed)}};
    if (cell.acknowledged) {
        object.insert(u"acknowledged_by"_s, text(picture.text(cell.acknowledgedBy)));
        object.insert(u"acknowledged_until"_s, timeOrNull(picture, cell.acknowledgedUntil));
    }
    return object;
}

QJsonObject countsJson(const std::map<std::string, std::size_t> &counts)
{
    QJsonObject object;
    for (const auto &[name, count] : counts)
        object.insert(text(name), static_cast<qint64>(count));
    return object;
}

QJsonObject floodJson(const Picture &picture)
{
    const Flood found = flood(picture);
    return {{u"is_on"_s, found.isOn},
            {u"new_alerts"_s, static_cast<qint64>(found.fresh.size())},
            {u"first"_s, found.first ? QJsonValue(text(alertKeyText(*picture.alerts[index(*found.first)].key)))
                                     : QJsonValue(QJsonValue::Null)},
            {u"by_rule"_s, countsJson(found.rules)},
            {u"by_site"_s, countsJson(found.sites)}};
}

QJsonArray shelfJson(const Picture &picture)
{
    QJsonArray sets;
    for (const OnTheShelf &each : shelf(picture).sets) {
        const bool isShelved = each.set.kind == SuppressionSet::Kind::Shelved;
        sets.append(QJsonObject{{u"about"_s, text(each.set.about)},
                                {u"kind"_s, QLatin1String(isShelved ? "shelved" : "out_of_service")},
                                {u"by"_s, text(each.set.by)},
                                {u"from"_s, timeOrNull(picture, each.set.from)},
                                {u"until"_s, timeOrNull(picture, each.set.until)},
                                {u"holding"_s, static_cast<qint64>(each.holding)}});
    }
    return sets;
}
} // namespace

QJsonObject alertsJson(const Picture &picture)
{
    QJsonArray alerts;
    for (const ListedAlert &each : listedAlerts(picture)) {
        QJsonObject object = alertJson(picture, each.alert);
        QJsonArray hanging;
        for (const AlertId below : each.hanging)
            hanging.append(alertJson(picture, below));
        object.insert(u"hanging"_s, hanging);
        alerts.append(object);
    }
    return {{u"signalbox"_s, 1},
            {u"time"_s, timeJson(picture.wall())},
            {u"held_up"_s, picture.heldUp},
            {u"flood"_s, floodJson(picture)},
            {u"alerts"_s, alerts},
            {u"shelf"_s, shelfJson(picture)}};
}
} // namespace signalbox
