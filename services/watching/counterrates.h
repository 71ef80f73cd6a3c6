// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <watching/counterwindow.h>
#include <watching/engine.h>

namespace signalbox
{
/// Derives the rates that the estate's own rules compare, from the counters, and says them in the counters' sources'
/// names: rules have no memory, so a window is a series of its own, recorded like any other. After a restart it goes on
/// from the rate that was said last, so that no alert ends by it. One thread.
class CounterRates
{
public:
    /// `engine` outlives this.
    explicit CounterRates(Engine &engine);
    /// Another estate holds from the next frame on; rates that no rule of it compares are said to be gone there. The
    /// engine's picture has the estate before.
    void accept(const Estate &estate);
    /// Adds rates to a frame that has its changes and facts.
    void extend(Frame &frame);

private:
    struct Counter {
        SeriesDeclared declared;
        std::map<Milliseconds, CounterWindow> windows; ///< by length
    };
    using Windows = std::map<std::string, std::set<Milliseconds>, std::less<>>; ///< by counter
    static Windows windowsOf(const Estate &estate);
    void learn(const SeriesDeclared &declared);
    void look(Counter &counter, const Fact &fact, std::vector<Fact> &said);
    [[nodiscard]] CounterWindow begin(const Counter &counter, Milliseconds length) const;

    Engine &m_engine;
    Windows m_wanted;
    std::unordered_map<SeriesId, Counter> m_counters; ///< of wanted metrics
    std::vector<SeriesId> m_ended;                    ///< rates that the next frame says to be gone
};
} // namespace signalbox
