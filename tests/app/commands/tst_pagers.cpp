// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include <database/database.h>
#include <paging/pagenote.h>
#include <recording/recordingwriter.h>
#include <story/story.h>
#include <time/clock.h>

#include "watched.h"
#include <support/testprogram.h>

namespace tst_pagers
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace
{
const std::string estate =
    "name: t\n"
    "hosts: {web1: {}}\n"
    "pagers: {sms: {type: command, command: [/bin/sms]}, pigeon: {type: command, command: [/p]}}\n"
    "people: {ann: {pagers: [sms]}, bob: {pagers: [pigeon]}}\n"
    "on_call: {duty: {people: [ann]}}\n"
    "paging: {critical: {to: [duty, bob]}}\n"
    "heartbeats: {outside: {url: \"https://hc.example.net/1\"}}\n";
} // namespace

/// Were this wrong, people would trust a way to reach them that was never proven.
class TestPagers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsOnCallAndWhatWasProven();
    void theJsonIsDocumented();
};

void TestPagers::whoIsOnCallAndWhatWasProven()
{
    Watched watched;
    watched.story.at(2s).accepts(estate).tick();
    QVERIFY(watched.record());
    PageNote note;
    note.kind = PageNote::Kind::Sent;
    note.matter = "pager/sms";
    note.pager = "sms";
    const auto journal = Journal::open(watched.journalPath());
    QVERIFY((*journal)->append(rowOf(note, "signalbox@watch", readMachineClocks().wall - 3h)));
    note.kind = PageNote::Kind::Failed;
    note.matter = "pager/pigeon";
    note.pager = "pigeon";
    note.words = "shot\x1b[2J";
    QVERIFY((*journal)->append(rowOf(note, "signalbox@watch", readMachineClocks().wall)));
    const Said said = say({u"pagers"_s, watched.recording});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QCOMPARE(said.out, u"on call in duty: ann\n"
                       "pager sms (command): OK; last proven 3 h ago\n"
                       "pager pigeon (command): FAILING: shot\\x1b[2J; never proven\n"
                       "heartbeat outside: never tried\n"_s);
}

void TestPagers::theJsonIsDocumented()
{
    Watched watched;
    watched.story.at(2s).accepts(estate).tick();
    QVERIFY(watched.record());
    const Said said = say({u"pagers"_s, watched.recording, u"--json"_s});
    const QJsonObject json = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(json[u"pagers"_s].toArray().size(), 2);
    QCOMPARE(json[u"pagers"_s][0][u"well"_s], QJsonValue(QJsonValue::Null));
    QCOMPARE(json[u"on_call"_s][0][u"people"_s][0], QJsonValue(u"ann"_s));
    QCOMPARE(undocumentedKeys(json, guideText()), QStringList());
}

SIGNALBOX_TEST(TestPagers)
} // namespace tst_pagers

#include "tst_pagers.moc"
