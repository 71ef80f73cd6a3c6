// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/losthostsmodel.h>

#include <models/format.h>
#include <models/storesmodel.h>

namespace signalbox
{
namespace
{
// Why the master could not be replaced, of the replica that is best known.
const SlotStanding *worstOf(const StoreStanding &store)
{
    const SlotStanding *worst = nullptr;
    for (std::size_t i = 0; i < store.slots.size(); ++i) {
        const SlotStanding &slot = store.slots[i];
        if (i != *store.master && (!worst || slot.verdict.viability != Viability::Unknown))
            worst = &slot;
    }
    return worst;
}
} // namespace

LostHostsModel::LostHostsModel(QObject *parent)
    : RowModel({{tr("If it dies now"), 18},
                {tr("These move"), 18},
                {.title = tr("These do not"), .characters = 60, .stretches = true}},
               parent)
{
}

void LostHostsModel::show(const std::vector<StoreStanding> &stores)
{
    std::map<std::string, LostHostRow> rows;
    std::map<std::string, QStringList> staying;
    for (const StoreStanding &store : stores) {
        const SlotStanding *master = store.masterSlot();
        if (!master)
            continue;
        LostHostRow &row = rows[master->host];
        row.host = {"host", master->host};
        ++row.stores;
        if (store.best) {
            ++row.moving;
            continue;
        }
        const SlotStanding *worst = worstOf(store);
        const State state = worst ? stateOf(worst->verdict.viability) : State::Critical;
        row.state = row.state == State::Critical ? State::Critical : state;
        const QString why = worst ? oneLine(worst->verdict.reason) : tr("no other copy");
        staying[master->host] += tr("%1 (%2)").arg(oneLine(store.store.name), why);
    }
    std::vector<LostHostRow> all;
    std::unordered_set<Key> known;
    for (auto &[host, row] : rows) {
        row.number = m_numbers.try_emplace(host, static_cast<std::uint32_t>(m_numbers.size())).first->second;
        if (row.moving == row.stores)
            row.state = State::Ok;
        row.staying = staying[host].join(QStringLiteral(", "));
        known.insert(row.key());
        all.push_back(row);
    }
    std::vector<Key> gone;
    for (const Key key : keys()) {
        if (known.count(key) == 0)
            gone.push_back(key);
    }
    update(std::move(all), gone);
}

QString LostHostsModel::textOf(const LostHostRow &row, int column)
{
    switch (column) {
    case HostColumn:
        return oneLine(row.host.name);
    case MovingColumn:
        return tr("%1 of %2 stores").arg(row.moving).arg(row.stores);
    default:
        return row.staying.isEmpty() ? tr("none") : row.staying;
    }
}

QVariant LostHostsModel::cell(const LostHostRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textOf(row, column);
    case StateRole:
        return column == MovingColumn ? QVariant(static_cast<int>(row.state)) : QVariant();
    case DimRole:
        return column == StayingColumn && row.staying.isEmpty();
    default:
        return {};
    }
}

bool LostHostsModel::before(const LostHostRow &a, const LostHostRow &b, int column) const
{
    const std::uint32_t left = a.stores - a.moving;
    const std::uint32_t right = b.stores - b.moving;
    if (column == HostColumn || left == right)
        return naturalKey(textOf(a, HostColumn)) < naturalKey(textOf(b, HostColumn));
    return left > right;
}

QString LostHostsModel::searched(const LostHostRow &row) const
{
    return searchText({textOf(row, HostColumn), textOf(row, MovingColumn), textOf(row, StayingColumn)});
}
} // namespace signalbox
