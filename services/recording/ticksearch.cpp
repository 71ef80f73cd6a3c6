// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/ticksearch.h>

#include <algorithm>

namespace signalbox
{
namespace
{
std::int64_t milliseconds(Moment moment)
{
    return moment.time_since_epoch().count();
}

// The nearest tick of that window beyond `from` that bears the mark.
std::optional<Tick> nearest(const std::vector<MarkedTick> &ticks, TickNumber from, bool forward, std::uint8_t mark)
{
    if (forward) {
        const auto found = std::find_if(ticks.begin(), ticks.end(), [&](const MarkedTick &each) {
            return each.tick.number > from && (each.marks & mark) != 0;
        });
        return found == ticks.end() ? std::nullopt : std::optional(found->tick);
    }
    const auto found = std::find_if(ticks.rbegin(), ticks.rend(), [&](const MarkedTick &each) {
        return each.tick.number < from && (each.marks & mark) != 0;
    });
    return found == ticks.rend() ? std::nullopt : std::optional(found->tick);
}
} // namespace

Expected<std::optional<Tick>> TickSearch::firstTick()
{
    const auto window = findWindow(m_database, WindowOrder::AfterTick, 0);
    if (!window)
        return tl::unexpected(window.error());
    if (!*window)
        return std::optional<Tick>{};
    const auto ticks = ticksOf(m_database, **window, m_decompressor);
    if (!ticks)
        return tl::unexpected(ticks.error());
    return ticks->front().tick;
}

Expected<std::optional<Tick>> TickSearch::lastTick()
{
    // The last window is open and has a frame at least: the writer opens it together with its first one.
    auto rows = m_database.prepare("SELECT tick, moment, journal FROM frame ORDER BY tick DESC LIMIT 1");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    const auto row = rows->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::optional<Tick>{};
    return Tick{static_cast<TickNumber>(rows->integer(0)), Moment(Milliseconds(rows->integer(1))),
                static_cast<std::uint64_t>(rows->integer(2))};
}

Expected<Extent> TickSearch::extent()
{
    const auto first = firstTick();
    if (!first)
        return tl::unexpected(first.error());
    const auto last = lastTick();
    if (!last)
        return tl::unexpected(last.error());
    if (first->has_value() != last->has_value())
        return tl::unexpected(damaged(m_database, "it has windows without ticks, or ticks without a window"));
    return Extent{first->value_or(Tick{}), last->value_or(Tick{})};
}

Expected<Tick> TickSearch::tickAt(Moment moment)
{
    const auto window = findWindow(m_database, WindowOrder::AtOrBeforeMoment, milliseconds(moment));
    if (!window)
        return tl::unexpected(window.error());
    if (!*window) {
        const auto first = firstTick();
        if (!first)
            return tl::unexpected(first.error());
        return first->value_or(Tick{});
    }
    const auto ticks = ticksOf(m_database, **window, m_decompressor);
    if (!ticks)
        return tl::unexpected(ticks.error());
    const auto after = std::upper_bound(ticks->begin(), ticks->end(), moment,
                                        [](Moment m, const MarkedTick &each) { return m < each.tick.moment; });
    return after == ticks->begin() ? ticks->front().tick : std::prev(after)->tick;
}

Expected<std::optional<Tick>> TickSearch::step(TickNumber from, bool forward, StepTo to)
{
    const bool toFacts = to == StepTo::Facts;
    const std::uint8_t mark = toFacts ? MarkedTick::hasFacts : MarkedTick::hasEvent;
    const WindowFilter filter = toFacts ? WindowFilter::WithFacts : WindowFilter::WithEvents;
    // The window that `from` lies in may hold the next one as well; after it every window that the filter lets through
    // does, but for one still open.
    auto window = findWindow(m_database, WindowOrder::AtOrBeforeTick, static_cast<std::int64_t>(withinKeys(from)),
                             forward ? WindowFilter::Any : filter);
    if (window && !*window && forward)
        window = findWindow(m_database, WindowOrder::AfterTick, 0, filter);
    while (window && *window) {
        const auto ticks = ticksOf(m_database, **window, m_decompressor);
        if (!ticks)
            return tl::unexpected(ticks.error());
        if (auto found = nearest(*ticks, from, forward, mark))
            return found;
        const auto first = static_cast<std::int64_t>((*window)->first);
        window = forward ? findWindow(m_database, WindowOrder::AfterTick, first, filter)
                         : findWindow(m_database, WindowOrder::AtOrBeforeTick, first - 1, filter);
    }
    if (!window)
        return tl::unexpected(window.error());
    return std::optional<Tick>{};
}

// All gaps that end at a tick of this window. `before`: the moment of the last tick before it.
Expected<void> TickSearch::gapsOf(const WindowRow &window, std::optional<Moment> before,
                                  std::vector<Recording::Gap> &into)
{
    const auto ticks = ticksOf(m_database, window, m_decompressor);
    if (!ticks)
        return tl::unexpected(ticks.error());
    for (const MarkedTick &each : *ticks) {
        if ((each.marks & MarkedTick::afterGap) != 0 && before)
            into.push_back({*before, each.tick.moment});
        before = each.tick.moment;
    }
    return {};
}

Expected<std::vector<Recording::Gap>> TickSearch::gaps(Moment from, Moment to)
{
    const auto first = firstTick();
    if (!first)
        return tl::unexpected(first.error());
    const auto last = lastTick();
    if (!last)
        return tl::unexpected(last.error());
    std::vector<Recording::Gap> found;
    if (!*first || !*last)
        return to > from + longestSilence ? std::vector<Recording::Gap>{{from, to}} : found;
    if (from < (*first)->moment)
        found.push_back({from, (*first)->moment});

    auto window = findWindow(m_database, WindowOrder::AtOrBeforeMoment, milliseconds(from));
    if (window && !*window)
        window = findWindow(m_database, WindowOrder::AfterTick, 0);
    std::optional<Moment> before;
    while (window && *window && (before ? *before : (*window)->start) <= to) {
        // The first tick of the window may itself end a gap, which began with the window before it.
        if (!before && (*window)->first > (*first)->number) {
            const auto earlier =
                findWindow(m_database, WindowOrder::AtOrBeforeTick, static_cast<std::int64_t>((*window)->first) - 1);
            if (!earlier)
                return tl::unexpected(earlier.error());
            if (*earlier)
                before = (*earlier)->end;
        }
        if ((*window)->isOpen() || (*window)->gaps > 0) {
            if (auto read = gapsOf(**window, before, found); !read)
                return tl::unexpected(std::move(read.error()));
        }
        if ((*window)->isOpen())
            break;
        before = (*window)->end;
        window = findWindow(m_database, WindowOrder::AfterTick, static_cast<std::int64_t>((*window)->first));
    }
    if (!window)
        return tl::unexpected(window.error());
    if (to > (*last)->moment + longestSilence)
        found.push_back({(*last)->moment, to});

    std::vector<Recording::Gap> within;
    for (const Recording::Gap &gap : found) {
        if (gap.from < to && gap.to > from)
            within.push_back({std::max(gap.from, from), std::min(gap.to, to)});
    }
    return within;
}
} // namespace signalbox
