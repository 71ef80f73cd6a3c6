// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 6: taking samples in, all in, against the fastest way to insert a row a sample: ten rows a statement into a table
// without any index. A transaction a batch of ticks on both sides.
#include <algorithm>

#include <database/database.h>
#include <recording/recordingwriter.h>

#include "effort.h"
#include "opsestate.h"
#include "rows.h"
#include "scratchfolder.h"

namespace signalbox::bench
{
namespace
{
constexpr std::size_t series = 1000;
constexpr std::size_t ticks = 5760;     // 24 h: what making a file costs is no matter
constexpr std::size_t ticksAtOnce = 60; ///< what waits for a disk that was slow, or a past that is caught up
constexpr std::size_t rowsAtOnce = 10;
constexpr int rounds = 3;

// The recorder's way: what waits goes in one append, and so one commit; windows close on the way.
Expected<double> ours(const std::string &path, const std::vector<std::vector<double>> &samples)
{
    std::vector<Frame> frames;
    for (std::size_t tick = 0; tick < samples.size(); ++tick)
        frames.push_back(OpsEstate::frame(tick + 1, samples[tick]));
    const double begin = cpuMilliseconds();
    {
        auto writer = RecordingWriter::open(path);
        if (!writer)
            return tl::unexpected(std::move(writer.error()));
        for (std::size_t tick = 0; tick < frames.size(); tick += ticksAtOnce) {
            if (auto appended = (*writer)->append(std::span(frames).subspan(tick, ticksAtOnce)); !appended)
                return tl::unexpected(std::move(appended.error()));
        }
    }
    return cpuMilliseconds() - begin;
}

Expected<void> insertTick(Statement &insert, std::int64_t time, const std::vector<double> &values)
{
    for (std::size_t first = 0; first < values.size(); first += rowsAtOnce) {
        for (std::size_t i = 0; i < rowsAtOnce; ++i) {
            const auto column = static_cast<int>(3 * i);
            insert.bind(column + 1, static_cast<std::int64_t>(first + i)).bind(column + 2, time);
            insert.bindReal(column + 3, values[first + i]);
        }
        if (auto done = insert.run(); !done)
            return done;
    }
    return {};
}

Expected<double> narrowRows(const std::string &path, const std::vector<std::vector<double>> &samples)
{
    const double started = cpuMilliseconds();
    {
        auto database = Database::open(path, Database::Access::Create);
        if (!database)
            return tl::unexpected(std::move(database.error()));
        auto made = database->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
                                  "CREATE TABLE sample (series INTEGER, time INTEGER, value REAL)");
        std::string sql = "INSERT INTO sample VALUES (?,?,?)";
        for (std::size_t i = 1; i < rowsAtOnce; ++i)
            sql += ",(?,?,?)";
        auto insert = database->prepare(sql.c_str());
        if (!made || !insert)
            return tl::unexpected(made ? insert.error() : made.error());
        for (std::size_t begin = 0; begin < samples.size(); begin += ticksAtOnce) {
            auto transaction = Transaction::begin(*database, Transaction::Kind::Write);
            if (!transaction)
                return tl::unexpected(std::move(transaction.error()));
            Expected<void> inserted;
            for (std::size_t tick = begin; inserted && tick < begin + ticksAtOnce; ++tick)
                inserted = insertTick(*insert, static_cast<std::int64_t>(tick) * 15'000, samples[tick]);
            if (inserted)
                inserted = transaction->commit();
            if (!inserted)
                return tl::unexpected(std::move(inserted.error()));
        }
    }
    return cpuMilliseconds() - started;
}
} // namespace

Expected<Measured> ingest()
{
    OpsEstate estate(series);
    std::vector<std::vector<double>> samples;
    for (std::size_t tick = 0; tick < ticks; ++tick) {
        estate.advance();
        samples.push_back(estate.values());
    }
    std::vector<double> own;
    std::vector<double> rows;
    for (int round = 0; round < rounds; ++round) {
        const ScratchFolder folder;
        const auto one = ours(folder.file("recording.db"), samples);
        const auto other = one ? narrowRows(folder.file("rows.db"), samples) : one;
        if (!other)
            return tl::unexpected(other.error());
        own.push_back(*one);
        rows.push_back(*other);
    }
    const auto perSample = [](const std::vector<double> &milliseconds) {
        return percentile(milliseconds, 0.5) * 1e6 / (series * ticks);
    };
    Measured measured;
    measured.lines.push_back({6, "ingest of 1,000 series, 60 ticks a commit, against 10-row INSERTs", "ns/sample",
                              perSample(own), perSample(rows), 0.1, 0.04});
    return measured;
}
} // namespace signalbox::bench
