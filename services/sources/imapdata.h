// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sources/imapreply.h>

namespace signalbox
{
/// What the responses mean that we ask for. Nothing where a response is another one.

/// A mailbox of LIST (RFC 3501, 7.2.2). Names with control characters are none.
struct ImapListed {
    std::string name;      ///< as the server writes it; outside text
    char delimiter = '\0'; ///< between the parts of a name; none: '\0'
    bool isThere = true;   ///< not only a name that others stand below
};
std::optional<ImapListed> listedIn(const ImapReply &reply);

/// Where a mailbox has got to (RFC 3501, 7.2.4; HIGHESTMODSEQ: RFC 7162). What the server left out is 0.
struct MailboxState {
    std::uint64_t messages = 0;
    std::uint64_t uidNext = 0;
    std::uint64_t uidValidity = 0;
    std::uint64_t highestModseq = 0;
    bool operator==(const MailboxState &) const = default;
};
struct ImapStatus {
    std::string name; ///< outside text
    MailboxState state;
};
std::optional<ImapStatus> statusIn(const ImapReply &reply);

/// The value of one field of the header that FETCH BODY[HEADER.FIELDS (…)] gave, unfolded. Empty where it has none.
std::optional<std::string> headerFieldIn(const ImapReply &reply, std::string_view field);

/// What the server can do, in capitals, of a CAPABILITY response.
std::optional<std::vector<std::string>> capabilitiesIn(const ImapReply &reply);

/// A text as a command may have it: in quotes. Without what may not stand there, which is none of our words.
std::string imapQuoted(std::string_view text);
} // namespace signalbox
