// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <journal/journal.h>
#include <recording/frame.h>

namespace signalbox
{
/// The matter of a page that tells of more alerts than a person can be told one by one.
inline constexpr std::string_view floodMatter = "flood";
/// How often a heartbeat that goes on as it did is noted.
constexpr Milliseconds heartbeatNotedEvery = std::chrono::hours(1);
/// The act of a person who wants a pager tried (Act::Kind::TestPage); its matter is the pager's path.
inline constexpr std::string_view pageTestAct = "page-test";

/// What a journal row says of one page, by one pager: that it is about to be sent, or what became of it.
struct PageNote {
    enum class Kind : std::uint8_t {
        Intended, ///< durable before anything is sent
        Sent,     ///< the pager took it; whether a person saw it only an acknowledgement tells
        Failed,   ///< it did not
        Unknown,  ///< it may have
    };
    Kind kind = Kind::Intended;
    std::string matter;     ///< an alert's key, floodMatter, or "pager/NAME" or "heartbeat/NAME" of a test
    std::string pager;      ///< a pager's or a heartbeat's name
    std::string person;     ///< empty: of a test
    std::uint64_t page = 0; ///< of an outcome: the number of the row that intended it
    Moment start{};         ///< when the matter began
    int step = 1;           ///< the first of PagingRoute::to is 1
    Severity severity = Severity::Critical;
    std::size_t alerts = 1; ///< that it tells of
    std::string words;      ///< of an outcome: why; outside text
    bool operator==(const PageNote &) const = default;
};

/// Whether it is a test's: of a pager, or of a heartbeat.
bool isTest(const PageNote &note);

/// The row; `who` is the watch.
JournalRow rowOf(const PageNote &note, const std::string &who, WallTime wall);
/// What a row says; nothing where it is about something else, or damaged.
std::optional<PageNote> pageNoteOf(const JournalRow &row);
} // namespace signalbox
