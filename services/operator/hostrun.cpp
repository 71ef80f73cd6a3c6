// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <operator/hostrun.h>

#include <algorithm>
#include <array>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
using Outcome = RunObserved::Outcome;

constexpr std::size_t longestReplyLine = 300;

std::string firstReplyLine(const HostReply &reply)
{
    for (const std::string &line : reply.lines) {
        if (line.find_first_not_of(" \t") != std::string::npos)
            return harmless(line, longestReplyLine);
    }
    return {};
}
// By OpenSSH's and sudo's own words (C locale): the script of verbs was never started. What programs say there comes in
// the reply, and not with these.
bool neverBegan(const std::string &complaint)
{
    constexpr std::array<std::string_view, 9> signs = {"Host key verification failed",
                                                       "Permission denied (",
                                                       "Connection refused",
                                                       "No route to host",
                                                       "Could not resolve",
                                                       "a password is required",
                                                       "may not run sudo",
                                                       "sudo: command not found",
                                                       "signalbox-host: command not found"};
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return complaint.find(sign) != std::string::npos; });
}
} // namespace

CommandEnd endOf(const HostAccess &access, CommandUse use, const SshEnd &end)
{
    const Expected<HostReply> reply = readHostReply(end.printed);
    if (!reply) {
        const HostFailure failure = failureOf(access, Identity::Act, end, reply.error().what);
        const bool isCertain =
            use == CommandUse::Act && !end.isCutOff && end.printed.empty() && neverBegan(end.complaint);
        return {isCertain ? Outcome::NotDone : Outcome::Unknown, failure.problem.sentence()};
    }
    const std::string line = firstReplyLine(*reply);
    const std::string status =
        "it ended with status " + std::to_string(reply->status) + (line.empty() ? "" : ": " + line);
    switch (reply->kind) {
    case HostReply::Kind::Ok:
        return {Outcome::Done, line};
    case HostReply::Kind::Refused:
        return {use == CommandUse::Act ? Outcome::NotDone : Outcome::Unknown,
                access.name + " refused it: " + harmless(reply->reason, longestReplyLine)};
    case HostReply::Kind::Failed:
        break;
    }
    if (use == CommandUse::Probe && reply->status != 1)
        return {Outcome::Unknown, status};
    return {Outcome::NotDone, use == CommandUse::Probe ? line : status};
}

HostRun::HostRun(const StepCommand &command, const HostWay &way, CommandUse use, Milliseconds deadline,
                 std::function<void(const CommandEnd &)> then)
    : m_access(way.access.value_or(HostAccess{}))
    , m_then(std::move(then))
    , m_question(sshCommand(m_access, Identity::Act,
                            way.folder.empty() ? std::string() : controlPathFor(way.folder, m_access, Identity::Act)))
{
    const Expected<std::string> request = hostRequest(command.words);
    const auto failLater = [this](std::string words) {
        m_later.setSingleShot(true);
        QObject::connect(&m_later, &QTimer::timeout, &m_later, [this, words = std::move(words)] {
            m_then({Outcome::NotDone, words});
        });
        m_later.start(0);
    };
    if (!way.access)
        failLater("the estate does not say how " + command.host + " is reached: nothing was sent");
    else if (!request)
        failLater("nothing was sent: " + request.error().sentence());
    else
        m_question.ask(*request, deadline, [this, use](const SshEnd &end) { m_then(endOf(m_access, use, end)); });
}
} // namespace signalbox
