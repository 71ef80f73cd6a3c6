// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deleting the oldest part of a recording. If these fail, a disk fills up, or what is left shows another past than was.
#include <QTemporaryDir>

#include <database/database.h>
#include <disk/fulldisk.h>
#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <support/testprogram.h>

#include "samplerecording.h"

namespace tst_retention
{
using namespace signalbox;

namespace
{
constexpr RecordingLimits unlimited{Milliseconds::max(), UINT64_MAX};

/// A recording of many small windows.
struct Recorded {
    QTemporaryDir folder;
    std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    std::vector<Frame> frames = FrameMaker(61, 2000).next(400);
    std::unique_ptr<RecordingWriter> writer;

    bool write()
    {
        auto opened = RecordingWriter::open(path);
        if (!opened)
            return false;
        writer = std::move(*opened);
        return writer->append(frames).has_value();
    }
    /// Until there is nothing more to do; how many steps there were, or nothing after an error.
    std::optional<int> forget(const RecordingLimits &limits)
    {
        for (int steps = 0; steps < 10'000; ++steps) {
            const auto goesOn = writer->forget(limits);
            if (!goesOn)
                return {};
            if (!*goesOn)
                return steps;
        }
        return {};
    }
    [[nodiscard]] RecordingLimits keepingHalf() const
    {
        return {(frames.back().tick.moment - frames.front().tick.moment) / 2, UINT64_MAX};
    }
    /// Empty, or how what is left differs from what was written.
    [[nodiscard]] std::string difference() const
    {
        const auto recording = openRecording(path);
        if (!recording)
            return recording.error().sentence();
        const auto extent = (*recording)->extent();
        const auto left = (*recording)->frames(0, ~TickNumber{0}, frames.size());
        if (!extent || !left || left->empty() || left->front().tick != extent->first)
            return "its frames cannot be read";
        StateFold fold;
        std::size_t k = 0;
        for (const Frame &frame : frames) {
            fold.apply(frame);
            if (frame.tick.number < extent->first.number)
                continue;
            std::string differs = signalbox::difference(frame, left->at(k));
            const auto state = k++ % 17 == 0 ? (*recording)->stateAt(frame.tick.number) : fold.state();
            if (!state)
                return state.error().sentence();
            if (differs.empty())
                differs = signalbox::difference(fold.state(), *state);
            if (!differs.empty())
                return differs;
        }
        return k == left->size() ? std::string() : "it has more frames than were written";
    }
    [[nodiscard]] TickNumber first() const { return openRecording(path).value()->extent()->first.number; }
};
} // namespace

class TestRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withinTheLimitsNothingGoes();
    void whatIsLeftIsUnchanged();
    void recordingGoesOnAfterwards();
    void theOpenWindowStays();
    void aFileThatIsTooLargeShrinks();
    void aFullDiskDeletesNothingHalf();
    void whatWasRememberedGoesWithItsTick();
};

void TestRetention::withinTheLimitsNothingGoes()
{
    Recorded recorded;
    QVERIFY(recorded.write());
    QCOMPARE(recorded.forget(unlimited), std::optional(0));
    QCOMPARE(recorded.first(), recorded.frames.front().tick.number);
}

void TestRetention::whatIsLeftIsUnchanged()
{
    Recorded recorded;
    QVERIFY(recorded.write());
    const RecordingLimits half = recorded.keepingHalf();
    QVERIFY(recorded.forget(half).value_or(0) >= 2);
    QCOMPARE(recorded.difference(), std::string());
    const auto extent = (*openRecording(recorded.path))->extent();
    QVERIFY(extent->first.number > recorded.frames[recorded.frames.size() / 4].tick.number);
    QVERIFY(extent->last.moment - extent->first.moment >= half.keep);
    QCOMPARE((*openRecording(recorded.path))->stateAt(extent->first.number - 1)->tick, Tick{});
}

void TestRetention::recordingGoesOnAfterwards()
{
    Recorded recorded;
    FrameMaker maker(62, 1500);
    recorded.frames = maker.next(200);
    QVERIFY(recorded.write());
    for (int round = 0; round < 5; ++round) {
        const std::vector<Frame> more = maker.next(60);
        recorded.frames.insert(recorded.frames.end(), more.begin(), more.end());
        recorded.writer.reset();
        auto again = RecordingWriter::open(recorded.path);
        QVERIFY(again && (*again)->append(more));
        recorded.writer = std::move(*again);
        QVERIFY(recorded.forget({recorded.keepingHalf().keep / 2, UINT64_MAX}));
        QCOMPARE(recorded.difference(), std::string());
    }
    QVERIFY(recorded.first() > recorded.frames.front().tick.number);
}

void TestRetention::theOpenWindowStays()
{
    Recorded recorded;
    QVERIFY(recorded.write());
    QVERIFY(recorded.forget({Milliseconds(1), 1}));
    QCOMPARE(recorded.difference(), std::string());
    QCOMPARE((*openRecording(recorded.path))->extent()->last, recorded.frames.back().tick);
}

void TestRetention::aFileThatIsTooLargeShrinks()
{
    Recorded recorded;
    recorded.frames = FrameMaker(63, 3000).next(800);
    QVERIFY(recorded.write());
    const auto bytes = [&] {
        auto database = Database::open(recorded.path, Database::Access::Read);
        return database->number("PRAGMA page_count").value() * database->number("PRAGMA page_size").value();
    };
    const std::int64_t before = bytes();
    QVERIFY(recorded.forget({Milliseconds::max(), static_cast<std::uint64_t>(before / 3)}));
    QVERIFY2(bytes() < before * 3 / 4, qPrintable(QStringLiteral("%1 of %2").arg(bytes()).arg(before)));
    QCOMPARE(recorded.difference(), std::string());
}

void TestRetention::aFullDiskDeletesNothingHalf()
{
    FullDisk disk;
    Recorded recorded;
    QVERIFY(recorded.write());
    int refused = 0;
    for (int writes = 0; writes < 60; ++writes) {
        disk.fullAfter(writes);
        const auto forgotten = recorded.writer->forget({Milliseconds(1), UINT64_MAX});
        refused += forgotten ? 0 : 1;
        disk.hasRoom();
        if (writes % 10 == 0)
            QCOMPARE(recorded.difference(), std::string());
    }
    QVERIFY(refused > 5);
    QVERIFY(recorded.forget({Milliseconds(1), UINT64_MAX}));
    QCOMPARE(recorded.difference(), std::string());
}

void TestRetention::whatWasRememberedGoesWithItsTick()
{
    Recorded recorded;
    recorded.frames.front().earlier = {{SeriesId(1), {{Moment(Milliseconds(5)), 7}}}};
    recorded.frames.back().earlier = {{SeriesId(0), {{Moment(Milliseconds(5)), 8}}}};
    QVERIFY(recorded.write());
    const Moment last = recorded.frames.back().tick.moment;
    const auto oldest = [&](SeriesId series) {
        return openRecording(recorded.path).value()->history(series, Moment(), last).value().front();
    };
    QCOMPARE(oldest(SeriesId(1)).value, 7.0);
    QVERIFY(recorded.forget({Milliseconds(1), UINT64_MAX}));
    QVERIFY(!oldest(SeriesId(1)).isEarlier);
    QVERIFY(oldest(SeriesId(0)).isEarlier);
}

SIGNALBOX_TEST(TestRetention)
} // namespace tst_retention

#include "tst_retention.moc"
