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
    void aHeldStoreSaysUntilWhenAndWhomNotToCreate();
    void theListForSupportSaysWhatItDoesNotKnow();

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

void StoresModelTest::aHeldStoreSaysUntilWhenAndWhomNotToCreate()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 183600;
    told.waiting = {"yan", "xia"};
    told.imap22.users = 98;
    told.tell(story, 1s);
    show(story);
    QCOMPARE(m_model.at(0).support, QString()); // its master lives
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.tell(story, 301s);
    show(story);
    QVERIFY2(m_model.at(0).proof.contains(u"three ways: "_s), qPrintable(m_model.at(0).proof));
    told.reading = "imap22";
    told.tell(story, 2h + 1s);
    show(story);
    QVERIFY2(text(StoresModel::VerdictColumn).endsWith(u"; held, read on imap22"_s),
             qPrintable(text(StoresModel::VerdictColumn)));
    const QStringList proof = m_model.at(0).proof.split(u'\n');
    QCOMPARE(proof.at(0), u"held: it is read on imap22, mail waits"_s);
    QVERIFY2(proof.at(1).startsWith(u"senders keep trying until "_s) && proof.at(1).endsWith(u", 3 d 22 h more"_s),
             qPrintable(proof.at(1)));
    const QStringList support = m_model.at(0).support.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(support.mid(1), (QStringList{u"xia"_s, u"yan"_s}));
    QVERIFY(support.at(0).startsWith(u"Users of store07 who must not be created again"_s));
    told.imap21.isProbed = true;
    told.imap21.answers = true;
    told.tell(story, 2h + 301s);
    show(story);
    QCOMPARE(m_model.at(0).proof.section(u'\n', 1, 1), u"imap21 is back: take it out of hold (store-release)"_s);
}

void StoresModelTest::theListForSupportSaysWhatItDoesNotKnow()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 183600;
    told.waiting = {"yan"};
    told.imap22.users = 90;
    told.compared = 60;
    told.tell(story, 1s);
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.tell(story, 301s);
    show(story);
    const QStringList support = m_model.at(0).support.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(support.at(1), u"yan"_s);
    QCOMPARE(support.at(2), u"NOT ALL: 9 more are not known by name"_s);
    QVERIFY2(support.at(3).startsWith(u"NOT ALL: 60 of 100 users compared"_s), qPrintable(support.at(3)));
}
SIGNALBOX_TEST(StoresModelTest)
} // namespace tst_storesmodel

#include "tst_storesmodel.moc"
