// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace signalbox::house
{
namespace
{
/// A name that nobody may use, and where it is allowed all the same. With called, only where a parenthesis follows.
struct Forbidden {
    std::string_view rule;
    std::string_view name;
    bool called = false;
};

constexpr std::array forbidden{
    Forbidden{"raw-clock", "currentDateTime"},
    Forbidden{"raw-clock", "currentDateTimeUtc"},
    Forbidden{"raw-clock", "currentMSecsSinceEpoch"},
    Forbidden{"raw-clock", "currentSecsSinceEpoch"},
    Forbidden{"raw-clock", "currentDate"},
    Forbidden{"raw-clock", "currentTime"},
    Forbidden{"raw-clock", "QElapsedTimer"},
    Forbidden{"raw-clock", "steady_clock"},
    Forbidden{"raw-clock", "high_resolution_clock"},
    Forbidden{"raw-clock", "clock_gettime"},
    Forbidden{"raw-clock", "gettimeofday"},
    Forbidden{"raw-clock", "timespec_get"},
    Forbidden{"raw-clock", "ftime"},
    Forbidden{"shell", "system", true},
    Forbidden{"shell", "popen", true},
    Forbidden{"shell", "wordexp", true},
    Forbidden{"shell", "startCommand", true},
    Forbidden{"unverified-tls", "ignoreSslErrors"},
    Forbidden{"unverified-tls", "VerifyNone"},
    Forbidden{"unverified-tls", "QueryPeer"},
    Forbidden{"sleep", "qWait", true},
    Forbidden{"sleep", "qSleep", true},
    Forbidden{"sleep", "msleep", true},
    Forbidden{"sleep", "usleep", true},
    Forbidden{"sleep", "nanosleep", true},
    Forbidden{"sleep", "sleep", true},
    Forbidden{"sleep", "sleep_for", true},
    Forbidden{"sleep", "sleep_until", true},
    Forbidden{"singleton", "Q_GLOBAL_STATIC"},
    Forbidden{"singleton", "Q_APPLICATION_STATIC"},
};

bool isAllowed(std::string_view rule, const Source &source)
{
    // The bench measures effort, which no clock of the product shows finely enough.
    if (source.isUnder("tests/bench/"))
        return rule == "raw-clock" || rule == "sleep";
    return rule == "raw-clock" && (source.isUnder("services/time/") || source.isUnder("tests/services/time/"));
}

/// system_clock names the type of a label as well (sys_time), so only its now() counts; time() only with what C's
/// takes.
bool asksForTime(const std::vector<Token> &tokens, std::size_t at)
{
    const auto follows = [&](std::size_t offset, std::string_view text) {
        return at + offset < tokens.size() && tokens[at + offset].is(text);
    };
    if (tokens[at].is("system_clock"))
        return follows(1, ":") && follows(3, "now");
    if (!tokens[at].is("time") || !follows(1, "("))
        return false;
    return follows(2, "nullptr") || follows(2, "NULL") || follows(2, "0") || follows(2, "&");
}

bool isShell(const Token &token)
{
    static constexpr std::array shells{"sh", "bash", "dash", "/bin/sh", "/bin/bash", "/bin/dash", "/usr/bin/bash"};
    if (token.kind != Token::Kind::String)
        return false;
    return std::any_of(shells.begin(), shells.end(), [&](std::string_view shell) {
        return token.text == shell || token.text.starts_with(std::string(shell) + " -c");
    });
}

/// "static Thing &instance()" and its like.
bool isInstance(const std::vector<Token> &tokens, std::size_t at)
{
    if (!tokens[at].is("instance") || at + 1 >= tokens.size() || !tokens[at + 1].is("("))
        return false;
    for (std::size_t back = at; back > 0 && !tokens[back].is(";") && !tokens[back].is("}"); --back) {
        if (tokens[back].is("static"))
            return true;
    }
    return false;
}

void checkToken(const Source &source, std::size_t at, Violations &found)
{
    const auto &token = source.tokens[at];
    const auto report = [&](std::string_view rule, std::string what) {
        if (!isAllowed(rule, source))
            found.push_back({source.path, token.line, std::string(rule), std::move(what)});
    };
    if (isShell(token))
        report("shell", "\"" + token.text + "\" is a shell; give a program its arguments one by one");
    if (token.kind != Token::Kind::Name)
        return;
    for (const auto &entry : forbidden) {
        const bool called = at + 1 < source.tokens.size() && source.tokens[at + 1].is("(");
        if (token.text == entry.name && (called || !entry.called))
            report(entry.rule, token.text + " is not used here");
    }
    if (asksForTime(source.tokens, at))
        report("raw-clock", "only services/time asks the machine for the time");
    if (isInstance(source.tokens, at))
        report("singleton", "a static instance() is a singleton");
}
} // namespace

void checkCalls(const Tree &tree, Violations &found)
{
    for (const auto &source : tree) {
        // This folder spells out what it forbids.
        if (source.isUnder("tests/house/"))
            continue;
        for (std::size_t at = 0; at < source.tokens.size(); ++at)
            checkToken(source, at, found);
    }
}
} // namespace signalbox::house
