// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/pagenote.h>

#include <array>
#include <charconv>

namespace signalbox
{
namespace
{
constexpr std::array<std::string_view, 4> acts = {"page-intended", "page-sent", "page-failed", "page-unknown"};
constexpr std::array<std::string_view, 4> severities = {"ok", "warning", "critical", "unknown"};

template <class Number>
bool readNumber(std::string_view text, Number &into)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
}

template <std::size_t size>
std::optional<std::size_t> placeOf(const std::array<std::string_view, size> &words, std::string_view word)
{
    for (std::size_t i = 0; i < size; ++i) {
        if (words.at(i) == word)
            return i;
    }
    return {};
}

bool take(std::string_view key, std::string_view value, PageNote &note)
{
    std::int64_t start = 0;
    if (key == "pager")
        note.pager = value;
    else if (key == "person")
        note.person = value;
    else if (key == "page")
        return readNumber(value, note.page);
    else if (key == "step")
        return readNumber(value, note.step);
    else if (key == "alerts")
        return readNumber(value, note.alerts);
    else if (key == "start" && readNumber(value, start))
        note.start = Moment(Milliseconds(start));
    else if (const auto severity = placeOf(severities, value); key == "severity" && severity)
        note.severity = static_cast<Severity>(*severity);
    else
        return false;
    return true;
}
} // namespace

bool isTest(const PageNote &note)
{
    return note.person.empty();
}

JournalRow rowOf(const PageNote &note, const std::string &who, WallTime wall)
{
    JournalRow row;
    row.wall = wall;
    row.who = who;
    row.act = acts.at(static_cast<std::size_t>(note.kind));
    row.what = note.matter;
    std::string &text = row.text;
    text.append("pager=").append(note.pager);
    if (!note.person.empty())
        text.append(" person=").append(note.person);
    text.append(" step=").append(std::to_string(note.step));
    text.append(" severity=").append(severities.at(static_cast<std::size_t>(note.severity)));
    text.append(" alerts=").append(std::to_string(note.alerts));
    text.append(" start=").append(std::to_string(note.start.time_since_epoch().count()));
    if (note.page > 0)
        text.append(" page=").append(std::to_string(note.page));
    if (!note.words.empty())
        text.append(": ").append(note.words);
    return row;
}

std::optional<PageNote> pageNoteOf(const JournalRow &row)
{
    const auto kind = placeOf(acts, row.act);
    if (!kind)
        return {};
    PageNote note;
    note.kind = static_cast<PageNote::Kind>(*kind);
    note.matter = row.what;
    const std::size_t colon = std::min(row.text.find(": "), row.text.size());
    note.words = row.text.substr(std::min(colon + 2, row.text.size()));
    std::string_view tokens = std::string_view(row.text).substr(0, colon);
    while (!tokens.empty()) {
        const std::size_t space = std::min(tokens.find(' '), tokens.size());
        const std::string_view token = tokens.substr(0, space);
        const std::size_t equals = token.find('=');
        if (equals == std::string_view::npos || !take(token.substr(0, equals), token.substr(equals + 1), note))
            return {};
        tokens.remove_prefix(std::min(space + 1, tokens.size()));
    }
    if (note.pager.empty() || (note.kind != PageNote::Kind::Intended && note.page == 0 && !isTest(note)))
        return {};
    return note;
}
} // namespace signalbox
