// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 11: fold, rules and alerts of a whole fleet, every rule of the shelf at work. What a changed sample costs with
// 10,000 hosts against what it costs with 100, in CPU time: work must be in proportion to what changed, so that the
// ratio tells how far it is not.
#include <cstdio>

#include <rules/rule.h>
#include <watching/engine.h>

#include "polledfleet.h"

#include "effort.h"
#include "rows.h"

namespace signalbox::bench
{
namespace
{
constexpr std::size_t sizes[] = {100, 1'000, 10'000};
constexpr std::size_t roundsBefore = 4;  ///< of polls: everything is born, and the first alerts are raised
constexpr std::size_t sampled = 250'000; ///< changed samples of a measurement, at least, and two rounds of polls

struct Cost {
    double microseconds = 0; ///< a changed sample
    std::size_t series = 0;
    std::size_t raised = 0;
};

std::size_t raisedIn(const Picture &picture)
{
    std::size_t raised = 0;
    for (std::size_t i = 0; i < picture.alerts.size(); ++i)
        raised += picture.alerts[i].cell.state == AlertState::Raised ? 1 : 0;
    return raised;
}

/// A tick a second, and a picture of each.
Cost costOf(std::size_t hosts)
{
    Engine engine(rules::all());
    PolledFleet fleet(hosts, engine.numbering());
    PicturePtr shown;
    for (std::size_t tick = 0; tick < roundsBefore * PolledFleet::ticksPerRound; ++tick) {
        Frame frame = fleet.nextFrame();
        engine.complete(frame);
        shown = engine.fold().publish();
    }
    std::vector<double> rounds; // a round of polls asks every host once
    std::size_t measured = 0;
    while (measured < sampled || rounds.size() < 2) {
        double spent = 0;
        std::size_t changed = 0;
        for (std::size_t tick = 0; tick < PolledFleet::ticksPerRound; ++tick) {
            Frame frame = fleet.nextFrame();
            changed += fleet.changed();
            const double start = cpuMilliseconds();
            engine.complete(frame);
            shown = engine.fold().publish();
            spent += cpuMilliseconds() - start;
        }
        rounds.push_back(1e3 * spent / static_cast<double>(changed));
        measured += changed;
    }
    return {percentile(rounds, 0.5), shown->series.size(), raisedIn(*shown)};
}
} // namespace

Expected<Measured> judging()
{
    Measured measured;
    std::vector<Cost> costs;
    for (const std::size_t hosts : sizes) {
        costs.push_back(costOf(hosts));
        char remark[128];
        std::snprintf(remark, sizeof remark, "%5zu hosts, %6zu series, %4zu alerts raised: %.3f us a changed sample",
                      hosts, costs.back().series, costs.back().raised, costs.back().microseconds);
        measured.remarks.emplace_back(remark);
    }
    measured.lines = {{11, "fold, rules and alerts, a changed sample: 10,000 hosts / 100 hosts", "us",
                       costs.back().microseconds, costs.front().microseconds, 1.5, 1.0}};
    return measured;
}
} // namespace signalbox::bench
