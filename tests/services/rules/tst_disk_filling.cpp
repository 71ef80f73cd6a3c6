// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <story/story.h>
#include <support/testprogram.h>

namespace tst_disk_filling
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

Story &sayDisk(Story &story, const std::string &fstype, double available, double hours, double readOnly = 0)
{
    const Labels labels{{"device", "/dev/vda2"}, {"fstype", fstype}, {"mountpoint", "/var"}};
    story.says("host/web1", "node_filesystem_size_bytes", 100, labels);
    story.says("host/web1", "node_filesystem_avail_bytes", available, labels);
    story.says("host/web1", "node_filesystem_readonly", readOnly, labels);
    return story.says("host/web1", "node_filesystem_full_seconds", hours * 3600, labels);
}
} // namespace

/// Were this wrong, a disk that fills in the night would be seen when it is full.
class tst_disk_filling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aForecastIsComparedWithTheLimits_data();
    void aForecastIsComparedWithTheLimits();
    void whatIsNotThereToBeFilledIsLeftOut_data();
    void whatIsNotThereToBeFilledIsLeftOut();
    void theEstatesLimitsCount();
};

void tst_disk_filling::aForecastIsComparedWithTheLimits_data()
{
    QTest::addColumn<double>("hours");
    QTest::addColumn<double>("available");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("in three hours") << 3.0 << 20.0
                                    << QByteArray("critical: /var will be full in less than 4h at the present rate (80 "
                                                  "% used)");
    QTest::newRow("in five hours") << 5.0 << 20.0
                                   << QByteArray("warning: /var will be full in less than 1d at the present rate (80 "
                                                 "% used)");
    QTest::newRow("next week") << 100.0 << 20.0 << QByteArray();
    QTest::newRow("nearly empty") << 3.0 << 60.0 << QByteArray();
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << 20.0 << QByteArray();
}

void tst_disk_filling::aForecastIsComparedWithTheLimits()
{
    QFETCH(double, hours);
    QFETCH(double, available);
    QFETCH(QByteArray, expected);
    Story story;
    sayDisk(story.at(1s), "ext4", available, hours).tick();
    QCOMPARE(story.stated("disk-filling"), expected.isEmpty() ? Lines() : Lines{expected.toStdString()});
}

void tst_disk_filling::whatIsNotThereToBeFilledIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("fstype");
    QTest::addColumn<double>("readOnly");
    QTest::newRow("in memory") << QByteArray("tmpfs") << 0.0;
    QTest::newRow("an image") << QByteArray("squashfs") << 0.0;
    QTest::newRow("read-only") << QByteArray("ext4") << 1.0;
}

void tst_disk_filling::whatIsNotThereToBeFilledIsLeftOut()
{
    QFETCH(QByteArray, fstype);
    QFETCH(double, readOnly);
    Story story;
    sayDisk(story.at(1s), fstype.toStdString(), 5, 1, readOnly).tick();
    QCOMPARE(story.stated("disk-filling"), Lines());
    sayDisk(story.at(2s), "xfs", 5, 1).tick();
    QCOMPARE(story.stated("disk-filling").size(), std::size_t(1));
}

void tst_disk_filling::theEstatesLimitsCount()
{
    Story story("name: t\nlimits: {disk_filling_warning: 30d, disk_filling_critical: 2d}\n");
    sayDisk(story.at(1s), "ext4", 20, 100).tick();
    QVERIFY(story.stated("disk-filling").front().starts_with("warning: /var will be full in less than 30d"));
}

SIGNALBOX_TEST(tst_disk_filling)
} // namespace tst_disk_filling

#include "tst_disk_filling.moc"
