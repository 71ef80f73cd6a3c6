// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <story/story.h>
#include <support/testprogram.h>

namespace tst_load
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

} // namespace

/// Were this wrong, a machine that no longer gets to its work would look like any other.
class tst_load : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLoadIsSharedByTheProcessors_data();
    void theLoadIsSharedByTheProcessors();
    void processorsAreCountedWhereNobodySaysHowMany();
    void withoutProcessorsThereIsNoVerdict();
    void theEstatesLimitsCount();
};

void tst_load::theLoadIsSharedByTheProcessors_data()
{
    QTest::addColumn<double>("load5");
    QTest::addColumn<double>("processors");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("busy") << 7.9 << 4.0 << QByteArray();
    QTest::newRow("too much") << 11.0 << 4.0 << QByteArray("warning: the load is 2 for each of 4 processors (limit 2)");
    QTest::newRow("far too much") << 4.5 << 1.0
                                  << QByteArray("critical: the load is 4 for each of 1 processor (limit 4)");
    QTest::newRow("no processors") << 50.0 << 0.0 << QByteArray();
    QTest::newRow("absurd") << 1e300 << 1.0 << QByteArray("critical: the load is ");
    QTest::newRow("no number") << std::numeric_limits<double>::infinity() << 4.0 << QByteArray();
}

void tst_load::theLoadIsSharedByTheProcessors()
{
    QFETCH(double, load5);
    QFETCH(double, processors);
    QFETCH(QByteArray, expected);
    Story story;
    story.at(1s).says("host/web1", "node_load5", load5).says("host/web1", "node_cpu_count", processors).tick();
    QCOMPARE(story.stated("load").size(), std::size_t(expected.isEmpty() ? 0 : 1));
    if (!expected.isEmpty())
        QVERIFY2(story.stated("load").front().starts_with(expected.toStdString()),
                 story.stated("load").front().c_str());
}

void tst_load::processorsAreCountedWhereNobodySaysHowMany()
{
    Story story;
    story.at(1s).says("host/web1", "node_load5", 9);
    for (const char *cpu : {"0", "1"}) {
        for (const char *mode : {"idle", "user"})
            story.says("host/web1", "node_cpu_seconds_total", 1, {{"cpu", cpu}, {"mode", mode}});
    }
    story.tick();
    QCOMPARE(story.stated("load"), (Lines{"critical: the load is 4 for each of 2 processors (limit 4)"}));
}

void tst_load::withoutProcessorsThereIsNoVerdict()
{
    Story story;
    story.at(1s).says("host/web1", "node_load5", 90).says("host/web1", "node_cpu_seconds_total", 1, {{"mode", "idle"}});
    story.from("other").says("host/web1", "node_cpu_count", 2).tick();
    QCOMPARE(story.stated("load"), Lines());
}

void tst_load::theEstatesLimitsCount()
{
    Story story("name: t\nlimits: {load_warning: 10, load_critical: 20}\n");
    story.at(1s).says("host/web1", "node_load5", 9).says("host/web1", "node_cpu_count", 1).tick();
    QCOMPARE(story.stated("load"), Lines());
    story.at(2s).says("host/web1", "node_load5", 25).tick();
    QVERIFY(story.stated("load").front().starts_with("critical"));
}

SIGNALBOX_TEST(tst_load)
} // namespace tst_load

#include "tst_load.moc"
