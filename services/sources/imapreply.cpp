// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/imapreply.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace signalbox
{
namespace
{
constexpr std::size_t longestResponse = 64 * 1024;
constexpr int deepestList = 16;

std::string inCapitals(std::string_view text)
{
    std::string capitals(text);
    std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return capitals;
}

template <class Number>
std::optional<Number> wholeNumber(std::string_view text)
{
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return {};
    return number;
}

/// How long the literal is that a line announces at its end, "{12}"; nothing where it announces none.
std::optional<std::size_t> literalAfter(std::string_view line)
{
    if (!line.ends_with('}'))
        return {};
    const std::size_t brace = line.rfind('{');
    if (brace == std::string_view::npos)
        return {};
    const std::string_view digits = line.substr(brace + 1, line.size() - brace - 2);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return {};
    return wholeNumber<std::size_t>(digits).value_or(std::string_view::npos);
}

bool isStatusWord(std::string_view word)
{
    static constexpr std::array<std::string_view, 5> all = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
    return std::find(all.begin(), all.end(), word) != all.end();
}

/// Reads one whole response, without the line end at its end. Each step gives false where there is no such thing.
class ImapResponse
{
public:
    explicit ImapResponse(std::string_view all)
        : m_rest(all)
    {
    }

    bool read(ImapReply &reply)
    {
        if (m_rest == "+" || m_rest.starts_with("+ ")) {
            reply.kind = ImapReply::Kind::Continuation;
            reply.text = m_rest.substr(std::min<std::size_t>(2, m_rest.size()));
            return true;
        }
        std::string_view first;
        if (!word(first) || !take(' '))
            return false;
        reply.kind = first == "*" ? ImapReply::Kind::Untagged : ImapReply::Kind::Tagged;
        if (reply.kind == ImapReply::Kind::Tagged)
            reply.tag = first;
        std::string_view name;
        if (!word(name))
            return false;
        if (const auto number = wholeNumber<std::uint32_t>(name); number && reply.tag.empty()) {
            reply.number = *number;
            if (!take(' ') || !word(name))
                return false;
        }
        reply.word = inCapitals(name);
        if (isStatusWord(reply.word))
            return status(reply);
        return reply.tag.empty() && values(reply.values, 0) && m_rest.empty();
    }

private:
    bool take(char c)
    {
        if (!m_rest.starts_with(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool word(std::string_view &found)
    {
        const auto *const end = std::find_if(m_rest.begin(), m_rest.end(), [](char c) { return !isInAtom(c); });
        found = m_rest.substr(0, static_cast<std::size_t>(end - m_rest.begin()));
        m_rest.remove_prefix(found.size());
        return !found.empty();
    }

    // What may stand in data without quotes: more than RFC 3501 lets a client send, since servers do.
    static bool isInAtom(char c)
    {
        const auto byte = static_cast<unsigned char>(c);
        return byte > ' ' && byte != 0x7f && c != '(' && c != ')' && c != '"' && c != '{';
    }

    bool status(ImapReply &reply)
    {
        if (!m_rest.empty() && !take(' '))
            return false;
        if (take('[')) {
            const std::size_t end = m_rest.find(']');
            if (end == std::string_view::npos)
                return false;
            reply.code = m_rest.substr(0, end);
            m_rest.remove_prefix(end + 1);
            take(' ');
        }
        reply.text = m_rest;
        return m_rest.find_first_of(std::string_view("\0\r", 2)) == std::string_view::npos;
    }

    // Values with a space before each, at the outermost level, or between them, in a list.
    bool values(std::vector<ImapValue> &found, int depth)
    {
        bool isFirst = depth > 0;
        while (!m_rest.empty() && !(depth > 0 && m_rest.front() == ')')) {
            if (!isFirst && !take(' '))
                return false;
            isFirst = false;
            if (m_rest.empty())
                return depth == 0; // some servers end a line with a space
            if (!value(found.emplace_back(), depth))
                return false;
        }
        return true;
    }

    bool value(ImapValue &found, int depth)
    {
        if (take('(')) {
            found.kind = ImapValue::Kind::List;
            return depth < deepestList && values(found.items, depth + 1) && take(')');
        }
        if (take('"'))
            return quoted(found);
        if (m_rest.starts_with('{'))
            return literal(found);
        std::string_view text;
        if (!word(text))
            return false;
        found.text = text;
        // "BODY[HEADER.FIELDS (SUBJECT)]" is one; a mailbox's name may have a bracket too, outside of lists.
        if (depth > 0 && inCapitals(text).starts_with("BODY[") && text.find(']') == std::string_view::npos) {
            const std::size_t end = m_rest.substr(0, m_rest.find('\n')).find(']');
            if (end == std::string_view::npos)
                return false;
            found.text.append(m_rest.substr(0, end + 1));
            m_rest.remove_prefix(end + 1);
            if (word(text))
                found.text.append(text); // "<0>", of a part
        }
        return true;
    }

    bool quoted(ImapValue &found)
    {
        found.kind = ImapValue::Kind::String;
        while (!m_rest.empty()) {
            char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"')
                return true;
            if (c == '\\') {
                if (m_rest.empty() || (m_rest.front() != '"' && m_rest.front() != '\\'))
                    return false;
                c = m_rest.front();
                m_rest.remove_prefix(1);
            } else if (c == '\0' || c == '\r' || c == '\n') {
                return false;
            }
            found.text += c;
        }
        return false;
    }

    bool literal(ImapValue &found)
    {
        found.kind = ImapValue::Kind::String;
        const std::size_t lineEnd = m_rest.find('\n');
        std::string_view line = m_rest.substr(0, lineEnd);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const auto length = literalAfter(line);
        if (lineEnd == std::string_view::npos || !length || line.rfind('{') != 0)
            return false;
        m_rest.remove_prefix(lineEnd + 1);
        if (m_rest.size() < *length || m_rest.substr(0, *length).find('\0') != std::string_view::npos)
            return false;
        found.text = m_rest.substr(0, *length);
        m_rest.remove_prefix(*length);
        return true;
    }

    std::string_view m_rest;
};

/// Whether a response's first line is one whose end is text for people, in which braces mean nothing.
bool isForPeople(std::string_view line)
{
    if (line.starts_with('+'))
        return true;
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos)
        return false;
    line.remove_prefix(space + 1);
    return isStatusWord(inCapitals(line.substr(0, std::min<std::size_t>(line.find(' '), 8))));
}
} // namespace

void ImapReplies::feed(std::string_view bytes)
{
    if (m_isBroken)
        return;
    if (m_begin > 0) {
        m_bytes.erase(0, m_begin);
        m_line -= m_begin;
        m_looked -= m_begin;
        m_begin = 0;
    }
    m_bytes += bytes;
}

// Behind its line end, all its literals taken in.
std::optional<std::size_t> ImapReplies::endOfResponse()
{
    while (m_looked < m_bytes.size()) {
        const std::size_t end = m_bytes.find('\n', m_looked);
        if (end == std::string::npos) {
            m_looked = m_bytes.size();
            break;
        }
        std::string_view line = std::string_view(m_bytes).substr(m_line, end - m_line);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const bool isFirst = m_line == m_begin;
        const auto literal = isFirst && isForPeople(line) ? std::nullopt : literalAfter(line);
        if (!literal)
            return end + 1;
        if (*literal > longestResponse || end + 1 + *literal - m_begin > longestResponse) {
            m_isBroken = true;
            return {};
        }
        m_line = m_looked = end + 1 + *literal;
    }
    if (m_bytes.size() > m_begin + longestResponse)
        m_isBroken = true;
    return {};
}

std::optional<ImapReply> ImapReplies::next()
{
    if (m_isBroken)
        return {};
    const auto end = endOfResponse();
    if (!end)
        return {};
    std::string_view all = std::string_view(m_bytes).substr(m_begin, *end - m_begin - 1);
    if (all.ends_with('\r'))
        all.remove_suffix(1);
    ImapReply reply;
    m_isBroken = all.size() > longestResponse || !ImapResponse(all).read(reply);
    m_begin = m_line = m_looked = *end;
    if (m_isBroken)
        return {};
    return reply;
}
} // namespace signalbox
