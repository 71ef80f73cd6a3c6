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
    /// Takes over what was declared already.
    void learn(const Change &change);
    /// The series' number; a new one, another unit or another interval becomes a change.
    SeriesId series(const SeriesKey &key, const std::string &unit, Milliseconds interval);
    /// The number of a series that was declared; nothing where none was.
    [[nodiscard]] std::optional<SeriesId> find(const SeriesKey &key) const;
    TextId text(const std::string &text);
    /// The number of (rule, subject, labels); another version of the rule becomes a change.
    AlertId alert(const std::string &rule, std::uint32_t ruleVersion, const Subject &subject, const Labels &labels);
    /// Declared since the last call, in order.
    [[nodiscard]] std::vector<Change> takeNew();

private:
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
    std::unordered_map<std::string, TextId> m_texts;
    std::map<AlertKey, KnownAlert> m_alerts;
    std::vector<Change> m_new;
};
} // namespace signalbox
