// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include <attaching/copy.h>
#include <support/testprogram.h>

namespace tst_copy
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
Frame tick(TickNumber number, double value)
{
    Frame frame;
    frame.tick = {number, Moment(number * 1s), 0};
    frame.facts = {{SeriesId{0}, FactKind::Number, frame.tick.moment, value}};
    return frame;
}
Frame everything(TickNumber number, double value)
{
    Frame frame = tick(number, value);
    frame.changes = {SeriesDeclared{SeriesId{0}, {{"host", "web1"}, "a", {}, "node"}, "", 1s}};
    return frame;
}
} // namespace

class CopyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: after the watch lost its power, and its last second with it, desks show what was never
    // recorded.
    void whatTheWatchHasLostIsReplacedByWhatItRecordsInstead()
    {
        QTemporaryDir folder;
        const auto copy = Copy::open(folder.filePath(QStringLiteral("recording.db")).toStdString(), [](auto &) {});
        QVERIFY(copy);
        (*copy)->catchUp(everything(10, 1));
        (*copy)->append(tick(11, 2));
        (*copy)->append(tick(12, 3));
        const auto recording = (*copy)->recording();
        QCOMPARE(recording->stateAt(12)->samples.at(0).value, 3.0);

        (*copy)->catchUp(everything(11, 2)); // 12 is gone there
        (*copy)->append(tick(12, 4));
        QCOMPARE(recording->extent()->last.number, TickNumber(12));
        Frame quiet;
        quiet.tick = {13, Moment(13s), 0};
        (*copy)->append(quiet);
        QCOMPARE(recording->extent()->last.number, TickNumber(13));
        QCOMPARE(recording->stateAt(13)->samples.at(0).value, 4.0);
        QCOMPARE(recording->stateAt(12)->samples.at(0).value, 3.0);
    }

    // Lost if it fails: what the desk had before a line was cut is written twice.
    void whatIsHadAlreadyIsNotTakenAgain()
    {
        QTemporaryDir folder;
        const auto copy = Copy::open(folder.filePath(QStringLiteral("recording.db")).toStdString(), [](auto &) {});
        QVERIFY(copy);
        (*copy)->catchUp(everything(10, 1));
        (*copy)->append(tick(11, 2));
        (*copy)->catchUp(everything(11, 2));
        (*copy)->append(tick(12, 3));
        (*copy)->flush();
        const auto frames = (*copy)->recording()->frames(0, 12, 10);
        QVERIFY(frames);
        QCOMPARE(frames->size(), std::size_t(3));
        QCOMPARE(frames->back().facts.size(), std::size_t(1));
    }
};

SIGNALBOX_TEST(CopyTest)
} // namespace tst_copy

#include "tst_copy.moc"
