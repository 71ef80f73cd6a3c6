// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands above every page. If these fail, a run waits all night for a decision that nobody knows of.
#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <shell/framenotices.h>
#include <support/testprogram.h>

namespace tst_framenotices
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = RunObserved::Outcome;

namespace
{
constexpr const char *id = "aaaaaaaaaaaa";
} // namespace

class FrameNoticesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingDoneIsNothingSaid();
    void aRunThatWaitsIsSaid();
    void anUnknownOutcomeIsDrawnAsThat();
    void onlyAnotherPersonIsAskedToApprove();
    void whatIsUnderWayIsSaid();
    void whatCannotBeReadIsSaid();
    void aPictureThatStandsStillComesFirst();

private:
    static std::vector<Notice> noticesOf(const Expected<RunsPtr> &runs, const std::string &me = "ann@desk1")
    {
        RunFollower follower([&](QObject *, auto then) { then(runs); });
        follower.showPicture(DemoPicture().picture());
        return frameNotices({}, nullptr, &follower, me, QTimeZone::utc());
    }
};

void FrameNoticesTest::nothingDoneIsNothingSaid()
{
    DemoJournal journal;
    QVERIFY(noticesOf(journal.runs()).empty());
    journal.confirms(id, demoPlan()).tells(id, RunStarted{}).goes(id, 0, Outcome::Done);
    journal.tells(id, RunSoaking{journal.now() + 1min});
    QVERIFY(noticesOf(journal.runs()).empty());
    QVERIFY(noticesOf(journal.tells(id, RunEnded{}).runs()).empty());
    QVERIFY(frameNotices({}, nullptr, nullptr, {}, QTimeZone::utc()).empty());
}

void FrameNoticesTest::aRunThatWaitsIsSaid()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan()).tells(id, RunStarted{}).goes(id, 0, Outcome::NotDone, "exit status 1");
    const auto notices = noticesOf(journal.runs());
    QCOMPARE(notices.size(), std::size_t{1});
    QCOMPARE(notices[0].state, State::Warning);
    QCOMPARE(notices[0].what, u"1 run waits for a decision."_s);
    QVERIFY2(notices[0].details.join(u'|').contains(u"Restart nginx on web1"_s), qPrintable(notices[0].details[0]));
}

void FrameNoticesTest::anUnknownOutcomeIsDrawnAsThat()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan()).tells(id, RunStarted{}).goes(id, 0, Outcome::Unknown, "no reply");
    journal.tells(id, RunObserved{0, false, false, Outcome::Unknown, "timed out", 1s});
    QCOMPARE(noticesOf(journal.runs())[0].state, State::Unknown);
}

void FrameNoticesTest::onlyAnotherPersonIsAskedToApprove()
{
    Plan plan = demoPlan(1, GateLevel::TypeNameAndCount);
    plan.secondPerson = SecondPerson::Required;
    DemoJournal journal;
    const RunsPtr runs = journal.confirms(id, plan).runs();
    QVERIFY(noticesOf(runs, "kim@desk2")[0].what.contains(u"second person's approval"_s));
    QVERIFY(!noticesOf(runs, "ann@desk1")[0].what.contains(u"approval"_s));
}

void FrameNoticesTest::whatIsUnderWayIsSaid()
{
    DemoJournal journal;
    const auto notices = noticesOf(journal.confirms(id, demoPlan()).tells(id, RunStarted{}).runs());
    QCOMPARE(notices.size(), std::size_t{1});
    QCOMPARE(notices[0].state, State::Maintenance);
    QCOMPARE(notices[0].what, u"1 run is being carried out."_s);
}

void FrameNoticesTest::whatCannotBeReadIsSaid()
{
    const auto notices = noticesOf(tl::unexpected(Problem{"journal.db", "is no journal", "Look at it"}));
    QCOMPARE(notices.size(), std::size_t{1});
    QCOMPARE(notices[0].state, State::Unknown);
    QVERIFY(notices[0].what.contains(u"is no journal"_s));
}

void FrameNoticesTest::aPictureThatStandsStillComesFirst()
{
    const PicturePtr picture = DemoPicture().holdUp(14s).picture();
    const Notice said{State::Warning, u"The estate file has errors."_s, {}, {}};
    const auto notices = frameNotices({said}, picture.get(), nullptr, {}, QTimeZone::utc());
    QCOMPARE(notices.size(), std::size_t{2});
    QVERIFY(notices[0].what.startsWith(u"The picture stands still since 08:30:00"_s));
    QCOMPARE(notices[1], said);
}

SIGNALBOX_TEST(FrameNoticesTest)
} // namespace tst_framenotices

#include "tst_framenotices.moc"
