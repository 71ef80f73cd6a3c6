// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/layout.h>

#include <recording/tile.h>

namespace signalbox
{
namespace
{
// What format 2 has and format 1 had not.
constexpr const char *inFormat2 = R"sql(
CREATE TABLE earlier (key INTEGER PRIMARY KEY, series INTEGER, moment INTEGER, count INTEGER, points BLOB);
CREATE INDEX earlier_series ON earlier (series);
CREATE TABLE entry (number INTEGER PRIMARY KEY, wall INTEGER, who TEXT, act TEXT, what TEXT, text TEXT, hash BLOB);
)sql";

constexpr const char *inFormat3 = R"sql(
CREATE TABLE suppression (key INTEGER PRIMARY KEY, kind INTEGER, about TEXT, start INTEGER, "end" INTEGER, by TEXT);
ALTER TABLE entry ADD COLUMN until INTEGER;
)sql";

constexpr const char *upgrades[] = {inFormat2, inFormat3};
} // namespace

const FileKind recordingKind = {
    "recording",
    0x53474258, // "SGBX"
    3,
    // Small columns come first: SQLite reads a row's blobs only as far as the column that is asked for.
    R"sql(
CREATE TABLE series (key INTEGER PRIMARY KEY, id INTEGER, kind TEXT, name TEXT, metric TEXT, labels BLOB, source TEXT,
                     unit TEXT, interval INTEGER, count INTEGER);
CREATE TABLE text (key INTEGER PRIMARY KEY, id INTEGER, text TEXT);
CREATE TABLE alert (key INTEGER PRIMARY KEY, id INTEGER, rule TEXT, version INTEGER, kind TEXT, name TEXT, labels BLOB,
                    count INTEGER);
CREATE TABLE estate (key INTEGER PRIMARY KEY, hash TEXT, program TEXT, rules TEXT, text BLOB);
CREATE TABLE anchor (key INTEGER PRIMARY KEY, moment INTEGER, wall INTEGER, since_boot INTEGER, boot TEXT);
CREATE TABLE window (first INTEGER PRIMARY KEY, last INTEGER, start INTEGER, "end" INTEGER, facts INTEGER,
                     events INTEGER, gaps INTEGER, cells BLOB, ticks BLOB, transitions BLOB);
CREATE INDEX window_start ON window (start);
CREATE TABLE frame (tick INTEGER PRIMARY KEY, moment INTEGER, journal INTEGER, marks INTEGER, count INTEGER,
                    transitions BLOB, facts BLOB);
CREATE TABLE base (grp INTEGER PRIMARY KEY, tile BLOB);
CREATE TABLE tile (key INTEGER PRIMARY KEY, tile BLOB);
)sql",
    "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=OFF; PRAGMA cache_size=-8192; PRAGMA journal_size_limit=16777216;",
    1,
    upgrades,
};

namespace
{
std::string windowQuery(WindowOrder order, WindowFilter filter)
{
    const bool byTick = order == WindowOrder::AtOrBeforeTick || order == WindowOrder::AfterTick;
    const bool forward = order == WindowOrder::AfterTick || order == WindowOrder::AfterMoment;
    std::string sql = R"sql(SELECT first, last, start, "end", facts, events, gaps FROM window WHERE )sql";
    sql += byTick ? "first" : "start";
    sql += forward ? " > ?1" : " <= ?1";
    if (filter == WindowFilter::WithFacts)
        sql += " AND (last IS NULL OR facts > 0)";
    else if (filter == WindowFilter::WithEvents)
        sql += " AND (last IS NULL OR events > 0)";
    sql += " ORDER BY ";
    sql += byTick ? "first" : "start";
    sql += forward ? " ASC LIMIT 1" : " DESC LIMIT 1";
    return sql;
}

Moment momentOf(std::int64_t milliseconds)
{
    return Moment(Milliseconds(milliseconds));
}

Expected<std::vector<MarkedTick>> openTicks(const Database &database, const WindowRow &window)
{
    auto rows = database.prepare("SELECT tick, moment, journal, marks FROM frame WHERE tick >= ?1 ORDER BY tick");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(window.first));
    std::vector<MarkedTick> ticks;
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return ticks;
        if (ticks.size() == largestWindow)
            return tl::unexpected(damaged(database, "the open window has more ticks than a recorder leaves in one"));
        ticks.push_back({{static_cast<TickNumber>(rows->integer(0)), momentOf(rows->integer(1)),
                          static_cast<std::uint64_t>(rows->integer(2))},
                         static_cast<std::uint8_t>(rows->integer(3))});
    }
}
} // namespace

Expected<std::optional<WindowRow>> findWindow(const Database &database, WindowOrder order, std::int64_t from,
                                              WindowFilter filter)
{
    auto rows = database.prepare(windowQuery(order, filter).c_str());
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, from);
    const auto row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::optional<WindowRow>{};
    const auto count = [&](int column) { return static_cast<std::uint64_t>(rows->integer(column)); };
    WindowRow window;
    window.first = count(0);
    window.last = count(1);
    window.start = momentOf(rows->integer(2));
    window.end = momentOf(rows->integer(3));
    window.facts = count(4);
    window.events = count(5);
    window.gaps = count(6);
    if (window.first == 0 || window.first > largestTick)
        return tl::unexpected(damaged(database, "a window begins at no tick"));
    return window;
}

Expected<std::uint64_t> countDeclared(const Database &database, Numbered kind, TickNumber upTo)
{
    auto rows =
        database.prepare(kind == Numbered::Series ? "SELECT count FROM series WHERE key < ?1 ORDER BY key DESC LIMIT 1"
                                                  : "SELECT count FROM alert WHERE key < ?1 ORDER BY key DESC LIMIT 1");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, changeKey(withinKeys(upTo) + 1));
    const auto row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    const auto count = *row ? static_cast<std::uint64_t>(rows->integer(0)) : 0;
    if (count > largestSeriesCount)
        return tl::unexpected(damaged(database, "it claims more series or alerts than there can be"));
    return count;
}

Expected<std::string> windowBlob(const Database &database, const WindowRow &window, const char *column)
{
    auto rows = database.prepare((std::string("SELECT ") + column + " FROM window WHERE first = ?1").c_str());
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(window.first));
    const auto row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? rows->text(0) : std::string();
}

Expected<std::vector<MarkedTick>> ticksOf(const Database &database, const WindowRow &window, Decompressor &decompressor)
{
    auto ticks = [&]() -> Expected<std::vector<MarkedTick>> {
        if (window.isOpen())
            return openTicks(database, window);
        const auto blob = windowBlob(database, window, "ticks");
        if (!blob)
            return tl::unexpected(blob.error());
        std::string bytes;
        auto decoded = decompressor.decompress(*blob, bytes) ? decodeTicks(bytes) : std::nullopt;
        if (!decoded || decoded->size() > largestWindow)
            return tl::unexpected(damaged(database, "the ticks of window " + std::to_string(window.first)));
        return std::move(*decoded);
    }();
    if (ticks && (ticks->empty() || ticks->front().tick.number != window.first))
        return tl::unexpected(damaged(database, "window " + std::to_string(window.first) + " lacks its ticks"));
    return ticks;
}

Problem damaged(const Database &database, const std::string &part)
{
    return {database.path(), "the recording is damaged: " + part,
            "Fetch a whole copy; other moments of this one may still be readable"};
}

Problem damagedFacts(const Database &database, const WindowRow &window)
{
    return damaged(database, "the facts of window " + std::to_string(window.first));
}

Problem damagedTick(const Database &database, TickNumber tick)
{
    return damaged(database, "tick " + std::to_string(tick));
}
} // namespace signalbox
