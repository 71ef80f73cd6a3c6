// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is news. If these fail, a desk cries about what everybody knows, or is silent about what nobody does.

#include <demo/demopicture.h>
#include <models/newalerts.h>
#include <support/testprogram.h>

namespace tst_newalerts
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class NewAlertsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsRaisedOrWorseIsNewsOnce();
    void whatSomebodyHasIsNoNews();
    void whatIsShelvedIsNewsWhenItComesBack();
    void whatWasNotKnownAndIsCriticalIsNews();
    void theWorstComesFirst();
};

void NewAlertsTest::whatIsRaisedOrWorseIsNewsOnce()
{
    const Subject web{"host", "web1"};
    DemoPicture demo;
    NewAlerts news;
    demo.raise("old", web, Severity::Critical, "was there before");
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("disk-full", web, Severity::Warning, "/ is 86 % full");
    QCOMPARE(news.take(demo.picture()), std::vector<AlertId>{AlertId{1}});
    QCOMPARE(newsText(*demo.picture(), {AlertId{1}}), u"New: warning: host/web1: / is 86 % full"_s);
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("disk-full", web, Severity::Warning, "/ is 87 % full"); // no worse
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("disk-full", web, Severity::Critical, "/ is 96 % full");
    QCOMPARE(news.take(demo.picture()).size(), 1U);
    demo.clear("disk-full", web);
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("disk-full", web, Severity::Warning, "/ is 86 % full");
    QCOMPARE(news.take(demo.picture()).size(), 1U);
}

void NewAlertsTest::whatSomebodyHasIsNoNews()
{
    const Subject web{"host", "web1"};
    DemoPicture demo;
    NewAlerts news;
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("disk-full", web, Severity::Critical, "full").acknowledge("disk-full", web, "ann");
    QVERIFY(news.take(demo.picture()).empty());
}

void NewAlertsTest::whatIsShelvedIsNewsWhenItComesBack()
{
    const Subject web{"host", "web1"};
    DemoPicture demo;
    NewAlerts news;
    demo.shelve(web, 1h);
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("disk-full", web, Severity::Critical, "full");
    QVERIFY(news.take(demo.picture()).empty());
    demo.pass(2h).raise("load", web, Severity::Warning, "much");
    QCOMPARE(news.take(demo.picture()), (std::vector<AlertId>{AlertId{0}, AlertId{1}}));
    QVERIFY(news.take(demo.picture()).empty());
}

void NewAlertsTest::whatWasNotKnownAndIsCriticalIsNews()
{
    const Subject web{"host", "web1"};
    DemoPicture demo;
    NewAlerts news;
    demo.raise("disk-full", web, Severity::Unknown, "nobody knows");
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("disk-full", web, Severity::Critical, "full");
    QCOMPARE(news.take(demo.picture()).size(), 1U);
    demo.raise("disk-full", web, Severity::Unknown, "nobody knows");
    QVERIFY(news.take(demo.picture()).empty());
}

void NewAlertsTest::theWorstComesFirst()
{
    DemoPicture demo;
    NewAlerts news;
    QVERIFY(news.take(demo.picture()).empty());
    demo.raise("a", {"host", "web1"}, Severity::Warning, "one").raise("a", {"host", "web2"}, Severity::Critical, "two");
    const std::vector<AlertId> found = news.take(demo.picture());
    QCOMPARE(found, (std::vector<AlertId>{AlertId{1}, AlertId{0}}));
    QCOMPARE(newsText(*demo.picture(), found), u"2 new alerts. critical: host/web2: two"_s);
}

SIGNALBOX_TEST(NewAlertsTest)
} // namespace tst_newalerts

#include "tst_newalerts.moc"
