// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatescalar.h>
#include <paging/oncall.h>
#include <support/testprogram.h>

namespace tst_oncall
{
using namespace signalbox;
using namespace std::chrono;

namespace
{
sys_seconds at(std::string_view text)
{
    return instantOf(text).value();
}

QString text(const std::vector<Shift> &shifts)
{
    QString all;
    for (const Shift &shift : shifts) {
        for (const sys_seconds moment : {shift.from, shift.until})
            all += QDateTime::fromSecsSinceEpoch(moment.time_since_epoch().count(), Qt::UTC)
                       .toString(QStringLiteral("MM-ddTHH:mm "));
        all += QString::fromStdString(shift.person) + QLatin1Char('\n');
    }
    return all;
}

Paging paging(const std::string &onCall)
{
    return parseEstate("pagers: {p: {type: command, command: [/bin/p]}}\n"
                       "people: {ann: {pagers: [p]}, bob: {pagers: [p]}}\non_call: " +
                       onCall + '\n')
        .estate.value()
        .paging;
}
} // namespace

/// Were this wrong, the page would go to somebody who is on holiday.
class TestOncall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsChangeByTheClockOnTheWall();
    void hoursCoverAPartOfTheWeek();
    void hoursOverMidnightBelongToTheDayTheyBeginOn();
    void gapsAreFound();
    void aCalendarOfSomebodyElseIsRefused();
    void whoIsOnCallNowAndUntilWhen();
};

// The hand-over stays at nine when the clocks change: 08:00 UTC in summer, 09:00 in winter. The ends are whole days.
void TestOncall::turnsChangeByTheClockOnTheWall()
{
    const Paging duty = paging("{d: {people: [ann, bob], from: 2026-10-05T09:00, time_zone: Europe/London}}");
    QCOMPARE(text(weeklyShifts(duty.onCall.front(), at("2026-10-13T00:00Z"), at("2026-10-27T00:00Z"))),
             QStringLiteral("10-12T23:00 10-19T08:00 bob\n10-19T08:00 10-26T09:00 ann\n10-26T09:00 10-27T00:00 bob\n"));
    // Before `from` they took turns in the same way.
    const OnCall before(duty, {}, at("2026-09-29T00:00Z"), at("2026-09-30T00:00Z"));
    QCOMPARE(before.peopleAt("d", at("2026-09-29T12:00Z")), std::vector<std::string>{"bob"});
}

void TestOncall::hoursCoverAPartOfTheWeek()
{
    const Paging duty = paging("{d: {people: [ann], hours: [Mon-Fri 09:00-17:00, Sat 10:00-12:00]}}");
    QCOMPARE(text(weeklyShifts(duty.onCall.front(), at("2026-11-26T00:00Z"), at("2026-11-30T12:00Z"))),
             QStringLiteral("11-26T09:00 11-26T17:00 ann\n11-27T09:00 11-27T17:00 ann\n11-28T10:00 11-28T12:00 ann\n"
                            "11-30T09:00 11-30T17:00 ann\n"));
}

void TestOncall::hoursOverMidnightBelongToTheDayTheyBeginOn()
{
    const auto hours = std::vector<WeekHours>{weekHoursOf("Fri-Mon 22:00-06:00").value()};
    QVERIFY(isWithin(hours, "UTC", at("2026-11-27T23:00Z"))); // Friday
    QVERIFY(isWithin(hours, "UTC", at("2026-12-01T05:59Z"))); // Tuesday, of Monday
    QVERIFY(!isWithin(hours, "UTC", at("2026-12-01T06:00Z")));
    QVERIFY(!isWithin(hours, "UTC", at("2026-12-01T23:00Z"))); // Tuesday
    QVERIFY(isWithin({}, "UTC", at("2026-12-01T23:00Z")));
}

void TestOncall::gapsAreFound()
{
    const Paging duty = paging("{d: {people: [ann, bob], from: 2026-11-23T09:00, hours: [\"08:00-00:00\"]}}");
    const OnCall onCall(duty, {}, at("2026-11-24T00:00Z"), at("2026-11-26T00:00Z"));
    QCOMPARE(text(onCall.gaps("d")), QStringLiteral("11-24T00:00 11-24T08:00 \n11-25T00:00 11-25T08:00 \n"));
    QVERIFY(onCall.gaps("ann").empty());
}

void TestOncall::aCalendarOfSomebodyElseIsRefused()
{
    Paging duty = paging("{d: {calendar: /duty.ics}}");
    const CalendarReading reading = readCalendar("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:an\nDTSTART:20261123T090000Z\n"
                                                 "DURATION:PT8H\nEND:VEVENT\nEND:VCALENDAR\n");
    QVERIFY(reading.faults.empty());
    std::vector<EstateError> errors;
    QVERIFY(checkedEvents(reading, duty.onCall.front(), duty, errors).empty());
    QCOMPARE(errors.size(), 1U);
    QCOMPARE(errors.front().line(),
             std::string("/duty.ics:2:1: SUMMARY: no person \"an\" is declared; did you mean \"ann\"?"));
    errors.clear();
    QVERIFY(readCalendars(duty, errors).empty());
    QVERIFY(errors.front().message.find("cannot be read") != std::string::npos);
}

void TestOncall::whoIsOnCallNowAndUntilWhen()
{
    const Paging duty = paging("{d: {people: [ann, bob], from: 2026-11-23T09:00}}");
    const OnCall onCall(duty, {}, at("2026-11-20T00:00Z"), at("2026-12-20T00:00Z"));
    QCOMPARE(onCall.peopleAt("d", at("2026-11-23T08:59Z")), std::vector<std::string>{"bob"});
    QCOMPARE(onCall.peopleAt("d", at("2026-11-23T09:00Z")), std::vector<std::string>{"ann"});
    QVERIFY(onCall.nextChange("d", at("2026-11-23T09:00Z")) == at("2026-11-30T09:00Z"));
    QVERIFY(onCall.peopleAt("nobody", at("2026-11-23T09:00Z")).empty());
}

SIGNALBOX_TEST(TestOncall)
} // namespace tst_oncall

#include "tst_oncall.moc"
