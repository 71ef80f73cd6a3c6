// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheusanswer.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include <simdjson.h>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
namespace od = simdjson::ondemand;

constexpr std::size_t mostLabels = 128;
constexpr std::size_t mostWarnings = 20;
constexpr std::size_t sampleOfSeries = 200; ///< after which it is guessed how many come
constexpr double latestTime = 1e11;         // Unix seconds; later ones would not fit a Moment with room to compute

const char *const isCutOff = "the answer is cut off or no JSON. Is the url that of a Prometheus server?";

/// Prometheus writes values as Go does: "0.5", "1e+09", "NaN", "+Inf".
bool readNumber(std::string_view text, double &value)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

/// A string of the body as it stands there, after its opening quote; nothing where it has an escape. The parser's own
/// way copies every string, and memory touched for the first time costs more than all the reading.
std::optional<std::string_view> plainString(const char *text)
{
    const char *end = text;
    while (*end != '"') { // there is one: a string without its end is refused before anything is read
        if (*end == '\\')
            return {};
        ++end;
    }
    return std::string_view(text, static_cast<std::size_t>(end - text));
}

bool readName(od::field &field, std::string_view &name)
{
    if (const auto plain = plainString(field.key().raw()))
        name = *plain;
    else if (field.unescaped_key().get(name) != simdjson::SUCCESS)
        return false;
    return true;
}

bool readString(od::value value, std::string_view &text)
{
    const std::string_view token = value.raw_json_token();
    if (!token.starts_with('"'))
        return false;
    if (const auto plain = plainString(token.data() + 1))
        text = *plain;
    else if (value.get_string().get(text) != simdjson::SUCCESS)
        return false;
    return true;
}
} // namespace

struct PrometheusAnswer::Content {
    /// Where the parts of a series lie; spans are made when nothing moves any more.
    struct Extent {
        std::size_t firstLabel = 0;
        std::size_t labels = 0;
        std::size_t firstPoint = 0;
        std::size_t points = 0;
    };

    std::string body;
    od::parser parser; ///< holds the texts with escapes that labels point at; the others lie in the body
    std::vector<Label> labels;
    std::vector<Point> points;
    std::vector<Extent> extents;
    std::vector<Series> series;
    std::vector<std::string> warnings;
    std::size_t histograms = 0;
    std::string status;
    std::string errorType;
    std::string error;
    std::string resultType;
    bool hasResult = false;
    std::string fault; ///< what is wrong with the answer, in words

    bool read();
    bool readData(od::object data);
    bool readResult(od::array result);
    bool readSeries(od::object series);
    bool readLabels(od::object metric);
    bool readPoint(od::array pair);
    bool readPoints(od::array pairs);
    void makeRoom(const char *rest);
    bool readWarnings(od::array texts);
    bool refuse(const char *what)
    {
        fault = what;
        return false;
    }
};

namespace
{
bool readText(od::value value, std::string &text)
{
    std::string_view view;
    if (value.get_string().get(view) != simdjson::SUCCESS)
        return false;
    text = wellFormed(view, 500);
    return true;
}
} // namespace

bool PrometheusAnswer::Content::read()
{
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    od::document document;
    od::object top;
    const simdjson::padded_string_view padded(body.data(), body.size(), body.capacity());
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS ||
        document.get_object().get(top) != simdjson::SUCCESS)
        return false;
    for (auto each : top) {
        od::field field;
        std::string_view key;
        if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        std::string *text = key == "status"      ? &status
                            : key == "errorType" ? &errorType
                            : key == "error"     ? &error
                                                 : nullptr;
        if (text) {
            if (!readText(field.value(), *text))
                return false;
        } else if (key == "data" && status != "error") {
            od::object data;
            if (field.value().get_object().get(data) != simdjson::SUCCESS || !readData(data))
                return false;
        } else if (key == "warnings") {
            od::array texts;
            if (field.value().get_array().get(texts) != simdjson::SUCCESS || !readWarnings(texts))
                return false;
        } else if (key == "isPartial") {
            bool isPartial = false; // VictoriaMetrics' cluster
            if (field.value().get_bool().get(isPartial) == simdjson::SUCCESS && isPartial)
                warnings.emplace_back("the answer is partial");
        }
    }
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing follows
}

bool PrometheusAnswer::Content::readData(od::object data)
{
    for (auto each : data) {
        od::field field;
        std::string_view key;
        if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        if (key == "resultType") {
            if (!readText(field.value(), resultType))
                return false;
        } else if (key == "result") {
            od::array result;
            if (hasResult || field.value().get_array().get(result) != simdjson::SUCCESS || !readResult(result))
                return false;
            hasResult = true;
        }
    }
    return true;
}

bool PrometheusAnswer::Content::readResult(od::array result)
{
    for (auto each : result) {
        od::value value;
        if (std::move(each).get(value) != simdjson::SUCCESS)
            return false;
        od::object one;
        const simdjson::error_code failure = value.get_object().get(one);
        if (failure == simdjson::INCORRECT_TYPE)
            return refuse("the answer is a single value where a vector was expected");
        if (failure != simdjson::SUCCESS || !readSeries(one))
            return false;
        if (extents.size() == sampleOfSeries) {
            const char *rest = nullptr;
            if (value.current_location().get(rest) == simdjson::SUCCESS)
                makeRoom(rest);
        }
    }
    return true;
}

/// For as many series as the rest of the body holds if it goes on as it began, so that nothing has to move later.
void PrometheusAnswer::Content::makeRoom(const char *rest)
{
    const double read = static_cast<double>(rest - body.data());
    const double share = 1.02 * static_cast<double>(body.size()) / std::max(read, 1.0);
    const auto grow = [share](auto &parts) {
        parts.reserve(static_cast<std::size_t>(static_cast<double>(parts.size()) * share));
    };
    grow(labels);
    grow(points);
    grow(extents);
}

bool PrometheusAnswer::Content::readSeries(od::object one)
{
    Extent extent{labels.size(), 0, points.size(), 0};
    bool hasHistogram = false;
    for (auto each : one) {
        od::field field;
        std::string_view key;
        if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        if (key == "metric") {
            od::object metric;
            if (labels.size() > extent.firstLabel || field.value().get_object().get(metric) != simdjson::SUCCESS ||
                !readLabels(metric))
                return false;
        } else if (key == "value" || key == "values") {
            od::array pairs;
            if (field.value().get_array().get(pairs) != simdjson::SUCCESS ||
                !(key == "value" ? readPoint(pairs) : readPoints(pairs)))
                return false;
        } else if (key == "histogram" || key == "histograms") {
            hasHistogram = true;
        }
    }
    extent.labels = labels.size() - extent.firstLabel;
    extent.points = points.size() - extent.firstPoint;
    if (extent.points > 0)
        extents.push_back(extent);
    else if (hasHistogram)
        ++histograms;
    else
        return refuse("the answer has a series without a value");
    return true;
}

bool PrometheusAnswer::Content::readLabels(od::object metric)
{
    const auto first = static_cast<std::ptrdiff_t>(labels.size());
    for (auto each : metric) {
        od::field field;
        std::string_view name;
        std::string_view value;
        if (std::move(each).get(field) != simdjson::SUCCESS || !readName(field, name) ||
            !readString(field.value(), value))
            return false;
        if (!value.empty() && !name.empty())
            labels.emplace_back(name, value);
        if (labels.size() - static_cast<std::size_t>(first) > mostLabels)
            return refuse("the answer has a series with more than 128 labels");
    }
    const auto byName = [](const Label &a, const Label &b) { return a.first < b.first; };
    if (!std::is_sorted(labels.begin() + first, labels.end(), byName))
        std::sort(labels.begin() + first, labels.end(), byName);
    const auto sameName = [](const Label &a, const Label &b) { return a.first == b.first; };
    if (std::adjacent_find(labels.begin() + first, labels.end(), sameName) != labels.end())
        return refuse("the answer has a series with a label that comes twice");
    return true;
}

bool PrometheusAnswer::Content::readPoint(od::array pair)
{
    Point point;
    std::size_t place = 0;
    for (auto each : pair) {
        std::string_view text;
        if (place == 0 && each.get_double().get(point.time) != simdjson::SUCCESS)
            return false;
        if (place == 1 && (each.get_string().get(text) != simdjson::SUCCESS || !readNumber(text, point.value)))
            return refuse("the answer has a value that is no number");
        if (++place > 2)
            break;
    }
    if (place != 2 || !(std::abs(point.time) < latestTime))
        return refuse("the answer has a value without its time");
    if (points.size() >= mostPoints)
        return refuse("the answer has more than 2,000,000 values");
    points.push_back(point);
    return true;
}

bool PrometheusAnswer::Content::readPoints(od::array pairs)
{
    for (auto each : pairs) {
        od::array pair;
        if (each.get_array().get(pair) != simdjson::SUCCESS || !readPoint(pair))
            return false;
    }
    return true;
}

bool PrometheusAnswer::Content::readWarnings(od::array texts)
{
    for (auto each : texts) {
        od::value value;
        std::string text;
        if (std::move(each).get(value) != simdjson::SUCCESS || !readText(value, text))
            return false;
        if (warnings.size() < mostWarnings)
            warnings.push_back(std::move(text));
    }
    return true;
}

Expected<PrometheusAnswer> PrometheusAnswer::read(std::string body)
{
    auto content = std::make_unique<Content>();
    content->body = std::move(body);
    if (!content->read())
        return tl::unexpected(Problem{{}, content->fault.empty() ? isCutOff : content->fault, {}});
    if (content->status == "error")
        return tl::unexpected(Problem{{}, "the server says " + content->errorType + ": " + content->error, {}});
    if (content->status != "success" || !content->hasResult)
        return tl::unexpected(Problem{{}, "the answer is JSON, but not of Prometheus' query API", {}});
    if (content->resultType != "vector" && content->resultType != "matrix")
        return tl::unexpected(
            Problem{{}, "the answer is a " + wellFormed(content->resultType, 60) + " where a vector was expected", {}});
    content->series.reserve(content->extents.size());
    for (const Content::Extent &extent : content->extents)
        content->series.push_back({std::span(content->labels).subspan(extent.firstLabel, extent.labels),
                                   std::span(content->points).subspan(extent.firstPoint, extent.points)});
    return PrometheusAnswer(std::move(content));
}

PrometheusAnswer::PrometheusAnswer(std::unique_ptr<Content> content)
    : m_content(std::move(content))
{
}

PrometheusAnswer::~PrometheusAnswer() = default;
PrometheusAnswer::PrometheusAnswer(PrometheusAnswer &&) noexcept = default;
PrometheusAnswer &PrometheusAnswer::operator=(PrometheusAnswer &&) noexcept = default;

std::span<const PrometheusAnswer::Series> PrometheusAnswer::series() const
{
    return m_content->series;
}

const std::vector<std::string> &PrometheusAnswer::warnings() const
{
    return m_content->warnings;
}

std::size_t PrometheusAnswer::histograms() const
{
    return m_content->histograms;
}

std::string_view PrometheusAnswer::Series::label(std::string_view name) const
{
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const Label &l) { return l.first == name; });
    return found == labels.end() ? std::string_view() : found->second;
}

std::string prometheusComplaint(std::string body)
{
    if (body.empty())
        return {};
    const Expected<PrometheusAnswer> answer = PrometheusAnswer::read(std::move(body));
    const std::string what = answer ? std::string() : answer.error().what;
    return what.starts_with("the server says ") ? what : std::string();
}
} // namespace signalbox
