// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QTemporaryDir>

#include <recording/recordingwriter.h>
#include <session/follower.h>
#include <story/story.h>
#include <support/testprogram.h>
#include <watching/tail.h>

namespace tst_tail
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// A recording that is being made: its frames go into memory first, and into the file when `store` is called.
struct Made {
    QTemporaryDir folder;
    std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    std::unique_ptr<RecordingWriter> writer = std::move(*RecordingWriter::open(path));
    std::shared_ptr<Tail> tail = std::make_shared<Tail>();
    Story story{"name: one\nhosts:\n  web1: {address: 192.0.2.1}\n"};

    const Frame &tick()
    {
        const Frame &frame = story.tick();
        tail->append(std::make_shared<const Frame>(frame), story.engine().fold().publish());
        return frame;
    }
    void store(const Frame &frame)
    {
        const auto written = writer->append(std::span(&frame, 1));
        if (!written)
            qFatal("%s", written.error().sentence().c_str());
        tail->setStored(frame.tick.number);
    }
};
} // namespace

/// Were this wrong, what is seen live would have holes where memory ends and the file begins, or fill the memory.
class tst_Tail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesThatAreStoredComeFromTheFile();
    void historyHasNoHoleWhileTicksAreCommitted();
    void aCopysTicksMayLackNumbers();
};

void tst_Tail::changesThatAreStoredComeFromTheFile()
{
    Made made;
    made.story.at(1s).says("host/web1", "a", 1);
    made.store(made.tick());
    made.story.accepts("name: two\nhosts:\n  web1: {address: 192.0.2.1}\n");
    made.story.at(2s).says("host/web1", "b", 1);
    made.store(made.tick());
    made.story.at(3s).says("host/web1", "c", 1);
    made.tick();
    QVERIFY(made.tail->changes(0, 3).changes.size() < 3); // no estate among them
    const auto recording = tailRecording(made.tail, made.path);
    std::vector<DatedChange> expected;
    for (const Frame &frame : made.story.frames()) {
        for (const Change &change : frame.changes)
            expected.push_back({frame.tick.number, change});
    }
    const auto changes = recording->changes(0, 3);
    QVERIFY(changes);
    QCOMPARE(changes->size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY(changes->at(i).tick == expected[i].tick && changes->at(i).change == expected[i].change);
    const auto toFold = recording->changesToFold(0, 3);
    QVERIFY(toFold);
    QCOMPARE(toFold->size() + 1, expected.size()); // of two estates the last
    const auto picture = Follower(*recording).moveTo(made.story.picture().now);
    QVERIFY(picture);
    QCOMPARE(pictureText(**picture), pictureText(made.story.picture()));
}

// Charts are read while the writer works.
void tst_Tail::historyHasNoHoleWhileTicksAreCommitted()
{
    constexpr int ticks = 3000;
    Made made;
    std::atomic<bool> isEnding = false;
    made.story.at(1s).says("host/web1", "a", 1);
    made.store(made.tick());
    std::thread writes([&] {
        for (int i = 2; i <= ticks; ++i) {
            made.story.at(std::chrono::seconds(i)).says("host/web1", "a", i);
            made.store(made.tick());
        }
        isEnding = true;
    });
    const auto recording = tailRecording(made.tail, made.path);
    QString wrong;
    while (!isEnding && wrong.isEmpty()) {
        const auto history = recording->history(SeriesId{0}, Moment{}, Moment::max());
        if (!history) {
            wrong = QString::fromStdString(history.error().sentence());
            break;
        }
        for (std::size_t i = 0; i < history->size(); ++i) {
            if (history->at(i).value != static_cast<double>(i + 1))
                wrong = QStringLiteral("at %1 stands %2").arg(i + 1).arg(history->at(i).value);
        }
    }
    writes.join();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

// Were this wrong, a desk whose disk is full would stand still where the watch merged ticks for it.
void tst_Tail::aCopysTicksMayLackNumbers()
{
    RecordedState before;
    before.tick = {100, Moment(10s), 0};
    before.samples = {{1, Moment(9s), FactKind::Number, true}};
    Tail tail;
    tail.begin(before);
    Frame frame;
    frame.tick = {160, Moment(20s), 0};
    frame.changes = {SeriesDeclared{SeriesId{1}, {{"host", "web1"}, "b", {}, "node"}, "", 1s}};
    frame.facts = {{SeriesId{0}, FactKind::Number, Moment(19s), 2}};
    tail.append(std::make_shared<const Frame>(frame), nullptr);
    QVERIFY(!tail.frames(99, 160, 10));
    QCOMPARE(tail.frames(100, 160, 10)->size(), std::size_t(1));
    QVERIFY(!tail.stateAt(100));
    const auto state = tail.stateAt(160);
    QVERIFY(state);
    QCOMPARE(state->tick.number, TickNumber(160));
    QCOMPARE(state->samples.size(), std::size_t(2));
    QCOMPARE(state->samples[0].value, 2.0);
    QVERIFY(!state->samples[1].held);
    QCOMPARE(tail.changes(100, 160).changes.size(), std::size_t(1));
}

SIGNALBOX_TEST(tst_Tail)
} // namespace tst_tail

#include "tst_tail.moc"
