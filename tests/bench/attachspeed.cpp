// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// attachspeed [DAYS HOSTS]: records so much, then attaches to it over a line of 1 MB/s and prints the time until all is
// there; how long after it was committed there a tick is on the desk, and what following costs; and 20 desks at once.
// Ticks come ten a second, each with its part of 20 series a host every 15 s. Exit status 1: something did not come.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <attaching/attachment.h>
#include <attaching/watchline.h>
#include <poll.h>
#include <recording/recordingwriter.h>
#include <spawn.h>
#include <sys/resource.h>
#include <unistd.h>

#include "effort.h"
#include "opsestate.h"
#include "scratchfolder.h"

extern char **environ;

using namespace signalbox;
using namespace signalbox::bench;

namespace
{
constexpr int desks = 20;
constexpr std::size_t ticksPerInterval = 150; // ten a second
constexpr double followed = 15'000;           // milliseconds

double cpuOf(int who)
{
    rusage used{};
    ::getrusage(who, &used);
    return 1000.0 * static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}

/// `attachspeed relay BYTES PROGRAM ARGUMENTS…`: what the program prints passes at that rate.
int relay(char **arguments)
{
    const std::size_t rate = std::strtoul(arguments[0], nullptr, 10);
    int ends[2];
    if (rate == 0 || ::pipe(ends) != 0)
        return 1;
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t process = 0;
    if (::posix_spawnp(&process, arguments[1], &actions, nullptr, arguments + 1, environ) != 0)
        return 1;
    ::close(ends[1]);
    std::vector<char> bytes(std::max<std::size_t>(rate / 100, 1));
    ssize_t count = 0;
    while ((count = ::read(ends[0], bytes.data(), bytes.size())) > 0) {
        if (::write(STDOUT_FILENO, bytes.data(), static_cast<std::size_t>(count)) != count)
            break;
        ::poll(nullptr, 0, static_cast<int>(10 * static_cast<std::size_t>(count) / bytes.size()));
    }
    return 0;
}

/// A recording that goes on in this process.
class Past
{
public:
    Past(const std::string &path, std::size_t days, std::size_t hosts)
        : m_writer(std::move(*RecordingWriter::open(path)))
        , m_estate(hosts * OpsEstate::seriesPerHost)
    {
        const std::size_t ticks = days * 24 * 3600 * 1000 / OpsEstate::interval.count();
        for (m_last = 1; m_last <= ticks; ++m_last) {
            m_estate.advance();
            const Frame frame = OpsEstate::frame(m_last, m_estate.values());
            m_moment = frame.tick.moment;
            (void)m_writer->append(std::span(&frame, 1));
        }
        --m_last;
    }
    /// One tick with its part of the series; its number.
    TickNumber tick()
    {
        Frame frame;
        frame.tick = {++m_last, m_moment += OpsEstate::interval / static_cast<int>(ticksPerInterval), 0};
        for (std::size_t i = m_last % ticksPerInterval; i < m_estate.values().size(); i += ticksPerInterval)
            frame.facts.push_back({SeriesId(static_cast<std::uint32_t>(i)), FactKind::Number, m_moment,
                                   m_estate.values()[i] + static_cast<double>(m_last % 7)});
        (void)m_writer->append(std::span(&frame, 1));
        return m_last;
    }

private:
    std::unique_ptr<RecordingWriter> m_writer;
    OpsEstate m_estate;
    TickNumber m_last = 0;
    Moment m_moment{};
};

Expected<std::unique_ptr<Attachment>> attach(const std::vector<std::string> &command, const ScratchFolder &folder)
{
    ::setenv("XDG_STATE_HOME", folder.file("state").c_str(), 1);
    return Attachment::attach({{}, "watch1", {}, {}}, {{}, command});
}

bool follow(Past &past, const std::vector<std::string> &serving)
{
    const double before = cpuOf(RUSAGE_CHILDREN);
    double attached = 0;
    for (const bool goesOn : {false, true}) {
        const ScratchFolder folder;
        auto desk = attach(serving, folder);
        if (!desk || !(*desk)->waitUntilCurrent(std::chrono::minutes(1)))
            return false;
        const auto recording = (*desk)->recording();
        std::vector<double> late;
        for (const double begin = wallMilliseconds(); goesOn && wallMilliseconds() - begin < followed;) {
            const TickNumber tick = past.tick();
            const double committed = wallMilliseconds();
            while ((*recording)->extent()->last.number < tick && wallMilliseconds() - committed < 5000)
                ::poll(nullptr, 0, 2);
            late.push_back(wallMilliseconds() - committed);
            ::poll(nullptr, 0, std::max(0, 100 - static_cast<int>(late.back())));
        }
        desk->reset();
        if (!goesOn) {
            attached = cpuOf(RUSAGE_CHILDREN) - before;
            continue;
        }
        std::printf("a tick is on the desk after: p50 %.0f ms, p95 %.0f ms, at most %.0f ms (%zu ticks)\n",
                    percentile(late, 0.5), percentile(late, 0.95), percentile(late, 1), late.size());
        std::printf("following costs the watch %.2f %% of a core; attaching %.0f ms\n",
                    100 * (cpuOf(RUSAGE_CHILDREN) - before - 2 * attached) / followed, attached);
    }
    return true;
}

bool followByMany(Past &past, const std::vector<std::string> &serving)
{
    const double before = cpuOf(RUSAGE_CHILDREN);
    {
        std::vector<std::unique_ptr<WatchLine>> lines;
        for (int i = 0; i < desks; ++i) {
            auto line = WatchLine::start(serving);
            if (!line)
                return false;
            (*line)->send(link::Hello{1, 1, SIGNALBOX_VERSION, "desk" + std::to_string(i) + "@bench", 0, 0});
            lines.push_back(std::move(*line));
        }
        double ticked = 0;
        for (const double begin = wallMilliseconds(); wallMilliseconds() - begin < followed;) {
            for (const auto &line : lines) {
                if (const auto came = line->exchange(Milliseconds(1), -1); !came)
                    return false;
                else if (!came->empty())
                    line->send(link::Heard{line->received()});
            }
            if (wallMilliseconds() - ticked >= 100) {
                ticked = wallMilliseconds();
                past.tick();
            }
        }
    }
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    std::printf(
        "%d desks, attached and followed for %.0f s: %.1f %% of a core; the largest of their processes %.0f MB\n",
        desks, followed / 1000, 100 * (cpuOf(RUSAGE_CHILDREN) - before) / followed,
        static_cast<double>(used.ru_maxrss) / 1024);
    return true;
}
} // namespace

int main(int count, char **arguments)
{
    if (count > 3 && std::strcmp(arguments[1], "relay") == 0)
        return relay(arguments + 2);
    const std::size_t days = count == 3 ? std::strtoul(arguments[1], nullptr, 10) : 14;
    const std::size_t hosts = count == 3 ? std::strtoul(arguments[2], nullptr, 10) : 1000;
    if ((count != 1 && count != 3) || days == 0 || hosts == 0) {
        std::fputs("attachspeed [DAYS HOSTS]\n", stderr);
        return 1;
    }
    const ScratchFolder folder;
    const std::string path = folder.file("recording.db");
    Past past(path, days, hosts);
    const std::vector<std::string> serving{SIGNALBOXCTL, "serve", "--stdio", path};
    std::printf("%zu days of %zu hosts: %.0f MB\n", days, hosts, static_cast<double>(bytesBelow(path)) / 1e6);
    std::vector<std::string> slow{"/proc/self/exe", "relay", "1000000"};
    slow.front() = arguments[0];
    slow.insert(slow.end(), serving.begin(), serving.end());
    {
        const ScratchFolder state;
        const double begin = wallMilliseconds();
        const auto desk = attach(slow, state);
        const double opened = wallMilliseconds() - begin;
        if (!desk || !(*desk)->waitUntilCurrent(std::chrono::minutes(5)))
            return 1;
        std::printf("over 1 MB/s: first words after %.0f ms, all of it after %.0f ms\n", opened,
                    wallMilliseconds() - begin);
    }
    return follow(past, serving) && followByMany(past, serving) ? 0 : 1;
}
