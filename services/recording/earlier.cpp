// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/earlier.h>

#include <algorithm>
#include <bit>

#include <recording/bytes.h>

namespace signalbox
{
namespace
{
constexpr std::int64_t firstWithEarlier = 2; // format of a recording

Problem damagedAnswer(const Database &database, std::int64_t key)
{
    return damaged(database, "what became known late at tick " + std::to_string(key >> 24));
}

// Calls take(key, answer) for each row: key, series, points.
template <class Take>
Expected<void> forEachAnswer(const Database &database, const char *sql, std::int64_t first, std::int64_t second,
                             Take take)
{
    const auto version = database.number("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    if (*version < firstWithEarlier)
        return {};
    auto rows = database.prepare(sql);
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, first).bind(2, second);
    Decompressor decompressor;
    std::string bytes;
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const std::int64_t series = rows->integer(1);
        auto points = decompressor.decompress(rows->bytes(2), bytes) ? decodeEarlier(bytes) : std::nullopt;
        if (!points || series < 0 || static_cast<std::uint64_t>(series) >= largestSeriesCount)
            return tl::unexpected(damagedAnswer(database, rows->integer(0)));
        take(rows->integer(0), Earlier{SeriesId(static_cast<std::uint32_t>(series)), std::move(*points)});
    }
}
} // namespace

std::string encodeEarlier(std::span<const EarlierPoint> points)
{
    ByteWriter bytes;
    bytes.number(points.size());
    std::int64_t last = 0;
    for (const EarlierPoint &point : points) {
        const std::int64_t at = point.at.time_since_epoch().count();
        bytes.signedNumber(wrappingDifference(at, last));
        last = at;
    }
    for (const EarlierPoint &point : points)
        bytes.fixed(std::bit_cast<std::uint64_t>(point.value), 8);
    return std::string(bytes.bytes());
}

std::optional<std::vector<EarlierPoint>> decodeEarlier(std::string_view blob)
{
    ByteReader bytes(blob);
    std::vector<EarlierPoint> points(bytes.numberUpTo(blob.size() / 9)); // nine bytes a point at least
    std::int64_t at = 0;
    for (EarlierPoint &point : points)
        point.at = Moment(Milliseconds(at = wrappingSum(at, bytes.signedNumber())));
    for (EarlierPoint &point : points)
        point.value = std::bit_cast<double>(bytes.fixed(8));
    const auto isNoLater = [](const EarlierPoint &a, const EarlierPoint &b) { return a.at >= b.at; };
    if (!bytes.ok() || !bytes.atEnd() || points.empty() ||
        std::adjacent_find(points.begin(), points.end(), isNoLater) != points.end())
        return {};
    return points;
}

EarlierWriter::EarlierWriter(Statement insert)
    : m_insert(std::move(insert))
{
}

Expected<EarlierWriter> EarlierWriter::prepare(const Database &database)
{
    auto insert = database.prepare("INSERT INTO earlier VALUES (?1, ?2, ?3, ?4, ?5)");
    if (!insert)
        return tl::unexpected(std::move(insert.error()));
    return EarlierWriter(std::move(*insert));
}

Expected<std::uint64_t> EarlierWriter::count(const Database &database) const
{
    const auto count = database.number("SELECT coalesce(sum(count), 0) FROM earlier");
    if (!count)
        return tl::unexpected(count.error());
    return static_cast<std::uint64_t>(*count);
}

Expected<void> EarlierWriter::write(std::int64_t key, Moment moment, const Earlier &answer)
{
    const std::string points = m_compressor.compress(encodeEarlier(answer.points));
    return m_insert.bind(1, key)
        .bind(2, static_cast<std::int64_t>(answer.series))
        .bind(3, moment.time_since_epoch().count())
        .bind(4, static_cast<std::int64_t>(answer.points.size()))
        .bindBlob(5, points)
        .run();
}

Expected<std::uint64_t> EarlierWriter::dropOldest(Database &database)
{
    const auto points = database.number("SELECT count FROM earlier ORDER BY key LIMIT 1");
    if (!points)
        return tl::unexpected(points.error());
    if (auto dropped = database.run("DELETE FROM earlier WHERE key = (SELECT min(key) FROM earlier)"); !dropped)
        return tl::unexpected(std::move(dropped.error()));
    return static_cast<std::uint64_t>(*points);
}

Expected<std::vector<DatedEarlier>> readEarlier(const Database &database, TickNumber after, TickNumber upTo)
{
    std::vector<DatedEarlier> found;
    auto read = forEachAnswer(
        database, "SELECT key, series, points FROM earlier WHERE key >= ?1 AND key < ?2 ORDER BY key",
        changeKey(withinKeys(after) + 1), changeKey(withinKeys(upTo) + 1), [&](std::int64_t key, Earlier answer) {
            found.push_back({static_cast<TickNumber>(key) >> 24, std::move(answer)});
        });
    if (!read)
        return tl::unexpected(std::move(read.error()));
    return found;
}

Expected<std::vector<Earlier>> readEarlierOf(const Database &database, SeriesId series, Moment knownBy)
{
    std::vector<Earlier> found;
    auto read = forEachAnswer(database,
                              "SELECT key, series, points FROM earlier WHERE series = ?1 AND moment <= ?2 ORDER BY key",
                              static_cast<std::int64_t>(series), knownBy.time_since_epoch().count(),
                              [&](std::int64_t, Earlier answer) { found.push_back(std::move(answer)); });
    if (!read)
        return tl::unexpected(std::move(read.error()));
    return found;
}
} // namespace signalbox
