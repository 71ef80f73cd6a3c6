// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTest>

#include <support/testprogram.h>

#include "acting.h"

namespace tst_plan
{
using namespace signalbox;
using namespace Qt::StringLiterals;

/// Were this wrong, a person would confirm something else than what is done.
class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanShowsStepsLiterallyAndSendsNothing();
    void whatCanBeDoneIsListed();
    void asJsonItIsOneObject();
    void whatIsAskedWronglyIsSaid_data();
    void whatIsAskedWronglyIsSaid();
};

void TestPlan::aPlanShowsStepsLiterallyAndSendsNothing()
{
    const Acting acting;
    const Said said = acting.say({u"plan"_s, u"make"_s, u"web1"_s});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err + said.out));
    QVERIFY2(said.out.contains(u"Make it on web1"_s), qPrintable(said.out));
    QVERIFY2(said.out.contains(acting.path(u"make"_s) + u' ' + acting.effect()), qPrintable(said.out));
    QVERIFY(said.out.contains(u"Gate: press"_s));
    QVERIFY(said.out.contains(u"NOT REVERSIBLE"_s));
    QVERIFY(acting.made().isEmpty());
    QVERIFY(acting.rows().empty());
    // The same question has the same answer: a confirmation is bound to it.
    QCOMPARE(acting.planOf({u"make"_s, u"web1"_s}), acting.planOf({u"make"_s, u"host/web1"_s}));
    QVERIFY(acting.planOf({u"make"_s, u"web1"_s}) != acting.planOf({u"make"_s, u"web2"_s}));
}

void TestPlan::whatCanBeDoneIsListed()
{
    const Acting acting;
    const Said all = acting.say({u"plan"_s});
    QCOMPARE(all.exit, Exit::Done);
    QVERIFY2(all.out.contains(u"service-restart"_s) && all.out.contains(u"make  Make it on {name}"_s),
             qPrintable(all.out));
    const Said one = acting.say({u"plan"_s, u"host/web1"_s});
    QCOMPARE(one.exit, Exit::Done);
    QVERIFY2(one.out.contains(u"make host/web1  Make it on web1"_s), qPrintable(one.out));
}

void TestPlan::asJsonItIsOneObject()
{
    const Acting acting;
    const Said said = acting.say({u"plan"_s, u"make"_s, u"web1"_s, u"--json"_s});
    const QJsonObject plan = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QVERIFY(plan.value(u"hash"_s).toString().startsWith(acting.planOf({u"make"_s, u"web1"_s})));
    QCOMPARE(plan.value(u"steps"_s).toArray().size(), 1);
    QCOMPARE(undocumentedKeys(plan, guideText()), QStringList());
}

void TestPlan::whatIsAskedWronglyIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("no such action") << QStringList{u"reboot"_s, u"web1"_s} << u"neither an action nor a runbook"_s;
    QTest::newRow("no such host") << QStringList{u"make"_s, u"web3"_s} << u"Did you mean host/web"_s;
    QTest::newRow("no target") << QStringList{u"make"_s} << u"needs a target"_s;
}

void TestPlan::whatIsAskedWronglyIsSaid()
{
    QFETCH(QStringList, words);
    QFETCH(QString, says);
    const Acting acting;
    const Said said = acting.say(QStringList{u"plan"_s} + words);
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(says), qPrintable(said.err));
}

SIGNALBOX_TEST(TestPlan)
} // namespace tst_plan

#include "tst_plan.moc"
