// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An alert as it is told to others. If these fail, a chat is told another time or host than the screen shows.

#include <demo/demopicture.h>
#include <models/chattext.h>
#include <support/testprogram.h>

namespace tst_chattext
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ChatTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneLineSaysAllOfIt();
    void outsideTextStaysOnItsLine();
    void severalAreALineEach();
};

void ChatTextTest::oneLineSaysAllOfIt()
{
    const Subject web{"host", "web1"};
    DemoPicture demo;
    demo.say(web, "m", 1).raise("disk-full", web, Severity::Critical, "/ is 97 % full", {{"mountpoint", "/"}});
    demo.pass(18min).say(web, "m", 1);
    QCOMPARE(chatText(*demo.picture(), AlertId{0}),
             u"CRITICAL disk-full host/web1 {mountpoint=\"/\"}: / is 97 % full; since 08:30 UTC (18 min)"_s);
    demo.acknowledge("disk-full", web, "ann@desk: freeing logs", {{"mountpoint", "/"}});
    QVERIFY(chatText(*demo.picture(), AlertId{0}).endsWith(u"(18 min); acknowledged by ann@desk: freeing logs"_s));
    demo.pass(24h);
    const QString later = chatText(*demo.picture(), AlertId{0});
    QVERIFY2(later.contains(u"since Sat 21 Nov 08:30 UTC (1 d)"_s), qPrintable(later));
    QVERIFY(chatText(*demo.picture(), AlertId{0}).contains(u"; what it was judged by is stale;"_s));
}

void ChatTextTest::outsideTextStaysOnItsLine()
{
    DemoPicture demo;
    demo.raise("upstream-alert", {"host", "web1"}, Severity::Warning, "one\ntwo", {{"a", "x\ny"}});
    QVERIFY(!chatText(*demo.picture(), AlertId{0}).contains(u'\n'));
}

void ChatTextTest::severalAreALineEach()
{
    DemoPicture demo;
    demo.raise("a", {"host", "web1"}, Severity::Warning, "one").raise("a", {"host", "web2"}, Severity::Unknown, "two");
    const QStringList lines = chatText(*demo.picture(), {AlertId{1}, AlertId{0}}).split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(u"UNKNOWN a host/web2: two"_s));
    QVERIFY(lines[1].startsWith(u"WARNING a host/web1: one"_s));
}

SIGNALBOX_TEST(ChatTextTest)
} // namespace tst_chattext

#include "tst_chattext.moc"
