// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What people had done as changes. If these fail, whoever looks for a cause does not learn that somebody restarted it.
#include <demo/demoruns.h>
#include <models/runchanges.h>
#include <support/testprogram.h>

namespace tst_runchanges
{
using namespace signalbox;
using namespace std::chrono_literals;

class RunChangesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasSentIsAChangeOfEachTarget();
    void whatWasRefusedOrIsOlderIsNone();
};

void RunChangesTest::whatWasSentIsAChangeOfEachTarget()
{
    DemoJournal journal;
    Timeline timeline;
    timeline.add({Moment(1h), journal.now(), 1h, "boot"});
    journal.confirms("aaaaaaaaaaaa", demoPlan(2)).tells("aaaaaaaaaaaa", RunStarted{});
    journal.goes("aaaaaaaaaaaa", 0, RunObserved::Outcome::NotDone, "exit status 1");
    const auto changes = runChanges(*journal.runs(), timeline, Moment(30min), Moment(90min));
    QCOMPARE(changes.size(), std::size_t{2});
    QCOMPARE(changes[0], (WhatChange{ChangeKind::Mark,
                                     {"host", "web1"},
                                     "run",
                                     {},
                                     "ann@desk1: Restart nginx on web1 and 1 more: waits for a decision",
                                     Moment(1h)}));
    QCOMPARE(changes[1].subject, (Subject{"host", "web2"}));
}

void RunChangesTest::whatWasRefusedOrIsOlderIsNone()
{
    DemoJournal journal;
    Timeline timeline;
    timeline.add({Moment(1h), journal.now(), 1h, "boot"});
    journal.confirms("aaaaaaaaaaaa", demoPlan()).tells("aaaaaaaaaaaa", RunRefused{"the standby is not in step"});
    QVERIFY(runChanges(*journal.runs(), timeline, Moment(30min), Moment(90min)).empty());
    journal.confirms("bbbbbbbbbbbb", demoPlan()).tells("bbbbbbbbbbbb", RunStarted{});
    journal.goes("bbbbbbbbbbbb", 0, RunObserved::Outcome::Done);
    QCOMPARE(runChanges(*journal.runs(), timeline, Moment(30min), Moment(90min)).size(), std::size_t{1});
    QVERIFY(runChanges(*journal.runs(), timeline, Moment(2h), Moment(3h)).empty());
}

SIGNALBOX_TEST(RunChangesTest)
} // namespace tst_runchanges

#include "tst_runchanges.moc"
