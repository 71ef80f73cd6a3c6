// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTest>

#include <support/testprogram.h>

#include "acting.h"

namespace tst_runs
{
using namespace signalbox;
using namespace Qt::StringLiterals;

/// Were this wrong, an unfinished run would be lost from sight, or go on in another way than a person said.
class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunThatFailedIsResumedOnceItsCauseIsGone();
    void whatWasDoneByHandIsProvedByItsProbe();
    void itIsLeftWithAReasonAlone();
    void asJsonItIsOneObject();
    void whatIsAskedWronglyIsSaid();

private:
    static QString idOf(const Acting &acting)
    {
        return QString::fromStdString(acting.ledger().runs().begin()->second.id);
    }
};

void TestRuns::aRunThatFailedIsResumedOnceItsCauseIsGone()
{
    const Acting acting;
    acting.script(u"make"_s, u"echo the disk is full; exit 1"_s);
    QCOMPARE(acting.act({u"make"_s, u"web1"_s}).exit, Exit::Unknown);
    const Said listed = acting.say({u"runs"_s});
    QVERIFY2(listed.out.contains(u"waits for a decision  Make it on web1"_s), qPrintable(listed.out));
    const Said shown = acting.say({u"runs"_s, idOf(acting).left(6)});
    QVERIFY2(shown.out.contains(u"the disk is full"_s), qPrintable(shown.out));
    QVERIFY2(shown.out.contains(u"resume by-hand skip leave"_s), qPrintable(shown.out));
    acting.script(u"make"_s, u"echo made >>\"$1\""_s);
    const Said resumed = acting.say({u"runs"_s, idOf(acting), u"resume"_s});
    QVERIFY2(resumed.exit == Exit::Done, qPrintable(resumed.err + resumed.out));
    QCOMPARE(acting.made(), QByteArray("made\n"));
}

void TestRuns::whatWasDoneByHandIsProvedByItsProbe()
{
    const Acting acting;
    acting.script(u"make"_s, u"exit 1"_s);
    QCOMPARE(acting.act({u"make"_s, u"web1"_s}).exit, Exit::Unknown);
    const QStringList byHand{u"runs"_s, idOf(acting), u"by-hand"_s, u"--why"_s, u"did it on the console"_s};
    const Said unproved = acting.say(byHand);
    QCOMPARE(unproved.exit, Exit::Unknown); // the probe does not see it
    acting.script(u"effect"_s, u"by hand"_s);
    const Said proved = acting.say(byHand);
    QVERIFY2(proved.exit == Exit::Done, qPrintable(proved.err + proved.out));
    QVERIFY(acting.ledger().runs().begin()->second.steps.front().isByHand);
}

void TestRuns::itIsLeftWithAReasonAlone()
{
    const Acting acting;
    QCOMPARE(acting.act({u"fail"_s, u"web1"_s}).exit, Exit::Unknown);
    QCOMPARE(acting.say({u"runs"_s, idOf(acting), u"leave"_s}).exit, Exit::BadInput);
    QCOMPARE(acting.say({u"runs"_s, idOf(acting), u"leave"_s, u"--why"_s, u"no need"_s}).exit, Exit::Failed);
    QCOMPARE(acting.ledger().runs().begin()->second.state, RunState::Left);
    const Said over = acting.say({u"runs"_s, idOf(acting), u"resume"_s});
    QCOMPARE(over.exit, Exit::BadInput);
}

void TestRuns::asJsonItIsOneObject()
{
    const Acting acting;
    QCOMPARE(acting.act({u"fail"_s, u"web1"_s}).exit, Exit::Unknown);
    const Said said = acting.say({u"runs"_s, u"--json"_s});
    const QJsonObject object = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(object.value(u"runs"_s).toArray().size(), 1);
    QCOMPARE(undocumentedKeys(object, guideText()), QStringList());
}

void TestRuns::whatIsAskedWronglyIsSaid()
{
    const Acting acting;
    const Said none = acting.say({u"runs"_s, u"abc"_s});
    QCOMPARE(none.exit, Exit::BadInput);
    QVERIFY2(none.err.contains(u"there is no one run abc"_s), qPrintable(none.err));
}

SIGNALBOX_TEST(TestRuns)
} // namespace tst_runs

#include "tst_runs.moc"
