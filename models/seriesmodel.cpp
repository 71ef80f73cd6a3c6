// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/seriesmodel.h>

#include <cmath>
#include <cstring>
#include <unordered_set>

#include <models/format.h>
#include <recording/mark.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
std::vector<Column> seriesColumns()
{
    return {{u"Metric"_s, 34},
            {.title = u"Labels"_s, .characters = 30, .stretches = true},
            {.title = u"Value"_s, .characters = 34, .isNumber = true},
            {.title = u"Age"_s, .characters = 13, .isNumber = true, .ages = true},
            {u"Freshness"_s, 14},
            {u"Source"_s, 16}};
}

/// A NaN equals itself here: it is the same thing to show.
bool isSame(const Sample &a, const Sample &b)
{
    return std::memcmp(&a.value, &b.value, sizeof a.value) == 0 && a.at == b.at && a.kind == b.kind &&
           a.freshness == b.freshness;
}

bool isGone(const Sample &sample)
{
    return sample.freshness == Freshness::Gone || sample.kind == FactKind::Gone;
}

/// A number that is none says nothing, however fresh it is.
QString freshnessText(const Sample &sample)
{
    const bool isNoNumber = sample.kind == FactKind::Number && std::isnan(sample.value);
    return isNoNumber && sample.freshness != Freshness::Stale ? u"unknown"_s : wordOf(sample.freshness);
}

bool holds(const SeriesRow &row)
{
    return row.sample.freshness != Freshness::Never;
}
} // namespace

bool SeriesRow::operator==(const SeriesRow &other) const
{
    return series == other.series && isSame(sample, other.sample);
}

SeriesModel::SeriesModel(QObject *parent)
    : RowModel(seriesColumns(), parent)
{
}

void SeriesModel::setSubject(const Subject &subject)
{
    if (m_subject == subject)
        return;
    m_subject = subject;
    update({}, keys());
    if (m_picture)
        show(m_picture);
}

void SeriesModel::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, ValueColumn), index(rowCount() - 1, ValueColumn));
}

void SeriesModel::show(const PicturePtr &picture)
{
    m_picture = picture;
    std::vector<SeriesRow> rows;
    std::unordered_set<Key> shown;
    if (const auto subject = picture->find(m_subject)) {
        for (const SeriesId id : picture->subject(*subject).series) {
            const Sample &sample = picture->sample(id);
            // A change mark is an event: charts and what changed tell it.
            const bool isMark = picture->series[signalbox::index(id)]->declared.key.metric == changeMarkMetric;
            if (isMark || isGone(sample))
                continue;
            SeriesRow row{picture->series[signalbox::index(id)], sample, {}, {}};
            row.metric = oneLine(row.series->declared.key.metric);
            row.labels = oneLine(labelText(row.series->declared.key.labels));
            shown.insert(row.key());
            rows.push_back(std::move(row));
        }
    }
    std::vector<Key> removed = keys();
    removed.erase(std::remove_if(removed.begin(), removed.end(), [&](Key key) { return shown.contains(key); }),
                  removed.end());
    update(std::move(rows), removed);
    touchAges();
}

QVariant SeriesModel::cell(const SeriesRow &row, int column, int role) const
{
    const Standing standing = standingOf(row.sample);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return column == LabelsColumn || column == ValueColumn ? textOf(row, column) : QVariant();
    case StateRole:
        return column == FreshnessColumn ? QVariant(static_cast<int>(standing.state)) : QVariant();
    case HatchedRole:
        return (column == FreshnessColumn || column == ValueColumn) && standing.stale;
    case DimRole:
        return column == LabelsColumn || column == SourceColumn || !holds(row);
    default:
        return {};
    }
}

QString SeriesModel::textOf(const SeriesRow &row, int column) const
{
    switch (column) {
    case MetricColumn:
        return row.metric;
    case LabelsColumn:
        return row.labels;
    case ValueColumn:
        return sampleText(*m_picture, *row.series, row.sample, m_zone);
    case AgeColumn:
        return holds(row) ? ageText(m_picture->now - row.sample.at) : u"–"_s;
    case FreshnessColumn:
        return freshnessText(row.sample);
    default:
        return QString::fromStdString(row.series->declared.key.source);
    }
}

bool SeriesModel::before(const SeriesRow &a, const SeriesRow &b, int column) const
{
    switch (column) {
    case LabelsColumn:
        return a.labels < b.labels;
    case ValueColumn:
        // Texts after numbers and NaN after those: a strict order needs every pair to have one.
        if (a.sample.kind != b.sample.kind)
            return a.sample.kind < b.sample.kind;
        if (std::isnan(a.sample.value) || std::isnan(b.sample.value))
            return !std::isnan(a.sample.value) && std::isnan(b.sample.value);
        return a.sample.value < b.sample.value;
    case AgeColumn:
        return a.sample.at > b.sample.at;
    case FreshnessColumn:
        return rankOf(standingOf(a.sample)) > rankOf(standingOf(b.sample));
    case SourceColumn:
        return a.series->declared.key.source < b.series->declared.key.source;
    default:
        break;
    }
    if (a.metric != b.metric)
        return a.metric < b.metric;
    return column < 0 && a.labels < b.labels;
}

QString SeriesModel::searched(const SeriesRow &row) const
{
    return searchText({row.metric, row.labels, wordOf(row.sample.freshness)});
}
} // namespace signalbox
