// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/changes.h>

#include <algorithm>
#include <array>

#include <recording/bytes.h>
#include <recording/layout.h>

namespace signalbox
{
namespace
{
// In the order of Change's alternatives.
constexpr std::array<const char *, std::variant_size_v<Change>> inserts = {
    "INSERT INTO series VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    "INSERT INTO text VALUES (?1, ?2, ?3)",
    "INSERT INTO alert VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "INSERT INTO estate VALUES (?1, ?2, ?3, ?4, ?5)",
    "INSERT INTO anchor VALUES (?1, ?2, ?3, ?4, ?5)",
    "INSERT INTO suppression VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};

struct KeyedChange {
    std::int64_t key = 0;
    Change change;
};

// The second column of what has a number. Whoever folds makes room for as many as the largest says.
template <class Id>
std::optional<Id> idOf(const Statement &row)
{
    const std::int64_t id = row.integer(1);
    if (id < 0 || static_cast<std::uint64_t>(id) >= largestSeriesCount)
        return {};
    return Id(static_cast<std::uint32_t>(id));
}

// Each of these makes a change of the row at hand; nothing where it is damaged.
std::optional<Change> seriesOf(const Statement &row, Decompressor &)
{
    const auto id = idOf<SeriesId>(row);
    auto labels = decodeLabels(row.bytes(5));
    if (!id || !labels)
        return {};
    return SeriesDeclared{*id,
                          {{row.text(2), row.text(3)}, row.text(4), std::move(*labels), row.text(6)},
                          row.text(7),
                          Milliseconds(row.integer(8))};
}

std::optional<Change> textOf(const Statement &row, Decompressor &)
{
    const auto id = idOf<TextId>(row);
    if (!id)
        return {};
    return TextDeclared{*id, row.text(2)};
}

std::optional<Change> alertOf(const Statement &row, Decompressor &)
{
    const auto id = idOf<AlertId>(row);
    auto labels = decodeLabels(row.bytes(6));
    if (!id || !labels)
        return {};
    return AlertDeclared{
        *id, row.text(2), static_cast<std::uint32_t>(row.integer(3)), {row.text(4), row.text(5)}, std::move(*labels)};
}

std::optional<Change> estateOf(const Statement &row, Decompressor &decompressor)
{
    std::string text;
    if (!decompressor.decompress(row.bytes(4), text))
        return {};
    return EstateAccepted{std::move(text), row.text(1), row.text(2), row.text(3)};
}

std::optional<Change> anchorOf(const Statement &row, Decompressor &)
{
    return AnchorSet{{Moment(Milliseconds(row.integer(1))), WallTime(Milliseconds(row.integer(2))),
                      Milliseconds(row.integer(3)), row.text(4)}};
}

std::optional<Change> suppressionOf(const Statement &row, Decompressor &)
{
    const std::int64_t kind = row.integer(1);
    if (kind < 0 || kind > static_cast<std::int64_t>(SuppressionSet::Kind::OutOfService))
        return {};
    return SuppressionSet{SuppressionSet::Kind(kind), row.text(2), Moment(Milliseconds(row.integer(3))),
                          Moment(Milliseconds(row.integer(4))), row.text(5)};
}

struct ChangeTable {
    std::int64_t since = 0; ///< format that it came with
    const char *select = nullptr;
    std::optional<Change> (*read)(const Statement &row, Decompressor &decompressor) = nullptr;
    const char *selectLast = nullptr; ///< where only the last row may be wanted
};

constexpr ChangeTable tables[] = {
    {1, "SELECT * FROM series WHERE key >= ?1 AND key < ?2 ORDER BY key", seriesOf},
    {1, "SELECT * FROM text WHERE key >= ?1 AND key < ?2 ORDER BY key", textOf},
    {1, "SELECT * FROM alert WHERE key >= ?1 AND key < ?2 ORDER BY key", alertOf},
    {1, "SELECT * FROM estate WHERE key >= ?1 AND key < ?2 ORDER BY key", estateOf,
     "SELECT * FROM estate WHERE key >= ?1 AND key < ?2 ORDER BY key DESC LIMIT 1"},
    {1, "SELECT * FROM anchor WHERE key >= ?1 AND key < ?2 ORDER BY key", anchorOf},
    {3, "SELECT * FROM suppression WHERE key >= ?1 AND key < ?2 ORDER BY key", suppressionOf},
};

Expected<void> readTable(const Database &database, const ChangeTable &table, WhichEstates estates, std::int64_t from,
                         std::int64_t to, std::vector<KeyedChange> &into)
{
    const bool isLast = table.selectLast && estates == WhichEstates::Last;
    auto rows = database.prepare(isLast ? table.selectLast : table.select);
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, from).bind(2, to);
    Decompressor decompressor;
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        auto change = table.read(*rows, decompressor);
        if (!change)
            return tl::unexpected(damaged(database, "what changed at tick " + std::to_string(rows->integer(0) >> 24)));
        into.push_back({rows->integer(0), std::move(*change)});
    }
}
} // namespace

Expected<ChangeWriter> ChangeWriter::prepare(const Database &database)
{
    ChangeWriter writer;
    for (const char *sql : inserts) {
        auto statement = database.prepare(sql);
        if (!statement)
            return tl::unexpected(std::move(statement.error()));
        writer.m_inserts.push_back(std::move(*statement));
    }
    return writer;
}

Expected<void> ChangeWriter::write(std::int64_t key, const Change &change, std::uint64_t count)
{
    return std::visit([&](const auto &each) { return writeRow(key, each, count); }, change);
}

Expected<void> ChangeWriter::writeRow(std::int64_t key, const SeriesDeclared &series, std::uint64_t count)
{
    const std::string labels = encodeLabels(series.key.labels);
    return m_inserts[0]
        .bind(1, key)
        .bind(2, static_cast<std::int64_t>(series.id))
        .bind(3, series.key.subject.kind)
        .bind(4, series.key.subject.name)
        .bind(5, series.key.metric)
        .bindBlob(6, labels)
        .bind(7, series.key.source)
        .bind(8, series.unit)
        .bind(9, series.interval.count())
        .bind(10, static_cast<std::int64_t>(count))
        .run();
}

Expected<void> ChangeWriter::writeRow(std::int64_t key, const TextDeclared &text, std::uint64_t)
{
    return m_inserts[1].bind(1, key).bind(2, static_cast<std::int64_t>(text.id)).bind(3, text.text).run();
}

Expected<void> ChangeWriter::writeRow(std::int64_t key, const AlertDeclared &alert, std::uint64_t count)
{
    const std::string labels = encodeLabels(alert.labels);
    return m_inserts[2]
        .bind(1, key)
        .bind(2, static_cast<std::int64_t>(alert.id))
        .bind(3, alert.rule)
        .bind(4, static_cast<std::int64_t>(alert.ruleVersion))
        .bind(5, alert.subject.kind)
        .bind(6, alert.subject.name)
        .bindBlob(7, labels)
        .bind(8, static_cast<std::int64_t>(count))
        .run();
}

Expected<void> ChangeWriter::writeRow(std::int64_t key, const EstateAccepted &estate, std::uint64_t)
{
    const std::string text = m_compressor.compress(estate.text);
    return m_inserts[3]
        .bind(1, key)
        .bind(2, estate.hash)
        .bind(3, estate.programVersion)
        .bind(4, estate.ruleSetHash)
        .bindBlob(5, text)
        .run();
}

Expected<void> ChangeWriter::writeRow(std::int64_t key, const AnchorSet &set, std::uint64_t)
{
    return m_inserts[4]
        .bind(1, key)
        .bind(2, set.anchor.moment.time_since_epoch().count())
        .bind(3, set.anchor.wall.time_since_epoch().count())
        .bind(4, set.anchor.sinceBoot.count())
        .bind(5, set.anchor.boot)
        .run();
}

Expected<void> ChangeWriter::writeRow(std::int64_t key, const SuppressionSet &set, std::uint64_t)
{
    return m_inserts[5]
        .bind(1, key)
        .bind(2, static_cast<std::int64_t>(set.kind))
        .bind(3, set.about)
        .bind(4, set.from.time_since_epoch().count())
        .bind(5, set.until.time_since_epoch().count())
        .bind(6, set.by)
        .run();
}

Expected<std::vector<DatedChange>> readChanges(const Database &database, TickNumber after, TickNumber upTo,
                                               WhichEstates estates)
{
    const auto version = database.number("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    std::vector<KeyedChange> found;
    for (const ChangeTable &table : tables) {
        if (table.since > *version)
            continue; // a file of an older format, opened for reading only
        auto read = readTable(database, table, estates, changeKey(withinKeys(after) + 1),
                              changeKey(withinKeys(upTo) + 1), found);
        if (!read)
            return tl::unexpected(std::move(read.error()));
    }
    std::sort(found.begin(), found.end(), [](const KeyedChange &a, const KeyedChange &b) { return a.key < b.key; });
    std::vector<DatedChange> changes;
    changes.reserve(found.size());
    for (KeyedChange &each : found)
        changes.push_back({static_cast<TickNumber>(each.key) >> 24, std::move(each.change)});
    return changes;
}

std::string encodeLabels(const Labels &labels)
{
    ByteWriter bytes;
    for (const auto &[name, value] : labels) {
        bytes.text(name);
        bytes.text(value);
    }
    return std::string(bytes.bytes());
}

std::optional<Labels> decodeLabels(std::string_view blob)
{
    ByteReader bytes(blob);
    Labels::List labels;
    while (!bytes.atEnd()) {
        std::string name(bytes.text());
        labels.emplace_back(std::move(name), bytes.text());
    }
    if (!bytes.ok())
        return {};
    return labels;
}
} // namespace signalbox
