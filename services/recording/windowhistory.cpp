// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/earlier.h>
#include <recording/offset.h>
#include <recording/overlay.h>
#include <recording/windowreader.h>

namespace signalbox
{
Expected<std::vector<HistoryPoint>> WindowReader::history(const Database &database, SeriesId series, Moment from,
                                                          Moment to)
{
    std::vector<HistoryPoint> points;
    if (auto read = factsOf(database, series, from, to, points); !read)
        return tl::unexpected(std::move(read.error()));
    const auto answers = readEarlierOf(database, series, to);
    if (!answers)
        return tl::unexpected(answers.error());
    if (answers->empty())
        return points;
    const auto begin = firstFact(database, series, to);
    if (!begin)
        return tl::unexpected(begin.error());
    for (const Earlier &answer : *answers)
        overlayEarlier(answer, *begin, from, to, points);
    return points;
}

Expected<void> WindowReader::factsOf(const Database &database, SeriesId series, Moment from, Moment to,
                                     std::vector<HistoryPoint> &into)
{
    auto window = findWindow(database, WindowOrder::AtOrBeforeMoment, from.time_since_epoch().count());
    if (window && !*window)
        window = findWindow(database, WindowOrder::AfterTick, 0);
    while (window && *window && (*window)->start <= to) {
        auto read = (*window)->isOpen() ? openHistory(database, series, from, to, into)
                                        : closedHistory(database, **window, series, from, to, into);
        if (!read)
            return read;
        window = findWindow(database, WindowOrder::AfterTick, static_cast<std::int64_t>((*window)->first));
    }
    if (!window)
        return tl::unexpected(window.error());
    return {};
}

Expected<std::optional<Moment>> WindowReader::firstFact(const Database &database, SeriesId series, Moment knownBy)
{
    auto birth = database.prepare("SELECT min(key) FROM series WHERE id = ?1");
    if (!birth)
        return tl::unexpected(std::move(birth.error()));
    birth->bind(1, static_cast<std::int64_t>(series));
    if (const auto row = birth->step(); !row)
        return tl::unexpected(row.error());
    auto window = findWindow(database, WindowOrder::AtOrBeforeTick, birth->integer(0) >> 24);
    if (window && !*window)
        window = findWindow(database, WindowOrder::AfterTick, 0);
    std::vector<HistoryPoint> facts;
    while (window && *window && (*window)->start <= knownBy) {
        auto read = (*window)->isOpen() ? openHistory(database, series, Moment::min(), knownBy, facts)
                                        : closedHistory(database, **window, series, Moment::min(), knownBy, facts);
        if (!read)
            return tl::unexpected(std::move(read.error()));
        if (!facts.empty())
            return std::optional(facts.front().at);
        window = findWindow(database, WindowOrder::AfterTick, static_cast<std::int64_t>((*window)->first));
    }
    if (!window)
        return tl::unexpected(window.error());
    return std::optional<Moment>{};
}

Expected<void> WindowReader::closedHistory(const Database &database, const WindowRow &window, SeriesId series,
                                           Moment from, Moment to, std::vector<HistoryPoint> &into)
{
    if (window.end < from)
        return {};
    auto rows = database.prepare("SELECT tile FROM tile WHERE key = ?1");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, tileKey(window.first, index(series) / seriesPerTile));
    const auto row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return {}; // none of its group had been declared
    const auto ticks = readTicks(database, window);
    if (!ticks)
        return tl::unexpected(ticks.error());
    m_facts.clear();
    if (!m_tile.load(rows->bytes(0), ticks->moments, window.start) ||
        !m_tile.facts(index(series) % seriesPerTile, m_facts))
        return tl::unexpected(damagedFacts(database, window));
    for (const TileFact &fact : m_facts) {
        const Moment tick = ticks->moments[fact.tick];
        if (tick >= from && tick <= to)
            into.push_back({later(tick, fact.atOffset), valueOf(fact.value), kindOf(fact.value)});
    }
    return {};
}

Expected<void> WindowReader::openHistory(const Database &database, SeriesId series, Moment from, Moment to,
                                         std::vector<HistoryPoint> &into)
{
    auto rows =
        database.prepare("SELECT tick, moment, facts FROM frame WHERE moment >= ?1 AND moment <= ?2 ORDER BY tick");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, from.time_since_epoch().count()).bind(2, to.time_since_epoch().count());
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const Moment moment{Milliseconds(rows->integer(1))};
        FactCursor cursor(rows->bytes(2));
        while (cursor.next() && cursor.fact().series <= index(series)) {
            const CodedFact &fact = cursor.fact();
            if (fact.series == index(series))
                into.push_back({later(moment, fact.atOffset), valueOf(fact.value), kindOf(fact.value)});
        }
        if (cursor.damaged())
            return tl::unexpected(damagedTick(database, static_cast<TickNumber>(rows->integer(0))));
    }
}
} // namespace signalbox
