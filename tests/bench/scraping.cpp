// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 10, scraping: two hundred exporters of a thousand samples each, asked every five seconds for half a minute, by
// our source for exporters and by a Prometheus server, one after the other. Each side's own CPU time is counted: of
// ours all of this process but the thread that plays the exporters. Prometheus also stores what it read; ours hands it
// on, which is where the recording begins (row 6).
#include <fstream>

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <sources/source.h>

#include "adding.h"
#include "effort.h"
#include "program.h"
#include "replyserver.h"
#include "rows.h"
#include "scratchfolder.h"

namespace signalbox::bench
{
namespace
{
constexpr int targets = 200;
constexpr int samples = 1000; // of each
constexpr int bodies = 6;     ///< that follow each other, so that values change
constexpr int seconds = 30;
constexpr int warmUp = 12; // seconds: each target was asked twice
constexpr const char *path = "/metrics";

std::string exposition(int number)
{
    std::string text;
    for (int i = 0; i < samples; ++i) {
        const std::string metric = "bench_transmitted_bytes_total_" + std::to_string(i / 50);
        if (i % 50 == 0)
            text += "# HELP " + metric + " Bytes sent on this device.\n# TYPE " + metric + " counter\n";
        text += metric + R"({device="eth)" + std::to_string(i % 50) + R"(",zone="north"} )";
        text += std::to_string(i % 10 < 7 ? i * 1000LL : i * 1000LL + number * 17LL) + '\n'; // three of ten change
    }
    return text;
}

/// Runs the event loop of this thread for so long, and lets the exporters' values go on.
void pass(int howLong, ReplyServer &server)
{
    static const std::vector<std::shared_ptr<const std::string>> texts = [] {
        std::vector<std::shared_ptr<const std::string>> made;
        for (int i = 0; i < bodies; ++i)
            made.push_back(std::make_shared<const std::string>(exposition(i)));
        return made;
    }();
    for (int second = 0; second < howLong; ++second) {
        server.replace(path, texts[static_cast<std::size_t>(second / 5 % bodies)]);
        QEventLoop loop;
        QTimer::singleShot(1000, &loop, [&loop] { loop.quit(); });
        loop.exec();
    }
}

struct Cost {
    double cpu = 0; ///< milliseconds
    std::uint64_t answers = 0;
    [[nodiscard]] double perThousand() const
    {
        return cpu * 1000 / (static_cast<double>(answers) * samples / 1000); // microseconds
    }
};

Cost oursOf(ReplyServer &server)
{
    SourceDeclaration declaration;
    declaration.name = "bench";
    declaration.type = "exposition";
    declaration.interval = std::chrono::seconds(5);
    declaration.deadline = declaration.interval;
    for (int i = 0; i < targets; ++i)
        declaration.targets.push_back(
            {{"host", "host" + std::to_string(i)}, "http://" + server.addresses()[static_cast<std::size_t>(i)] + path});
    const auto all = sources::all();
    const auto type =
        std::find_if(all.begin(), all.end(), [](const SourceType *each) { return each->id == "exposition"; });
    Adding said;
    const SystemClock clock;
    const auto source = (*type)->start(declaration, said, clock);
    pass(warmUp, server);
    const double cpu = cpuMilliseconds() - server.cpuMilliseconds();
    const std::uint64_t numbers = said.numbers;
    pass(seconds, server);
    constexpr std::uint64_t ownReport = 5; // numbers that a source says of each attempt
    return {cpuMilliseconds() - server.cpuMilliseconds() - cpu, (said.numbers - numbers) / (samples + ownReport)};
}

Expected<Cost> prometheusOf(ReplyServer &server)
{
    const ScratchFolder folder;
    {
        std::ofstream file(folder.file("prometheus.yml"));
        file << "global:\n  scrape_interval: 5s\n  scrape_timeout: 5s\nscrape_configs:\n- job_name: bench\n"
                "  static_configs:\n  - targets:\n";
        for (const std::string &address : server.addresses())
            file << "    - " << address << '\n';
    }
    const auto prometheus =
        Program::start("prometheus",
                       {"--config.file=" + folder.file("prometheus.yml"), "--storage.tsdb.path=" + folder.file("data"),
                        "--web.listen-address=127.0.0.1:0", "--log.level=error"},
                       {});
    if (!prometheus)
        return tl::unexpected(prometheus.error());
    pass(warmUp, server);
    const double cpu = (*prometheus)->cpuMilliseconds();
    const std::uint64_t answers = server.given(path).count;
    pass(seconds, server);
    const Cost cost{(*prometheus)->cpuMilliseconds() - cpu, server.given(path).count - answers};
    if (!(*prometheus)->isRunning() || cost.answers < targets)
        return tl::unexpected(Problem{"prometheus", "it has not scraped", {}});
    return cost;
}
} // namespace

Expected<Measured> scraping()
{
    int count = 1;
    char name[] = "bench";
    char *arguments[] = {name, nullptr};
    const QCoreApplication application(count, arguments);
    const auto server = ReplyServer::start(targets);
    if (!server)
        return tl::unexpected(server.error());
    (*server)->serve(path, "text/plain; version=0.0.4; charset=utf-8", std::make_shared<const std::string>());
    const Cost ours = oursOf(**server);
    if (ours.answers < targets)
        return tl::unexpected(Problem{"the source", "it has not scraped", {}});
    const Expected<Cost> theirs = prometheusOf(**server);
    if (!theirs)
        return tl::unexpected(theirs.error());
    Measured measured;
    measured.lines.push_back({10, "scrape and parse 200 exporters of 1,000 samples, against Prometheus", "us/1,000",
                              ours.perThousand(), theirs->perThousand(), 1.0 / 3, 1.0 / 6});
    return measured;
}
} // namespace signalbox::bench
