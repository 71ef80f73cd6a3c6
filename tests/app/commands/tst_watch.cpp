// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <signal.h>

#include <recording/recordingfile.h>
#include <support/testprogram.h>

namespace tst_watch
{
using namespace signalbox;

namespace
{
/// `signalboxctl watch`, as a service runs it.
class Watch
{
public:
    explicit Watch(const QStringList &arguments)
    {
        m_process.setProgram(QStringLiteral(SIGNALBOXCTL));
        m_process.setArguments(QStringList{QStringLiteral("watch")} + arguments);
        m_process.start();
    }
    ~Watch()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QProcess &process() { return m_process; }
    QString out()
    {
        m_out += QString::fromUtf8(m_process.readAllStandardOutput());
        return m_out;
    }
    QString err()
    {
        m_err += QString::fromUtf8(m_process.readAllStandardError());
        return m_err;
    }

private:
    QProcess m_process;
    QString m_out;
    QString m_err;
};
} // namespace

/// Were this wrong, the machine that is to remember the night would remember nothing.
class TestWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itRecordsAndSaysWhatIsWrong();
    void asASecondOneItEndsWithAReason();
    void aWrongEstateEndsItWithEveryError();
};

void TestWatch::itRecordsAndSaysWhatIsWrong()
{
    QTemporaryDir folder;
    const QString estate = folder.filePath(QStringLiteral("estate.yaml"));
    QFile file(estate);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name: dead\nhosts: {web1: {address: 127.0.0.1}}\n"
               "sources: {node: {type: exposition, hosts: [web1], url: 'http://{address}:1/metrics'}}\n");
    file.close();
    const QString recording = folder.filePath(QStringLiteral("recording.db"));
    Watch watch({estate, QStringLiteral("--record"), recording});
    QTRY_VERIFY_WITH_TIMEOUT(watch.out().contains(QStringLiteral("unknown source-dead source/node: ")), 20000);
    QVERIFY(watch.err().contains(QStringLiteral("recording to ")));
    ::kill(static_cast<pid_t>(watch.process().processId()), SIGTERM);
    QVERIFY(watch.process().waitForFinished());
    QCOMPARE(watch.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(watch.process().exitCode(), 0);
    const auto recorded = openRecording(recording.toStdString());
    QVERIFY(recorded);
    QVERIFY((*recorded)->extent()->last.number > 0);
}

void TestWatch::asASecondOneItEndsWithAReason()
{
    QTemporaryDir folder;
    const QString recording = folder.filePath(QStringLiteral("recording.db"));
    Watch first({QStringLiteral("--record"), recording});
    QTRY_VERIFY(first.err().contains(QStringLiteral("recording to ")));
    Watch second({QStringLiteral("--record"), recording});
    QVERIFY(second.process().waitForFinished());
    QCOMPARE(second.process().exitCode(), 1);
    QVERIFY(second.err().contains(QStringLiteral("is being recorded by process %1").arg(first.process().processId())));
}

void TestWatch::aWrongEstateEndsItWithEveryError()
{
    QTemporaryDir folder;
    const QString estate = folder.filePath(QStringLiteral("estate.yaml"));
    QFile file(estate);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name: x\nhots: {}\nlimts: {}\n");
    file.close();
    Watch watch({estate, QStringLiteral("--record"), folder.filePath(QStringLiteral("r.db"))});
    QVERIFY(watch.process().waitForFinished());
    QCOMPARE(watch.process().exitCode(), 1);
    QVERIFY(watch.err().contains(QStringLiteral("estate.yaml:2:1: ")));
    QVERIFY2(watch.err().contains(QStringLiteral("\n") + estate + QStringLiteral(":3:1: ")), qPrintable(watch.err()));
}

SIGNALBOX_TEST(TestWatch)
} // namespace tst_watch

#include "tst_watch.moc"
