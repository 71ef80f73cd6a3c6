// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When runs are asked for again. If these fail, a desk shows a countdown of a run that was stopped a minute ago.
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <models/runfollower.h>
#include <support/testprogram.h>

namespace tst_runfollower
{
using namespace signalbox;
using namespace std::chrono_literals;

class RunFollowerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itAsksOnceASecondAndOneQuestionAtATime();
    void aNewRowIsAskedForAtOnce();
    void itTellsOnlyOfNews();
    void whatWasKnownStaysWhereItCannotBeRead();
};

void RunFollowerTest::itAsksOnceASecondAndOneQuestionAtATime()
{
    std::vector<std::function<void(Expected<RunsPtr>)>> due;
    RunFollower follower([&](QObject *, const std::function<void(Expected<RunsPtr>)> &then) { due.push_back(then); });
    QVERIFY(follower.runs());
    DemoPicture demo;
    follower.showPicture(demo.picture());
    QCOMPARE(due.size(), std::size_t{1});
    follower.showPicture(demo.pass(5s).picture());
    QCOMPARE(due.size(), std::size_t{1}); // no answer yet
    due.front()(DemoJournal().runs());
    follower.showPicture(demo.pass(1s).picture());
    QCOMPARE(due.size(), std::size_t{2});
    due.back()(DemoJournal().runs());
    follower.showPicture(demo.pass(100ms).picture());
    QCOMPARE(due.size(), std::size_t{2});
}

void RunFollowerTest::aNewRowIsAskedForAtOnce()
{
    int asked = 0;
    RunFollower follower([&](QObject *, const std::function<void(Expected<RunsPtr>)> &then) {
        ++asked;
        then(DemoJournal().runs());
    });
    auto picture = std::make_shared<Picture>(*DemoPicture().picture());
    follower.showPicture(picture);
    auto later = std::make_shared<Picture>(*picture);
    later->tick.journal = 7;
    follower.showPicture(later);
    QCOMPARE(asked, 2);
    follower.showPicture(later);
    QCOMPARE(asked, 2);
}

void RunFollowerTest::itTellsOnlyOfNews()
{
    RunsPtr known = DemoJournal().runs();
    RunFollower follower([&](QObject *, const std::function<void(Expected<RunsPtr>)> &then) { then(known); });
    const QSignalSpy told(&follower, &RunFollower::changed);
    DemoPicture demo;
    follower.showPicture(demo.picture());
    QCOMPARE(told.size(), 1);
    follower.showPicture(demo.pass(2s).picture());
    QCOMPARE(told.size(), 1);
    known = DemoJournal().confirms("aaaaaaaaaaaa", demoPlan()).runs();
    follower.showPicture(demo.pass(2s).picture());
    QCOMPARE(told.size(), 2);
    QVERIFY(follower.runs()->run("aaaaaaaaaaaa"));
}

void RunFollowerTest::whatWasKnownStaysWhereItCannotBeRead()
{
    Expected<RunsPtr> known = DemoJournal().confirms("aaaaaaaaaaaa", demoPlan()).runs();
    RunFollower follower([&](QObject *, const std::function<void(Expected<RunsPtr>)> &then) { then(known); });
    DemoPicture demo;
    follower.showPicture(demo.picture());
    const QSignalSpy told(&follower, &RunFollower::changed);
    known = tl::unexpected(Problem{"journal.db", "is locked", {}});
    follower.showPicture(demo.pass(2s).picture());
    QVERIFY(follower.problem());
    QVERIFY(follower.runs()->run("aaaaaaaaaaaa"));
    QCOMPARE(told.size(), 1);
    known = follower.runs();
    follower.showPicture(demo.pass(2s).picture());
    QVERIFY(!follower.problem());
    QCOMPARE(told.size(), 2);
}

SIGNALBOX_TEST(RunFollowerTest)
} // namespace tst_runfollower

#include "tst_runfollower.moc"
