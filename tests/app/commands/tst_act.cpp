// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <support/testprogram.h>

#include "acting.h"

namespace tst_act
{
using namespace signalbox;
using namespace Qt::StringLiterals;

/// Were this wrong, something would be done that nobody confirmed, or twice, or it would be called done and is not.
class TestAct : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsConfirmedIsDoneOnceAndRemembered();
    void whatIsSoAlreadyIsNotSent();
    void withoutTheRightGateNothingIsSent_data();
    void withoutTheRightGateNothingIsSent();
    void whatIsReportedAsDoneAndIsNotIsNoSuccess();
    void moreTargetsThanARunbookTakesAreRefused();
};

void TestAct::whatIsConfirmedIsDoneOnceAndRemembered()
{
    const Acting acting;
    const Said said = acting.act({u"make"_s, u"web1"_s});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err + said.out));
    QCOMPARE(acting.made(), QByteArray("made\n"));
    QCOMPARE(acting.acts(), QStringList({u"run-confirmed"_s, u"run-started"_s, u"run-intent"_s, u"run-observed"_s,
                                         u"run-ended"_s}));
    QCOMPARE(acting.ledger().runs().begin()->second.state, RunState::Done);
    QVERIFY2(said.out.contains(u"about to: Make it on web1"_s), qPrintable(said.out));
}

void TestAct::whatIsSoAlreadyIsNotSent()
{
    const Acting acting;
    acting.script(u"effect"_s, u"there"_s);
    const QByteArray before = acting.made();
    const Said said = acting.act({u"make"_s, u"web1"_s});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err + said.out));
    QCOMPARE(acting.made(), before);
    QVERIFY(!acting.acts().contains(u"run-intent"_s));
    QVERIFY2(said.out.contains(u"it was so already"_s), qPrintable(said.out));
}

void TestAct::withoutTheRightGateNothingIsSent_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("gate");
    QTest::addColumn<QString>("says");
    QTest::newRow("nobody there") << QStringList{u"make"_s, u"web1"_s} << QStringList{} << u"nobody is here to open"_s;
    QTest::newRow("another plan") << QStringList{u"make"_s, u"web1"_s}
                                  << QStringList{u"--confirm"_s, u"0123456789ab"_s} << u"the plan is "_s;
    QTest::newRow("a name is asked for") << QStringList{u"name"_s, u"web1"_s} << QStringList{u"--confirm"_s, u"PLAN"_s, u"--tick"_s, u"C6"_s}
                                         << u"asks for more"_s;
    QTest::newRow("the wrong name") << QStringList{u"name"_s, u"web1"_s}
                                    << QStringList{u"--confirm"_s, u"PLAN"_s, u"--tick"_s, u"C6"_s, u"--name"_s, u"web2"_s} << u"is not \"web1\""_s;
}

void TestAct::withoutTheRightGateNothingIsSent()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, gate);
    QFETCH(QString, says);
    const Acting acting;
    gate.replaceInStrings(u"PLAN"_s, acting.planOf(words));
    const Said said = acting.say(QStringList{u"act"_s} + words + gate);
    QCOMPARE(said.exit, Exit::Blocked);
    QVERIFY2(said.err.contains(says), qPrintable(said.err));
    QVERIFY(acting.made().isEmpty());
    QVERIFY(acting.rows().empty());
}

void TestAct::whatIsReportedAsDoneAndIsNotIsNoSuccess()
{
    const Acting acting;
    acting.script(u"make"_s, u"true"_s);
    const Said said = acting.act({u"make"_s, u"web1"_s});
    QCOMPARE(said.exit, Exit::Unknown);
    QVERIFY2(said.out.contains(u"it was reported as done, and the probe says that it is not so"_s), qPrintable(said.out));
    QCOMPARE(acting.ledger().runs().begin()->second.state, RunState::Deciding);
}

void TestAct::moreTargetsThanARunbookTakesAreRefused()
{
    const Acting acting;
    // One run may have one target here: more is an error before anything is sent.
    const Said said = acting.say({u"plan"_s, u"make"_s, u"web1"_s, u"web2"_s});
    QVERIFY2(said.exit != Exit::Done, qPrintable(said.out));
    QVERIFY(acting.rows().empty());
}

SIGNALBOX_TEST(TestAct)
} // namespace tst_act

#include "tst_act.moc"
