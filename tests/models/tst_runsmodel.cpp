// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of runs. If these fail, a run that waits for a decision is buried under those that are over.
#include <QAbstractItemModelTester>

#include <demo/demoruns.h>
#include <models/runsmodel.h>
#include <support/testprogram.h>

namespace tst_runsmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = RunObserved::Outcome;

class RunsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWaitsForAPersonComesFirst();
    void aRunThatGoesOnIsTheSameRow();
    void aRefusedRunSaysWhyAndIsNotDrawnWell();

private:
    static QStringList idsOf(const RunsModel &model)
    {
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids += QString::fromStdString(model.at(row).id);
        return ids;
    }
};

void RunsModelTest::whatWaitsForAPersonComesFirst()
{
    Plan other = demoPlan(2);
    other.claims = {"host/other1", "host/other2"};
    Plan third = demoPlan();
    third.claims = {"host/other3"};
    DemoJournal journal;
    journal.confirms("done00000000", third).tells("done00000000", RunStarted{});
    journal.goes("done00000000", 0, Outcome::Done).tells("done00000000", RunEnded{});
    journal.confirms("waits0000000", demoPlan()).tells("waits0000000", RunStarted{});
    journal.goes("waits0000000", 0, Outcome::NotDone, "exit status 1");
    journal.confirms("runs00000000", other).tells("runs00000000", RunStarted{});
    journal.confirms("refused00000", demoPlan());
    RunsModel model;
    const QAbstractItemModelTester tester(&model);
    model.show(*journal.runs(), journal.now(), QTimeZone::utc());
    QCOMPARE(idsOf(model), (QStringList{u"waits0000000"_s, u"runs00000000"_s, u"refused00000"_s, u"done00000000"_s}));
    const QModelIndex state = model.index(0, RunsModel::StateColumn);
    QCOMPARE(state.data().toString(), u"waits for a decision"_s);
    QCOMPARE(state.data(StateRole).toInt(), static_cast<int>(State::Warning));
    QCOMPARE(model.subjectAt(0), std::optional(Subject{"host", "web1"}));
}

void RunsModelTest::aRunThatGoesOnIsTheSameRow()
{
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan(2));
    RunsModel model;
    model.show(*journal.runs(), journal.now(), QTimeZone::utc());
    const QPersistentModelIndex row = model.index(0, RunsModel::StateColumn);
    QCOMPARE(row.data().toString(), u"armed"_s);
    journal.tells("aaaaaaaaaaaa", RunStarted{}).goes("aaaaaaaaaaaa", 0, Outcome::Done);
    model.show(*journal.runs(), journal.now(), QTimeZone::utc());
    QVERIFY(row.isValid());
    QCOMPARE(row.data().toString(), u"running"_s);
    QCOMPARE(row.sibling(0, RunsModel::WaitsColumn).data().toString(), u"1 of 2 steps are done"_s);
}

void RunsModelTest::aRefusedRunSaysWhyAndIsNotDrawnWell()
{
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan()).tells("aaaaaaaaaaaa", RunRefused{"the standby is not in step"});
    RunsModel model;
    model.show(*journal.runs(), journal.now(), QTimeZone::utc());
    QVERIFY(!model.index(0, RunsModel::StateColumn).data(StateRole).isValid());
    QVERIFY(model.index(0, RunsModel::WaitsColumn).data().toString().contains(u"not in step"_s));
}

SIGNALBOX_TEST(RunsModelTest)
} // namespace tst_runsmodel

#include "tst_runsmodel.moc"
