// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/whatchangedmodel.h>

#include <map>

#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
constexpr std::size_t fewestTogether = 3;
constexpr std::size_t mostNames = 8;

std::vector<Column> changeColumns()
{
    return {{u"Change"_s, 18},
            {u"Subject"_s, 30},
            {u"What"_s, 34},
            {.title = u"Before → after"_s, .characters = 48, .stretches = true},
            {u"When"_s, 19}};
}

bool differsByMember(ChangeKind kind)
{
    return kind == ChangeKind::Restart || kind == ChangeKind::NotRecorded || kind == ChangeKind::Clock;
}

QString valuesText(ChangeKind kind, const std::string &before, const std::string &after)
{
    if (kind == ChangeKind::Mark)
        return oneLine(after);
    if (before.empty() && after.empty())
        return {};
    const auto text = [](const std::string &value) { return value.empty() ? u"nothing"_s : oneLine(value); };
    return text(before) + u" → "_s + text(after);
}

QString namesText(const std::vector<WhatChange> &members)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(mostNames, members.size()); ++i)
        names.append(QString::fromStdString(members[i].subject.name));
    if (members.size() > mostNames)
        names.append(u"…"_s);
    return names.join(u", "_s);
}

std::optional<Moment> latest(const std::vector<WhatChange> &members)
{
    std::optional<Moment> when;
    for (const WhatChange &member : members)
        when = std::max(when, member.when);
    return when;
}
} // namespace

QString wordOf(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Mark:
        return u"change"_s;
    case ChangeKind::Gone:
        return u"gone"_s;
    case ChangeKind::Restart:
        return u"restarted"_s;
    case ChangeKind::Kernel:
        return u"other kernel"_s;
    case ChangeKind::Version:
        return u"other version"_s;
    case ChangeKind::Appeared:
        return u"new"_s;
    case ChangeKind::Estate:
        return u"estate edited"_s;
    case ChangeKind::Text:
        return u"says another text"_s;
    case ChangeKind::Clock:
        return u"clock stepped"_s;
    default:
        return u"not recorded"_s;
    }
}

std::vector<ChangeGroup> grouped(std::vector<WhatChange> changes)
{
    std::sort(changes.begin(), changes.end(), [](const WhatChange &a, const WhatChange &b) {
        return std::tie(a.kind, a.subject, a.what, a.when) < std::tie(b.kind, b.subject, b.what, b.when);
    });
    std::map<std::tuple<ChangeKind, std::string, std::string, std::string, std::string>, ChangeGroup> together;
    for (WhatChange &change : changes) {
        const bool differs = differsByMember(change.kind);
        ChangeGroup group{change.kind, change.what, differs ? "" : change.before, differs ? "" : change.after, {}};
        const auto name = std::tuple(group.kind, change.subject.kind, group.what, group.before, group.after);
        together.try_emplace(name, std::move(group)).first->second.members.push_back(std::move(change));
    }
    std::vector<ChangeGroup> groups;
    for (auto &[name, group] : together) {
        if (group.members.size() >= fewestTogether) {
            groups.push_back(std::move(group));
            continue;
        }
        for (WhatChange &member : group.members)
            groups.push_back({member.kind, member.what, member.before, member.after, {member}});
    }
    std::stable_sort(groups.begin(), groups.end(), [](const ChangeGroup &a, const ChangeGroup &b) {
        if (a.kind == ChangeKind::Mark && b.kind == ChangeKind::Mark)
            return latest(a.members) > latest(b.members);
        return a.kind != b.kind ? a.kind < b.kind : a.members.size() > b.members.size();
    });
    return groups;
}

WhatChangedModel::WhatChangedModel(QObject *parent)
    : RowModel(changeColumns(), parent)
{
}

WhatChangedModel::GroupName WhatChangedModel::nameOf(const ChangeGroup &group)
{
    return {group.kind, group.members.front().subject.kind, group.what, group.before, group.after};
}

void WhatChangedModel::show(std::vector<WhatChange> changes, const PicturePtr &picture)
{
    m_picture = picture;
    m_changes = changes.size();
    m_groups = grouped(std::move(changes));
    layOut();
    if (rowCount() > 0) // today is another day, and its times are told otherwise
        Q_EMIT dataChanged(index(0, WhenColumn), index(rowCount() - 1, WhenColumn));
}

bool WhatChangedModel::toggle(int row)
{
    const ChangeGroup &group = m_groups[at(row).group];
    if (at(row).isMember || group.members.size() < fewestTogether)
        return false;
    const GroupName name = nameOf(group);
    if (m_unfolded.erase(name) == 0)
        m_unfolded.insert(name);
    layOut();
    return true;
}

void WhatChangedModel::layOut()
{
    std::vector<ChangeRow> rows;
    const auto add = [&](ChangeRow row, const WhatChange &change) {
        // A change in the list's middle must not move what a person has selected.
        const std::string name =
            std::to_string(static_cast<int>(change.kind)) + (row.size > 1 ? 'g' : 's') + change.subject.kind + '/' +
            (row.size > 1 ? "" : change.subject.name) + '\n' + change.what + '\n' +
            (row.names == row.values ? "" : row.values.toStdString()) +
            (row.when && row.size == 1 ? std::to_string(row.when->time_since_epoch().count()) : "");
        row.number = m_numbers.try_emplace(name, static_cast<std::uint32_t>(m_numbers.size())).first->second;
        row.place = rows.size();
        row.kind = change.kind;
        row.what = oneLine(change.what);
        rows.push_back(std::move(row));
    };
    const auto addOne = [&](std::size_t group, bool isMember, const WhatChange &change) {
        ChangeRow row;
        row.group = group;
        row.isMember = isMember;
        row.when = change.when;
        if (!change.subject.kind.empty()) {
            row.subject = change.subject;
            row.about = QString::fromStdString(change.subject.path());
        }
        row.values = valuesText(change.kind, change.before, change.after);
        add(std::move(row), change);
    };
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const ChangeGroup &group = m_groups[i];
        if (group.members.size() < fewestTogether) {
            addOne(i, false, group.members.front());
            continue;
        }
        const Subject &first = group.members.front().subject;
        const bool isUnfolded = m_unfolded.contains(nameOf(group));
        ChangeRow row;
        row.group = i;
        row.size = group.members.size();
        row.isUnfolded = isUnfolded;
        row.when = latest(group.members);
        row.about = first.kind.empty() ? u"%1 times"_s.arg(row.size) : kindCount(row.size, first.kind);
        row.names = namesText(group.members);
        row.values = valuesText(group.kind, group.before, group.after);
        if (row.values.isEmpty())
            row.values = row.names;
        add(std::move(row), group.members.front());
        if (isUnfolded)
            for (const WhatChange &member : group.members)
                addOne(i, true, member);
    }
    std::set<Key> shown;
    for (const ChangeRow &row : rows)
        shown.insert(row.number);
    std::vector<Key> removed;
    for (const Key key : keys())
        if (!shown.contains(key))
            removed.push_back(key);
    update(std::move(rows), removed);
}

std::optional<Subject> WhatChangedModel::subjectAt(int row) const
{
    return row >= 0 && row < rowCount() ? at(row).subject : std::nullopt;
}

QVariant WhatChangedModel::cell(const ChangeRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        if (column == WhenColumn && row.when)
            return exactText(m_picture->timeline->wallAt(*row.when), m_zone);
        if (column == SubjectColumn && row.size > 1)
            return row.names;
        return textOf(row, column);
    case DimRole:
        return row.isMember && column == KindColumn;
    default:
        return {};
    }
}

QString WhatChangedModel::textOf(const ChangeRow &row, int column) const
{
    switch (column) {
    case KindColumn:
        return wordOf(row.kind);
    case SubjectColumn:
        if (row.size > 1)
            return (row.isUnfolded ? u"▾ "_s : u"▸ "_s) + row.about;
        return row.isMember ? u"    "_s + row.about : row.about;
    case WhatColumn:
        return row.what;
    case ValuesColumn:
        return row.values;
    default:
        break;
    }
    if (!row.when)
        return {};
    const QString when = sinceText(m_picture->timeline->wallAt(*row.when), m_picture->wall(), m_zone);
    return row.size > 1 ? u"until "_s + when : when;
}

bool WhatChangedModel::before(const ChangeRow &a, const ChangeRow &b, int column) const
{
    switch (column) {
    case KindColumn:
        return a.kind < b.kind;
    case SubjectColumn:
        return naturalKey(a.about) < naturalKey(b.about);
    case WhatColumn:
        return a.what < b.what;
    case ValuesColumn:
        return a.values < b.values;
    case WhenColumn:
        return a.when < b.when;
    default:
        return a.place < b.place;
    }
}

QString WhatChangedModel::searched(const ChangeRow &row) const
{
    QStringList texts{wordOf(row.kind), row.about, row.what, row.values};
    // A group is found by each of its members.
    if (row.size > 1) {
        for (const WhatChange &member : m_groups[row.group].members)
            texts.append(QString::fromStdString(member.subject.path()));
    }
    return searchText(texts);
}
} // namespace signalbox
