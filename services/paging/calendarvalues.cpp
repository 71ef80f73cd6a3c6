// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/calendarvalues.h>

#include <algorithm>
#include <charconv>

namespace signalbox
{
using namespace std::chrono;

namespace
{
constexpr int mostUnits = 100'000; // of a span
} // namespace

std::optional<int> calendarNumber(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool isWhole = error == std::errc() && end == digits.data() + digits.size() && !digits.empty();
    return isWhole && digits.front() != '-' ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> splitText(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::string calendarText(std::string_view text)
{
    std::string all;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            all += text[++i] == 'n' || text[i] == 'N' ? ' ' : text[i];
        else
            all += text[i];
    }
    const std::size_t first = all.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : all.substr(first, all.find_last_not_of(' ') - first + 1);
}

std::optional<CalendarTime> calendarTimeOf(std::string_view text, const std::string &zone)
{
    const auto digits = [&](std::size_t at, std::size_t length) {
        return calendarNumber(text.substr(std::min(at, text.size()), length)).value_or(-1);
    };
    CalendarTime time;
    time.isDate = text.size() == 8;
    const bool isUtc = text.size() == 16 && text.back() == 'Z';
    if (!time.isDate && !isUtc && text.size() != 15)
        return {};
    const year_month_day date(year(digits(0, 4)), month(static_cast<unsigned>(digits(4, 2))),
                              day(static_cast<unsigned>(digits(6, 2))));
    if (!date.ok() || digits(0, 4) < 1970 || digits(0, 4) > 2200)
        return {};
    time.local = local_days(date);
    if (!time.isDate) {
        const int hour = digits(9, 2);
        const int minute = digits(11, 2);
        const int second = digits(13, 2);
        if (text[8] != 'T' || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
            return {};
        time.local += hours(hour) + minutes(minute) + seconds(second);
    }
    time.zone = isUtc ? "UTC" : zone;
    return time;
}

std::optional<seconds> calendarSpanOf(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    if (!text.starts_with('P'))
        return {};
    seconds total{0};
    std::size_t begin = 1;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9')
            continue;
        if (text[i] == 'T' && i == begin) {
            ++begin;
            continue;
        }
        const auto count = calendarNumber(text.substr(begin, i - begin));
        static constexpr std::string_view letters = "WDHMS";
        static constexpr seconds units[] = {weeks(1), days(1), hours(1), minutes(1), seconds(1)};
        const std::size_t unit = letters.find(text[i]);
        if (!count || *count > mostUnits || unit == std::string_view::npos)
            return {};
        total += *count * units[unit];
        begin = i + 1;
    }
    return begin == text.size() && total > seconds(0) ? std::optional(total) : std::nullopt;
}

std::optional<int> calendarWeekday(std::string_view name)
{
    static constexpr std::string_view names = "MOTUWETHFRSASU";
    const std::size_t at = name.size() == 2 ? names.find(name) : std::string_view::npos;
    return at == std::string_view::npos || at % 2 != 0 ? std::nullopt : std::optional(static_cast<int>(at / 2) + 1);
}

} // namespace signalbox
