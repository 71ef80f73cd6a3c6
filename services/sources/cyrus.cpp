// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <QNetworkProxy>

#include <sources/cadence.h>
#include <sources/canaryreader.h>
#include <sources/metric.h>
#include <sources/secret.h>
#include <sources/selfreport.h>
#include <sources/source.h>
#include <sources/storecomparison.h>
#include <sources/trust.h>

namespace signalbox::sources::cyrus
{
namespace
{
/// How all slots are reached.
struct SlotReach {
    const SourceDeclaration &declaration;
    Reach reach;
    Trust trust;

    /// How one logs in there, as an administrator or for somebody else, or why nobody can. Read again each time.
    Expected<ImapAccess> access(const std::string &actsFor)
    {
        if (const std::string fault = trust.settle(reach); !fault.empty())
            return tl::unexpected(Problem{{}, fault, {}});
        const Expected<std::string> password = secretOf(declaration.secret);
        if (!password)
            return tl::unexpected(password.error());
        return ImapAccess{declaration.login, *password, actsFor, declaration.security != "none"};
    }
};

/// One slot, looked at again and again.
class SlotTarget
{
public:
    SlotTarget(const Target &target, SlotReach &reach, StoreComparison &comparison, std::size_t place, Say &say,
               const Clock &clock)
        : m_reach(reach)
        , m_comparison(comparison)
        , m_place(place)
        , m_say(say)
        , m_clock(clock)
        , m_subject(target.subject)
        , m_labels{{"slot", target.slot}}
        , m_interval(reach.declaration.interval)
        , m_limit(std::min(reach.declaration.deadline, m_interval * 9 / 10))
        , m_report(say, target.subject, m_labels, target.url, m_interval)
        , m_cadence(reach.declaration.name + ' ' + target.subject.path() + ' ' + target.slot,
                    reach.declaration.targets.size(), m_interval, clock, [this] { tick(); })
        , m_canary(reach.reach, QUrl(QString::fromStdString(target.url)), reach.declaration.serverName)
    {
    }

private:
    void tick()
    {
        if (m_isUnderWay)
            return; // its limits will say what there is to say
        m_asked = m_clock.now();
        const Expected<ImapAccess> access = m_reach.access(m_reach.declaration.canary);
        if (!access) {
            finish({access.error().sentence()});
            return;
        }
        m_isUnderWay = true;
        m_canary.start(*access, m_limit, [this](const CanaryResult &result) { finish(result); });
    }

    void finish(const CanaryResult &result)
    {
        m_isUnderWay = false;
        if (result.isUp) {
            if (const Expected<ImapAccess> access = m_reach.access({}))
                m_comparison.admit(m_place, *access);
        }
        m_say.number(series("cyrus_imap_up"), m_asked, result.isUp ? 1 : 0);
        m_say.text(series("cyrus_imap_error"), m_asked,
                   result.error.empty() ? m_comparison.trouble(m_place) : result.error);
        if (result.time)
            m_say.number(series("cyrus_canary_time_seconds"), m_asked, *result.time);
        m_comparison.report(m_place);
        const Moment now = m_clock.now();
        m_report.say({now, now - m_asked, result.answered, result.answered ? std::string() : result.error,
                      result.time ? 1U : 0U});
        m_say.flush();
    }

    [[nodiscard]] SeriesHandle series(std::string_view metric) const
    {
        return m_say.series(m_subject, metric, m_labels, unitOf(metric), m_interval);
    }

    SlotReach &m_reach;
    StoreComparison &m_comparison;
    std::size_t m_place; ///< among the store's slots
    Say &m_say;
    const Clock &m_clock;
    Subject m_subject;
    Labels m_labels;
    Milliseconds m_interval;
    Milliseconds m_limit;
    SelfReport m_report;
    Cadence m_cadence;
    Moment m_asked{};
    bool m_isUnderWay = false;
    CanaryReader m_canary; ///< last, so that nothing calls back while the rest goes
};

class Cyrus final : public Source
{
public:
    Cyrus(const SourceDeclaration &declaration, Say &say, const Clock &clock)
        : m_declaration(declaration)
        , m_names(clock)
        , m_reach{m_declaration,
                  {m_network, m_names, QSslConfiguration::defaultConfiguration()},
                  Trust(declaration.certificateAuthority)}
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
        std::map<Subject, std::vector<const Target *>> stores;
        for (const Target &target : m_declaration.targets)
            stores[target.subject].push_back(&target);
        for (const auto &[store, slots] : stores) {
            m_comparisons.push_back(std::make_unique<StoreComparison>(m_declaration, slots, m_reach.reach, say, clock));
            for (std::size_t place = 0; place < slots.size(); ++place) {
                m_targets.push_back(
                    std::make_unique<SlotTarget>(*slots[place], m_reach, *m_comparisons.back(), place, say, clock));
            }
        }
    }

private:
    SourceDeclaration m_declaration;
    QNetworkAccessManager m_network;
    Names m_names;
    SlotReach m_reach;
    std::vector<std::unique_ptr<StoreComparison>> m_comparisons;
    std::vector<std::unique_ptr<SlotTarget>> m_targets;
};

std::unique_ptr<Source> start(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    if (declaration.targets.empty())
        return nullptr;
    return std::make_unique<Cyrus>(declaration, say, clock);
}
} // namespace

extern const SourceType item;
const SourceType item{"cyrus", "Cyrus IMAP stores", start};
} // namespace signalbox::sources::cyrus
