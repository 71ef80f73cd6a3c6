// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <story/story.h>
#include <support/testprogram.h>

namespace tst_disk_full
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, a disk would fill unnoticed, and the queue on it stop.
class tst_disk_full : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShareIsComparedWithTheLimits_data();
    void aShareIsComparedWithTheLimits();
    void theEstatesLimitsCount();
    void twoFileSystemsAreTwoFindings();
    void aStaleCriticalStaysCritical();
};

void tst_disk_full::aShareIsComparedWithTheLimits_data()
{
    QTest::addColumn<double>("size");
    QTest::addColumn<double>("available");
    QTest::addColumn<QByteArray>("sentence");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("half full") << 100.0 << 50.0 << QByteArray();
    QTest::newRow("just below the limit") << 1000.0 << 151.0 << QByteArray();
    QTest::newRow("at the limit") << 100.0 << 15.0 << QByteArray("/ is 85 % full (limit 85 %)");
    QTest::newRow("critical") << 100.0 << 3.0 << QByteArray("/ is 97 % full (limit 95 %)");
    QTest::newRow("full") << 100.0 << 0.0 << QByteArray("/ is 100 % full (limit 95 %)");
    QTest::newRow("no size") << 0.0 << 0.0 << QByteArray();
    QTest::newRow("not a number") << nan << 10.0
                                  << QByteArray("how full / is cannot be told: its size is not a number");
    QTest::newRow("infinite") << 100.0 << std::numeric_limits<double>::infinity()
                              << QByteArray("how full / is cannot be told: its size is not a number");
}

void tst_disk_full::aShareIsComparedWithTheLimits()
{
    QFETCH(double, size);
    QFETCH(double, available);
    QFETCH(QByteArray, sentence);
    Story story;
    const Labels root{{"mountpoint", "/"}};
    story.at(1s).says("host/web1", "node_filesystem_size_bytes", size, root);
    story.says("host/web1", "node_filesystem_avail_bytes", available, root).tick();
    std::vector<std::string> expected;
    if (!sentence.isEmpty())
        expected.push_back("disk-full host/web1{mountpoint=\"/\",source=\"node\"}: " + sentence.toStdString());
    QCOMPARE(story.raised(), expected);
}

void tst_disk_full::theEstatesLimitsCount()
{
    Story story("name: t\nlimits: {disk_full_warning: 40%, disk_full_critical: 50%}\n");
    const Labels root{{"mountpoint", "/"}};
    story.at(1s).says("host/web1", "node_filesystem_size_bytes", 100, root);
    story.says("host/web1", "node_filesystem_avail_bytes", 55, root).tick();
    QCOMPARE(story.picture().alerts[0].cell.severity, Severity::Warning);
    story.at(2s).accepts("name: t\n").tick();
    QCOMPARE(story.raised(), std::vector<std::string>());
}

void tst_disk_full::twoFileSystemsAreTwoFindings()
{
    Story story;
    for (const std::string mountpoint : {"/", "/var"}) {
        const Labels labels{{"mountpoint", mountpoint}};
        story.at(1s).says("host/web1", "node_filesystem_size_bytes", 100, labels);
        story.says("host/web1", "node_filesystem_avail_bytes", 1, labels);
    }
    story.tick();
    QCOMPARE(story.raised().size(), std::size_t(2));
}

void tst_disk_full::aStaleCriticalStaysCritical()
{
    Story story;
    const Labels root{{"mountpoint", "/"}};
    story.at(1s).says("host/web1", "node_filesystem_size_bytes", 100, root);
    story.says("host/web1", "node_filesystem_avail_bytes", 1, root).tick();
    story.at(1h).tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
    QCOMPARE(story.picture().alerts[0].cell.severity, Severity::Critical);
}

SIGNALBOX_TEST(tst_disk_full)
} // namespace tst_disk_full

#include "tst_disk_full.moc"
