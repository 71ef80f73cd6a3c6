// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <database/database.h>
#include <support/testprogram.h>

#include "watched.h"

namespace tst_hold
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, a console would act on a host that somebody has open on the bench.
class TestHold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsHeldUntilThenAndReleased();
    void whatIsAskedWronglyIsSaid_data();
    void whatIsAskedWronglyIsSaid();
};

void TestHold::itIsHeldUntilThenAndReleased()
{
    Watched watched;
    const Said held = say({u"hold"_s, u"web1"_s, u"--until"_s, u"2h"_s, u"--why"_s, u"changing a disk"_s, u"--estate"_s,
                           watched.recording});
    QVERIFY2(held.exit == Exit::Done, qPrintable(held.err));
    const JournalRow row = watched.rows().back();
    QCOMPARE(row.act, std::string("hold"));
    QCOMPARE(row.what, std::string("host/web1"));
    QVERIFY(row.until && *row.until - row.wall > 119min);
    const Said listed = say({u"runs"_s, u"--estate"_s, watched.recording});
    QVERIFY2(listed.out.contains(u"held  host/web1"_s) && listed.out.contains(u"changing a disk"_s),
             qPrintable(listed.out));
    QCOMPARE(say({u"hold"_s, u"web1"_s, u"--release"_s, u"--estate"_s, watched.recording}).exit, Exit::Done);
    QVERIFY(!say({u"runs"_s, u"--estate"_s, watched.recording}).out.contains(u"web1"_s));
}

void TestHold::whatIsAskedWronglyIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("no end") << QStringList{u"web1"_s, u"--why"_s, u"disk"_s} << u"needs an end"_s;
    QTest::newRow("no reason") << QStringList{u"web1"_s, u"--until"_s, u"2h"_s} << u"needs words"_s;
    QTest::newRow("nothing of that name") << QStringList{u"web9"_s, u"--until"_s, u"2h"_s} << u"no subject"_s;
}

void TestHold::whatIsAskedWronglyIsSaid()
{
    QFETCH(QStringList, words);
    QFETCH(QString, says);
    Watched watched;
    const Said said = say(QStringList{u"hold"_s} + words + QStringList{u"--estate"_s, watched.recording});
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(says), qPrintable(said.err));
    QVERIFY(watched.rows().empty());
}

SIGNALBOX_TEST(TestHold)
} // namespace tst_hold

#include "tst_hold.moc"
