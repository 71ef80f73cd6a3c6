// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/nextmove.h>
#include <operator/commandrun.h>

namespace signalbox
{
/// One move of a run about one step, from its first probe to what was observed. One thread, which it never blocks.
class StepWork
{
public:
    struct Hooks {
        /// The last look, and the intent's commit: false where nothing may be sent; the work is then over.
        std::function<bool()> intend;
        /// What is to be noted; the work is then over.
        std::function<void(const RunObserved &)> observed;
        std::function<void()> gaveUp; ///< nothing was sent, and nothing is to be noted
        std::function<Moment()> now;
        std::function<bool()> mayGoOn; ///< what was sent before may still be at work
        std::function<HostWay(const std::string &host)> wayTo;
    };
    /// `kind`: Attempt, Look or Undo. `run` is the key that a program is given against doing it twice.
    StepWork(const Step &step, const std::string &run, const Move &move, bool isByHand, Hooks hooks);
    /// Begins. Hooks are called later, and may end this.
    void start();

private:
    using Then = void (StepWork::*)(const CommandEnd &);
    void begin(const StepCommand &command, CommandUse use, Milliseconds deadline, Then then);
    void probed(const CommandEnd &end);
    void send(const StepCommand &command);
    void replied(const CommandEnd &end);
    void lookedAfter(const CommandEnd &end);
    void finish(RunObserved::Outcome outcome, std::string words);

    Step m_step;
    Move m_move;
    bool m_isByHand;
    Hooks m_hooks;
    std::map<std::string, std::string> m_names;
    Moment m_sent{};
    CommandEnd m_reply;
    std::unique_ptr<CommandRun> m_command;
    std::unique_ptr<CommandRun> m_before; ///< of which the end is being told
};
} // namespace signalbox
