// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <database/database.h>
#include <recording/recordingfile.h>

#include "samplerecording.h"

using namespace signalbox;

namespace
{
constexpr unsigned seed = 31;
constexpr std::size_t series = 2000; // a window closes every few dozen appends
constexpr std::size_t batch = 3;

// Starts a recorder and lets it make that many appends; the answer is the last tick that it said it had committed.
class Recorder
{
public:
    explicit Recorder(const QString &path)
    {
        m_process.start(QStringLiteral(RECORDING_HELPER), {QStringLiteral("write"), path, QString::number(seed),
                                                           QString::number(series), QString::number(batch)});
    }
    TickNumber after(int appends)
    {
        TickNumber last = 0;
        for (int lines = 0; lines <= appends; ++lines) {
            while (!m_process.canReadLine()) {
                if (!m_process.waitForReadyRead())
                    return 0;
            }
            m_said = m_process.readLine();
            last = lines == 0 ? 1 : m_said.trimmed().toULongLong();
        }
        return appends == 0 ? 0 : last;
    }
    void kill()
    {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }
    // What it said before it died may still lie in the pipe.
    TickNumber lastSaid()
    {
        TickNumber last = 0;
        while (m_process.canReadLine())
            last = m_process.readLine().trimmed().toULongLong();
        return last;
    }
    [[nodiscard]] const QByteArray &said() const { return m_said; }

private:
    QProcess m_process;
    QByteArray m_said;
};
} // namespace

class TestRecordingCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAHundredTimesItLosesOnlyTheBatchAtHand();
};

// Without it a power cut or a kill would cost the evidence of a night, or leave a file that nothing opens.
void TestRecordingCrash::killedAHundredTimesItLosesOnlyTheBatchAtHand()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("recording.db"));
    std::mt19937 random(5);
    TickNumber last = 0;
    int windows = 0;
    for (int round = 0; round < 100; ++round) {
        Recorder recorder(path);
        TickNumber committed = recorder.after(1 + static_cast<int>(random() % 40));
        QVERIFY2(committed > 0, recorder.said().constData());
        recorder.kill();
        committed = std::max(committed, recorder.lastSaid());

        const auto recording = openRecording(path.toStdString());
        QVERIFY2(recording, recording ? "" : recording.error().sentence().c_str());
        const auto extent = (*recording)->extent();
        QVERIFY(extent);
        QVERIFY2(extent->last.number >= committed, "a batch that was said to be committed is lost");
        QVERIFY(extent->last.number > last);
        last = extent->last.number;
        const auto state = (*recording)->stateAt(last);
        QVERIFY2(state, state ? "" : state.error().sentence().c_str());
        const auto database = Database::open(path.toStdString(), Database::Access::Read);
        auto check = database->prepare("PRAGMA integrity_check");
        QVERIFY(check->step().value_or(false));
        QCOMPARE(check->text(0), std::string("ok"));
        windows = static_cast<int>(*database->number("SELECT count(*) FROM window"));
    }
    QVERIFY2(windows > 20, "too few windows closed for a kill to fall into one");

    // And what is there is what was written, every bit of it.
    const auto recording = openRecording(path.toStdString());
    FrameMaker maker(seed, series);
    TickNumber at = 0;
    while (at < last) {
        const auto read = (*recording)->frames(at, last, 500);
        QVERIFY(read && !read->empty());
        for (const Frame &frame : *read)
            QCOMPARE(difference(maker.next(), frame), std::string());
        at = read->back().tick.number;
    }
    QCOMPARE(at, last);
}

QTEST_GUILESS_MAIN(TestRecordingCrash)
#include "tst_recordingcrash.moc"
