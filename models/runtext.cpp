// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/runtext.h>

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

#include <actions/nextmove.h>
#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QString ofRun(const char *text)
{
    return QCoreApplication::translate("Run", text);
}

QString numberOf(std::size_t step)
{
    return countText(step + 1);
}

std::size_t countOf(const Run &run, StepState state)
{
    return static_cast<std::size_t>(
        std::count_if(run.steps.begin(), run.steps.end(), [&](const StepRun &step) { return step.state == state; }));
}

QString decisionAwaited(const Run &run)
{
    const auto step = stepInQuestion(run);
    if (!step)
        return ofRun("a decision: %1").arg(oneLine(run.words));
    return ofRun("a decision about step %1: %2").arg(numberOf(*step), QString::fromUtf8(word(run.steps[*step].state)));
}

// A lost reply is not a failure: what may be so is said, and what tells.
QString unknownText(const Run &run, std::size_t number)
{
    const Step &step = run.plan.steps[number];
    const StepRun &went = run.steps[number];
    const QString times = went.attempts == 1 ? ofRun("once") : ofRun("%1 times").arg(went.attempts);
    QStringList lines{ofRun("Nobody knows whether step %1 was done: %2.").arg(numberOf(number), oneLine(step.words)),
                      ofRun("It was sent %1, and may be so, half so, or not so.").arg(times)};
    if (!went.words.empty())
        lines += ofRun("What was said last: %1").arg(oneLine(went.words));
    if (!step.probe)
        lines += ofRun("Nothing can look whether it is so, and it is not sent again. Look yourself; then say that it "
                       "was done, pass it over, or leave it.");
    else if (went.isLookedAt)
        lines += ofRun("The watch has looked, and could not tell. To go on looks again, and sends it only where it is "
                       "seen not to be so.");
    else
        lines += ofRun("To go on looks first, and sends it only where it is seen not to be so.");
    return lines.join(u'\n');
}
} // namespace

std::optional<State> stateOf(const Run &run)
{
    switch (run.state) {
    case RunState::Deciding:
        return countOf(run, StepState::Unknown) > 0 ? State::Unknown : State::Warning;
    case RunState::Approval:
        return State::Warning;
    case RunState::Armed:
    case RunState::Running:
    case RunState::Undoing:
    case RunState::Soaking:
        return State::Maintenance;
    case RunState::Done:
    case RunState::Undone:
        return State::Ok;
    case RunState::UndoFailed:
        return State::Critical;
    case RunState::Left:
    case RunState::Refused:
        break;
    }
    return std::nullopt;
}

bool isBy(const Run &run, const std::string &me)
{
    return run.who == me || (!me.empty() && run.who.rfind(me + " as ", 0) == 0);
}

std::size_t stepsOver(const Run &run)
{
    return countOf(run, StepState::Done) + countOf(run, StepState::Skipped);
}

std::optional<Countdown> countdownOf(const Run &run, WallTime now)
{
    const auto until = [&](WallTime end, Milliseconds whole) {
        return Countdown{std::clamp(end - now, Milliseconds(0), whole), whole};
    };
    switch (run.state) {
    case RunState::Approval:
        return until(run.confirmed + approvalFor, approvalFor);
    case RunState::Armed:
        return until(run.armed + armedFor, armedFor);
    case RunState::Soaking:
        return until(run.soaksUntil, std::max(run.plan.soak, Milliseconds(1)));
    default:
        return std::nullopt;
    }
}

QString waitsFor(const Run &run, WallTime now)
{
    const auto countdown = countdownOf(run, now);
    const QString left = countdown ? ageText(countdown->left) : QString();
    switch (run.state) {
    case RunState::Approval:
        return ofRun("another person's approval, for %1 more").arg(left);
    case RunState::Armed:
        return ofRun("begins within %1, or not at all").arg(left);
    case RunState::Running:
        return run.isStopping
                   ? ofRun("what was sent already; nothing further is sent")
                   : ofRun("%1 of %2 steps are done").arg(countText(stepsOver(run)), countText(run.steps.size()));
    case RunState::Deciding:
        return decisionAwaited(run);
    case RunState::Undoing:
        return ofRun("what was done is being undone");
    case RunState::Soaking:
        return ofRun("its targets are watched for %1 more").arg(left);
    default:
        return oneLine(run.words);
    }
}

QString questionText(const Run &run)
{
    if (run.state == RunState::Soaking)
        return ofRun("All steps are done. If the targets get worse while they are watched, you are asked.");
    if (run.state != RunState::Deciding)
        return {};
    QStringList lines;
    if (run.isOrphaned)
        lines += ofRun("The watch that ran this has died. What was under way then may have been done.");
    const auto step = stepInQuestion(run);
    if (step && run.steps[*step].state == StepState::Unknown) {
        lines += unknownText(run, *step);
        return lines.join(u'\n');
    }
    if (!run.words.empty())
        lines += oneLine(run.words);
    if (step && run.steps[*step].state == StepState::NotDone)
        lines += ofRun("The world was looked at: step %1 is not done.").arg(numberOf(*step));
    return lines.join(u'\n');
}

QString choiceText(const Run &run, RunDecision::Kind kind)
{
    using Kind = RunDecision::Kind;
    const std::size_t step = stepInQuestion(run).value_or(0);
    const QString words = step < run.plan.steps.size() ? oneLine(run.plan.steps[step].words) : QString();
    switch (kind) {
    case Kind::Resume: {
        const std::size_t left = run.steps.size() - stepsOver(run);
        return left == 1 ? ofRun("Go on: %1").arg(words) : ofRun("Go on with %1 steps").arg(countText(left));
    }
    case Kind::Skip:
        return ofRun("Pass step %1 over").arg(numberOf(step));
    case Kind::ByHand:
        return ofRun("Step %1 was done by hand").arg(numberOf(step));
    case Kind::Undo: {
        const std::size_t done = countOf(run, StepState::Done) + countOf(run, StepState::Unknown);
        return done == 1 ? ofRun("Undo the step that was done") : ofRun("Undo %1 steps").arg(countText(done));
    }
    case Kind::Leave:
        return ofRun("Leave all as it is now");
    case Kind::Stop:
        break;
    }
    return run.state == RunState::Armed || run.state == RunState::Approval ? ofRun("Stop: nothing is sent")
                                                                           : ofRun("Stop: nothing further is sent");
}

bool needsReason(RunDecision::Kind kind)
{
    return kind == RunDecision::Kind::Skip || kind == RunDecision::Kind::ByHand || kind == RunDecision::Kind::Leave;
}
} // namespace signalbox
