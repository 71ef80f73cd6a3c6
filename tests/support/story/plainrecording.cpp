// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/plainrecording.h>

#include <algorithm>
#include <map>

namespace signalbox
{
PlainRecording::PlainRecording(std::vector<Frame> frames)
    : m_frames(std::move(frames))
{
}

Expected<Extent> PlainRecording::extent() const
{
    return m_frames.empty() ? Extent{} : Extent{m_frames.front().tick, m_frames.back().tick};
}

Expected<std::vector<DatedChange>> PlainRecording::changes(TickNumber after, TickNumber upTo) const
{
    std::vector<DatedChange> found;
    for (const Frame &frame : m_frames) {
        if (frame.tick.number <= after || frame.tick.number > upTo)
            continue;
        for (const Change &change : frame.changes)
            found.push_back({frame.tick.number, change});
    }
    return found;
}

Expected<RecordedState> PlainRecording::stateAt(TickNumber tick) const
{
    RecordedState state;
    for (const Frame &frame : m_frames) {
        if (frame.tick.number > tick)
            break;
        state.tick = frame.tick;
        for (const Fact &fact : frame.facts) {
            state.samples.resize(std::max(state.samples.size(), index(fact.series) + 1));
            RecordedState::Held &held = state.samples[index(fact.series)];
            if (!held.held || fact.at >= held.at)
                held = {fact.value, fact.at, fact.kind, true};
        }
        for (const Transition &transition : frame.transitions) {
            state.alerts.resize(std::max(state.alerts.size(), index(transition.alert) + 1));
            state.alerts[index(transition.alert)] = transition.cell;
        }
    }
    return state;
}

Expected<std::vector<Frame>> PlainRecording::frames(TickNumber after, TickNumber upTo, std::size_t maximum) const
{
    std::vector<Frame> found;
    for (const Frame &frame : m_frames) {
        if (frame.tick.number > after && frame.tick.number <= upTo && found.size() < maximum)
            found.push_back(frame);
    }
    return found;
}

Expected<Tick> PlainRecording::tickAt(Moment moment) const
{
    const auto after = std::upper_bound(m_frames.begin(), m_frames.end(), moment,
                                        [](Moment m, const Frame &frame) { return m < frame.tick.moment; });
    return after == m_frames.begin() ? m_frames.front().tick : std::prev(after)->tick;
}

Expected<std::optional<Tick>> PlainRecording::step(TickNumber from, bool forward, StepTo to) const
{
    std::optional<Tick> found;
    for (const Frame &frame : m_frames) {
        const bool isOne = to == StepTo::Facts ? !frame.facts.empty() : !frame.transitions.empty();
        if (!isOne)
            continue;
        if (forward && frame.tick.number > from)
            return std::optional(frame.tick);
        if (!forward && frame.tick.number < from)
            found = frame.tick;
    }
    return found;
}

Expected<std::vector<HistoryPoint>> PlainRecording::history(SeriesId series, Moment from, Moment to) const
{
    const std::optional<Moment> begin = *firstFact(series, to);
    std::map<Moment, double> earlier;
    std::vector<HistoryPoint> facts;
    for (const Frame &frame : m_frames) {
        if (frame.tick.moment > to)
            break;
        for (const Earlier &answer : frame.earlier) {
            if (answer.series != series)
                continue;
            earlier.erase(earlier.lower_bound(answer.points.front().at), earlier.upper_bound(answer.points.back().at));
            for (const EarlierPoint &point : answer.points)
                earlier[point.at] = point.value;
        }
        for (const Fact &fact : frame.facts) {
            if (fact.series == series && frame.tick.moment >= from)
                facts.push_back({fact.at, fact.value, fact.kind});
        }
    }
    std::vector<HistoryPoint> points;
    for (const auto &[at, value] : earlier) {
        if (at >= from && at <= to && (!begin || at < *begin))
            points.push_back({at, value, FactKind::Number, true});
    }
    points.insert(points.end(), facts.begin(), facts.end());
    return points;
}

Expected<std::optional<Moment>> PlainRecording::firstFact(SeriesId series, Moment knownBy) const
{
    for (const Frame &frame : m_frames) {
        for (const Fact &fact : frame.facts) {
            if (fact.series == series && frame.tick.moment <= knownBy)
                return std::optional(fact.at);
        }
    }
    return std::optional<Moment>{};
}

Expected<std::vector<Recording::Gap>> PlainRecording::gaps(Moment from, Moment to) const
{
    std::vector<Gap> found;
    for (std::size_t i = 1; i < m_frames.size(); ++i) {
        const Moment before = m_frames[i - 1].tick.moment;
        const Moment after = m_frames[i].tick.moment;
        if (after - before > std::chrono::seconds(5) && after >= from && before <= to)
            found.push_back({std::max(before, from), std::min(after, to)});
    }
    return found;
}
} // namespace signalbox
