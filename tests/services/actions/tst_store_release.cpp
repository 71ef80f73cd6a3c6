// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_store_release
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, mail that waited would go to a master that is not there and be refused, or would wait until it is
/// given up.
class tst_store_release : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHoldEndsWhereTheMasterIsBack();
    void theOfferSaysWhetherItIsTime();
    void itDoesNotWhileNothingServes_data();
    void itDoesNotWhileNothingServes();
    void whatIsNotHeldIsNotReleased();
};

namespace
{
const Request release{"store-release", {{"store", "store07"}}, {}};

StoreStory held()
{
    StoreStory told;
    told.reading = "imap22";
    return told;
}

void sayHost(StoreWorld &world)
{
    world.story.at(1s).from("node").says("host/imap21", "up", 1).says("host/imap21", "node_load1", 1);
}
} // namespace

void tst_store_release::theHoldEndsWhereTheMasterIsBack()
{
    StoreWorld world;
    sayHost(world);
    held().tell(world.story, 1s);
    const Expected<Plan> plan = world.plan(release);
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    const Lines steps = StoreWorld::literals(*plan);
    QCOMPARE(steps.size(), 1U);
    QVERIFY2(steps[0].ends_with(" read store07 imap22 - 7"), steps[0].c_str());
    QCOMPARE(plan->steps[0].probe->words.back(), std::string("-"));
    for (const char *id : {"F1", "F3", "F19"})
        QVERIFY2(StoreWorld::answer(*plan, id).starts_with("pass"), StoreWorld::answer(*plan, id).c_str());
}

// "Its master is back" of one that is dead would send somebody to look for mail that cannot come.
void tst_store_release::theOfferSaysWhetherItIsTime()
{
    const auto title = [](StoreWorld &world) {
        for (const auto &[request, words] : offersFor(*world.story.engine().fold().publish(), {"store", "store07"}))
            if (request == release)
                return words;
        return std::string();
    };
    StoreWorld back;
    held().tell(back.story, 1s);
    QCOMPARE(title(back), std::string("Take store07 out of hold: its master is back"));
    StoreWorld lost;
    StoreStory told = held();
    lost.lose(told);
    QCOMPARE(title(lost), std::string("Take store07 out of hold, once its master is back"));
}

void tst_store_release::itDoesNotWhileNothingServes_data()
{
    QTest::addColumn<QString>("guard");
    QTest::addColumn<QString>("no");
    QTest::newRow("silent") << QStringLiteral("F1") << QStringLiteral("unknown: nothing is heard of imap21");
    QTest::newRow("stopped") << QStringLiteral("F1") << QStringLiteral("fail: it does not run: start it on imap21");
    QTest::newRow("a replica now") << QStringLiteral("F1")
                                   << QStringLiteral("fail: the copy on imap21 is not the master");
    QTest::newRow("the map names another") << QStringLiteral("F19") << QStringLiteral("fail: it names imap22");
    QTest::newRow("nobody watches its host") << QStringLiteral("F3") << QStringLiteral("unknown: ");
}

void tst_store_release::itDoesNotWhileNothingServes()
{
    QFETCH(QString, guard);
    QFETCH(QString, no);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    StoreWorld world;
    StoreStory told = held();
    if (guard == QStringLiteral("F3")) {
        told.tell(world.story, 1s);
    } else if (tag == QStringLiteral("silent")) {
        world.lose(told);
    } else {
        sayHost(world);
        if (tag == QStringLiteral("stopped")) {
            told.imap21.answers = false;
            world.story.says("store/store07", "cyrus_slot_running", 0, {{"slot", "imap21"}});
        } else if (tag == QStringLiteral("a replica now")) {
            told.imap21.master = 0;
            told.imap22.master = 1;
        } else {
            told.mapMaster = "imap22";
        }
        told.tell(world.story, 1s);
    }
    const Expected<Plan> plan = world.plan(release);
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    const std::string answer = StoreWorld::answer(*plan, guard.toStdString());
    QVERIFY2(answer.starts_with(no.toStdString()), answer.c_str());
    QCOMPARE(hardBlocks(*plan).empty(), guard == QStringLiteral("F3"));
}

void tst_store_release::whatIsNotHeldIsNotReleased()
{
    StoreWorld world;
    StoreStory told;
    told.reading = "";
    told.tell(world.story, 1s);
    const Expected<Plan> plan = world.plan(release);
    QVERIFY(!plan);
    QVERIFY(plan.error().sentence().find("is not held") != std::string::npos);
}

SIGNALBOX_TEST(tst_store_release)
} // namespace tst_store_release

#include "tst_store_release.moc"
