// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/picturejson.h>

#include <QJsonArray>

#include <commands/jsonvalue.h>
#include <rules/rule.h>

namespace signalbox
{
namespace
{
QString timeText(const Picture &picture, Moment moment)
{
    return timeJson(picture.timeline->wallAt(moment));
}

double seconds(Milliseconds time)
{
    return static_cast<double>(time.count()) / 1000.0;
}

QString freshnessWord(Freshness freshness)
{
    static const char *const words[] = {"never", "fresh", "late", "stale", "gone"};
    return QLatin1String(words[index(freshness)]);
}

QString severityWord(Severity severity)
{
    static const char *const words[] = {"ok", "warning", "critical", "unknown"};
    return QLatin1String(words[index(severity)]);
}

QJsonValue valueJson(const Picture &picture, const Sample &sample)
{
    if (sample.freshness == Freshness::Never || sample.freshness == Freshness::Gone)
        return QJsonValue::Null;
    if (sample.kind == FactKind::Text)
        return textJson(picture.text(sample));
    return numberJson(sample.value);
}

QJsonObject seriesJson(const Picture &picture, SeriesId id)
{
    const SeriesDeclared &declared = picture.series[index(id)]->declared;
    const Sample &sample = picture.sample(id);
    QJsonObject object{{QStringLiteral("metric"), textJson(declared.key.metric)},
                       {QStringLiteral("labels"), labelsJson(declared.key.labels)},
                       {QStringLiteral("source"), textJson(declared.key.source)},
                       {QStringLiteral("unit"), textJson(declared.unit)},
                       {QStringLiteral("interval_seconds"), seconds(declared.interval)},
                       {QStringLiteral("value"), valueJson(picture, sample)},
                       {QStringLiteral("freshness"), freshnessWord(sample.freshness)}};
    if (sample.freshness != Freshness::Never) {
        object.insert(QStringLiteral("at"), timeText(picture, sample.at));
        object.insert(QStringLiteral("age_seconds"), seconds(picture.now - sample.at));
    }
    return object;
}

QJsonObject subjectJson(const Picture &picture, const SubjectState &subject)
{
    QJsonArray series;
    for (const SeriesId id : subject.series)
        series.append(seriesJson(picture, id));
    return {{QStringLiteral("subject"), textJson(subject.subject.path())},
            {QStringLiteral("declared"), subject.declared},
            {QStringLiteral("watched"), subject.watched},
            {QStringLiteral("severity"), severityWord(subject.severity)},
            {QStringLiteral("freshness"), freshnessWord(subject.freshness())},
            {QStringLiteral("series"), series}};
}

QJsonObject alertJson(const Picture &picture, const Alert &alert)
{
    QJsonObject object{{QStringLiteral("rule"), textJson(alert.key->rule)},
                       {QStringLiteral("subject"), textJson(alert.key->subject.path())},
                       {QStringLiteral("labels"), labelsJson(alert.key->labels)},
                       {QStringLiteral("severity"), severityWord(alert.cell.severity)},
                       {QStringLiteral("since"), timeText(picture, alert.cell.since)},
                       {QStringLiteral("for_seconds"), seconds(picture.now - alert.cell.since)},
                       {QStringLiteral("sentence"), textJson(picture.text(alert.cell.sentence))},
                       {QStringLiteral("acknowledged"), alert.cell.acknowledged}};
    if (alert.cell.acknowledged)
        object.insert(QStringLiteral("acknowledged_by"), textJson(picture.text(alert.cell.acknowledgedBy)));
    return object;
}
} // namespace

QJsonObject pictureJson(const Picture &picture)
{
    QJsonArray subjects;
    for (std::size_t i = 0; i < picture.subjects.size(); ++i) {
        const SubjectState &subject = *picture.subjects[i];
        if (subject.declared || !subject.series.empty())
            subjects.append(subjectJson(picture, subject));
    }
    QJsonArray alerts;
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        if (picture.alerts[i].cell.state == AlertState::Raised)
            alerts.append(alertJson(picture, picture.alerts[i]));
    }
    QJsonArray unwatched;
    for (const SubjectId id : picture.unwatched)
        unwatched.append(textJson(picture.subject(id).subject.path()));
    return {{QStringLiteral("signalbox"), 1},
            {QStringLiteral("tick"), static_cast<qint64>(picture.tick.number)},
            {QStringLiteral("time"), timeText(picture, picture.now)},
            {QStringLiteral("held_up"), picture.heldUp},
            {QStringLiteral("estate"), QJsonObject{{QStringLiteral("name"), textJson(picture.estate->name)},
                                                   {QStringLiteral("hash"), textJson(picture.accepted->hash)}}},
            {QStringLiteral("program_version"), textJson(picture.accepted->programVersion)},
            {QStringLiteral("rule_set"),
             QJsonObject{{QStringLiteral("hash"), textJson(picture.accepted->ruleSetHash)},
                         {QStringLiteral("is_this_programs"), picture.accepted->ruleSetHash == rules::setHash()}}},
            {QStringLiteral("alerts"), alerts},
            {QStringLiteral("subjects"), subjects},
            {QStringLiteral("unwatched"), unwatched}};
}
} // namespace signalbox
