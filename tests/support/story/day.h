// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <story/story.h>

namespace signalbox
{
/// What happens to a made-up estate within one day, minute by minute of the same kind as real ones, in seconds of work.
struct Day {
    int hosts = 12; ///< web1 … ; each with two file systems
    Milliseconds interval{15'000};
    Milliseconds length{24 * 3600 * 1000};
    std::uint32_t seed = 1;
};

/// Tells the day: load and memory wander, a disk fills and is freed, exporters die and come back, one value goes
/// silent, the estate is edited, alerts flap, are left alone, acknowledged, shelved and out of service, the machine's
/// clock is put back an hour and right again. `told` gets each frame.
void tellDay(const Day &day, const std::function<void(const Frame &)> &told);

/// What people wrote down on that day, in order.
std::vector<JournalRow> dayJournal();

/// The estate of that day, as YAML.
std::string dayEstate(int hosts, const std::string &name);
} // namespace signalbox
