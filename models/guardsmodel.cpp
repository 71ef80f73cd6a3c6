// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/guardsmodel.h>

#include <algorithm>

#include <models/format.h>
#include <models/plantext.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
constexpr std::size_t mostValues = 3;

QString valuesText(const std::vector<const Guard *> &guards)
{
    QStringList values;
    for (const Guard *guard : guards) {
        const QString value = oneLine(guard->value);
        if (!value.isEmpty() && !values.contains(value))
            values += value;
    }
    const auto left = static_cast<std::uint64_t>(std::max<qsizetype>(0, values.size() - qsizetype(mostValues)));
    if (left > 0)
        values = values.first(mostValues) + QStringList{u"and %1 more"_s.arg(countText(left))};
    return values.join(u"; "_s);
}
} // namespace

GuardsModel::GuardsModel(QObject *parent)
    : RowModel({{u"State"_s, 22},
                {u"Guard"_s, 42},
                {.title = u"Found"_s, .characters = 34, .stretches = true},
                {u"Must be"_s, 26},
                {u"Your answer"_s, 26},
                {.title = u"Age"_s, .characters = 10, .isNumber = true},
                {u"From"_s, 14}},
               parent)
{
}

void GuardsModel::show(const std::vector<Guard> &guards, const GuardAnswers &answers)
{
    std::vector<std::pair<std::string, std::vector<const Guard *>>> groups;
    std::map<std::string, std::size_t> places;
    for (const Guard &guard : guards) {
        const std::string name = guard.id + '\n' + std::to_string(static_cast<int>(guard.guardClass)) + '\n' +
                                 std::to_string(static_cast<int>(guard.verdict));
        const auto [place, isNew] = places.try_emplace(name, groups.size());
        if (isNew)
            groups.push_back({name, {}});
        groups[place->second].second.push_back(&guard);
    }
    std::vector<GuardRow> rows;
    std::set<Key> shown;
    for (const auto &[name, members] : groups) {
        GuardRow row;
        row.number = m_numbers.try_emplace(name, static_cast<std::uint32_t>(m_numbers.size())).first->second;
        row.place = rows.size();
        row.guard = *members.front();
        row.count = members.size();
        row.found = valuesText(members);
        row.isAnswered = (isToTick(row.guard) && answers.ticked.contains(row.guard.id)) ||
                         (isOverridable(row.guard) && answers.overridden.contains(row.guard.id));
        shown.insert(row.number);
        rows.push_back(std::move(row));
    }
    std::vector<Key> removed;
    for (const Key key : keys())
        if (!shown.contains(key))
            removed.push_back(key);
    update(std::move(rows), removed);
}

QVariant GuardsModel::cell(const GuardRow &row, int column, int role) const
{
    const std::optional<State> state = stateOf(row.guard);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return textOf(row, column);
    case StateRole:
        return column == VerdictColumn && state ? QVariant(static_cast<int>(*state)) : QVariant();
    case DimRole:
        return row.guard.isMet() && column != FoundColumn;
    default:
        return {};
    }
}

QString GuardsModel::textOf(const GuardRow &row, int column) const
{
    const Guard &guard = row.guard;
    switch (column) {
    case VerdictColumn:
        return wordOf(guard);
    case TitleColumn:
        return row.count > 1 ? u"%1  (%2 times)"_s.arg(oneLine(guard.title), countText(row.count))
                             : oneLine(guard.title);
    case FoundColumn:
        return row.found;
    case NeededColumn:
        return guard.thresholdFrom.empty() || guard.threshold.empty()
                   ? oneLine(guard.threshold)
                   : u"%1  (%2)"_s.arg(oneLine(guard.threshold), oneLine(guard.thresholdFrom));
    case AgeColumn:
        return guard.age ? ageText(*guard.age) : QString();
    case SourceColumn:
        return oneLine(guard.source);
    default:
        break;
    }
    if (isToTick(guard))
        return row.isAnswered ? u"☑ accepted"_s : u"☐ accept it? (Space)"_s;
    if (isOverridable(guard))
        return row.isAnswered ? u"☑ overridden"_s : u"☐ override? (Space)"_s;
    return guard.isMet() ? QString() : u"cannot be overridden"_s;
}

bool GuardsModel::before(const GuardRow &a, const GuardRow &b, int column) const
{
    switch (column) {
    case AgeColumn:
        return a.guard.age < b.guard.age;
    case -1:
    case VerdictColumn:
        return a.place < b.place;
    default:
        return naturalKey(textOf(a, column)) < naturalKey(textOf(b, column));
    }
}

QString GuardsModel::searched(const GuardRow &row) const
{
    QStringList texts;
    for (int column = 0; column <= SourceColumn; ++column)
        texts += textOf(row, column);
    return searchText(texts);
}
} // namespace signalbox
