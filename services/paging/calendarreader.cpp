// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/calendarvalues.h>

#include <algorithm>
#include <charconv>
#include <map>

#include <QTimeZone>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
using namespace std::chrono;

constexpr std::size_t mostEvents = 2'000;
constexpr std::size_t mostFaults = 20;
constexpr int mostTimes = 1'000; // of COUNT and INTERVAL
constexpr std::size_t longestQuote = 60;
constexpr seconds longestShift = days(366);

/// One unfolded line: NAME;PARAMETER=VALUE:VALUE (RFC 5545, 3.1).
struct ContentLine {
    int number = 0;
    std::string name; ///< in capitals
    std::map<std::string, std::string> parameters;
    std::string value;
};

std::string inCapitals(std::string_view text)
{
    std::string all(text);
    std::transform(all.begin(), all.end(), all.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return all;
}

std::string quoted(std::string_view text)
{
    return '"' + harmless(text, longestQuote) + '"';
}

std::string zoneIn(const ContentLine &line)
{
    const auto zone = line.parameters.find("TZID");
    return zone == line.parameters.end() ? std::string() : zone->second;
}

class CalendarReader
{
public:
    CalendarReading read(std::string_view text)
    {
        if (text.size() > longestCalendar) {
            complain(1, "the calendar is larger than 1 MiB");
            return std::move(m_reading);
        }
        if (text.starts_with("\xEF\xBB\xBF"))
            text.remove_prefix(3);
        for (const ContentLine &line : unfolded(text)) {
            take(line);
            if (m_reading.faults.size() >= mostFaults || m_reading.events.size() > mostEvents)
                break;
        }
        if (m_reading.events.size() > mostEvents)
            complain(1, "more than " + std::to_string(mostEvents) + " events");
        if (!m_isCalendar && m_reading.faults.empty())
            complain(1, "found no BEGIN:VCALENDAR, expected an iCalendar file (RFC 5545)");
        else if (!m_inside.empty() && m_reading.faults.empty())
            complain(m_line, "the file ends within " + harmless(m_inside.back(), longestQuote));
        return std::move(m_reading);
    }

private:
    void complain(int line, std::string message) { m_reading.faults.push_back({line, std::move(message)}); }

    // 3.1: a line that begins with a space or a tab goes on the one before.
    std::vector<ContentLine> unfolded(std::string_view text)
    {
        std::vector<std::pair<int, std::string>> lines;
        int number = 0;
        for (std::string_view raw : splitText(text, '\n')) {
            ++number;
            if (raw.ends_with('\r'))
                raw.remove_suffix(1);
            if (!lines.empty() && (raw.starts_with(' ') || raw.starts_with('\t')))
                lines.back().second.append(raw.substr(1));
            else if (!raw.empty())
                lines.emplace_back(number, raw);
        }
        m_line = number;
        std::vector<ContentLine> all;
        for (const auto &[at, line] : lines) {
            if (auto content = contentOf(at, line))
                all.push_back(std::move(*content));
            else
                complain(at, "found " + quoted(line) + ", expected NAME:VALUE");
            if (m_reading.faults.size() >= mostFaults)
                break;
        }
        return all;
    }

    static std::optional<ContentLine> contentOf(int number, std::string_view line)
    {
        bool isQuoted = false;
        std::vector<std::size_t> cuts;
        std::size_t colon = std::string_view::npos;
        for (std::size_t i = 0; i < line.size() && colon == std::string_view::npos; ++i) {
            if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && line[i] == ';')
                cuts.push_back(i);
            else if (!isQuoted && line[i] == ':')
                colon = i;
        }
        if (colon == std::string_view::npos || colon == 0)
            return {};
        cuts.push_back(colon);
        ContentLine content{number, inCapitals(line.substr(0, cuts.front())), {}, std::string(line.substr(colon + 1))};
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
            const std::string_view parameter = line.substr(cuts[i] + 1, cuts[i + 1] - cuts[i] - 1);
            const std::size_t equals = std::min(parameter.find('='), parameter.size());
            std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
            if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
                value = value.substr(1, value.size() - 2);
            content.parameters[inCapitals(parameter.substr(0, equals))] = value;
        }
        return content;
    }

    void take(const ContentLine &line)
    {
        if (line.name == "BEGIN") {
            m_inside.push_back(inCapitals(line.value));
            m_isCalendar = m_isCalendar || m_inside.back() == "VCALENDAR";
            if (m_inside.back() == "VEVENT")
                begin(line.number);
        } else if (line.name == "END") {
            if (m_inside.empty() || m_inside.back() != inCapitals(line.value)) {
                complain(line.number, "found END:" + harmless(line.value, longestQuote) + " without its BEGIN");
                return;
            }
            if (m_inside.back() == "VEVENT")
                end();
            m_inside.pop_back();
        } else if (!m_inside.empty() && m_inside.back() == "VEVENT") {
            property(line);
        }
    }

    void begin(int line)
    {
        m_event = {};
        m_event.line = line;
        m_end = {};
        m_hasStart = m_isCancelled = false;
    }

    void property(const ContentLine &line)
    {
        if (line.name == "SUMMARY")
            m_event.person = calendarText(line.value);
        else if (line.name == "DTSTART")
            m_hasStart = takeTime(line, line.value, m_event.start);
        else if (line.name == "DTEND")
            takeTime(line, line.value, m_end.emplace());
        else if (line.name == "DURATION")
            takeSpan(line);
        else if (line.name == "RRULE")
            takeRule(line);
        else if (line.name == "EXDATE")
            takeExceptions(line);
        else if (line.name == "STATUS")
            m_isCancelled = inCapitals(line.value) == "CANCELLED";
        else if (line.name == "RDATE" || line.name == "EXRULE" || line.name == "RECURRENCE-ID")
            complain(line.number, line.name + " is not understood, and changes who is on call when: write the shift as "
                                              "an event of its own, and leave the other out with EXDATE");
    }

    bool takeTime(const ContentLine &line, std::string_view text, CalendarTime &into)
    {
        const auto time = calendarTimeOf(text, zoneIn(line));
        if (!time) {
            complain(line.number, line.name + ": found " + quoted(text) +
                                      ", expected a date or a time such as 20261123T090000 or 20261123T090000Z");
            return false;
        }
        if (!time->zone.empty() && !QTimeZone::isTimeZoneIdAvailable(QByteArray::fromStdString(time->zone))) {
            complain(line.number, line.name + ": " + quoted(time->zone) +
                                      " is no time zone that this machine knows, expected one such as Europe/London");
            return false;
        }
        into = *time;
        return true;
    }

    void takeSpan(const ContentLine &line)
    {
        if (const auto span = calendarSpanOf(line.value))
            m_event.lasts = *span;
        else
            complain(line.number, "DURATION: found " + quoted(line.value) + ", expected a span such as PT12H or P1W");
    }

    void takeExceptions(const ContentLine &line)
    {
        for (const std::string_view each : splitText(line.value, ',')) {
            CalendarTime time;
            if (!takeTime(line, each, time))
                return;
            m_event.except.push_back(std::move(time));
        }
    }

    void takeRule(const ContentLine &line)
    {
        if (m_event.again)
            complain(line.number, "a second RRULE is not understood");
        Recurrence again;
        bool hasFrequency = false;
        for (const std::string_view part : splitText(line.value, ';')) {
            const std::size_t equals = std::min(part.find('='), part.size());
            const std::string key = inCapitals(part.substr(0, equals));
            const std::string value = inCapitals(part.substr(std::min(equals + 1, part.size())));
            if (key == "FREQ" && (value == "DAILY" || value == "WEEKLY")) {
                hasFrequency = true;
                again.isWeekly = value == "WEEKLY";
            } else if (!takePart(line, key, value, again)) {
                complain(line.number, "RRULE: " + quoted(part) +
                                          " is not understood, expected FREQ=DAILY or WEEKLY with "
                                          "INTERVAL, COUNT, UNTIL, BYDAY and WKST");
                return;
            }
        }
        if (!hasFrequency)
            complain(line.number, "RRULE has no FREQ");
        m_event.again = again;
    }

    static bool takePart(const ContentLine &line, const std::string &key, const std::string &value, Recurrence &again)
    {
        const auto number = calendarNumber(value);
        if (key == "INTERVAL" || key == "COUNT") {
            if (!number || *number < 1 || *number > mostTimes)
                return false;
            if (key == "COUNT")
                again.count = number;
            else
                again.interval = *number;
            return true;
        }
        if (key == "UNTIL") {
            again.until = calendarTimeOf(value, zoneIn(line));
            return again.until.has_value();
        }
        if (key == "WKST") {
            again.weekStart = calendarWeekday(value).value_or(0);
            return again.weekStart > 0;
        }
        if (key != "BYDAY")
            return false;
        for (const std::string_view each : splitText(value, ',')) {
            const auto weekday = calendarWeekday(each);
            if (!weekday)
                return false;
            again.days = static_cast<std::uint8_t>(again.days | 1 << (*weekday - 1));
        }
        return true;
    }

    void end()
    {
        if (m_isCancelled)
            return;
        const int line = m_event.line;
        if (!m_hasStart) {
            complain(line, "an event without a DTSTART that is understood");
            return;
        }
        if (m_event.person.empty()) {
            complain(line, "an event without a SUMMARY, expected the name of the person who is on call");
            return;
        }
        if (m_end)
            m_event.lasts =
                m_end->zone == m_event.start.zone
                    ? m_end->local - m_event.start.local
                    : utcOf(m_end->local, zoneOr(m_end->zone)) - utcOf(m_event.start.local, zoneOr(m_event.start.zone));
        else if (m_event.lasts == seconds(0) && m_event.start.isDate)
            m_event.lasts = days(1);
        if (m_event.lasts <= seconds(0) || m_event.lasts > longestShift)
            complain(line, "an event that does not end after it begins, or lasts longer than a year");
        else if (!beginsOnItsDay())
            complain(line, "an event that begins on none of the days of its BYDAY");
        else
            m_reading.events.push_back(std::move(m_event));
    }

    static std::string zoneOr(const std::string &zone) { return zone.empty() ? "UTC" : zone; }

    bool beginsOnItsDay() const
    {
        if (!m_event.again || m_event.again->days == 0)
            return true;
        const weekday first(floor<days>(m_event.start.local));
        return ((m_event.again->days >> (first.iso_encoding() - 1)) & 1) != 0;
    }

    CalendarReading m_reading;
    std::vector<std::string> m_inside; ///< components that have begun
    bool m_isCalendar = false;
    int m_line = 0;
    CalendarEvent m_event;
    std::optional<CalendarTime> m_end;
    bool m_hasStart = false;
    bool m_isCancelled = false;
};
} // namespace

CalendarReading readCalendar(std::string_view text)
{
    return CalendarReader().read(text);
}
} // namespace signalbox
