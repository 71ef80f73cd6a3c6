// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include <database/database.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_store_map
{
using namespace signalbox;
using namespace Qt::StringLiterals;

/// Were this wrong, front ends would be sent to the old master, or two people's moves would undo each other.
class TestStoreMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itIsMovedOnceFromWhereItWas();
    void withoutASerialTheOldHostDecides();
    void aHeldStoreIsReadElsewhereUntilItIsMoved();
    void newUsersAreCreatedOnTheseAlone();
    void whatTheTableCannotTellIsTwo();
    void namesAreNoSql();
    void whatCannotBeToldIsTwo();

private:
    [[nodiscard]] QStringList words(const QStringList &more) const
    {
        return QStringList{u"store-map"_s, u"--file"_s, m_folder->filePath(u"config.db"_s), u"--replica"_s,
                           u"replica"_s} +
               more;
    }
    [[nodiscard]] Said map(const QStringList &more) const
    {
        return say(words(QStringList{u"--serial"_s, u"serial"_s} + more));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStoreMap::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(m_folder->filePath(u"config.db"_s).toStdString(), Database::Access::Create);
    QVERIFY(database);
    QVERIFY(database->run("CREATE TABLE stores (name TEXT PRIMARY KEY, master TEXT, replica TEXT, serial INTEGER, "
                          "read_at TEXT, takes_new INTEGER);"
                          "INSERT INTO stores VALUES ('store01', 'imap21', 'imap22', 4, NULL, 1),"
                          "('store02', 'imap22', NULL, 1, '', 0)"));
}

void TestStoreMap::itIsMovedOnceFromWhereItWas()
{
    QCOMPARE(map({u"list"_s}).out, u"store01 imap21 imap22 4\nstore02 imap22 - 1\n"_s);
    const QStringList move{u"move"_s, u"store01"_s, u"imap21"_s, u"imap22"_s, u"4"_s};
    QCOMPARE(static_cast<int>(map(move).exit), 0);
    QCOMPARE(map({u"list"_s}).out, u"store01 imap22 imap21 5\nstore02 imap22 - 1\n"_s);
    QCOMPARE(static_cast<int>(map({u"is"_s, u"store01"_s, u"imap22"_s}).exit), 0);
    QCOMPARE(static_cast<int>(map({u"is"_s, u"store01"_s, u"imap21"_s}).exit), 1);
    const Said again = map(move); // another watch, or a reply that was lost
    QCOMPARE(static_cast<int>(again.exit), 1);
    QVERIFY2(again.out.contains(u"nothing was changed"_s), qPrintable(again.out));
    // Somebody moved it there and back meanwhile: the serial tells.
    QCOMPARE(static_cast<int>(map({u"move"_s, u"store01"_s, u"imap22"_s, u"imap21"_s, u"5"_s}).exit), 0);
    QCOMPARE(static_cast<int>(map(move).exit), 1);
}

void TestStoreMap::withoutASerialTheOldHostDecides()
{
    QCOMPARE(static_cast<int>(say(words({u"move"_s, u"store01"_s, u"imap22"_s, u"imap21"_s, u"-"_s})).exit), 1);
    QCOMPARE(static_cast<int>(say(words({u"move"_s, u"store01"_s, u"imap21"_s, u"imap22"_s})).exit), 0);
    QCOMPARE(static_cast<int>(say(words({u"move"_s, u"store01"_s, u"imap22"_s, u"imap21"_s, u"4"_s})).exit), 2);
}

void TestStoreMap::aHeldStoreIsReadElsewhereUntilItIsMoved()
{
    const QStringList reading{u"--reading"_s, u"read_at"_s};
    const auto status = [&](const QStringList &more) { return static_cast<int>(map(reading + more).exit); };
    QCOMPARE(map(reading + QStringList{u"list"_s}).out,
             u"store01 imap21 imap22 4 reading=-\nstore02 imap22 - 1 reading=-\n"_s);
    QCOMPARE(status({u"is-read"_s, u"store01"_s, u"-"_s}), 0);
    const QStringList hold{u"read"_s, u"store01"_s, u"-"_s, u"imap22"_s, u"4"_s};
    QCOMPARE(status(hold), 0);
    QCOMPARE(status({u"is-read"_s, u"store01"_s, u"imap22"_s}), 0);
    QCOMPARE(status({u"is-read"_s, u"store01"_s, u"-"_s}), 1);
    QVERIFY(map(reading + QStringList{u"list"_s}).out.startsWith(u"store01 imap21 imap22 5 reading=imap22\n"_s));
    QCOMPARE(status(hold), 1); // a reply that was lost: nothing is done twice
    QCOMPARE(status({u"read"_s, u"store01"_s, u"imap22"_s, u"-"_s, u"4"_s}), 1); // an old plan
    QCOMPARE(status({u"read"_s, u"store01"_s, u"imap22"_s, u"-"_s, u"5"_s}), 0);
    QCOMPARE(status({u"is-read"_s, u"store01"_s, u"-"_s}), 0);
    // Failed over with the loss accepted: one statement ends the hold.
    QCOMPARE(status({u"read"_s, u"store01"_s, u"-"_s, u"imap22"_s, u"6"_s}), 0);
    QCOMPARE(status({u"move"_s, u"store01"_s, u"imap21"_s, u"imap22"_s, u"7"_s}), 0);
    QVERIFY(map(reading + QStringList{u"list"_s}).out.startsWith(u"store01 imap22 imap21 8 reading=-\n"_s));
    QCOMPARE(status({u"read"_s, u"store01"_s, u"-"_s, u"imap22"_s, u"8"_s}), 1); // its master is there
    // Without a serial the old value decides.
    const QStringList bare{u"--reading"_s, u"read_at"_s, u"read"_s, u"store02"_s};
    QCOMPARE(static_cast<int>(say(words(bare + QStringList{u"imap21"_s, u"-"_s, u"-"_s})).exit), 1);
    QCOMPARE(static_cast<int>(say(words(bare + QStringList{u"-"_s, u"imap21"_s, u"-"_s})).exit), 0);
    QCOMPARE(static_cast<int>(say(words(bare + QStringList{u"-"_s, u"imap21"_s, u"2"_s})).exit), 2);
}

void TestStoreMap::newUsersAreCreatedOnTheseAlone()
{
    const QStringList column{u"--new-users"_s, u"takes_new"_s};
    const auto status = [&](const QStringList &more) { return static_cast<int>(map(column + more).exit); };
    QCOMPARE(map(column + QStringList{u"list"_s}).out, u"store01 imap21 imap22 4 new=1\nstore02 imap22 - 1 new=0\n"_s);
    QCOMPARE(status({u"is-new-users"_s, u"store01"_s}), 0);
    QCOMPARE(status({u"new-users"_s, u"store02"_s, u"store01"_s}), 1); // not as the plan saw it
    QCOMPARE(status({u"new-users"_s, u"store01"_s, u"store09"_s}), 1); // then nobody could sign up
    QCOMPARE(status({u"is-new-users"_s, u"store01"_s}), 0);
    QCOMPARE(status({u"new-users"_s, u"store01"_s, u"store02"_s}), 0);
    QCOMPARE(map(column + QStringList{u"list"_s}).out, u"store01 imap21 imap22 4 new=0\nstore02 imap22 - 1 new=1\n"_s);
    QCOMPARE(status({u"is-new-users"_s, u"store01"_s}), 1);
    QCOMPARE(status({u"new-users"_s, u"store02"_s, u"store01,store02"_s}), 0); // undone to where it was several
    QCOMPARE(status({u"is-new-users"_s, u"store02,store01"_s}), 0);
    QCOMPARE(status({u"new-users"_s, u"store01,,store02"_s, u"store01"_s}), 2);
    auto other = Database::open(m_folder->filePath(u"config.db"_s).toStdString(), Database::Access::Write);
    QVERIFY(other && other->run("UPDATE stores SET takes_new = 7 WHERE name = 'store01'"));
    QCOMPARE(status({u"list"_s}), 2);
    QVERIFY(other->run("BEGIN IMMEDIATE"));
    QCOMPARE(status({u"new-users"_s, u"store01,store02"_s, u"store01"_s}), 2);
}

void TestStoreMap::whatTheTableCannotTellIsTwo()
{
    QCOMPARE(static_cast<int>(map({u"is-read"_s, u"store01"_s, u"-"_s}).exit), 2);
    QCOMPARE(static_cast<int>(map({u"read"_s, u"store01"_s, u"-"_s, u"imap22"_s, u"4"_s}).exit), 2);
    QCOMPARE(static_cast<int>(map({u"is-new-users"_s, u"store01"_s}).exit), 2);
    QCOMPARE(static_cast<int>(map({u"new-users"_s, u"store01"_s, u"store02"_s}).exit), 2);
}

void TestStoreMap::namesAreNoSql()
{
    QCOMPARE(static_cast<int>(map({u"move"_s, u"x' OR '1'='1"_s, u"imap21"_s, u"evil"_s, u"4"_s}).exit), 1);
    QCOMPARE(static_cast<int>(map({u"--table"_s, u"stores\"; DROP TABLE stores; --"_s, u"list"_s}).exit), 2);
    QCOMPARE(map({u"list"_s}).out.count(u'\n'), 2);
}

void TestStoreMap::whatCannotBeToldIsTwo()
{
    QCOMPARE(static_cast<int>(map({u"is"_s, u"store09"_s, u"imap21"_s}).exit), 2);
    QCOMPARE(static_cast<int>(say({u"store-map"_s, u"--file"_s, m_folder->filePath(u"none.db"_s), u"list"_s}).exit), 2);
    QCOMPARE(static_cast<int>(say({u"store-map"_s, u"list"_s}).exit), 2);
    QCOMPARE(static_cast<int>(map({u"move"_s, u"store01"_s}).exit), 2);
    auto other = Database::open(m_folder->filePath(u"config.db"_s).toStdString(), Database::Access::Write);
    QVERIFY(other && other->run("BEGIN IMMEDIATE"));
    const Said locked = map({u"move"_s, u"store01"_s, u"imap21"_s, u"imap22"_s, u"4"_s});
    QCOMPARE(static_cast<int>(locked.exit), 2);
    QVERIFY2(locked.err.contains(u"locked"_s), qPrintable(locked.err));
}
SIGNALBOX_TEST(TestStoreMap)
} // namespace tst_store_map

#include "tst_store_map.moc"
