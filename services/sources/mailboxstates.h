// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <sources/imapdata.h>

namespace signalbox
{
/// Where one user's mailboxes have got to on one slot, by name.
using MailboxStates = std::map<std::string, MailboxState>;

/// What `there` has and `here` has not, or not as far: a mailbox that is missing here, has another UIDVALIDITY, or a
/// lower UIDNEXT or HIGHESTMODSEQ; or has got as far with another number of messages. At most `most` of them.
MailboxStates lackingIn(const MailboxStates &here, const MailboxStates &there, std::size_t most);

/// What of `lacked` is still there and still lacking here: what has moved on since, or was deleted there, does not
/// count.
bool isStillLacking(const MailboxStates &lacked, const MailboxStates &here, const MailboxStates &there);

/// Whose a mailbox is by its name in an administrator's eyes: "user/anna/Sent", with a domain
/// "user/anna/Sent@example.org".
struct MailboxOwner {
    std::string user; ///< "anna", "anna@example.org"
    bool isInbox = false;
};
/// Nothing where it is nobody's.
std::optional<MailboxOwner> ownerOf(std::string_view mailbox, char delimiter);

/// The two patterns of LIST that find all of a user's mailboxes (and perhaps others', where a name has a * or %),
/// quoted.
std::string patternsOf(std::string_view user, char delimiter);
} // namespace signalbox
