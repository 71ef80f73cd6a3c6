// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <estate/problem.h>
#include <recording/frame.h>

namespace signalbox
{
/// The value of every series and every alert's cell at one tick. Vectors are indexed by id; what was never said is
/// `held` = false.
struct RecordedState {
    struct Held {
        double value = 0;
        Moment at{};
        FactKind kind = FactKind::Number;
        bool held = false;
    };
    Tick tick;
    std::vector<Held> samples;
    std::vector<AlertCell> alerts;
};

/// First and last tick of a recording; both 0 when it is empty.
struct Extent {
    Tick first;
    Tick last;
};

/// A change and the tick at which it came.
struct DatedChange {
    TickNumber tick = 0;
    Change change;
};

/// One point of a series' past.
struct HistoryPoint {
    Moment at{};
    double value = 0;
    FactKind kind = FactKind::Number;
    bool isEarlier = false; ///< of before the series was recorded, known later: to be drawn apart
};

/// What a step forward or backward stops at.
enum class StepTo : std::uint8_t {
    Facts, ///< any tick with facts
    Event, ///< an alert's transition, another estate, a step of the clock, a gap in the recording
};

/// Reading side of a recording. Const throughout: nobody writes through it. Blocking; one thread at a time each.
class Recording
{
public:
    virtual ~Recording() = default;
    [[nodiscard]] virtual Expected<Extent> extent() const = 0;
    /// Changes of ticks in (after, upTo], in order.
    [[nodiscard]] virtual Expected<std::vector<DatedChange>> changes(TickNumber after, TickNumber upTo) const = 0;
    /// As changes(), but of estates only the last: what a fold needs that goes to `upTo` at once. Texts of estates are
    /// large, and there may be thousands.
    [[nodiscard]] virtual Expected<std::vector<DatedChange>> changesToFold(TickNumber after, TickNumber upTo) const
    {
        return changes(after, upTo);
    }
    /// Samples and cells at the end of that tick.
    [[nodiscard]] virtual Expected<RecordedState> stateAt(TickNumber tick) const = 0;
    /// Whole frames of ticks in (after, upTo], at most `maximum`, in order; closed windows too.
    [[nodiscard]] virtual Expected<std::vector<Frame>> frames(TickNumber after, TickNumber upTo,
                                                              std::size_t maximum) const = 0;
    /// The last tick at or before moment; the first tick where moment lies before it.
    [[nodiscard]] virtual Expected<Tick> tickAt(Moment moment) const = 0;
    /// The next tick after (forward) or before (backward) that StepTo names; nothing at the end.
    [[nodiscard]] virtual Expected<std::optional<Tick>> step(TickNumber from, bool forward, StepTo to) const = 0;
    /// Facts of a series with from <= tick moment <= to, in order of tick. Before the series' first fact of all come
    /// the points with from <= at <= to that were said of its past (Frame::earlier) by the moment `to`.
    [[nodiscard]] virtual Expected<std::vector<HistoryPoint>> history(SeriesId series, Moment from,
                                                                      Moment to) const = 0;
    /// `at` of a series' first fact that became known by that moment; nothing where there is none.
    [[nodiscard]] virtual Expected<std::optional<Moment>> firstFact(SeriesId series, Moment knownBy) const = 0;
    /// Stretches without any tick for more than 5 s (recorder not running, disk full), within [from, to].
    struct Gap {
        Moment from;
        Moment to;
    };
    [[nodiscard]] virtual Expected<std::vector<Gap>> gaps(Moment from, Moment to) const = 0;
};
} // namespace signalbox
