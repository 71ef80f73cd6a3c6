// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/kernelversion.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_uptime_horizon
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

/// A host that was started so many days before the story's beginning (2023-11-14 22:13:20 UTC).
Story &sayHost(Story &story, const std::string &name, double days, const std::string &release)
{
    const double begin = static_cast<double>(Story::begin().time_since_epoch().count()) / 1000;
    story.says("host/" + name, "node_boot_time_seconds", begin - days * 86400);
    return story.says("host/" + name, "node_uname_info", 1, {{"release", release}});
}
} // namespace

/// Were this wrong, machines that were started together would all die in one night of a fault that was known.
class tst_uptime_horizon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kernelsThatOverflowAreNamedWithTheirDate_data();
    void kernelsThatOverflowAreNamedWithTheirDate();
    void whoSharesTheDateIsInOneFinding();
    void timeAloneBringsItNearer();
    void aRestartMovesIt();
    void sysUpTimeIsAHorizonToo();
    void theEstateAddsItsOwn();
    void versionsAreComparedByTheirNumbers_data();
    void versionsAreComparedByTheirNumbers();
};

void tst_uptime_horizon::kernelsThatOverflowAreNamedWithTheirDate_data()
{
    QTest::addColumn<QByteArray>("release");
    QTest::addColumn<bool>("isNamed");
    for (const char *release :
         {"2.6.28", "2.6.32-5-amd64", "2.6.32.49", "2.6.39-bpo.2-amd64", "3.0.0-12-server", "3.1.4"})
        QTest::newRow(release) << QByteArray(release) << true;
    for (const char *release : {"2.6.27.1", "2.6.32.50", "3.0.13", "3.1.5", "3.2.0-4-amd64", "6.1.0-18-amd64", "", "x"})
        QTest::newRow(*release == 0 ? "none" : release) << QByteArray(release) << false;
}

void tst_uptime_horizon::kernelsThatOverflowAreNamedWithTheirDate()
{
    QFETCH(QByteArray, release);
    QFETCH(bool, isNamed);
    Story story;
    sayHost(story.at(1s), "web1", 200, release.toStdString()).tick();
    QCOMPARE(story.stated("uptime-horizon").size(), std::size_t(isNamed ? 1 : 0));
    if (isNamed)
        QVERIFY(
            story.stated("uptime-horizon")
                .front()
                .starts_with(
                    "warning: uptime of 208.5 d on 2023-11-23: web1; sched_clock of Linux 2.6.28 to 3.1.4 overflows"));
}

void tst_uptime_horizon::whoSharesTheDateIsInOneFinding()
{
    Story story;
    story.at(1s);
    for (int i = 0; i < 11; ++i)
        sayHost(story, "vm" + std::to_string(i), 207 - 0.1 * i, "2.6.32-5-amd64");
    sayHost(story, "lonely", 190, "2.6.32-5-amd64");
    sayHost(story, "young", 20, "2.6.32-5-amd64").tick();
    QCOMPARE(story.stated("uptime-horizon").size(), std::size_t(2));
    QVERIFY(story.stated("uptime-horizon")[0].starts_with(
        "critical: uptime of 208.5 d on 2023-11-16: vm0, vm1, vm2, vm3, vm4, vm5, "
        "vm6, vm7, vm8, vm9, vm10; "));
    QVERIFY(story.stated("uptime-horizon")[1].starts_with("warning: uptime of 208.5 d on 2023-12-03: lonely; "));
}

void tst_uptime_horizon::timeAloneBringsItNearer()
{
    Story story;
    sayHost(story.at(1s), "web1", 100, "3.0.0-12-server").tick();
    const Milliseconds reached = 108 * 24h + Milliseconds(Milliseconds::rep(0.499925 * 86'400'000));
    story.at(reached - 30 * 24h - 1min).tick();
    QCOMPARE(story.stated("uptime-horizon"), Lines());
    story.at(reached - 30 * 24h + 1min).tick();
    QVERIFY(story.stated("uptime-horizon").front().starts_with("warning: "));
    story.at(reached - 3 * 24h + 1min).tick();
    QVERIFY(story.stated("uptime-horizon").front().starts_with("critical: "));
    story.at(reached + 3 * 24h - 1min).tick();
    QVERIFY(story.stated("uptime-horizon").front().starts_with("critical: "));
    story.at(reached + 3 * 24h + 1min).tick();
    QCOMPARE(story.stated("uptime-horizon"), Lines());
}

void tst_uptime_horizon::aRestartMovesIt()
{
    Story story;
    sayHost(story.at(1s), "web1", 207, "3.0.0-12-server").tick();
    QCOMPARE(story.stated("uptime-horizon").size(), std::size_t(1));
    sayHost(story.at(11s), "web1", 0, "3.2.0-4-amd64").tick();
    QCOMPARE(story.stated("uptime-horizon"), Lines());
}

void tst_uptime_horizon::sysUpTimeIsAHorizonToo()
{
    Story story;
    story.at(1s).from("snmp").says("router/edge", "sysUpTime", 490.0 * 8'640'000).tick();
    QCOMPARE(story.stated("uptime-horizon"),
             (Lines{"warning: uptime of 497.1 d on 2023-11-22: edge; sysUpTime begins again at 0 (32 "
                    "bits of hundredths), which looks like a restart"}));
    story.at(2s).says("router/edge", "sysUpTime", 10).tick();
    QCOMPARE(story.stated("uptime-horizon"), Lines());
    story.at(3s).says("router/core", "sysUpTimeInstance", 496.0 * 8'640'000).tick();
    QVERIFY(story.stated("uptime-horizon").front().starts_with("critical: uptime of 497.1 d on 2023-11-16: core; "));
}

void tst_uptime_horizon::theEstateAddsItsOwn()
{
    Story story("name: t\nuptime_horizons:\n  firmware: {kernel_from: '6.1', kernel_below: '6.2', limit: 1365d, "
                "reason: disks stop}\n");
    sayHost(story.at(1s), "web1", 1360, "6.1.0-18-amd64");
    sayHost(story, "web2", 1360, "6.2.0").tick();
    QCOMPARE(story.stated("uptime-horizon"), (Lines{"warning: uptime of 1365.0 d on 2023-11-19: web1; disks stop"}));
}

void tst_uptime_horizon::versionsAreComparedByTheirNumbers_data()
{
    QTest::addColumn<QByteArray>("release");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<bool>("isOlder");
    QTest::newRow("by number, not by letter") << QByteArray("2.6.9") << QByteArray("2.6.28") << true;
    QTest::newRow("the same") << QByteArray("3.1.5") << QByteArray("3.1.5") << false;
    QTest::newRow("missing is 0") << QByteArray("3.1") << QByteArray("3.1.0") << false;
    QTest::newRow("a distribution's") << QByteArray("3.1.5-1~bpo60") << QByteArray("3.1.5") << false;
    QTest::newRow("too large a number") << QByteArray("99999999999.1") << QByteArray("1") << true;
}

void tst_uptime_horizon::versionsAreComparedByTheirNumbers()
{
    QFETCH(QByteArray, release);
    QFETCH(QByteArray, version);
    QFETCH(bool, isOlder);
    QCOMPARE(rules::isOlderKernel(release.toStdString(), version.toStdString()), isOlder);
}

SIGNALBOX_TEST(tst_uptime_horizon)
} // namespace tst_uptime_horizon

#include "tst_uptime_horizon.moc"
