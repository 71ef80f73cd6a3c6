// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sources/imapdata.h>
#include <sources/imaplogin.h>
#include <sources/mailboxstates.h>

using namespace signalbox;

/// Whatever an IMAP server says, however it is cut: the replies are the same, the login ends, and no password is said
/// before the line is encrypted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view all(reinterpret_cast<const char *>(data), size);
    ImapReplies whole;
    ImapReplies cut;
    whole.feed(all);
    std::size_t fed = 0;
    ImapLogin login({"user", "password", {}, true, false});
    bool isEncrypted = false;
    bool isOver = false;
    while (const auto reply = whole.next()) {
        auto same = cut.next();
        for (; !same && fed < size; same = cut.next())
            cut.feed(all.substr(fed++, 1));
        if (same != reply)
            std::abort();
        if (const auto listed = listedIn(*reply)) {
            if (const auto owner = ownerOf(listed->name, listed->delimiter); owner && owner->user.empty())
                std::abort();
        }
        statusIn(*reply);
        headerFieldIn(*reply, "Subject");
        if (isOver)
            continue;
        ImapLogin::Move move = login.take(*reply);
        if (move.kind == ImapLogin::Move::Kind::StartTls) {
            if (isEncrypted)
                std::abort();
            isEncrypted = true;
            move = login.began();
        }
        const bool isSecret =
            move.bytes.find("LOGIN") != std::string::npos || move.bytes.find(' ') == std::string::npos;
        if (move.kind == ImapLogin::Move::Kind::Send && isSecret && !isEncrypted)
            std::abort();
        isOver = move.kind == ImapLogin::Move::Kind::Done || move.kind == ImapLogin::Move::Kind::Failed;
    }
    return 0;
}
