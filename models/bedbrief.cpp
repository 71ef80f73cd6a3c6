// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/bedbrief.h>

#include <algorithm>
#include <map>

#include <QCoreApplication>

#include <alerts/shelf.h>
#include <models/format.h>
#include <models/runtext.h>
#include <paging/oncall.h>
#include <stores/storehold.h>

namespace signalbox
{
namespace
{
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr Milliseconds aShift = 12h;
constexpr qsizetype mostLines = 6;

QString namesText(const std::vector<std::string> &names)
{
    QStringList texts;
    for (const std::string &name : names)
        texts += oneLine(name);
    return texts.join(u", "_s);
}

class BedBrief
{
    Q_DECLARE_TR_FUNCTIONS(BedBrief)
public:
    BedBrief(const Picture &picture, const BedPast &past, const QTimeZone &zone)
        : m_picture(picture)
        , m_past(past)
        , m_zone(zone)
    {
    }

    [[nodiscard]] QStringList verified() const
    {
        QStringList lines;
        eachRun([&](const Run &run) {
            if (run.state == RunState::Done && isOfShift(run.changed) && open(run).isEmpty())
                lines += tr("%1: done, and well since %2 (%3)")
                             .arg(oneLine(run.plan.title), time(run.changed), oneLine(run.who));
            else if (run.state == RunState::Undone && isOfShift(run.changed))
                lines += tr("%1: undone at %2 (%3)").arg(oneLine(run.plan.title), time(run.changed), oneLine(run.who));
        });
        std::uint64_t cleared = 0;
        Moment last{};
        for (std::size_t i = 0; i < m_picture.alerts.size(); ++i) {
            const Alert &alert = m_picture.alerts[i];
            const bool isOver = alert.key && alert.cell.state == AlertState::Clear && alert.cell.raises > 0;
            if (!isOver || alert.cell.latched || alert.cell.flapping || alert.cell.since < m_picture.now - aShift)
                continue;
            ++cleared;
            last = std::max(last, alert.cell.since);
        }
        if (const auto [safe, all] = stores(nullptr); safe > 0)
            lines +=
                tr("%1 of %2 stores have a replica that is recent and complete").arg(countText(safe), countText(all));
        if (cleared > 0)
            lines += tr("%1 alerts cleared in 12 hours, the last %2 ago")
                         .arg(countText(cleared), ageText(m_picture.now - last));
        return shown(lines, tr("nothing was done, and nothing cleared, in 12 hours"));
    }

    [[nodiscard]] QStringList notVerified() const
    {
        QStringList lines;
        eachRun([&](const Run &run) {
            if (!isOfShift(run.changed))
                return;
            if (run.state == RunState::UndoFailed || run.state == RunState::Left)
                lines += tr("%1: %2; %3")
                             .arg(oneLine(run.plan.title), QString::fromUtf8(word(run.state)), oneLine(run.words));
            else if (const QString left = open(run); run.state == RunState::Done && !left.isEmpty())
                lines += tr("%1: done, but %2").arg(oneLine(run.plan.title), left);
        });
        stores(&lines);
        std::uint64_t raised = 0;
        std::uint64_t acknowledged = 0;
        std::uint64_t latched = 0;
        std::uint64_t old = 0;
        for (std::size_t i = 0; i < m_picture.alerts.size(); ++i) {
            const Alert &alert = m_picture.alerts[i];
            if (!alert.key)
                continue;
            latched += alert.cell.latched && alert.cell.state != AlertState::Raised ? 1 : 0;
            if (alert.cell.state == AlertState::Raised)
                ++(alert.cell.acknowledged ? acknowledged : raised);
        }
        for (std::size_t i = 0; i < m_picture.subjects.size(); ++i) {
            const Standing standing = standingOf(*m_picture.subjects[i]);
            old += m_picture.subjects[i]->watched && (standing.stale || standing.state == State::Unknown) ? 1 : 0;
        }
        if (m_picture.heldUp)
            lines.prepend(tr("nobody watches now: all below is as it was when the picture stopped"));
        if (raised > 0)
            lines += tr("raised, and nobody has it: %1").arg(countText(raised));
        if (acknowledged > 0)
            lines += tr("raised and acknowledged: %1").arg(countText(acknowledged));
        if (latched > 0)
            lines += tr("were critical, cleared by themselves, and nobody looked: %1").arg(countText(latched));
        if (old > 0)
            lines += tr("subjects that are old or not known: %1").arg(countText(old));
        return shown(lines, tr("nothing that is known of"));
    }

    [[nodiscard]] QStringList held() const
    {
        QStringList lines = heldStores();
        eachRun([&](const Run &run) {
            if (run.isOver() || run.state == RunState::Soaking)
                return;
            lines += tr("%1: %2; %3 (%4, since %5)")
                         .arg(oneLine(run.plan.title), QString::fromUtf8(word(run.state)),
                              waitsFor(run, m_picture.wall()), oneLine(run.who), time(run.changed));
        });
        if (m_past.runs)
            for (const Hold &hold : m_past.runs->holds(m_picture.wall()))
                lines += tr("%1 is held by %2 until %3: %4")
                             .arg(oneLine(hold.path), oneLine(hold.who),
                                  hold.until == WallTime::max() ? tr("it is released") : time(hold.until),
                                  oneLine(hold.why));
        for (const OnTheShelf &each : shelf(m_picture).sets) {
            const QString until = each.set.until == Moment::max() ? tr("somebody ends it")
                                                                  : time(m_picture.timeline->wallAt(each.set.until));
            lines += (each.set.kind == SuppressionSet::Kind::Shelved ? tr("shelved until %1: %2 (%3)")
                                                                     : tr("out of service until %1: %2 (%3)"))
                         .arg(until, oneLine(each.set.about), oneLine(each.set.by));
        }
        return shown(lines, tr("nothing"));
    }

    [[nodiscard]] QStringList pages() const
    {
        const Paging &paging = m_picture.estate->paging;
        QStringList lines;
        if (paging.critical && !paging.critical->to.empty())
            lines += tr("what becomes critical pages %1").arg(route(*paging.critical));
        else
            lines += tr("nothing: the estate file pages nobody");
        if (paging.warning)
            lines += paging.warning->to.empty() ? tr("warnings page nobody")
                                                : tr("warnings that became a page: %1").arg(route(*paging.warning));
        for (const OnDuty &duty : m_past.duties) {
            const QString people = duty.people.empty() ? tr("nobody") : namesText(duty.people);
            lines += duty.until ? tr("on call in %1: %2 until %3, then %4")
                                      .arg(oneLine(duty.list), people, time(*duty.until),
                                           duty.next.empty() ? tr("nobody") : namesText(duty.next))
                                : tr("on call in %1: %2").arg(oneLine(duty.list), people);
        }
        for (const std::string &fault : m_past.calendarFaults)
            lines += oneLine(fault);
        for (const PagerDeclaration &pager : paging.pagers)
            lines += tr("pager %1: %2").arg(oneLine(pager.name), proof({std::string(pagerKind), pager.name}));
        for (const HeartbeatDeclaration &heartbeat : paging.heartbeats)
            lines += tr("heartbeat %1: %2")
                         .arg(oneLine(heartbeat.name), proof({std::string(heartbeatKind), heartbeat.name}));
        return lines;
    }

    [[nodiscard]] QStringList soaks() const
    {
        QStringList lines;
        eachRun([&](const Run &run) {
            if (run.state == RunState::Soaking)
                lines +=
                    tr("%1: until %2; it asks if it gets worse").arg(oneLine(run.plan.title), time(run.soaksUntil));
        });
        return shown(lines, tr("nothing"));
    }

private:
    template <class Each>
    void eachRun(Each each) const
    {
        if (!m_past.runs)
            return;
        const auto &runs = m_past.runs->runs();
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            each(run->second);
    }

    // Stores that somebody left so that they have to be brought back, the soonest first.
    [[nodiscard]] QStringList heldStores() const
    {
        std::multimap<WallTime, QString> lines;
        for (const StoreStanding &store : allStandings(m_picture)) {
            const QString name = oneLine(store.store.name);
            const QString users = oneLine(missingText(store));
            const std::optional<WallTime> end = sendersGiveUpAt(store);
            if (isHeld(store) && store.isMasterUp())
                lines.emplace(WallTime::min(),
                              tr("%1: mail waits, though %2 is back: take it out of hold (store-release)")
                                  .arg(name, oneLine(store.masterSlot()->host)));
            else if (isHeld(store) && end)
                lines.emplace(*end, *end > m_picture.wall()
                                        ? tr("%1: mail waits until %2, %3 more; %4")
                                              .arg(name, time(*end), ageText(*end - m_picture.wall()), users)
                                        : tr("%1: mail has been given up since %2; %3").arg(name, time(*end), users));
            else if (isHeld(store))
                lines.emplace(WallTime::min(),
                              tr("%1: mail waits, for four days since nobody knows when; %2").arg(name, users));
            if (isNotRecovered(store))
                lines.emplace(WallTime::min(), tr("%1: mail to the missing is refused until %2 is returned; %3")
                                                   .arg(name, oneLine(store.slots[*store.old].host), users));
        }
        QStringList texts;
        for (const auto &[end, text] : lines)
            texts += text;
        return texts;
    }

    // How many stores could lose their master now, and how many are looked at; those that could not, as lines.
    std::pair<std::uint64_t, std::uint64_t> stores(QStringList *lines) const
    {
        std::uint64_t safe = 0;
        std::uint64_t all = 0;
        for (const StoreStanding &store : allStandings(m_picture)) {
            if (store.slots.size() < 2)
                continue;
            ++all;
            safe += store.best ? 1 : 0;
            if (!lines || store.best)
                continue;
            QStringList whys;
            for (const SlotStanding &slot : store.slots)
                if (store.master && &slot != store.masterSlot())
                    whys += tr("%1 is %2").arg(oneLine(slot.host), oneLine(slot.verdict.reason));
            *lines += tr("store %1 could not lose its master: %2")
                          .arg(oneLine(store.store.name),
                               whys.isEmpty() ? tr("nobody says which copy that is") : whys.join(u"; "_s));
        }
        return {safe, all};
    }

    // What of a run that is done rests on a person's word; empty: nothing.
    [[nodiscard]] static QString open(const Run &run)
    {
        std::uint64_t skipped = 0;
        std::uint64_t believed = 0;
        for (std::size_t i = 0; i < run.steps.size(); ++i) {
            skipped += run.steps[i].state == StepState::Skipped ? 1 : 0;
            believed += run.steps[i].isByHand && !run.plan.steps[i].probe ? 1 : 0;
        }
        QStringList parts;
        if (skipped > 0)
            parts += tr("steps that were passed over: %1").arg(countText(skipped));
        if (believed > 0)
            parts += tr("steps done by hand, of which nothing can look: %1").arg(countText(believed));
        if (leavesReview(run.plan, run.confirmation) && run.approvedBy.empty())
            parts += tr("one person decided alone: to be reviewed");
        return parts.join(u", "_s);
    }

    [[nodiscard]] bool isOfShift(WallTime wall) const { return wall > m_picture.wall() - aShift; }
    [[nodiscard]] QString time(WallTime wall) const { return sinceText(wall, m_picture.wall(), m_zone); }

    // Each step of a route is paged so much later than the one before.
    [[nodiscard]] static QString route(const PagingRoute &route)
    {
        QStringList steps;
        for (const std::string &to : route.to)
            steps += steps.isEmpty() ? oneLine(to)
                                     : tr("after %1 %2").arg(ageText(route.escalateAfter * steps.size()), oneLine(to));
        return steps.join(u", "_s);
    }

    [[nodiscard]] QString proof(const Subject &path) const
    {
        const auto id = m_picture.find(path);
        std::optional<double> success;
        bool isWell = true;
        if (id)
            for (const SeriesId series : m_picture.subject(*id).series) {
                const std::string &metric = m_picture.series[index(series)]->declared.key.metric;
                const Sample &sample = m_picture.sample(series);
                if (metric == "page_last_success_timestamp_seconds" && sample.kind == FactKind::Number)
                    success = sample.value;
                else if (metric == "page_up" && sample.kind == FactKind::Number)
                    isWell = sample.value > 0;
            }
        constexpr double latest = 1e11; // a recording may be damaged
        if (!success || !(*success > 0 && *success < latest))
            return tr("never proven");
        const WallTime when{Milliseconds(static_cast<std::int64_t>(*success * 1000))};
        const QString proven = tr("last proven %1 ago, at %2").arg(ageText(m_picture.wall() - when), time(when));
        return isWell ? proven : tr("FAILING; %1").arg(proven);
    }

    // So many that they can be read before sleep.
    [[nodiscard]] static QStringList shown(QStringList lines, const QString &none)
    {
        if (lines.isEmpty())
            return {none};
        if (const qsizetype left = lines.size() - mostLines; left > 0)
            lines = lines.first(mostLines) + QStringList{tr("and %1 more").arg(left)};
        return lines;
    }

    const Picture &m_picture;
    const BedPast &m_past;
    QTimeZone m_zone;
};
} // namespace

BedPast bedPast(const Picture &picture, RunsPtr runs)
{
    BedPast past;
    past.runs = std::move(runs);
    const Paging &paging = picture.estate->paging;
    std::vector<EstateError> errors;
    const auto now = std::chrono::floor<std::chrono::seconds>(picture.wall());
    const OnCall onCall(paging, readCalendars(paging, errors), now - std::chrono::days(2), now + std::chrono::days(35));
    for (const OnCallList &list : paging.onCall) {
        OnDuty duty{list.name, onCall.peopleAt(list.name, now), {}, {}};
        if (const auto change = onCall.nextChange(list.name, now)) {
            duty.until = WallTime(*change);
            duty.next = onCall.peopleAt(list.name, *change);
        }
        past.duties.push_back(std::move(duty));
    }
    for (const EstateError &error : errors)
        past.calendarFaults.push_back(error.line());
    return past;
}

std::vector<BriefPart> bedBrief(const Picture &picture, const BedPast &past, const QTimeZone &zone)
{
    const BedBrief found(picture, past, zone);
    return {{"verified", BedBrief::tr("Verified"), found.verified()},
            {"not verified", BedBrief::tr("Not verified"), found.notVerified()},
            {"held", BedBrief::tr("Held, and until when"), found.held()},
            {"pages", BedBrief::tr("What will page"), found.pages()},
            {"soaks", BedBrief::tr("Still being watched"), found.soaks()}};
}
} // namespace signalbox
