// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTemporaryDir>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <support/testprogram.h>

#include "samplerecording.h"

namespace tst_recording
{
using namespace signalbox;

namespace
{
// Each seed gives another estate; the number of series and ticks decides how the windows come to close.
struct Case {
    unsigned seed;
    std::size_t series;
    std::size_t ticks;
};

const std::vector<Case> cases = {{1, 20, 4000}, {2, 3000, 120}, {3, 1024, 200}, {4, 1, 4000}, {5, 1100, 300}};
} // namespace

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsReadIsWhatWasWritten_data() { addCases(); }
    void whatIsReadIsWhatWasWritten();
    void theStateIsTheFramesFolded_data() { addCases(); }
    void theStateIsTheFramesFolded();
    void historyIsTheSeriesFacts();
    void ticksAreFoundByMoment();
    void stepsStopWhereSomethingHappened_data();
    void stepsStopWhereSomethingHappened();
    void gapsAreStretchesWithoutATick();
    void aNewFileHoldsNothing();
    void theWriterContinuesWhereItEnded();
    void aFrameThatDoesNotFitIsRefusedWhole_data();
    void aFrameThatDoesNotFitIsRefusedWhole();

private:
    static void addCases();
    void write(const std::vector<Frame> &frames, std::size_t batch = 7);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

void TestRecording::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("recording.db")).toStdString();
}

void TestRecording::addCases()
{
    QTest::addColumn<std::size_t>("number");
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::addRow("%zu series, %zu ticks", cases[i].series, cases[i].ticks) << i;
}

void TestRecording::write(const std::vector<Frame> &frames, std::size_t batch)
{
    auto writer = RecordingWriter::open(m_path);
    QVERIFY2(writer, writer ? "" : writer.error().sentence().c_str());
    for (std::size_t i = 0; i < frames.size(); i += batch) {
        const auto appended = (*writer)->append(std::span(frames).subspan(i, std::min(batch, frames.size() - i)));
        QVERIFY2(appended, appended ? "" : appended.error().sentence().c_str());
    }
    QCOMPARE((*writer)->last(), frames.back().tick);
}

// Without it a replay would show other values than the screen did: a rounded number, a lost NaN, a fact at another
// time.
void TestRecording::whatIsReadIsWhatWasWritten()
{
    QFETCH(std::size_t, number);
    const std::vector<Frame> written = FrameMaker(cases[number].seed, cases[number].series).next(cases[number].ticks);
    write(written);
    const auto recording = openRecording(m_path);
    QVERIFY(recording);

    std::vector<Frame> read;
    for (std::size_t maximum = 1; read.size() < written.size(); maximum = maximum % 500 + 97) {
        const auto part = (*recording)->frames(read.empty() ? 0 : read.back().tick.number, ~TickNumber{0}, maximum);
        QVERIFY2(part, part ? "" : part.error().sentence().c_str());
        QVERIFY(!part->empty() && part->size() <= maximum);
        read.insert(read.end(), part->begin(), part->end());
    }
    QCOMPARE(read.size(), written.size());
    for (std::size_t i = 0; i < written.size(); ++i)
        QCOMPARE(difference(written[i], read[i]), std::string());
    QVERIFY((*recording)->frames(written.back().tick.number, ~TickNumber{0}, 10)->empty());
    const auto extent = (*recording)->extent();
    QVERIFY(extent);
    QCOMPARE(extent->first, written.front().tick);
    QCOMPARE(extent->last, written.back().tick);
}

// Without it a jump to a moment and playing up to it would show two different screens.
void TestRecording::theStateIsTheFramesFolded()
{
    QFETCH(std::size_t, number);
    const std::vector<Frame> written = FrameMaker(cases[number].seed, cases[number].series).next(cases[number].ticks);
    write(written);
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    QCOMPARE((*recording)->stateAt(0)->tick, Tick{});
    StateFold fold;
    std::mt19937 random(number);
    for (const Frame &frame : written) {
        fold.apply(frame);
        if (random() % (written.size() / 60) != 0 && frame.tick != written.back().tick)
            continue;
        const auto state = (*recording)->stateAt(frame.tick.number);
        QVERIFY2(state, state ? "" : state.error().sentence().c_str());
        QCOMPARE(difference(fold.state(), *state), std::string());
    }
    QCOMPARE((*recording)->stateAt(~TickNumber{0})->tick, written.back().tick);
}

// Without it charts would show other points than were recorded.
void TestRecording::historyIsTheSeriesFacts()
{
    const std::vector<Frame> written = FrameMaker(6, 1500).next(150);
    write(written);
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    for (const std::uint32_t series : {0u, 7u, 1023u, 1024u, 1499u, 1600u, 5'000'000u}) {
        const Moment from = written[11].tick.moment;
        const Moment to = written[140].tick.moment;
        std::vector<Fact> expected;
        for (const Frame &frame : written) {
            for (const Fact &fact : frame.facts) {
                if (index(fact.series) == series && frame.tick.moment >= from && frame.tick.moment <= to)
                    expected.push_back(fact);
            }
        }
        auto points = (*recording)->history(SeriesId(series), from, to);
        QVERIFY2(points, points ? "" : points.error().sentence().c_str());
        points->erase(points->begin(), std::find_if(points->begin(), points->end(),
                                                    [](const HistoryPoint &point) { return !point.isEarlier; }));
        QCOMPARE(points->size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE((*points)[i].at, expected[i].at);
            QCOMPARE((*points)[i].kind, expected[i].kind);
            QVERIFY(std::memcmp(&(*points)[i].value, &expected[i].value, sizeof(double)) == 0);
        }
    }
}

// Without it the playhead would land on another tick than the one that was on the screen then.
void TestRecording::ticksAreFoundByMoment()
{
    const std::vector<Frame> written = FrameMaker(7, 300).next(900);
    write(written);
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    QCOMPARE(*(*recording)->tickAt(written.front().tick.moment - Milliseconds(1)), written.front().tick);
    for (std::size_t i = 0; i < written.size(); i += 13) {
        QCOMPARE(*(*recording)->tickAt(written[i].tick.moment), written[i].tick);
        if (i > 0)
            QCOMPARE(*(*recording)->tickAt(written[i].tick.moment - Milliseconds(1)), written[i - 1].tick);
    }
    QCOMPARE(*(*recording)->tickAt(written.back().tick.moment + Milliseconds(99999)), written.back().tick);
}

void TestRecording::stepsStopWhereSomethingHappened_data()
{
    QTest::addColumn<StepTo>("to");
    QTest::addColumn<bool>("forward");
    QTest::newRow("next facts") << StepTo::Facts << true;
    QTest::newRow("facts before") << StepTo::Facts << false;
    QTest::newRow("next event") << StepTo::Event << true;
    QTest::newRow("event before") << StepTo::Event << false;
}

// Without it "next change" would skip the moment that an engineer looks for.
void TestRecording::stepsStopWhereSomethingHappened()
{
    QFETCH(StepTo, to);
    QFETCH(bool, forward);
    std::vector<Frame> written = FrameMaker(8, 400).next(700);
    write(written);
    std::vector<Tick> expected;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const Frame &frame = written[i];
        const bool turn = std::any_of(frame.changes.begin(), frame.changes.end(), [](const Change &change) {
            return std::holds_alternative<EstateAccepted>(change) || std::holds_alternative<AnchorSet>(change);
        });
        const bool gap = i > 0 && frame.tick.moment - written[i - 1].tick.moment > Milliseconds(5000);
        if (to == StepTo::Facts ? !frame.facts.empty() : turn || gap || !frame.transitions.empty())
            expected.push_back(frame.tick);
    }
    if (!forward)
        std::reverse(expected.begin(), expected.end());
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    TickNumber at = forward ? 0 : ~TickNumber{0};
    for (const Tick &tick : expected) {
        const auto step = (*recording)->step(at, forward, to);
        QVERIFY(step && *step);
        QCOMPARE(**step, tick);
        at = tick.number;
    }
    QVERIFY(!(*recording)->step(at, forward, to)->has_value());
}

// Without it a chart would draw a line where nobody looked.
void TestRecording::gapsAreStretchesWithoutATick()
{
    const std::vector<Frame> written = FrameMaker(9, 300).next(2000);
    write(written);
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    const Moment first = written.front().tick.moment;
    const Moment last = written.back().tick.moment;
    std::mt19937 random(3);
    for (int round = 0; round < 50; ++round) {
        Moment from = first + Milliseconds(random() % static_cast<unsigned>((last - first).count()));
        Moment to = from + Milliseconds(random() % 600'000);
        if (round == 0)
            std::tie(from, to) = std::pair(first - Milliseconds(60'000), last + Milliseconds(60'000));
        std::vector<std::pair<Moment, Moment>> expected;
        Moment before = Moment::min();
        const auto add = [&](Moment begin, Moment end) {
            if (begin < to && end > from)
                expected.emplace_back(std::max(begin, from), std::min(end, to));
        };
        for (const Frame &frame : written) {
            if (before == Moment::min() || frame.tick.moment - before > Milliseconds(5000))
                add(before, frame.tick.moment);
            before = frame.tick.moment;
        }
        if (to - before > Milliseconds(5000))
            add(before, to);
        const auto gaps = (*recording)->gaps(from, to);
        QVERIFY(gaps);
        QCOMPARE(gaps->size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE((*gaps)[i].from, expected[i].first);
            QCOMPARE((*gaps)[i].to, expected[i].second);
        }
    }
}

// Without it a desk that starts before the first tick would fail instead of waiting for it.
void TestRecording::aNewFileHoldsNothing()
{
    const auto writer = RecordingWriter::open(m_path);
    QVERIFY(writer);
    QCOMPARE((*writer)->last(), Tick{});
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    QCOMPARE((*recording)->extent()->last, Tick{});
    QVERIFY((*recording)->frames(0, 10, 10)->empty());
    QVERIFY((*recording)->changes(0, 10)->empty());
    QVERIFY((*recording)->stateAt(5)->samples.empty());
    QCOMPARE(*(*recording)->tickAt(Moment(Milliseconds(5))), Tick{});
    QVERIFY(!(*recording)->step(0, true, StepTo::Facts)->has_value());
    QVERIFY((*recording)->history(SeriesId(0), Moment(), Moment(Milliseconds(5)))->empty());
}

// Without it a restart of the recorder would lose or repeat what was recorded before.
void TestRecording::theWriterContinuesWhereItEnded()
{
    FrameMaker maker(10, 200);
    std::vector<Frame> written;
    for (int run = 0; run < 12; ++run) {
        const std::vector<Frame> more = maker.next(70);
        write(more);
        written.insert(written.end(), more.begin(), more.end());
    }
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    const auto read = (*recording)->frames(0, ~TickNumber{0}, 10'000);
    QVERIFY(read);
    QCOMPARE(read->size(), written.size());
    for (std::size_t i = 0; i < written.size(); ++i)
        QCOMPARE(difference(written[i], (*read)[i]), std::string());
}

void TestRecording::aFrameThatDoesNotFitIsRefusedWhole_data()
{
    const Moment later(Milliseconds(2'000'000'000'000));
    const SeriesDeclared born{SeriesId(1'000'000), {}, {}, Milliseconds(1)};
    const Fact number{SeriesId(3), FactKind::Number, later, 1};
    const Fact text{SeriesId(3), FactKind::Text, later, 0.5};
    QTest::addColumn<Frame>("frame");
    QTest::newRow("an earlier tick") << Frame{{1, later, 0}, {}, {}, {}};
    QTest::newRow("an earlier moment") << Frame{{1'000'000, Moment(), 0}, {}, {}, {}};
    QTest::newRow("a series out of order") << Frame{{1'000'000, later, 0}, {born}, {}, {}};
    QTest::newRow("a fact of nobody") << Frame{{1'000'000, later, 0}, {}, {{SeriesId(99'999), {}, later, 1}}, {}};
    QTest::newRow("two facts of a series") << Frame{{1'000'000, later, 0}, {}, {number, number}, {}};
    QTest::newRow("a text without a number") << Frame{{1'000'000, later, 0}, {}, {text}, {}};
    QTest::newRow("an alert of nobody") << Frame{{1'000'000, later, 0}, {}, {}, {{AlertId(99'999), {}}}};
}

// Without it a fault of the program would leave half a tick in the recording, and every replay would stumble over it.
void TestRecording::aFrameThatDoesNotFitIsRefusedWhole()
{
    QFETCH(Frame, frame);
    FrameMaker maker(11, 10);
    write(maker.next(20));
    auto writer = RecordingWriter::open(m_path);
    QVERIFY(writer);
    const Tick last = (*writer)->last();
    const std::vector<Frame> batch = {maker.next(), frame};
    const auto appended = (*writer)->append(batch);
    QVERIFY(!appended);
    QVERIFY(!appended.error().advice.empty());
    QCOMPARE((*writer)->last(), last);
    QCOMPARE((*openRecording(m_path))->extent()->last, last);
    QVERIFY((*writer)->append(std::span(batch).first(1)));
}

SIGNALBOX_TEST(TestRecording)
} // namespace tst_recording

#include "tst_recording.moc"
