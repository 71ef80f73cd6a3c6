// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <drivers/smtpdialogue.h>

using namespace signalbox;

/// Whatever a mail server says, the dialogue ends, and never says a password before the line is encrypted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    SmtpMail mail;
    mail.from = "a@example.net";
    mail.to = {"b@example.net", "c@example.net"};
    mail.text = ".\r\n";
    mail.user = "user";
    mail.password = "password";
    mail.greeting = "localhost";
    SmtpDialogue dialogue(mail);
    SmtpReplies replies;
    replies.feed({reinterpret_cast<const char *>(data), size});
    bool isEncrypted = false;
    while (const auto reply = replies.next()) {
        if (reply->code < 200 || reply->code > 599 || reply->lines.empty())
            std::abort();
        SmtpDialogue::Move move = dialogue.take(*reply);
        if (move.kind == SmtpDialogue::Move::Kind::StartTls) {
            if (isEncrypted)
                std::abort();
            isEncrypted = true;
            move = dialogue.began();
        }
        if (!isEncrypted && move.bytes.starts_with("AUTH"))
            std::abort();
        if (move.kind != SmtpDialogue::Move::Kind::Send)
            break;
    }
    return 0;
}
