// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which replica could take over, and how that is known. If these fail, a person moves a store to a replica that lacks
// mail.
#include <QAbstractItemModelTester>

#include <models/storesmodel.h>
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_storesmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class StoresModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aViableReplicaIsOk();
    void aStuckOneIsNamedWithItsProof();
    void whoSaysNothingIsNotKnown();
    void whatIsOutsideTextStaysText();

private:
    QString text(int column) const { return m_model.index(0, column).data().toString(); }
    void show(Story &story)
    {
        const PicturePtr picture = story.engine().fold().publish();
        m_model.show(allStandings(*picture), picture->wall());
        QCOMPARE(m_model.rowCount(), 1);
    }
    StoresModel m_model;
    QAbstractItemModelTester m_tester{&m_model};
};

void StoresModelTest::aViableReplicaIsOk()
{
    Story story(StoreStory::estate());
    StoreStory().tell(story, 1s);
    show(story);
    QCOMPARE(text(StoresModel::StoreColumn), u"store07"_s);
    QCOMPARE(text(StoresModel::VerdictColumn), u"viable"_s);
    QCOMPARE(m_model.at(0).state, State::Ok);
    QCOMPARE(text(StoresModel::MasterColumn), u"imap21"_s);
    QCOMPARE(text(StoresModel::ReplicaColumn), u"imap22"_s);
    QCOMPARE(text(StoresModel::BehindColumn), u"0 s"_s);
    QCOMPARE(text(StoresModel::UsersColumn), u"100"_s);
    QVERIFY(m_model.at(0).proof.contains(u"100 of 100 users compared"_s));
}

void StoresModelTest::aStuckOneIsNamedWithItsProof()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 183600;
    told.head = "RENAME user.a user.b";
    told.headAge = 183600;
    for (int i = 10; i < 222; ++i)
        told.waiting.push_back("user" + std::to_string(i));
    told.tell(story, 1s);
    show(story);
    QCOMPARE(text(StoresModel::VerdictColumn), u"stuck on RENAME user.a user.b"_s);
    QCOMPARE(m_model.at(0).state, State::Critical);
    QCOMPARE(text(StoresModel::BehindColumn), u"2 d 3 h"_s);
    const QString last = m_model.at(0).proof.section(u'\n', -1); // hundreds of lines would push the table away
    QVERIFY2(last.startsWith(u"not wholly there: user10, user100, "_s) && last.endsWith(u" and 192 more"_s),
             qPrintable(last));
}

void StoresModelTest::whoSaysNothingIsNotKnown()
{
    Story story(StoreStory::estate());
    story.at(1s).tick();
    show(story);
    QCOMPARE(m_model.at(0).state, State::Unknown);
    QCOMPARE(text(StoresModel::VerdictColumn), u"nobody says which copy is the master"_s);
    QCOMPARE(text(StoresModel::EvidenceColumn), u"never"_s);
}

void StoresModelTest::whatIsOutsideTextStaysText()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.head = "USER <b>zoe\n</b>";
    told.headAge = 100;
    told.lag = 100;
    told.tell(story, 1s);
    show(story);
    QVERIFY(!text(StoresModel::VerdictColumn).contains(u'\n'));
    QVERIFY(text(StoresModel::VerdictColumn).contains(u"<b>zoe"_s));
}
SIGNALBOX_TEST(StoresModelTest)
} // namespace tst_storesmodel

#include "tst_storesmodel.moc"
