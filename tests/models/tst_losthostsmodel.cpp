// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a host's stores were it lost now. If these fail, the answer is found out by losing it.
#include <QAbstractItemModelTester>

#include <models/losthostsmodel.h>
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_losthostsmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class LostHostsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatMovesAndWhatDoesNot();
};

void LostHostsModelTest::whatMovesAndWhatDoesNot()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.tell(story, 1s);
    LostHostsModel model;
    const QAbstractItemModelTester tester(&model);
    model.show(allStandings(*story.engine().fold().publish()));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).state, State::Ok);
    QCOMPARE(model.index(0, LostHostsModel::MovingColumn).data().toString(), u"1 of 1 stores"_s);
    QCOMPARE(model.index(0, LostHostsModel::StayingColumn).data().toString(), u"none"_s);
    told.lag = 400;
    told.tell(story, 11s);
    model.show(allStandings(*story.engine().fold().publish()));
    QCOMPARE(model.at(0).state, State::Critical);
    QCOMPARE(model.index(0, LostHostsModel::MovingColumn).data().toString(), u"0 of 1 stores"_s);
    QCOMPARE(model.index(0, LostHostsModel::StayingColumn).data().toString(), u"store07 (more than 5 min behind)"_s);
}
SIGNALBOX_TEST(LostHostsModelTest)
} // namespace tst_losthostsmodel

#include "tst_losthostsmodel.moc"
