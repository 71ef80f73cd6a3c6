// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/storesmodel.h>

#include <algorithm>

#include <QTimeZone>

#include <models/format.h>
#include <stores/storehold.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QString hostText(const SlotStanding &slot)
{
    const QString host = oneLine(slot.host);
    return slot.isHeard ? host : StoresModel::tr("%1 (silent)").arg(host);
}
// So many that the page stays a page.
constexpr std::size_t mostNames = 20;

QString someText(const std::vector<std::string> &names)
{
    QStringList all;
    for (std::size_t i = 0; i < std::min(names.size(), mostNames); ++i)
        all += oneLine(names[i]);
    const QString text = all.join(u", "_s);
    return names.size() > mostNames ? StoresModel::tr("%1 and %2 more").arg(text, countText(names.size() - mostNames))
                                    : text;
}

// What is to be known of a lost store besides its replica's verdict.
QStringList lossLines(const StoreStanding &store, WallTime now)
{
    QStringList lines;
    const std::optional<MissingUsers> missing = missingUsersOf(store);
    if (isHeld(store)) {
        lines += StoresModel::tr("held: it is read on %1, mail waits").arg(oneLine(store.reading));
        if (store.isMasterUp())
            lines += StoresModel::tr("%1 is back: take it out of hold (store-release)")
                         .arg(oneLine(store.masterSlot()->host));
        else if (const std::optional<WallTime> end = sendersGiveUpAt(store))
            lines += *end > now ? StoresModel::tr("senders keep trying until %1, %2 more")
                                      .arg(wallText(*end, QTimeZone::utc()) + u" UTC"_s, ageText(*end - now))
                                : StoresModel::tr("senders have given up since %1")
                                      .arg(wallText(*end, QTimeZone::utc()) + u" UTC"_s);
        else
            lines += StoresModel::tr("senders give up after four days; since when it is lost is not known");
    }
    if (isNotRecovered(store))
        lines += StoresModel::tr("what only %1 has is not recovered: bring it back (store-return)")
                     .arg(oneLine(store.slots[*store.old].host));
    if (!missing)
        return lines;
    lines += oneLine(missingText(store));
    if (!isHeld(store) && !store.old && !store.best)
        lines +=
            StoresModel::tr("three ways: create new users elsewhere, hold it, or fail it over with the loss accepted");
    return lines;
}
} // namespace

QString supportText(const StoreStanding &store, WallTime now)
{
    const std::optional<MissingUsers> missing = missingUsersOf(store);
    if (!missing || (missing->names.empty() && missing->count == 0 && missing->gaps.empty()))
        return {};
    QStringList lines{
        StoresModel::tr("Users of %1 who must not be created again: something of them is on %2 alone, which "
                        "is lost (as of %3 UTC)")
            .arg(oneLine(store.store.name), oneLine(missing->host), wallText(now, QTimeZone::utc()))};
    for (const std::string &user : missing->names)
        lines += oneLine(user);
    if (missing->count > missing->names.size())
        lines += StoresModel::tr("NOT ALL: %1 more are not known by name")
                     .arg(countText(missing->count - missing->names.size()));
    for (const std::string &gap : missing->gaps)
        lines += StoresModel::tr("NOT ALL: %1").arg(oneLine(gap));
    return lines.join(u'\n') + u'\n';
}

State stateOf(Viability viability)
{
    switch (viability) {
    case Viability::Viable:
        return State::Ok;
    case Viability::Unknown:
        return State::Unknown;
    default:
        return State::Critical;
    }
}

StoresModel::StoresModel(QObject *parent)
    : RowModel({{tr("Store"), 14},
                {.title = tr("Replica"), .characters = 40, .stretches = true},
                {tr("Master on"), 20},
                {tr("Replica on"), 20},
                {.title = tr("Behind"), .characters = 12, .isNumber = true},
                {.title = tr("Evidence"), .characters = 12, .isNumber = true, .ages = true},
                {.title = tr("Users"), .characters = 10, .isNumber = true}},
               parent)
{
}

void StoresModel::add(const StoreStanding &store, const SlotStanding *slot, WallTime now, std::vector<StoreRow> &rows)
{
    StoreRow row;
    row.store = store.store;
    const std::string name = store.store.name + '/' + (slot ? slot->host : std::string());
    row.number = m_numbers.try_emplace(name, static_cast<std::uint32_t>(m_numbers.size())).first->second;
    row.takesNewUsers = store.takesNewUsers;
    const SlotStanding *master = store.masterSlot();
    row.master = master ? hostText(*master) : tr("not known");
    if (master && master->looked)
        row.evidence = std::max(now - *master->looked, Milliseconds(0));
    if (master)
        row.users = master->users;
    if (slot) {
        row.state = stateOf(slot->verdict.viability);
        row.replica = hostText(*slot);
        row.verdict = oneLine(slot->verdict.reason);
        row.behind = slot->verdict.behind;
        QStringList proof;
        for (const std::string &line : slot->verdict.proof)
            proof += oneLine(line);
        if (!slot->verdict.missing.empty())
            proof += tr("not wholly there: %1").arg(someText(slot->verdict.missing));
        row.proof = proof.join(u'\n');
    } else {
        row.state = store.hasTwoMasters ? State::Critical : State::Unknown;
        row.verdict = store.hasTwoMasters ? tr("several copies say that they are the master")
                      : master            ? tr("it has no other copy")
                                          : tr("nobody says which copy is the master");
    }
    if (isHeld(store))
        row.verdict += tr("; held, read on %1").arg(oneLine(store.reading));
    if (isNotRecovered(store))
        row.verdict += tr("; %1 is not recovered").arg(oneLine(store.slots[*store.old].host));
    if (row.takesNewUsers)
        row.verdict += tr("; takes new users");
    if (const QStringList loss = lossLines(store, now); !loss.isEmpty())
        row.proof = (loss + row.proof.split(u'\n', Qt::SkipEmptyParts)).join(u'\n');
    row.support = supportText(store, now);
    row.behindText = row.behind ? ageText(*row.behind) : QString();
    row.evidenceText = row.evidence ? ageText(*row.evidence) : tr("never");
    row.usersText = row.users ? countText(static_cast<std::uint64_t>(*row.users)) : QString();
    rows.push_back(std::move(row));
}

void StoresModel::show(const std::vector<StoreStanding> &stores, WallTime now)
{
    std::vector<StoreRow> rows;
    for (const StoreStanding &store : stores) {
        const std::size_t before = rows.size();
        for (std::size_t i = 0; store.master && i < store.slots.size(); ++i) {
            if (i != *store.master)
                add(store, &store.slots[i], now, rows);
        }
        if (rows.size() == before)
            add(store, nullptr, now, rows);
    }
    std::unordered_set<Key> known;
    for (const StoreRow &row : rows)
        known.insert(row.key());
    std::vector<Key> gone;
    for (const Key key : keys()) {
        if (known.count(key) == 0)
            gone.push_back(key);
    }
    update(std::move(rows), gone);
}

QString StoresModel::textOf(const StoreRow &row, int column)
{
    switch (column) {
    case StoreColumn:
        return oneLine(row.store.name);
    case VerdictColumn:
        return row.verdict;
    case MasterColumn:
        return row.master;
    case ReplicaColumn:
        return row.replica;
    case BehindColumn:
        return row.behindText;
    case EvidenceColumn:
        return row.evidenceText;
    default:
        return row.usersText;
    }
}

QVariant StoresModel::cell(const StoreRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return column == VerdictColumn ? row.proof : textOf(row, column);
    case StateRole:
        return column == VerdictColumn ? QVariant(static_cast<int>(row.state)) : QVariant();
    default:
        return {};
    }
}

bool StoresModel::before(const StoreRow &a, const StoreRow &b, int column) const
{
    switch (column) {
    case -1:
    case VerdictColumn: {
        const int left = rankOf({a.state, false, true});
        const int right = rankOf({b.state, false, true});
        return left != right ? left > right : naturalKey(textOf(a, StoreColumn)) < naturalKey(textOf(b, StoreColumn));
    }
    case BehindColumn:
        return a.behind < b.behind;
    case EvidenceColumn:
        return a.evidence < b.evidence;
    case UsersColumn:
        return a.users < b.users;
    default:
        return naturalKey(textOf(a, column)) < naturalKey(textOf(b, column));
    }
}

QString StoresModel::searched(const StoreRow &row) const
{
    QStringList texts{row.proof};
    for (int column = 0; column <= UsersColumn; ++column)
        texts += textOf(row, column);
    return searchText(texts);
}
} // namespace signalbox
