// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0; ///< bytes; 0 where it is not UTF-8
};

// RFC 3629, section 4: no overlong forms, no surrogates, nothing above U+10FFFF.
CodePoint decode(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size())
        return {};
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return {};
        value = (value << 6) | (byte(i) & 0x3FU);
    }
    static constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return {};
    return {value, length};
}

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

// Unicode bidirectional algorithm (UAX 9): embeddings, overrides and isolates, the marks of Trojan source.
bool turnsDirection(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

std::string hexadecimal(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string all;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        all += "\\x";
        all += digits[byte >> 4];
        all += digits[byte & 0xF];
    }
    return all;
}

bool isSchemeLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '.' ||
           c == '-';
}
} // namespace

std::optional<TextFault> firstUnreadable(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode(text, at);
        if (c.length == 0)
            return TextFault{at,
                             "the byte " + hexadecimal(text.substr(at, 1)) + " is not UTF-8; save the file as UTF-8"};
        const bool lineEnd = c.value == '\n' || (c.value == '\r' && text.substr(at + 1, 1) == "\n");
        if (isControl(c.value) && c.value != '\t' && !lineEnd)
            return TextFault{at, "found the control character " + hexadecimal(text.substr(at, c.length)) +
                                     ", expected text"};
        at += c.length;
    }
    return {};
}

std::optional<std::size_t> findUserInformation(std::string_view text, std::size_t from)
{
    for (std::size_t at = text.find("://", from); at != std::string_view::npos; at = text.find("://", at + 3)) {
        const std::size_t end = text.find_first_of("/?#@ \t\r\n\"'<>", at + 3);
        if (end == std::string_view::npos || text[end] != '@')
            continue;
        std::size_t begin = at;
        while (begin > from && isSchemeLetter(text[begin - 1]))
            --begin;
        if (begin < at)
            return begin;
    }
    return {};
}

std::string harmless(std::string_view text, std::size_t longest)
{
    std::string all;
    for (std::size_t at = 0; at < text.size();) {
        if (at >= longest)
            return all + "...";
        const CodePoint c = decode(text, at);
        const std::string_view bytes = text.substr(at, c.length == 0 ? 1 : c.length);
        if (c.length == 0 || isControl(c.value) || turnsDirection(c.value))
            all += hexadecimal(bytes);
        else
            all += bytes;
        at += bytes.size();
    }
    return all;
}

std::string harmlessLines(std::string_view text)
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
        return harmless(text);
    return harmless(text.substr(0, end)) + '\n' + harmlessLines(text.substr(end + 1));
}
} // namespace signalbox
