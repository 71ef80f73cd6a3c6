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
    /// `move`: Attempt, Look or Undo of a step of the run. A program is told the run's id, the same whenever it is
    /// tried again, as a key against doing it twice; and who confirmed it.
    StepWork(const Run &run, const Move &move, Hooks hooks);
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
