// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>
#include <time/timeline.h>

namespace tst_timeline
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
Moment moment(std::int64_t seconds)
{
    return Moment(std::chrono::seconds(seconds));
}

WallTime wall(std::int64_t seconds)
{
    return WallTime(std::chrono::seconds(seconds));
}
} // namespace

/// Were this wrong, a replay would show an incident at another time than the one on the clock of the ops room.
class tst_Timeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMomentReadsAsTheWallClockDid_data();
    void aMomentReadsAsTheWallClockDid();
    void aWallTimeFindsItsMoment_data();
    void aWallTimeFindsItsMoment();
    void anAnchorInThePastIsIgnored();

private:
    /// Starts at 1000 s; the clock is put back an hour at 5000 s, and forward a day at 9000 s.
    static Timeline stepped()
    {
        Timeline timeline;
        timeline.add({moment(1000), wall(1000), {}, {}});
        timeline.add({moment(5000), wall(1400), {}, {}});
        timeline.add({moment(9000), wall(91800), {}, {}});
        return timeline;
    }
};

void tst_Timeline::aMomentReadsAsTheWallClockDid_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("shown");
    QTest::newRow("before the first anchor") << qint64(400) << qint64(400);
    QTest::newRow("at the start") << qint64(1000) << qint64(1000);
    QTest::newRow("just before the step back") << qint64(4999) << qint64(4999);
    QTest::newRow("at the step back") << qint64(5000) << qint64(1400);
    QTest::newRow("in the repeated hour") << qint64(8000) << qint64(4400);
    QTest::newRow("after the step forward") << qint64(9001) << qint64(91801);
}

void tst_Timeline::aMomentReadsAsTheWallClockDid()
{
    QFETCH(qint64, at);
    QFETCH(qint64, shown);
    QCOMPARE(stepped().wallAt(moment(at)), wall(shown));
}

void tst_Timeline::aWallTimeFindsItsMoment_data()
{
    QTest::addColumn<qint64>("shown");
    QTest::addColumn<qint64>("at");
    QTest::newRow("before everything") << qint64(400) << qint64(400);
    QTest::newRow("shown once") << qint64(1200) << qint64(1200);
    QTest::newRow("shown twice: the later") << qint64(2000) << qint64(5600);
    QTest::newRow("skipped by the step forward: the step") << qint64(50000) << qint64(9000);
    QTest::newRow("after the last step") << qint64(91900) << qint64(9100);
}

void tst_Timeline::aWallTimeFindsItsMoment()
{
    QFETCH(qint64, shown);
    QFETCH(qint64, at);
    QCOMPARE(stepped().momentAt(wall(shown)), moment(at));
}

void tst_Timeline::anAnchorInThePastIsIgnored()
{
    Timeline timeline = stepped();
    QVERIFY(!timeline.add({moment(8000), wall(0), {}, {}}));
    QCOMPARE(timeline.anchors().size(), std::size_t(3));
}

SIGNALBOX_TEST(tst_Timeline)
} // namespace tst_timeline

#include "tst_timeline.moc"
