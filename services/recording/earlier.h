// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <database/database.h>
#include <recording/compression.h>
#include <recording/layout.h>
#include <recording/recording.h>

namespace signalbox
{
/// More points than this are not kept in one recording: the oldest answers go first. About 100 MB.
constexpr std::uint64_t earlierPointsAtMost = 20'000'000;

/// Points as a blob: count, milliseconds from one to the next, then the doubles as they lie.
std::string encodeEarlier(std::span<const EarlierPoint> points);
/// Nothing where it is damaged, empty, or its points do not ascend.
std::optional<std::vector<EarlierPoint>> decodeEarlier(std::string_view blob);

/// Writes answers; within the caller's transaction.
class EarlierWriter
{
public:
    static Expected<EarlierWriter> prepare(const Database &database);
    /// Points of the file.
    [[nodiscard]] Expected<std::uint64_t> count(const Database &database) const;
    /// Key: layout.h. Moment: the tick's.
    Expected<void> write(std::int64_t key, Moment moment, const Earlier &answer);
    /// Drops the oldest answer; how many points it had.
    Expected<std::uint64_t> dropOldest(Database &database);

private:
    explicit EarlierWriter(Statement insert);
    Statement m_insert;
    Compressor m_compressor;
};

/// Answers that became known at ticks in (after, upTo], in order, with their ticks.
struct DatedEarlier {
    TickNumber tick = 0;
    Earlier answer;
};
Expected<std::vector<DatedEarlier>> readEarlier(const Database &database, TickNumber after, TickNumber upTo);
/// Those of one series, known by that moment.
Expected<std::vector<Earlier>> readEarlierOf(const Database &database, SeriesId series, Moment knownBy);
} // namespace signalbox
