// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// longrun [DAYS HOSTS MEGABYTES]: records so many days in fast time, a sample of 20 series a host every 15 s, while
// what is older than half of that, or makes the file larger than that, is deleted. After a tenth, a half and all of it,
// looks at random moments of what is kept: each must show exactly what was recorded. Prints how long a look took, and
// how large the file is. Exit status 1: something was not as recorded, or not kept within the limits.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <vector>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>

#include "effort.h"
#include "opsestate.h"
#include "scratchfolder.h"

using namespace signalbox;
using namespace signalbox::bench;

namespace
{
constexpr std::size_t looksKept = 300;

struct Plan {
    std::size_t days = 30;
    std::size_t hosts = 1000;
    std::uint64_t megabytes = 1500;

    [[nodiscard]] std::size_t ticks() const { return days * 24 * 3600 * 1000 / OpsEstate::interval.count(); }
    [[nodiscard]] RecordingLimits limits() const
    {
        return {OpsEstate::interval * static_cast<std::int64_t>(ticks() / 2), megabytes * 1'000'000};
    }
};

/// What was recorded at a few ticks.
using Known = std::map<TickNumber, std::vector<double>>;

bool isAsRecorded(const RecordedState &state, const std::vector<double> &values)
{
    if (state.samples.size() != values.size())
        return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!state.samples[i].held || state.samples[i].value != values[i])
            return false;
    }
    return true;
}

/// Looks at every known tick that is kept; false where one is not as recorded.
bool look(const std::string &path, const Plan &plan, const Known &known, std::size_t recorded)
{
    const auto recording = openRecording(path);
    const auto extent = recording ? (*recording)->extent() : tl::unexpected(recording.error());
    if (!extent) {
        std::fprintf(stderr, "%s\n", extent.error().sentence().c_str());
        return false;
    }
    std::vector<double> times;
    std::size_t wrong = 0;
    for (const auto &[tick, values] : known) {
        if (tick < extent->first.number)
            continue;
        const double begin = cpuMilliseconds();
        const auto state = (*recording)->stateAt(tick);
        times.push_back(cpuMilliseconds() - begin);
        wrong += state && isAsRecorded(*state, values) ? 0 : 1;
    }
    const double bytes = static_cast<double>(bytesBelow(path));
    const double kept = static_cast<double>(extent->last.number - extent->first.number + 1);
    const double perDay = 24.0 * 3600 * 1000 / static_cast<double>(OpsEstate::interval.count());
    std::printf("after %6.2f days: %6.2f days kept, %8.1f MB (%.3f B a sample); looks %3zu, wrong %zu; "
                "CPU ms a look: p50 %.2f, p95 %.2f\n",
                static_cast<double>(recorded) / perDay, kept / perDay, bytes / 1e6,
                bytes / (kept * static_cast<double>(plan.hosts * OpsEstate::seriesPerHost)), times.size(), wrong,
                percentile(times, 0.5), percentile(times, 0.95));
    std::fflush(stdout);
    const bool isWithin = bytes <= static_cast<double>(plan.megabytes) * 1e6 + 16e6; // the open window
    return wrong == 0 && !times.empty() && isWithin;
}

bool record(const Plan &plan, const std::string &path)
{
    auto writer = RecordingWriter::open(path);
    OpsEstate estate(plan.hosts * OpsEstate::seriesPerHost);
    Known known;
    bool allRight = writer.has_value();
    for (std::size_t tick = 1; allRight && tick <= plan.ticks(); ++tick) {
        estate.advance();
        const Frame frame = OpsEstate::frame(tick, estate.values());
        allRight = (*writer)->append(std::span(&frame, 1)).has_value();
        while (allRight && (*writer)->forget(plan.limits()).value_or(false)) {
        }
        if (tick % (plan.ticks() / looksKept + 1) == 0)
            known[tick] = estate.values();
        if (tick == plan.ticks() / 10 || tick == plan.ticks() / 2 || tick == plan.ticks())
            allRight = allRight && look(path, plan, known, tick);
    }
    return allRight && openRecording(path).value()->extent()->first.number > plan.ticks() / 4;
}
} // namespace

int main(int count, char **arguments)
{
    Plan plan;
    if (count == 4) {
        plan.days = std::strtoul(arguments[1], nullptr, 10);
        plan.hosts = std::strtoul(arguments[2], nullptr, 10);
        plan.megabytes = std::strtoul(arguments[3], nullptr, 10);
    }
    if ((count != 1 && count != 4) || plan.days == 0 || plan.hosts == 0 || plan.megabytes == 0) {
        std::fputs("longrun [DAYS HOSTS MEGABYTES]\n", stderr);
        return 1;
    }
    const ScratchFolder folder;
    return record(plan, folder.file("recording.db")) ? 0 : 1;
}
