// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox
{
/// A piece of data in an answer (RFC 3501, 4). Bytes as they came: outside text.
struct ImapValue {
    enum class Kind : std::uint8_t {
        Atom,   ///< a number, a flag and NIL too
        String, ///< quoted or literal
        List,   ///< in parentheses
    };
    Kind kind = Kind::Atom;
    std::string text = {};             ///< of an atom or a string
    std::vector<ImapValue> items = {}; ///< of a list
    bool operator==(const ImapValue &) const = default;
};

/// One response of a server (RFC 3501, 7).
struct ImapReply {
    enum class Kind : std::uint8_t { Untagged, Tagged, Continuation };
    Kind kind = Kind::Untagged;
    std::string tag;               ///< of Tagged
    std::string word;              ///< in capitals: "OK", "LIST", "FETCH"; empty of a continuation
    std::uint32_t number = 0;      ///< before the word, as in "12 EXISTS"
    std::string code;              ///< behind OK, NO, BAD, BYE and PREAUTH what stands in brackets; outside text
    std::string text;              ///< and the words for people after it; outside text
    std::vector<ImapValue> values; ///< behind any other word
    bool operator==(const ImapReply &) const = default;
};

/// Takes a server's bytes apart into responses, however they are cut. Bounded: a response is at most 64 KiB, its lists
/// are at most 16 deep. Pure.
class ImapReplies
{
public:
    void feed(std::string_view bytes);
    /// The next whole response; nothing where it has not come yet, or isBroken().
    std::optional<ImapReply> next();
    /// Something came that is no response: there is no telling what the server means from here on.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    /// Bytes that no response has taken. After STARTTLS there may be none: they came in clear.
    [[nodiscard]] bool hasMore() const { return m_begin < m_bytes.size(); }

private:
    std::optional<std::size_t> endOfResponse();

    std::string m_bytes;
    std::size_t m_begin = 0;  ///< of the response that has not been given out
    std::size_t m_line = 0;   ///< of its line that has not ended, after its last literal
    std::size_t m_looked = 0; ///< no line ends between m_line and here
    bool m_isBroken = false;
};
} // namespace signalbox
