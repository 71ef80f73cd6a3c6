// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/alertreader.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

#include <simdjson.h>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
using simdjson::ondemand::object;
using simdjson::ondemand::value;

constexpr std::size_t longestLabel = 300; // bytes kept of a value
constexpr std::size_t mostLabels = 64;

Problem noAlerts(simdjson::error_code error)
{
    const bool isCut =
        error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || error == simdjson::UNCLOSED_STRING || error == simdjson::EMPTY;
    return {
        {}, isCut ? "the answer is cut off" : "the answer is no list of alerts", "Is it an Alertmanager's address?"};
}

simdjson::error_code readStatus(object status, UpstreamAlert &alert)
{
    for (auto field : status) {
        simdjson::ondemand::raw_json_string key;
        value content;
        if (const auto error = field.key().get(key))
            return error;
        if (const auto error = field.value().get(content))
            return error;
        if (key == "state") {
            if (const auto error = content.get_string().get(alert.state))
                return error;
        } else if (key == "silencedBy" || key == "inhibitedBy") {
            simdjson::ondemand::array by;
            bool isEmpty = true;
            if (const auto error = content.get_array().get(by))
                return error;
            if (const auto error = by.is_empty().get(isEmpty))
                return error;
            (key == "silencedBy" ? alert.isSilenced : alert.isInhibited) = !isEmpty;
        }
    }
    return simdjson::SUCCESS;
}

simdjson::error_code readObject(value content, std::string_view &raw)
{
    object inner;
    if (const auto error = content.get_object().get(inner))
        return error;
    return inner.raw_json().get(raw);
}

simdjson::error_code readField(simdjson::ondemand::raw_json_string key, value content, UpstreamAlert &alert)
{
    if (key == "labels")
        return readObject(content, alert.labels);
    if (key == "annotations")
        return readObject(content, alert.annotations);
    if (key == "startsAt")
        return content.get_string().get(alert.startsAt);
    if (key == "updatedAt")
        return content.get_string().get(alert.updatedAt);
    if (key != "status")
        return simdjson::SUCCESS;
    object status;
    if (const auto error = content.get_object().get(status))
        return error;
    return readStatus(status, alert);
}

simdjson::error_code readAlert(object fields, UpstreamAlert &alert)
{
    for (auto field : fields) {
        simdjson::ondemand::raw_json_string key;
        value content;
        if (const auto error = field.key().get(key))
            return error;
        if (const auto error = field.value().get(content))
            return error;
        if (const auto error = readField(key, content, alert))
            return error;
    }
    const bool isWhole = !alert.labels.empty() && !alert.state.empty();
    return isWhole ? simdjson::SUCCESS : simdjson::NO_SUCH_FIELD;
}

/// Room for what simdjson may look at, but never uses, beyond the end.
simdjson::padded_string_view padded(std::string &text)
{
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    return simdjson::padded_string_view(text.data(), text.size(), text.capacity());
}
} // namespace

struct AlertReader::Parser {
    simdjson::ondemand::parser answers;
    simdjson::ondemand::parser parts; ///< of an answer, while the answer is being read
    std::string part;
};

AlertReader::AlertReader()
    : m_parser(std::make_unique<Parser>())
{
}

AlertReader::~AlertReader() = default;

Expected<std::span<const UpstreamAlert>> AlertReader::alerts(std::string &answer)
{
    m_alerts.clear();
    simdjson::ondemand::document document;
    simdjson::ondemand::array list;
    if (const auto error = m_parser->answers.iterate(padded(answer)).get(document))
        return tl::unexpected(noAlerts(error));
    if (const auto error = document.get_array().get(list))
        return tl::unexpected(noAlerts(error));
    for (auto item : list) {
        object fields;
        UpstreamAlert alert;
        if (const auto error = item.get_object().get(fields))
            return tl::unexpected(noAlerts(error));
        if (const auto error = readAlert(fields, alert))
            return tl::unexpected(noAlerts(error));
        if (m_alerts.size() >= mostAlerts)
            return tl::unexpected(
                Problem{{}, "the answer lists more than " + std::to_string(mostAlerts) + " alerts", {}});
        m_alerts.push_back(alert);
    }
    const char *rest = nullptr;
    if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS) // something follows the list
        return tl::unexpected(noAlerts(simdjson::TAPE_ERROR));
    return std::span<const UpstreamAlert>(m_alerts);
}

Expected<std::string> AlertReader::clusterStatus(std::string &answer)
{
    simdjson::ondemand::document document;
    std::string_view status;
    auto error = m_parser->parts.iterate(padded(answer)).get(document);
    if (!error)
        error = document["cluster"]["status"].get_string().get(status);
    if (error || status.empty())
        return tl::unexpected(Problem{
            {}, "the status of its cluster is not told", "Is it an Alertmanager with the API v2 (0.16 or later)?"});
    return wellFormed(status, 40);
}

Expected<Labels> AlertReader::labels(std::string_view objectText)
{
    m_parser->part = objectText;
    Labels::List labels;
    simdjson::ondemand::document document;
    object fields;
    auto error = m_parser->parts.iterate(padded(m_parser->part)).get(document);
    if (!error)
        error = document.get_object().get(fields);
    if (error)
        return tl::unexpected(Problem{{}, "the labels of an alert are none", {}});
    for (auto field : fields) {
        std::string_view name;
        std::string_view text;
        error = field.unescaped_key().get(name);
        if (!error)
            error = field.value().get_string().get(text);
        if (error || name.empty())
            return tl::unexpected(Problem{{}, "the labels of an alert are none", {}});
        if (!text.empty() && labels.size() < mostLabels)
            labels.emplace_back(wellFormed(name, 80), wellFormed(text, longestLabel));
    }
    std::stable_sort(labels.begin(), labels.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    labels.erase(
        std::unique(labels.begin(), labels.end(), [](const auto &a, const auto &b) { return a.first == b.first; }),
        labels.end());
    return labels;
}

std::string AlertReader::summary(std::string_view objectText)
{
    static constexpr std::string_view names[] = {"summary", "description", "message"};
    m_parser->part = objectText;
    simdjson::ondemand::document document;
    object fields;
    if (m_parser->parts.iterate(padded(m_parser->part)).get(document) || document.get_object().get(fields))
        return {};
    std::string found;
    std::size_t best = std::size(names);
    for (auto field : fields) {
        std::string_view name;
        std::string_view text;
        if (field.unescaped_key().get(name) || field.value().get_string().get(text))
            return found;
        const auto rank = static_cast<std::size_t>(std::find(std::begin(names), std::end(names), name) - names);
        if (rank < best && !text.empty()) {
            best = rank;
            found = wellFormed(text);
        }
    }
    return found;
}

double AlertReader::time(std::string_view text)
{
    // "2026-11-26T17:33:58.123Z", "2026-11-26T18:33:58+01:00"
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    bool isGood = text.size() >= 20;
    const auto number = [&](std::size_t from, std::size_t digits) {
        int read = 0;
        if (isGood) {
            const char *end = text.data() + from + digits;
            const auto [stopped, error] = std::from_chars(text.data() + from, end, read);
            isGood = stopped == end && error == std::errc() && read >= 0;
        }
        return read;
    };
    const auto mark = [&](std::size_t at, char expected) { isGood = isGood && text[at] == expected; };
    const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2))));
    const int hours = number(11, 2);
    const int minutes = number(14, 2);
    double seconds = number(17, 2);
    mark(4, '-');
    mark(7, '-');
    mark(10, 'T');
    mark(13, ':');
    mark(16, ':');
    if (!isGood || !day.ok() || hours > 23 || minutes > 59 || seconds > 60)
        return none;
    std::size_t at = 19;
    if (text[at] == '.') {
        double digit = 0.1;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, digit /= 10)
            seconds += (text[at] - '0') * digit;
    }
    int zone = 0;
    const std::string_view rest = text.substr(at);
    if (rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && rest[3] == ':')
        zone = (rest[0] == '-' ? -1 : 1) * (number(at + 1, 2) * 60 + number(at + 4, 2));
    else if (rest != "Z")
        return none;
    if (!isGood)
        return none;
    const auto days = std::chrono::sys_days(day).time_since_epoch().count();
    return (static_cast<double>(days) * 24 + hours) * 3600 + (minutes - zone) * 60.0 + seconds;
}
} // namespace signalbox
