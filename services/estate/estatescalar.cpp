// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatescalar.h>

#include <algorithm>
#include <array>
#include <charconv>

#include <QRegularExpression>
#include <QTimeZone>
#include <QUrl>
#include <arpa/inet.h>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestQuote = 60;

// What YAML 1.2's core schema (section 10.3.2) makes of a scalar without quotes. We convert nothing by it; we only tell
// people who meant text that their editor sees a number.
enum class Meaning { Boolean, Number, Text };

Meaning meaning(const std::string &plain)
{
    static const QRegularExpression boolean(QStringLiteral("^(true|True|TRUE|false|False|FALSE)$"));
    static const QRegularExpression number(
        QStringLiteral("^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
                       "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN))$"));
    const QString text = QString::fromStdString(plain);
    if (boolean.match(text).hasMatch())
        return Meaning::Boolean;
    return number.match(text).hasMatch() ? Meaning::Number : Meaning::Text;
}

bool matches(ScalarType type, const std::string &text)
{
    static const auto expressions = [] {
        std::array<QRegularExpression, static_cast<std::size_t>(ScalarType::Choice) + 1> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string_view pattern = scalarRule(static_cast<ScalarType>(i)).pattern;
            all[i].setPattern(QString::fromUtf8(pattern.data(), static_cast<qsizetype>(pattern.size())));
            all[i].optimize();
        }
        return all;
    }();
    // PCRE's $ also matches before a last line feed, ECMA's does not.
    return text.find('\n') == std::string::npos &&
           expressions[static_cast<std::size_t>(type)].match(QString::fromStdString(text)).hasMatch();
}

std::string quoted(const std::string &text)
{
    // Behind an @ in something like a URL may be the rest of a password.
    if (text.find("://") != std::string::npos && text.find('@') != std::string::npos)
        return "a URL with an @ in it";
    return '"' + harmless(text, longestQuote) + '"';
}

// RFC 1123, section 2.1, with the underscore that people use all the same.
bool isHostName(std::string_view text)
{
    if (text.size() > 253)
        return false;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('.', start), text.size());
        const std::string_view label = text.substr(start, end - start);
        const bool last = end == text.size();
        if (label.size() > 63 || (label.empty() && (!last || start == 0)) || label.starts_with('-') ||
            label.ends_with('-'))
            return false;
        start = end + 1;
    }
    return true;
}

bool isAddress(std::string_view text)
{
    if (text.find(':') != std::string_view::npos)
        return isIpv6(text);
    // What looks like an IPv4 address and is none would become a question to DNS.
    if (text.find_first_not_of("0123456789.") == std::string_view::npos)
        return isIpv4(text);
    return isHostName(text);
}

std::int64_t integer(std::string_view digits)
{
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::string choices(const Field &field)
{
    std::string all;
    for (const std::string_view choice : field.choices)
        all += (all.empty() ? "" : " or ") + std::string(choice);
    return all;
}

std::string range(const Field &field)
{
    if (field.most == INT64_MAX)
        return "of " + std::to_string(field.least) + " or more";
    return "from " + std::to_string(field.least) + " to " + std::to_string(field.most);
}

std::string countFault(const Field &field, const YamlNode &node)
{
    const bool digits = !node.text.empty() && node.text.find_first_not_of("0123456789") == std::string::npos;
    const std::string expected = ", expected a whole number " + range(field);
    if (node.kind == YamlNode::Kind::Quoted)
        return "found the text " + quoted(node.text) + expected + (digits ? ", without quotes" : "");
    if (!digits)
        return "found " + found(node) + expected;
    if (node.text.size() > 1 && node.text.front() == '0')
        return "found " + found(node) + expected + ", without leading zeros";
    if (node.text.size() > 18 || integer(node.text) < field.least || integer(node.text) > field.most)
        return "found " + found(node) + expected;
    return {};
}

std::string booleanFault(const YamlNode &node)
{
    if (node.kind == YamlNode::Kind::Plain && meaning(node.text) == Meaning::Boolean)
        return {};
    return "found " + found(node) + ", expected true or false" +
           (node.kind == YamlNode::Kind::Quoted && meaning(node.text) == Meaning::Boolean ? ", without quotes" : "");
}

std::string momentFault(ScalarType type, const std::string &text)
{
    if (type == ScalarType::HoursOfWeek && !weekHoursOf(text))
        return "found " + quoted(text) + ", which is no time of day, or no time at all";
    if (type == ScalarType::LocalTime && !localTimeOf(text))
        return "found " + quoted(text) + ", which is no day or no time of day";
    if (type == ScalarType::TimeZone && !QTimeZone::isTimeZoneIdAvailable(QByteArray::fromStdString(text)))
        return "found " + quoted(text) + ", which is no time zone that this machine knows";
    return {};
}

// What the pattern cannot say.
std::string valueFault(const Field &field, const std::string &text)
{
    const std::string expected = ", expected " + std::string(scalarRule(field.type).expected);
    switch (field.type) {
    case ScalarType::Choice:
        if (std::find(field.choices.begin(), field.choices.end(), text) == field.choices.end())
            return "found " + quoted(text) + ", expected " + choices(field);
        return {};
    case ScalarType::Address:
        return isAddress(text) ? std::string() : "found " + quoted(text) + expected;
    case ScalarType::Ip:
        return isIpv4(text) || isIpv6(text) ? std::string() : "found " + quoted(text) + expected;
    case ScalarType::Instant:
        return instantOf(text) ? std::string() : "found " + quoted(text) + ", which is no day or no time of day";
    case ScalarType::Url:
        return urlFault(text);
    case ScalarType::Duration: {
        const std::int64_t ms = durationOf(text).count();
        return ms >= field.least && ms <= field.most ? std::string()
                                                     : "found " + quoted(text) + ", expected a duration from " +
                                                           durationText(std::chrono::milliseconds(field.least)) +
                                                           " to " + durationText(std::chrono::milliseconds(field.most));
    }
    case ScalarType::Size:
        return sizeOf(text) >= field.least
                   ? std::string()
                   : "found " + quoted(text) + ", expected at least " + std::to_string(field.least / 1'000'000) + "MB";
    default:
        return momentFault(field.type, text);
    }
}
} // namespace

std::string found(const YamlNode &node)
{
    switch (node.kind) {
    case YamlNode::Kind::List:
        return "a list";
    case YamlNode::Kind::Mapping:
        return "a mapping";
    case YamlNode::Kind::Quoted:
        return quoted(node.text);
    case YamlNode::Kind::Plain:
        if (meaning(node.text) == Meaning::Text)
            return quoted(node.text);
        return (meaning(node.text) == Meaning::Number ? "the number " : "the boolean ") +
               harmless(node.text, longestQuote);
    default:
        return "nothing";
    }
}

std::string scalarFault(const Field &field, const YamlNode &node)
{
    const std::string expected =
        ", expected " +
        (field.type == ScalarType::Choice ? choices(field) : std::string(scalarRule(field.type).expected));
    if (node.kind != YamlNode::Kind::Plain && node.kind != YamlNode::Kind::Quoted)
        return "found " + found(node) + expected;
    if (field.type == ScalarType::Boolean)
        return booleanFault(node);
    if (field.type == ScalarType::Count)
        return countFault(field, node);
    const bool fits = matches(field.type, node.text);
    if (node.kind == YamlNode::Kind::Plain && meaning(node.text) != Meaning::Text)
        return "found " + found(node) + expected + (fits ? "; put it in quotes if it is meant" : "");
    return fits ? valueFault(field, node.text) : "found " + quoted(node.text) + expected;
}

bool isIpv4(std::string_view text)
{
    in_addr parsed{};
    return inet_pton(AF_INET, std::string(text).c_str(), &parsed) == 1;
}

bool isIpv6(std::string_view text)
{
    in6_addr parsed{};
    return inet_pton(AF_INET6, std::string(text).c_str(), &parsed) == 1;
}

std::chrono::milliseconds durationOf(std::string_view text)
{
    const std::int64_t count = integer(text);
    if (text.ends_with("ms"))
        return std::chrono::milliseconds(count);
    if (text.ends_with('s'))
        return std::chrono::seconds(count);
    if (text.ends_with('m'))
        return std::chrono::minutes(count);
    if (text.ends_with('d'))
        return std::chrono::hours(24 * count);
    return std::chrono::hours(count);
}

std::string durationText(std::chrono::milliseconds duration)
{
    constexpr std::int64_t aDay = 24 * 3600 * 1000;
    if (duration.count() > aDay && duration.count() % aDay == 0) // "24h", as people say it
        return std::to_string(duration.count() / aDay) + 'd';
    static constexpr std::pair<std::int64_t, const char *> units[] = {
        {86400000, "d"}, {3600000, "h"}, {60000, "m"}, {1000, "s"}, {1, "ms"}};
    const auto unit = std::find_if(std::begin(units), std::end(units),
                                   [&](const auto &candidate) { return duration.count() % candidate.first == 0; });
    return std::to_string(duration.count() / unit->first) + unit->second;
}

std::int64_t sizeOf(std::string_view text)
{
    const std::int64_t unit = text.ends_with("TB")   ? 1'000'000'000'000
                              : text.ends_with("GB") ? 1'000'000'000
                                                     : 1'000'000;
    return integer(text) * unit;
}

double shareOf(std::string_view text)
{
    double percent = 0;
    std::from_chars(text.data(), text.data() + text.size(), percent);
    return percent / 100;
}

std::optional<std::chrono::sys_seconds> instantOf(std::string_view text)
{
    using namespace std::chrono;
    const auto part = [&](std::size_t at, std::size_t length) {
        return static_cast<int>(integer(text.substr(at, length)));
    };
    const year_month_day date(year(part(0, 4)), month(static_cast<unsigned>(part(5, 2))),
                              std::chrono::day(static_cast<unsigned>(part(8, 2))));
    const bool hasSeconds = text[16] == ':';
    const int seconds = hasSeconds ? part(17, 2) : 0;
    const std::size_t zone = hasSeconds ? 19 : 16;
    if (!date.ok() || part(11, 2) > 23 || part(14, 2) > 59 || seconds > 59)
        return {};
    std::chrono::minutes east{0};
    if (text[zone] != 'Z') {
        if (part(zone + 1, 2) > 23 || part(zone + 4, 2) > 59)
            return {};
        east = (hours(part(zone + 1, 2)) + minutes(part(zone + 4, 2))) * (text[zone] == '-' ? -1 : 1);
    }
    return sys_days(date) + hours(part(11, 2)) + minutes(part(14, 2)) + std::chrono::seconds(seconds) - east;
}

std::optional<std::chrono::local_seconds> localTimeOf(std::string_view text)
{
    const auto utc = instantOf(std::string(text) + 'Z');
    return utc ? std::optional(std::chrono::local_seconds(utc->time_since_epoch())) : std::nullopt;
}

std::optional<WeekHours> weekHoursOf(std::string_view text)
{
    static constexpr std::string_view days = "MonTueWedThuFriSatSun";
    const auto dayAt = [&](std::size_t at) { return static_cast<int>(days.find(text.substr(at, 3)) / 3) + 1; };
    WeekHours hours;
    const std::size_t space = text.find(' ');
    if (space != std::string_view::npos) {
        hours.firstDay = dayAt(0);
        hours.lastDay = space > 3 ? dayAt(4) : hours.firstDay;
        text.remove_prefix(space + 1);
    }
    const auto timeAt = [&](std::size_t at) {
        return std::chrono::minutes(integer(text.substr(at, 2)) * 60 + integer(text.substr(at + 3, 2)));
    };
    hours.from = timeAt(0);
    hours.until = timeAt(6);
    constexpr std::chrono::minutes wholeDay{24 * 60};
    if (hours.from >= wholeDay || hours.until > wholeDay || hours.from == hours.until)
        return {};
    return hours;
}

std::string urlFault(const std::string &text)
{
    const QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return "found " + quoted(text) + ", which is not a valid URL";
    return {};
}
} // namespace signalbox
