// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/imapdata.h>

#include <algorithm>
#include <charconv>

namespace signalbox
{
namespace
{
bool isSame(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [lower](char x, char y) { return lower(x) == lower(y); });
}

bool isData(const ImapReply &reply, std::string_view word, std::size_t values)
{
    return reply.kind == ImapReply::Kind::Untagged && reply.word == word && reply.values.size() >= values;
}

bool isMailboxName(const ImapValue &value)
{
    return value.kind != ImapValue::Kind::List && std::none_of(value.text.begin(), value.text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte < ' ' || byte == 0x7f;
           });
}

std::optional<std::uint64_t> numberOf(const ImapValue &value)
{
    std::uint64_t number = 0;
    const char *const end = value.text.data() + value.text.size();
    const auto [stopped, error] = std::from_chars(value.text.data(), end, number);
    if (value.kind != ImapValue::Kind::Atom || value.text.empty() || error != std::errc() || stopped != end)
        return {};
    return number;
}
} // namespace

std::optional<ImapListed> listedIn(const ImapReply &reply)
{
    if (!isData(reply, "LIST", 3) || reply.values[0].kind != ImapValue::Kind::List ||
        reply.values[1].kind == ImapValue::Kind::List || !isMailboxName(reply.values[2]))
        return {};
    ImapListed listed;
    listed.name = reply.values[2].text;
    if (reply.values[1].kind == ImapValue::Kind::String && reply.values[1].text.size() == 1)
        listed.delimiter = reply.values[1].text.front();
    const auto &attributes = reply.values[0].items;
    listed.isThere = std::none_of(attributes.begin(), attributes.end(), [](const ImapValue &attribute) {
        return isSame(attribute.text, "\\Noselect") || isSame(attribute.text, "\\NonExistent");
    });
    return listed;
}

std::optional<ImapStatus> statusIn(const ImapReply &reply)
{
    if (!isData(reply, "STATUS", 2) || !isMailboxName(reply.values[0]) || reply.values[1].kind != ImapValue::Kind::List)
        return {};
    ImapStatus status{reply.values[0].text, {}};
    const auto &items = reply.values[1].items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        const auto number = numberOf(items[i + 1]);
        if (!number)
            return {};
        if (isSame(items[i].text, "MESSAGES"))
            status.state.messages = *number;
        else if (isSame(items[i].text, "UIDNEXT"))
            status.state.uidNext = *number;
        else if (isSame(items[i].text, "UIDVALIDITY"))
            status.state.uidValidity = *number;
        else if (isSame(items[i].text, "HIGHESTMODSEQ"))
            status.state.highestModseq = *number;
    }
    return status;
}

std::optional<std::string> headerFieldIn(const ImapReply &reply, std::string_view field)
{
    if (!isData(reply, "FETCH", 1) || reply.values[0].kind != ImapValue::Kind::List)
        return {};
    const auto &items = reply.values[0].items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (!isSame(std::string_view(items[i].text).substr(0, 18), "BODY[HEADER.FIELDS") ||
            items[i + 1].kind == ImapValue::Kind::List)
            continue;
        const std::string_view text = items[i + 1].text;
        if (text.size() <= field.size() || !isSame(text.substr(0, field.size()), field) || text[field.size()] != ':')
            return std::string();
        std::string value;
        for (std::size_t at = field.size() + 1; at < text.size(); ++at) {
            const bool isLineEnd = text[at] == '\n';
            if (isLineEnd && (at + 1 == text.size() || (text[at + 1] != ' ' && text[at + 1] != '\t')))
                break;
            if (!isLineEnd && text[at] != '\r')
                value += text[at];
        }
        const std::size_t first = value.find_first_not_of(" \t");
        const std::size_t last = value.find_last_not_of(" \t");
        return first == std::string::npos ? std::string() : value.substr(first, last - first + 1);
    }
    return {};
}

std::optional<std::vector<std::string>> capabilitiesIn(const ImapReply &reply)
{
    if (!isData(reply, "CAPABILITY", 0))
        return {};
    std::vector<std::string> all;
    for (const ImapValue &value : reply.values) {
        std::string name = value.text;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        all.push_back(std::move(name));
    }
    return all;
}

std::string imapQuoted(std::string_view text)
{
    std::string quoted(1, '"');
    for (const char c : text) {
        if (c == '\r' || c == '\n' || c == '\0')
            continue;
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted += '"';
}
} // namespace signalbox
