// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <QObject>
#include <QPointer>

#include <estate/problem.h>
#include <time/clock.h>

namespace signalbox
{
/// Addresses of hosts, resolved apart from polling: a poll uses the addresses known, and a resolver that is slow or
/// dead costs it nothing. Once a name had addresses it keeps them until others are told. One thread.
class Names
{
public:
    using Addresses = std::vector<std::string>;
    using Told = std::function<void(const Expected<Addresses> &)>;
    /// Resolves a name and calls back later on this thread, unless `context` is gone by then. Never blocks.
    using Lookup = std::function<void(const std::string &host, QObject *context, Told told)>;

    explicit Names(const Clock &clock, Lookup lookup = lookUp);
    Names(const Names &) = delete;
    Names &operator=(const Names &) = delete;

    /// Tells the addresses of a host, the one that worked last first: at once where they are known or `host` is an
    /// address itself, otherwise when the resolver has answered, unless `context` is gone by then. Addresses older than
    /// a minute are looked up again meanwhile.
    void addressesOf(const std::string &host, QObject *context, Told told);
    /// This address answered: it comes first from now on.
    void answered(const std::string &host, const std::string &address);
    /// This address gave no answer in time: another comes first from now on.
    void silent(const std::string &host, const std::string &address);

    /// By QHostInfo, that is by getaddrinfo on threads of its own.
    static void lookUp(const std::string &host, QObject *context, Told told);

private:
    struct Waiting {
        QPointer<QObject> context;
        Told told;
    };
    struct Known {
        Addresses addresses;
        Moment asked{};
        bool pending = false;
        std::vector<Waiting> waiting;
    };
    void resolved(const std::string &host, const Expected<Addresses> &found);

    const Clock &m_clock;
    Lookup m_lookup;
    std::map<std::string, Known> m_known;
    QObject m_context;
};
} // namespace signalbox
