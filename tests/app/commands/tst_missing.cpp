// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTemporaryDir>

#include <recording/recordingwriter.h>
#include <story/storestory.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_missing
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, support would create users again whose mail is on a host that comes back, and two mailboxes of one
/// name do not merge.
class TestMissing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNameIsALine();
    void alsoAfterTheFailover();
    void whatIsNotKnownByNameIsANumber();
    void whereNothingIsLostThereIsNobody();
    void asJsonItIsOneObject();

private:
    static StoreStory stuck()
    {
        StoreStory told;
        told.lag = 183600;
        told.waiting = {"yan", "xia"};
        told.imap22.users = 98;
        return told;
    }
    /// imap21 is lost after it was told.
    static void lose(Story &story, StoreStory &told)
    {
        told.tell(story, 1s);
        told.imap21.isProbed = false;
        told.imap21.answers = false;
        told.tell(story, 301s);
    }
    static Said missing(Story &story, const QStringList &more = {})
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"recording.db"_s);
        const auto writer = RecordingWriter::open(file.toStdString());
        if (!writer || !(*writer)->append(story.frames()))
            return {};
        return say(QStringList{u"missing"_s, u"store07"_s, u"--estate"_s, file} + more);
    }
};

void TestMissing::everyNameIsALine()
{
    Story story(StoreStory::estate());
    StoreStory told = stuck();
    lose(story, told);
    const Said said = missing(story);
    QCOMPARE(said.out, u"xia\nyan\n"_s);
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QVERIFY2(said.err.contains(u"2 users are not wholly there; 2 accounts exist only on imap21"_s),
             qPrintable(said.err));
}

void TestMissing::alsoAfterTheFailover()
{
    Story story(StoreStory::estate());
    StoreStory told = stuck();
    lose(story, told);
    told = StoreStory();
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.imap22 = {1, 98, true, true};
    told.mapMaster = "imap22";
    told.tell(story, 401s);
    const Said said = missing(story);
    QCOMPARE(said.out, u"xia\nyan\n"_s);
    told.imap21 = {0, 100, true, true}; // returned
    told.imap22.users = 100;
    told.tell(story, 501s);
    QCOMPARE(missing(story).out, QString());
}

void TestMissing::whatIsNotKnownByNameIsANumber()
{
    Story story(StoreStory::estate());
    StoreStory told = stuck();
    told.imap22.users = 90;
    lose(story, told);
    const Said said = missing(story);
    QCOMPARE(said.exit, Exit::Unknown);
    QCOMPARE(said.out, u"xia\nyan\n"_s);
    QVERIFY2(said.err.contains(u"NOT ALL: 8 more are not known by name"_s), qPrintable(said.err));

    Story other(StoreStory::estate());
    told = stuck();
    told.compared = 60;
    lose(other, told);
    const Said half = missing(other);
    QCOMPARE(half.exit, Exit::Unknown);
    QVERIFY2(half.err.contains(u"NOT ALL: 60 of 100 users compared"_s), qPrintable(half.err));
}

void TestMissing::whereNothingIsLostThereIsNobody()
{
    Story story(StoreStory::estate());
    stuck().tell(story, 1s);
    const Said said = missing(story);
    QCOMPARE(said.exit, Exit::Done);
    QCOMPARE(said.out, QString());
    QVERIFY2(said.err.contains(u"no copy of store07 is lost"_s), qPrintable(said.err));
    QCOMPARE(say({u"missing"_s}).exit, Exit::BadInput);
}

void TestMissing::asJsonItIsOneObject()
{
    Story story(StoreStory::estate());
    StoreStory told = stuck();
    lose(story, told);
    const Said said = missing(story, {u"--json"_s});
    const QJsonObject object = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(object[u"users"_s].toArray(), (QJsonArray{u"xia"_s, u"yan"_s}));
    QCOMPARE(object[u"lost"_s].toString(), u"imap21"_s);
    QCOMPARE(object[u"count"_s].toInt(), 2);
    QVERIFY(object[u"whole"_s].toBool());
    QCOMPARE(undocumentedKeys(object, guideText()), QStringList());
}
SIGNALBOX_TEST(TestMissing)
} // namespace tst_missing

#include "tst_missing.moc"
