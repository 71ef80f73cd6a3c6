// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operator/commandrun.h>
#include <reach/hostquestion.h>
#include <reach/hostrequest.h>

namespace signalbox
{
/// A request to a host's script of verbs, over ssh, with the person's own right (Identity::Act).
class HostRun final : public CommandRun
{
public:
    HostRun(const StepCommand &command, const HostWay &way, CommandUse use, Milliseconds deadline,
            std::function<void(const CommandEnd &)> then);

private:
    HostAccess m_access;
    std::function<void(const CommandEnd &)> m_then;
    QTimer m_later; ///< what goes wrong at once is told later
    HostQuestion m_question;
};

/// What a host's answer means. A refusal is certain: nothing was done. Where there is no whole reply, nobody knows, but
/// where nothing at all came and ssh or sudo say that it never came to it.
CommandEnd endOf(const HostAccess &access, CommandUse use, const SshEnd &end);
} // namespace signalbox
