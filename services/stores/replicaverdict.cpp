// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stores/replicaverdict.h>

#include <algorithm>
#include <cmath>

#include <estate/plaintext.h>
#include <time/spantext.h>

namespace signalbox
{
namespace
{
/// An event that has waited for so long while replication runs will not go through by itself.
constexpr Milliseconds stuckAfter = std::chrono::minutes(1);
constexpr std::size_t longestEvent = 120;

std::optional<WallTime> unixTime(std::optional<double> seconds)
{
    if (!seconds || *seconds <= 0 || *seconds > 1e11) // the year 5138
        return {};
    return WallTime(Milliseconds(static_cast<std::int64_t>(*seconds * 1000)));
}

Milliseconds milliseconds(double seconds)
{
    return Milliseconds(static_cast<std::int64_t>(std::clamp(seconds, 0.0, 1e11) * 1000));
}

/// "1 user is", "212 users are".
std::string usersAre(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " user is" : " users are");
}

class Judge
{
public:
    Judge(const StoreFacts &facts, std::string master, std::string replica, const CyrusStores &limits,
          const VerdictTimes &times)
        : m_facts(facts)
        , m_master(std::move(master))
        , m_replica(std::move(replica))
        , m_limits(limits)
        , m_times(times)
    {
    }

    ReplicaVerdict verdict()
    {
        hear();
        recency();
        completeness();
        if (m_verdict.reason.empty()) {
            m_verdict.viability = Viability::Viable;
            m_verdict.reason = "viable";
        }
        std::sort(m_verdict.missing.begin(), m_verdict.missing.end());
        m_verdict.missing.erase(std::unique(m_verdict.missing.begin(), m_verdict.missing.end()),
                                m_verdict.missing.end());
        m_verdict.missingCount = std::max<std::uint64_t>(m_verdict.missingCount, m_verdict.missing.size());
        m_verdict.isLogKnown = m_isLogKnown;
        m_verdict.proof.insert(m_verdict.proof.end(), m_notes.begin(), m_notes.end());
        return std::move(m_verdict);
    }

private:
    // What is certain and bad says more than that something is not known; among these the first.
    void conclude(Viability viability, std::string reason, std::string detail = {})
    {
        const auto rank = [](Viability each) {
            switch (each) {
            case Viability::Stuck:
                return 0;
            case Viability::Behind:
                return 1;
            case Viability::Incomplete:
                return 2;
            default:
                return 3;
            }
        };
        m_verdict.proof.push_back(detail.empty() ? reason : std::move(detail));
        if (!m_verdict.reason.empty() && rank(viability) >= rank(m_verdict.viability))
            return;
        m_verdict.viability = viability;
        m_verdict.reason = std::move(reason);
    }
    /// Nobody can tell, and so more may be missing than is known.
    void gap(const std::string &reason, std::string detail = {})
    {
        m_verdict.gaps.push_back(detail.empty() ? reason : detail);
        conclude(Viability::Unknown, reason, std::move(detail));
    }
    void logIsNotKnown(const std::string &reason, std::string detail = {})
    {
        m_isLogKnown = false;
        gap(reason, std::move(detail));
    }
    void note(std::string what) { m_notes.push_back(std::move(what)); }

    void changesAt(WallTime wall)
    {
        if (wall > m_times.wall && (!m_verdict.mayChangeAt || wall < *m_verdict.mayChangeAt))
            m_verdict.mayChangeAt = wall;
    }

    // What is late becomes later by itself: when it passes what is looked at.
    void growsFrom(WallTime since)
    {
        for (const Milliseconds limit : {m_limits.behind / 5, stuckAfter, m_limits.behind})
            changesAt(since + limit);
    }

    // Until when the master's own words count.
    void hear()
    {
        const std::optional<WallTime> looked = lookedAt(m_facts, m_master);
        if (!looked) {
            logIsNotKnown("nothing tells what " + m_master + " still has to send");
            return;
        }
        m_asOf = *looked;
        if (m_times.wall - *looked <= m_limits.evidence) {
            m_isHeard = true;
            m_reference = m_times.wall;
            changesAt(*looked + m_limits.evidence + Milliseconds(1));
            return;
        }
        m_reference = *looked;
        const StoreFact *imap = m_facts.find(storemetric::imapUp, m_master);
        if (imap && imap->value == 1 && m_times.now - imap->at <= m_limits.evidence) {
            changesAt(m_times.at(imap->at) + m_limits.evidence + Milliseconds(1));
            logIsNotKnown("the probe on " + m_master + " has stopped");
            return;
        }
        // The slot itself may have answered for longer: then its probe had died before it.
        WallTime lost = *looked;
        if (const StoreFact *canary = m_facts.find(storemetric::canary, m_master))
            lost = std::max(lost, m_times.at(canary->at));
        if (lost - *looked > m_limits.lastWords)
            logIsNotKnown("the probe on " + m_master + " had stopped before it was lost",
                          "the probe on " + m_master + " had stopped " + spanText(lost - *looked) +
                              " before it was last heard of");
        else
            note("as of the last words of " + m_master + ", " + spanText(m_times.wall - *looked) + " ago");
    }

    void recency()
    {
        if (!m_asOf)
            return;
        const std::optional<double> lag = m_facts.number(storemetric::lag, m_master);
        if (m_facts.number(storemetric::logging, m_master) == 0.0)
            logIsNotKnown("replication is not logged on " + m_master + ": what is missing is not known");
        else if (!lag)
            logIsNotKnown("the replication log of " + m_master + " could not be read");
        else
            m_verdict.behind = milliseconds(*lag) + (m_isHeard ? m_times.wall - *m_asOf : Milliseconds(0));
        if (lag && *lag == 0)
            m_verdict.behind = Milliseconds(0);
        else if (m_verdict.behind && m_isHeard)
            growsFrom(m_times.wall - *m_verdict.behind);
        byCanary();
        stuckHead();
        if (m_verdict.behind && *m_verdict.behind >= m_limits.behind)
            conclude(Viability::Behind, "more than " + spanText(m_limits.behind) + " behind",
                     spanText(*m_verdict.behind) + " behind");
        else if (m_verdict.behind)
            note(*m_verdict.behind < std::chrono::seconds(1) ? "nothing waits"
                                                             : spanText(*m_verdict.behind) + " behind");
        if (m_facts.number(storemetric::chained, m_master) == 0.0)
            note("what " + m_master + " itself is sent is not logged (sync_log_chain)");
    }

    // The only measure that still works where the master is gone; it is as coarse as the probe's interval.
    void byCanary()
    {
        const StoreFact *fact = m_facts.find(storemetric::canary, m_replica);
        const std::optional<WallTime> canary = unixTime(m_facts.number(storemetric::canary, m_replica));
        if (!fact || !canary) {
            conclude(Viability::Unknown, "no canary is seen on " + m_replica);
            return;
        }
        if (m_times.now - fact->at > m_limits.evidence) {
            conclude(Viability::Unknown, "its canary is not looked for",
                     "the canary on " + m_replica + " was last looked for " + spanText(m_times.now - fact->at) +
                         " ago");
            return;
        }
        changesAt(m_times.at(fact->at) + m_limits.evidence + Milliseconds(1));
        const Milliseconds behind = std::max(m_reference - *canary, Milliseconds(0));
        note("newest canary " + spanText(behind) + (m_isHeard ? " old" : " before the last words"));
        if (m_isHeard)
            growsFrom(*canary);
        if (behind >= m_limits.behind)
            m_verdict.behind = std::max(m_verdict.behind.value_or(behind), behind);
    }

    void stuckHead()
    {
        for (const StoreFact *head : m_facts.together(storemetric::head, m_master, storemetric::lag)) {
            if (!(head->value * 1000 >= static_cast<double>(stuckAfter.count())))
                continue;
            const std::string event = harmless(labelValue(*head->labels, "event"), longestEvent);
            conclude(Viability::Stuck, "stuck on " + event);
        }
        if (m_verdict.viability != Viability::Stuck && m_facts.number(storemetric::syncRunning, m_master) == 0.0 &&
            m_verdict.behind.value_or(Milliseconds(0)) >= stuckAfter)
            conclude(Viability::Stuck, "nothing replicates: sync_client does not run on " + m_master);
        if (m_verdict.viability == Viability::Stuck || m_verdict.viability == Viability::Behind || isLate())
            waitingUsersAreMissing();
        const std::optional<double> set = m_facts.number(storemetric::deferred, m_master);
        if (set && *set > 0)
            conclude(Viability::Incomplete,
                     std::to_string(static_cast<std::uint64_t>(*set)) + " users are in events that were set aside");
    }

    [[nodiscard]] bool isLate() const { return m_verdict.behind && *m_verdict.behind >= m_limits.behind; }

    void waitingUsersAreMissing()
    {
        for (const StoreFact *user : m_facts.together(storemetric::waitingUser, m_master, storemetric::lag))
            m_verdict.missing.emplace_back(labelValue(*user->labels, "user"));
        if (const std::optional<double> count = m_facts.number(storemetric::waitingUsers, m_master);
            count && *count > 0)
            m_verdict.missingCount = static_cast<std::uint64_t>(*count);
    }

    void completeness()
    {
        usersOfOneSideOnly();
        for (const StoreFact *user :
             m_facts.together(storemetric::incompleteUser, m_replica, storemetric::incomplete)) {
            if (user->value == 1)
                m_verdict.missing.emplace_back(labelValue(*user->labels, "user"));
        }
        const std::optional<double> missing = m_facts.number(storemetric::incomplete, m_replica);
        const std::optional<double> done = m_facts.number(storemetric::compared, m_replica);
        const std::optional<double> all = m_facts.number(storemetric::toCompare, m_replica);
        if (!missing || !done || !all) {
            gap("its users have never been compared");
            return;
        }
        const auto whole = [](double number) { return std::to_string(static_cast<std::uint64_t>(number)); };
        std::string words = whole(*done) + " of " + whole(*all) + " users compared";
        const std::optional<WallTime> oldest = unixTime(m_facts.number(storemetric::oldestComparison, m_replica));
        if (oldest)
            words += ", oldest " + spanText(m_times.wall - *oldest) + " ago";
        if (*missing > 0) {
            m_verdict.missingCount = std::max(m_verdict.missingCount, static_cast<std::uint64_t>(*missing));
            conclude(Viability::Incomplete,
                     usersAre(static_cast<std::uint64_t>(*missing)) + " not there as on " + m_master);
        }
        if (*done < *all)
            gap("not all its users have been compared", words);
        else if (*all > 0 && (!oldest || m_times.wall - *oldest > m_limits.compared))
            gap("not all users were compared within " + spanText(m_limits.compared));
        else
            note(words);
        if (oldest)
            changesAt(*oldest + m_limits.compared + Milliseconds(1));
    }

    // Counted on the replica after the master: who is missing then is not on his way, where nothing waits.
    void usersOfOneSideOnly()
    {
        const StoreFact *here = m_facts.find(storemetric::slotUsers, m_replica);
        const StoreFact *there = m_facts.find(storemetric::slotUsers, m_master);
        const std::optional<WallTime> hereAt = lookedAt(m_facts, m_replica);
        if (!here || !there || !hereAt || !m_asOf || *hereAt < *m_asOf || !(here->value < there->value))
            return;
        const bool isOnItsWay = m_verdict.behind && *m_verdict.behind > Milliseconds(0) && !isLate() &&
                                m_verdict.viability != Viability::Stuck;
        if (isOnItsWay)
            return;
        const auto count = static_cast<std::uint64_t>(there->value - here->value);
        m_verdict.missingCount = std::max(m_verdict.missingCount, count);
        m_verdict.absentCount = count;
        conclude(Viability::Incomplete,
                 std::to_string(count) + (count == 1 ? " account exists" : " accounts exist") + " only on " + m_master);
    }

    const StoreFacts &m_facts;
    std::string m_master;
    std::string m_replica;
    const CyrusStores &m_limits;
    const VerdictTimes &m_times;
    ReplicaVerdict m_verdict;
    std::vector<std::string> m_notes; ///< what does not speak against it; shown after what does
    std::optional<WallTime> m_asOf;   ///< the master's last words
    WallTime m_reference{};           ///< what recency is measured against
    bool m_isHeard = false;
    bool m_isLogKnown = true;
};
} // namespace

std::optional<WallTime> lookedAt(const StoreFacts &facts, const std::string &slot)
{
    return unixTime(facts.number(storemetric::probeRun, slot));
}

ReplicaVerdict judgeReplica(const StoreFacts &facts, const std::string &master, const std::string &replica,
                            const CyrusStores &limits, const VerdictTimes &times)
{
    return Judge(facts, master, replica, limits, times).verdict();
}
} // namespace signalbox
