// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/tail.h>

#include <algorithm>

namespace signalbox
{
namespace
{
constexpr std::size_t heldFrames = 1200;
constexpr std::size_t heldFacts = 1'000'000; // 32 MB; what is no longer held is read from the file
constexpr std::size_t heldPictures = 16;     // a session asks for a state within a second of its tick

RecordedState stateOf(const Picture &picture)
{
    RecordedState state;
    state.tick = picture.tick;
    state.samples.resize(picture.samples.size());
    for (std::size_t i = 0; i < picture.samples.size(); ++i) {
        const Sample &sample = picture.samples[i];
        state.samples[i] = {sample.value, sample.at, sample.kind, sample.freshness != Freshness::Never};
    }
    state.alerts.resize(picture.alerts.size());
    for (std::size_t i = 0; i < picture.alerts.size(); ++i)
        state.alerts[i] = picture.alerts[i].cell;
    return state;
}

void apply(const Frame &frame, RecordedState &state)
{
    state.tick = frame.tick;
    for (const Fact &fact : frame.facts) {
        if (index(fact.series) >= state.samples.size())
            state.samples.resize(index(fact.series) + 1);
        state.samples[index(fact.series)] = {fact.value, fact.at, fact.kind, true};
    }
    for (const Transition &transition : frame.transitions) {
        if (index(transition.alert) >= state.alerts.size())
            state.alerts.resize(index(transition.alert) + 1);
        state.alerts[index(transition.alert)] = transition.cell;
    }
    // Whoever reads a state has one place for each that was declared.
    for (const Change &change : frame.changes) {
        if (const auto *series = std::get_if<SeriesDeclared>(&change))
            state.samples.resize(std::max(state.samples.size(), index(series->id) + 1));
        else if (const auto *alert = std::get_if<AlertDeclared>(&change))
            state.alerts.resize(std::max(state.alerts.size(), index(alert->id) + 1));
    }
}
} // namespace

void Tail::begin(RecordedState state)
{
    const std::lock_guard lock(m_mutex);
    m_after = state.tick.number;
    m_stored = state.tick.number;
    m_base = std::move(state);
}

PicturePtr Tail::newest() const
{
    const std::lock_guard lock(m_mutex);
    return m_pictures.empty() ? nullptr : m_pictures.back();
}

void Tail::setStored(TickNumber upTo)
{
    const std::lock_guard lock(m_mutex);
    m_stored = upTo;
    while (!m_changes.empty() && m_changes.front().tick <= upTo)
        m_changes.pop_front();
}

void Tail::append(std::shared_ptr<const Frame> frame, PicturePtr picture)
{
    const std::lock_guard lock(m_mutex);
    for (const Change &change : frame->changes)
        m_changes.push_back({frame->tick.number, change});
    m_facts += frame->facts.size();
    if (!m_base && m_frames.empty())
        m_after = frame->tick.number - 1;
    m_frames.push_back(std::move(frame));
    if (picture)
        m_pictures.push_back(std::move(picture));
    while (m_frames.size() > heldFrames || (m_frames.size() > heldPictures && m_facts > heldFacts)) {
        if (m_base)
            apply(*m_frames.front(), *m_base);
        m_after = m_frames.front()->tick.number;
        m_facts -= m_frames.front()->facts.size();
        m_frames.pop_front();
    }
    if (m_pictures.size() > heldPictures)
        m_pictures.pop_front();
}

Extent Tail::extent() const
{
    const std::lock_guard lock(m_mutex);
    return m_frames.empty() ? Extent{} : Extent{m_frames.front()->tick, m_frames.back()->tick};
}

Tail::Changes Tail::changes(TickNumber after, TickNumber upTo) const
{
    const std::lock_guard lock(m_mutex);
    const auto later = [](TickNumber tick, const DatedChange &dated) { return tick < dated.tick; };
    const auto first = std::upper_bound(m_changes.begin(), m_changes.end(), after, later);
    return {m_stored, {first, std::upper_bound(first, m_changes.end(), upTo, later)}};
}

std::optional<std::vector<Frame>> Tail::frames(TickNumber after, TickNumber upTo, std::size_t maximum) const
{
    const std::lock_guard lock(m_mutex);
    if (m_frames.empty() || after < m_after)
        return {};
    std::vector<Frame> found;
    for (const auto &frame : m_frames) {
        if (frame->tick.number > after && frame->tick.number <= upTo && found.size() < maximum)
            found.push_back(*frame);
    }
    return found;
}

std::optional<RecordedState> Tail::stateAt(TickNumber tick) const
{
    PicturePtr found;
    {
        const std::lock_guard lock(m_mutex);
        for (const PicturePtr &picture : m_pictures) {
            if (picture->tick.number == tick)
                found = picture;
        }
    }
    return found ? std::optional(stateOf(*found)) : foldedTo(tick);
}

std::optional<RecordedState> Tail::foldedTo(TickNumber tick) const
{
    const std::lock_guard lock(m_mutex);
    if (!m_base || m_frames.empty() || tick <= m_after)
        return {};
    RecordedState state = *m_base;
    for (const auto &frame : m_frames) {
        if (frame->tick.number <= tick)
            apply(*frame, state);
    }
    return state;
}

std::optional<Tick> Tail::tickAt(Moment moment) const
{
    const std::lock_guard lock(m_mutex);
    if (m_frames.empty() || moment < m_frames.front()->tick.moment)
        return {};
    const auto after = std::upper_bound(m_frames.begin(), m_frames.end(), moment,
                                        [](Moment m, const auto &frame) { return m < frame->tick.moment; });
    return (*std::prev(after))->tick;
}
} // namespace signalbox
