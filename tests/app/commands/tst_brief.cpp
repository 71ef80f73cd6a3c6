// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "watched.h"

#include <support/testprogram.h>

namespace tst_brief
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, somebody with a terminal alone would begin a night with the wrong question.
class TestBrief : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sixQuestionsFitATerminal();
    void oneAlertIsAskedAbout();
    void whatWasDoneLastTimeIsRemembered();
    void whatIsCalledNothingIsSaid();
    void beforeBedEveryQuestionHasAnAnswer();
};

void TestBrief::beforeBedEveryQuestionHasAnAnswer()
{
    Watched watched;
    QCOMPARE(say({u"hold"_s, u"web2"_s, u"--until"_s, u"2h"_s, u"--why"_s, u"changing a disk"_s, u"--estate"_s,
                  watched.recording})
                 .exit,
             Exit::Done);
    const Said said = say({u"brief"_s, u"--bed"_s, u"--estate"_s, watched.recording});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    for (const char *question : {"verified", "not verified", "held", "pages", "soaks"})
        QVERIFY2(said.out.contains(u'\n' + QString::fromLatin1(question) + u"  "_s), qPrintable(said.out));
    QVERIFY2(said.out.contains(u"host/web2 is held by"_s), qPrintable(said.out));
    QCOMPARE(say({u"brief"_s, u"web1"_s, u"--bed"_s, u"--estate"_s, watched.recording}).exit, Exit::BadInput);
}

void TestBrief::sixQuestionsFitATerminal()
{
    Watched watched;
    for (int i = 0; i < 40; ++i) // more than a screen holds, each too long for a line
        watched.disk("host-with-a-very-long-name-" + std::to_string(i), "/srv/a/place/that/has/a/long/name/too", 90);
    watched.story.at(60s).tick();
    QVERIFY(watched.record());
    const Said said = say({u"brief"_s, u"--estate"_s, watched.recording});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    const QStringList lines = said.out.split(u'\n', Qt::SkipEmptyParts);
    QVERIFY2(lines.size() <= 24, qPrintable(said.out));
    for (const QString &line : lines)
        QVERIFY2(line.size() <= 80, qPrintable(line));
    qsizetype at = -1;
    for (const char *question : {"\nbroken ", "\nhurt ", "\nspreading ", "\nchanged ", "\nsafe ", "\nlast time "}) {
        const qsizetype next = said.out.indexOf(QLatin1String(question));
        QVERIFY2(next > at, qPrintable(said.out));
        at = next;
    }
    QVERIFY2(said.out.contains(u"\nbroken     CRITICAL host/web1"_s), qPrintable(said.out)); // the worst first
    QVERIFY(said.out.contains(u"nobody watches now"_s)); // the recording is over: that is no present
}

void TestBrief::oneAlertIsAskedAbout()
{
    Watched watched;
    const Said said = say({u"brief"_s, u"web2"_s, u"--estate"_s, watched.recording, u"--json"_s});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    const QJsonObject found = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(found[u"signalbox"_s].toInt(), 1);
    const QJsonArray broken = found[u"broken"_s].toArray();
    QVERIFY2(broken.at(0).toString().startsWith(u"WARNING host/web2: "_s), qPrintable(said.out));
    QVERIFY2(broken.at(2).toString().startsWith(u"a page at "_s), qPrintable(said.out));
    QCOMPARE(found[u"hurt"_s].toArray().at(0).toString(), u"1 host of 2 at york"_s);
    QVERIFY(found.contains(u"last_time"_s));
}

void TestBrief::whatWasDoneLastTimeIsRemembered()
{
    Watched watched;
    const QString before = say({u"brief"_s, u"web2"_s, u"--estate"_s, watched.recording}).out;
    QVERIFY2(before.contains(u"last time  nobody has written anything about it"_s), qPrintable(before));
    const QStringList about{u"--about"_s, u"host/web2"_s, u"--estate"_s, watched.recording};
    QCOMPARE(say(QStringList{u"note"_s, u"old dumps again"_s} + about).exit, Exit::Done);
    QCOMPARE(say(QStringList{u"note"_s, u"logrotate was updated"_s, u"--change"_s} + about).exit, Exit::Done);
    const QString after = say({u"brief"_s, u"web2"_s, u"--estate"_s, watched.recording}).out;
    QVERIFY2(after.contains(u": old dumps again\n"_s), qPrintable(after));
    QVERIFY2(after.indexOf(u"logrotate was updated"_s) < after.indexOf(u"\nsafe"_s), qPrintable(after));
    const QString other = say({u"brief"_s, u"mountpoint=\"/var\""_s, u"--estate"_s, watched.recording}).out;
    QVERIFY2(!other.contains(u"old dumps again"_s), qPrintable(other));
}

void TestBrief::whatIsCalledNothingIsSaid()
{
    Watched watched;
    const Said said = say({u"brief"_s, u"web7"_s, u"--estate"_s, watched.recording});
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(u"web7"_s), qPrintable(said.err));
}

SIGNALBOX_TEST(TestBrief)
} // namespace tst_brief

#include "tst_brief.moc"
