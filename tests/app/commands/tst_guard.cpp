// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <support/testprogram.h>

#include "acting.h"

namespace tst_guard
{
using namespace signalbox;
using namespace Qt::StringLiterals;

/// Were this wrong, a site's own script would pass by the guards, or nobody would know that it ran.
class TestGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommandRunsUnderTheGuardsAndIsRemembered();
    void whatFailsIsSaidAndClaimsNothingAfterwards();
    void withoutItsGateItDoesNotRun();
};

void TestGuard::aCommandRunsUnderTheGuardsAndIsRemembered()
{
    const Acting acting;
    const QStringList command{u"--"_s, acting.path(u"make"_s), acting.effect()};
    const QStringList words{u"guard"_s, u"make"_s, u"web1"_s, u"--estate"_s, acting.estate()};
    const Said first = say(words + command);
    QCOMPARE(first.exit, Exit::Blocked);
    const QString plan =
        QRegularExpression(u"   plan ([0-9a-f]{12})\n"_s).match(first.err).captured(1);
    const Said said = say(words + QStringList{u"--confirm"_s, plan, u"--tick"_s, u"C6"_s} + command);
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QCOMPARE(acting.made(), QByteArray("made\n"));
    QCOMPARE(acting.acts(), QStringList({u"run-confirmed"_s, u"run-started"_s, u"run-intent"_s, u"run-observed"_s,
                                         u"run-ended"_s}));
}

void TestGuard::whatFailsIsSaidAndClaimsNothingAfterwards()
{
    const Acting acting;
    const QStringList command{u"--"_s, acting.path(u"fail"_s)};
    const QStringList words{u"guard"_s, u"make"_s, u"web1"_s, u"--estate"_s, acting.estate()};
    const QString plan =
        QRegularExpression(u"   plan ([0-9a-f]{12})\n"_s).match(say(words + command).err).captured(1);
    const Said said = say(words + QStringList{u"--confirm"_s, plan, u"--tick"_s, u"C6"_s} + command);
    QCOMPARE(said.exit, Exit::Failed);
    QVERIFY2(said.err.contains(u"it ended with status 3"_s), qPrintable(said.err));
    QVERIFY(!acting.ledger().holder({"host/web1"}, WallTime(), "bob@desk"));
}

void TestGuard::withoutItsGateItDoesNotRun()
{
    const Acting acting;
    const Said none = acting.say({u"guard"_s, u"make"_s, u"web1"_s});
    QCOMPARE(none.exit, Exit::BadInput);
    QVERIFY2(none.err.contains(u"needs a command after --"_s), qPrintable(none.err));
    const Said said = say({u"guard"_s, u"make"_s, u"web1"_s, u"--estate"_s, acting.estate(), u"--confirm"_s,
                           u"0123456789ab"_s, u"--"_s, acting.path(u"make"_s), acting.effect()});
    QCOMPARE(said.exit, Exit::Blocked);
    QVERIFY(acting.made().isEmpty());
    QVERIFY(acting.rows().empty());
}

SIGNALBOX_TEST(TestGuard)
} // namespace tst_guard

#include "tst_guard.moc"
