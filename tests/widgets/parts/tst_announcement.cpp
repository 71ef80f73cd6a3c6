// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen reader is told unasked. If these fail, who cannot see the screen learns of no new alert.
#include <QAccessible>
#include <QApplication>

#include <parts/announcement.h>
#include <support/testprogram.h>

namespace tst_announcement
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class AnnouncementTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsSaidIsAnAlertOfItsRole();
    void outsideTextIsNoMarkup();
};

// That the event is sent cannot be seen here: Qt sends it only while a screen reader runs.
void AnnouncementTest::whatIsSaidIsAnAlertOfItsRole()
{
    Announcement line;
    QVERIFY(!line.isVisible());
    line.say(u"New: critical: host/web1: / is 97 % full"_s);
    QVERIFY(line.isVisible());
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&line);
    QVERIFY(spoken);
    QCOMPARE(spoken->role(), QAccessible::AlertMessage);
    QCOMPARE(spoken->text(QAccessible::Name), u"New: critical: host/web1: / is 97 % full"_s);
    line.fall();
    QVERIFY(!line.isVisible());
    QCOMPARE(spoken->text(QAccessible::Name), QString());
}

void AnnouncementTest::outsideTextIsNoMarkup()
{
    Announcement line;
    line.say(u"<b>a</b>"_s);
    QCOMPARE(line.textFormat(), Qt::PlainText);
    QCOMPARE(line.text(), u"<b>a</b>"_s);
}

SIGNALBOX_TEST(AnnouncementTest)
} // namespace tst_announcement

#include "tst_announcement.moc"
