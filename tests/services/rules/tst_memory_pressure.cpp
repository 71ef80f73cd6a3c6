// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_memory_pressure
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

Story &say(Story &story, double total, double available)
{
    story.says("host/web1", "node_memory_MemTotal_bytes", total);
    return story.says("host/web1", "node_memory_MemAvailable_bytes", available);
}
} // namespace

/// Were this wrong, the kernel would kill the largest process, and nobody would have been told.
class tst_memory_pressure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAvailableShareIsComparedWithTheLimits_data();
    void theAvailableShareIsComparedWithTheLimits();
    void aBurstIsNoPressure();
    void theEstatesLimitsCount();
};

void tst_memory_pressure::theAvailableShareIsComparedWithTheLimits_data()
{
    QTest::addColumn<double>("total");
    QTest::addColumn<double>("available");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("half") << 16e9 << 8e9 << QByteArray();
    QTest::newRow("at the limit") << 16e9 << 1.6e9 << QByteArray();
    QTest::newRow("below") << 16e9 << 1.5e9 << QByteArray("warning: 9 % of the memory is available (limit 10 %)");
    QTest::newRow("far below") << 16e9 << 0.0 << QByteArray("critical: 0 % of the memory is available (limit 5 %)");
    QTest::newRow("no total") << 0.0 << 0.0
                              << QByteArray("unknown: how much memory is available cannot be told: it is not a number");
}

void tst_memory_pressure::theAvailableShareIsComparedWithTheLimits()
{
    QFETCH(double, total);
    QFETCH(double, available);
    QFETCH(QByteArray, expected);
    Story story;
    say(story.at(1s), total, available).tick();
    QCOMPARE(story.stated("memory-pressure"), expected.isEmpty() ? Lines() : Lines{expected.toStdString()});
}

void tst_memory_pressure::aBurstIsNoPressure()
{
    Story story;
    say(story.at(1s), 100, 4).tick();
    say(story.at(60s), 100, 50).tick();
    QCOMPARE(story.stated("memory-pressure"), Lines());
    say(story.at(70s), 100, 4).tick();
    story.at(200s).tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
}

void tst_memory_pressure::theEstatesLimitsCount()
{
    Story story("name: t\nlimits: {memory_available_warning: 50%, memory_available_critical: 40%}\n");
    say(story.at(1s), 100, 45).tick();
    QCOMPARE(story.stated("memory-pressure"), (Lines{"warning: 45 % of the memory is available (limit 50 %)"}));
}

SIGNALBOX_TEST(tst_memory_pressure)
} // namespace tst_memory_pressure

#include "tst_memory_pressure.moc"
