// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <sources/fetch.h>
#include <sources/prometheusagenda.h>
#include <sources/prometheusanswer.h>
#include <sources/prometheusserverreport.h>
#include <sources/prometheustime.h>
#include <sources/queryledger.h>
#include <sources/rollcall.h>
#include <sources/selfreport.h>
#include <sources/source.h>
#include <sources/subjectfinder.h>
#include <sources/trust.h>

namespace signalbox
{
/// One server with Prometheus' query API. At each tick its targets are called by aggregates, then what is wrong is
/// asked for, then what is due of all values: one question after another, all of the one evaluation of the roll call,
/// under one deadline.
class PrometheusServer final : public Source
{
public:
    PrometheusServer(SourceDeclaration declaration, Say &say, const Clock &clock);
    void attend(const Subject &subject) override;

private:
    void tick();
    void plan();
    void next();
    void taken(FetchResult result);
    Expected<void> take(const PrometheusAsk &ask, Fetched answer);
    Expected<void> takeRoll(const PrometheusAsk &ask, const PrometheusAnswer &answer);
    Expected<void> takeTargets(const PrometheusAsk &ask, std::string body);
    void takeValues(const PrometheusAsk &ask, const PrometheusAnswer &answer);
    void takePast(const PrometheusAsk &ask, const PrometheusAnswer &answer);
    void failed(const PrometheusAsk &ask, const std::string &what, bool costly);
    void finish();
    void postpone();
    [[nodiscard]] std::string nameOf(const PrometheusAsk &ask) const;
    [[nodiscard]] std::string promqlOf(const PrometheusAsk &ask) const;
    [[nodiscard]] QUrl urlOf(const PrometheusAsk &ask, Milliseconds limit) const;
    void addRegular(const PrometheusAsk &ask, Milliseconds interval);

    SourceDeclaration m_declaration;
    Say &m_say;
    const Clock &m_clock;
    Milliseconds m_deadline;
    SelfReport m_report;
    PrometheusServerReport m_server;
    SubjectFinder m_finder;
    RollCall m_roll;
    std::vector<std::unique_ptr<QueryLedger>> m_ledgers;
    PrometheusAgenda m_agenda;
    std::deque<PrometheusAsk> m_asks; ///< of this tick, the first under way
    std::map<Subject, Moment> m_attended;
    PrometheusTime m_time; ///< of the last roll call that was answered
    Moment m_rollAsked{};  ///< when the last one was asked
    bool m_wantsFullRoll = true;
    bool m_isTick = false; ///< otherwise only somebody's past is asked for
    bool m_rolled = false; ///< the roll call of this tick was answered
    Moment m_until{};      ///< no question of this tick goes on longer
    Attempt m_attempt;     ///< of this tick
    std::size_t m_troubles = 0;
    QNetworkAccessManager m_network;
    Names m_names;
    Reach m_reach;
    Trust m_trust;
    QTimer m_timer;
    Fetch m_fetch; ///< last, so that nothing calls back while the rest goes
};
} // namespace signalbox
