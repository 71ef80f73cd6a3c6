// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/comparedusers.h>
#include <support/testprogram.h>

namespace tst_comparedusers
{
using namespace signalbox;
using namespace std::chrono_literals;
using Answers = std::vector<std::optional<MailboxStates>>;

namespace
{
constexpr Moment start(Milliseconds(1'000'000'000));
constexpr std::size_t master = 0;
constexpr std::size_t replica = 1;

void list(ComparedUsers &users, std::size_t slot, const std::vector<std::string> &names)
{
    users.beginList(slot);
    for (const std::string &name : names)
        users.listed(slot, name);
    users.endList(slot);
}

MailboxStates inbox(std::uint64_t modseq, std::uint64_t uidValidity = 7)
{
    return {{"user/anna", {modseq, modseq, uidValidity, modseq}}};
}

// One user on both slots, whose first look is made.
ComparedUsers afterAFirstLook(const Answers &slots)
{
    ComparedUsers users(2, 12h);
    list(users, master, {"anna"});
    list(users, replica, {"anna"});
    users.looked(*users.next(start), slots, start);
    return users;
}
} // namespace

/// Were this wrong, a replica that lacks users would pass for a whole one, or every busy user would be an alarm.
class TestComparedusers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsAlikeIsCompared()
    {
        const ComparedUsers users = afterAFirstLook({inbox(5), inbox(5)});
        const auto standing = users.standing(replica, start + 1h);
        QCOMPARE(standing.users, std::optional<std::size_t>(1));
        QCOMPARE(standing.toCompare, std::optional<std::size_t>(1));
        QCOMPARE(standing.compared, 1U);
        QCOMPARE(standing.oldest, std::optional(start));
        QCOMPARE(users.standing(replica, start + 25h).compared, 0U); // it counts for a day
    }

    void aDifferenceIsBelievedAtTheSecondLook_data()
    {
        QTest::addColumn<Answers>("first");
        QTest::addColumn<Answers>("second");
        QTest::addColumn<bool>("isBelieved");
        QTest::newRow("behind") << Answers{inbox(5), inbox(4)} << Answers{inbox(5), inbox(4)} << true;
        QTest::newRow("caught up") << Answers{inbox(5), inbox(4)} << Answers{inbox(5), inbox(5)} << false;
        QTest::newRow("busy, and a second behind again")
            << Answers{inbox(5), inbox(4)} << Answers{inbox(9), inbox(8)} << false;
        QTest::newRow("busy, and not a step further")
            << Answers{inbox(5), inbox(4)} << Answers{inbox(9), inbox(4)} << true;
        QTest::newRow("missing") << Answers{inbox(5), MailboxStates()} << Answers{inbox(5), MailboxStates()} << true;
        QTest::newRow("came") << Answers{inbox(5), MailboxStates()} << Answers{inbox(5), inbox(5)} << false;
        QTest::newRow("deleted meanwhile")
            << Answers{inbox(5), MailboxStates()} << Answers{MailboxStates(), MailboxStates()} << false;
        QTest::newRow("created twice") << Answers{inbox(5), inbox(5, 8)} << Answers{inbox(5), inbox(5, 8)} << true;
        const MailboxStates fewer{{"user/anna", {4, 5, 7, 5}}};
        QTest::newRow("messages missing") << Answers{inbox(5), fewer} << Answers{inbox(5), fewer} << true;
        QTest::newRow("ahead") << Answers{inbox(4), inbox(5)} << Answers{inbox(4), inbox(5)} << false;
    }
    void aDifferenceIsBelievedAtTheSecondLook()
    {
        QFETCH(Answers, first);
        QFETCH(Answers, second);
        QFETCH(bool, isBelieved);
        ComparedUsers users = afterAFirstLook(first);
        QCOMPARE(users.standing(replica, start).incomplete, 0U);
        QVERIFY(!users.next(start + 59s)); // replication gets its minute
        if (first[0] != first[1]) {
            QCOMPARE(users.standing(replica, start).compared, first[0] == inbox(4) ? 1U : 0U);
            QCOMPARE(users.next(start + 60s), std::optional<std::string>("anna"));
            users.looked("anna", second, start + 60s);
        }
        QCOMPARE(users.standing(replica, start + 60s).incomplete, isBelieved ? 1U : 0U);
        QCOMPARE(users.incomplete(replica, 200),
                 isBelieved ? std::vector<std::string>{"anna"} : std::vector<std::string>());
    }

    void whoHealsIsSeenWithinMinutes()
    {
        ComparedUsers users = afterAFirstLook({inbox(5), inbox(4)});
        users.looked(*users.next(start + 60s), {inbox(5), inbox(4)}, start + 60s);
        QCOMPARE(users.standing(replica, start + 60s).incomplete, 1U);
        QCOMPARE(users.next(start + 120s), std::optional<std::string>("anna"));
        users.looked("anna", {inbox(6), inbox(6)}, start + 120s);
        QCOMPARE(users.standing(replica, start + 120s).incomplete, 0U);
    }

    // A slot that does not answer proves nothing, neither good nor bad.
    void silenceIsNoComparison()
    {
        ComparedUsers users = afterAFirstLook({inbox(5), std::nullopt});
        QCOMPARE(users.standing(replica, start).compared, 0U);
        QCOMPARE(users.standing(replica, start).incomplete, 0U);
        list(users, replica, {"anna"});
        QCOMPARE(users.next(start), std::optional<std::string>("anna"));
    }

    // Were they looked at in turn only, half a day could pass until they are named.
    void whoIsOnOneListAloneComesFirst()
    {
        ComparedUsers users(2, 12h);
        list(users, master, {"a", "b", "c"});
        list(users, replica, {"a", "c"});
        QCOMPARE(users.next(start), std::optional<std::string>("b"));
        QCOMPARE(users.standing(master, start).toCompare, std::optional<std::size_t>(2));
        QCOMPARE(users.standing(replica, start).toCompare, std::optional<std::size_t>(3));
    }

    void everybodyHasATurnInTime()
    {
        ComparedUsers users(2, 1000s);
        std::vector<std::string> names;
        for (int i = 0; i < 100; ++i)
            names.push_back("user" + std::to_string(i));
        list(users, master, names);
        list(users, replica, names);
        std::size_t looks = 0;
        const auto lookAt = [&](Moment now) {
            while (const auto user = users.next(now)) {
                users.looked(*user, {inbox(5), inbox(5)}, now);
                ++looks;
            }
        };
        lookAt(start);
        QCOMPARE(looks, 100U); // the first time at once
        QCOMPARE(users.standing(replica, start).compared, 100U);
        for (Moment now = start; now <= start + 1010s; now += 1s)
            lookAt(now);
        QVERIFY2(looks >= 200 && looks <= 202, qPrintable(QString::number(looks)));
        QVERIFY(*users.standing(replica, start + 1010s).oldest > start);
    }

    void whoIsNowhereIsForgotten()
    {
        ComparedUsers users = afterAFirstLook({inbox(5), inbox(5)});
        users.looked("anna", {MailboxStates(), MailboxStates()}, start);
        QCOMPARE(users.standing(replica, start).toCompare, std::optional<std::size_t>(0));
    }

    // Lost if it fails: a store beyond all measure fills the watch's memory, or its rest is passed over without a word.
    void manyAreBounded()
    {
        ComparedUsers users(2, 12h);
        users.beginList(master);
        for (std::size_t i = 0; i < ComparedUsers::mostUsers + 5; ++i)
            users.listed(master, std::to_string(i));
        users.endList(master);
        QVERIFY(users.isOverfull());
        QCOMPARE(users.standing(replica, start).toCompare, std::optional(ComparedUsers::mostUsers + 5));
        QVERIFY(!users.standing(replica, start).users);
    }

    void aThirdSlotIsMeasuredByTheFullest()
    {
        ComparedUsers users(3, 12h);
        list(users, 0, {"a"});
        list(users, 1, {"a", "b"});
        list(users, 2, {"a"});
        QCOMPARE(users.standing(0, start).toCompare, std::optional<std::size_t>(2));
        QCOMPARE(users.standing(1, start).toCompare, std::optional<std::size_t>(1));
        QCOMPARE(users.standing(2, start).toCompare, std::optional<std::size_t>(2));
    }
};

SIGNALBOX_TEST(TestComparedusers)
} // namespace tst_comparedusers

#include "tst_comparedusers.moc"
