// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "night.h"
#include <support/testprogram.h>

namespace tst_pageplan
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, somebody would sleep through a fire, or be woken two hundred times by one.
class TestPageplan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsPagedWithoutARoute();
    void aCriticalAlertIsPagedOnceItsConsequencesAreGathered();
    void aWarningIsPagedWhenItWasLeftAlone();
    void itRepeatsAndEscalatesUntilSomebodyAcknowledges();
    void whatGetsWorseAfterThatIsPagedAnew();
    void whatIsShelvedIsNobodysWork();
    void whatIsOverIsNotPaged();
    void whatFlapsIsOneMatter();
    void whatComesBackLaterIsAnotherMatter();
    void aPagerThatFailsIsFollowedByTheNext();
    void whereAllFailItIsTriedAgainMoreSeldom();
    void aRestartPagesNothingTwice();
    void aKillBetweenSendingAndRememberingPagesAgainAndSaysSo();
    void aStormIsOnePageWithTheCount();
    void afterAStormTheRestIsRepeatedOneByOne();
    void whereNobodyIsOnCallTheNextStepIs();
    void aSeverityMayBeNobodys();
    void theMessageSaysWhatWhoAndHow();
    void pagersAreTestedWhenAskedAndWhenUnproven();
    void whatIsDueNextIsTold();
};

void TestPageplan::nobodyIsPagedWithoutARoute()
{
    Night night(estateText);
    night.disk(10s, "web1", 96);
    QCOMPARE(night.pages(60s), Pages());
}

void TestPageplan::aCriticalAlertIsPagedOnceItsConsequencesAreGathered()
{
    Night night;
    night.disk(10s, "web1", 96);
    QCOMPARE(night.pages(15s), Pages());
    QCOMPARE(night.plan().next, std::optional(Story::begin() + 20s));
    QCOMPARE(night.pages(20s), Pages{"ann by ann-sms: disk-full host/web1 1"});
    QCOMPARE(night.pages(21s), Pages());
}

void TestPageplan::aWarningIsPagedWhenItWasLeftAlone()
{
    Night night;
    night.disk(10s, "web1", 90);
    QCOMPARE(night.pagesUntil(20s, 29min), Pages());
    QCOMPARE(night.pages(30min + 10s), Pages{"ann by ann-sms: disk-full host/web1 1"});
}

void TestPageplan::itRepeatsAndEscalatesUntilSomebodyAcknowledges()
{
    Night night;
    night.disk(0s + 10s, "web1", 96);
    QCOMPARE(night.pagesUntil(20s, 16min),
             (Pages{"0m ann by ann-sms: disk-full host/web1 1", "5m ann by ann-sms: disk-full host/web1 1 again",
                    "10m ann by ann-sms: disk-full host/web1 1 again", "12m bob by bob-sms: disk-full host/web1 1",
                    "15m ann by ann-sms: disk-full host/web1 1 again"}));
    night.act(16min + 5s, Act::Kind::Acknowledge, "web1");
    QCOMPARE(night.pagesUntil(16min + 10s, 60min), Pages());
    QVERIFY(!night.plan().next);
}

void TestPageplan::whatGetsWorseAfterThatIsPagedAnew()
{
    Night night;
    night.disk(10s, "web1", 90);
    QCOMPARE(night.pages(30min + 10s).size(), 1U);
    night.act(31min, Act::Kind::Acknowledge, "web1");
    QCOMPARE(night.pages(32min), Pages());
    night.disk(33min, "web1", 96);
    QCOMPARE(night.pages(33min + 10s), Pages{"ann by ann-sms: disk-full host/web1 1"});
}

void TestPageplan::whatIsShelvedIsNobodysWork()
{
    Night night;
    night.disk(10s, "web1", 96);
    night.story().at(12s).acts({Act::Kind::OutOfService, "host/web1", {}, {}});
    night.story().tick();
    QCOMPARE(night.pagesUntil(20s, 10min), Pages());
}

void TestPageplan::whatIsOverIsNotPaged()
{
    Night night;
    night.disk(10s, "web1", 96);
    QCOMPARE(night.pages(20s).size(), 1U);
    night.disk(30s, "web1", 10);
    QCOMPARE(night.pagesUntil(40s, 20min), Pages());
}

void TestPageplan::whatFlapsIsOneMatter()
{
    Night night;
    Pages all;
    for (int i = 0; i < 20; ++i) { // every minute it comes for half a minute
        night.disk(i * 60s + 10s, "web1", 96);
        for (const std::string &page : night.pages(i * 60s + 25s))
            all.push_back(page);
        night.disk(i * 60s + 40s, "web1", 10);
        for (const std::string &page : night.pages(i * 60s + 55s))
            all.push_back(page);
    }
    // One page, and no more than its repeats and its escalation.
    QCOMPARE(std::count(all.begin(), all.end(), "ann by ann-sms: disk-full host/web1 1"), 1);
    QVERIFY2(all.size() <= 7, qPrintable(QString::number(all.size())));
}

void TestPageplan::whatComesBackLaterIsAnotherMatter()
{
    Night night;
    night.disk(10s, "web1", 96);
    QCOMPARE(night.pages(20s).size(), 1U);
    night.disk(30s, "web1", 10);
    night.disk(60min, "web1", 96);
    QCOMPARE(night.pages(60min + 10s), Pages{"ann by ann-sms: disk-full host/web1 1"});
}

void TestPageplan::aPagerThatFailsIsFollowedByTheNext()
{
    Night night;
    night.failing = {"ann-sms"};
    night.disk(10s, "web1", 96);
    QCOMPARE(night.pages(20s), Pages{"ann by ann-sms: disk-full host/web1 1"});
    QCOMPARE(night.pages(21s), Pages{"ann by ann-mail: disk-full host/web1 1"});
    QCOMPARE(night.pages(22s), Pages());
}

void TestPageplan::whereAllFailItIsTriedAgainMoreSeldom()
{
    Night night;
    night.failing = {"ann-sms", "ann-mail"};
    night.disk(10s, "web1", 96);
    const Pages all = night.pagesUntil(20s, 11min);
    QCOMPARE(all.front(), std::string("0m ann by ann-sms: disk-full host/web1 1"));
    // Each after 1, 2, 3 … minutes: at 0, 1, 3 and 6 and 10.
    QCOMPARE(std::count(all.begin(), all.end(), "3m ann by ann-sms: disk-full host/web1 1"), 1);
    QVERIFY2(all.size() >= 8 && all.size() <= 10, qPrintable(QString::number(all.size())));
    night.failing = {};
    QVERIFY(!night.pagesUntil(11min + 10s, 16min).empty());
}

void TestPageplan::aRestartPagesNothingTwice()
{
    Night night;
    night.disk(10s, "web1", 96);
    QCOMPARE(night.pages(20s).size(), 1U);
    night.restart();
    QCOMPARE(night.pages(21s), Pages());
    QCOMPARE(night.pages(4min), Pages());
    QCOMPARE(night.pages(5min + 20s), Pages{"ann by ann-sms: disk-full host/web1 1 again"});
}

void TestPageplan::aKillBetweenSendingAndRememberingPagesAgainAndSaysSo()
{
    Night night;
    night.disk(10s, "web1", 96);
    night.isKilled = true;
    QCOMPARE(night.pages(20s).size(), 1U);
    QCOMPARE(night.pages(21s), Pages()); // it may still be under way
    night.isKilled = false;
    night.restart();
    QCOMPARE(night.pages(22s), Pages{"ann by ann-sms: disk-full host/web1 1 maybe"});
    QCOMPARE(night.pages(23s), Pages());
    night.restart();
    QCOMPARE(night.pages(24s), Pages());
}

void TestPageplan::aStormIsOnePageWithTheCount()
{
    Night night;
    for (int i = 1; i <= 7; ++i)
        night.disk(10s + Milliseconds(i), "web" + std::to_string(i), 96);
    QCOMPARE(night.pages(25s), Pages{"ann by ann-sms: flood 7"});
    QCOMPARE(night.pages(26s), Pages());
    night.restart();
    QCOMPARE(night.pages(27s), Pages());
    QCOMPARE(night.pagesUntil(30s, 13min), (Pages{"5m ann by ann-sms: flood 7 again",
                                                  "10m ann by ann-sms: flood 7 again", "12m bob by bob-sms: flood 7"}));
}

void TestPageplan::afterAStormTheRestIsRepeatedOneByOne()
{
    Night night;
    for (int i = 1; i <= 7; ++i)
        night.disk(10s + Milliseconds(i), "web" + std::to_string(i), 96);
    QCOMPARE(night.pages(25s).size(), 1U);
    for (int i = 1; i <= 5; ++i)
        night.act(30s + Milliseconds(i), Act::Kind::Acknowledge, "web" + std::to_string(i));
    QCOMPARE(night.pages(40s), Pages());
    QCOMPARE(night.pages(5min + 25s),
             (Pages{"ann by ann-sms: disk-full host/web6 1 again", "ann by ann-sms: disk-full host/web7 1 again"}));
}

void TestPageplan::whereNobodyIsOnCallTheNextStepIs()
{
    Night next(estateText + "paging: {critical: {to: [nobody, bob]}}\n");
    next.disk(10s, "web1", 96);
    QCOMPARE(next.pages(20s), Pages{"bob by bob-sms: disk-full host/web1 1"});
    QCOMPARE(next.plan().empty, Pages{"nobody"});
    Night all(estateText + "paging: {critical: {to: [nobody]}}\n");
    all.disk(10s, "web1", 96);
    QCOMPARE(all.pages(20s), (Pages{"ann by ann-sms: disk-full host/web1 1", "bob by bob-sms: disk-full host/web1 1"}));
}

void TestPageplan::aSeverityMayBeNobodys()
{
    Night night(estateText + "paging: {critical: {to: [ann]}, warning: {to: []}}\n");
    night.disk(10s, "web1", 90);
    QCOMPARE(night.pages(31min), Pages());
    night.disk(32min, "web1", 96);
    QCOMPARE(night.pages(33min).size(), 1U);
}

void TestPageplan::theMessageSaysWhatWhoAndHow()
{
    Night night;
    night.disk(10s, "web1", 96);
    night.story().at(20s).tick();
    const PagePlan plan = night.plan();
    QCOMPARE(plan.due.size(), 1U);
    const PageMessage message = messageOf(plan.due.front(), 17, night.story().picture(), "/etc/it's/estate.yaml");
    const QString text = QString::fromStdString(message.title + '\n' + message.text);
    QVERIFY2(text.startsWith(QStringLiteral("[critical] disk-full host/web1")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Who is hurt: 1 service (service/shop)")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("More: signalboxctl brief '/etc/it'\\''s/estate.yaml'")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("signalboxctl ack 'disk-full host/web1{mountpoint=\"/\",source=\"node\"}'")),
             qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("repeat")));
    DuePage again = plan.due.front();
    again.mayBeRepeat = true;
    const PageMessage second = messageOf(again, 18, night.story().picture(), {});
    QVERIFY(QString::fromStdString(second.text).contains(QStringLiteral("may be a repeat")));
    QCOMPARE(second.thread, message.thread);
    QVERIFY(second.id != message.id);
}

void TestPageplan::pagersAreTestedWhenAskedAndWhenUnproven()
{
    Night night(estateText + "paging: {critical: {to: [ann]}, canary: {every: 24h}}\n");
    night.story().at(2s).tick();
    const auto tests = [&] {
        Pages all;
        for (const DuePage &due : planTests(night.story().picture(), night.ledger()).due)
            all.push_back(due.note.pager);
        return all;
    };
    const auto end = [&](const std::string &pager, PageNote::Kind kind) {
        PageNote note;
        note.matter = "pager/" + pager;
        note.pager = pager;
        note.page = night.write(note);
        const Pages now = tests();
        QVERIFY(std::find(now.begin(), now.end(), pager) == now.end()); // one at a time
        note.kind = kind;
        note.words = kind == PageNote::Kind::Sent ? "" : "refused";
        night.write(note);
    };
    QCOMPARE(tests(), (Pages{"ann-sms", "ann-mail", "bob-sms"}));
    end("ann-sms", PageNote::Kind::Sent);
    end("ann-mail", PageNote::Kind::Failed);
    end("bob-sms", PageNote::Kind::Sent);
    QCOMPARE(tests(), Pages());
    JournalRow asked;
    asked.act = pageTestAct;
    asked.what = "pager/bob-sms";
    night.ledger().fold(asked, night.story().picture().now);
    QCOMPARE(tests(), Pages{"bob-sms"});
    end("bob-sms", PageNote::Kind::Sent);
    night.story().at(61min).tick();
    QCOMPARE(tests(), Pages{"ann-mail"}); // a failed one is tried again within the hour
    night.story().at(25h).tick();
    QCOMPARE(tests().size(), 3U);
}

void TestPageplan::whatIsDueNextIsTold()
{
    Night night;
    night.disk(10s, "web1", 96);
    QCOMPARE(night.pages(20s).size(), 1U);
    QCOMPARE(night.plan().next, std::optional(Story::begin() + 5min + 20s));
    QCOMPARE(night.pages(5min + 20s).size(), 1U);
    QCOMPARE(night.pages(10min + 20s).size(), 1U);
    QCOMPARE(night.plan().next, std::optional(Story::begin() + 12min + 20s)); // the escalation
}

SIGNALBOX_TEST(TestPageplan)
} // namespace tst_pageplan

#include "tst_pageplan.moc"
