// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QTemporaryDir>

#include <recording/recordingfile.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>
#include <watching/writequeue.h>

namespace tst_writequeue
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// A disk that refuses until it is told otherwise.
class FullDisk final : public RecordingWriter
{
public:
    explicit FullDisk(std::vector<Frame> &written)
        : m_written(written)
    {
    }
    Expected<void> appendAll(std::span<const Frame *const> frames) override
    {
        if (isFull)
            return tl::unexpected(Problem{"disk", "is full", "Make room"});
        ++hanging;
        while (hangs)
            std::this_thread::yield();
        for (const Frame *frame : frames)
            m_written.push_back(*frame);
        return {};
    }
    Expected<bool> forget(const RecordingLimits &limits) override
    {
        daysKept = std::chrono::duration_cast<std::chrono::hours>(limits.keep).count() / 24;
        return stepsToForget-- > 0;
    }
    Tick last() const override { return {}; }
    std::atomic<bool> isFull = true;
    std::atomic<bool> hangs = false;
    std::atomic<int> hanging = 0; ///< calls that began to hang
    std::atomic<int> stepsToForget = 0;
    std::atomic<std::int64_t> daysKept = 0;

private:
    std::vector<Frame> &m_written;
};

Frame frame(Story &story, Milliseconds time, double value)
{
    return story.at(time).says("host/web1", "a", value).tick();
}
} // namespace

/// Were this wrong, a full disk would end the recording, or take the console's memory.
class tst_WriteQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskPausesAndResumesByItself();
    void whatWaitsIsThinnedOutAndEndsExact();
    void whatADiskThatHangsKeepsWaitingIsThinnedOutToo();
    void manyFactsAreThinnedOutSooner();
    void mergedFramesKeepTheLastOfEach();
    void whatWaitsIsWrittenAtTheEnd();
    void whatIsTooOldGoesStepByStep();
};

void tst_WriteQueue::aFullDiskPausesAndResumesByItself()
{
    std::vector<Frame> written;
    auto disk = std::make_unique<FullDisk>(written);
    FullDisk &full = *disk;
    std::atomic<int> problems = 0;
    std::atomic<int> recoveries = 0;
    Story story;
    {
        WriteQueue queue("", std::move(disk), {},
                         [&](const std::optional<Problem> &problem) { ++(problem ? problems : recoveries); });
        queue.append(std::make_shared<Frame>(frame(story, 1s, 1)));
        QTRY_COMPARE(problems.load(), 1);
        QVERIFY(!queue.drain());
        queue.append(std::make_shared<Frame>(frame(story, 2s, 2)));
        full.isFull = false;
        QTRY_COMPARE(recoveries.load(), 1);
        QTRY_VERIFY(queue.drain());
    }
    QCOMPARE(written.size(), std::size_t(2));
    QCOMPARE(problems.load(), 1);
}

void tst_WriteQueue::whatWaitsIsThinnedOutAndEndsExact()
{
    std::vector<Frame> written;
    auto disk = std::make_unique<FullDisk>(written);
    FullDisk &full = *disk;
    Story story;
    std::vector<Frame> all;
    {
        WriteQueue queue("", std::move(disk), {}, [](const std::optional<Problem> &) {});
        for (int i = 1; i <= 5000; ++i) {
            all.push_back(frame(story, std::chrono::seconds(i), i));
            queue.append(std::make_shared<Frame>(all.back()));
            if (i == 1)
                QVERIFY(!queue.drain());
        }
        full.isFull = false;
        QTRY_VERIFY(queue.drain());
    }
    QVERIFY2(written.size() < 1300, qPrintable(QString::number(written.size())));
    QCOMPARE(written.back().tick, all.back().tick);
    Fold exact;
    Fold thinned;
    for (const Frame &each : all)
        exact.apply(each);
    for (const Frame &each : written)
        thinned.apply(each);
    QCOMPARE(pictureText(thinned.working()), pictureText(exact.working()));
}

void tst_WriteQueue::whatADiskThatHangsKeepsWaitingIsThinnedOutToo()
{
    std::vector<Frame> written;
    auto disk = std::make_unique<FullDisk>(written);
    FullDisk &hung = *disk;
    hung.isFull = false;
    hung.hangs = true;
    Story story;
    {
        WriteQueue queue("", std::move(disk), {}, [](const std::optional<Problem> &) {});
        for (int i = 1; i <= 5000; ++i) {
            queue.append(std::make_shared<Frame>(frame(story, std::chrono::seconds(i), i)));
            if (i == 1)
                QTRY_COMPARE(hung.hanging.load(), 1);
        }
        hung.hangs = false;
        QVERIFY(queue.drain());
    }
    QVERIFY2(written.size() < 1300, qPrintable(QString::number(written.size())));
    QCOMPARE(written.back().tick, story.frames().back().tick);
}

// Twelve hundred frames of a large estate are gigabytes.
void tst_WriteQueue::manyFactsAreThinnedOutSooner()
{
    std::vector<Frame> written;
    auto disk = std::make_unique<FullDisk>(written);
    FullDisk &full = *disk;
    std::size_t facts = 0;
    {
        WriteQueue queue("", std::move(disk), {}, [](const std::optional<Problem> &) {});
        for (TickNumber i = 1; i <= 100; ++i) {
            auto large = std::make_shared<Frame>();
            large->tick = {i, Moment(std::chrono::seconds(i)), 0};
            for (std::uint32_t series = 0; series < 50'000; ++series)
                large->facts.push_back({SeriesId(series), FactKind::Number, large->tick.moment, double(i)});
            queue.append(large);
        }
        full.isFull = false;
        QTRY_VERIFY(queue.drain());
    }
    for (const Frame &each : written)
        facts += each.facts.size();
    QVERIFY2(facts <= 2'100'000, qPrintable(QString::number(facts)));
    QCOMPARE(written.back().facts.size(), std::size_t(50'000));
    QCOMPARE(written.back().facts.back().value, 100.0);
}

void tst_WriteQueue::mergedFramesKeepTheLastOfEach()
{
    Story story;
    const Frame first = story.at(1s).says("host/web1", "a", 1).says("host/web1", "b", 1).tick();
    const Frame second = story.at(2s).says("host/web1", "a", 2).tick();
    const Frame merged = mergedFrames(first, second);
    QCOMPARE(merged.tick, second.tick);
    QCOMPARE(merged.facts.size(), std::size_t(2));
    QCOMPARE(merged.facts[0].value, 2.0);
    QCOMPARE(merged.facts[1].value, 1.0);
    QCOMPARE(merged.changes.size(), first.changes.size() + second.changes.size());
}

void tst_WriteQueue::whatWaitsIsWrittenAtTheEnd()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    auto writer = RecordingWriter::open(path);
    QVERIFY(writer);
    Story story;
    {
        WriteQueue queue(path, std::move(*writer), {}, [](const std::optional<Problem> &) {});
        for (int i = 1; i <= 100; ++i)
            queue.append(std::make_shared<Frame>(frame(story, std::chrono::seconds(i), i)));
    }
    const auto recording = openRecording(path);
    QVERIFY(recording);
    QCOMPARE((*recording)->extent()->last.number, TickNumber(100));
}

void tst_WriteQueue::whatIsTooOldGoesStepByStep()
{
    std::vector<Frame> written;
    auto disk = std::make_unique<FullDisk>(written);
    FullDisk *steps = disk.get();
    disk->isFull = false;
    disk->stepsToForget = 5;
    Story story;
    WriteQueue queue("recording.db", std::move(disk), {}, [](const std::optional<Problem> &) {});
    queue.append(std::make_shared<const Frame>(frame(story, 1s, 1)));
    QVERIFY(queue.drain());
    QCOMPARE(steps->stepsToForget.load(), 5);
    queue.keep({30 * 24h, 1});
    queue.append(std::make_shared<const Frame>(frame(story, 2s, 1)));
    QTRY_COMPARE(steps->stepsToForget.load(), -1);
    QCOMPARE(steps->daysKept.load(), 30);
}

SIGNALBOX_TEST(tst_WriteQueue)
} // namespace tst_writequeue

#include "tst_writequeue.moc"
