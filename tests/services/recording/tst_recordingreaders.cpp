// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QTemporaryDir>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <support/testprogram.h>

#include "samplerecording.h"

namespace tst_recordingreaders
{
using namespace signalbox;

class TestRecordingReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReaderSurvivesThatAWindowCloses();
    void twoReadersFollowAWriter();
    void aReaderKeepsNoWriterWaiting();
};

// Without it a desk that follows the recorder would stumble whenever a window closes between two of its looks.
void TestRecordingReaders::aReaderSurvivesThatAWindowCloses()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    auto writer = RecordingWriter::open(path);
    QVERIFY(writer);
    const auto recording = openRecording(path);
    QVERIFY(recording);
    FrameMaker maker(41, 2000);
    StateFold fold;
    TickNumber read = 0;
    for (int i = 0; i < 400; ++i) {
        const Frame frame = maker.next();
        fold.apply(frame);
        QVERIFY((*writer)->append(std::span(&frame, 1)));
        const auto frames = (*recording)->frames(read, ~TickNumber{0}, 100);
        QVERIFY2(frames, frames ? "" : frames.error().sentence().c_str());
        QCOMPARE(frames->size(), 1U);
        QCOMPARE(difference(frame, frames->front()), std::string());
        read = frame.tick.number;
        if (i % 10 == 0)
            QCOMPARE(difference(fold.state(), *(*recording)->stateAt(read)), std::string());
    }
}

// Without it a desk and a wallboard beside the recorder would show torn ticks.
void TestRecordingReaders::twoReadersFollowAWriter()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    const std::vector<Frame> written = FrameMaker(42, 2000).next(400);
    auto writer = RecordingWriter::open(path);
    QVERIFY(writer);
    std::string complaints[2];
    std::atomic<bool> writing = true;
    std::thread readers[2];
    for (std::size_t reader = 0; reader < 2; ++reader) {
        readers[reader] = std::thread([&written, &path, &writing, &complaint = complaints[reader]] {
            const auto recording = openRecording(path);
            StateFold fold;
            std::size_t read = 0;
            while (recording && read < written.size() && complaint.empty() && writing) {
                std::this_thread::yield();
                const auto frames =
                    (*recording)->frames(read == 0 ? 0 : written[read - 1].tick.number, ~TickNumber{0}, 50);
                if (!frames) {
                    complaint = frames.error().sentence();
                    return;
                }
                for (const Frame &frame : *frames) {
                    complaint += difference(written[read++], frame);
                    fold.apply(frame);
                }
                if (!frames->empty() && complaint.empty())
                    complaint = difference(fold.state(), *(*recording)->stateAt(fold.state().tick.number));
            }
            if (!recording)
                complaint = recording.error().sentence();
        });
    }
    for (const Frame &frame : written) {
        const auto appended = (*writer)->append(std::span(&frame, 1));
        if (!appended) {
            complaints[0] += appended.error().sentence();
            writing = false;
            break;
        }
    }
    for (std::size_t reader = 0; reader < 2; ++reader) {
        readers[reader].join();
        QCOMPARE(complaints[reader], std::string());
    }
}

// Without it a reader would hold a snapshot for as long as it is open, and the -wal beside the file would grow for as
// long.
void TestRecordingReaders::aReaderKeepsNoWriterWaiting()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    auto writer = RecordingWriter::open(path);
    QVERIFY(writer);
    FrameMaker maker(43, 2000);
    QVERIFY((*writer)->append(maker.next(5)));
    const auto recording = openRecording(path);
    QVERIFY((*recording)->stateAt(5));
    for (int i = 0; i < 300; ++i)
        QVERIFY((*writer)->append(maker.next(1)));
    const qint64 wal = QFileInfo(QString::fromStdString(path + "-wal")).size();
    const qint64 file = QFileInfo(QString::fromStdString(path)).size();
    QVERIFY2(wal < 8 << 20 && file > wal / 8, qPrintable(QStringLiteral("-wal %1, file %2").arg(wal).arg(file)));
}

SIGNALBOX_TEST(TestRecordingReaders)
} // namespace tst_recordingreaders

#include "tst_recordingreaders.moc"
