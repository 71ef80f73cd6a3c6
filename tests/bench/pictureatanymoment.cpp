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

// Ours, behind the same interface; a picture of it also says when each value was true, of what kind it is, and the
// alerts.
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

// The first two are what the row is measured against, with 120 values a stream: Gorilla's two hours at a value a
// minute, and what Prometheus puts into a chunk. The others are told in remarks: shorter streams, or rows in order of
// time, answer sooner, at the cost of size or of reading one series.
Expected<std::vector<Rival>> makeRivals(const ScratchFolder &folder)
{
    std::vector<Rival> rivals;
    for (const auto order : {ChunkRows::Order::BySeries, ChunkRows::Order::ByTime}) {
        const bool bySeries = order == ChunkRows::Order::BySeries;
        auto rows = ChunkRows::create(folder.file(bySeries ? "byseries.db" : "bytime.db"), series, 120, order);
        if (!rows)
            return tl::unexpected(std::move(rows.error()));
        rivals.push_back(
            {bySeries ? "Gorilla chunk rows, 120 values a row" : "the same in order of time", std::move(*rows), {}});
    }
    for (const std::size_t length : {120u, 60u, 30u}) {
        const std::string name = std::to_string(length);
        rivals.push_back({"columnar Gorilla segments of " + name + " ticks",
                          std::make_unique<ColumnarSegments>(folder.file(("segments" + name).c_str()), series, length),
                          {}});
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
std::string figures(const std::vector<double> &took, std::uint64_t bytes)
{
    char text[96];
    std::snprintf(text, sizeof text, "p50 %.2f ms, p95 %.2f ms, %.3f B/sample", percentile(took, 0.5),
                  percentile(took, 0.95), static_cast<double>(bytes) / samples);
    return text;
}

Measured told(const OurRecording &ours, const std::vector<double> &took, const std::vector<Rival> &rivals)
{
    const double p95 = percentile(took, 0.95);
    const auto p95Of = [&](std::size_t rival) { return percentile(rivals[rival].took, 0.95); };
    const std::string what = "picture of 200,000 series, p95, against ";
    Measured measured;
    measured.lines.push_back({5, what + rivals[0].name, "ms CPU", p95, p95Of(0), 1.0 / 20, 1.0 / 75});
    measured.lines.push_back({5, what + rivals[2].name, "ms CPU", p95, p95Of(2), 1.0 / 3, 1.0 / 8});
    measured.remarks.push_back("ours: " + figures(took, ours.bytes()) + ", with the time of each value");
    for (const Rival &rival : rivals)
        measured.remarks.push_back(rival.name + ": " + figures(rival.took, rival.store->bytes()));
    char text[128];
    std::snprintf(text, sizeof text,
                  "ours took in %.1f M samples a CPU second, a commit a tick; longest append %.0f ms",
                  samples / ours.appending() / 1000, ours.longest());
    measured.remarks.emplace_back(text);
    return measured;
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
    return told(ours, took, *rivals);
}
} // namespace signalbox::bench
