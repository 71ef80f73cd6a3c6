// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a host answers: a reply that is taken for one is made of the lines that it came in, and says the same when it is
// written again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include <reach/hostrequest.h>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto reply = readHostReply(text);
    if (!reply) {
        if (reply.error().what.empty())
            std::abort();
        return 0;
    }
    std::string again = "ok";
    if (reply->kind == HostReply::Kind::Refused)
        again = "refused " + reply->reason;
    else if (reply->kind == HostReply::Kind::Failed)
        again = "failed " + std::to_string(reply->status);
    again += '\n';
    for (const std::string &line : reply->lines)
        again.append(" ").append(line).append("\n");
    again += "end\n";
    if (again != text)
        std::abort();
    return 0;
}
