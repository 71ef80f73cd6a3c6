// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/pageplan.h>

#include <algorithm>

#include <alerts/causes.h>
#include <alerts/flood.h>
#include <alerts/life.h>
#include <recording/about.h>

namespace signalbox
{
namespace
{
constexpr std::size_t causesUpTo = 1000; // alerts; beyond, there is one page whatever the causes

/// What is paged as one: an alert, and what hangs on it.
struct Line {
    std::string key;
    Severity severity = Severity::Critical;
    Moment since{};   ///< of the alert's raise
    Moment stirred{}; ///< raised, or got worse
    std::vector<AlertId> alerts;
};

class Planning
{
public:
    Planning(const Picture &picture, const OnCall &onCall, const PageLedger &ledger)
        : m_picture(picture)
        , m_paging(picture.estate->paging)
        , m_onCall(onCall)
        , m_ledger(ledger)
    {
    }

    PagePlan plan()
    {
        if (!m_paging.critical)
            return {};
        const std::vector<Line> lines = linesNow();
        if (lines.empty())
            return std::move(m_plan);
        const PagedMatter *flood = m_ledger.matter(std::string(floodMatter));
        const Moment floodEnds =
            flood ? flood->last + std::max(floodWindow, 2 * routeOf(flood->severity).repeat) : Moment{};
        std::size_t fresh = 0;
        for (const Line &line : lines)
            fresh += isNew(line) && !isCovered(line, flood) ? 1 : 0;
        const bool goesOn = flood && now() < floodEnds && lines.size() > pagesBeforeFlood;
        const bool begins =
            fresh > 0 && fresh + m_ledger.begunSince(now() - floodWindow) > pagesBeforeFlood && fresh > 1;
        if (goesOn || begins) {
            page(floodOf(lines), !goesOn, Moment{});
            return std::move(m_plan);
        }
        for (const Line &line : lines) {
            const bool wasTold = isCovered(line, flood) && isNew(line);
            page(line, isNew(line), wasTold ? flood->last + routeOf(line.severity).repeat : Moment{});
        }
        return std::move(m_plan);
    }

private:
    [[nodiscard]] Moment now() const { return m_picture.now; }

    void look(Moment at)
    {
        if (at > now() && (!m_plan.next || at < *m_plan.next))
            m_plan.next = at;
    }

    [[nodiscard]] const PagingRoute &routeOf(Severity severity) const
    {
        const std::optional<PagingRoute> &own = severity == Severity::Unknown   ? m_paging.unknown
                                                : severity == Severity::Warning ? m_paging.warning
                                                                                : m_paging.critical;
        return own ? *own : *m_paging.critical;
    }

    // What one cause brings is one line; what hangs on something that is no page itself is a line of its own.
    std::vector<Line> linesNow()
    {
        std::vector<AlertId> pages;
        for (std::size_t i = 0; i < m_picture.alerts.size(); ++i) {
            const Alert &alert = m_picture.alerts[i];
            if (alert.key && isPage(m_picture, alert) && !routeOf(alert.cell.severity).to.empty())
                pages.push_back(static_cast<AlertId>(i));
        }
        std::vector<Line> lines;
        if (pages.empty())
            return lines;
        std::map<AlertId, AlertId> causeOf;
        if (pages.size() <= causesUpTo) {
            for (const auto &[cause, hanging] : causes(m_picture)) {
                for (const AlertId each : hanging)
                    causeOf[each] = cause;
            }
        }
        std::map<AlertId, std::size_t> places;
        const auto isOwn = [&](AlertId id) {
            const auto cause = causeOf.find(id);
            return cause == causeOf.end() || !std::binary_search(pages.begin(), pages.end(), cause->second);
        };
        for (const AlertId id : pages) {
            if (!isOwn(id))
                continue;
            places[id] = lines.size();
            const Alert &alert = m_picture.alerts[index(id)];
            lines.push_back(
                {alertKeyText(*alert.key), alert.cell.severity, alert.cell.since, alert.cell.stirred, {id}});
        }
        for (const AlertId id : pages) {
            if (!isOwn(id))
                lines[places[causeOf[id]]].alerts.push_back(id);
        }
        std::erase_if(lines, [&](const Line &line) { return isGathering(line); });
        return lines;
    }

    bool isGathering(const Line &line)
    {
        look(line.stirred + gatherFor);
        return line.stirred + gatherFor > now();
    }

    // Another matter than what was paged: never, or worse, or over for a while and here again.
    [[nodiscard]] bool isNew(const Line &line) const
    {
        const PagedMatter *matter = m_ledger.matter(line.key);
        if (!matter || isWorse(line.severity, matter->severity))
            return true;
        return line.since > matter->last && now() - matter->last >= sameMatterWithin;
    }

    static bool isCovered(const Line &line, const PagedMatter *flood)
    {
        return flood && line.stirred <= flood->last && !isWorse(line.severity, flood->severity);
    }

    static Line floodOf(const std::vector<Line> &lines)
    {
        Line all{std::string(floodMatter), lines.front().severity, {}, {}, {}};
        std::vector<const Line *> order;
        for (const Line &line : lines) {
            order.push_back(&line);
            if (isWorse(line.severity, all.severity))
                all.severity = line.severity;
        }
        std::stable_sort(order.begin(), order.end(),
                         [](const Line *a, const Line *b) { return isWorse(a->severity, b->severity); });
        for (const Line *line : order)
            all.alerts.insert(all.alerts.end(), line->alerts.begin(), line->alerts.end());
        return all;
    }

    // `notBefore`: a flood told of it already, and this is its repeat.
    void page(const Line &line, bool isNewMatter, Moment notBefore)
    {
        look(notBefore);
        if (notBefore > now())
            return;
        const PagingRoute &route = routeOf(line.severity);
        const PagedMatter *matter = isNewMatter ? nullptr : m_ledger.matter(line.key);
        PageNote note;
        note.matter = line.key;
        note.severity = matter ? matter->severity : line.severity;
        note.start = matter ? matter->start : now();
        note.alerts = line.alerts.size();
        const auto steps = static_cast<std::int64_t>(route.to.size());
        const std::int64_t reached = std::min((now() - note.start) / route.escalateAfter, steps - 1);
        if (reached < steps - 1)
            look(note.start + (reached + 1) * route.escalateAfter);
        static const Reached never;
        for (const auto &[person, step] : peopleOf(route, reached)) {
            note.person = person;
            note.step = step;
            const auto known = matter ? matter->people.find(person) : decltype(matter->people.find(person)){};
            pageOne(note, route, matter && known != matter->people.end() ? known->second : never, line.alerts,
                    notBefore != Moment{});
        }
    }

    // Everybody up to the step that was reached, and where that is nobody, further; in the end everybody there is. Each
    // with the first step that names them.
    std::map<std::string, int> peopleOf(const PagingRoute &route, std::int64_t reached)
    {
        const auto wall = std::chrono::floor<std::chrono::seconds>(m_picture.wall());
        std::map<std::string, int> people;
        for (std::size_t i = 0; i < route.to.size(); ++i) {
            if (static_cast<std::int64_t>(i) > reached && !people.empty())
                break;
            const std::vector<std::string> found = m_onCall.peopleAt(route.to[i], wall);
            if (found.empty())
                m_plan.empty.push_back(route.to[i]);
            for (const std::string &person : found)
                people.try_emplace(person, static_cast<int>(i) + 1);
        }
        for (std::size_t i = 0; people.empty() && i < m_paging.people.size(); ++i) {
            for (const Person &person : m_paging.people)
                people.try_emplace(person.name, static_cast<int>(route.to.size()) + 1);
        }
        return people;
    }

    void pageOne(PageNote note, const PagingRoute &route, const Reached &reached, const std::vector<AlertId> &alerts,
                 bool wasTold)
    {
        if (!reached.underWay.empty())
            return; // its outcome will be in the journal
        if (reached.sent && *reached.sent + route.repeat > now()) {
            look(*reached.sent + route.repeat);
            return;
        }
        const Person *person = m_paging.person(note.person);
        if (!person)
            return;
        for (const std::string &pager : person->pagers) {
            const auto failure = reached.failures.find(pager);
            const Moment ready =
                failure == reached.failures.end()
                    ? now()
                    : failure->second.last + std::min(route.repeat, failure->second.count * tryAgainAfter);
            if (ready > now()) {
                look(ready);
                continue;
            }
            note.pager = pager;
            m_plan.due.push_back(
                {std::move(note), reached.sent.has_value() || wasTold, route.repeat, reached.mayHaveArrived, alerts});
            return;
        }
    }

    const Picture &m_picture;
    const Paging &m_paging;
    const OnCall &m_onCall;
    const PageLedger &m_ledger;
    PagePlan m_plan;
};

bool isUnderWay(const PageLedger &ledger, const std::string &path)
{
    return std::any_of(ledger.unfinished().begin(), ledger.unfinished().end(),
                       [&](const auto &page) { return page.second.matter == path; });
}
} // namespace

bool isPage(const Picture &picture, const Alert &alert)
{
    const AlertCell &cell = alert.cell;
    if (cell.state != AlertState::Raised || cell.acknowledged || suppressedUntil(picture, alert) > picture.now)
        return false;
    return cell.severity == Severity::Critical || cell.severity == Severity::Unknown || cell.escalated;
}

PagePlan planPages(const Picture &picture, const OnCall &onCall, const PageLedger &ledger)
{
    return Planning(picture, onCall, ledger).plan();
}

PagePlan planTests(const Picture &picture, const PageLedger &ledger)
{
    constexpr Milliseconds failedTestAgain = std::chrono::hours(1);
    PagePlan plan;
    const Paging &paging = picture.estate->paging;
    const WallTime wall = picture.wall();
    const auto second = std::chrono::floor<std::chrono::seconds>(wall);
    for (const PagerDeclaration &pager : paging.pagers) {
        const std::string path = Subject{std::string(pagerKind), pager.name}.path();
        const PagerProof *proof = ledger.proof(path);
        bool isDue = ledger.testsAsked().contains(pager.name);
        if (paging.canary && !isDue) {
            const bool isProven = proof && proof->success && wall - *proof->success < paging.canary->every;
            const bool wasTried =
                proof && proof->attempt && wall - *proof->attempt < std::min(failedTestAgain, paging.canary->every);
            isDue = !isProven && !wasTried && isWithin(paging.canary->hours, paging.canary->timeZone, second);
        }
        if (!isDue || isUnderWay(ledger, path))
            continue;
        PageNote note;
        note.matter = path;
        note.pager = pager.name;
        note.start = picture.now;
        note.severity = Severity::Ok;
        note.alerts = 0;
        plan.due.push_back({std::move(note), false, {}, false, {}});
    }
    return plan;
}
} // namespace signalbox
