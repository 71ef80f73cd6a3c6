// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sources/source.h>

namespace signalbox
{
/// Keeps what a source says, for a test to look at. One thread.
class SayCollector final : public Say
{
public:
    struct Series {
        Subject subject;
        std::string metric;
        Labels labels;
        std::string unit;
        Milliseconds interval{};
    };
    struct Said {
        FactKind kind = FactKind::Number;
        Moment at{};
        double number = 0;
        std::string text;
    };

    SeriesHandle series(const Subject &subject, std::string_view metric, const Labels &labels, std::string_view unit,
                        Milliseconds interval) override
    {
        const auto key = std::make_tuple(subject, std::string(metric), labels);
        const auto [place, isNew] = m_byKey.try_emplace(key, static_cast<SeriesHandle>(declared.size()));
        if (isNew) {
            declared.push_back({subject, std::string(metric), labels, std::string(unit), interval});
            said.emplace_back();
        }
        return place->second;
    }
    void number(SeriesHandle series, Moment at, double value) override
    {
        add(series, {FactKind::Number, at, value, {}});
    }
    void text(SeriesHandle series, Moment at, std::string_view value) override
    {
        add(series, {FactKind::Text, at, 0, std::string(value)});
    }
    void gone(SeriesHandle series, Moment at) override { add(series, {FactKind::Gone, at, 0, {}}); }
    void earlier(SeriesHandle series, std::vector<EarlierPoint> points) override
    {
        pasts.emplace_back(series, std::move(points));
    }
    void flush() override { ++flushes; }

    /// The last that was said of the series, or nothing.
    [[nodiscard]] std::optional<Said> last(const Subject &subject, const std::string &metric,
                                           const Labels &labels = {}) const
    {
        const auto found = m_byKey.find(std::make_tuple(subject, metric, labels));
        if (found == m_byKey.end() || said[index(found->second)].empty())
            return {};
        return said[index(found->second)].back();
    }
    /// The last number said, or nothing: never said, a text or gone.
    [[nodiscard]] std::optional<double> number(const Subject &subject, const std::string &metric,
                                               const Labels &labels = {}) const
    {
        const std::optional<Said> found = last(subject, metric, labels);
        return found && found->kind == FactKind::Number ? std::optional(found->number) : std::nullopt;
    }
    /// The last text said; empty where there was none.
    [[nodiscard]] std::string text(const Subject &subject, const std::string &metric, const Labels &labels = {}) const
    {
        const std::optional<Said> found = last(subject, metric, labels);
        return found ? found->text : std::string();
    }
    /// How often something was said of the series.
    [[nodiscard]] std::size_t times(const Subject &subject, const std::string &metric, const Labels &labels = {}) const
    {
        const auto found = m_byKey.find(std::make_tuple(subject, metric, labels));
        return found == m_byKey.end() ? 0 : said[index(found->second)].size();
    }

    std::vector<Series> declared;                                          ///< by handle
    std::vector<std::vector<Said>> said;                                   ///< by handle
    std::vector<std::pair<SeriesHandle, std::vector<EarlierPoint>>> pasts; ///< in order of saying
    int flushes = 0;

private:
    void add(SeriesHandle series, Said fact) { said.at(index(series)).push_back(std::move(fact)); }

    std::map<std::tuple<Subject, std::string, Labels>, SeriesHandle> m_byKey;
};
} // namespace signalbox
