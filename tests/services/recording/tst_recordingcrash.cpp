// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QProcess>
#include <QTemporaryDir>

#include <database/database.h>
#include <recording/recordingfile.h>
#include <support/testprogram.h>

#include "samplerecording.h"

namespace tst_recordingcrash
{
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

private:
    static TickNumber checkedLast(const std::string &path, TickNumber atLeast);
    static void checkFrames(const std::string &path, TickNumber last);
};

// A hundred times in all; ten a file, so that the files stay small. Without it a power cut or a kill would cost the
// evidence of a night, or leave a file that nothing opens.
void TestRecordingCrash::killedAHundredTimesItLosesOnlyTheBatchAtHand()
{
    const QTemporaryDir folder;
    std::mt19937 random(5);
    std::int64_t windows = 0;
    for (int file = 0; file < 10; ++file) {
        const QString path = folder.filePath(QStringLiteral("%1.db").arg(file));
        TickNumber last = 0;
        for (int kill = 0; kill < 10; ++kill) {
            Recorder recorder(path);
            TickNumber committed = recorder.after(1 + static_cast<int>(random() % 40));
            QVERIFY2(committed > 0, recorder.said().constData());
            recorder.kill();
            committed = std::max(committed, recorder.lastSaid());
            last = checkedLast(path.toStdString(), std::max(committed, last + 1));
            QVERIFY(last > 0);
        }
        checkFrames(path.toStdString(), last);
        const auto database = Database::open(path.toStdString(), Database::Access::Read);
        windows += database->number("SELECT count(*) FROM window").value_or(0);
    }
    QVERIFY2(windows > 50, "too few windows closed for a kill to fall into one");
}

// The last tick of a file that must be whole and reach that tick at least; 0 where it does not.
TickNumber TestRecordingCrash::checkedLast(const std::string &path, TickNumber atLeast)
{
    const auto recording = openRecording(path);
    if (!recording || !(*recording)->extent()) {
        qWarning("%s",
                 recording ? (*recording)->extent().error().sentence().c_str() : recording.error().sentence().c_str());
        return 0;
    }
    const TickNumber last = (*recording)->extent()->last.number;
    const auto database = Database::open(path, Database::Access::Read);
    auto check = database->prepare("PRAGMA integrity_check");
    if (!check->step().value_or(false) || check->text(0) != "ok") {
        qWarning("integrity_check: %s", check->text(0).c_str());
        return 0;
    }
    if (last < atLeast || !(*recording)->stateAt(last)) {
        qWarning("a batch that was said to be committed is lost, or its state cannot be read");
        return 0;
    }
    return last;
}

// What is there is what was written, every bit of it.
void TestRecordingCrash::checkFrames(const std::string &path, TickNumber last)
{
    const auto recording = openRecording(path);
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

SIGNALBOX_TEST(TestRecordingCrash)
} // namespace tst_recordingcrash

#include "tst_recordingcrash.moc"
