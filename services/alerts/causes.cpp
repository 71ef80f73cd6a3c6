// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/causes.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include <alerts/life.h>

namespace signalbox
{
namespace
{
/// Finds what is dead above a subject.
class Above
{
public:
    explicit Above(const Picture &picture)
        : m_picture(picture)
    {
        for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
            const Alert &alert = picture.alerts[i];
            if (alert.key && saysDead(alert) && suppressedUntil(picture, alert) <= picture.now)
                m_dead.emplace(alert.key->subject, static_cast<AlertId>(i));
        }
        if (m_dead.empty())
            return;
        for (const Declared &declared : picture.estate->subjects)
            m_declared.emplace(declared.subject, &declared);
    }

    /// The alert about the dead thing farthest up, or nothing.
    [[nodiscard]] std::optional<AlertId> causeOf(const Alert &alert) const
    {
        std::set<Subject> seen;
        return m_dead.empty() ? std::nullopt : above(alert.key->subject, seen);
    }

private:
    static bool saysDead(const Alert &alert)
    {
        return alert.cell.state == AlertState::Raised && alert.cell.severity >= Severity::Critical &&
               (alert.key->rule == "host-down" || alert.key->rule == "source-dead");
    }

    // Who depends on himself, in a circle, is looked at once.
    [[nodiscard]] std::optional<AlertId> above(const Subject &subject, std::set<Subject> &seen) const
    {
        if (!seen.insert(subject).second)
            return {};
        for (const Subject &parent : parentsOf(subject)) {
            if (const auto cause = above(parent, seen))
                return cause;
        }
        const auto dead = m_dead.find(subject);
        return dead == m_dead.end() ? std::nullopt : std::optional(dead->second);
    }

    [[nodiscard]] std::vector<Subject> parentsOf(const Subject &subject) const
    {
        std::vector<Subject> parents;
        if (const auto declared = m_declared.find(subject); declared != m_declared.end())
            parents = declared->second->dependsOn;
        const auto source = onlySource(subject);
        if (source && m_dead.count(*source) != 0)
            parents.push_back(*source);
        return parents;
    }

    // Nothing where several spoke of it, or anything that was said is still fresh.
    [[nodiscard]] std::optional<Subject> onlySource(const Subject &subject) const
    {
        const auto id = m_picture.find(subject);
        if (!id || subject.kind == "source" || m_picture.subject(*id).freshness() < Freshness::Late)
            return {};
        std::optional<Subject> source;
        for (const SeriesId series : m_picture.subject(*id).series) {
            const Freshness freshness = m_picture.sample(series).freshness;
            if (freshness == Freshness::Gone || m_picture.series[index(series)]->aboutScraping)
                continue;
            const Subject said{"source", m_picture.series[index(series)]->declared.key.source};
            if (freshness == Freshness::Fresh || (source && *source != said))
                return {};
            source = said;
        }
        return source;
    }

    const Picture &m_picture;
    std::map<Subject, AlertId> m_dead;
    std::map<Subject, const Declared *> m_declared;
};
} // namespace

std::map<AlertId, std::vector<AlertId>> causes(const Picture &picture)
{
    std::map<AlertId, std::vector<AlertId>> found;
    const Above above(picture);
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        const Alert &alert = picture.alerts[i];
        if (!alert.key || !isListed(alert.cell))
            continue;
        const auto cause = above.causeOf(alert);
        if (cause && *cause != static_cast<AlertId>(i))
            found[*cause].push_back(static_cast<AlertId>(i));
    }
    return found;
}

int listRank(const AlertCell &cell, bool isOut)
{
    const bool isOver = cell.state != AlertState::Raised;
    const Severity severity = isOver ? cell.worst : cell.severity;
    return (isOut ? 16 : 0) + (isOver ? 8 : 0) + 2 * (3 - static_cast<int>(severity)) + (cell.escalated ? 0 : 1);
}

std::vector<ListedAlert> listedAlerts(const Picture &picture)
{
    const auto rank = [&](AlertId id) {
        const Alert &alert = picture.alerts[index(id)];
        const bool isOut = alert.cell.acknowledged || suppressedUntil(picture, alert) > picture.now;
        return std::tuple(listRank(alert.cell, isOut), alert.cell.since, id);
    };
    const auto worstFirst = [&](AlertId a, AlertId b) { return rank(a) < rank(b); };
    std::map<AlertId, std::vector<AlertId>> hanging = causes(picture);
    std::set<AlertId> below;
    for (auto &[cause, ids] : hanging) {
        std::sort(ids.begin(), ids.end(), worstFirst);
        below.insert(ids.begin(), ids.end());
    }
    std::vector<ListedAlert> list;
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        const auto id = static_cast<AlertId>(i);
        if (picture.alerts[i].key && isListed(picture.alerts[i].cell) && below.count(id) == 0)
            list.push_back({id, std::move(hanging[id])});
    }
    std::sort(list.begin(), list.end(),
              [&](const ListedAlert &a, const ListedAlert &b) { return worstFirst(a.alert, b.alert); });
    return list;
}
} // namespace signalbox
