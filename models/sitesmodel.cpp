// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/sitesmodel.h>

#include <algorithm>
#include <numeric>

#include <QSet>

#include <models/changes.h>
#include <models/format.h>
#include <models/hostcells.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
/// The worst first, as rankOf has them.
constexpr State badStates[] = {State::Unknown, State::Stale, State::Critical, State::Warning};

/// In the order in which people count; the empty one last.
std::vector<QString> inOrder(const QSet<QString> &texts)
{
    std::vector<QString> all(texts.begin(), texts.end());
    std::sort(all.begin(), all.end(), [](const QString &a, const QString &b) {
        return a.isEmpty() != b.isEmpty() ? b.isEmpty() : naturalKey(a) < naturalKey(b);
    });
    return all;
}

int numberOf(const std::vector<QString> &texts, const QString &text)
{
    return static_cast<int>(std::find(texts.begin(), texts.end(), text) - texts.begin());
}

std::vector<QString> rolesOf(const Declared *declared)
{
    std::vector<QString> roles;
    if (declared)
        for (const std::string &role : declared->roles)
            roles.push_back(oneLine(role));
    if (roles.empty())
        roles.emplace_back();
    return roles;
}
} // namespace

void HostTally::add(const Standing &standing, bool isAdded)
{
    const auto change = isAdded ? 1U : ~0U; // the latter is -1 modulo 2^32
    if (isUnwatched(standing))
        unwatched += change;
    else
        count[static_cast<std::size_t>(standing.state)] += change;
}

std::uint32_t HostTally::total() const
{
    return std::accumulate(count.begin(), count.end(), unwatched);
}

std::uint32_t HostTally::bad() const
{
    std::uint32_t sum = 0;
    for (const State state : badStates)
        sum += count[static_cast<std::size_t>(state)];
    return sum;
}

Standing HostTally::worst() const
{
    for (const State state : badStates)
        if (count[static_cast<std::size_t>(state)] > 0)
            return {state};
    if (unwatched > 0)
        return {State::Unknown, false, false};
    return {count[static_cast<std::size_t>(State::Maintenance)] > 0 ? State::Maintenance : State::Ok};
}

QString HostTally::sentence() const
{
    QStringList parts{countText(total()) + (total() == 1 ? u" host"_s : u" hosts"_s)};
    for (const State state : badStates)
        if (const auto number = count[static_cast<std::size_t>(state)]; number > 0)
            parts.append(countText(number) + u' ' + wordOf(state));
    if (unwatched > 0)
        parts.append(countText(unwatched) + u" not watched"_s);
    if (const auto number = count[static_cast<std::size_t>(State::Maintenance)]; number > 0)
        parts.append(countText(number) + u' ' + wordOf(State::Maintenance));
    if (parts.size() == 1 && total() > 0)
        parts.append(u"all well"_s);
    return parts.join(u", "_s);
}

SitesModel::SitesModel(QObject *parent)
    : TableModel({}, parent)
{
}

void SitesModel::show(const PicturePtr &picture)
{
    const PicturePtr before = std::exchange(m_picture, picture);
    bool isOtherFleet =
        !before || before->estate != picture->estate || before->subjects.size() > picture->subjects.size();
    if (!isOtherFleet) {
        m_hosts.resize(picture->subjects.size());
        for (const std::uint32_t i : changedSubjects(before.get(), *picture)) {
            const SubjectState &state = *picture->subjects[i];
            Counted &known = m_hosts[i];
            const bool isHost = state.subject.kind == "host" && !isForgotten(state);
            if (isHost != (known.site >= 0) || (isHost && known.subject != state.subject)) {
                isOtherFleet = true;
                break;
            }
            const Standing standing = standingOf(state);
            if (!isHost || standing == known.standing)
                continue;
            count(known, false);
            known.standing = standing;
            count(known, true);
            for (const int row : {0, known.site + (hasSum() ? 1 : 0)}) {
                touch(row, AllColumn);
                for (const int role : known.roles)
                    touch(row, FirstRoleColumn + role);
            }
        }
    }
    if (isOtherFleet)
        rebuild();
}

void SitesModel::rebuild()
{
    beginResetModel();
    std::unordered_map<std::string, const Declared *> declared;
    for (const Declared &entry : m_picture->estate->subjects)
        if (entry.subject.kind == "host")
            declared.emplace(entry.subject.name, &entry);
    const auto declaredOf = [&](const Subject &subject) {
        const auto found = declared.find(subject.name);
        return found == declared.end() ? nullptr : found->second;
    };
    const auto siteOf = [](const Declared *entry) { return entry ? oneLine(entry->site) : QString(); };
    QSet<QString> sites;
    QSet<QString> roles;
    std::vector<std::uint32_t> hosts;
    for (std::uint32_t i = 0; i < m_picture->subjects.size(); ++i) {
        const SubjectState &state = *m_picture->subjects[i];
        if (state.subject.kind != "host" || isForgotten(state))
            continue;
        hosts.push_back(i);
        sites.insert(siteOf(declaredOf(state.subject)));
        for (const QString &role : rolesOf(declaredOf(state.subject)))
            roles.insert(role);
    }
    m_sites = inOrder(sites);
    m_roles = inOrder(roles);
    if (m_roles.size() == 1 && m_roles.front().isEmpty())
        m_roles.clear(); // nobody has a role: there is nothing to tell apart
    std::vector<Column> columns{{.title = u"Site"_s, .characters = 20},
                                {.title = u"All"_s, .characters = 16, .isNumber = true}};
    for (const QString &role : m_roles)
        columns.push_back({.title = role.isEmpty() ? u"no role"_s : role, .characters = 14, .isNumber = true});
    setColumns(std::move(columns));
    m_tallies.assign(m_sites.size() + (hasSum() ? 1 : 0), std::vector<HostTally>(1 + m_roles.size()));
    m_hosts.assign(m_picture->subjects.size(), {});
    for (const std::uint32_t i : hosts) {
        Counted &host = m_hosts[i];
        host.subject = m_picture->subjects[i]->subject;
        host.standing = standingOf(*m_picture->subjects[i]);
        const Declared *entry = declaredOf(host.subject);
        host.site = numberOf(m_sites, siteOf(entry));
        if (!m_roles.empty())
            for (const QString &role : rolesOf(entry))
                host.roles.push_back(numberOf(m_roles, role));
        count(host, true);
    }
    endResetModel();
}

void SitesModel::count(const Counted &host, bool isAdded)
{
    const auto site = static_cast<std::size_t>(host.site);
    const auto addTo = [&](std::vector<HostTally> &row) {
        row[0].add(host.standing, isAdded);
        for (const int role : host.roles)
            row[1 + static_cast<std::size_t>(role)].add(host.standing, isAdded);
    };
    addTo(m_tallies[site + (hasSum() ? 1 : 0)]);
    if (hasSum())
        addTo(m_tallies[0]);
}

void SitesModel::touch(int row, int column)
{
    Q_EMIT dataChanged(index(row, column), index(row, column));
}

int SitesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tallies.size());
}

const HostTally &SitesModel::at(int row, int column) const
{
    return m_tallies[static_cast<std::size_t>(row)][static_cast<std::size_t>(std::max(column, +AllColumn) - AllColumn)];
}

QString SitesModel::filterAt(const QModelIndex &index) const
{
    QStringList words;
    const int site = index.row() - (hasSum() ? 1 : 0);
    if (site >= 0 && hasSum())
        words.append(siteWord(m_sites[static_cast<std::size_t>(site)]));
    if (index.column() >= FirstRoleColumn)
        words.append(roleWord(m_roles[static_cast<std::size_t>(index.column() - FirstRoleColumn)]));
    return words.join(u' ');
}

QString SitesModel::textOf(int row, int column) const
{
    if (column == SiteColumn) {
        if (hasSum() && row == 0)
            return u"All sites"_s;
        const QString &site = m_sites[static_cast<std::size_t>(row - (hasSum() ? 1 : 0))];
        if (!site.isEmpty())
            return site;
        return hasSum() ? u"no site"_s : u"All hosts"_s;
    }
    const HostTally &tally = at(row, column);
    if (tally.total() == 0)
        return {};
    const std::uint32_t bad = tally.bad() > 0 ? tally.bad() : tally.unwatched;
    return bad == 0 ? countText(tally.total()) : u"%1 of %2"_s.arg(countText(bad), countText(tally.total()));
}

QVariant SitesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const HostTally &tally = at(index.row(), index.column());
    const Standing worst = tally.worst();
    const bool isGroup = index.column() != SiteColumn && tally.total() > 0;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == SiteColumn ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::ToolTipRole:
        return isGroup ? QVariant(tally.sentence()) : QVariant();
    case Qt::AccessibleTextRole: {
        const QString site = textOf(index.row(), SiteColumn);
        if (index.column() == SiteColumn)
            return site + u": "_s + tally.sentence();
        const QString title = columns()[static_cast<std::size_t>(index.column())].title;
        return u"%1, %2: %3"_s.arg(site, title, tally.sentence());
    }
    case StateRole:
        return isGroup && worst.state != State::Ok ? QVariant(static_cast<int>(worst.state)) : QVariant();
    case ShareRole:
        return isGroup ? QVariant(static_cast<double>(tally.bad()) / tally.total()) : QVariant();
    case HollowRole:
        return isGroup && !worst.watched;
    case DimRole:
        return isGroup && tally.bad() == 0;
    default:
        return {};
    }
}
} // namespace signalbox
