// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/subjectsmodel.h>

#include <models/changes.h>
#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
std::vector<Column> subjectColumns()
{
    return {{u"State"_s, 18},
            {u"Kind"_s, 9},
            {u"Name"_s, 24},
            {.title = u"What is wrong"_s, .characters = 40, .stretches = true},
            {.title = u"Last heard"_s, .characters = 13, .isNumber = true, .ages = true},
            {.title = u"Series"_s, .characters = 16, .isNumber = true},
            {u"Site"_s, 12}};
}

/// Of the natural key of "kind/name" what is the name's.
QStringView nameIn(const QString &order)
{
    return QStringView(order).mid(order.indexOf(u'/') + 1);
}

int compareText(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive);
}
} // namespace

std::optional<Moment> lastHeard(const Picture &picture, const SubjectState &subject)
{
    std::optional<Moment> newest;
    for (const SeriesId id : subject.series) {
        const Sample &sample = picture.sample(id);
        // That a poll failed is heard of the source, not of the subject.
        const bool isNews = !picture.series[signalbox::index(id)]->aboutScraping;
        const bool holds = sample.freshness != Freshness::Never && sample.freshness != Freshness::Gone;
        if (isNews && holds && (!newest || *newest < sample.at))
            newest = sample.at;
    }
    return newest;
}

const Alert *worstAlert(const Picture &picture, const SubjectState &subject)
{
    const Alert *worst = nullptr;
    for (const AlertId id : subject.alerts) {
        const Alert &alert = picture.alerts[signalbox::index(id)];
        if (alert.cell.state != AlertState::Raised)
            continue;
        const bool isOlder =
            worst && worst->cell.severity == alert.cell.severity && alert.cell.since < worst->cell.since;
        if (!worst || worst->cell.severity < alert.cell.severity || isOlder)
            worst = &alert;
    }
    return worst;
}

QString worstSentence(const Picture &picture, const SubjectState &subject)
{
    const Alert *worst = worstAlert(picture, subject);
    if (!worst)
        return {};
    const QString sentence = oneLine(picture.text(worst->cell.sentence));
    return subject.raised > 1 ? sentence + u"  (+%1 more)"_s.arg(subject.raised - 1) : sentence;
}

SubjectsModel::SubjectsModel(QObject *parent)
    : RowModel(subjectColumns(), parent)
{
}

void SubjectsModel::show(const PicturePtr &picture)
{
    const PicturePtr before = m_picture;
    const bool isOtherEstate = !before || before->estate != picture->estate;
    const auto changed = changedSubjects(isOtherEstate ? nullptr : before.get(), *picture);
    std::vector<Key> removed;
    if (before)
        for (std::size_t i = picture->subjects.size(); i < before->subjects.size(); ++i)
            removed.push_back(static_cast<Key>(i));
    for (const std::uint32_t i : changed) {
        const SubjectState &state = *picture->subjects[i];
        const SubjectRow *known = find(i);
        // A seek may give a number to another subject: then it is another row, and no selection may pass between them.
        if (known && (isForgotten(state) || known->subject != state.subject))
            removed.push_back(i);
    }
    // A view asks for cells whenever rows go: what is gone must go while the picture that has it is still here.
    update({}, removed);
    m_picture = picture;
    if (isOtherEstate)
        learnSites();
    std::vector<SubjectRow> rows;
    for (const std::uint32_t i : changed)
        if (!isForgotten(*picture->subjects[i]))
            rows.push_back(rowOf(SubjectId{i}));
    update(std::move(rows), {});
    touchAges();
}

void SubjectsModel::learnSites()
{
    m_sites.clear();
    for (const Declared &declared : m_picture->estate->subjects)
        if (!declared.site.empty())
            m_sites.emplace(declared.subject.path(), oneLine(declared.site));
}

SubjectRow SubjectsModel::rowOf(SubjectId id) const
{
    const SubjectState &state = m_picture->subject(id);
    const auto count = [&](Freshness freshness) { return state.count[static_cast<std::size_t>(freshness)]; };
    SubjectRow row;
    row.id = id;
    row.subject = state.subject;
    row.standing = standingOf(state);
    row.name = QString::fromStdString(state.subject.name);
    row.order = naturalKey(QString::fromStdString(state.subject.path()));
    if (const auto site = m_sites.find(state.subject.path()); site != m_sites.end())
        row.site = site->second;
    row.raised = state.raised;
    row.silent = count(Freshness::Stale) + count(Freshness::Never);
    row.series = row.silent + count(Freshness::Fresh) + count(Freshness::Late);
    row.version = m_picture->tick.number;
    return row;
}

std::optional<Subject> SubjectsModel::subjectAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    return at(row).subject;
}

QVariant SubjectsModel::cell(const SubjectRow &row, int column, int role) const
{
    const bool isWell = row.standing.state == State::Ok;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return column == FindingColumn ? textOf(row, column) : QVariant();
    case StateRole:
        return column == StateColumn ? QVariant(static_cast<int>(row.standing.state)) : QVariant();
    case HatchedRole:
        return column == StateColumn && row.standing.stale;
    case HollowRole:
        return column == StateColumn && !row.standing.watched;
    case DimRole:
        return column == KindColumn || ((isWell || !row.standing.watched) && column != NameColumn);
    default:
        return {};
    }
}

QString SubjectsModel::textOf(const SubjectRow &row, int column) const
{
    switch (column) {
    case StateColumn:
        return wordOf(row.standing);
    case KindColumn:
        return QString::fromStdString(row.subject.kind);
    case NameColumn:
        return row.name;
    case FindingColumn:
        if (row.raised == 0 && !row.standing.watched)
            return u"declared, watched by nothing"_s;
        return worstSentence(*m_picture, m_picture->subject(row.id));
    case HeardColumn: {
        const auto heard = lastHeard(*m_picture, m_picture->subject(row.id));
        if (row.series == 0 && row.subject.kind == "source")
            return u"–"_s;
        return heard ? ageText(m_picture->now - *heard) + u" ago"_s : u"never"_s;
    }
    case SeriesColumn:
        return row.silent == 0 ? countText(row.series)
                               : u"%1, %2 silent"_s.arg(countText(row.series), countText(row.silent));
    default:
        return row.site;
    }
}

bool SubjectsModel::before(const SubjectRow &a, const SubjectRow &b, int column) const
{
    switch (column) {
    case KindColumn:
        return a.subject.kind < b.subject.kind;
    case NameColumn:
        return nameIn(a.order) < nameIn(b.order);
    case FindingColumn:
        return a.raised > b.raised;
    case SeriesColumn:
        return a.series < b.series;
    case SiteColumn:
        return compareText(a.site, b.site) < 0;
    default:
        break;
    }
    const int rankA = rankOf(a.standing);
    const int rankB = rankOf(b.standing);
    if (rankA != rankB)
        return rankA > rankB;
    return a.order < b.order;
}

QString SubjectsModel::searched(const SubjectRow &row) const
{
    return searchText(
        {row.name, u"site:"_s + row.site, QString::fromStdString(row.subject.kind), wordOf(row.standing)});
}
} // namespace signalbox
