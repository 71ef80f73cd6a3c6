// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheusserver.h>

#include <QNetworkProxy>

#include <sources/metric.h>
#include <sources/prometheusqueries.h>
#include <sources/prometheustargets.h>
#include <sources/prometheusurl.h>
#include <sources/schedule.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds pastSpan = std::chrono::hours(24);
constexpr int pastPoints = 960;
constexpr Milliseconds leastTime{100}; // a question that is left less is better asked the next time
} // namespace

PrometheusServer::PrometheusServer(SourceDeclaration declaration, Say &say, const Clock &clock)
    : m_declaration(std::move(declaration))
    , m_say(say)
    , m_clock(clock)
    , m_deadline(std::min(m_declaration.deadline, m_declaration.interval * 9 / 10))
    , m_report(say, {"source", m_declaration.name}, {}, m_declaration.targets.front().url, m_declaration.interval)
    , m_server(say, m_declaration)
    , m_finder(m_declaration.known)
    , m_roll(say, m_declaration, m_finder)
    , m_names(clock)
    , m_reach{m_network, m_names, QSslConfiguration::defaultConfiguration()}
    , m_trust(m_declaration.certificateAuthority)
    , m_fetch(m_reach, {}, "application/json")
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    // The list of targets comes first: it tells how often they are scraped, from which follows how old values may be.
    for (const PrometheusAsk::Kind kind : {PrometheusAsk::Kind::Targets, PrometheusAsk::Kind::Dropped})
        addRegular({.kind = kind}, m_declaration.sweep);
    for (PrometheusQuery &query : prometheusqueries::all(m_declaration)) {
        const Milliseconds interval = query.interval;
        const bool tellsWrong = !query.wrong.empty();
        m_ledgers.push_back(std::make_unique<QueryLedger>(say, std::move(query), m_finder, m_roll, m_declaration.cap));
        if (tellsWrong)
            addRegular({.kind = PrometheusAsk::Kind::Wrong, .query = m_ledgers.size() - 1}, {});
        addRegular({.kind = PrometheusAsk::Kind::All, .query = m_ledgers.size() - 1}, interval);
    }
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
    m_timer.start(schedule::firstWait(m_declaration.name, 1, m_declaration.interval));
}

void PrometheusServer::addRegular(const PrometheusAsk &ask, Milliseconds interval)
{
    m_agenda.add(ask, interval, m_declaration.name + ' ' + nameOf(ask));
}

void PrometheusServer::tick()
{
    const Moment now = m_clock.now();
    m_timer.start(
        schedule::nextWait(now, schedule::phase(m_declaration.name, m_declaration.interval), m_declaration.interval));
    if (m_isTick)
        return; // its deadline, shorter than the interval, will say what there is to say
    m_isTick = true;
    m_rolled = false;
    m_attempt = {};
    m_troubles = 0;
    m_until = now + m_deadline;
    m_attempt.at = now;
    if (const std::string trouble = m_trust.settle(m_reach); !trouble.empty()) {
        m_attempt.error = trouble;
        finish();
        return;
    }
    const bool isFull = m_wantsFullRoll || m_roll.up() + m_roll.down() == 0;
    m_asks.push_front({.kind = isFull ? PrometheusAsk::Kind::FullRoll : PrometheusAsk::Kind::Roll});
    next();
}

/// After the roll call: what is due, before somebody's past, which may wait.
void PrometheusServer::plan()
{
    const Moment now = m_clock.now();
    if (m_roll.hasNewlyDown())
        m_agenda.hurry({PrometheusAsk::Kind::Targets}, now, 4 * m_declaration.interval);
    const std::vector<PrometheusAsk> due = m_agenda.due(now);
    m_asks.insert(m_asks.begin(), due.begin(), due.end());
}

void PrometheusServer::next()
{
    if (m_asks.empty()) {
        finish();
        return;
    }
    const Milliseconds left = m_until - m_clock.now();
    if (left < leastTime) {
        postpone();
        return;
    }
    const PrometheusAsk &ask = m_asks.front();
    const bool isRoll = ask.kind == PrometheusAsk::Kind::Roll || ask.kind == PrometheusAsk::Kind::FullRoll;
    // One slow question must leave time for others.
    const Milliseconds limit = isRoll ? left : std::max(left / 2, leastTime);
    m_fetch.setUrl(urlOf(ask, limit));
    if (isRoll && !m_rolled)
        m_rollAsked = m_clock.now();
    m_agenda.asked(ask, m_clock.now());
    m_fetch.start(limit, [this](FetchResult result) { taken(std::move(result)); });
}

void PrometheusServer::postpone()
{
    const std::size_t left =
        std::erase_if(m_asks, [](const PrometheusAsk &ask) { return ask.kind != PrometheusAsk::Kind::Past; });
    if (left > 0 && m_rolled) {
        m_attempt.error += (m_attempt.error.empty() ? "" : "; ") +
                           std::string("the server was too slow: some questions had to wait for the next time");
    }
    finish();
}

void PrometheusServer::taken(FetchResult result)
{
    const PrometheusAsk ask = m_asks.front();
    m_asks.pop_front();
    if (!result) {
        const std::string complaint = prometheusComplaint(std::move(result.error().body));
        failed(ask, result.error().what + (complaint.empty() ? "" : ": " + complaint), result.error().costly);
    } else if (const Expected<void> done = take(ask, std::move(*result)); !done) {
        failed(ask, done.error().what, true);
    } else {
        m_agenda.succeeded(ask, m_clock.now());
    }
    if (m_isTick && !m_rolled)
        m_asks.clear(); // a server that does not answer this answers nothing
    next();
}

Expected<void> PrometheusServer::take(const PrometheusAsk &ask, Fetched answer)
{
    if (ask.kind == PrometheusAsk::Kind::Targets || ask.kind == PrometheusAsk::Kind::Dropped)
        return takeTargets(ask, std::move(answer.body));
    const Expected<PrometheusAnswer> read = PrometheusAnswer::read(std::move(answer.body));
    if (!read)
        return tl::unexpected(read.error());
    std::string warnings;
    for (const std::string &warning : read->warnings())
        warnings += (warnings.empty() ? "" : "; ") + warning;
    if (ask.kind != PrometheusAsk::Kind::Past)
        m_server.note(nameOf(ask), std::move(warnings));
    switch (ask.kind) {
    case PrometheusAsk::Kind::Roll:
    case PrometheusAsk::Kind::FullRoll:
        return takeRoll(ask, *read);
    case PrometheusAsk::Kind::Pace:
        m_roll.takePace(*read);
        break;
    case PrometheusAsk::Kind::Past:
        takePast(ask, *read);
        break;
    default:
        takeValues(ask, *read);
    }
    return {};
}

Expected<void> PrometheusServer::takeRoll(const PrometheusAsk &ask, const PrometheusAnswer &answer)
{
    const std::optional<double> time = RollCall::timeOf(answer);
    if (!time)
        return tl::unexpected(Problem{{}, "the answer does not tell the server's time", {}});
    const bool isFirst = !m_rolled;
    if (isFirst)
        m_time = {m_rollAsked, *time};
    m_rolled = true;
    m_attempt.scraped += answer.series().size();
    if (ask.kind == PrometheusAsk::Kind::FullRoll) {
        m_roll.takeFull(answer, m_time);
        m_wantsFullRoll = false;
    } else if (!m_roll.takeAggregates(answer, m_time)) {
        m_wantsFullRoll = true;
    }
    m_say.flush();
    if (isFirst)
        plan();
    if (m_wantsFullRoll)
        m_asks.push_front({.kind = PrometheusAsk::Kind::FullRoll});
    return {};
}

Expected<void> PrometheusServer::takeTargets(const PrometheusAsk &ask, std::string body)
{
    const Expected<PrometheusTargets> targets = readPromTargets(std::move(body), m_declaration.hostLabel);
    if (!targets)
        return tl::unexpected(targets.error());
    if (ask.kind == PrometheusAsk::Kind::Dropped) {
        m_server.dropped(m_time.asked, targets->dropped);
        return {};
    }
    m_roll.takeTargets(*targets, m_time.asked);
    m_wantsFullRoll = true; // once a sweep: what went and what came in equal numbers is found then at the latest
    if (!m_roll.knowsPace())
        m_asks.push_front({.kind = PrometheusAsk::Kind::Pace});
    return {};
}

void PrometheusServer::takeValues(const PrometheusAsk &ask, const PrometheusAnswer &answer)
{
    QueryLedger &ledger = *m_ledgers[ask.query];
    const bool isAll = ask.kind == PrometheusAsk::Kind::All;
    const QueryCount count = isAll ? ledger.takeAll(answer, m_time) : ledger.takeWrong(answer, m_time);
    m_attempt.scraped += count.scraped;
    m_attempt.leftOut += count.leftOut;
    m_attempt.overCap += count.overCap;
    if (count.isBetter)
        m_asks.push_back({.kind = PrometheusAsk::Kind::All, .query = ask.query});
    if (isAll) {
        m_server.note(ledger.query().metric + " values", count.sentence(answer.histograms()));
        m_server.answered(ledger.query().metric, ledger.query().interval, m_time.asked, count.scraped);
    }
    m_say.flush();
}

/// The last day of one query and one subject, for a chart: from before this was recorded.
void PrometheusServer::takePast(const PrometheusAsk &ask, const PrometheusAnswer &answer)
{
    for (const PrometheusAnswer::Series &series : answer.series()) {
        const bool isUp = ask.query == m_ledgers.size();
        const std::optional<SeriesHandle> handle = isUp ? m_roll.find(series) : m_ledgers[ask.query]->find(series);
        if (!handle)
            continue;
        std::vector<EarlierPoint> points;
        points.reserve(series.points.size());
        for (const PrometheusAnswer::Point &point : series.points)
            points.push_back({m_time.at(point.time), point.value});
        m_say.earlier(*handle, std::move(points));
    }
    m_say.flush();
}

void PrometheusServer::attend(const Subject &subject)
{
    constexpr std::size_t mostRemembered = 1000;
    const auto known = m_attended.find(subject);
    if (known != m_attended.end() && m_clock.now() - known->second < std::chrono::minutes(10))
        return;
    if (m_attended.size() >= mostRemembered)
        m_attended.clear();
    std::vector<PrometheusAsk> asks;
    if (!m_roll.valuesOf(subject).empty())
        asks.push_back({.kind = PrometheusAsk::Kind::Past, .query = m_ledgers.size(), .subject = subject});
    for (std::size_t i = 0; i < m_ledgers.size(); ++i) {
        if (!m_ledgers[i]->query().past.empty() && !m_ledgers[i]->valuesOf(subject).empty())
            asks.push_back({.kind = PrometheusAsk::Kind::Past, .query = i, .subject = subject});
    }
    if (asks.empty())
        return; // not ours, or not yet
    m_attended[subject] = m_clock.now();
    const bool isIdle = m_asks.empty() && !m_isTick;
    m_asks.insert(m_asks.end(), asks.begin(), asks.end());
    if (!isIdle)
        return;
    m_until = m_clock.now() + m_deadline;
    next();
}

void PrometheusServer::failed(const PrometheusAsk &ask, const std::string &what, bool costly)
{
    const std::string sentence = nameOf(ask) + ": " + what;
    // Not every server with this API has a list of targets. What depends on it goes without.
    const bool isList = ask.kind == PrometheusAsk::Kind::Targets || ask.kind == PrometheusAsk::Kind::Dropped;
    m_agenda.failed(ask, m_clock.now(), costly, isList);
    if (isList) {
        m_server.note(nameOf(ask), "not told: " + what);
        if (ask.kind == PrometheusAsk::Kind::Targets) {
            m_wantsFullRoll = true;
            m_asks.push_front({.kind = PrometheusAsk::Kind::Pace});
        }
    } else if (ask.kind == PrometheusAsk::Kind::Past) {
        m_server.note("history", what);
    } else if (++m_troubles == 1) {
        const bool isRoll = ask.kind == PrometheusAsk::Kind::Roll || ask.kind == PrometheusAsk::Kind::FullRoll;
        m_attempt.error = isRoll ? what : sentence;
    }
}

void PrometheusServer::finish()
{
    if (!std::exchange(m_isTick, false))
        return;
    m_attempt.duration = m_clock.now() - m_attempt.at;
    m_attempt.at = m_clock.now();
    m_attempt.answered = m_rolled;
    m_attempt.leftOut += m_rolled ? m_roll.leftOut() : 0;
    if (m_troubles > 1)
        m_attempt.error += " (and " + std::to_string(m_troubles - 1) + " more questions failed)";
    m_report.say(m_attempt);
    if (m_rolled)
        m_server.say(m_roll, m_finder, m_time.asked);
    m_say.flush();
}

std::string PrometheusServer::nameOf(const PrometheusAsk &ask) const
{
    return ask.name(ask.query < m_ledgers.size() ? m_ledgers[ask.query]->query().metric : "up");
}

std::string PrometheusServer::promqlOf(const PrometheusAsk &ask) const
{
    switch (ask.kind) {
    case PrometheusAsk::Kind::FullRoll:
        return prometheusqueries::forFullRoll(m_declaration);
    case PrometheusAsk::Kind::Pace:
        return prometheusqueries::forPace(m_declaration);
    case PrometheusAsk::Kind::Wrong:
        return prometheusqueries::forWrong(m_ledgers[ask.query]->query());
    case PrometheusAsk::Kind::All:
        return prometheusqueries::forAll(m_ledgers[ask.query]->query());
    case PrometheusAsk::Kind::Past: {
        const bool isUp = ask.query == m_ledgers.size();
        const PrometheusQuery query = isUp ? prometheusqueries::ofUp(m_declaration) : m_ledgers[ask.query]->query();
        return prometheusqueries::forPast(query, isUp ? m_roll.valuesOf(ask.subject)
                                                      : m_ledgers[ask.query]->valuesOf(ask.subject));
    }
    default:
        // Before it is known how often targets are scraped, as old as the server itself takes for alive.
        return prometheusqueries::forRoll(
            m_declaration, m_roll.knowsPace() ? 2 * m_roll.pace() : Milliseconds(std::chrono::minutes(5)),
            m_clock.now() - m_time.asked + std::chrono::seconds(1));
    }
}

QUrl PrometheusServer::urlOf(const PrometheusAsk &ask, Milliseconds limit) const
{
    const std::string &base = m_declaration.targets.front().url;
    switch (ask.kind) {
    case PrometheusAsk::Kind::Targets:
        return prometheusurl::targets(base, "active");
    case PrometheusAsk::Kind::Dropped:
        return prometheusurl::targets(base, "dropped");
    case PrometheusAsk::Kind::Past: {
        const double span = std::chrono::duration<double>(pastSpan).count();
        return prometheusurl::range(base, promqlOf(ask), m_time.time - span, m_time.time, span / pastPoints, limit);
    }
    default:
        return prometheusurl::query(base, promqlOf(ask), m_rolled ? std::optional(m_time.time) : std::nullopt, limit);
    }
}
} // namespace signalbox
