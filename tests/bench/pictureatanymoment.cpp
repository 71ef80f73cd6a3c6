// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 5: what 200,000 series were at a moment picked at random, against two stores of Gorilla streams.
#include <bit>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>

#include "effort.h"
#include "gorillastores.h"
#include "opsestate.h"
#include "rows.h"
#include "scratchfolder.h"

namespace signalbox::bench
{
namespace
{
constexpr std::size_t series = 200'000;
constexpr std::size_t ticks = 240; // 1 h
constexpr std::size_t samples = series * ticks;
constexpr int rounds = 60;

// Ours, behind the same interface; a picture of it also says when each value was true, of what kind it is, and the alerts.
class OurRecording final : public Store
{
public:
    explicit OurRecording(std::string path)
        : m_path(std::move(path))
    {
    }
    Expected<void> add(const std::vector<double> &values, std::int64_t) override
    {
        if (!m_writer) {
            auto writer = RecordingWriter::open(m_path);
            if (!writer)
                return tl::unexpected(std::move(writer.error()));
            m_writer = std::move(*writer);
        }
        const Frame frame = OpsEstate::frame(++m_ticks, values);
        const double before = cpuMilliseconds();
        auto appended = m_writer->append(std::span(&frame, 1));
        const double took = cpuMilliseconds() - before;
        m_appending += took;
        m_longest = std::max(m_longest, took);
        return appended;
    }
    Expected<void> finish() override
    {
        m_writer.reset();
        auto recording = openRecording(m_path);
        if (!recording)
            return tl::unexpected(std::move(recording.error()));
        m_recording = std::move(*recording);
        return {};
    }
    Expected<void> picture(std::size_t tick, std::vector<double> &into) override
    {
        auto state = m_recording->stateAt(tick + 1);
        if (!state)
            return tl::unexpected(std::move(state.error()));
        m_state = std::move(*state);
        into.resize(m_state.samples.size());
        return {};
    }
    [[nodiscard]] const RecordedState &state() const { return m_state; }
    [[nodiscard]] std::uint64_t bytes() const override { return bytesBelow(m_path); }
    [[nodiscard]] double appending() const { return m_appending; }
    [[nodiscard]] double longest() const { return m_longest; }

private:
    std::string m_path;
    std::unique_ptr<RecordingWriter> m_writer;
    std::unique_ptr<const Recording> m_recording;
    RecordedState m_state;
    TickNumber m_ticks = 0;
    double m_appending = 0;
    double m_longest = 0;
};

struct Rival {
    std::string name;
    std::unique_ptr<Store> store;
    std::vector<double> took;
    std::vector<double> values = std::vector<double>(series);
};

Expected<std::vector<Rival>> makeRivals(const ScratchFolder &folder)
{
    std::vector<Rival> rivals;
    for (const std::size_t length : {120u, 60u}) {
        const std::string name = std::to_string(length) + " ticks";
        auto bySeries = ChunkRows::create(folder.file(("rows" + name).c_str()), series, length, ChunkRows::Order::BySeries);
        auto byTime = ChunkRows::create(folder.file(("timed" + name).c_str()), series, length, ChunkRows::Order::ByTime);
        if (!bySeries || !byTime)
            return tl::unexpected(bySeries ? byTime.error() : bySeries.error());
        rivals.push_back({"chunk rows by series, " + name, std::move(*bySeries), {}});
        rivals.push_back({"chunk rows by time, " + name, std::move(*byTime), {}});
    }
    for (const std::size_t length : {120u, 60u, 30u}) {
        const std::string name = std::to_string(length) + " ticks";
        rivals.push_back({"columnar segments, " + name,
                          std::make_unique<ColumnarSegments>(folder.file(("segments" + name).c_str()), series, length), {}});
    }
    return rivals;
}

Expected<void> record(OurRecording &ours, std::vector<Rival> &rivals)
{
    OpsEstate estate(series);
    for (std::size_t tick = 0; tick < ticks; ++tick) {
        estate.advance();
        const Moment at = OpsEstate::start + OpsEstate::interval * static_cast<std::int64_t>(tick);
        if (auto added = ours.add(estate.values(), 0); !added)
            return added;
        for (Rival &rival : rivals) {
            if (auto added = rival.store->add(estate.values(), at.time_since_epoch().count()); !added)
                return added;
        }
    }
    for (Rival &rival : rivals) {
        if (auto finished = rival.store->finish(); !finished)
            return finished;
    }
    return ours.finish();
}

bool agree(const RecordedState &ours, const std::vector<double> &theirs)
{
    if (ours.samples.size() != theirs.size())
        return false;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        if (std::bit_cast<std::uint64_t>(ours.samples[i].value) != std::bit_cast<std::uint64_t>(theirs[i]))
            return false;
    }
    return true;
}
} // namespace

Expected<Measured> pictureAtAnyMoment()
{
    const ScratchFolder folder;
    OurRecording ours(folder.file("recording.db"));
    auto rivals = makeRivals(folder);
    if (!rivals)
        return tl::unexpected(std::move(rivals.error()));
    if (auto recorded = record(ours, *rivals); !recorded)
        return tl::unexpected(std::move(recorded.error()));

    std::mt19937 random(7);
    std::vector<double> took;
    std::vector<double> none;
    for (int round = 0; round < rounds; ++round) {
        const std::size_t tick = random() % ticks;
        const double before = cpuMilliseconds();
        if (auto read = ours.picture(tick, none); !read)
            return tl::unexpected(std::move(read.error()));
        took.push_back(cpuMilliseconds() - before);
        for (Rival &rival : *rivals) {
            const double start = cpuMilliseconds();
            if (auto read = rival.store->picture(tick, rival.values); !read)
                return tl::unexpected(std::move(read.error()));
            rival.took.push_back(cpuMilliseconds() - start);
            if (!agree(ours.state(), rival.values))
                return tl::unexpected(Problem{"", "our picture and that of the " + rival.name + " differ", {}});
        }
    }
    Measured measured;
    const auto remark = [&](const std::string &name, const std::vector<double> &times, std::uint64_t bytes) {
        measured.remarks.push_back(name + ": p50 " + std::to_string(percentile(times, 0.5)) + " ms, p95 "
                                   + std::to_string(percentile(times, 0.95)) + " ms, "
                                   + std::to_string(static_cast<double>(bytes) / samples) + " B/sample");
    };
    remark("ours", took, ours.bytes());
    for (const Rival &rival : *rivals)
        remark(rival.name, rival.took, rival.store->bytes());
    measured.remarks.push_back("ours took in " + std::to_string(samples / ours.appending() / 1000) + " M samples a CPU second; longest append "
                               + std::to_string(ours.longest()) + " ms");
    return measured;
}
} // namespace signalbox::bench
