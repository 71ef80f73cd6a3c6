// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <recording/recordingwriter.h>
#include <story/story.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_history
{
using namespace signalbox;
using namespace std::chrono_literals;

/// Were this wrong, somebody who has only a terminal could not look into a host's past, or would see another's.
class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyValueIsPrintedWithItsTime();
    void csvIsATable();
    void jsonIsDocumented();
    void aSpanIsKeptTo();
    void whatCannotBeAnsweredIsSaid_data();
    void whatCannotBeAnsweredIsSaid();

private:
    QTemporaryDir m_folder;
    QString m_recording;
};

void TestHistory::initTestCase()
{
    qputenv("TZ", "UTC");
    qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
    qputenv("XDG_STATE_HOME", m_folder.path().toUtf8());
    m_recording = m_folder.filePath(QStringLiteral("story.db"));
    Story story;
    story.at(1s).says("host/web1", "node_load1", 0.5).says("host/web1", "role", std::string("primary")).tick();
    story.at(11s).says("host/web1", "node_load1", 1.5).says("host/web2", "node_load1", 9).tick();
    story.at(21s).gone("host/web1", "node_load1").tick();
    const auto writer = RecordingWriter::open(m_recording.toStdString());
    QVERIFY(writer && (*writer)->append(story.frames()));
}

void TestHistory::everyValueIsPrintedWithItsTime()
{
    const Said said = say({QStringLiteral("history"), m_recording, QStringLiteral("host/web1")});
    QCOMPARE(said.err, QString());
    QCOMPARE(said.exit, Exit::Done);
    static const QRegularExpression load(
        QStringLiteral("node_load1  \\(node\\)\\n[^\\n]+  0.5\\n[^\\n]+  1.5\\n[^\\n]+  gone\\n"));
    QVERIFY2(load.match(said.out).hasMatch(), qPrintable(said.out));
    QVERIFY(said.out.contains(QStringLiteral("  primary\n")));
    QVERIFY(!said.out.contains(QStringLiteral("  9\n")));
}

void TestHistory::csvIsATable()
{
    const Said said = say({QStringLiteral("history"), m_recording, QStringLiteral("host/web1"),
                           QStringLiteral("node_load1"), QStringLiteral("--csv")});
    const QStringList lines = said.out.split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], QStringLiteral("time,unix_seconds,node_load1"));
    QVERIFY(lines[1].endsWith(QStringLiteral(",0.5")));
    QVERIFY(lines[3].endsWith(QLatin1Char(',')));
}

void TestHistory::jsonIsDocumented()
{
    const Said said =
        say({QStringLiteral("history"), m_recording, QStringLiteral("host/web1"), QStringLiteral("--json")});
    const QJsonObject history = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(history.value(QStringLiteral("series")).toArray().size(), 2);
    const QJsonArray points = history[QStringLiteral("series")][0][QStringLiteral("points")].toArray();
    QCOMPARE(points.size(), 3);
    QCOMPARE(points[1][QStringLiteral("value")].toDouble(), 1.5);
    QVERIFY(points[2][QStringLiteral("value")].isNull());
    QCOMPARE(undocumentedKeys(history, guideText()), QStringList());
}

void TestHistory::aSpanIsKeptTo()
{
    const QJsonObject whole = QJsonDocument::fromJson(say({QStringLiteral("history"), m_recording,
                                                           QStringLiteral("host/web1"), QStringLiteral("--json")})
                                                          .out.toUtf8())
                                  .object();
    const QString second =
        whole[QStringLiteral("series")][0][QStringLiteral("points")][1][QStringLiteral("at")].toString();
    const Said said =
        say({QStringLiteral("history"), m_recording, QStringLiteral("host/web1"), QStringLiteral("node_load1"),
             QStringLiteral("--from"), second, QStringLiteral("--to"), second, QStringLiteral("--csv")});
    QCOMPARE(said.out.count(QStringLiteral("\r\n")), 2);
    QVERIFY(said.out.contains(QStringLiteral(",1.5\r\n")));
}

void TestHistory::whatCannotBeAnsweredIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("answer");
    QTest::newRow("no subject") << QStringList{QStringLiteral("host/web7")}
                                << QStringLiteral("no subject \"host/web7\"");
    QTest::newRow("no kind") << QStringList{QStringLiteral("web1")} << QStringLiteral("kind/name");
    QTest::newRow("no metric") << QStringList{QStringLiteral("host/web1"), QStringLiteral("node_load2")}
                               << QStringLiteral("no node_load2 of host/web1");
    QTest::newRow("no time") << QStringList{QStringLiteral("host/web1"), QStringLiteral("--from"),
                                            QStringLiteral("then")}
                             << QStringLiteral("--from then: is not a time");
    QTest::newRow("empty time") << QStringList{QStringLiteral("host/web1"), QStringLiteral("--to"), QString()}
                                << QStringLiteral("is not a time");
    QTest::newRow("two forms") << QStringList{QStringLiteral("host/web1"), QStringLiteral("--csv"),
                                              QStringLiteral("--json")}
                               << QStringLiteral("does not go with --json");
}

void TestHistory::whatCannotBeAnsweredIsSaid()
{
    QFETCH(QStringList, words);
    QFETCH(QString, answer);
    const Said said = say(QStringList{QStringLiteral("history"), m_recording} + words);
    QCOMPARE(said.exit, Exit::BadInput);
    QCOMPARE(said.out, QString());
    QVERIFY2(said.err.contains(answer), qPrintable(said.err));
}

SIGNALBOX_TEST(TestHistory)
} // namespace tst_history

#include "tst_history.moc"
