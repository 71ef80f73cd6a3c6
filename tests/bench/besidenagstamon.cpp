// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows 1, 2 and 3: the desk beside Nagstamon 3.10, both asking one server for the same lists of alerts, each on a
// screen of its own. Between two lists sixty critical alerts begin or end; all others stay.
//
// Both ask every five seconds. Nagstamon is given what costs it least: no notifications, sounds, tooltips or marks on
// new events, no look for a new version, and its list as its main window (its setting "fullscreen"; no window manager
// runs here, so that window is a fifth of the desk's in size). The desk records all the while, as it always does.
//
// A list is shown once nine of ten marks on the screen have its colours; see Marks and calibrate().
#include <filesystem>
#include <fstream>
#include <functional>

#include <unistd.h>

#include "alertlists.h"
#include "effort.h"
#include "program.h"
#include "replyserver.h"
#include "rows.h"
#include "screen.h"

namespace signalbox::bench
{
namespace
{
constexpr const char *alertsPath = "/api/v2/alerts";
constexpr int rounds = 10;
constexpr int starts = 5;
constexpr double patience = 180'000;     // milliseconds
constexpr double paintedEnough = 0.01;   // of the screen
constexpr std::size_t fewestMarks = 200; // pixels

/// A program, the screen it draws on and the server it asks.
struct Stage {
    std::unique_ptr<Screen> screen;
    std::unique_ptr<ReplyServer> server;
    ScratchFolder folder;
    std::unique_ptr<Program> program;

    void serve(const std::shared_ptr<const std::string> &list) const
    {
        server->serve(alertsPath, "application/json", list);
    }
    /// Looks once a millisecond until it is so.
    [[nodiscard]] Expected<void> until(const std::string &what, const std::function<bool()> &isSo) const
    {
        constexpr unsigned oneMillisecond = 1000;
        const double end = wallMilliseconds() + patience;
        for (int look = 1; !isSo(); ++look, usleep(oneMillisecond)) {
            if (look % 1000 == 0 && !program->isRunning())
                return tl::make_unexpected(Problem{what, "the program has ended", {}});
            if (wallMilliseconds() > end)
                return tl::make_unexpected(Problem{what, "it did not come within three minutes", {}});
        }
        return {};
    }
    [[nodiscard]] Expected<void> untilReply(std::uint64_t number) const
    {
        return until("a question", [&] { return server->given(alertsPath).count >= number; });
    }
};

using Console = Expected<std::unique_ptr<Program>> (*)(const Stage &stage);

std::map<std::string, std::string> environment(const Stage &stage)
{
    const std::string home = stage.folder.file("");
    return {{"DISPLAY", stage.screen->display()},
            {"QT_QPA_PLATFORM", "xcb"},
            {"LC_ALL", "C.UTF-8"},
            {"HOME", home},
            {"XDG_CONFIG_HOME", home + "config"},
            {"XDG_STATE_HOME", home + "state"},
            {"XDG_CACHE_HOME", home + "cache"},
            {"XDG_RUNTIME_DIR", home}};
}

Expected<std::unique_ptr<Program>> desk(const Stage &stage)
{
    const std::string estate = stage.folder.file("estate.yaml");
    std::ofstream(estate) << "name: Beside Nagstamon\nsources:\n  alerts:\n    type: alertmanager\n    url: http://"
                          << stage.server->addresses().front() << "\n    interval: 5s\n";
    return Program::start(SIGNALBOX_DESK, {estate, "--record", stage.folder.file("recording.db")}, environment(stage));
}

Expected<std::unique_ptr<Program>> minimal(const Stage &stage)
{
    return Program::start(SIGNALBOX_MINIMALWINDOW, {}, environment(stage));
}

Expected<std::unique_ptr<Program>> nagstamon(const Stage &stage)
{
    // It keeps names in a code of its own, and asks for a name and a password where there are none; this is "bench".
    constexpr const char *bench = "eJyz9XRxrwhxc3TLd7UszE0M9s53LCrNzKwsNQv19XLVDzE0SfcuCfbwNfBMqqr0SPP2DvSw9DEPTi5Mz3"
                                  "Q2cHEp8XQO8fW2SE4xiHBJLi+ttAwwdfUpznf1NrIIDPH1zbM0sCy3MDYOLqmq9EoFAH7eIvk=";
    const std::string folder = stage.folder.file(".nagstamon");
    std::filesystem::create_directories(folder + "/servers");
    std::ofstream(folder + "/nagstamon.conf")
        << "[Nagstamon]\nupdate_interval_seconds = 5\ncheck_for_new_version = False\nnotification = False\n"
           "notification_flashing = False\nnotification_sound = False\nhighlight_new_events = False\n"
           "show_tooltips = False\nstatusbar_floating = False\nfullscreen = True\nfullscreen_display = 0\n"
           "windowed = False\nuse_system_keyring = False\n";
    std::ofstream(folder + "/servers/server_bench.conf")
        << "[server_bench]\nenabled = True\ntype = Alertmanager\nname = bench\nmonitor_url = http://"
        << stage.server->addresses().front() << "\nmonitor_cgi_url =\nusername = " << bench << "\npassword = " << bench
        << "\nsave_password = True\nuse_proxy = False\nproxy_username = " << bench
        << "\nproxy_password =\nproxy_address =\nmap_to_hostname = instance\nmap_to_servicename = alertname\n"
           "map_to_status_information = summary\nmap_to_critical = critical\nmap_to_warning = warning\n"
           "map_to_unknown = unknown\nmap_to_ok = ok\nalertmanager_filter =\n";
    return Program::start("nagstamon", {}, environment(stage));
}

Expected<std::unique_ptr<Stage>> begin(Console console, const AlertLists &lists)
{
    auto stage = std::make_unique<Stage>();
    auto screen = Screen::start();
    auto server = ReplyServer::start();
    if (!screen || !server)
        return tl::unexpected(screen ? server.error() : screen.error());
    stage->screen = std::move(*screen);
    stage->server = std::move(*server);
    stage->server->serve("/api/v2/status", "application/json", lists.status);
    stage->server->serve("/api/v2/silences", "application/json", std::make_shared<const std::string>("[]"));
    stage->serve(lists.more);
    auto program = console(*stage);
    if (!program)
        return tl::unexpected(program.error());
    stage->program = std::move(*program);
    return stage;
}

/// Finds out by what each list is told on this program's screen. Whatever a reply shows is there when the next one is
/// asked for: the programs work five seconds apart.
Expected<Marks> calibrate(const Stage &stage, const AlertLists &lists)
{
    std::vector<Snapshot> more;
    std::vector<Snapshot> fewer;
    const auto look = [&](std::vector<Snapshot> &pictures, std::uint64_t reply) {
        const Expected<void> came = stage.untilReply(reply);
        pictures.push_back(stage.screen->snapshot());
        return came;
    };
    Expected<void> looked = look(more, 3);
    if (looked)
        looked = look(more, 4);
    stage.serve(lists.fewer);
    for (std::uint64_t reply = 2; looked && reply <= 3; ++reply)
        looked = look(fewer, reply);
    stage.serve(lists.more);
    if (looked)
        looked = look(more, 3);
    if (!looked)
        return tl::unexpected(looked.error());
    Marks marks(more, fewer);
    if (marks.count() < fewestMarks)
        return tl::make_unexpected(Problem{"the screen", "the two lists look alike on it", {}});

    // While the list stays the same, it must not look for a moment as if the other one had come.
    double most = 0;
    const std::uint64_t last = stage.server->given(alertsPath).count + 2;
    looked = stage.until("a question", [&] {
        most = std::max(most, marks.share(*stage.screen, Marks::Second));
        return stage.server->given(alertsPath).count >= last;
    });
    if (looked && most > 0.1)
        return tl::make_unexpected(Problem{"the screen", "a list that stays looks as if another had come", {}});
    return looked ? Expected<Marks>(std::move(marks)) : tl::unexpected(looked.error());
}

struct Refreshes {
    double toScreen = 0;  ///< milliseconds, median
    double cpu = 0;       ///< milliseconds each
    double megabytes = 0; ///< resident
    std::vector<Marks> marks;
};

Expected<Refreshes> refreshes(Console console, const AlertLists &lists)
{
    const auto stage = begin(console, lists);
    if (!stage)
        return tl::unexpected(stage.error());
    auto marks = calibrate(**stage, lists);
    if (!marks)
        return tl::unexpected(marks.error());
    std::vector<double> needed;
    const double cpu = (*stage)->program->cpuMilliseconds();
    for (int round = 0; round < rounds; ++round) {
        const Marks::Side side = round % 2 == 0 ? Marks::Second : Marks::First;
        (*stage)->serve(side == Marks::First ? lists.more : lists.fewer);
        Expected<void> came = (*stage)->untilReply(1);
        if (marks->share(*(*stage)->screen, side) > 0.5)
            return tl::make_unexpected(Problem{"the screen", "it showed a list before that was told", {}});
        if (came)
            came = (*stage)->until("the list", [&] { return marks->shows(*(*stage)->screen, side); });
        if (!came)
            return tl::unexpected(came.error());
        needed.push_back(wallMilliseconds() - (*stage)->server->given(alertsPath).firstAt);
    }
    Refreshes measured;
    measured.toScreen = percentile(needed, 0.5);
    measured.cpu = ((*stage)->program->cpuMilliseconds() - cpu) / rounds;
    measured.megabytes = (*stage)->program->residentMegabytes();
    measured.marks.push_back(std::move(*marks));
    return measured;
}

struct Start {
    double painted = 0; ///< milliseconds from the start to the first picture of any kind
    double live = 0;    ///< to the list; 0 where it is not waited for
};

/// The shortest of some: whoever else is busy on this machine can only make one longer.
Expected<Start> startOf(Console console, const AlertLists &lists, const Marks *marks)
{
    Start shortest{patience, patience};
    for (int i = 0; i < starts; ++i) {
        const auto stage = begin(console, lists);
        if (!stage)
            return tl::unexpected(stage.error());
        const Screen &screen = *(*stage)->screen;
        const auto since = [&] { return wallMilliseconds() - (*stage)->program->startedAt(); };
        Expected<void> came = (*stage)->until("the first picture", [&] { return screen.painted() >= paintedEnough; });
        const double painted = since();
        if (came && marks)
            came = (*stage)->until("the first list", [&] { return marks->shows(screen, Marks::First); });
        if (!came)
            return tl::unexpected(came.error());
        if (painted < 1)
            return tl::make_unexpected(Problem{"the screen", "something was on it before the program was", {}});
        shortest.painted = std::min(shortest.painted, painted);
        shortest.live = marks ? std::min(shortest.live, since()) : 0;
    }
    return shortest;
}

Expected<void> measureStarts(const AlertLists &lists, const Marks &ours, const Marks &theirs, Measured &measured)
{
    const Expected<Start> own = startOf(desk, lists, &ours);
    const Expected<Start> least = own ? startOf(minimal, lists, nullptr) : own;
    const Expected<Start> other = least ? startOf(nagstamon, lists, &theirs) : least;
    if (!other)
        return tl::unexpected(other.error());
    measured.lines.push_back({3, "start to the first picture, against a minimal Qt Widgets program", "ms", own->painted,
                              least->painted, 2.5, 1.4});
    measured.lines.push_back({3, "start to the first list of 1,000 alerts, against Nagstamon", "ms", own->live,
                              other->live, 1.0 / 8, 1.0 / 20});
    return {};
}
} // namespace

Expected<Measured> besideNagstamon()
{
    struct Size {
        int alerts;
        const char *text;
        double floor;
        double aim;
    };
    Measured measured;
    for (const Size &size : {Size{1'000, "1,000", 1.0 / 15, 1.0 / 40}, Size{10'000, "10,000", 1.0 / 25, 1.0 / 80}}) {
        const AlertLists lists = makeAlertLists(size.alerts);
        const Expected<Refreshes> ours = refreshes(desk, lists);
        const Expected<Refreshes> theirs = ours ? refreshes(nagstamon, lists) : ours;
        if (!theirs)
            return tl::unexpected(theirs.error());
        const std::string what = std::string(size.text) + " alerts, against Nagstamon";
        measured.lines.push_back(
            {1, "poll to screen, " + what, "ms", ours->toScreen, theirs->toScreen, size.floor, size.aim});
        if (size.alerts == 1'000) {
            if (auto done = measureStarts(lists, ours->marks.front(), theirs->marks.front(), measured); !done)
                return tl::unexpected(done.error());
            continue;
        }
        measured.lines.push_back({2, "a refresh, " + what, "ms CPU", ours->cpu, theirs->cpu, 1.0 / 20, 1.0 / 60});
        measured.lines.push_back(
            {2, "memory with " + what, "MB", ours->megabytes, theirs->megabytes, 1.0 / 2, 1.0 / 3});
    }
    std::stable_sort(measured.lines.begin(), measured.lines.end(),
                     [](const Line &a, const Line &b) { return a.row < b.row; });
    return measured;
}
} // namespace signalbox::bench
