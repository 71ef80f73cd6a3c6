// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QDir>
#include <QFile>

#include <estate/estatescalar.h>
#include <paging/calendar.h>
#include <support/testprogram.h>

namespace tst_calendar
{
using namespace signalbox;
using namespace std::chrono;

namespace
{
const QString corpus = QStringLiteral(SIGNALBOX_TEST_DATA "/calendar/");

CalendarReading read(const QString &path)
{
    QFile file(corpus + path);
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
    return readCalendar(bytes.toStdString());
}

CalendarReading withEvent(const std::string &lines)
{
    return readCalendar("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:ann\n" + lines + "\nEND:VEVENT\nEND:VCALENDAR\n");
}

QString shifts(const CalendarReading &reading, std::string_view from, std::string_view until)
{
    QString all;
    for (const Shift &shift :
         calendarShifts(reading.events, "UTC", instantOf(from).value(), instantOf(until).value())) {
        for (const sys_seconds moment : {shift.from, shift.until})
            all += QDateTime::fromSecsSinceEpoch(moment.time_since_epoch().count(), Qt::UTC)
                       .toString(QStringLiteral("MM-ddTHH:mm "));
        all += QString::fromStdString(shift.person) + QLatin1Char('\n');
    }
    return all;
}
} // namespace

/// Were this wrong, a calendar would send the page to the wrong person, or to nobody.
class TestCalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCalendarGivesItsShifts();
    void recurrences_data();
    void recurrences();
    void whatIsNotUnderstoodIsRefusedWithItsLine_data();
    void whatIsNotUnderstoodIsRefusedWithItsLine();
    void hostileFilesEnd_data();
    void hostileFilesEnd();
};

void TestCalendar::aCalendarGivesItsShifts()
{
    const CalendarReading reading = read(QStringLiteral("good/nights.ics"));
    QVERIFY(reading.faults.empty());
    // Wednesday is left out; the clocks change on the 25th, and the shift still ends at nine.
    QCOMPARE(shifts(reading, "2026-10-19T00:00Z", "2026-10-27T12:00Z"),
             QStringLiteral("10-19T17:00 10-20T08:00 ann\n10-20T17:00 10-21T08:00 ann\n10-22T17:00 10-23T08:00 ann\n"
                            "10-24T00:00 10-25T00:00 bob\n10-26T18:00 10-27T09:00 ann\n"));
    QCOMPARE(shifts(reading, "2026-10-31T00:00Z", "2026-11-02T12:00Z"),
             QStringLiteral("10-31T00:00 11-01T00:00 bob\n"));
    QCOMPARE(shifts(reading, "2026-11-07T00:00Z", "2026-11-08T00:00Z"), QString());
}

void TestCalendar::recurrences_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("begins"); // in the five weeks from 2026-11-02, a Monday
    const auto row = [](const char *rule, const char *begins) {
        QTest::newRow(rule) << QByteArray(rule) << QString::fromUtf8(begins);
    };
    row("FREQ=DAILY;COUNT=3", "11-02 11-03 11-04 ");
    row("FREQ=DAILY;INTERVAL=10", "11-02 11-12 11-22 12-02 ");
    row("FREQ=DAILY;BYDAY=MO,FR;UNTIL=20261113", "11-02 11-06 11-09 11-13 ");
    row("FREQ=WEEKLY;UNTIL=20261116T090000Z", "11-02 11-09 11-16 ");
    row("FREQ=WEEKLY;UNTIL=20261116T085959Z", "11-02 11-09 ");
    row("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO", "11-02 11-08 11-16 11-22 11-30 12-06 ");
    row("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "11-02 11-15 11-16 11-29 11-30 ");
}

void TestCalendar::recurrences()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, begins);
    const CalendarReading reading = withEvent("DTSTART:20261102T090000Z\nDURATION:PT1H\nRRULE:" + rule.toStdString());
    QVERIFY(reading.faults.empty());
    QString found;
    for (const Shift &shift : calendarShifts(reading.events, "UTC", instantOf("2026-11-02T00:00Z").value(),
                                             instantOf("2026-12-07T00:00Z").value()))
        found += QDateTime::fromSecsSinceEpoch(shift.from.time_since_epoch().count(), Qt::UTC)
                     .toString(QStringLiteral("MM-dd "));
    QCOMPARE(found, begins);
}

void TestCalendar::whatIsNotUnderstoodIsRefusedWithItsLine_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("monthly") << 6 << QStringLiteral("FREQ=MONTHLY\" is not understood");
    QTest::newRow("override") << 4 << QStringLiteral("RECURRENCE-ID is not understood");
    QTest::newRow("no-end") << 2 << QStringLiteral("does not end");
    QTest::newRow("no-person") << 2 << QStringLiteral("without a SUMMARY");
    QTest::newRow("zone") << 4 << QStringLiteral("Customized Time Zone\" is no time zone");
    QTest::newRow("day") << 4 << QStringLiteral("20260230T180000Z");
    QTest::newRow("other-day") << 2 << QStringLiteral("none of the days of its BYDAY");
    QTest::newRow("second-day") << 6 << QStringLiteral("BYDAY=2MO");
    QTest::newRow("no-colon") << 2 << QStringLiteral("expected NAME:VALUE");
    QTest::newRow("truncated") << 4 << QStringLiteral("DTSTART");
    QTest::newRow("empty") << 1 << QStringLiteral("no BEGIN:VCALENDAR");
}

void TestCalendar::whatIsNotUnderstoodIsRefusedWithItsLine()
{
    QFETCH(int, line);
    QFETCH(QString, says);
    const CalendarReading reading = read(QStringLiteral("bad/%1.ics").arg(QLatin1String(QTest::currentDataTag())));
    QVERIFY(!reading.faults.empty());
    QCOMPARE(reading.faults.front().line, line);
    QVERIFY2(QString::fromStdString(reading.faults.front().message).contains(says),
             reading.faults.front().message.c_str());
}

void TestCalendar::hostileFilesEnd_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : QDir(corpus + QStringLiteral("hostile/")).entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << name;
}

void TestCalendar::hostileFilesEnd()
{
    QFETCH(QString, name);
    const CalendarReading reading = read(QStringLiteral("hostile/") + name);
    QVERIFY(!reading.faults.empty());
    QVERIFY(reading.faults.size() <= 25);
}

SIGNALBOX_TEST(TestCalendar)
} // namespace tst_calendar

#include "tst_calendar.moc"
