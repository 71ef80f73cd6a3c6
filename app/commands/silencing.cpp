// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/silencing.h>

#include <algorithm>

#include <QDateTime>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QUrlQuery>

#include <drivers/httpexchange.h>
#include <drivers/tlsconfiguration.h>
#include <estate/plaintext.h>
#include <sources/alertreader.h>
#include <sources/fetch.h>
#include <sources/silencereader.h>
#include <time/clock.h>

namespace signalbox
{
namespace
{
using Is = SilenceAnswer::Is;

constexpr Milliseconds answersWithin{5000};
constexpr double slack = 600; // seconds: who says "done by hand" does so some time after it was

std::string urlOf(const SilenceWanted &wanted, const std::string &path)
{
    std::string base = wanted.url;
    while (base.ends_with('/'))
        base.pop_back();
    return base + path;
}

FetchResult fetched(const SilenceWanted &wanted, const QUrl &url)
{
    const Expected<QSslConfiguration> tls = tlsConfiguration(wanted.authority);
    if (!tls)
        return tl::unexpected(FetchTrouble{tls.error().sentence()});
    const SystemClock clock;
    Names names(clock);
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    Reach reach{network, names, *tls};
    Fetch fetch(reach, url, "application/json");
    FetchResult result = tl::unexpected(FetchTrouble{});
    QEventLoop loop;
    fetch.start(answersWithin, [&](FetchResult came) {
        result = std::move(came);
        loop.quit();
    });
    loop.exec();
    return result;
}

PageOutcome sent(const SilenceWanted &wanted, const std::string &path, const QByteArray &body, bool deletes)
{
    PageOutcome outcome;
    QEventLoop loop;
    const HttpQuestion question{urlOf(wanted, ""), {}, path, wanted.authority, {}, {}, body, answersWithin, deletes};
    const HttpExchange exchange(question, [&](const PageOutcome &came) {
        outcome = came;
        loop.quit();
    });
    loop.exec();
    return outcome;
}

/// Of its labels, in Alertmanager's own words for a filter (matchers of its command line, as its API takes them).
QUrl alertsUrl(const SilenceWanted &wanted)
{
    QUrl url(QString::fromStdString(urlOf(wanted, "/api/v2/alerts")));
    QUrlQuery query;
    for (const auto &[name, value] : wanted.labels) {
        const std::string text = labelText(Labels{{name, value}});
        const QString matcher = QString::fromStdString(text.substr(1, text.size() - 2));
        query.addQueryItem(QStringLiteral("filter"), QString::fromLatin1(QUrl::toPercentEncoding(matcher)));
    }
    url.setQuery(query);
    return url;
}

std::string markOf(const SilenceWanted &wanted)
{
    return "[signalbox run " + wanted.run + ']';
}

bool isOurs(const UpstreamSilence &silence, const SilenceWanted &wanted)
{
    return !wanted.run.empty() && silence.comment.ends_with(markOf(wanted));
}

/// Seconds since 1970 by Alertmanager's own clock, or by ours where it does not tell.
double nowThere(const Fetched &answer)
{
    const WallTime wall = answer.date.value_or(readMachineClocks().wall);
    return static_cast<double>(wall.time_since_epoch().count()) / 1000;
}

QString timeText(double seconds)
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(seconds * 1000), Qt::UTC).toString(Qt::ISODateWithMs);
}

std::string shown(const UpstreamSilence &silence)
{
    return "by " + harmless(silence.createdBy, 80) + " until " + harmless(silence.endsAt, 40);
}

struct InForce {
    std::vector<UpstreamSilence> silences; ///< of just these labels
    double now = 0;
};

Expected<InForce> inForce(const SilenceWanted &wanted)
{
    const FetchResult answer = fetched(wanted, QUrl(QString::fromStdString(urlOf(wanted, "/api/v2/silences"))));
    if (!answer)
        return tl::unexpected(Problem{{}, answer.error().what, {}});
    auto all = silencesOf(answer->body);
    if (!all)
        return tl::unexpected(all.error());
    std::vector<UpstreamSilence::Matcher> matchers;
    for (const auto &[name, value] : wanted.labels)
        matchers.push_back({name, value, false, true});
    std::sort(matchers.begin(), matchers.end());
    InForce found{{}, nowThere(*answer)};
    for (UpstreamSilence &each : *all) {
        std::sort(each.matchers.begin(), each.matchers.end());
        if (each.state == "active" && each.matchers == matchers)
            found.silences.push_back(std::move(each));
    }
    return found;
}

/// How many alerts it has with these labels.
Expected<std::pair<std::size_t, double>> taken(const SilenceWanted &wanted)
{
    FetchResult answer = fetched(wanted, alertsUrl(wanted));
    if (!answer)
        return tl::unexpected(Problem{{}, answer.error().what, {}});
    AlertReader reader;
    const double now = nowThere(*answer);
    const auto alerts = reader.alerts(answer->body);
    if (!alerts)
        return tl::unexpected(alerts.error());
    return std::pair(alerts->size(), now);
}

QByteArray bodyOf(const SilenceWanted &wanted, double now)
{
    QJsonArray matchers;
    for (const auto &[name, value] : wanted.labels)
        matchers.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(name)},
                                    {QStringLiteral("value"), QString::fromStdString(value)},
                                    {QStringLiteral("isRegex"), false},
                                    {QStringLiteral("isEqual"), true}});
    const std::string why = wanted.why.empty() ? "silenced with Signalbox" : wanted.why;
    const std::string comment = wanted.run.empty() ? why : why + ' ' + markOf(wanted);
    const double seconds = static_cast<double>(wanted.time.count()) / 1000;
    return QJsonDocument(QJsonObject{{QStringLiteral("matchers"), matchers},
                                     {QStringLiteral("startsAt"), timeText(now)},
                                     {QStringLiteral("endsAt"), timeText(now + seconds)},
                                     {QStringLiteral("createdBy"), QString::fromStdString(wanted.who)},
                                     {QStringLiteral("comment"), QString::fromStdString(comment)}})
        .toJson(QJsonDocument::Compact);
}
} // namespace

SilenceAnswer isSilenced(const SilenceWanted &wanted)
{
    const Expected<InForce> found = inForce(wanted);
    if (!found)
        return {Is::Unknown, found.error().sentence()};
    const double seconds = static_cast<double>(wanted.time.count()) / 1000;
    const double enough = std::max(seconds - slack, seconds / 2);
    for (const UpstreamSilence &each : found->silences) {
        if (isOurs(each, wanted) || AlertReader::time(each.endsAt) - found->now >= enough)
            return {Is::So, "a silence " + shown(each)};
    }
    return {Is::NotSo, found->silences.empty() ? "no silence of these labels is in force"
                                               : "what is in force ends too early: " + shown(found->silences.front())};
}

SilenceAnswer silence(const SilenceWanted &wanted, std::size_t atMost)
{
    const auto alerts = taken(wanted);
    if (!alerts)
        return {Is::NotSo, "nothing was written: " + alerts.error().sentence()};
    if (alerts->first == 0)
        return {Is::NotSo, "nothing was written: it lists no alert with these labels"};
    if (alerts->first > atMost)
        return {Is::NotSo, "nothing was written: it would take in " + std::to_string(alerts->first) + " alerts, and " +
                               std::to_string(atMost) + " were shown"};
    const PageOutcome outcome = sent(wanted, "/api/v2/silences", bodyOf(wanted, alerts->second), false);
    switch (outcome.kind) {
    case PageNote::Kind::Sent:
        return {Is::So, "written"};
    case PageNote::Kind::Failed:
        return {Is::NotSo, outcome.words};
    default:
        return {Is::Unknown, outcome.words};
    }
}

SilenceAnswer expire(const SilenceWanted &wanted)
{
    const Expected<InForce> found = inForce(wanted);
    if (!found)
        return {Is::Unknown, found.error().sentence()};
    std::size_t expired = 0;
    for (const UpstreamSilence &each : found->silences) {
        if (!isOurs(each, wanted))
            continue;
        const QByteArray id = QUrl::toPercentEncoding(QString::fromStdString(each.id));
        const PageOutcome outcome = sent(wanted, "/api/v2/silence/" + id.toStdString(), {}, true);
        if (outcome.kind != PageNote::Kind::Sent)
            return {outcome.kind == PageNote::Kind::Failed ? Is::NotSo : Is::Unknown, outcome.words};
        ++expired;
    }
    if (expired == 0 && !found->silences.empty())
        return {Is::NotSo, "it is not this run's to expire: a silence " + shown(found->silences.front())};
    return {Is::So, expired == 0 ? "none was in force" : "expired"};
}
} // namespace signalbox
