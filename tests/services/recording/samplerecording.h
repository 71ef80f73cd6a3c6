// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>
#include <vector>

#include <recording/recording.h>

namespace signalbox
{
/// Makes frames of a small, lively estate: births, silences, late and future facts, every kind of value, alerts,
/// estates, steps of the clock, pasts told late. The same seed gives the same frames.
class FrameMaker
{
public:
    explicit FrameMaker(unsigned seed, std::size_t seriesAtStart = 20)
        : m_random(seed)
        , m_seriesAtStart(seriesAtStart)
    {
    }
    /// The next tick's frame.
    Frame next();
    std::vector<Frame> next(std::size_t count);

private:
    struct Habit {
        int kind = 0;
        double value = 0;
    };
    std::size_t upTo(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit)(m_random); }
    bool chance(double probability) { return std::bernoulli_distribution(probability)(m_random); }
    void declare(Frame &frame);
    Fact say(std::size_t series, Moment tick);
    Earlier remember(Moment tick);
    double strangeNumber();

    std::mt19937_64 m_random;
    std::size_t m_seriesAtStart;
    Tick m_tick{0, Moment(Milliseconds(1'750'000'000'000)), 0};
    std::vector<Habit> m_habits;
    std::size_t m_texts = 0;
    std::size_t m_alerts = 0;
};

/// What stateAt() must answer: frames folded one after the other.
class StateFold
{
public:
    void apply(const Frame &frame);
    [[nodiscard]] const RecordedState &state() const { return m_state; }

private:
    RecordedState m_state;
};

/// Compared bit for bit; empty where they are the same, otherwise the first difference.
std::string difference(const Frame &a, const Frame &b);
std::string difference(const RecordedState &a, const RecordedState &b);
} // namespace signalbox
