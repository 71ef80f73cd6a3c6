// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/kindsmodel.h>

#include <numeric>

#include <QStringList>

#include <models/changes.h>
#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
std::vector<Column> kindColumns()
{
    const auto number = [](const QString &title) { return Column{.title = title, .characters = 11, .isNumber = true}; };
    return {{.title = u"Kind"_s, .characters = 18, .stretches = true},
            number(u"All"_s),
            number(u"Unknown"_s),
            number(u"Stale"_s),
            number(u"Critical"_s),
            number(u"Warning"_s),
            number(u"Maintenance"_s),
            number(u"OK"_s),
            number(u"Not watched"_s)};
}

std::uint32_t countIn(const KindRow &row, int column)
{
    switch (column) {
    case KindsModel::UnknownColumn:
        return row.in(State::Unknown);
    case KindsModel::StaleColumn:
        return row.in(State::Stale);
    case KindsModel::CriticalColumn:
        return row.in(State::Critical);
    case KindsModel::WarningColumn:
        return row.in(State::Warning);
    case KindsModel::MaintenanceColumn:
        return row.in(State::Maintenance);
    case KindsModel::OkColumn:
        return row.in(State::Ok);
    case KindsModel::UnwatchedColumn:
        return row.unwatched;
    default:
        return row.total();
    }
}

std::optional<State> stateOf(int column)
{
    switch (column) {
    case KindsModel::UnknownColumn:
    case KindsModel::UnwatchedColumn:
        return State::Unknown;
    case KindsModel::StaleColumn:
        return State::Stale;
    case KindsModel::CriticalColumn:
        return State::Critical;
    case KindsModel::WarningColumn:
        return State::Warning;
    case KindsModel::MaintenanceColumn:
        return State::Maintenance;
    case KindsModel::OkColumn:
        return State::Ok;
    default:
        return {};
    }
}
} // namespace

std::uint32_t KindRow::total() const
{
    return std::accumulate(count.begin(), count.end(), unwatched);
}

KindsModel::KindsModel(QObject *parent)
    : RowModel(kindColumns(), parent)
{
}

std::uint32_t KindsModel::numberOf(const std::string &kind)
{
    for (const KindRow &row : m_kinds)
        if (row.kind == kind)
            return row.number;
    KindRow row;
    row.number = static_cast<std::uint32_t>(m_kinds.size());
    row.kind = kind;
    m_kinds.push_back(row);
    return row.number;
}

void KindsModel::count(const Counted &counted, bool isAdded)
{
    const auto change = isAdded ? 1U : ~0U; // the latter is -1 modulo 2^32, which is what unsigned sums are for
    for (KindRow *row : {&m_kinds[counted.kind], &m_sum}) {
        if (isUnwatched(counted.standing))
            row->unwatched += change;
        else
            row->count[static_cast<std::size_t>(counted.standing.state)] += change;
        if (counted.standing.stale)
            row->stale += change;
    }
}

void KindsModel::show(const PicturePtr &picture)
{
    const PicturePtr before = std::exchange(m_picture, picture);
    std::vector<std::uint32_t> changed = changedSubjects(before.get(), *picture);
    for (auto i = picture->subjects.size(); i < m_counted.size(); ++i)
        changed.push_back(static_cast<std::uint32_t>(i));
    m_counted.resize(std::max(m_counted.size(), picture->subjects.size()));
    for (const std::uint32_t i : changed) {
        Counted &counted = m_counted[i];
        if (counted.isCounted)
            count(counted, false);
        counted.isCounted = i < picture->subjects.size() && !isForgotten(*picture->subjects[i]);
        if (!counted.isCounted)
            continue;
        const SubjectState &state = *picture->subjects[i];
        counted.kind = numberOf(state.subject.kind);
        counted.standing = standingOf(state);
        count(counted, true);
    }
    std::vector<KindRow> rows;
    std::vector<Key> empty;
    for (const KindRow &row : m_kinds) {
        if (row.total() > 0)
            rows.push_back(row);
        else
            empty.push_back(row.key());
    }
    update(std::move(rows), empty);
}

QString KindsModel::unwatchedSentence() const
{
    QStringList counts;
    for (const KindRow &row : m_kinds)
        if (row.unwatched > 0)
            counts.append(kindCount(row.unwatched, row.kind));
    return counts.isEmpty() ? QString() : counts.join(u", "_s) + u" declared, watched by nothing"_s;
}

QVariant KindsModel::cell(const KindRow &row, int column, int role) const
{
    const std::uint32_t count = countIn(row, column);
    const bool isZero = column != KindColumn && count == 0;
    switch (role) {
    case Qt::DisplayRole:
        if (column == KindColumn)
            return kindTitle(row.kind);
        return isZero ? u"–"_s : countText(count);
    case Qt::AccessibleTextRole:
        return column == KindColumn ? kindTitle(row.kind)
                                    : u"%1: %2"_s.arg(columns()[static_cast<std::size_t>(column)].title).arg(count);
    case StateRole: {
        const auto state = stateOf(column);
        return state && !isZero ? QVariant(static_cast<int>(*state)) : QVariant();
    }
    case HatchedRole:
        return column == StaleColumn && !isZero;
    case HollowRole:
        return column == UnwatchedColumn;
    case DimRole:
        return isZero || column == OkColumn;
    default:
        return {};
    }
}

bool KindsModel::before(const KindRow &a, const KindRow &b, int column) const
{
    if (column < 0)
        return a.number < b.number;
    if (column == KindColumn)
        return a.kind < b.kind;
    return countIn(a, column) < countIn(b, column);
}

QString KindsModel::searched(const KindRow &row) const
{
    return searchText({kindTitle(row.kind)});
}
} // namespace signalbox
