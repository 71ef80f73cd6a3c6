// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplerecording.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace signalbox
{
namespace
{
std::uint64_t bits(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

std::string describe(double value, Moment at, FactKind kind)
{
    return std::to_string(value) + " (bits " + std::to_string(bits(value)) + ", at " +
           std::to_string(at.time_since_epoch().count()) + ", kind " + std::to_string(static_cast<int>(kind)) + ")";
}
} // namespace

double FrameMaker::strangeNumber()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double table[] = {0.0,
                            -0.0,
                            infinity,
                            -infinity,
                            1e300,
                            -1e-300,
                            std::numeric_limits<double>::denorm_min(),
                            std::numeric_limits<double>::quiet_NaN(),
                            std::bit_cast<double>(0x7ff8000000000123u),
                            std::bit_cast<double>(0xfff4000000000001u),
                            9007199254740992.0,
                            9007199254740993.0,
                            -9007199254740992.0,
                            0.1 + 0.2,
                            1e15 + 0.5,
                            123456789.123456789,
                            1e-12,
                            5e-13};
    return table[upTo(std::size(table) - 1)];
}

Fact FrameMaker::say(std::size_t series, Moment tick)
{
    Habit &habit = m_habits[series];
    Fact fact{SeriesId(static_cast<std::uint32_t>(series)), FactKind::Number, tick, 0};
    if (chance(0.2))
        fact.at -= Milliseconds(upTo(1500));
    if (chance(0.01))
        fact.at -= Milliseconds(upTo(100'000)); // an old one, which replaces nothing
    switch (habit.kind) {
    case 0: // a flag that rarely changes
        habit.value = chance(0.02) ? 1 - habit.value : habit.value;
        break;
    case 1: // a queue's length
        habit.value = std::max(0.0, habit.value + static_cast<double>(upTo(10)) - 5);
        break;
    case 2: // two decimals
        habit.value = std::round(habit.value * 100 + static_cast<double>(upTo(100)) - 50) / 100;
        break;
    case 3: // a counter
        habit.value += static_cast<double>(upTo(100'000));
        break;
    case 4: // all bits of a double
        habit.value = std::uniform_real_distribution<double>(-1, 1)(m_random);
        break;
    case 5: // anything
        habit.value = strangeNumber();
        break;
    default: // texts, numbers and silence in turn
        if (chance(0.2) || m_texts == 0) {
            fact.kind = FactKind::Gone;
            return fact;
        }
        if (chance(0.7)) {
            fact.kind = FactKind::Text;
            fact.value = static_cast<double>(upTo(m_texts - 1));
            return fact;
        }
        habit.value = static_cast<double>(upTo(3));
        break;
    }
    fact.value = habit.value;
    return fact;
}

void FrameMaker::declare(Frame &frame)
{
    const std::size_t births = m_habits.empty() ? m_seriesAtStart : chance(0.05) ? 1 + upTo(3) : 0;
    for (std::size_t i = 0; i < births; ++i) {
        const auto id = static_cast<std::uint32_t>(m_habits.size());
        frame.changes.push_back(SeriesDeclared{SeriesId(id),
                                               {{"host", "web" + std::to_string(id / 7)},
                                                "load_" + std::to_string(id % 7),
                                                {{"mode", "x\n\0\"y"}},
                                                "node"},
                                               "seconds",
                                               Milliseconds(15'000)});
        m_habits.push_back({static_cast<int>(upTo(6)), 0});
    }
    if (chance(0.02) && !m_habits.empty()) // the same one again with another unit
        frame.changes.push_back(
            SeriesDeclared{SeriesId(0), {{"host", "web0"}, "load_0", {}, "node"}, "bytes", Milliseconds(5)});
    if (chance(0.1))
        frame.changes.push_back(TextDeclared{TextId(static_cast<std::uint32_t>(m_texts++)),
                                             "Übung <b>%s</b> " + std::string(1, '\0') + std::to_string(m_random())});
    if (chance(0.05))
        frame.changes.push_back(AlertDeclared{AlertId(static_cast<std::uint32_t>(m_alerts++)),
                                              "disk-full",
                                              3,
                                              {"host", "web1"},
                                              {{"mount", "/"}, {"z", ""}}});
    if (chance(0.01))
        frame.changes.push_back(EstateAccepted{"# file: a.yaml\nhosts: {}\n", "abc", "0.1.0", "def"});
    if (chance(0.01))
        frame.changes.push_back(AnchorSet{
            {frame.tick.moment, WallTime(Milliseconds(m_random() % 1'000'000)), Milliseconds(77), "boot-id"}});
}

// Of before its first fact, or of afterwards, which is recorded and never shown.
Earlier FrameMaker::remember(Moment tick)
{
    Earlier answer{SeriesId(static_cast<std::uint32_t>(upTo(m_habits.size() - 1))), {}};
    Moment at = tick - Milliseconds(upTo(1'000'000));
    do {
        answer.points.push_back({at, chance(0.1) ? strangeNumber() : static_cast<double>(upTo(1000))});
        at += Milliseconds(1 + upTo(30'000));
    } while (at <= tick && answer.points.size() < 40);
    return answer;
}

Frame FrameMaker::next()
{
    Frame frame;
    m_tick.number += chance(0.01) ? 3 : 1;
    m_tick.moment += Milliseconds(chance(0.01) ? 60'000 : 1 + upTo(1000));
    m_tick.journal += chance(0.05) ? 1 : 0;
    frame.tick = m_tick;
    declare(frame);
    const double share = chance(0.3) ? 0 : std::uniform_real_distribution<double>(0, 1)(m_random);
    for (std::size_t series = 0; series < m_habits.size(); ++series) {
        if (chance(share))
            frame.facts.push_back(say(series, m_tick.moment));
    }
    for (std::size_t alert = 0; alert < m_alerts; ++alert) {
        if (!chance(0.05))
            continue;
        AlertCell cell;
        if (chance(0.7))
            cell = {AlertState(upTo(2)),
                    Severity(upTo(3)),
                    chance(0.5),
                    m_tick.moment - Milliseconds(upTo(9999)),
                    TextId(static_cast<std::uint32_t>(upTo(99))),
                    TextId(0),
                    static_cast<std::uint32_t>(upTo(5)),
                    Severity(upTo(3)),
                    chance(0.2),
                    chance(0.1),
                    chance(0.1),
                    chance(0.1),
                    static_cast<std::uint8_t>(upTo(9)),
                    chance(0.8) ? Moment{} : m_tick.moment + Milliseconds(upTo(9999)),
                    m_tick.moment - Milliseconds(upTo(9999))};
        frame.transitions.push_back({AlertId(static_cast<std::uint32_t>(alert)), cell});
    }
    while (chance(0.3))
        frame.earlier.push_back(remember(m_tick.moment));
    return frame;
}

std::vector<Frame> FrameMaker::next(std::size_t count)
{
    std::vector<Frame> frames;
    for (std::size_t i = 0; i < count; ++i)
        frames.push_back(next());
    return frames;
}

void StateFold::apply(const Frame &frame)
{
    m_state.tick = frame.tick;
    for (const Change &change : frame.changes) {
        if (const auto *series = std::get_if<SeriesDeclared>(&change))
            m_state.samples.resize(std::max(m_state.samples.size(), index(series->id) + 1));
        if (const auto *alert = std::get_if<AlertDeclared>(&change))
            m_state.alerts.resize(std::max(m_state.alerts.size(), index(alert->id) + 1));
    }
    for (const Fact &fact : frame.facts) {
        RecordedState::Held &held = m_state.samples[index(fact.series)];
        if (!held.held || fact.at >= held.at)
            held = {fact.value, fact.at, fact.kind, true};
    }
    for (const Transition &transition : frame.transitions)
        m_state.alerts[index(transition.alert)] = transition.cell;
}

std::string difference(const Frame &a, const Frame &b)
{
    if (a.tick != b.tick)
        return "tick " + std::to_string(a.tick.number) + " and " + std::to_string(b.tick.number);
    const std::string where = "tick " + std::to_string(a.tick.number) + ": ";
    if (a.changes != b.changes)
        return where + "changes";
    if (a.transitions != b.transitions)
        return where + "transitions";
    const auto sameAnswer = [](const Earlier &x, const Earlier &y) {
        return x.series == y.series && std::equal(x.points.begin(), x.points.end(), y.points.begin(), y.points.end(),
                                                  [](const EarlierPoint &p, const EarlierPoint &q) {
                                                      return p.at == q.at && bits(p.value) == bits(q.value);
                                                  });
    };
    if (!std::equal(a.earlier.begin(), a.earlier.end(), b.earlier.begin(), b.earlier.end(), sameAnswer))
        return where + "what became known late";
    if (a.facts.size() != b.facts.size())
        return where + std::to_string(a.facts.size()) + " and " + std::to_string(b.facts.size()) + " facts";
    for (std::size_t i = 0; i < a.facts.size(); ++i) {
        const Fact &x = a.facts[i];
        const Fact &y = b.facts[i];
        if (x.series != y.series || x.kind != y.kind || x.at != y.at || bits(x.value) != bits(y.value))
            return where + "series " + std::to_string(index(x.series)) + ": " + describe(x.value, x.at, x.kind) +
                   " and " + describe(y.value, y.at, y.kind);
    }
    return {};
}

std::string difference(const RecordedState &a, const RecordedState &b)
{
    if (a.tick != b.tick)
        return "tick " + std::to_string(a.tick.number) + " and " + std::to_string(b.tick.number);
    const std::string where = "tick " + std::to_string(a.tick.number) + ": ";
    if (a.alerts != b.alerts)
        return where + "alerts (" + std::to_string(a.alerts.size()) + " and " + std::to_string(b.alerts.size()) + ")";
    if (a.samples.size() != b.samples.size())
        return where + std::to_string(a.samples.size()) + " and " + std::to_string(b.samples.size()) + " samples";
    for (std::size_t i = 0; i < a.samples.size(); ++i) {
        const RecordedState::Held &x = a.samples[i];
        const RecordedState::Held &y = b.samples[i];
        if (x.held != y.held || x.kind != y.kind || x.at != y.at || bits(x.value) != bits(y.value))
            return where + "series " + std::to_string(i) + ": " + describe(x.value, x.at, x.kind) + " and " +
                   describe(y.value, y.at, y.kind);
    }
    return {};
}
} // namespace signalbox
