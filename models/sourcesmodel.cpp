// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/sourcesmodel.h>

#include <algorithm>

#include <models/changes.h>
#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
std::vector<Column> sourceColumns()
{
    const auto number = [](const QString &title, int characters) {
        return Column{.title = title, .characters = characters, .isNumber = true};
    };
    return {{u"State"_s, 14},
            {u"Source"_s, 14},
            {u"Asks about"_s, 20},
            {.title = u"Last answer"_s, .characters = 15, .isNumber = true, .ages = true},
            {.title = u"What it said when it failed"_s, .characters = 30, .stretches = true},
            {u"Where"_s, 32},
            number(u"Took"_s, 9),
            number(u"Samples"_s, 9),
            number(u"Left out"_s, 9),
            number(u"Every"_s, 8)};
}

/// Whether the sample is something said that still holds.
bool holds(const Sample &sample)
{
    return sample.freshness != Freshness::Never && sample.freshness != Freshness::Gone && sample.kind != FactKind::Gone;
}
} // namespace

bool SourceRow::operator==(const SourceRow &other) const
{
    return up == other.up && sample.at == other.sample.at && standing == other.standing && urlText == other.urlText &&
           errorText == other.errorText && answered == other.answered && subject == other.subject;
}

SourcesModel::SourcesModel(QObject *parent)
    : RowModel(sourceColumns(), parent)
{
}

void SourcesModel::setSource(const std::optional<std::string> &source)
{
    m_source = source;
    if (m_picture)
        show(m_picture);
}

void SourcesModel::findTargets(const PicturePtr &before)
{
    const bool isRewound = before && before->series.size() > m_picture->series.size();
    if (isRewound)
        m_targets.clear();
    for (const std::uint32_t i : changedDeclarations(isRewound ? nullptr : before.get(), *m_picture)) {
        const SeriesDeclared &declared = m_picture->series[i]->declared;
        const std::string &metric = declared.key.metric;
        if (!isAboutScraping(declared.key.metric))
            continue;
        SourceRow &row = m_targets[declared.key.source + '\n' + declared.key.subject.path()];
        const SeriesId id{i};
        if (metric == "up") {
            row.up = id;
            row.source = declared.key.source;
            row.subject = declared.key.subject;
            row.order = naturalKey(QString::fromStdString(row.subject.path()));
            row.interval = declared.interval;
        } else if (metric == "scrape_error") {
            row.error = id;
        } else if (metric == "scrape_url") {
            row.url = id;
        } else if (metric == "scrape_duration_seconds") {
            row.duration = id;
        } else if (metric == "scrape_samples_scraped") {
            row.samples = id;
        } else if (metric == "scrape_samples_left_out") {
            row.leftOut = id;
        }
    }
}

void SourcesModel::look(SourceRow &row) const
{
    const auto textOf = [&](std::optional<SeriesId> id) {
        if (!id || !holds(m_picture->sample(*id)) || m_picture->sample(*id).kind != FactKind::Text)
            return QString();
        return oneLine(m_picture->text(m_picture->sample(*id)));
    };
    row.sample = m_picture->sample(row.up);
    row.urlText = textOf(row.url);
    row.errorText = textOf(row.error);
    row.standing = standingOf(row.sample);
    const bool isAnswering = row.standing.state == State::Ok && row.sample.value == 1;
    if (!isAnswering && row.standing.state == State::Ok)
        row.standing.state = State::Unknown;
    row.answered.reset();
    if (holds(row.sample) && row.sample.value == 1)
        row.answered = row.sample.at;
    const auto subject = row.answered ? std::optional<SubjectId>() : m_picture->find(row.subject);
    if (!subject)
        return;
    // It does not answer now: what it said last of anything else tells when it did.
    for (const SeriesId id : m_picture->subject(*subject).series) {
        const SeriesKey &key = m_picture->series[signalbox::index(id)]->declared.key;
        const bool isAnswer = key.source == row.source && !isAboutScraping(key.metric);
        const Sample &sample = m_picture->sample(id);
        if (isAnswer && sample.freshness != Freshness::Never && (!row.answered || *row.answered < sample.at))
            row.answered = sample.at;
    }
}

void SourcesModel::show(const PicturePtr &picture)
{
    const PicturePtr before = std::exchange(m_picture, picture);
    findTargets(before);
    std::vector<SourceRow> changed;
    std::vector<Key> kept;
    for (auto &[name, row] : m_targets) {
        const bool isBorn = !row.source.empty(); // its `up`, that is
        if (!isBorn || (m_source && row.source != *m_source))
            continue;
        const Sample &sample = picture->sample(row.up);
        if (sample.kind == FactKind::Gone || sample.freshness == Freshness::Gone)
            continue;
        kept.push_back(row.key());
        const bool isOld = row.sample.at != sample.at || row.sample.freshness != sample.freshness || !find(row.key());
        if (!isOld)
            continue;
        look(row);
        row.version = picture->tick.number;
        changed.push_back(row);
    }
    std::sort(kept.begin(), kept.end());
    std::vector<Key> removed = keys();
    removed.erase(std::remove_if(removed.begin(), removed.end(),
                                 [&](Key key) { return std::binary_search(kept.begin(), kept.end(), key); }),
                  removed.end());
    update(std::move(changed), removed);
    touchAges();
}

std::optional<Subject> SourcesModel::subjectAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    return at(row).subject;
}

int SourcesModel::answering() const
{
    int count = 0;
    for (const Key key : keys())
        count += find(key)->standing.state == State::Ok ? 1 : 0;
    return count;
}

QVariant SourcesModel::cell(const SourceRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return column == UrlColumn || column == ErrorColumn ? textOf(row, column) : QVariant();
    case StateRole:
        return column == StateColumn ? QVariant(static_cast<int>(row.standing.state)) : QVariant();
    case HatchedRole:
        return column == StateColumn && row.standing.stale;
    case DimRole:
        return column == EveryColumn || column == UrlColumn;
    default:
        return {};
    }
}

QString SourcesModel::numberOf(std::optional<SeriesId> series) const
{
    const bool isBorn = series && signalbox::index(*series) < m_picture->series.size();
    if (!isBorn || !holds(m_picture->sample(*series)))
        return u"–"_s;
    return sampleText(*m_picture, *m_picture->series[signalbox::index(*series)], m_picture->sample(*series));
}

QString SourcesModel::textOf(const SourceRow &row, int column) const
{
    switch (column) {
    case StateColumn:
        if (row.standing.state == State::Ok)
            return u"answers"_s;
        if (row.standing.stale || row.standing.state == State::Stale)
            return u"silent"_s;
        return holds(row.sample) ? u"no answer"_s : u"not yet asked"_s;
    case SourceColumn:
        return QString::fromStdString(row.source);
    case SubjectColumn:
        return QString::fromStdString(row.subject.path());
    case UrlColumn:
        return row.urlText;
    case AnsweredColumn:
        return row.answered ? ageText(m_picture->now - *row.answered) + u" ago"_s : u"never"_s;
    case TookColumn:
        return numberOf(row.duration);
    case SamplesColumn:
        return numberOf(row.samples);
    case LeftOutColumn:
        return numberOf(row.leftOut);
    case EveryColumn:
        return ageText(row.interval);
    default:
        return row.errorText;
    }
}

bool SourcesModel::before(const SourceRow &a, const SourceRow &b, int column) const
{
    switch (column) {
    case SourceColumn:
        return a.source < b.source;
    case SubjectColumn:
        return a.order < b.order;
    case UrlColumn:
        return a.urlText < b.urlText;
    case AnsweredColumn:
        return a.answered > b.answered;
    case EveryColumn:
        return a.interval < b.interval;
    case ErrorColumn:
        return a.errorText > b.errorText;
    default:
        break;
    }
    const int rankA = rankOf(a.standing);
    const int rankB = rankOf(b.standing);
    if (rankA != rankB)
        return rankA > rankB;
    if (column >= 0)
        return false;
    return a.source != b.source ? a.source < b.source : a.order < b.order;
}

QString SourcesModel::searched(const SourceRow &row) const
{
    return searchText(
        {textOf(row, StateColumn), textOf(row, SourceColumn), textOf(row, SubjectColumn), row.urlText, row.errorText});
}
} // namespace signalbox
