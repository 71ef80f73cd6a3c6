// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <set>

#include <sys/resource.h>

#include <QNetworkProxy>

#include <sources/answerledger.h>
#include <sources/cadence.h>
#include <sources/fetch.h>
#include <sources/fetchwords.h>
#include <sources/metric.h>
#include <sources/schedule.h>
#include <sources/selfreport.h>
#include <sources/source.h>
#include <sources/trust.h>

namespace signalbox::sources::exposition
{
namespace
{
constexpr const char *accepted = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

/// What an answer's Content-Type says of its format; none said is the old text format, as with Prometheus.
Expected<ExpositionFormat> formatOf(const std::string &contentType)
{
    const QString type = QString::fromStdString(contentType).section(QLatin1Char(';'), 0, 0).trimmed().toLower();
    if (type == QLatin1String("application/openmetrics-text"))
        return ExpositionFormat::OpenMetrics;
    if (type.isEmpty() || type == QLatin1String("text/plain"))
        return ExpositionFormat::Text;
    return tl::unexpected(
        Problem{{}, "the answer is " + wellFormed(type.toStdString(), 60) + " and no metrics", "Is the path right?"});
}

/// Every target may hold a connection, and a login shell or a service is often given 1,024 descriptors: takes up to
/// 65,536 where the hard limit allows. Where it does not, the targets that go without say so themselves.
void makeRoomForConnections()
{
    constexpr rlim_t enough = 65536;
    struct rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= enough)
        return;
    limit.rlim_cur = std::min(limit.rlim_max, enough);
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// One URL, asked again and again.
class ExpositionTarget
{
public:
    /// `trouble` tells what keeps the whole source from asking, or nothing.
    ExpositionTarget(const Target &target, const Labels &labels, const SourceDeclaration &declaration, Reach &reach,
                     Say &say, const Clock &clock, std::shared_ptr<const LabelledSubjects> labelled,
                     std::function<std::string()> trouble)
        : m_clock(clock)
        , m_say(say)
        , m_interval(declaration.interval)
        , m_deadline(std::min(declaration.deadline, declaration.interval * 9 / 10))
        , m_trouble(std::move(trouble))
        , m_report(say, target.subject, labels, target.url, m_interval)
        , m_ledger(say, target.subject, labels, declaration, std::move(labelled))
        , m_cadence(declaration.name + ' ' + target.subject.path() + ' ' + target.url, declaration.targets.size(),
                    m_interval, clock, [this] { tick(); })
        , m_fetch(reach, QUrl(QString::fromStdString(target.url)), accepted)
    {
    }

private:
    void tick()
    {
        if (m_fetch.isUnderWay())
            return; // only before the grid is reached; its deadline will say what there is to say
        const std::uint32_t every = schedule::everyNth(m_failures);
        if (++m_place % every != 0) {
            m_last.at = m_clock.now();
            m_report.say(m_last);
            m_say.flush();
            return;
        }
        m_asked = m_clock.now();
        if (const std::string trouble = m_trouble(); !trouble.empty()) {
            finish(tl::unexpected(FetchTrouble{trouble, false}));
            return;
        }
        m_fetch.start(m_deadline, [this](const FetchResult &result) { finish(result); });
    }

    void finish(const FetchResult &result)
    {
        Attempt attempt;
        bool costly = !result && result.error().costly;
        if (!result) {
            attempt.error = result.error().what;
        } else if (const Expected<AnswerCount> count = take(*result); count) {
            attempt.answered = true;
            attempt.scraped = count->scraped;
            attempt.leftOut = count->leftOut;
            attempt.overCap = count->overCap;
            if (count->ageless > 0)
                attempt.error =
                    "samples with time stamps were left out: without a Date in the answer their age is not known";
        } else {
            attempt.error = count.error().sentence();
            costly = true;
        }
        m_failures = costly ? m_failures + 1 : 0;
        const std::uint32_t every = schedule::everyNth(m_failures);
        if (every > 1)
            attempt.error += " (now asked every " + std::string(every == 2 ? "2nd" : "4th") + " time)";
        m_place = 0;
        attempt.at = m_clock.now();
        attempt.duration = attempt.at - m_asked;
        m_last = attempt;
        m_report.say(attempt);
        m_say.flush();
    }

    Expected<AnswerCount> take(const Fetched &answer)
    {
        const Expected<ExpositionFormat> format = formatOf(answer.contentType);
        if (!format)
            return tl::unexpected(format.error());
        return m_ledger.take(answer.body, *format, {m_asked, answer.date, answer.age});
    }

    const Clock &m_clock;
    Say &m_say;
    Milliseconds m_interval;
    Milliseconds m_deadline;
    std::function<std::string()> m_trouble;
    SelfReport m_report;
    AnswerLedger m_ledger;
    Cadence m_cadence;
    Moment m_asked{};
    Attempt m_last;
    std::uint32_t m_failures = 0; ///< costly ones in a row
    std::uint32_t m_place = 0;    ///< of the grid, counted from the last question
    Fetch m_fetch;                ///< last, so that nothing calls back while the rest goes
};

/// Exporters that answer HTTP with metrics.
class Exposition final : public Source
{
public:
    Exposition(const SourceDeclaration &declaration, Say &say, const Clock &clock)
        : m_names(clock)
        , m_reach{m_network, m_names, QSslConfiguration::defaultConfiguration()}
        , m_trust(declaration.certificateAuthority)
    {
        makeRoomForConnections();
        m_network.setProxy(QNetworkProxy::NoProxy);
        std::multiset<Subject> subjects;
        for (const Target &target : declaration.targets)
            subjects.insert(target.subject);
        const auto labelled =
            declaration.subjectLabels.empty() ? nullptr : std::make_shared<const LabelledSubjects>(declaration);
        for (const Target &target : declaration.targets) {
            Labels labels;
            if (subjects.count(target.subject) > 1)
                labels = {{"instance", wellFormed(target.url)}};
            m_targets.push_back(std::make_unique<ExpositionTarget>(target, labels, declaration, m_reach, say, clock,
                                                                   labelled,
                                                                   [this] { return m_trust.settle(m_reach); }));
        }
    }

private:
    QNetworkAccessManager m_network;
    Names m_names;
    Reach m_reach;
    Trust m_trust;
    std::vector<std::unique_ptr<ExpositionTarget>> m_targets;
};

std::unique_ptr<Source> start(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    if (declaration.targets.empty())
        return nullptr;
    return std::make_unique<Exposition>(declaration, say, clock);
}
} // namespace

extern const SourceType item = {"exposition", "Prometheus exporters", start};
} // namespace signalbox::sources::exposition
