// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimeZone>

#include <actions/outsidechange.h>
#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <session/follower.h>
#include <story/story.h>
#include <support/testprogram.h>
#include <watching/statefolder.h>

#include "said.h"

namespace tst_changes
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, somebody with a terminal at 04:30 would not learn that all that fell over had one new kernel.
class TestChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatManyShareIsOneLine();
    void jsonIsDocumented();
    void onlyTheSpanCounts();
    void whatChangedOutsideIsTold();
    void whatCannotBeAnsweredIsSaid_data();
    void whatCannotBeAnsweredIsSaid();

private:
    QTemporaryDir m_folder;
    QString m_recording;
};

void TestChanges::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
    qputenv("XDG_STATE_HOME", m_folder.path().toUtf8());
    m_recording = m_folder.filePath(QStringLiteral("story.db"));
    Story story;
    const auto kernel = [&](const char *release) {
        for (const char *host : {"host/web1", "host/web2", "host/web3"})
            story.says(host, "node_uname_info", 1, {{"release", release}});
    };
    story.at(1s);
    kernel("6.1.0-18");
    story.tick();
    story.at(4h);
    kernel("6.1.0-21");
    story.tick();
    story.at(6h).tick();
    const auto writer = RecordingWriter::open(m_recording.toStdString());
    QVERIFY(writer && (*writer)->append(story.frames()));
}

void TestChanges::whatManyShareIsOneLine()
{
    const Said said = say({QStringLiteral("changes"), m_recording});
    QCOMPARE(said.err, QString());
    QCOMPARE(said.exit, Exit::Done);
    QVERIFY2(said.out.contains(QStringLiteral("other kernel  3 hosts  kernel  6.1.0-18 → 6.1.0-21\n    host/web1\n")),
             qPrintable(said.out));
    QVERIFY(said.out.contains(QStringLiteral("where the recording begins")));
}

void TestChanges::jsonIsDocumented()
{
    const Said said = say({QStringLiteral("changes"), m_recording, QStringLiteral("--json")});
    const QJsonObject found = QJsonDocument::fromJson(said.out.toUtf8()).object();
    const QJsonArray changes = found.value(QStringLiteral("changes")).toArray();
    QCOMPARE(changes[0][QStringLiteral("change")].toString(), QStringLiteral("kernel"));
    QCOMPARE(changes[0][QStringLiteral("after")].toString(), QStringLiteral("6.1.0-21"));
    QCOMPARE(undocumentedKeys(found, guideText()), QStringList());
}

void TestChanges::onlyTheSpanCounts()
{
    const Said said = say({QStringLiteral("changes"), m_recording, QStringLiteral("--since"), QStringLiteral("90m")});
    QVERIFY2(!said.out.contains(QStringLiteral("kernel")), qPrintable(said.out));
}

// A colleague who restarted it by hand is often the cause. What came after the time asked for is not known then.
void TestChanges::whatChangedOutsideIsTold()
{
    const auto recording = openRecording(m_recording.toStdString());
    QVERIFY(recording);
    Follower follower(**recording);
    const auto picture = follower.moveTo(Story::begin() + 5h);
    QVERIFY(picture);
    const auto journal = Journal::open(journalBeside(m_recording.toStdString()));
    QVERIFY(journal);
    const OutsideChange change{{"host", "web1"}, "nginx: started anew", (*picture)->wall(), 0};
    QVERIFY((*journal)->append(rowOf(change, "console")));
    const auto said = [&](Milliseconds at) {
        const WallTime wall = (*picture)->wall() - 5h + at;
        return say({QStringLiteral("changes"), m_recording, QStringLiteral("--at"),
                    QDateTime::fromMSecsSinceEpoch(wall.time_since_epoch().count(), QTimeZone::utc())
                        .toString(Qt::ISODate)})
            .out;
    };
    QVERIFY2(said(6h).contains(QStringLiteral("changed outside: nginx: started anew")), qPrintable(said(6h)));
    QVERIFY2(!said(5h - 1min).contains(QStringLiteral("changed outside")), qPrintable(said(5h - 1min)));
}

void TestChanges::whatCannotBeAnsweredIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("answer");
    QTest::newRow("no length") << QStringList{QStringLiteral("--since"), QStringLiteral("yesterday")}
                               << QStringLiteral("is no length of time");
    QTest::newRow("nothing") << QStringList{QStringLiteral("--since"), QStringLiteral("0h")}
                             << QStringLiteral("is no length of time");
    QTest::newRow("no time") << QStringList{QStringLiteral("--at"), QString()} << QStringLiteral("is not a time");
}

void TestChanges::whatCannotBeAnsweredIsSaid()
{
    QFETCH(QStringList, words);
    QFETCH(QString, answer);
    const Said said = say(QStringList{QStringLiteral("changes"), m_recording} + words);
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(answer), qPrintable(said.err));
}

SIGNALBOX_TEST(TestChanges)
} // namespace tst_changes

#include "tst_changes.moc"
