// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <operator/operator.h>

#include <QSysInfo>

#include <operator/watchhealth.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookOutsideEvery{1000};
constexpr Milliseconds triedAgainAfter{2000}; // a disk that was full
constexpr Milliseconds clockSlack{2000};
constexpr Milliseconds judgingWithin{5000}; // a picture that is older tells of nobody judging now

std::string watchName()
{
    return "signalbox@" + QSysInfo::machineHostName().toStdString();
}
} // namespace

Operator::Operator(Parts parts)
    : m_parts(std::move(parts))
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(m_parts.lookEvery);
}

Operator::~Operator() = default;

void Operator::look()
{
    m_over.clear();
    m_trouble = readJournal();
    const bool isPaused = m_parts.clock->now() < m_pausedUntil;
    if (!m_trouble && !isPaused)
        noteWhatWaits();
    if (!m_trouble && !isPaused && !m_isCaughtUp)
        adopt();
    if (!m_trouble && !isPaused && m_isCaughtUp)
        noteOutsideChanges();
    if (!m_trouble && !isPaused && m_isCaughtUp && m_unnoted.empty()) {
        std::vector<std::string> open;
        for (const auto &[row, run] : m_ledger.runs()) {
            if (!run.isOver())
                open.push_back(run.id);
        }
        for (const std::string &id : open) {
            const Run *run = m_ledger.run(id);
            if (run && isLost(*run))
                note(id, RunOrphaned{});
            if (run = m_ledger.run(id); run)
                go(*run);
        }
    }
    if (!m_trouble)
        m_trouble = m_noteTrouble;
    if (m_trouble != m_said) {
        m_said = m_trouble;
        m_parts.changed(m_trouble);
    }
}

void Operator::lookSoon()
{
    QTimer::singleShot(0, &m_timer, [this] { look(); });
}

std::optional<Problem> Operator::readJournal()
{
    if (!m_journal) {
        auto journal = Journal::open(m_parts.journalPath);
        if (!journal)
            return journal.error();
        m_journal = std::move(*journal);
        const Expected<std::uint64_t> broken = m_journal->firstBrokenRow();
        if (!broken)
            return broken.error();
        m_brokenRow = *broken;
    }
    const auto rows = m_journal->rows(m_ledger.lastRow());
    if (!rows) {
        m_journal.reset();
        return rows.error();
    }
    for (const JournalRow &row : *rows) {
        if (m_parts.begunAt && row.number > *m_parts.begunAt)
            break; // after adopt()
        m_ledger.fold(row);
    }
    return {};
}

// What was seen, and the disk would not take, before anything else is done.
void Operator::noteWhatWaits()
{
    while (!m_unnoted.empty()) {
        const auto [run, seen] = m_unnoted.front();
        if (!note(run, seen))
            return;
        m_unnoted.pop_front();
    }
}

// What changed and was no run's doing: before anything is begun, since it makes other plans of those that were read.
void Operator::noteOutsideChanges()
{
    const PicturePtr picture = m_parts.picture();
    if (picture && picture->now - m_lookedOutside >= lookOutsideEvery) {
        m_lookedOutside = picture->now;
        for (OutsideChange &change : m_outside.look(*picture, m_ledger))
            m_outsideUnnoted.push_back(std::move(change));
    }
    while (!m_outsideUnnoted.empty() && append(rowOf(m_outsideUnnoted.front(), watchName())))
        m_outsideUnnoted.erase(m_outsideUnnoted.begin());
}

// What another watch was in the middle of: nobody knows what became of it, and nothing goes on by itself.
void Operator::adopt()
{
    std::vector<std::string> orphans;
    std::vector<std::pair<std::string, Milliseconds>> soaks;
    for (const auto &[row, run] : m_ledger.runs()) {
        if (wasUnderWay(run))
            orphans.push_back(run.id);
        if (run.state == RunState::Soaking && !run.plan.isElsewhere)
            soaks.emplace_back(run.id, run.plan.soak);
    }
    m_parts.begunAt.reset();
    for (const std::string &id : orphans) {
        if (!note(id, RunOrphaned{}))
            return;
    }
    // Nobody watched meanwhile: it begins anew.
    for (const auto &[id, soak] : soaks) {
        if (!note(id, RunSoaking{m_parts.wall() + soak}))
            return;
    }
    m_isCaughtUp = true;
}

// An intent that is on the disk although its commit was told to have failed: nothing here is waiting for it.
bool Operator::isLost(const Run &run) const
{
    const auto works = m_works.find(run.id);
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const bool isOut = run.steps[i].state == StepState::Intended || run.steps[i].state == StepState::Undoing;
        if (isOut && !run.plan.isElsewhere && (works == m_works.end() || !works->second.contains(i)))
            return true;
    }
    return false;
}

// A copy: what is noted meanwhile changes the run.
void Operator::go(const Run &run)
{
    const Run asItIs = run;
    std::vector<std::size_t> underWay;
    for (const auto &[step, work] : m_works[asItIs.id])
        underWay.push_back(step);
    for (const Move &next : nextMoves(asItIs, underWay, m_parts.wall()))
        move(asItIs, next);
}

void Operator::move(const Run &run, const Move &next)
{
    switch (next.kind) {
    case Move::Kind::Begin:
        begin(run);
        break;
    case Move::Kind::Attempt:
    case Move::Kind::Look:
    case Move::Kind::Undo:
        work(run, next);
        break;
    case Move::Kind::Soak:
        note(run.id, RunSoaking{m_parts.wall() + run.plan.soak});
        break;
    case Move::Kind::Watch:
        watch(run);
        break;
    case Move::Kind::End:
        if (run.state == RunState::Soaking && !watch(run))
            break;
        if (note(run.id, RunEnded{}))
            m_works.erase(run.id);
        break;
    }
}

std::optional<std::string> refusalToBegin(const Run &run, const Expected<Plan> &again, WallTime now)
{
    if (run.state == RunState::Approval)
        return "nobody approved it within " + std::to_string(approvalFor.count() / 60000) + " minutes";
    if (run.armed - now > clockSlack)
        return "the confirmation is dated later than now: a clock was put back";
    if (now - run.armed > armedFor)
        return "the confirmation was older than " + std::to_string(armedFor.count() / 1000) + " s";
    if (!again)
        return again.error().sentence();
    if (!again->blockedBy.empty())
        return again->blockedBy;
    if (planHash(*again) != planHash(run.plan))
        return "the plan is another one by now: make it again and read it";
    if (const std::optional<Problem> problem = missing(*again, run.confirmation))
        return problem->sentence();
    if (const std::optional<Problem> problem = unanswered(*again, run.plan, run.confirmation))
        return problem->sentence();
    return {};
}

namespace
{
// What is done to that target, whatever its place among the others'.
std::vector<Step> stepsFor(const Plan &plan, const Subject &target)
{
    std::vector<Step> steps;
    for (const Step &step : plan.steps) {
        if (step.target != target)
            continue;
        steps.push_back(step);
        steps.back().stage = 0;
    }
    return steps;
}
} // namespace

std::optional<std::string> refusalToGoOn(const Run &run, std::size_t step, const Expected<Plan> &again)
{
    const Subject &target = run.plan.steps[step].target;
    if (!again)
        return again.error().sentence();
    if (!again->blockedBy.empty())
        return again->blockedBy;
    if (stepsFor(*again, target) != stepsFor(run.plan, target))
        return "the estate has changed: what would be done to " + target.path() + " is something else by now";
    if (const std::optional<Problem> problem = unanswered(*again, run.plan, run.confirmation))
        return problem->sentence();
    return {};
}

void Operator::begin(const Run &run)
{
    const PicturePtr picture = m_parts.picture();
    const bool isJudged = isYoung(picture);
    const WallTime now = m_parts.wall();
    if (!isJudged && run.state == RunState::Armed && now - run.armed <= armedFor)
        return; // the first pictures are being made; it begins or expires
    const Expected<Plan> again = planNow(run.plan.request, run, picture);
    if (const std::optional<std::string> why = refusalToBegin(run, again, now))
        note(run.id, RunRefused{*why});
    else
        note(run.id, RunStarted{});
    lookSoon();
}

bool Operator::isYoung(const PicturePtr &picture) const
{
    return picture && m_parts.clock->now() - picture->now <= judgingWithin;
}

Expected<Plan> Operator::planNow(const Request &request, const Run &run, const PicturePtr &newest)
{
    if (!isYoung(newest))
        return tl::unexpected(Problem{{}, "nobody judges what is seen", {}});
    const Picture &picture = *newest;
    auto recording = m_parts.recording();
    if (!recording)
        return tl::unexpected(recording.error());
    m_recording = std::move(*recording);
    Situation situation{picture, m_ledger, {}, run.who, true, health(), run.id};
    situation.history = [this](SeriesId series, Moment from, Moment to) {
        return m_recording->history(series, from, to);
    };
    return makePlan(request, situation);
}

WatchHealth Operator::health() const
{
    WatchHealth health = watchHealth(m_parts.journalPath);
    health.brokenRow = m_brokenRow;
    health.journal = m_trouble ? m_trouble : m_noteTrouble;
    return health;
}

void Operator::work(const Run &run, const Move &next)
{
    StepWork::Hooks hooks;
    const std::string id = run.id;
    const std::size_t step = next.step;
    // The work is destroyed later, since it is what calls.
    const auto over = [this, id, step] {
        auto &works = m_works[id];
        const auto work = works.find(step);
        if (work != works.end()) {
            m_over.push_back(std::move(work->second));
            works.erase(work);
        }
    };
    hooks.intend = [this, id, next] { return intend(id, next); };
    hooks.observed = [this, id, over](const RunObserved &seen) {
        over();
        // Until it is noted the step stays intended, and after a restart the world is looked at.
        if (!m_unnoted.empty() || !note(id, seen))
            m_unnoted.emplace_back(id, seen);
        lookSoon();
    };
    hooks.gaveUp = over;
    hooks.now = [this] { return m_parts.clock->now(); };
    // Nobody waits for its reply, and its program may still be at work: twice as long as it was given.
    const WallTime until = run.steps[step].sent + 2 * run.plan.steps[step].deadline;
    hooks.mayGoOn = [this, until] { return m_parts.wall() < until; };
    hooks.wayTo = [this](const std::string &host) {
        const PicturePtr picture = host.empty() ? nullptr : m_parts.picture();
        return HostWay{picture ? accessTo(*picture->estate, {"host", host}) : std::nullopt,
                       m_folder.isValid() ? m_folder.path().toStdString() : std::string()};
    };
    auto &work = m_works[id][step];
    work = std::make_unique<StepWork>(run, next, std::move(hooks));
    work->start();
}

// The last look before a step: what anybody wrote meanwhile counts, and between it and the send lies the intent alone.
bool Operator::intend(const std::string &id, const Move &next)
{
    m_trouble = readJournal();
    const Run *run = m_ledger.run(id);
    if (m_trouble || !run)
        return false;
    if (!isStillWanted(*run, next))
        return false;
    const bool isUndo = next.kind == Move::Kind::Undo; // what leads back is not held up
    const Subject &target = run->plan.steps[next.step].target;
    if (!isUndo && !isBegun(*run, target)) { // nor what has been begun: half-way is the worst place
        const PicturePtr picture = m_parts.picture();
        Request request = run->plan.request;
        request.targets = {target};
        if (const auto why = refusalToGoOn(*run, next.step, planNow(request, *run, picture))) {
            note(id, RunRegressed{*why});
            return false;
        }
    }
    return note(id, RunIntent{static_cast<std::uint32_t>(next.step), isUndo});
}

// Whether its targets are well: whatever they have been alerted for since it was armed, and still are, ends the
// watching. False also where nobody can tell now.
bool Operator::watch(const Run &run)
{
    const PicturePtr picture = m_parts.picture();
    if (!isYoung(picture))
        return false;
    const Moment since = picture->timeline->momentAt(run.armed);
    for (const Subject &target : run.plan.request.targets) {
        const std::optional<SubjectId> subject = picture->find(target);
        if (!subject)
            continue;
        for (const AlertId id : picture->subject(*subject).alerts) {
            const Alert &alert = picture->alerts[index(id)];
            if (alert.cell.state == AlertState::Raised && alert.cell.since >= since) {
                note(run.id, RunRegressed{target.path() + ": " + picture->text(alert.cell.sentence)});
                return false;
            }
        }
    }
    return true;
}

bool Operator::note(const std::string &run, decltype(RunEvent::what) what)
{
    RunEvent event;
    event.run = run;
    event.who = watchName();
    event.wall = m_parts.wall();
    event.what = std::move(what);
    return append(rowOf(event));
}

bool Operator::append(const JournalRow &row)
{
    const Expected<std::uint64_t> number =
        m_journal ? m_journal->append(row)
                  : tl::unexpected(Problem{m_parts.journalPath, "the journal cannot be written", {}});
    if (!number) {
        m_noteTrouble = number.error();
        m_noteTrouble->what = "nothing is carried out, since the journal cannot be written: " + m_noteTrouble->what;
        m_pausedUntil = m_parts.clock->now() + triedAgainAfter;
        return false;
    }
    m_noteTrouble.reset();
    m_trouble = readJournal();
    return true;
}
} // namespace signalbox
