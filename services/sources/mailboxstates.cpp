// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/mailboxstates.h>

namespace signalbox
{
namespace
{
bool isLacking(const MailboxState &here, const MailboxState &there)
{
    if (here.uidValidity != there.uidValidity || here.uidNext < there.uidNext ||
        here.highestModseq < there.highestModseq)
        return true;
    return here.uidNext == there.uidNext && here.highestModseq == there.highestModseq &&
           here.messages != there.messages;
}
} // namespace

MailboxStates lackingIn(const MailboxStates &here, const MailboxStates &there, std::size_t most)
{
    MailboxStates lacking;
    for (const auto &[name, state] : there) {
        const auto found = here.find(name);
        if (lacking.size() < most && (found == here.end() || isLacking(found->second, state)))
            lacking.emplace_hint(lacking.end(), name, state);
    }
    return lacking;
}

bool isStillLacking(const MailboxStates &lacked, const MailboxStates &here, const MailboxStates &there)
{
    for (const auto &[name, state] : lacked) {
        const auto now = there.find(name);
        if (now == there.end() || now->second.uidValidity != state.uidValidity)
            continue;
        const auto found = here.find(name);
        if (found == here.end() || isLacking(found->second, state))
            return true;
    }
    return false;
}

std::optional<MailboxOwner> ownerOf(std::string_view mailbox, char delimiter)
{
    constexpr std::string_view root = "user";
    if (!mailbox.starts_with(root) || mailbox.size() <= root.size() + 1 || mailbox[root.size()] != delimiter)
        return {};
    std::string_view rest = mailbox.substr(root.size() + 1);
    std::string_view domain;
    if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
        domain = rest.substr(at);
        rest = rest.substr(0, at);
    }
    const std::size_t end = rest.find(delimiter);
    const std::string_view local = rest.substr(0, end);
    if (local.empty())
        return {};
    std::string user(local);
    user.append(domain);
    return MailboxOwner{std::move(user), end == std::string_view::npos};
}

std::string patternsOf(std::string_view user, char delimiter)
{
    const std::size_t at = std::min(user.rfind('@'), user.size());
    std::string inbox = "user";
    inbox.append(1, delimiter).append(user);
    std::string below = "user";
    below.append(1, delimiter).append(user.substr(0, at)).append(1, delimiter).append(1, '*').append(user.substr(at));
    return imapQuoted(inbox) + ' ' + imapQuoted(below);
}
} // namespace signalbox
