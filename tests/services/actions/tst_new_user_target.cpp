// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>

#include "storeworld.h"

namespace tst_new_user_target
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, whoever signs up in the night would get a mailbox that exists nowhere else, or none.
class tst_new_user_target : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreCreatedThereAndNowhereElse();
    void eachGuardSaysNo_data();
    void eachGuardSaysNo();
    void whatCannotBeDoneIsSaid_data();
    void whatCannotBeDoneIsSaid();
    void onAStoreInDangerAnotherIsOffered();
};

namespace
{
const Request target{"new-user-target", {{"store", "store08"}}, {}};

/// store07 takes new users; store08 could.
struct Two {
    StoreWorld world;
    StoreStory seven;
    StoreStory eight;

    Two()
        : world(estate())
    {
        seven.newUsers = 1;
        eight.newUsers = 0;
        eight.store = "store/store08";
    }
    static std::string estate()
    {
        std::string estate = StoreStory::estate();
        estate.insert(estate.find("stores: {") + 9, "store08: {slots: [imap21, imap22]}, ");
        return estate.insert(estate.find("serial: serial") + 14, ", new_users: takes_new");
    }
    void tell()
    {
        world.story.at(1s).from("node").says("host/imap21", "up", 1).says("host/imap21", "node_load1", 1);
        seven.tell(world.story, 1s);
        eight.tell(world.story, 2s);
    }
};
} // namespace

void tst_new_user_target::theyAreCreatedThereAndNowhereElse()
{
    Two two;
    two.tell();
    const Expected<Plan> plan = two.world.plan(target);
    QVERIFY2(plan, plan ? "" : plan.error().sentence().c_str());
    QCOMPARE(plan->blockedBy, std::string());
    const Lines steps = StoreWorld::literals(*plan);
    QCOMPARE(steps.size(), 1U);
    QVERIFY2(steps[0].ends_with("--serial serial --new-users takes_new new-users store07 store08"), steps[0].c_str());
    QCOMPARE(plan->steps[0].probe->words.back(), std::string("store08"));
    const Lines undo = plan->steps[0].undo->words;
    QCOMPARE(Lines(undo.end() - 3, undo.end()), (Lines{"new-users", "store08", "store07"}));
    QCOMPARE(plan->claims, Lines{"store/store08"});
    for (const char *id : {"F3", "N1", "F19"})
        QVERIFY2(StoreWorld::answer(*plan, id).starts_with("pass"), StoreWorld::answer(*plan, id).c_str());
    // What the map says counts, and not the estate, of which store07 takes none and store08 some.
    QCOMPARE(plan->changes[0].before, std::string("on store07"));
}

void tst_new_user_target::eachGuardSaysNo_data()
{
    QTest::addColumn<QString>("guard");
    QTest::addColumn<QString>("no");
    QTest::newRow("nothing serves") << QStringLiteral("F3") << QStringLiteral("fail: nothing serves it on imap21");
    QTest::newRow("not viable") << QStringLiteral("N1") << QStringLiteral("fail: imap22 is more than 5 min behind");
    QTest::newRow("the map names another") << QStringLiteral("F19") << QStringLiteral("fail: it names imap22");
}

void tst_new_user_target::eachGuardSaysNo()
{
    QFETCH(QString, guard);
    QFETCH(QString, no);
    Two two;
    two.tell();
    if (guard == QStringLiteral("F3")) {
        two.eight.imap21.isProbed = false;
        two.eight.imap21.answers = false;
    } else if (guard == QStringLiteral("N1")) {
        two.eight.lag = 400;
    } else {
        two.eight.mapMaster = "imap22";
    }
    two.eight.tell(two.world.story, 200s);
    const Expected<Plan> plan = two.world.plan(target);
    QVERIFY(plan);
    const std::string answer = StoreWorld::answer(*plan, guard.toStdString());
    QVERIFY2(answer.starts_with(no.toStdString()), answer.c_str());
}

void tst_new_user_target::whatCannotBeDoneIsSaid_data()
{
    QTest::addColumn<QString>("says");
    QTest::newRow("no column") << QStringLiteral("cyrus.map.new_users");
    QTest::newRow("already") << QStringLiteral("alone already");
    QTest::newRow("held") << QStringLiteral("is held");
}

void tst_new_user_target::whatCannotBeDoneIsSaid()
{
    QFETCH(QString, says);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    Two two;
    if (tag == QStringLiteral("no column")) {
        two.seven.newUsers.reset();
        two.eight.newUsers.reset();
    } else if (tag == QStringLiteral("already")) {
        two.seven.newUsers = 0;
        two.eight.newUsers = 1;
    } else {
        two.eight.reading = "imap22";
    }
    two.tell();
    const Expected<Plan> plan = two.world.plan(target);
    QVERIFY(plan);
    QVERIFY(plan->steps.empty());
    QVERIFY2(QString::fromStdString(plan->blockedBy).contains(says), plan->blockedBy.c_str());
    QVERIFY(!two.world.plan({"new-user-target", {{"host", "imap21"}}, {}}));
}

void tst_new_user_target::onAStoreInDangerAnotherIsOffered()
{
    Two two;
    two.seven.lag = 183600;
    two.tell();
    const auto first = [&](const char *store) {
        return offersFor(*two.world.story.engine().fold().publish(), {"store", store}).at(0);
    };
    QVERIFY(first("store07").first == target);
    QCOMPARE(first("store07").second, std::string("Have new users created on store08, not on store07"));
    QVERIFY(first("store08").first == target);
    two.seven.lag = 0;
    two.seven.tell(two.world.story, 11s);
    for (const auto &[request, title] : offersFor(*two.world.story.engine().fold().publish(), {"store", "store07"}))
        QVERIFY2(request.action != "new-user-target", title.c_str());
}

SIGNALBOX_TEST(tst_new_user_target)
} // namespace tst_new_user_target

#include "tst_new_user_target.moc"
