// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedslot.h"

#include <sources/source.h>
#include <support/saycollector.h>
#include <support/testprogram.h>

namespace tst_cyrus
{
using namespace signalbox;

namespace
{
constexpr int patience = 30'000; // milliseconds; reached only when something is wrong
const Subject store{"store", "store01"};

Labels of(const std::string &slot)
{
    return {{"slot", slot}};
}

/// A store with a slot on imap21 and one on imap22, and the source that watches it.
struct Watched {
    ScriptedSlot imap21;
    ScriptedSlot imap22;
    SayCollector said;
    ManualClock clock{Moment(Milliseconds(1'000'000'000))};
    std::unique_ptr<Source> source;

    Watched()
    {
        for (ScriptedSlot *slot : {&imap21, &imap22}) {
            for (const char *const name : {"user/anna", "user/anna/Sent", "user/bob", "user/canary"})
                slot->mailboxes[name] = {3, 4, 7, 12};
        }
    }
    void start(const std::function<void(SourceDeclaration &)> &change = {})
    {
        qputenv("SIGNALBOX_TEST_IMAP", "hunter2");
        SourceDeclaration declared;
        declared.name = "imap";
        declared.type = "cyrus";
        declared.interval = Milliseconds(1000);
        declared.deadline = Milliseconds(1000);
        declared.login = "cyrus";
        declared.secret = "env:SIGNALBOX_TEST_IMAP";
        declared.security = "none";
        declared.targets = {{store, "imap://" + imap21.peer()}, {store, "imap://" + imap22.peer()}};
        declared.targets[0].slot = "imap21";
        declared.targets[1].slot = "imap22";
        if (change)
            change(declared);
        for (const SourceType *part : sources::all()) {
            if (part->id == "cyrus")
                source = part->start(declared, said, clock);
        }
    }
    [[nodiscard]] double number(const std::string &slot, const std::string &metric) const
    {
        return said.number(store, metric, of(slot)).value_or(-1);
    }
    [[nodiscard]] std::string error(const std::string &slot) const
    {
        return said.text(store, "cyrus_imap_error", of(slot));
    }
    [[nodiscard]] bool isIncomplete(const std::string &slot, const std::string &user) const
    {
        return said.number(store, "cyrus_user_incomplete", {{"slot", slot}, {"user", user}}).has_value();
    }
    // Plays time in steps until it is so.
    template <class Condition>
    bool comesTrue(Condition condition, Milliseconds step = std::chrono::seconds(10))
    {
        return QTest::qWaitFor(
            [&] {
                clock.advance(step / 20);
                return condition();
            },
            patience);
    }
};
} // namespace

/// Were this wrong, the night's engineer would trust a replica that lacks users, or distrust one that has them all.
class TestCyrus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHealthyStore()
    {
        Watched watched;
        watched.imap22.canary = 1'795'783'058;
        watched.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.number("imap22", "cyrus_users_compared"), 3.0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(watched.number("imap21", "cyrus_users_compared"), 3.0, patience);
        QCOMPARE(watched.number("imap21", "cyrus_imap_up"), 1.0);
        QCOMPARE(watched.number("imap21", "up"), 1.0);
        QCOMPARE(watched.error("imap21"), std::string());
        QCOMPARE(watched.number("imap21", "cyrus_canary_time_seconds"), 1'795'783'060.0);
        QCOMPARE(watched.number("imap22", "cyrus_canary_time_seconds"), 1'795'783'058.0);
        QCOMPARE(watched.number("imap22", "cyrus_users"), 3.0);
        QCOMPARE(watched.number("imap22", "cyrus_mailboxes"), 4.0);
        QCOMPARE(watched.number("imap22", "cyrus_users_to_compare"), 3.0);
        QCOMPARE(watched.number("imap22", "cyrus_users_incomplete"), 0.0);
        const double now = std::chrono::duration<double>(readMachineClocks().wall.time_since_epoch()).count();
        QVERIFY(std::abs(watched.number("imap22", "cyrus_comparison_oldest_time_seconds") - now) < 3600);
        QCOMPARE(watched.said.text(store, "scrape_url", of("imap22")), "imap://" + watched.imap22.peer());
    }

    // Connections are kept: a login each time would be most of the work.
    void connectionsAreKept()
    {
        Watched watched;
        watched.start();
        QTRY_VERIFY_WITH_TIMEOUT(watched.said.times(store, "cyrus_canary_time_seconds", of("imap21")) >= 3, patience);
        QCOMPARE(watched.imap21.connections, 2); // one for the canary, one for the comparison
    }

    void aSlotThatIsDown()
    {
        Watched watched;
        watched.imap22.stop();
        watched.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.error("imap22"), "connection refused by " + watched.imap22.peer(), patience);
        QCOMPARE(watched.number("imap22", "cyrus_imap_up"), 0.0);
        QCOMPARE(watched.number("imap22", "up"), 0.0);
        QTRY_COMPARE_WITH_TIMEOUT(watched.number("imap22", "cyrus_users_to_compare"), 3.0, patience);
        QCOMPARE(watched.number("imap22", "cyrus_users_compared"), 0.0);
        QCOMPARE(watched.number("imap21", "cyrus_imap_up"), 1.0);
        QCOMPARE(watched.number("imap22", "cyrus_canary_time_seconds"), -1.0);
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("instead");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<int>("isUp");
        QTest::newRow("login refused") << QByteArray("AUTHENTICATE") << QByteArray("TAG NO hunter2 is wrong\r\n")
                                       << QByteArray("PEER: the server refused the login of cyrus for canary") << 0;
        QTest::newRow("hangs before a word")
            << QByteArray("EXAMINE") << QByteArray() << QByteArray("no answer from PEER within 0.9 s") << 0;
        QTest::newRow("hangs in the middle")
            << QByteArray("FETCH") << QByteArray("* 3 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {40}\r\nSubj")
            << QByteArray("no answer from PEER within 0.9 s") << 0;
        QTest::newRow("a huge literal") << QByteArray("FETCH")
                                        << QByteArray("* 3 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {4000000000}\r\nSubj")
                                        << QByteArray("PEER answered something that is no IMAP") << 0;
        QTest::newRow("floods") << QByteArray("EXAMINE") << QByteArray(10'000'000, 'x')
                                << QByteArray("PEER answered something that is no IMAP") << 0;
        QTest::newRow("no mailbox") << QByteArray("EXAMINE") << QByteArray("TAG NO Mailbox does not exist\r\n")
                                    << QByteArray("the mailbox of canary: PEER refused: Mailbox does not exist") << 1;
        QTest::newRow("ends") << QByteArray("EXAMINE") << QByteArray("* BYE going down\r\n")
                              << QByteArray("PEER ended the session: going down") << 0;
        QTest::newRow("cannot be compared")
            << QByteArray("LIST") << QByteArray("TAG BAD what\r\n") << QByteArray("PEER refused: what") << 1;
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, instead);
        QFETCH(QByteArray, error);
        QFETCH(int, isUp);
        Watched watched;
        watched.imap22.to = to;
        watched.imap22.instead = instead;
        watched.start();
        const std::string expected =
            error.replace("PEER", QByteArray::fromStdString(watched.imap22.peer())).toStdString();
        QTRY_COMPARE_WITH_TIMEOUT(watched.error("imap22"), expected, patience);
        QCOMPARE(watched.number("imap22", "cyrus_imap_up"), double(isUp));
        QTRY_COMPARE_WITH_TIMEOUT(watched.number("imap21", "cyrus_imap_up"), 1.0, patience);
        QVERIFY(watched.number("imap22", "cyrus_users_compared") <= 0);
    }

    void whatIsNoCanaryIsSaid()
    {
        Watched watched;
        watched.imap21.canary.reset();
        watched.imap22.subject = "lunch ";
        watched.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.error("imap21"),
                                  std::string("the mailbox of canary is empty: no canary has come"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(watched.error("imap22"), std::string("the last message of canary is no canary"),
                                  patience);
        QCOMPARE(watched.number("imap22", "cyrus_imap_up"), 1.0);
        QCOMPARE(watched.number("imap22", "cyrus_canary_time_seconds"), -1.0);
    }

    // Lost if it fails: the administrator's password goes over the line for everybody to read.
    void nothingIsSaidInClear()
    {
        Watched watched;
        watched.start([](SourceDeclaration &declared) { declared.security = "starttls"; });
        QTRY_COMPARE_WITH_TIMEOUT(
            watched.error("imap22"),
            watched.imap22.peer() + ": the server offers no STARTTLS, and nothing is sent in clear", patience);
        QCOMPARE(watched.imap22.commands, std::vector<QByteArray>{"CAPABILITY"});
        QCOMPARE(watched.number("imap22", "up"), 1.0); // somebody is there
    }

    void aPasswordThatIsNotThereIsSaid()
    {
        Watched watched;
        watched.start([](SourceDeclaration &declared) { declared.secret = "env:SIGNALBOX_NOT_SET"; });
        QTRY_VERIFY_WITH_TIMEOUT(watched.error("imap21").find("there is no such variable") != std::string::npos,
                                 patience);
        QCOMPARE(watched.imap21.connections, 0);
    }

    void aMissingUserIsNamed()
    {
        Watched watched;
        watched.imap22.mailboxes.erase("user/anna");
        watched.imap22.mailboxes.erase("user/anna/Sent");
        watched.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.number("imap22", "cyrus_users_to_compare"), 3.0, patience);
        QVERIFY(!watched.isIncomplete("imap22", "anna"));
        QVERIFY(watched.comesTrue([&] { return watched.isIncomplete("imap22", "anna"); }));
        QCOMPARE(watched.number("imap22", "cyrus_users_incomplete"), 1.0);
        QVERIFY(!watched.isIncomplete("imap22", "bob"));
        QCOMPARE(watched.number("imap21", "cyrus_users_incomplete"), 0.0);
        // And healed.
        watched.imap22.mailboxes = watched.imap21.mailboxes;
        QVERIFY(watched.comesTrue([&] { return !watched.isIncomplete("imap22", "anna"); }));
        QCOMPARE(watched.number("imap22", "cyrus_users_incomplete"), 0.0);
    }

    void whoIsBehindIsNamed()
    {
        Watched watched;
        watched.imap22.mailboxes["user/anna/Sent"].highestModseq = 11;
        watched.start();
        QVERIFY(watched.comesTrue([&] { return watched.isIncomplete("imap22", "anna"); }));
        QTRY_COMPARE_WITH_TIMEOUT(watched.number("imap22", "cyrus_users_compared"), 3.0, patience);
    }

    // Replication is never instant: who has caught up at the second look was never incomplete.
    void whoCatchesUpIsNotNamed()
    {
        Watched watched;
        watched.imap22.mailboxes["user/anna"].uidNext = 3;
        watched.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.number("imap22", "cyrus_users_compared"), 2.0, patience);
        watched.imap22.mailboxes = watched.imap21.mailboxes;
        QVERIFY(watched.comesTrue([&] { return watched.number("imap22", "cyrus_users_compared") == 3; }));
        QCOMPARE(watched.said.times(store, "cyrus_user_incomplete", {{"slot", "imap22"}, {"user", "anna"}}), 0U);
    }

    void itMayEndInTheMiddle()
    {
        Watched watched;
        watched.imap21.to = "EXAMINE";
        watched.start();
        QTRY_VERIFY_WITH_TIMEOUT(!watched.imap21.commands.empty() && watched.imap21.commands.back() == "EXAMINE INBOX",
                                 patience);
        watched.source.reset();
        QCoreApplication::processEvents();
        QCOMPARE(watched.number("imap21", "cyrus_imap_up"), -1.0);
    }
};

SIGNALBOX_TEST(TestCyrus)
} // namespace tst_cyrus

#include "tst_cyrus.moc"
