// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen reader is told unasked. If these fail, who cannot see the screen learns of no new alert.
#include <QAccessible>
#include <QApplication>
#include <QTest>

#include <parts/announcement.h>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
/// Every alert that was heard, as "role: name", kept by the application: the handler is a plain function.
QStringList heard()
{
    return qApp->property("heard").toStringList();
}

void hear(QAccessibleEvent *event)
{
    if (event->type() != QAccessible::Alert)
        return;
    const QAccessibleInterface *spoken = event->accessibleInterface();
    const bool isAlert = spoken->role() == QAccessible::AlertMessage;
    qApp->setProperty("heard", heard() << (isAlert ? u"alert: "_s : u"other: "_s) + spoken->text(QAccessible::Name));
}
} // namespace

class AnnouncementTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsSaidIsAnAlertOfItsRole();
    void outsideTextIsNoMarkup();
};

void AnnouncementTest::whatIsSaidIsAnAlertOfItsRole()
{
    QAccessible::setActive(true);
    QAccessible::installUpdateHandler(hear);
    Announcement line;
    QVERIFY(!line.isVisible());
    line.say(u"New: critical: host/web1: / is 97 % full"_s);
    QVERIFY(line.isVisible());
    line.say(u"New: critical: host/web1: / is 97 % full"_s); // said again, it is heard again
    QCOMPARE(heard(), QStringList(2, u"alert: New: critical: host/web1: / is 97 % full"_s));
    line.fall();
    QVERIFY(!line.isVisible());
    QCOMPARE(heard().size(), 2);
    QAccessible::installUpdateHandler(nullptr);
}

void AnnouncementTest::outsideTextIsNoMarkup()
{
    Announcement line;
    line.say(u"<b>a</b>"_s);
    QCOMPARE(line.textFormat(), Qt::PlainText);
    QCOMPARE(line.text(), u"<b>a</b>"_s);
}

QTEST_MAIN(AnnouncementTest)
#include "tst_announcement.moc"
