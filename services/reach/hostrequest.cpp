// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/hostrequest.h>

#include <algorithm>
#include <charconv>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
constexpr std::size_t quotedAtMost = 80; // of what came instead of a reply

Problem refusal(std::string what)
{
    return {"request to a host", std::move(what), {}};
}

Problem noReply(std::string what)
{
    return {{}, std::move(what), {}};
}

/// The text up to a line end, which goes with it; nothing where there is no line end.
std::optional<std::string_view> takeLine(std::string_view &text)
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
        return {};
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

bool takePrefix(std::string_view &line, std::string_view prefix)
{
    if (!line.starts_with(prefix))
        return false;
    line.remove_prefix(prefix.size());
    return true;
}

std::optional<int> statusOf(std::string_view text)
{
    int status = 0;
    const char *const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, status);
    if (error != std::errc() || end != last || status < 1 || status > 255 || text.front() == '0')
        return {};
    return status;
}

std::optional<HostReply> begun(std::string_view line)
{
    HostReply reply;
    if (line == "ok")
        return reply;
    if (takePrefix(line, "refused ") && !line.empty()) {
        reply.kind = HostReply::Kind::Refused;
        reply.reason = line;
        return reply;
    }
    if (takePrefix(line, "failed ")) {
        if (const auto status = statusOf(line)) {
            reply.kind = HostReply::Kind::Failed;
            reply.status = *status;
            return reply;
        }
    }
    return {};
}
} // namespace

Expected<std::string> hostRequest(const std::vector<std::string> &words)
{
    if (words.empty() || words.size() > mostRequestWords)
        return tl::unexpected(refusal("has " + std::to_string(words.size()) + " words, expected 1 to 64"));
    std::string request;
    for (const std::string &word : words) {
        if (word.empty())
            return tl::unexpected(refusal("has an empty word"));
        const bool isPlain = std::none_of(word.begin(), word.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
        });
        if (!isPlain)
            return tl::unexpected(refusal("has a control character in \"" + harmless(word, quotedAtMost) + '"'));
        request += word;
        request += '\n';
    }
    if (request.size() > mostRequestBytes)
        return tl::unexpected(refusal("has " + std::to_string(request.size()) + " bytes, expected at most 4096"));
    request += '\n';
    return request;
}

Expected<HostReply> readHostReply(std::string_view text)
{
    if (text.empty())
        return tl::unexpected(noReply("there was no reply"));
    if (text.size() > longestReply)
        return tl::unexpected(noReply("the reply is longer than any can be"));
    std::string_view rest = text;
    const auto first = takeLine(rest);
    auto reply = first ? begun(*first) : std::optional<HostReply>();
    if (!reply)
        return tl::unexpected(
            noReply("no reply came but \"" + harmless(text.substr(0, text.find('\n')), quotedAtMost) + '"'));
    while (true) {
        const auto line = takeLine(rest);
        if (!line)
            return tl::unexpected(noReply("the reply breaks off"));
        if (*line == "end")
            break;
        if (!line->starts_with(' '))
            return tl::unexpected(noReply("in the reply stands \"" + harmless(*line, quotedAtMost) + '"'));
        reply->lines.emplace_back(line->substr(1));
    }
    if (!rest.empty())
        return tl::unexpected(
            noReply("after the reply came \"" + harmless(rest.substr(0, rest.find('\n')), quotedAtMost) + '"'));
    return std::move(*reply);
}
} // namespace signalbox
