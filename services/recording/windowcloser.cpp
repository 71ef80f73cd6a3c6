// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/windowcloser.h>

#include <algorithm>
#include <map>
#include <numeric>

#include <recording/offset.h>

namespace signalbox
{
namespace
{
Expected<void> runWith(const Database &database, const char *sql, std::int64_t key, std::string_view blob)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return tl::unexpected(std::move(statement.error()));
    return statement->bind(1, key).bindBlob(2, blob).run();
}
} // namespace

Expected<void> WindowCloser::open(Database &database, const Tick &first, std::string_view cells)
{
    auto statement = database.prepare("INSERT INTO window (first, start, cells) VALUES (?1, ?2, ?3)");
    if (!statement)
        return tl::unexpected(std::move(statement.error()));
    return statement->bind(1, static_cast<std::int64_t>(first.number))
        .bind(2, first.moment.time_since_epoch().count())
        .bindBlob(3, cells)
        .run();
}

Expected<void> WindowCloser::close(Database &database, const WindowRow &window, const Tick &next, std::uint64_t series)
{
    auto ticks = ticksOf(database, window, m_decompressor);
    if (!ticks)
        return tl::unexpected(std::move(ticks.error()));
    m_ticks = std::move(*ticks);
    if (auto read = readFrames(database, window); !read)
        return read;
    for (std::uint64_t begin = 0; begin < series; begin += seriesPerTile) {
        const std::size_t count = std::min<std::uint64_t>(seriesPerTile, series - begin);
        if (auto rewritten = rewriteGroup(database, window, next.moment, begin / seriesPerTile, count); !rewritten)
            return rewritten;
    }
    return finish(database, window, next);
}

Expected<void> WindowCloser::readFrames(const Database &database, const WindowRow &window)
{
    m_frames.clear();
    m_transitions.clear();
    m_cursors.clear();
    m_cursorDone.clear();
    auto rows = database.prepare("SELECT transitions, facts FROM frame WHERE tick >= ?1 ORDER BY tick");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(window.first));
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        m_transitions.push_back(rows->text(0));
        m_frames.push_back(rows->text(1));
    }
    for (const std::string &frame : m_frames) {
        m_cursors.emplace_back(frame);
        m_cursorDone.push_back(!m_cursors.back().next());
    }
    return {};
}

Expected<void> WindowCloser::rewriteGroup(Database &database, const WindowRow &window, Moment nextStart,
                                          std::uint64_t group, std::size_t series)
{
    m_bases.assign(series, {});
    if (auto read = readBases(database, window, group); !read)
        return read;
    if (auto gathered = gatherFacts(database, group); !gathered)
        return gathered;
    const std::string tile = m_encoder.encode(m_bases, m_facts, m_ends);
    auto written = runWith(database, "INSERT INTO tile VALUES (?1, ?2)", tileKey(window.first, group), tile);
    if (!written)
        return written;
    holdFacts(window.start, nextStart);
    const std::string base = m_encoder.encode(m_bases, {}, std::span(m_noFacts).first(series));
    return runWith(database, "INSERT OR REPLACE INTO base VALUES (?1, ?2)", static_cast<std::int64_t>(group), base);
}

Expected<void> WindowCloser::readBases(const Database &database, const WindowRow &window, std::uint64_t group)
{
    auto rows = database.prepare("SELECT tile FROM base WHERE grp = ?1");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(group));
    const auto row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return {}; // the group was born in this window
    if (!m_decoder.load(rows->bytes(0), {}, window.start) || m_decoder.seriesCount() > m_bases.size() ||
        !m_decoder.bases(m_bases))
        return tl::unexpected(damaged(database, "what was held when the open window began"));
    return {};
}

Expected<void> WindowCloser::gatherFacts(const Database &database, std::uint64_t group)
{
    const std::uint64_t first = group * seriesPerTile;
    m_series.clear();
    m_gathered.clear();
    m_ends.assign(m_bases.size() + 1, 0);
    for (std::size_t tick = 0; tick < m_cursors.size(); ++tick) {
        FactCursor &cursor = m_cursors[tick];
        while (!m_cursorDone[tick] && cursor.fact().series < first + m_bases.size()) {
            const auto series = static_cast<std::uint32_t>(cursor.fact().series - first);
            m_series.push_back(series);
            m_gathered.push_back({static_cast<std::uint32_t>(tick), cursor.fact().atOffset, cursor.fact().value});
            ++m_ends[series + 1];
            m_cursorDone[tick] = !cursor.next();
        }
        if (cursor.damaged())
            return tl::unexpected(damaged(database, "tick " + std::to_string(m_ticks[tick].tick.number)));
    }
    // From order of tick to order of series: m_ends first says where each series begins, and moves to where it ends.
    std::partial_sum(m_ends.begin(), m_ends.end(), m_ends.begin());
    m_ends.pop_back();
    m_facts.resize(m_gathered.size());
    for (std::size_t i = 0; i < m_gathered.size(); ++i)
        m_facts[m_ends[m_series[i]]++] = m_gathered[i];
    return {};
}

// What was held when the window began becomes what is held at its end.
void WindowCloser::holdFacts(Moment start, Moment nextStart)
{
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < m_bases.size(); ++i) {
        HeldAtStart &base = m_bases[i];
        Moment at = later(start, base.atOffset);
        for (std::uint32_t k = begin; k < m_ends[i]; ++k) {
            const TileFact &fact = m_facts[k];
            const Moment said = later(m_ticks[fact.tick].tick.moment, fact.atOffset);
            if (base.held && said < at)
                continue; // an older `at` never replaces a newer one
            base.held = true;
            base.value = fact.value;
            at = said;
        }
        begin = m_ends[i];
        if (base.held)
            base.atOffset = offsetBetween(nextStart, at);
    }
}

Expected<std::string> WindowCloser::foldCells(const Database &database, const WindowRow &window, Moment nextStart)
{
    const auto blob = windowBlob(database, window, "cells");
    if (!blob)
        return tl::unexpected(blob.error());
    const auto atStart = decodeTransitions(*blob, window.start);
    if (!atStart)
        return tl::unexpected(damaged(database, "the alerts at the start of window " + std::to_string(window.first)));
    std::map<AlertId, AlertCell> cells;
    const auto fold = [&cells](const std::vector<Transition> &transitions) {
        for (const Transition &each : transitions)
            cells[each.alert] = each.cell;
    };
    fold(*atStart);
    for (std::size_t tick = 0; tick < m_transitions.size(); ++tick) {
        if (m_transitions[tick].empty())
            continue;
        const auto changed = decodeTransitions(m_transitions[tick], m_ticks[tick].tick.moment);
        if (!changed)
            return tl::unexpected(damaged(database, "the alerts of tick " + std::to_string(m_ticks[tick].tick.number)));
        fold(*changed);
    }
    std::vector<Transition> active; // at rest a cell is all zeros and needs no row
    for (const auto &[alert, cell] : cells) {
        if (cell != AlertCell{})
            active.push_back({alert, cell});
    }
    return encodeTransitions(active, nextStart);
}

Expected<void> WindowCloser::finish(Database &database, const WindowRow &window, const Tick &next)
{
    const auto cells = foldCells(database, window, next.moment);
    if (!cells)
        return tl::unexpected(cells.error());
    const auto count = [this](std::uint8_t mark) {
        return std::count_if(m_ticks.begin(), m_ticks.end(),
                             [mark](const MarkedTick &each) { return each.marks & mark; });
    };
    const auto facts = database.number("SELECT coalesce(sum(count), 0) FROM frame");
    if (!facts)
        return tl::unexpected(facts.error());
    const std::string ticks = m_compressor.compress(encodeTicks(m_ticks));
    const std::string transitions = m_compressor.compress(encodeWindowTransitions(m_transitions));
    auto closed = database.prepare(R"sql(UPDATE window SET last = ?2, "end" = ?3, facts = ?4, events = ?5, gaps = ?6,
                                         ticks = ?7, transitions = ?8 WHERE first = ?1)sql");
    if (!closed)
        return tl::unexpected(std::move(closed.error()));
    auto updated = closed->bind(1, static_cast<std::int64_t>(window.first))
                       .bind(2, static_cast<std::int64_t>(m_ticks.back().tick.number))
                       .bind(3, m_ticks.back().tick.moment.time_since_epoch().count())
                       .bind(4, *facts)
                       .bind(5, static_cast<std::int64_t>(count(MarkedTick::hasEvent)))
                       .bind(6, static_cast<std::int64_t>(count(MarkedTick::afterGap)))
                       .bindBlob(7, ticks)
                       .bindBlob(8, transitions)
                       .run();
    if (!updated)
        return updated;
    if (auto dropped = database.run("DELETE FROM frame"); !dropped)
        return dropped;
    return open(database, next, *cells);
}

std::string encodeWindowTransitions(const std::vector<std::string> &transitions)
{
    ByteWriter bytes;
    std::size_t next = 0;
    for (std::size_t tick = 0; tick < transitions.size(); ++tick) {
        if (transitions[tick].empty())
            continue;
        bytes.number(tick - next);
        bytes.text(transitions[tick]);
        next = tick + 1;
    }
    return std::string(bytes.bytes());
}

std::optional<std::vector<std::string>> decodeWindowTransitions(std::string_view blob, std::size_t ticks)
{
    std::vector<std::string> transitions(ticks);
    ByteReader bytes(blob);
    std::uint64_t next = 0;
    while (!bytes.atEnd()) {
        const std::uint64_t tick = next + bytes.numberUpTo(ticks);
        const std::string_view changed = bytes.text();
        if (!bytes.ok() || tick >= ticks)
            return {};
        transitions[tick] = std::string(changed);
        next = tick + 1;
    }
    if (!bytes.ok())
        return {};
    return transitions;
}
} // namespace signalbox
