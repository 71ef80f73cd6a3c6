// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <linux/capability.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <console/console.h>
#include <laboratory/servers.h>
#include <support/testprogram.h>

namespace tst_lab_console_faults
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
constexpr int patience = 180'000;
constexpr int targets = 200;
constexpr int kills = 20;

const QString record = QStringLiteral("--record");

qint64 tickOf(const QJsonObject &picture)
{
    return picture[QStringLiteral("tick")].toInteger();
}

QStringList watching(const QString &estate, const QString &recording)
{
    return {QStringLiteral("watch"), estate, record, recording};
}
} // namespace

/// What happens to `signalboxctl watch` and to its recording when the machine under it is not kind.
class LabConsoleFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void aSecondWriterRefusesAndNamesTheFirst();
    void killedUnderLoadItLosesNothingThatWasSeen();
    void onAFullDiskItSaysSoGoesOnAndResumes();
    void inAFolderThatMayNotBeWrittenItSaysSoAndGoesOn();
    void aClosedStandardOutputIsNotTakenForAFileOfOurs();

private:
    /// An estate of `count` hosts, all served by the exporter, a little each.
    [[nodiscard]] QString estateOf(int count) const;

    Laboratory m_lab;
    std::unique_ptr<Server> m_exporter;
};

void LabConsoleFaults::initTestCase()
{
    m_exporter = std::make_unique<Server>(nodeExporter(m_lab));
    const Expected<void> started = m_exporter->start();
    QVERIFY2(started, started ? "" : started.error().sentence().c_str());
}

QString LabConsoleFaults::estateOf(int count) const
{
    QString hosts;
    QString asked;
    const QString url = QString::fromStdString(m_exporter->url("/metrics?collect[]=loadavg&host="));
    for (int i = 0; i < count; ++i) {
        hosts += QStringLiteral("  web%1: {}\n").arg(i);
        asked += QStringLiteral("      host/web%1: \"%2%1\"\n").arg(i).arg(url);
    }
    const QString text = QStringLiteral("name: Load\nhosts:\n%1sources:\n  node:\n    type: exposition\n    interval: "
                                        "1s\n    targets:\n%2")
                             .arg(hosts, asked);
    return m_lab.write(QStringLiteral("load%1.yaml").arg(count), text.toUtf8());
}

// Lost if it fails: two consoles write into one recording, and it is worth nothing.
void LabConsoleFaults::aSecondWriterRefusesAndNamesTheFirst()
{
    const QString recording = m_lab.path(QStringLiteral("two.db"));
    Console first(watching(estateOf(1), recording));
    QTRY_VERIFY2_WITH_TIMEOUT(tickOf(pictureJson({recording})) > 0, qPrintable(first.err()), patience);
    const Ended second = Console(watching(estateOf(1), recording)).wait();
    QCOMPARE(second.status, 1);
    QVERIFY2(second.err.contains(QStringLiteral("is being recorded by process %1").arg(first.pid())),
             qPrintable(second.err));
    const qint64 tick = tickOf(pictureJson({recording}));
    QTRY_VERIFY_WITH_TIMEOUT(tickOf(pictureJson({recording})) > tick, patience);
    QCOMPARE(first.stop().status, 0);
}

// Lost if it fails: a machine that loses its power takes the recording of the night with it.
void LabConsoleFaults::killedUnderLoadItLosesNothingThatWasSeen()
{
    const QString recording = m_lab.path(QStringLiteral("killed.db"));
    const QString estate = estateOf(targets);
    const auto answering = [](const QJsonObject &picture) {
        return seriesIn(picture, QStringLiteral("host/web%1").arg(targets - 1),
                        QStringLiteral("node_load1"))[QStringLiteral("freshness")] == QLatin1String("fresh");
    };
    qint64 last = 0;
    for (int i = 0; i < kills; ++i) {
        Console watch(watching(estate, recording));
        QJsonObject seen;
        const auto hasGoneOn = [&] {
            seen = pictureJson({recording});
            return tickOf(seen) > last + 2 && answering(seen);
        };
        QTRY_VERIFY2_WITH_TIMEOUT(hasGoneOn(), qPrintable(watch.err()), patience);
        QVERIFY2(!watch.err().contains(QStringLiteral("not recording")), qPrintable(watch.err()));
        watch.kill();
        const QJsonObject kept = pictureJson({recording});
        QVERIFY(tickOf(kept) >= tickOf(seen));
        QCOMPARE(pictureJson({recording, QStringLiteral("--at"), seen[QStringLiteral("time")].toString()}), seen);
        last = tickOf(kept);
    }
}

// Lost if it fails: a full disk ends the watching, or the recording is never taken up again.
void LabConsoleFaults::onAFullDiskItSaysSoGoesOnAndResumes()
{
    const QString recording = m_lab.path(QStringLiteral("full.db"));
    // No file may get larger than this, which the system says as it says that the disk is full: by a write that fails.
    constexpr rlim_t room = 256 * 1024;
    Console watch(watching(estateOf(20), recording), [] {
        const rlimit little{room, RLIM_INFINITY};
        setrlimit(RLIMIT_FSIZE, &little);
        std::signal(SIGXFSZ, SIG_IGN);
    });
    QTRY_VERIFY2_WITH_TIMEOUT(watch.err().contains(QStringLiteral("signalboxctl: not recording: ")),
                              qPrintable(watch.err()), patience);
    QVERIFY(watch.isRunning());
    const qint64 stuck = tickOf(pictureJson({recording}));
    QVERIFY(stuck > 0);

    const rlimit enough{RLIM_INFINITY, RLIM_INFINITY};
    QCOMPARE(prlimit(static_cast<pid_t>(watch.pid()), RLIMIT_FSIZE, &enough, nullptr), 0);
    const QString said = QStringLiteral("signalboxctl: recording to ");
    QTRY_VERIFY2_WITH_TIMEOUT(watch.err().lastIndexOf(said) > watch.err().lastIndexOf(QStringLiteral("not recording")),
                              qPrintable(watch.err()), patience);
    QTRY_VERIFY_WITH_TIMEOUT(tickOf(pictureJson({recording})) > stuck + 2, patience);
    QCOMPARE(watch.stop().status, 0);
    QVERIFY(!pictureJson({recording}).isEmpty());
}

// Lost if it fails: whoever cannot write there is not told, or sees nothing at all.
void LabConsoleFaults::inAFolderThatMayNotBeWrittenItSaysSoAndGoesOn()
{
    const QString folder = m_lab.path(QStringLiteral("readonly"));
    QVERIFY(QDir().mkdir(folder));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    m_exporter->freeze(); // so that there is something to be said of the estate
    Console watch(watching(estateOf(1), folder + QStringLiteral("/recording.db")), [] {
        prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE); // what keeps root from being refused; others do not have it
    });
    QTRY_VERIFY2_WITH_TIMEOUT(watch.err().contains(QStringLiteral("signalboxctl: not recording: ")),
                              qPrintable(watch.err()), patience);
    QTRY_VERIFY_WITH_TIMEOUT(watch.out().contains(QStringLiteral("source-dead source/node: ")), patience);
    m_exporter->thaw();
    QTRY_VERIFY_WITH_TIMEOUT(watch.out().contains(QStringLiteral("cleared source-dead source/node: ")), patience);
    QCOMPARE(watch.stop().status, 0);
    QVERIFY(QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

// Lost if it fails: what is printed by a program that was started without standard output (as by some supervisors) goes
// into the first file that it opens.
void LabConsoleFaults::aClosedStandardOutputIsNotTakenForAFileOfOurs()
{
    const QString recording = m_lab.path(QStringLiteral("closed.db"));
    Console watch(watching(estateOf(1), recording), [] {
        close(STDIN_FILENO);
        close(STDOUT_FILENO);
        close(STDERR_FILENO);
    });
    QTRY_VERIFY_WITH_TIMEOUT(tickOf(pictureJson({recording})) > 2, patience);
    QFile lock(recording + QStringLiteral(".lock"));
    QVERIFY(lock.open(QIODevice::ReadOnly));
    QCOMPARE(lock.readAll(), QByteArray::number(watch.pid()));
    watch.stop();
}

SIGNALBOX_TEST(LabConsoleFaults)
} // namespace tst_lab_console_faults

#include "tst_lab_console_faults.moc"
