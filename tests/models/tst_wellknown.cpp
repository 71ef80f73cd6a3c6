// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which charts a host has. If these fail, the disk that is full is the one that is not drawn.
#include <cmath>

#include <demo/demopicture.h>
#include <models/wellknown.h>
#include <support/testprogram.h>

namespace tst_wellknown
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
const Subject host{"host", "web1"};

std::vector<PlannedChart> plan(DemoPicture &demo)
{
    const PicturePtr picture = demo.picture();
    return wellKnownCharts(*picture, picture->subject(*picture->find(host)));
}

QStringList names(const PlannedChart &chart)
{
    QStringList all;
    for (const PlannedLine &line : chart.lines)
        all.append(line.name);
    return all;
}

void sayDisk(DemoPicture &demo, const std::string &mountpoint, double available, const std::string &type = "ext4")
{
    const Labels labels{{"fstype", type}, {"mountpoint", mountpoint}};
    demo.say(host, "node_filesystem_size_bytes", 100, labels);
    demo.say(host, "node_filesystem_avail_bytes", available, labels);
}
} // namespace

class WellKnownTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingSaidIsNoChart();
    void theFullestDisksComeFirstAndMemoryIsNoDisk();
    void processorTimeIsAddedUpByMode();
    void thousandsOfProcessorsAreNotAskedFor();
    void networkLeavesTheLoopbackOut();
    void whatIsGoneIsNotDrawn();
    void aCounterIsDrawnAsItsRate();
    void derivingFollowsThePlan();
};

void WellKnownTest::nothingSaidIsNoChart()
{
    DemoPicture demo;
    demo.say(host, "something_else", 1);
    QVERIFY(plan(demo).empty());
}

void WellKnownTest::theFullestDisksComeFirstAndMemoryIsNoDisk()
{
    DemoPicture demo;
    for (int i = 0; i < 8; ++i)
        sayDisk(demo, "/disk" + std::to_string(i), 10 * i + 5);
    sayDisk(demo, "/unknown", std::nan(""));
    sayDisk(demo, "/run", 0, "tmpfs");
    const auto charts = plan(demo);
    QCOMPARE(charts.size(), 1U);
    QCOMPARE(names(charts[0]),
             (QStringList{u"/unknown"_s, u"/disk0"_s, u"/disk1"_s, u"/disk2"_s, u"/disk3"_s, u"/disk4"_s}));
    QCOMPARE(charts[0].title, u"Disks used (6 of 9)"_s);
}

void WellKnownTest::processorTimeIsAddedUpByMode()
{
    DemoPicture demo;
    for (const char *cpu : {"0", "1"})
        for (const char *mode : {"idle", "iowait", "user"})
            demo.say(host, "node_cpu_seconds_total", 1, {{"cpu", cpu}, {"mode", mode}});
    const auto charts = plan(demo);
    QCOMPARE(names(charts[0]), (QStringList{u"user"_s, u"iowait"_s}));
    QCOMPARE(charts[0].lines[0].inputs.size(), 2U);
}

void WellKnownTest::thousandsOfProcessorsAreNotAskedFor()
{
    DemoPicture demo;
    for (int cpu = 0; cpu < 200; ++cpu)
        demo.say(host, "node_cpu_seconds_total", 1, {{"cpu", std::to_string(cpu)}, {"mode", "user"}});
    QVERIFY(plan(demo).empty());
}

void WellKnownTest::networkLeavesTheLoopbackOut()
{
    DemoPicture demo;
    for (const char *device : {"eno1", "lo"}) {
        demo.say(host, "node_network_receive_bytes_total", 1, {{"device", device}});
        demo.say(host, "node_network_transmit_bytes_total", 1, {{"device", device}});
    }
    QCOMPARE(names(plan(demo)[0]), (QStringList{u"eno1 in"_s, u"eno1 out"_s}));
}

void WellKnownTest::whatIsGoneIsNotDrawn()
{
    DemoPicture demo;
    demo.say(host, "node_load1", 1).sayGone(host, "node_load1");
    QVERIFY(plan(demo).empty());
}

void WellKnownTest::aCounterIsDrawnAsItsRate()
{
    DemoPicture demo;
    demo.say(host, "sent_bytes_total", 1).say(host, "queue_length", 1);
    const PicturePtr picture = demo.picture();
    const PlannedChart counter = chartOf(*picture, SeriesId{0});
    QCOMPARE(counter.lines[0].derive, PlannedLine::Derive::RateSum);
    QCOMPARE(counter.unit, Unit::BytesPerSecond);
    QCOMPARE(chartOf(*picture, SeriesId{1}).lines[0].derive, PlannedLine::Derive::AsIs);
}

void WellKnownTest::derivingFollowsThePlan()
{
    const Moment begin{};
    const Moment later = begin + std::chrono::seconds(10);
    const Trace rising{{begin, 0}, {later, 20}};
    QCOMPARE(derive(PlannedLine::Derive::AsIs, {rising}), rising);
    QCOMPARE(derive(PlannedLine::Derive::RateSum, {rising, rising}), (Trace{{later, 4}}));
    QCOMPARE(derive(PlannedLine::Derive::UsedShare, {{{begin, 25}}, {{begin, 100}}}), (Trace{{begin, 0.75}}));
}

SIGNALBOX_TEST(WellKnownTest)
} // namespace tst_wellknown

#include "tst_wellknown.moc"
