// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/run.h>

#include <algorithm>

namespace signalbox
{
namespace
{
template <class Is>
bool any(const Run &run, Is is)
{
    return std::any_of(run.steps.begin(), run.steps.end(), is);
}

// Whether the reading that settles what is not known is still to come.
bool isToBeLookedAt(const Run &run, std::size_t step)
{
    return run.steps[step].state == StepState::Unknown && !run.steps[step].isLookedAt && run.plan.steps[step].probe;
}

// Something of a target that did not come to its end was stopped for a while only.
bool hasFrozen(const Run &run)
{
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        if (run.plan.steps[i].freezes && isToBeUndone(run, i))
            return true;
    }
    return false;
}

// It does not go on by itself. What was frozen by the same confirmation is not left so (law 4); but a watch that finds
// it after another has died only looks.
void stop(Run &run, std::string why)
{
    run.words = std::move(why);
    run.goesOn = false;
    const bool undoesItself = !run.isOrphaned && !run.isStopping && hasFrozen(run);
    run.state = undoesItself ? RunState::Undoing : RunState::Deciding;
}

// What has failed stops the run once no other target can be brought to its end.
void stopWhereNothingGoesOn(Run &run)
{
    std::optional<std::size_t> failed;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        const StepRun &step = run.steps[i];
        if (isUnderWay(step) || step.isHandAsked || isToBeLookedAt(run, i))
            return; // its outcome is on its way
        if (!failed && (step.state == StepState::NotDone || step.state == StepState::Unknown))
            failed = i;
    }
    if ((!failed && !run.isHeldBack) || !nextSteps(run).empty())
        return;
    if (!failed) {
        stop(run, run.words);
        return;
    }
    const StepRun &step = run.steps[*failed];
    stop(run, run.plan.steps[*failed].words + ": " + word(step.state) + (step.words.empty() ? "" : ", " + step.words));
}

// Once nothing is in question any more, a run that a person has answered for goes on.
void settle(Run &run)
{
    if (run.state == RunState::Deciding && run.goesOn && !any(run, isInQuestion))
        run.state = RunState::Running;
    if (run.state == RunState::Running && run.isStopping && !any(run, isUnderWay))
        stop(run, run.words);
    if (run.state == RunState::Running)
        stopWhereNothingGoesOn(run);
    // What comes late may show that something is stopped that a person was to be asked about.
    const bool isAlone = !run.isOrphaned && !run.isStopping && !run.goesOn && !any(run, isUnderWay);
    if (run.state == RunState::Deciding && isAlone && hasFrozen(run))
        run.state = RunState::Undoing;
}

class Folding
{
public:
    Folding(Run &run, const RunEvent &event)
        : m_run(run)
        , m_event(event)
    {
    }

    void operator()(const RunConfirmed &) {} // only the first counts

    void operator()(const RunApproved &approved)
    {
        if (m_run.state != RunState::Approval || approved.hash != planHash(m_run.plan) || m_event.who == m_run.who)
            return;
        m_run.approvedBy = m_event.who;
        m_run.armed = m_event.wall;
        m_run.state = RunState::Armed;
    }

    void operator()(const RunStarted &)
    {
        if (m_run.state == RunState::Armed)
            m_run.state = RunState::Running;
    }

    void operator()(const RunRefused &refused)
    {
        if (m_run.state != RunState::Armed && m_run.state != RunState::Approval)
            return;
        m_run.state = RunState::Refused;
        m_run.words = refused.why;
    }

    void operator()(const RunIntent &intent)
    {
        // Whatever a person decided just before: what the row says has been sent, or may have been.
        StepRun *step = stepOf(intent.step);
        if (!step)
            return;
        if (!intent.isUndo && step->state == StepState::Waiting) {
            step->state = StepState::Intended;
            step->sent = m_event.wall;
            ++step->attempts;
        } else if (intent.isUndo && (step->state == StepState::Done || step->state == StepState::Unknown)) {
            step->state = StepState::Undoing;
        }
    }

    void operator()(const RunObserved &seen)
    {
        StepRun *step = stepOf(seen.step);
        if (!step)
            return;
        if (seen.isUndo)
            undone(*step, seen);
        else if (step->isHandAsked && seen.isByHand)
            doneByHand(*step, seen);
        else if (step->state == StepState::Waiting || step->state == StepState::Intended ||
                 step->state == StepState::Unknown)
            observed(*step, seen);
        settle(m_run);
    }

    void operator()(const RunDecision &decision)
    {
        using Kind = RunDecision::Kind;
        const std::vector<Kind> possible = decisionsFor(m_run);
        if (std::find(possible.begin(), possible.end(), decision.kind) == possible.end())
            return;
        switch (decision.kind) {
        case Kind::Stop:
            stopping(decision);
            break;
        case Kind::Resume:
            resume();
            break;
        case Kind::Skip:
        case Kind::ByHand:
            answered(decision);
            break;
        case Kind::Undo:
            m_run.state = RunState::Undoing;
            m_run.isUndoingAll = true;
            m_run.isOrphaned = false;
            break;
        case Kind::Leave:
            m_run.state = RunState::Left;
            m_run.words = m_event.who + " left it as it is: " + decision.reason;
            break;
        }
        settle(m_run);
    }

    void operator()(const RunOrphaned &)
    {
        if (m_run.state != RunState::Running && m_run.state != RunState::Undoing && m_run.state != RunState::Deciding)
            return;
        m_run.isOrphaned = true;
        for (StepRun &step : m_run.steps) {
            step.isHandAsked = false;
            if (step.state == StepState::Intended)
                step.state = StepState::Unknown;
            else if (step.state == StepState::Undoing)
                step.state = StepState::UndoFailed;
            else
                continue;
            step.isLookedAt = false;
            step.words = "the watch died before it knew";
        }
        stop(m_run, "the watch that ran it died; it goes on only if somebody says so");
    }

    void operator()(const RunSoaking &soaking)
    {
        const bool mayBegin =
            m_run.state == RunState::Running && std::all_of(m_run.steps.begin(), m_run.steps.end(), isOverWith);
        if (!mayBegin && m_run.state != RunState::Soaking)
            return;
        m_run.state = RunState::Soaking;
        m_run.soaksUntil = soaking.until;
    }

    void operator()(const RunRegressed &regressed)
    {
        if (m_run.state == RunState::Soaking)
            stop(m_run, regressed.why);
        if (m_run.state != RunState::Running)
            return;
        m_run.isHeldBack = true;
        m_run.words = regressed.why;
        settle(m_run);
    }

    void operator()(const RunEnded &)
    {
        const bool isAllDone = std::all_of(m_run.steps.begin(), m_run.steps.end(), isOverWith);
        if (m_run.state == RunState::Undoing && !any(m_run, isUnderWay))
            endUndo();
        else if ((m_run.state == RunState::Soaking || m_run.state == RunState::Running) && isAllDone)
            m_run.state = RunState::Done;
    }

private:
    StepRun *stepOf(std::uint32_t number) { return number < m_run.steps.size() ? &m_run.steps[number] : nullptr; }

    void observed(StepRun &step, const RunObserved &seen)
    {
        const StepState before = step.state;
        step.words = seen.words;
        if (before == StepState::Intended)
            step.took = seen.took;
        switch (seen.outcome) {
        case RunObserved::Outcome::Done:
            step.state = StepState::Done;
            break;
        case RunObserved::Outcome::NotDone:
            step.state = StepState::NotDone;
            break;
        case RunObserved::Outcome::Unknown:
            step.state = StepState::Unknown;
            step.isLookedAt = before != StepState::Intended; // a lost reply is not yet a reading
            break;
        }
    }

    void doneByHand(StepRun &step, const RunObserved &seen)
    {
        step.isHandAsked = false;
        step.words = seen.words;
        if (seen.outcome != RunObserved::Outcome::Done) {
            m_run.words =
                "it is not seen that " + m_run.plan.steps[seen.step].words + " was done by hand: " + seen.words;
            return;
        }
        step.state = StepState::Done;
        step.isByHand = true;
    }

    void undone(StepRun &step, const RunObserved &seen)
    {
        if (step.state != StepState::Undoing)
            return;
        step.state = seen.outcome == RunObserved::Outcome::Done ? StepState::Undone : StepState::UndoFailed;
        step.words = seen.words;
    }

    void stopping(const RunDecision &decision)
    {
        std::string why = m_event.who + " stopped it" + (decision.reason.empty() ? "" : ": " + decision.reason);
        if (m_run.state == RunState::Armed || m_run.state == RunState::Approval) {
            m_run.state = RunState::Refused;
        } else {
            m_run.isStopping = true;
        }
        m_run.words = std::move(why);
    }

    // What was tried and is not so is tried again; what is not known is looked at again first.
    void resume()
    {
        m_run.state = RunState::Running;
        m_run.words.clear();
        m_run.isOrphaned = false;
        m_run.isStopping = false;
        m_run.isHeldBack = false;
        for (StepRun &step : m_run.steps) {
            step.isLookedAt = false;
            if (step.state == StepState::NotDone)
                step.state = StepState::Waiting;
        }
    }

    void answered(const RunDecision &decision)
    {
        StepRun *step = stepOf(decision.step);
        if (!step || isOverWith(*step) || isUnderWay(*step))
            return;
        m_run.goesOn = true;
        m_run.isOrphaned = false;
        m_run.isStopping = false;
        m_run.isHeldBack = false;
        step->words = m_event.who + ": " + decision.reason;
        if (decision.kind == RunDecision::Kind::Skip) {
            step->state = StepState::Skipped;
        } else if (m_run.plan.steps[decision.step].probe) {
            step->isHandAsked = true;
        } else { // nothing can look: the person's word stands, and is said to be no more
            step->state = StepState::Done;
            step->isByHand = true;
        }
    }

    void endUndo()
    {
        std::string left;
        bool isAllUndone = true;
        for (std::size_t i = 0; i < m_run.steps.size(); ++i) {
            const StepState state = m_run.steps[i].state;
            const bool isLeft =
                (state == StepState::Done || state == StepState::Unknown) && !isKept(m_run, m_run.plan.steps[i].target);
            if (state != StepState::UndoFailed && !isLeft)
                continue;
            isAllUndone = false;
            left.append(left.empty() ? "" : "; ").append(m_run.plan.steps[i].words);
        }
        m_run.state = isAllUndone ? RunState::Undone : RunState::UndoFailed;
        m_run.words = isAllUndone ? "what was done is undone" : "not undone: " + left;
    }

    Run &m_run;
    const RunEvent &m_event;
};
} // namespace

Run begin(const RunConfirmed &confirmed, const RunEvent &event)
{
    Run run;
    run.id = event.run;
    run.plan = confirmed.plan;
    run.confirmation = confirmed.confirmation;
    run.who = event.who;
    run.confirmed = event.wall;
    run.armed = event.wall;
    run.changed = event.wall;
    run.row = event.row;
    run.steps.resize(run.plan.steps.size());
    run.state = needsApproval(run.plan, run.confirmation) ? RunState::Approval : RunState::Armed;
    return run;
}

void fold(Run &run, const RunEvent &event)
{
    std::visit(Folding(run, event), event.what);
    run.changed = event.wall;
}

bool isOverWith(const StepRun &step)
{
    return step.state == StepState::Done || step.state == StepState::Skipped;
}

bool isUnderWay(const StepRun &step)
{
    return step.state == StepState::Intended || step.state == StepState::Undoing;
}

bool isInQuestion(const StepRun &step)
{
    return !isOverWith(step) && step.state != StepState::Waiting;
}
} // namespace signalbox
