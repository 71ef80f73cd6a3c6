// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen reader is told unasked. If these fail, who cannot see the screen learns of no new alert.
#include <QAccessible>
#include <QTest>

#include <parts/announcement.h>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
struct Spoken {
    QAccessible::Event event;
    QAccessible::Role role;
    QString name;
    bool operator==(const Spoken &) const = default;
};
std::vector<Spoken> spoken;

void hear(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Alert)
        spoken.push_back({event->type(), event->accessibleInterface()->role(),
                          event->accessibleInterface()->text(QAccessible::Name)});
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
    spoken.clear();
    QAccessible::installUpdateHandler(hear);
    Announcement line;
    QVERIFY(!line.isVisible());
    line.say(u"New: critical: host/web1: / is 97 % full"_s);
    QVERIFY(line.isVisible());
    line.say(u"New: critical: host/web1: / is 97 % full"_s); // said again, it is heard again
    const Spoken expected{QAccessible::Alert, QAccessible::AlertMessage, u"New: critical: host/web1: / is 97 % full"_s};
    QCOMPARE(spoken.size(), 2U);
    QVERIFY(spoken[0] == expected && spoken[1] == expected);
    line.fall();
    QVERIFY(!line.isVisible());
    QCOMPARE(spoken.size(), 2U);
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
