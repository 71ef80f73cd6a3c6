// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <actions/nextmove.h>

namespace signalbox
{
/// Where a watch is with a step.
enum class Phase : std::uint8_t { Probing, Sent, Reading, Looking, Undoing };

/// One move under way.
struct Work {
    std::size_t step = 0;
    Phase phase = Phase::Probing;
    bool isByHand = false;
};

/// A run, and all around it that matters to how it goes on.
struct World {
    Run run;                  ///< without its plan, which is the same for all
    std::vector<char> isSo;   ///< of each step: whether it is so
    std::vector<char> isLate; ///< something is still on its way that will make it so
    std::vector<char> isLost; ///< its reply was lost, and nobody has read the world since
    std::vector<Work> works;
    bool isAlive = true;
};

/// Worlds with the same key go on alike.
inline std::string keyOf(const World &world)
{
    std::string key;
    const auto put = [&key](auto value) { key += static_cast<char>(static_cast<int>(value) + 1); };
    put(world.run.state);
    put(world.run.isStopping);
    put(world.run.isOrphaned);
    put(world.run.goesOn);
    put(world.run.isHeldBack);
    put(world.run.isUndoingAll);
    put(world.isAlive);
    for (std::size_t i = 0; i < world.run.steps.size(); ++i) {
        const StepRun &step = world.run.steps[i];
        put(step.state);
        put(step.isLookedAt);
        put(step.isHandAsked);
        put(world.isSo[i]);
        put(world.isLate[i]);
        put(world.isLost[i]);
    }
    for (const Work &work : world.works) {
        put(work.step);
        put(work.phase);
        put(work.isByHand);
    }
    return key;
}
} // namespace signalbox
