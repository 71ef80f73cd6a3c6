// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>

#include <watching/inbox.h>

namespace signalbox
{
/// Runs the sources that an estate declares. Lives on the I/O thread; not thread-safe.
class SourceRunner
{
public:
    /// `inbox` and `clock` outlive this.
    SourceRunner(Inbox &inbox, const Clock &clock);
    ~SourceRunner();
    /// Starts what is new, ends what is no longer declared, starts anew what is declared otherwise; the rest goes on
    /// untouched.
    void run(const Estate &estate);
    /// A person has opened that subject's page: every source is told.
    void attend(const Subject &subject);

private:
    struct Running {
        SourceDeclaration declaration;
        std::unique_ptr<InboxSay> say;
        std::unique_ptr<Source> source;
    };
    void start(const SourceDeclaration &declaration);

    Inbox &m_inbox;
    const Clock &m_clock;
    std::map<std::string, Running> m_running;
    std::uint64_t m_lives = 0;
};

/// Whether both would poll the same in the same way; where they stand in the file does not matter.
bool pollsAlike(const SourceDeclaration &a, const SourceDeclaration &b);
} // namespace signalbox
