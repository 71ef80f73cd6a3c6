// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is held by hand. If these fail, two people work on one machine.
#include <QAbstractItemModelTester>

#include <demo/demoruns.h>
#include <models/holdsmodel.h>
#include <support/testprogram.h>

namespace tst_holdsmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class HoldsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoHoldsWhatAndWhatEndsFirst();
    void whatEndedOrWasReleasedIsGone();
};

void HoldsModelTest::whoHoldsWhatAndWhatEndsFirst()
{
    DemoJournal journal;
    journal.holds("host/db1", "a new disk", 4h).by("kim@desk2").holds("host/db2", "<b>by</b> hand", 1h);
    HoldsModel model;
    const QAbstractItemModelTester tester(&model);
    model.show(*journal.runs(), journal.now(), QTimeZone::utc());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.subjectAt(0), std::optional(Subject{"host", "db2"}));
    QCOMPARE(model.index(0, HoldsModel::WhoColumn).data().toString(), u"kim@desk2"_s);
    QCOMPARE(model.index(0, HoldsModel::WhyColumn).data().toString(), u"<b>by</b> hand"_s);
    QCOMPARE(model.index(0, HoldsModel::UntilColumn).data().toString(), u"09:30:00"_s);
}

void HoldsModelTest::whatEndedOrWasReleasedIsGone()
{
    DemoJournal journal;
    journal.holds("host/db1", "a new disk", 4h).holds("host/db2", "by hand", 1h);
    HoldsModel model;
    model.show(*journal.runs(), journal.now() + 2h, QTimeZone::utc());
    QCOMPARE(model.rowCount(), 1);
    journal.releases("host/db1");
    model.show(*journal.runs(), journal.now() + 2h, QTimeZone::utc());
    QCOMPARE(model.rowCount(), 0);
}

SIGNALBOX_TEST(HoldsModelTest)
} // namespace tst_holdsmodel

#include "tst_holdsmodel.moc"
