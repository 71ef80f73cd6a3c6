// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <recording/frame.h>

namespace signalbox
{
/// Gives series, texts and alerts their dense numbers, and keeps what is new for the frame that must declare it.
/// Numbers are for good: what a recording declared before is learnt first.
class Numbering
{
public:
    /// Texts are kept for good, in the recording and in memory, so that there is an end to them: so many that sources
    /// said, and so many with those of rules and people, which are needed more.
    struct Limits {
        std::size_t said = 2'000'000;
        std::size_t all = 4'000'000;
    };
    Numbering() = default;
    explicit Numbering(const Limits &limits);
    /// Takes over what was declared already.
    void learn(const Change &change);
    /// The series' number; a new one, another unit or another interval becomes a change.
    SeriesId series(const SeriesKey &key, const std::string &unit, Milliseconds interval);
    /// The number of a series that was declared; nothing where none was.
    [[nodiscard]] std::optional<SeriesId> find(const SeriesKey &key) const;
    /// The number of a text; beyond the limit of all, that of a text which says so.
    TextId text(const std::string &text);
    /// The same for a text that a source said.
    TextId saidText(const std::string &text);
    /// The number of (rule, subject, labels); another version of the rule becomes a change.
    AlertId alert(const std::string &rule, std::uint32_t ruleVersion, const Subject &subject, const Labels &labels);
    /// Declared since the last call, in order.
    [[nodiscard]] std::vector<Change> takeNew();

private:
    TextId textWithin(std::size_t limit, const std::string &text);

    struct AlertKey {
        std::string rule;
        Subject subject;
        Labels labels;
        auto operator<=>(const AlertKey &) const = default;
    };
    // What is declared without its key, which is long and stands beside it.
    struct KnownSeries {
        SeriesId id{};
        std::string unit;
        Milliseconds interval{};
    };
    struct KnownAlert {
        AlertId id{};
        std::uint32_t ruleVersion = 0;
    };
    std::map<SeriesKey, KnownSeries> m_series;
    Limits m_limits;
    std::unordered_map<std::string, TextId> m_texts;
    std::map<AlertKey, KnownAlert> m_alerts;
    std::vector<Change> m_new;
};
} // namespace signalbox
