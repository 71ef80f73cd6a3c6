// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <sources/source.h>

namespace signalbox
{
/// What one source said between two flushes. Handles count from 0 within a life of the source.
struct Report {
    struct Declared {
        SeriesKey key;
        std::string unit;
        Milliseconds interval{};
        SeriesHandle handle{};
    };
    std::uint64_t life = 0; ///< which start of which source
    std::string source;
    bool isEnd = false; ///< of that life: the last that is heard of it
    std::vector<Declared> declared;
    std::vector<Fact> facts; ///< Fact::series holds the handle; a text's value is its index in `texts`
    std::vector<std::string> texts;
    std::vector<Earlier> earlier; ///< Earlier::series holds the handle
};
/// As many points as one answer may have.
constexpr std::size_t earlierPointsPerAnswer = 11'000;

/// From the sources' thread to the engine's. Any thread.
class Inbox
{
public:
    void put(Report report);
    [[nodiscard]] std::vector<Report> take();

private:
    std::mutex m_mutex;
    std::vector<Report> m_reports;
};

/// Say for one life of one source.
class InboxSay final : public Say
{
public:
    /// `inbox` outlives this.
    InboxSay(std::string source, std::uint64_t life, Inbox &inbox);
    /// The life is over: what it had not flushed is not said.
    ~InboxSay() override;
    InboxSay(const InboxSay &) = delete;
    InboxSay &operator=(const InboxSay &) = delete;
    SeriesHandle series(const Subject &subject, std::string_view metric, const Labels &labels, std::string_view unit,
                        Milliseconds interval) override;
    void number(SeriesHandle series, Moment at, double value) override;
    void text(SeriesHandle series, Moment at, std::string_view value) override;
    void gone(SeriesHandle series, Moment at) override;
    void earlier(SeriesHandle series, std::vector<EarlierPoint> points) override;
    void flush() override;

private:
    struct Known {
        SeriesHandle handle{};
        std::string unit;
        Milliseconds interval{};
    };
    std::string m_source;
    Inbox &m_inbox;
    std::map<SeriesKey, Known> m_known;
    Report m_report;
};
} // namespace signalbox
