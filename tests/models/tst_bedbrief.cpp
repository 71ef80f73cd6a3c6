// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be known before sleep. If these fail, somebody goes to bed while a run waits for them, or in the belief
// that a pager works that was never tried.
#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <models/bedbrief.h>
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_bedbrief
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = RunObserved::Outcome;

namespace
{
constexpr const char *id = "aaaaaaaaaaaa";
const Subject sms{"pager", "sms"};
} // namespace

class BedBriefTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsDoneAndWellIsVerified();
    void whatRestsOnAWordIsNot();
    void aRunThatWaitsIsHeldAndSoIsAMachine();
    void whatIsWatchedIsNotVerifiedYet();
    void whatClearedCountsAndWhatIsRaisedDoesNot();
    void aPagerThatWasNeverProvenSaysSo();
    void aPictureThatStandsStillVerifiesNothing();
    void storesThatWereLeftSoHaveTheirDeadline();

private:
    static QString part(const Picture &picture, const DemoJournal &journal, const char *key)
    {
        for (const BriefPart &part : bedBrief(picture, bedPast(picture, journal.runs()), QTimeZone::utc()))
            if (std::string_view(part.key) == key)
                return part.lines.join(u'\n');
        return u"there is no such part"_s;
    }
};

void BedBriefTest::whatIsDoneAndWellIsVerified()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan()).tells(id, RunStarted{}).goes(id, 0, Outcome::Done);
    journal.tells(id, RunSoaking{journal.now() + 1s}).pass(2s).tells(id, RunEnded{});
    const PicturePtr picture = DemoPicture().pass(1min).picture();
    QVERIFY(part(*picture, journal, "verified").contains(u"Restart nginx on web1: done"_s));
    QCOMPARE(part(*picture, journal, "held"), u"nothing"_s);
    const PicturePtr later = DemoPicture().pass(13h).picture();
    QVERIFY(!part(*later, journal, "verified").contains(u"Restart nginx"_s)); // of another shift
}

void BedBriefTest::whatRestsOnAWordIsNot()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan(2)).tells(id, RunStarted{}).goes(id, 0, Outcome::NotDone, "exit status 1");
    journal.tells(id, RunDecision{RunDecision::Kind::Skip, 0, "it is switched off"}).goes(id, 1, Outcome::Done);
    journal.tells(id, RunEnded{});
    const PicturePtr picture = DemoPicture().pass(1min).picture();
    QCOMPARE(journal.runs()->run(id)->state, RunState::Done);
    QVERIFY(!part(*picture, journal, "verified").contains(u"Restart"_s));
    QVERIFY2(part(*picture, journal, "not verified").contains(u"steps that were passed over: 1"_s),
             qPrintable(part(*picture, journal, "not verified")));
}

void BedBriefTest::aRunThatWaitsIsHeldAndSoIsAMachine()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan()).tells(id, RunStarted{}).goes(id, 0, Outcome::NotDone, "exit status 1");
    journal.holds("host/db1", "a new disk", 4h);
    auto picture = std::make_shared<Picture>(*DemoPicture().pass(1min).picture());
    const SuppressionSet shelved{SuppressionSet::Kind::Shelved, "host/web9", picture->now, picture->now + 2h,
                                 "kim@desk2"};
    picture->suppressions = std::make_shared<const std::vector<SuppressionSet>>(1, shelved);
    const QString held = part(*picture, journal, "held");
    QVERIFY2(held.contains(u"waits for a decision"_s), qPrintable(held));
    QVERIFY2(held.contains(u"host/db1 is held by ann@desk1 until 12:30"_s), qPrintable(held));
    QVERIFY2(held.contains(u"shelved until 10:31"_s) && held.contains(u"host/web9"_s), qPrintable(held));
}

void BedBriefTest::whatIsWatchedIsNotVerifiedYet()
{
    DemoJournal journal;
    journal.confirms(id, demoPlan()).tells(id, RunStarted{}).goes(id, 0, Outcome::Done);
    journal.tells(id, RunSoaking{journal.now() + 10min});
    const PicturePtr picture = DemoPicture().pass(1min).picture();
    QVERIFY(part(*picture, journal, "soaks").contains(u"Restart nginx on web1: until 08:40"_s));
    QVERIFY(!part(*picture, journal, "verified").contains(u"Restart"_s));
}

void BedBriefTest::whatClearedCountsAndWhatIsRaisedDoesNot()
{
    const Subject web1{"host", "web1"};
    DemoPicture demo;
    demo.declare(web1).say(web1, "up", 1).raise("disk-full", web1, Severity::Warning, "/ is full");
    demo.raise("load", web1, Severity::Warning, "busy").pass(1min).clear("load", web1);
    const PicturePtr picture = demo.pass(10s).picture();
    QVERIFY(part(*picture, {}, "not verified").contains(u"raised, and nobody has it: 1"_s));
}

void BedBriefTest::aPagerThatWasNeverProvenSaysSo()
{
    const auto paged = [](const DemoPicture &demo) {
        DemoPicture made = demo;
        auto picture = std::make_shared<Picture>(*made.picture());
        auto estate = std::make_shared<Estate>(*picture->estate);
        PagerDeclaration pager;
        pager.name = "sms";
        estate->paging.pagers.push_back(pager);
        estate->paging.critical = PagingRoute{{"night", "boss"}, 5min, 15min, {}};
        picture->estate = estate;
        return picture;
    };
    const DemoPicture demo;
    QVERIFY(part(*paged(demo), {}, "pages").contains(u"pager sms: never proven"_s));
    QVERIFY2(part(*paged(demo), {}, "pages").contains(u"pages night, after 15 min"_s),
             qPrintable(part(*paged(demo), {}, "pages")));
    DemoPicture proven = demo;
    const auto seconds = std::chrono::duration<double>(proven.picture()->wall().time_since_epoch()).count();
    proven.say(sms, "page_last_success_timestamp_seconds", seconds - 7200).say(sms, "page_up", 1);
    QVERIFY2(part(*paged(proven), {}, "pages").contains(u"pager sms: last proven 2 h"_s),
             qPrintable(part(*paged(proven), {}, "pages")));
    proven.say(sms, "page_up", 0);
    QVERIFY(part(*paged(proven), {}, "pages").contains(u"pager sms: FAILING"_s));
    proven.say(sms, "page_last_success_timestamp_seconds", 1e300); // a damaged recording
    QVERIFY(part(*paged(proven), {}, "pages").contains(u"pager sms: never proven"_s));
    QVERIFY(part(*DemoPicture().picture(), {}, "pages").contains(u"pages nobody"_s));
}

void BedBriefTest::aPictureThatStandsStillVerifiesNothing()
{
    const PicturePtr picture = DemoPicture().holdUp(14s).picture();
    QVERIFY(part(*picture, {}, "not verified").startsWith(u"nobody watches now"_s));
}

void BedBriefTest::storesThatWereLeftSoHaveTheirDeadline()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 183600;
    told.waiting = {"yan", "xia"};
    told.tell(story, 1s);
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.reading = "imap22";
    told.tell(story, 2h + 1s);
    DemoJournal journal;
    const QString held = part(*story.engine().fold().publish(), journal, "held");
    QVERIFY2(held.startsWith(u"store07: mail waits until "_s) && held.contains(u", 3 d 22 h more; 2 users are not"_s),
             qPrintable(held));
    QVERIFY2(held.indexOf(u"more;"_s) < 66, qPrintable(held)); // a terminal cuts the rest
    told.imap21.isProbed = true;
    told.imap21.answers = true;
    told.tell(story, 2h + 301s);
    const QString back = part(*story.engine().fold().publish(), journal, "held");
    QVERIFY2(back.startsWith(u"store07: mail waits, though imap21 is back"_s), qPrintable(back));
    // Failed over with the loss accepted: refused mail does not wait.
    told = StoreStory();
    told.imap21 = {1, 100, false, false};
    told.imap22.master = 1;
    told.mapMaster = "imap22";
    told.reading = "";
    told.tell(story, 3h);
    const QString lost = part(*story.engine().fold().publish(), journal, "held");
    QVERIFY2(lost.startsWith(u"store07: mail to the missing is refused until imap21 is returned; 2 users"_s),
             qPrintable(lost));
}
SIGNALBOX_TEST(BedBriefTest)
} // namespace tst_bedbrief

#include "tst_bedbrief.moc"
