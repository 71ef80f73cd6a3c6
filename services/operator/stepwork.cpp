// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <operator/stepwork.h>

namespace signalbox
{
namespace
{
using Outcome = RunObserved::Outcome;

std::string joined(std::string words, const std::string &more)
{
    if (!words.empty() && !more.empty())
        words += "; ";
    return words + more;
}
} // namespace

StepWork::StepWork(const Run &run, const Move &move, Hooks hooks)
    : m_step(run.plan.steps.at(move.step))
    , m_move(move)
    , m_isByHand(run.steps.at(move.step).isHandAsked)
    , m_hooks(std::move(hooks))
    , m_names{{"SIGNALBOX_RUN", run.id},
              {"SIGNALBOX_STEP", std::to_string(move.step + 1)},
              {"SIGNALBOX_TARGET", m_step.target.path()},
              {"SIGNALBOX_WHO", run.who}}
{
}

void StepWork::start()
{
    switch (m_move.kind) {
    case Move::Kind::Attempt:
        if (m_step.probe)
            begin(*m_step.probe, CommandUse::Probe, m_step.probeDeadline, &StepWork::probed);
        else
            send(m_step.command);
        break;
    case Move::Kind::Look:
        begin(*m_step.probe, CommandUse::Probe, m_step.probeDeadline, &StepWork::lookedAfter);
        break;
    case Move::Kind::Undo:
        send(*m_step.undo);
        break;
    default:
        m_hooks.gaveUp();
    }
}

void StepWork::begin(const StepCommand &command, CommandUse use, Milliseconds deadline, Then then)
{
    m_before = std::move(m_command);
    m_command = sendCommand(command, m_hooks.wayTo(command.host), use, deadline, m_names,
                            [this, then](const CommandEnd &end) { (this->*then)(end); });
}

// Nothing is sent that is so already, nor where nobody can tell whether it is.
void StepWork::probed(const CommandEnd &end)
{
    switch (end.outcome) {
    case Outcome::Done:
        finish(Outcome::Done, joined("it was so already", end.words));
        break;
    case Outcome::Unknown:
        finish(Outcome::Unknown, joined("nothing was sent: the probe cannot tell whether it is so already", end.words));
        break;
    case Outcome::NotDone:
        send(m_step.command);
        break;
    }
}

void StepWork::send(const StepCommand &command)
{
    if (!m_hooks.intend()) {
        m_hooks.gaveUp();
        return;
    }
    m_sent = m_hooks.now();
    begin(command, CommandUse::Act, m_step.deadline, &StepWork::replied);
}

void StepWork::replied(const CommandEnd &end)
{
    m_reply = end;
    // What nobody answered is noted as such at once; the look at the world is a move of its own.
    if (end.outcome == Outcome::Unknown || !m_step.probe || m_move.kind == Move::Kind::Undo)
        finish(end.outcome, end.words);
    else
        begin(*m_step.probe, CommandUse::Probe, m_step.probeDeadline, &StepWork::lookedAfter);
}

// The world has the last word, whatever the reply was.
void StepWork::lookedAfter(const CommandEnd &end)
{
    const bool isAfterReply = m_move.kind != Move::Kind::Look;
    if (!isAfterReply && !m_isByHand && end.outcome == Outcome::NotDone && m_hooks.mayGoOn()) {
        finish(Outcome::Unknown, joined("it is not so yet, and what was sent may still be at work", end.words));
        return;
    }
    switch (end.outcome) {
    case Outcome::Done:
        finish(Outcome::Done, joined(m_reply.words, end.words));
        break;
    case Outcome::NotDone:
        finish(Outcome::NotDone,
               joined(m_reply.words, joined(isAfterReply && m_reply.outcome == Outcome::Done
                                                ? "it was reported as done, and the probe says that it is not so"
                                                : "the probe says that it is not so",
                                            end.words)));
        break;
    case Outcome::Unknown:
        finish(Outcome::Unknown, joined(m_reply.words, joined("the probe cannot tell", end.words)));
        break;
    }
}

void StepWork::finish(Outcome outcome, std::string words)
{
    RunObserved seen;
    seen.step = static_cast<std::uint32_t>(m_move.step);
    seen.isUndo = m_move.kind == Move::Kind::Undo;
    seen.isByHand = m_isByHand;
    seen.outcome = outcome;
    seen.words = std::move(words);
    if (m_sent != Moment{})
        seen.took = m_hooks.now() - m_sent;
    m_hooks.observed(seen);
}
} // namespace signalbox
