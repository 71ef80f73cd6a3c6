// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a series was before it was recorded. If these fail, a chart shows a past that nobody told, or hides one that
// was.
#include <QTemporaryDir>

#include <database/database.h>
#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <story/plainrecording.h>
#include <support/testprogram.h>

#include "samplerecording.h"

namespace tst_earlier
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Moment start{Milliseconds(1'750'000'000'000)};

std::string text(const std::vector<HistoryPoint> &points)
{
    std::string all;
    for (const HistoryPoint &point : points)
        all += std::to_string((point.at - start).count()) + (point.isEarlier ? "~" : "=") +
               QString::number(point.value, 'g', 17).toStdString() + ' ';
    return all;
}

/// Declares series 0 and says nothing of it; a second later; each frame one second after the other.
Frame frame(TickNumber number)
{
    Frame made;
    made.tick = {number, start + std::chrono::seconds(number), 0};
    if (number == 1)
        made.changes = {SeriesDeclared{SeriesId(0), {{"host", "web1"}, "load", {}, "prom"}, "", 15s}};
    return made;
}

Earlier answer(std::initializer_list<int> seconds, double value)
{
    Earlier made{SeriesId(0), {}};
    for (const int at : seconds)
        made.points.push_back({start + std::chrono::seconds(at), value});
    return made;
}
} // namespace

class TestEarlier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void historyIsThatOfThePlainRecording_data();
    void historyIsThatOfThePlainRecording();
    void onlyBeforeTheFirstFactAndFromWhenItWasKnown();
    void aLaterAnswerReplacesAnEarlierOne();
    void itIsNeverHeld();
    void aPastThatDoesNotFitIsRefused_data();
    void aPastThatDoesNotFitIsRefused();
    void aRecordingOfFormat1IsReadAndGoesOn();
    void aFlippedBitIsNoticed();

private:
    void write(const std::vector<Frame> &frames);
    std::string history(Moment from, Moment to);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

void TestEarlier::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("recording.db")).toStdString();
}

void TestEarlier::write(const std::vector<Frame> &frames)
{
    auto writer = RecordingWriter::open(m_path);
    QVERIFY2(writer, writer ? "" : writer.error().sentence().c_str());
    const auto appended = (*writer)->append(frames);
    QVERIFY2(appended, appended ? "" : appended.error().sentence().c_str());
}

std::string TestEarlier::history(Moment from, Moment to)
{
    const auto points = openRecording(m_path).value()->history(SeriesId(0), from, to);
    return points ? text(*points) : points.error().sentence();
}

void TestEarlier::historyIsThatOfThePlainRecording_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<std::size_t>("series");
    QTest::addColumn<std::size_t>("ticks");
    QTest::newRow("a small estate") << 71u << std::size_t{5} << std::size_t{300};
    QTest::newRow("many windows") << 72u << std::size_t{1100} << std::size_t{250};
}

void TestEarlier::historyIsThatOfThePlainRecording()
{
    QFETCH(unsigned, seed);
    QFETCH(std::size_t, series);
    QFETCH(std::size_t, ticks);
    const std::vector<Frame> frames = FrameMaker(seed, series).next(ticks);
    write(frames);
    const PlainRecording plain(frames);
    const auto recording = openRecording(m_path);
    std::mt19937 random(seed);
    std::size_t earlier = 0;
    for (int round = 0; round < 300; ++round) {
        const auto wanted = static_cast<SeriesId>(random() % (series + 2));
        const Moment to = frames[random() % frames.size()].tick.moment;
        const Moment from = to - Milliseconds(random() % 2'000'000);
        const auto points = (*recording)->history(wanted, from, to);
        QVERIFY2(points, points ? "" : points.error().sentence().c_str());
        QCOMPARE(text(*points), text(*plain.history(wanted, from, to)));
        QCOMPARE(*(*recording)->firstFact(wanted, to), *plain.firstFact(wanted, to));
        earlier += !points->empty() && points->front().isEarlier ? 1 : 0;
    }
    QVERIFY(earlier > 3);
}

// Law 1: what a replay shows is what could be known then.
void TestEarlier::onlyBeforeTheFirstFactAndFromWhenItWasKnown()
{
    std::vector<Frame> frames{frame(1), frame(2), frame(3), frame(4)};
    frames[1].facts = {{SeriesId(0), FactKind::Number, start + 2s, 5}};
    frames[2].earlier = {answer({-20, -10, 1, 2, 3}, 9)};
    write(frames);
    QCOMPARE(history(start - 60s, start + 2s), std::string("2000=5 "));
    QCOMPARE(history(start - 60s, start + 4s), std::string("-20000~9 -10000~9 1000~9 2000=5 "));
    QCOMPARE(history(start - 15s, start + 3s), std::string("-10000~9 1000~9 2000=5 "));
    QCOMPARE(history(start + 3s, start + 4s), std::string());
}

void TestEarlier::aLaterAnswerReplacesAnEarlierOne()
{
    std::vector<Frame> frames{frame(1), frame(2), frame(3)};
    frames[0].earlier = {answer({-40, -30, -20, -10}, 1)};
    frames[1].earlier = {answer({-32, -25, -15}, 2), answer({-50}, 3)};
    write(frames);
    QCOMPARE(history(start - 60s, start + 1s), std::string("-40000~1 -30000~1 -20000~1 -10000~1 "));
    QCOMPARE(history(start - 60s, start + 3s), std::string("-50000~3 -40000~1 -32000~2 -25000~2 -15000~2 -10000~1 "));
}

// Folded, a value from last week would be taken for what is so now.
void TestEarlier::itIsNeverHeld()
{
    std::vector<Frame> frames{frame(1), frame(2)};
    frames[1].earlier = {answer({-40}, 1)};
    write(frames);
    QVERIFY(!openRecording(m_path).value()->stateAt(2)->samples.at(0).held);
}

void TestEarlier::aPastThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<Earlier>("earlier");
    QTest::newRow("of nobody") << Earlier{SeriesId(7), {{start, 1}}};
    QTest::newRow("empty") << Earlier{SeriesId(0), {}};
    QTest::newRow("not in order") << answer({-10, -20}, 1);
    QTest::newRow("twice the same time") << answer({-10, -10}, 1);
    QTest::newRow("from the future") << answer({-10, 60}, 1);
}

// Without it a fault of the program would make the whole recording unreadable.
void TestEarlier::aPastThatDoesNotFitIsRefused()
{
    QFETCH(Earlier, earlier);
    write({frame(1)});
    Frame bad = frame(2);
    bad.earlier = {earlier};
    auto writer = RecordingWriter::open(m_path);
    QVERIFY(writer && !(*writer)->append(std::span(&bad, 1)));
    QCOMPARE(openRecording(m_path).value()->extent()->last.number, TickNumber(1));
}

// Without it an update would make last month's incident unreadable, or end the recording of an estate.
void TestEarlier::aRecordingOfFormat1IsReadAndGoesOn()
{
    const std::vector<Frame> frames = [] {
        std::vector<Frame> made = FrameMaker(73, 30).next(100);
        for (Frame &each : made)
            each.earlier.clear();
        return made;
    }();
    write(frames);
    {
        auto database = Database::open(m_path, Database::Access::Write);
        QVERIFY(database->run("DROP TABLE earlier; DROP TABLE entry; DROP TABLE suppression; PRAGMA user_version=1"));
    }
    const auto reader = openRecording(m_path);
    QVERIFY2(reader, reader ? "" : reader.error().sentence().c_str());
    const auto read = (*reader)->frames(0, ~TickNumber{0}, 1000);
    QVERIFY(read);
    QCOMPARE(read->size(), frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i)
        QCOMPARE(difference(frames[i], (*read)[i]), std::string());
    QVERIFY((*reader)->history(SeriesId(0), Moment(), frames.back().tick.moment));

    Frame next;
    next.tick = {frames.back().tick.number + 1, frames.back().tick.moment + 1s, frames.back().tick.journal};
    next.earlier = {{SeriesId(0), {{Moment(5ms), 3}}}};
    write({next});
    const auto points = (*reader)->history(SeriesId(0), Moment(), next.tick.moment);
    QVERIFY(points && points->front().isEarlier);
}

void TestEarlier::aFlippedBitIsNoticed()
{
    std::vector<Frame> frames{frame(1)};
    frames[0].earlier = {answer({-40, -30, -20, -10}, 1)};
    write(frames);
    const std::string whole = history(start - 60s, start + 1s);
    auto database = Database::open(m_path, Database::Access::Write);
    auto select = database->prepare("SELECT points FROM earlier");
    QVERIFY(select->step().value_or(false));
    const std::string blob = select->text(0);
    select->reset();
    auto update = database->prepare("UPDATE earlier SET points = ?1");
    for (std::size_t bit = 0; bit < 8 * blob.size(); ++bit) {
        std::string flipped = blob;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
        QVERIFY(update->bindBlob(1, flipped).run());
        const std::string read = history(start - 60s, start + 1s);
        QVERIFY2(read == whole || read.find("damaged") != std::string::npos, read.c_str());
    }
    QVERIFY(update->bindBlob(1, std::string_view(blob).substr(0, blob.size() / 2)).run());
    QVERIFY(history(start - 60s, start + 1s).find("damaged") != std::string::npos);
}

SIGNALBOX_TEST(TestEarlier)
} // namespace tst_earlier

#include "tst_earlier.moc"
