// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include <database/database.h>
#include <support/testprogram.h>

#include "watched.h"

namespace tst_ack
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, somebody at a terminal at night would take on another alert than he meant, or none.
class TestAck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onePartOfAKeyIsEnough();
    void severalAreListed();
    void whatIsAskedWronglyIsSaid_data();
    void whatIsAskedWronglyIsSaid();
};

void TestAck::onePartOfAKeyIsEnough()
{
    Watched watched;
    const Said said =
        say({u"ack"_s, u"web2"_s, u"--why"_s, u"on it"_s, u"--until"_s, u"2h"_s, u"--estate"_s, watched.recording});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QVERIFY(said.err.contains(u"from the next start on"_s));
    QCOMPARE(watched.rows().size(), std::size_t(1));
    const JournalRow row = watched.rows().front();
    QCOMPARE(row.act, std::string("acknowledge"));
    QCOMPARE(row.what, std::string("disk-full host/web2{mountpoint=\"/\",source=\"node\"}"));
    QCOMPARE(row.text, std::string("on it"));
    QVERIFY(row.until && *row.until - row.wall > 119min && *row.until - row.wall <= 120min);
    // The whole key, in several words as a shell makes of it.
    const Said whole = say({u"ack"_s, u"disk-full"_s, u"host/web1{mountpoint=\"/\",source=\"node\"}"_s, u"--undo"_s,
                            u"--estate"_s, watched.recording});
    QVERIFY2(whole.exit == Exit::Done, qPrintable(whole.err));
    QCOMPARE(watched.rows().back().act, std::string("unacknowledge"));
}

void TestAck::severalAreListed()
{
    Watched watched;
    const Said said = say({u"ack"_s, u"web1"_s, u"--estate"_s, watched.recording});
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(u"disk-full host/web1{mountpoint=\"/\",source=\"node\"}"_s), qPrintable(said.err));
    QVERIFY(said.err.contains(u"disk-full host/web1{mountpoint=\"/var\",source=\"node\"}"_s));
    QVERIFY(!said.err.contains(u"web2"_s));
    QVERIFY(watched.rows().empty());
}

void TestAck::whatIsAskedWronglyIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing of that name") << QStringList{u"nobody"_s} << u"no alert that is raised"_s;
    QTest::newRow("no time") << QStringList{u"web2"_s, u"--until"_s, u"soon"_s} << u"neither"_s;
    QTest::newRow("a time gone by") << QStringList{u"web2"_s, u"--until"_s, u"2001-01-01T00:00:00Z"_s} << u"past"_s;
}

void TestAck::whatIsAskedWronglyIsSaid()
{
    QFETCH(QStringList, words);
    QFETCH(QString, says);
    Watched watched;
    const Said said = say(QStringList{u"ack"_s} + words + QStringList{u"--estate"_s, watched.recording});
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(says), qPrintable(said.err));
    QVERIFY(watched.rows().empty());
}

SIGNALBOX_TEST(TestAck)
} // namespace tst_ack

#include "tst_ack.moc"
