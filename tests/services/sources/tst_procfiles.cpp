// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include <sources/procfiles.h>
#include <support/testprogram.h>

namespace tst_procfiles
{
using namespace signalbox;

namespace
{
std::string fixture(const char *name)
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/procfiles/") + QString::fromUtf8(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

double valueOf(const Readings &readings, std::string_view metric, const Labels &labels = {})
{
    for (const Reading &reading : readings) {
        if (reading.metric == metric && reading.labels == labels)
            return reading.value.value_or(-1);
    }
    return -2;
}
} // namespace

class ProcFilesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: the bare machine's own load, memory, processor and network are wrong or missing.
    void realFilesGiveNodeExportersValues()
    {
        const auto load = procfiles::load(fixture("loadavg"));
        QVERIFY(load);
        QCOMPARE(valueOf(*load, "node_load1"), 0.26);
        QCOMPARE(valueOf(*load, "node_load15"), 0.12);

        const auto memory = procfiles::memory(fixture("meminfo"));
        QVERIFY(memory);
        QCOMPARE(valueOf(*memory, "node_memory_MemTotal_bytes"), 24682416.0 * 1024);
        QCOMPARE(valueOf(*memory, "node_memory_SwapFree_bytes"), 0.0);

        const auto processor = procfiles::processor(fixture("stat"), 100);
        QVERIFY(processor);
        QCOMPARE(valueOf(*processor, "node_cpu_seconds_total", {{"mode", "idle"}}), 2865.03);
        QCOMPARE(valueOf(*processor, "node_cpu_count"), 2.0);
        QCOMPARE(valueOf(*processor, "node_boot_time_seconds"), 1795245203.0);

        const auto network = procfiles::network(fixture("netdev"));
        QVERIFY(network);
        QCOMPARE(valueOf(*network, "node_network_receive_bytes_total", {{"device", "eth0"}}), 93724115.0);
        QCOMPARE(valueOf(*network, "node_network_transmit_bytes_total", {{"device", "eth0"}}), 100772.0);
        QCOMPARE(network->size(), std::size_t(6));
    }

    // Lost if it fails: a full disk whose mount point has a space in its name is never seen, or /proc counts as a full
    // disk.
    void mountsAreThoseThatCanFillUp()
    {
        const std::vector<Mount> mounts = procfiles::mounts(fixture("mounts"));
        QStringList seen;
        for (const Mount &mount : mounts)
            seen << QString::fromStdString(mount.device + '|' + mount.mountPoint + '|' + mount.type +
                                           (mount.readOnly ? "|ro" : ""));
        const QStringList expected = {QStringLiteral("/dev/vda|/|ext4"), QStringLiteral("/dev/sdb1|/srv/my data|xfs"),
                                      QStringLiteral("nas:/export|/mnt/back\\slash|nfs4"),
                                      QStringLiteral("/dev/sr1|/media/ro|vfat|ro")};
        QCOMPARE(seen, expected);
    }

    // Lost if it fails: in a container nothing tells how full the root is.
    void overlayCountsOnlyAsRoot()
    {
        QCOMPARE(procfiles::mounts("overlay / overlay rw 0 0\n").size(), std::size_t(1));
        QVERIFY(procfiles::mounts("overlay /var/lib/docker/x/merged overlay rw 0 0\n").empty());
    }

    // Lost if it fails: half a file passes for a whole one, and a missing number for 0.
    void damagedFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("load, empty") << QByteArray("loadavg") << QByteArray();
        QTest::newRow("load, cut") << QByteArray("loadavg") << QByteArray("0.26 0.2");
        QTest::newRow("load, words") << QByteArray("loadavg") << QByteArray("a b c 1/2 3\n");
        QTest::newRow("memory, empty") << QByteArray("meminfo") << QByteArray();
        QTest::newRow("memory, cut") << QByteArray("meminfo") << QByteArray("MemTotal:       24682416 kB\nMemAv");
        QTest::newRow("memory, other unit") << QByteArray("meminfo") << QByteArray("MemTotal: 1 MB\n");
        QTest::newRow("stat, empty") << QByteArray("stat") << QByteArray();
        QTest::newRow("stat, cut") << QByteArray("stat") << QByteArray("cpu  1 2 3\nbtime 4\n");
        QTest::newRow("stat, twice") << QByteArray("stat")
                                     << QByteArray("cpu 1 2 3 4 5 6 7 8\ncpu 1 2 3 4 5 6 7 8\nbtime 4\n");
        QTest::newRow("network, no colon") << QByteArray("netdev") << QByteArray("x\ny\neth0 1 2 3\n");
        QTest::newRow("network, cut") << QByteArray("netdev") << QByteArray("x\ny\neth0: 1 2 3\n");
    }
    void damagedFilesAreRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        const std::string damaged = text.toStdString();
        const Expected<Readings> readings = file == "loadavg"   ? procfiles::load(damaged)
                                            : file == "meminfo" ? procfiles::memory(damaged)
                                            : file == "stat"    ? procfiles::processor(damaged, 100)
                                                                : procfiles::network(damaged);
        QVERIFY(!readings);
        QVERIFY(!readings.error().what.empty());
    }

    // Lost if it fails: a mount point with bytes that are no UTF-8 breaks every text that names it.
    void oddNamesBecomeText()
    {
        const std::vector<Mount> mounts =
            procfiles::mounts("/dev/sdc /mnt/\xff\xfe ext4 rw 0 0\n/dev/sdd /mnt/\\0 ext4 rw 0 0\n"
                              "short line\n\n");
        QCOMPARE(mounts.size(), std::size_t(2));
        QCOMPARE(std::string(labelValue(mounts[0].labels(), "mountpoint")),
                 std::string("/mnt/\xef\xbf\xbd\xef\xbf\xbd"));
        QCOMPARE(mounts[1].mountPoint, std::string("/mnt/\\0"));
    }
};

SIGNALBOX_TEST(ProcFilesTest)
} // namespace tst_procfiles

#include "tst_procfiles.moc"
