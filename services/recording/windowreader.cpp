// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/windowreader.h>

#include <algorithm>

#include <recording/changes.h>
#include <recording/earlier.h>
#include <recording/offset.h>
#include <recording/windowcloser.h>

namespace signalbox
{
namespace
{
// An older `at` never replaces a newer one.
void hold(RecordedState::Held &held, const CodedFact &fact, Moment tick)
{
    const Moment at = later(tick, fact.atOffset);
    if (held.held && at < held.at)
        return;
    held = {valueOf(fact.value), at, kindOf(fact.value), true};
}
} // namespace

Expected<WindowReader::Ticks> WindowReader::readTicks(const Database &database, const WindowRow &window)
{
    auto marked = ticksOf(database, window, m_decompressor);
    if (!marked)
        return tl::unexpected(std::move(marked.error()));
    Ticks ticks;
    ticks.marked = std::move(*marked);
    ticks.moments.reserve(ticks.marked.size());
    for (const MarkedTick &each : ticks.marked)
        ticks.moments.push_back(each.tick.moment);
    return ticks;
}

Expected<RecordedState> WindowReader::stateAt(const Database &database, TickNumber tick)
{
    RecordedState state;
    const auto window = findWindow(database, WindowOrder::AtOrBeforeTick, static_cast<std::int64_t>(withinKeys(tick)));
    if (!window)
        return tl::unexpected(window.error());
    if (!*window)
        return state;
    const auto ticks = readTicks(database, **window);
    if (!ticks)
        return tl::unexpected(ticks.error());
    const auto after = std::upper_bound(ticks->marked.begin(), ticks->marked.end(), tick,
                                        [](TickNumber t, const MarkedTick &each) { return t < each.tick.number; });
    const auto count = static_cast<std::size_t>(after - ticks->marked.begin());
    state.tick = std::prev(after)->tick; // the window's first tick is not after `tick`

    const auto series = countDeclared(database, Numbered::Series, state.tick.number);
    if (!series)
        return tl::unexpected(series.error());
    const auto alerts = countDeclared(database, Numbered::Alerts, state.tick.number);
    if (!alerts)
        return tl::unexpected(alerts.error());
    state.samples.resize(*series);
    state.alerts.resize(*alerts);
    if (auto read = readTiles(database, **window, *ticks, count, state); !read)
        return tl::unexpected(std::move(read.error()));
    if (auto read = readCells(database, **window, *ticks, count, state); !read)
        return tl::unexpected(std::move(read.error()));
    return state;
}

Expected<void> WindowReader::readTiles(const Database &database, const WindowRow &window, const Ticks &ticks,
                                       std::size_t count, RecordedState &state)
{
    auto rows = database.prepare(window.isOpen() ? "SELECT grp, tile FROM base ORDER BY grp"
                                                 : "SELECT key & 65535, tile FROM tile WHERE key >= ?1 AND key <= ?2");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    if (!window.isOpen())
        rows->bind(1, tileKey(window.first, 0)).bind(2, tileKey(window.first, 65535));
    std::vector<RecordedState::Held> spare; // for the last tile: series that were declared later in the window
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        const auto begin = static_cast<std::uint64_t>(rows->integer(0)) * seriesPerTile;
        if (!m_tile.load(rows->bytes(1), window.isOpen() ? std::span<const Moment>() : ticks.moments, window.start))
            return tl::unexpected(damagedFacts(database, window));
        if (begin >= state.samples.size())
            continue;
        const std::span<RecordedState::Held> all(state.samples);
        if (begin + m_tile.seriesCount() <= all.size()) {
            if (!m_tile.state(count, all.subspan(begin, m_tile.seriesCount())))
                return tl::unexpected(damagedFacts(database, window));
            continue;
        }
        spare.resize(m_tile.seriesCount());
        if (!m_tile.state(count, spare))
            return tl::unexpected(damagedFacts(database, window));
        std::copy_n(spare.begin(), all.size() - begin, all.begin() + static_cast<std::ptrdiff_t>(begin));
    }
    return window.isOpen() ? applyFrames(database, window, state) : Expected<void>();
}

Expected<void> WindowReader::applyFrames(const Database &database, const WindowRow &window, RecordedState &state)
{
    auto rows = database.prepare("SELECT tick, moment, facts FROM frame WHERE tick >= ?1 AND tick <= ?2 ORDER BY tick");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(window.first)).bind(2, static_cast<std::int64_t>(state.tick.number));
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const Moment moment{Milliseconds(rows->integer(1))};
        FactCursor cursor(rows->bytes(2));
        bool beyond = false;
        while (cursor.next() && !beyond) {
            beyond = cursor.fact().series >= state.samples.size();
            if (!beyond)
                hold(state.samples[cursor.fact().series], cursor.fact(), moment);
        }
        if (cursor.damaged() || beyond)
            return tl::unexpected(damagedTick(database, static_cast<TickNumber>(rows->integer(0))));
    }
}

// The transitions of the window's ticks, still encoded; empty where there was none.
Expected<std::vector<std::string>> WindowReader::transitionsOf(const Database &database, const WindowRow &window,
                                                               std::size_t ticks)
{
    if (!window.isOpen()) {
        const auto blob = windowBlob(database, window, "transitions");
        if (!blob)
            return tl::unexpected(blob.error());
        std::string bytes;
        auto transitions =
            m_decompressor.decompress(*blob, bytes) ? decodeWindowTransitions(bytes, ticks) : std::nullopt;
        if (!transitions)
            return tl::unexpected(damaged(database, "the alerts of window " + std::to_string(window.first)));
        return std::move(*transitions);
    }
    auto rows = database.prepare("SELECT transitions FROM frame WHERE tick >= ?1 ORDER BY tick");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(window.first));
    std::vector<std::string> transitions;
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return transitions;
        transitions.push_back(rows->text(0));
    }
}

Expected<void> WindowReader::readCells(const Database &database, const WindowRow &window, const Ticks &ticks,
                                       std::size_t count, RecordedState &state)
{
    const auto cells = windowBlob(database, window, "cells");
    if (!cells)
        return tl::unexpected(cells.error());
    const auto changes = transitionsOf(database, window, ticks.marked.size());
    if (!changes)
        return tl::unexpected(changes.error());
    const auto apply = [&](std::string_view blob, Moment reference) {
        const auto transitions = decodeTransitions(blob, reference);
        if (!transitions)
            return false;
        for (const Transition &each : *transitions) {
            if (index(each.alert) >= state.alerts.size())
                return false;
            state.alerts[index(each.alert)] = each.cell;
        }
        return true;
    };
    if (!apply(*cells, window.start))
        return tl::unexpected(damaged(database, "the alerts of window " + std::to_string(window.first)));
    for (std::size_t i = 0; i < std::min(count, changes->size()); ++i) {
        if (!(*changes)[i].empty() && !apply((*changes)[i], ticks.moments[i]))
            return tl::unexpected(damagedTick(database, ticks.marked[i].tick.number));
    }
    return {};
}

Expected<std::vector<Frame>> WindowReader::frames(const Database &database, TickNumber after, TickNumber upTo,
                                                  std::size_t maximum)
{
    std::vector<Frame> frames;
    after = withinKeys(after);
    auto window = findWindow(database, WindowOrder::AtOrBeforeTick, static_cast<std::int64_t>(after + 1));
    if (window && !*window)
        window = findWindow(database, WindowOrder::AfterTick, 0);
    while (window && *window && (*window)->first <= upTo && frames.size() < maximum) {
        auto read = (*window)->isOpen() ? openFrames(database, after, upTo, maximum, frames)
                                        : closedFrames(database, **window, after, upTo, maximum, frames);
        if (!read)
            return tl::unexpected(std::move(read.error()));
        window = findWindow(database, WindowOrder::AfterTick, static_cast<std::int64_t>((*window)->first));
    }
    if (!window)
        return tl::unexpected(window.error());
    if (auto added = addChanges(database, frames); !added)
        return tl::unexpected(std::move(added.error()));
    if (auto added = addEarlier(database, frames); !added)
        return tl::unexpected(std::move(added.error()));
    return frames;
}

Expected<void> WindowReader::addChanges(const Database &database, std::vector<Frame> &frames)
{
    if (frames.empty())
        return {};
    auto changes = readChanges(database, frames.front().tick.number - 1, frames.back().tick.number);
    if (!changes)
        return tl::unexpected(std::move(changes.error()));
    auto frame = frames.begin();
    for (DatedChange &each : *changes) {
        while (frame != frames.end() && frame->tick.number < each.tick)
            ++frame;
        if (frame == frames.end() || frame->tick.number != each.tick)
            return tl::unexpected(damagedTick(database, each.tick));
        frame->changes.push_back(std::move(each.change));
    }
    return {};
}

Expected<void> WindowReader::addEarlier(const Database &database, std::vector<Frame> &frames)
{
    if (frames.empty())
        return {};
    auto answers = readEarlier(database, frames.front().tick.number - 1, frames.back().tick.number);
    if (!answers)
        return tl::unexpected(std::move(answers.error()));
    auto frame = frames.begin();
    for (DatedEarlier &each : *answers) {
        while (frame != frames.end() && frame->tick.number < each.tick)
            ++frame;
        if (frame == frames.end() || frame->tick.number != each.tick)
            return tl::unexpected(damagedTick(database, each.tick));
        frame->earlier.push_back(std::move(each.answer));
    }
    return {};
}

Expected<void> WindowReader::closedFrames(const Database &database, const WindowRow &window, TickNumber after,
                                          TickNumber upTo, std::size_t maximum, std::vector<Frame> &into)
{
    const auto ticks = readTicks(database, window);
    if (!ticks)
        return tl::unexpected(ticks.error());
    const std::size_t before = into.size();
    std::size_t begin = 0; // the first tick wanted, counted from the window's first
    for (const MarkedTick &each : ticks->marked) {
        begin += each.tick.number <= after ? 1 : 0;
        if (each.tick.number > after && each.tick.number <= upTo && into.size() < maximum)
            into.push_back({each.tick, {}, {}, {}});
    }
    const std::span<Frame> added = std::span(into).subspan(before);
    if (added.empty())
        return {};
    if (auto read = closedFacts(database, window, *ticks, begin, added); !read)
        return read;
    const auto transitions = transitionsOf(database, window, ticks->marked.size());
    if (!transitions)
        return tl::unexpected(transitions.error());
    for (std::size_t i = 0; i < added.size(); ++i) {
        if ((*transitions)[begin + i].empty())
            continue;
        auto decoded = decodeTransitions((*transitions)[begin + i], added[i].tick.moment);
        if (!decoded)
            return tl::unexpected(damagedTick(database, added[i].tick.number));
        added[i].transitions = std::move(*decoded);
    }
    return {};
}

Expected<void> WindowReader::closedFacts(const Database &database, const WindowRow &window, const Ticks &ticks,
                                         std::size_t begin, std::span<Frame> into)
{
    auto rows = database.prepare("SELECT key & 65535, tile FROM tile WHERE key >= ?1 AND key <= ?2");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, tileKey(window.first, 0)).bind(2, tileKey(window.first, 65535));
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        m_facts.clear();
        m_ends.clear();
        if (!m_tile.load(rows->bytes(1), ticks.moments, window.start) || !m_tile.content(m_facts, m_ends))
            return tl::unexpected(damagedFacts(database, window));
        auto series = static_cast<std::uint32_t>(static_cast<std::size_t>(rows->integer(0)) * seriesPerTile);
        std::uint32_t at = 0;
        for (const std::uint32_t end : m_ends) {
            for (; at < end; ++at) {
                const TileFact &fact = m_facts[at];
                if (fact.tick >= begin && fact.tick < begin + into.size())
                    into[fact.tick - begin].facts.push_back({SeriesId(series), kindOf(fact.value),
                                                             later(ticks.moments[fact.tick], fact.atOffset),
                                                             valueOf(fact.value)});
            }
            ++series;
        }
    }
    return {};
}

// Without a look at the window's other ticks: this is what follows a recording live.
Expected<void> WindowReader::openFrames(const Database &database, TickNumber after, TickNumber upTo,
                                        std::size_t maximum, std::vector<Frame> &into)
{
    auto rows = database.prepare("SELECT tick, moment, journal, facts, transitions FROM frame "
                                 "WHERE tick > ?1 AND tick <= ?2 ORDER BY tick");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(after)).bind(2, static_cast<std::int64_t>(withinKeys(upTo)));
    while (into.size() < maximum) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        Frame frame;
        frame.tick = {static_cast<TickNumber>(rows->integer(0)), Moment(Milliseconds(rows->integer(1))),
                      static_cast<std::uint64_t>(rows->integer(2))};
        FactCursor cursor(rows->bytes(3));
        while (cursor.next()) {
            const CodedFact &fact = cursor.fact();
            frame.facts.push_back({SeriesId(fact.series), kindOf(fact.value), later(frame.tick.moment, fact.atOffset),
                                   valueOf(fact.value)});
        }
        std::optional<std::vector<Transition>> transitions(std::in_place);
        if (!rows->bytes(4).empty())
            transitions = decodeTransitions(rows->bytes(4), frame.tick.moment);
        if (cursor.damaged() || !transitions)
            return tl::unexpected(damagedTick(database, frame.tick.number));
        frame.transitions = std::move(*transitions);
        into.push_back(std::move(frame));
    }
    return {};
}
} // namespace signalbox
