// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/expositionreader.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include <QUtf8StringView>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr std::string_view endOfOpenMetrics = "# EOF";

/// Stamps beyond this (some 100,000 years, in milliseconds) are faults; with those within it one can calculate.
constexpr std::int64_t furthestStamp = 4'000'000'000'000'000;

/// What may stand in names, by byte: 1 in a metric's and a label's, 2 in a metric's only (the colon), 4 not as the
/// first.
constexpr std::array<std::uint8_t, 256> nameBytes = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 'a'; c <= 'z'; ++c)
        table[c] = table[c - 'a' + 'A'] = 1;
    for (std::size_t c = '0'; c <= '9'; ++c)
        table[c] = 1 | 4;
    table['_'] = 1;
    table[':'] = 2;
    return table;
}();

/// Length of the name at the front of text; 0 where there is none. `allowed`: 1, or 1 | 2 for a metric's.
std::size_t nameLength(std::string_view text, unsigned allowed)
{
    const auto kind = [text](std::size_t i) { return nameBytes[static_cast<unsigned char>(text[i])]; };
    if (text.empty() || (kind(0) & 4U) != 0)
        return 0;
    std::size_t length = 0;
    while (length < text.size() && (kind(length) & allowed) != 0)
        ++length;
    return length;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

void skipBlanks(std::string_view &text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
}

std::string_view takeField(std::string_view &text)
{
    std::size_t length = 0;
    while (length < text.size() && !isBlank(text[length]))
        ++length;
    const std::string_view word = text.substr(0, length);
    text.remove_prefix(length);
    skipBlanks(text);
    return word;
}

/// Length of the quoted value at the front, quotes included; 0 where it does not end or has an escape other than \\ \"
/// \n.
std::size_t quotedLength(std::string_view text)
{
    if (text.empty() || text.front() != '"')
        return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] != '\\')
            continue;
        ++i;
        if (i == text.size() || (text[i] != '\\' && text[i] != '"' && text[i] != 'n'))
            return 0;
    }
    return 0;
}

/// Length of the labels at the front of text, up to and with the closing brace; 0 where they are not well-formed.
std::size_t labelsLength(std::string_view text)
{
    const std::string_view all = text;
    const auto done = [&] { return all.size() - text.size(); };
    skipBlanks(text);
    while (!text.empty() && text.front() != '}') {
        const std::size_t name = nameLength(text, 1);
        if (name == 0)
            return 0;
        text.remove_prefix(name);
        skipBlanks(text);
        if (text.empty() || text.front() != '=')
            return 0;
        text.remove_prefix(1);
        skipBlanks(text);
        const std::size_t value = quotedLength(text);
        if (value == 0)
            return 0;
        text.remove_prefix(value);
        skipBlanks(text);
        if (!text.empty() && text.front() == ',') {
            text.remove_prefix(1);
            skipBlanks(text);
        } else if (text.empty() || text.front() != '}') {
            return 0;
        }
    }
    return text.empty() ? 0 : done() + 1;
}

std::optional<double> parseNumber(std::string_view word)
{
    bool negative = false;
    if (!word.empty() && (word.front() == '+' || word.front() == '-')) {
        negative = word.front() == '-';
        word.remove_prefix(1);
    }
    if (word.empty() || word.front() == '-')
        return {};
    double value = 0;
    const char *end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data(), end, value);
    if (stopped != end || word.back() == ')') // "nan(…)" is C's
        return {};
    if (error == std::errc::result_out_of_range) {
        // Too small is 0, as for every other reader of this format; too large is a fault.
        if (word.find("e-") == std::string_view::npos && word.find("E-") == std::string_view::npos)
            return {};
        value = 0;
    } else if (error != std::errc()) {
        return {};
    }
    if (std::isnan(value))
        return std::numeric_limits<double>::quiet_NaN();
    return negative ? -value : value;
}
} // namespace

ExpositionReader::ExpositionReader(std::string_view text, ExpositionFormat format)
    : m_rest(text)
    , m_format(format)
{
    if (format == ExpositionFormat::Text) {
        if (text.empty())
            m_problem = Problem{{}, "the answer is empty", "Is the path right?"};
        else if (text.back() != '\n')
            m_problem = Problem{{}, "the answer is cut off in the middle of a line", {}};
        return;
    }
    if (m_rest.ends_with('\n'))
        m_rest.remove_suffix(1);
    const bool whole = m_rest == endOfOpenMetrics || (m_rest.ends_with(endOfOpenMetrics) &&
                                                      m_rest[m_rest.size() - endOfOpenMetrics.size() - 1] == '\n');
    if (!whole) {
        m_problem = Problem{{}, "the answer is cut off: no # EOF", {}};
        return;
    }
    m_rest.remove_suffix(endOfOpenMetrics.size());
}

bool ExpositionReader::next(ExpositionSample &sample, std::string_view expected)
{
    while (!m_problem && !m_rest.empty()) {
        const auto *end = static_cast<const char *>(std::memchr(m_rest.data(), '\n', m_rest.size()));
        const std::size_t length = end ? static_cast<std::size_t>(end - m_rest.data()) : m_rest.size();
        std::string_view line = m_rest.substr(0, length);
        m_rest.remove_prefix(std::min(length + 1, m_rest.size()));
        ++m_line;
        skipBlanks(line);
        if (line.empty())
            continue;
        if (line.front() == '#') {
            if (!readComment(line))
                return false;
            continue;
        }
        return readSample(line, expected, sample);
    }
    return false;
}

bool ExpositionReader::readSample(std::string_view line, std::string_view expected, ExpositionSample &sample)
{
    const std::size_t known = expected.size();
    if (known != 0 && line.size() > known && isBlank(line[known]) && line.starts_with(expected)) {
        sample.series = line.substr(0, known);
        sample.name = {};
        sample.labels = {};
    } else if (!readSeries(line, sample)) {
        return false;
    }
    line.remove_prefix(sample.series.size());
    return readValue(line, sample);
}

bool ExpositionReader::readSeries(std::string_view line, ExpositionSample &sample)
{
    const std::size_t name = nameLength(line, 1 | 2);
    if (name == 0)
        return refuse("a metric's name was expected");
    sample.name = line.substr(0, name);
    sample.labels = {};
    sample.unit = {};
    std::string_view rest = line.substr(name);
    skipBlanks(rest);
    if (!rest.empty() && rest.front() == '{') {
        rest.remove_prefix(1);
        const std::size_t labels = labelsLength(rest);
        if (labels == 0)
            return refuse("the labels of " + wellFormed(sample.name, 80) + " are not well-formed");
        sample.labels = rest.substr(0, labels - 1);
        rest.remove_prefix(labels);
        sample.series = line.substr(0, line.size() - rest.size());
    } else {
        sample.series = sample.name;
        if (rest.size() == line.size() - name)
            return refuse("a blank was expected after " + wellFormed(sample.name, 80));
    }
    const bool ofFamily = !m_unit.empty() && sample.name.starts_with(m_family) &&
                          (sample.name.size() == m_family.size() || sample.name[m_family.size()] == '_');
    if (ofFamily && !sample.name.ends_with("_count") && !sample.name.ends_with("_bucket"))
        sample.unit = m_unit;
    return true;
}

bool ExpositionReader::readValue(std::string_view rest, ExpositionSample &sample)
{
    const auto of = [&sample] { return " of " + wellFormed(sample.series.substr(0, sample.series.find('{')), 80); };
    skipBlanks(rest);
    const std::optional<double> value = parseNumber(takeField(rest));
    if (!value)
        return refuse("the value" + of() + " is no number");
    sample.value = *value;
    sample.stamp.reset();
    const bool exemplars = m_format == ExpositionFormat::OpenMetrics;
    if (!rest.empty() && !(exemplars && rest.front() == '#')) {
        if (!readStamp(takeField(rest), sample))
            return refuse("the time stamp" + of() + " is none");
    }
    if (rest.empty() || (exemplars && rest.starts_with("# {")))
        return true;
    return refuse("something follows the value" + of());
}

bool ExpositionReader::readStamp(std::string_view word, ExpositionSample &sample)
{
    if (m_format == ExpositionFormat::Text) {
        std::int64_t milliseconds = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), milliseconds);
        if (error != std::errc() || end != word.data() + word.size())
            return false;
        if (milliseconds < -furthestStamp || milliseconds > furthestStamp)
            return false;
        sample.stamp = WallTime(Milliseconds(milliseconds));
        return true;
    }
    const std::optional<double> seconds = parseNumber(word);
    if (!seconds || !(std::abs(*seconds) * 1000 < static_cast<double>(furthestStamp)))
        return false;
    sample.stamp = WallTime(Milliseconds(std::llround(*seconds * 1000)));
    return true;
}

bool ExpositionReader::readComment(std::string_view line)
{
    if (m_format == ExpositionFormat::Text)
        return true;
    if (line == endOfOpenMetrics)
        return refuse("something follows # EOF");
    static constexpr std::string_view unitLine = "# UNIT ";
    if (line.starts_with(unitLine)) {
        line.remove_prefix(unitLine.size());
        m_family = takeField(line);
        m_unit = line;
    }
    return true;
}

bool ExpositionReader::refuse(std::string what)
{
    m_problem = Problem{"line " + std::to_string(m_line) + " of the answer", std::move(what), {}};
    return false;
}

Expected<Labels> parseExpositionLabels(std::string_view labels)
{
    Labels::List parsed;
    skipBlanks(labels);
    while (!labels.empty()) {
        const std::size_t name = nameLength(labels, 1);
        std::pair<std::string, std::string> label(labels.substr(0, name), std::string());
        const std::size_t quote = labels.find('"', name);
        const std::size_t quoted = quote == std::string_view::npos ? 0 : quotedLength(labels.substr(quote));
        if (name == 0 || quoted == 0)
            return tl::unexpected(Problem{{}, "the labels are not well-formed", {}});
        const std::string_view value = labels.substr(quote + 1, quoted - 2);
        for (std::size_t i = 0; i < value.size(); ++i) {
            const bool escaped = value[i] == '\\';
            i += escaped ? 1 : 0;
            label.second += escaped && value[i] == 'n' ? '\n' : value[i];
        }
        if (!QUtf8StringView(value.data(), static_cast<qsizetype>(value.size())).isValidUtf8())
            return tl::unexpected(
                Problem{{}, "the value of the label " + wellFormed(label.first, 80) + " is no UTF-8", {}});
        parsed.push_back(std::move(label));
        labels.remove_prefix(quote + quoted);
        while (!labels.empty() && (isBlank(labels.front()) || labels.front() == ','))
            labels.remove_prefix(1);
    }
    std::sort(parsed.begin(), parsed.end());
    const auto twice = std::adjacent_find(parsed.begin(), parsed.end(),
                                          [](const auto &a, const auto &b) { return a.first == b.first; });
    if (twice != parsed.end())
        return tl::unexpected(Problem{{}, "the label " + wellFormed(twice->first, 80) + " comes twice", {}});
    parsed.erase(std::remove_if(parsed.begin(), parsed.end(), [](const auto &label) { return label.second.empty(); }),
                 parsed.end());
    return parsed;
}
} // namespace signalbox
