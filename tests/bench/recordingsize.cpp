// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 4: bytes a sample on disk, all in, against the blocks that Prometheus itself makes of the same samples.
#include <algorithm>
#include <charconv>
#include <fstream>

#include <QProcess>
#include <QStandardPaths>

#include <recording/recordingwriter.h>

#include "opsestate.h"
#include "rows.h"
#include "scratchfolder.h"

namespace signalbox::bench
{
namespace
{
constexpr std::size_t series = 1000;
constexpr std::size_t ticks = 5760; // 24 h

// The recorder's way: an append, and so a commit, a tick. Closing the writer checkpoints the -wal.
Expected<std::uint64_t> recordingBytes(const std::string &path, const std::vector<std::vector<double>> &day)
{
    {
        auto writer = RecordingWriter::open(path);
        if (!writer)
            return tl::unexpected(std::move(writer.error()));
        for (std::size_t tick = 0; tick < day.size(); ++tick) {
            const Frame frame = OpsEstate::frame(tick + 1, day[tick]);
            if (auto appended = (*writer)->append(std::span(&frame, 1)); !appended)
                return tl::unexpected(std::move(appended.error()));
        }
    }
    return bytesBelow(path);
}

void writeNumber(std::string &text, double value)
{
    char digits[32];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

// OpenMetrics 1.0 text: all of one metric together, and within it all of one series.
void writeOpenMetrics(const std::string &path, const std::vector<std::vector<double>> &day)
{
    std::ofstream file(path, std::ios::binary);
    std::string text;
    for (std::size_t metric = 0; metric < OpsEstate::seriesPerHost; ++metric) {
        text = "# TYPE " + OpsEstate::metric(metric) + " unknown\n";
        for (std::size_t each = metric; each < series; each += OpsEstate::seriesPerHost) {
            const std::string name = OpsEstate::metric(each) + "{host=\"" + OpsEstate::host(each) + "\",job=\"node\"} ";
            for (std::size_t tick = 0; tick < day.size(); ++tick) {
                const Moment at = OpsEstate::start + OpsEstate::interval * static_cast<std::int64_t>(tick);
                text += name;
                writeNumber(text, day[tick][each]);
                text += ' ' + std::to_string(at.time_since_epoch().count() / 1000) + '\n';
            }
        }
        file << text;
    }
    file << "# EOF\n";
}

// Blocks of two hours are what a server writes first; one of a day is what it compacts them into.
Expected<std::uint64_t> blockBytes(const std::string &input, const std::string &output, const char *longest)
{
    QProcess promtool;
    promtool.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    promtool.setStandardOutputFile(QProcess::nullDevice());
    promtool.start(QStringLiteral("promtool"),
                   {QStringLiteral("tsdb"), QStringLiteral("create-blocks-from"),
                    QStringLiteral("--max-block-duration=") + QString::fromUtf8(longest), QStringLiteral("openmetrics"),
                    QString::fromStdString(input), QString::fromStdString(output)});
    constexpr int longestMilliseconds = 30 * 60 * 1000;
    if (!promtool.waitForFinished(longestMilliseconds) || promtool.exitCode() != 0)
        return tl::unexpected(Problem{"promtool", "making blocks failed: " + promtool.errorString().toStdString(), {}});
    return bytesBelow(output);
}
} // namespace

Expected<Measured> recordingSize()
{
    if (QStandardPaths::findExecutable(QStringLiteral("promtool")).isEmpty())
        return tl::unexpected(Problem{"promtool", "it is not installed", "Install the Debian package prometheus"});
    OpsEstate estate(series);
    std::vector<std::vector<double>> day;
    for (std::size_t tick = 0; tick < ticks; ++tick) {
        estate.advance();
        day.push_back(estate.values());
    }
    const ScratchFolder folder;
    const auto ours = recordingBytes(folder.file("recording.db"), day);
    if (!ours)
        return tl::unexpected(ours.error());
    writeOpenMetrics(folder.file("samples.txt"), day);
    const auto twoHours = blockBytes(folder.file("samples.txt"), folder.file("twohours"), "2h");
    const auto oneDay = twoHours ? blockBytes(folder.file("samples.txt"), folder.file("oneday"), "24h") : twoHours;
    if (!oneDay)
        return tl::unexpected(oneDay.error());

    const auto perSample = [](std::uint64_t bytes) { return static_cast<double>(bytes) / (series * ticks); };
    Measured measured;
    measured.lines.push_back({4, "recording of 1,000 series x 24 h, against Prometheus' blocks of 2 h", "B/sample",
                              perSample(*ours), perSample(*twoHours), 0.65, 0.45});
    measured.remarks.push_back("Prometheus' blocks compacted to a day: " + std::to_string(perSample(*oneDay)) +
                               " B/sample, ratio " + std::to_string(perSample(*ours) / perSample(*oneDay)));
    return measured;
}
} // namespace signalbox::bench
