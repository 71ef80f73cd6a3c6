// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QTemporaryDir>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <story/day.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_incident
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, what happened at night could not be passed on, or would be passed on with what is nobody's
/// business.
class TestIncident : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBundleIsCutAndShownAndAnswersLikeTheRecording();
    void whatIsAskedWronglyIsSaid_data();
    void whatIsAskedWronglyIsSaid();

private:
    QTemporaryDir m_folder;
    QString m_day;
};

void TestIncident::initTestCase()
{
    m_day = m_folder.filePath(u"day.db"_s);
    const auto writer = RecordingWriter::open(m_day.toStdString());
    std::vector<Frame> frames;
    tellDay({.hosts = 3, .interval = 60s, .length = 6h, .seed = 1},
            [&](const Frame &frame) { frames.push_back(frame); });
    QVERIFY(writer && (*writer)->append(frames));
}

void TestIncident::aBundleIsCutAndShownAndAnswersLikeTheRecording()
{
    const Said whole = say({u"incident"_s, u"show"_s, m_day});
    QCOMPARE(whole.exit, Exit::Done);
    // "2026-… HH:MM:SS…Z to …"
    const QString begins = whole.out.section(u" to "_s, 0, 0).trimmed();
    const QDateTime start = QDateTime::fromString(begins.left(19).replace(u' ', u'T') + u'Z', Qt::ISODate);
    QVERIFY2(start.isValid(), qPrintable(whole.out));
    const auto time = [&](int minutes) { return start.addSecs(60 * minutes).toString(Qt::ISODate); };
    const QString file = m_folder.filePath(u"a.signalbox"_s);
    const Said said = say({u"incident"_s, u"export"_s, m_day, file, u"--from"_s, time(60), u"--to"_s, time(120),
                           u"--subject"_s, u"host/web1, host/web2"_s});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QVERIFY(said.out.contains(u" to "_s));
    const Said original = say({u"picture"_s, m_day, u"--at"_s, time(90)});
    const Said bundled = say({u"picture"_s, file, u"--at"_s, time(90)});
    QCOMPARE(bundled.exit, original.exit);
    QVERIFY(bundled.out.contains(u"web1"_s));
    QCOMPARE(say({u"picture"_s, file, u"--at"_s, time(200)}).exit, Exit::BadInput);
}

void TestIncident::whatIsAskedWronglyIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("no verb") << QStringList{u"list"_s, u"x"_s} << u"export"_s;
    QTest::newRow("no such file") << QStringList{u"show"_s, u"/nowhere"_s} << u"/nowhere"_s;
    QTest::newRow("no span") << QStringList{u"export"_s, u"DAY"_s, u"OUT"_s} << u"--from"_s;
    QTest::newRow("no time") << QStringList{u"export"_s, u"DAY"_s,  u"OUT"_s, u"--from"_s,
                                            u"soon"_s,   u"--to"_s, u"1:00"_s}
                             << u"not a time"_s;
    QTest::newRow("no subject") << QStringList{u"export"_s, u"DAY"_s,  u"OUT"_s,       u"--from"_s, u"1:00"_s,
                                               u"--to"_s,   u"1:00"_s, u"--subject"_s, u"web1"_s}
                                << u"kind/name"_s;
    QTest::newRow("an unknown subject") << QStringList{u"export"_s, u"DAY"_s,       u"OUT"_s,
                                                       u"--from"_s, u"1:00"_s,      u"--to"_s,
                                                       u"1:00"_s,   u"--subject"_s, u"host/nobody"_s}
                                        << u"host/nobody"_s;
}

void TestIncident::whatIsAskedWronglyIsSaid()
{
    QFETCH(QStringList, words);
    QFETCH(QString, says);
    const QString out = m_folder.filePath(u"wrong.signalbox"_s);
    words.replaceInStrings(u"DAY"_s, m_day).replaceInStrings(u"OUT"_s, out);
    const Said said = say(QStringList{u"incident"_s} + words);
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(says), qPrintable(said.err));
    QVERIFY(!QFile::exists(out));
}

SIGNALBOX_TEST(TestIncident)
} // namespace tst_incident

#include "tst_incident.moc"
