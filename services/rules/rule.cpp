// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>

#include <QCryptographicHash>

namespace signalbox
{
SubjectView::SubjectView(const Picture &picture, SubjectId subject, const Rule &rule, std::span<const Input> inputs)
    : m_picture(picture)
    , m_subject(subject)
    , m_rule(rule)
    , m_inputs(inputs)
{
}

// A source may have ten thousand members: which metric a series is was found out at its birth.
template <class Use>
void SubjectView::eachOf(std::string_view metric, Use use) const
{
    const auto found = std::find(m_rule.metrics.begin(), m_rule.metrics.end(), metric);
    const bool isNamed = found == m_rule.metrics.end();
    const auto number = isNamed ? Input::byName : static_cast<std::uint16_t>(found - m_rule.metrics.begin());
    for (const Input &input : m_inputs) {
        if (input.metric != number)
            continue;
        const Series &series = *m_picture.series[index(input.series)];
        if (!isNamed || series.declared.key.metric == metric)
            use(input, Value{series, m_picture.sample(input.series)});
    }
}

const Subject &SubjectView::subject() const
{
    return m_picture.subject(m_subject).subject;
}

const Estate &SubjectView::estate() const
{
    return *m_picture.estate;
}

std::vector<SubjectView::Value> SubjectView::values(std::string_view metric) const
{
    std::vector<Value> found;
    eachOf(metric, [&](const Input &input, const Value &value) {
        if (input.isOwn && value.sample.freshness != Freshness::Gone)
            found.push_back(value);
    });
    return found;
}

std::optional<SubjectView::Value> SubjectView::value(std::string_view metric, const Labels &labels,
                                                     std::string_view source) const
{
    const Series *series = nullptr;
    const Sample *sample = nullptr;
    eachOf(metric, [&](const Input &input, const Value &value) {
        const SeriesKey &key = value.series.declared.key;
        if (!series && input.isOwn && value.sample.freshness != Freshness::Gone && key.source == source &&
            key.labels == labels) {
            series = &value.series;
            sample = &value.sample;
        }
    });
    return series ? std::optional<Value>({*series, *sample}) : std::nullopt;
}

std::vector<SubjectView::Value> SubjectView::members(std::string_view metric) const
{
    std::vector<Value> found;
    eachOf(metric, [&](const Input &, const Value &value) { found.push_back(value); });
    return found;
}

const std::string &SubjectView::text(const Sample &sample) const
{
    return m_picture.text(sample);
}

const SubjectState &SubjectView::subjectOf(const Series &series) const
{
    return m_picture.subject(series.subject);
}

SourceStanding SubjectView::standing(const SubjectState &subject, std::string_view source) const
{
    SourceStanding standing;
    for (const SeriesId id : subject.series) {
        const Series &series = *m_picture.series[index(id)];
        const Freshness freshness = m_picture.sample(id).freshness;
        if (series.declared.key.source != source || freshness == Freshness::Gone || series.aboutScraping)
            continue;
        ++standing.series;
        if (freshness != Freshness::Fresh)
            standing.silent.push_back(id);
    }
    return standing;
}

SourceStanding SubjectView::standing(std::string_view source) const
{
    SourceStanding standing;
    for (std::size_t i = 0; i < m_picture.series.size(); ++i) {
        const auto id = static_cast<SeriesId>(i);
        const Freshness freshness = m_picture.sample(id).freshness;
        const Series &series = *m_picture.series[i];
        if (series.declared.key.source != source || freshness == Freshness::Gone || series.aboutScraping)
            continue;
        ++standing.series;
        if (freshness != Freshness::Fresh)
            standing.silent.push_back(id);
    }
    return standing;
}

const Series &SubjectView::series(SeriesId id) const
{
    return *m_picture.series[index(id)];
}

const Sample &SubjectView::sample(SeriesId id) const
{
    return m_picture.sample(id);
}

namespace rules
{
std::string setHash()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Rule *rule : all()) {
        const std::string line = std::string(rule->id) + ' ' + std::to_string(rule->version) + '\n';
        hash.addData(QByteArray::fromStdString(line));
    }
    return hash.result().toHex().toStdString();
}
} // namespace rules
} // namespace signalbox
