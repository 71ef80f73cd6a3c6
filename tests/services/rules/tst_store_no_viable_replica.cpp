// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/storestory.h>
#include <support/testprogram.h>

namespace tst_store_no_viable_replica
{
using namespace signalbox;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// Were this wrong, a store would be lost with its master, and nobody would have been woken while it could be helped.
class tst_store_no_viable_replica : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReplicaThatIsRecentAndCompleteIsViable();
    void whatIsNotViable_data();
    void whatIsNotViable();
    void aProbeThatStandsStillTellsNothing();
    void theLastWordsOfADeadMasterCount();
    void aProbeThatDiedBeforeItsHostProvesNothing();
    void afterABareReturnUsersAreMissingAtLagZero();
};

void tst_store_no_viable_replica::aReplicaThatIsRecentAndCompleteIsViable()
{
    Story story(StoreStory::estate());
    const StoreStory told;
    told.tell(story, 1s);
    QCOMPARE(story.stated("store-no-viable-replica"), Lines());
}

void tst_store_no_viable_replica::whatIsNotViable_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<QString>("sentence");
    const QString none = QStringLiteral("critical: no replica could take over: imap22: ");
    QTest::newRow("five minutes behind") << 0 << none + QStringLiteral("more than 5 min behind");
    QTest::newRow("a canary of long ago") << 1 << none + QStringLiteral("more than 5 min behind");
    QTest::newRow("stuck") << 2 << none + QStringLiteral("stuck on RENAME user.a user.b");
    QTest::newRow("sync_client is gone") << 3
                                         << none + QStringLiteral(
                                                       "nothing replicates: sync_client does not run on imap21");
    QTest::newRow("users differ") << 4 << none + QStringLiteral("3 users are not there as on imap21");
    const QString unknown = QStringLiteral("unknown: no replica could take over: imap22: ");
    QTest::newRow("never compared wholly") << 5 << unknown + QStringLiteral("not all its users have been compared");
    QTest::newRow("compared long ago") << 6 << unknown + QStringLiteral("not all users were compared within 1 d");
    QTest::newRow("logging is off")
        << 7 << unknown + QStringLiteral("replication is not logged on imap21: what is missing is not known");
    QTest::newRow("nobody is master")
        << 8 << QStringLiteral("unknown: no replica could take over: nobody says which copy is the master");
}

void tst_store_no_viable_replica::whatIsNotViable()
{
    QFETCH(int, change);
    QFETCH(QString, sentence);
    StoreStory told;
    switch (change) {
    case 0:
        told.lag = 300;
        break;
    case 1:
        told.canaryAge = 6min;
        break;
    case 2:
        told.lag = 61;
        told.head = "RENAME user.a user.b";
        told.headAge = 61;
        break;
    case 3:
        told.lag = 61;
        told.syncRuns = false;
        break;
    case 4:
        told.incomplete = 3;
        break;
    case 5:
        told.compared = 99;
        break;
    case 6:
        told.comparisonAge = 25h;
        break;
    case 7:
        told.logging = 0;
        break;
    default:
        told.imap21.master.reset();
        break;
    }
    Story story(StoreStory::estate());
    told.tell(story, 1s);
    QCOMPARE(story.stated("store-no-viable-replica"), Lines{sentence.toStdString()});
}

// A root file system gone read-only: the exporter goes on showing the old file, and the lag in it was nothing.
void tst_store_no_viable_replica::aProbeThatStandsStillTellsNothing()
{
    Story story(StoreStory::estate());
    const StoreStory told;
    told.tell(story, 1s);
    told.tell(story, 122s, 1s);
    QCOMPARE(story.stated("store-no-viable-replica"),
             Lines{"unknown: no replica could take over: imap22: the probe on imap21 has stopped"});
}

void tst_store_no_viable_replica::theLastWordsOfADeadMasterCount()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.tell(story, 1s);
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.canaryAge = 10min; // nobody writes any more
    told.tell(story, 10min);
    QCOMPARE(story.stated("store-no-viable-replica"), Lines());
}

void tst_store_no_viable_replica::aProbeThatDiedBeforeItsHostProvesNothing()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.tell(story, 1s);
    told.tell(story, 700s, 1s); // it stood still, while its slot went on
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.canaryAge = 1400s;
    told.tell(story, 1401s);
    QCOMPARE(story.stated("store-no-viable-replica"),
             Lines{"unknown: no replica could take over: imap22: the probe on imap21 had stopped before it was lost"});
}

void tst_store_no_viable_replica::afterABareReturnUsersAreMissingAtLagZero()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.imap22.users = 98;
    told.tell(story, 1s);
    QCOMPARE(story.stated("store-no-viable-replica"),
             Lines{"critical: no replica could take over: imap22: 2 accounts exist only on imap21"});
}

SIGNALBOX_TEST(tst_store_no_viable_replica)
} // namespace tst_store_no_viable_replica

#include "tst_store_no_viable_replica.moc"
