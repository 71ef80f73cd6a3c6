// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/sourcerunner.h>

#include <algorithm>

namespace signalbox
{
SourceRunner::SourceRunner(Inbox &inbox, const Clock &clock)
    : m_inbox(inbox)
    , m_clock(clock)
{
}

SourceRunner::~SourceRunner() = default;

void SourceRunner::run(const Estate &estate)
{
    const auto declaredAlike = [&](const Running &running) {
        return std::any_of(estate.sources.begin(), estate.sources.end(), [&](const SourceDeclaration &declared) {
            return pollsAlike(declared, running.declaration);
        });
    };
    for (auto running = m_running.begin(); running != m_running.end();)
        running = declaredAlike(running->second) ? std::next(running) : m_running.erase(running);
    for (const SourceDeclaration &declaration : estate.sources) {
        if (m_running.count(declaration.name) == 0)
            start(declaration);
    }
}

void SourceRunner::attend(const Subject &subject)
{
    for (const auto &[name, running] : m_running) {
        if (running.source)
            running.source->attend(subject);
    }
}

void SourceRunner::start(const SourceDeclaration &declaration)
{
    Running running{declaration, std::make_unique<InboxSay>(declaration.name, ++m_lives, m_inbox), {}};
    for (const SourceType *type : sources::all()) {
        if (type->id == declaration.type)
            running.source = type->start(declaration, *running.say, m_clock);
    }
    m_running.emplace(declaration.name, std::move(running));
}

bool pollsAlike(const SourceDeclaration &a, const SourceDeclaration &b)
{
    return a.name == b.name && a.type == b.type && a.interval == b.interval && a.deadline == b.deadline &&
           a.keep == b.keep && a.cap == b.cap && a.certificateAuthority == b.certificateAuthority &&
           a.hostLabel == b.hostLabel && a.sweep == b.sweep && a.jobs == b.jobs && a.queries == b.queries &&
           a.known == b.known && a.watchdog == b.watchdog && a.expect == b.expect && a.status == b.status &&
           a.serverName == b.serverName && a.targets == b.targets && a.subjectLabels == b.subjectLabels &&
           a.login == b.login && a.secret == b.secret && a.canary == b.canary && a.security == b.security &&
           a.compareEvery == b.compareEvery && a.map == b.map;
}
} // namespace signalbox
