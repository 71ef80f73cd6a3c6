// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <estate/problem.h>
#include <sources/expositionreader.h>
#include <sources/labelledsubjects.h>
#include <sources/source.h>

namespace signalbox
{
/// When an answer is from.
struct AnswerTimes {
    Moment asked{};               ///< its samples were true then or later
    std::optional<WallTime> date; ///< what the answerer's own clock showed as it answered (HTTP's Date)
    Milliseconds age{};           ///< how long a cache had held it (HTTP's Age)
};

/// What became of an answer's samples.
struct AnswerCount {
    std::uint64_t scraped = 0;
    std::uint64_t leftOut = 0; ///< not named by `keep`, over the cap, twice, or of an unknown age
    std::uint64_t overCap = 0;
    std::uint64_t ageless = 0; ///< stamped, in an answer without a date to compare the stamp with
};

/// The series of one target: takes its answers in, whole or not at all, and says what is to be kept. It remembers how
/// each series was spelled and in which order they came, so that the next answer costs little.
///
/// A series that an answer no longer has goes silent, and freshness shows it: an exporter whose collector fails leaves
/// out just what one would like to know. Once complete answers have lacked it for an hour it is said to be gone.
class AnswerLedger
{
public:
    /// `labels` are added to each sample's own and tell two targets of one subject apart; usually none.
    /// `labelled` tells which series are another subject's; it may be shared by many.
    AnswerLedger(Say &say, const Subject &subject, Labels labels, const SourceDeclaration &declaration,
                 std::shared_ptr<const LabelledSubjects> labelled = {});
    /// Takes an answer in. After a Problem nothing of it was said.
    Expected<AnswerCount> take(std::string_view answer, ExpositionFormat format, const AnswerTimes &times);

    static constexpr Milliseconds forgetAfter = std::chrono::hours(1);

private:
    using Place = std::uint32_t; ///< in m_entries
    struct Entry {
        std::string spelling; ///< as last written
        std::string metric;
        Labels labels;
        std::string unit;
        std::optional<SeriesHandle> handle; ///< nothing until the answer that it first came with is accepted
        std::uint64_t seen = 0;             ///< number of the last answer that had it
        Moment seenAt{};
        std::size_t order = 0; ///< its place in that answer's order
    };
    struct Kept {
        Place place = 0;
        double value = 0;
        std::optional<WallTime> stamp;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    Expected<AnswerCount> read(std::string_view answer, ExpositionFormat format, bool isDated);
    Expected<std::optional<Place>> placeOf(const ExpositionSample &sample, AnswerCount &count);
    void sayKept(const AnswerTimes &times);
    void forgetVanished(Moment now);
    void dropUnaccepted();

    Say &m_say;
    Subject m_subject;
    Labels m_labels;
    std::shared_ptr<const LabelledSubjects> m_labelled; ///< may be null
    // Not the declaration: it has the targets, and each of them has a ledger.
    std::vector<std::string> m_keep;
    std::size_t m_cap;
    Milliseconds m_interval;
    std::vector<Entry> m_entries;
    std::unordered_map<std::string, Place, Hash, std::equal_to<>> m_places; ///< by name and sorted labels
    std::vector<Place> m_order;                                             ///< as in the last accepted answer
    std::uint64_t m_answer = 0;

    std::vector<Kept> m_kept; ///< of the answer being read, in its order
};
} // namespace signalbox
