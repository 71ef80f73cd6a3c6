// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/probe.h>

#include <QNetworkProxy>

#include <sources/cadence.h>
#include <sources/metric.h>
#include <sources/selfreport.h>
#include <sources/trust.h>

namespace signalbox
{
namespace
{
/// One service, looked at again and again.
class ProbeTarget
{
public:
    /// `trouble` tells what keeps the whole source from looking, or nothing.
    ProbeTarget(std::unique_ptr<Probe> probe, const Target &target, const SourceDeclaration &declaration, Say &say,
                const Clock &clock, std::function<std::string()> trouble)
        : m_clock(clock)
        , m_say(say)
        , m_subject(target.subject)
        , m_interval(declaration.interval)
        , m_deadline(std::min(declaration.deadline, declaration.interval * 9 / 10))
        , m_trouble(std::move(trouble))
        , m_report(say, target.subject, {}, target.url, m_interval)
        , m_cadence(declaration.name + ' ' + target.subject.path() + ' ' + target.url, declaration.targets.size(),
                    m_interval, clock, [this] { tick(); })
        , m_probe(std::move(probe))
    {
    }

private:
    void tick()
    {
        if (m_isOpen)
            return; // only before the grid is reached; its deadline will say what there is to say
        m_asked = m_clock.now();
        if (std::string trouble = m_trouble(); !trouble.empty()) {
            report({m_clock.now(), {}, false, std::move(trouble)});
            return;
        }
        m_isOpen = true;
        m_probe->start(m_deadline, [this](const ProbeResult &result) { finish(result); });
    }

    void finish(const ProbeResult &result)
    {
        m_isOpen = false;
        const Moment now = m_clock.now();
        number("probe_success", result.error.empty() ? 1 : 0);
        number("probe_duration_seconds", std::chrono::duration<double>(now - m_asked).count());
        text("probe_error", result.error);
        if (result.status)
            number("probe_http_status_code", *result.status);
        if (result.redirects)
            number("probe_http_redirects", *result.redirects);
        if (result.certificates) {
            number("probe_ssl_earliest_cert_expiry", result.certificates->earliestExpiry);
            number("probe_ssl_latest_cert_not_before", result.certificates->latestNotBefore);
            text("probe_ssl_chain", result.certificates->chain);
        }
        report({now, now - m_asked, result.answered, result.answered ? std::string() : result.error});
    }

    void report(const Attempt &attempt)
    {
        m_report.say(attempt);
        m_say.flush();
    }

    [[nodiscard]] SeriesHandle series(std::string_view metric) const
    {
        return m_say.series(m_subject, metric, {}, unitOf(metric), m_interval);
    }
    void number(std::string_view metric, double value) { m_say.number(series(metric), m_asked, value); }
    void text(std::string_view metric, const std::string &value) { m_say.text(series(metric), m_asked, value); }

    const Clock &m_clock;
    Say &m_say;
    Subject m_subject;
    Milliseconds m_interval;
    Milliseconds m_deadline;
    std::function<std::string()> m_trouble;
    SelfReport m_report;
    Cadence m_cadence;
    Moment m_asked{};
    bool m_isOpen = false;
    std::unique_ptr<Probe> m_probe; ///< last, so that nothing calls back while the rest goes
};

class Probes final : public Source
{
public:
    Probes(const SourceDeclaration &declaration, Say &say, const Clock &clock, ProbeMaker make)
        : m_declaration(declaration)
        , m_names(clock)
        , m_reach{m_network, m_names, QSslConfiguration::defaultConfiguration()}
        , m_trust(declaration.certificateAuthority)
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
        for (const Target &target : m_declaration.targets) {
            m_targets.push_back(std::make_unique<ProbeTarget>(make({m_reach, target, m_declaration}), target,
                                                              m_declaration, say, clock,
                                                              [this] { return m_trust.settle(m_reach); }));
        }
    }

private:
    SourceDeclaration m_declaration;
    QNetworkAccessManager m_network;
    Names m_names;
    Reach m_reach;
    Trust m_trust;
    std::vector<std::unique_ptr<ProbeTarget>> m_targets;
};
} // namespace

std::unique_ptr<Source> startProbes(const SourceDeclaration &declaration, Say &say, const Clock &clock, ProbeMaker make)
{
    if (declaration.targets.empty())
        return nullptr;
    return std::make_unique<Probes>(declaration, say, clock, make);
}
} // namespace signalbox
