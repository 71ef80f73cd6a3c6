// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <QCryptographicHash>

namespace signalbox
{
SubjectView::SubjectView(const Picture &picture, SubjectId subject, std::span<const SeriesId> inputs)
    : m_picture(picture)
    , m_subject(subject)
    , m_inputs(inputs)
{
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
    for (const Value &value : members(metric)) {
        if (value.series.subject == m_subject && value.sample.freshness != Freshness::Gone)
            found.push_back(value);
    }
    return found;
}

std::optional<SubjectView::Value> SubjectView::value(std::string_view metric, const Labels &labels,
                                                     std::string_view source) const
{
    for (const Value &candidate : values(metric)) {
        const SeriesKey &key = candidate.series.declared.key;
        if (key.source == source && key.labels == labels)
            return candidate;
    }
    return {};
}

std::vector<SubjectView::Value> SubjectView::members(std::string_view metric) const
{
    std::vector<Value> found;
    for (const SeriesId id : m_inputs) {
        const Series &series = *m_picture.series[index(id)];
        if (series.declared.key.metric == metric)
            found.push_back({series, m_picture.sample(id)});
    }
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
