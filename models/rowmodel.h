// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <vector>

#include <models/format.h>
#include <models/rowfilter.h>
#include <models/tablemodel.h>

namespace signalbox
{
/// Rows by key, kept in order by a sorted index. Only what changed is moved or repainted; a picture never resets the
/// model, so that selection and scroll position survive. Row: a value with `std::uint32_t key() const` and ==.
template <class Row>
class RowModel : public TableModel
{
public:
    using Key = std::uint32_t;
    using TableModel::TableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_order.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(alignment(index.column()));
        const QVariant said = cell(at(index.row()), index.column(), role);
        // A screen reader is told of an empty cell, too: "Acknowledged: nothing".
        if (role == Qt::AccessibleTextRole && !said.isValid())
            return spoken(index.column(), cell(at(index.row()), index.column(), Qt::DisplayRole).toString());
        return role == Qt::ToolTipRole && said.isValid() ? QVariant(plainToolTip(said.toString())) : said;
    }
    void sort(int column, Qt::SortOrder order) override
    {
        m_column = column;
        m_descending = order == Qt::DescendingOrder;
        reorder([this](std::vector<Entry *> &all) { arrange(all); });
    }
    void setFilter(const QString &text) override
    {
        m_filter = RowFilter(text);
        std::vector<Entry *> hidden;
        std::vector<Entry *> shown;
        for (auto &[key, entry] : m_rows) {
            const bool wanted = matches(*entry);
            if (wanted && entry->place < 0)
                shown.push_back(entry.get());
            else if (!wanted && entry->place >= 0)
                hidden.push_back(entry.get());
        }
        hide(hidden);
        insert(shown);
    }
    [[nodiscard]] int rowsBeforeFilter() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const Row &at(int row) const { return m_order[static_cast<std::size_t>(row)]->row; }
    /// Where the row with that key is shown, or nothing.
    [[nodiscard]] std::optional<int> placeOf(Key key) const
    {
        const auto found = m_rows.find(key);
        if (found == m_rows.end() || found->second->place < 0)
            return {};
        return found->second->place;
    }

protected:
    /// Text, state and so on of one cell.
    [[nodiscard]] virtual QVariant cell(const Row &row, int column, int role) const = 0;
    /// Whether a belongs before b by that column, ascending; column -1 is the order without a wish. Ties go by key.
    [[nodiscard]] virtual bool before(const Row &a, const Row &b, int column) const = 0;
    /// For sorting many rows at once: a number a row, in whose order they stand by that column (-1 as above); rows with
    /// equal numbers are equal there. Must agree with before(), which is asked where this is empty.
    [[nodiscard]] virtual std::vector<std::int64_t> sortNumbers(const std::vector<const Row *> &, int) const
    {
        return {};
    }
    /// What the filter searches, made by searchText; asked for when a row comes, and after it changed.
    [[nodiscard]] virtual QString searched(const Row &row) const = 0;

    /// New and changed rows, and keys of rows that are no more.
    void update(std::vector<Row> changed, const std::vector<Key> &removed)
    {
        std::vector<Entry *> leaving;
        std::vector<std::unique_ptr<Entry>> gone; // no longer counted when views hear that they left
        for (const Key key : removed) {
            const auto found = m_rows.find(key);
            if (found == m_rows.end())
                continue;
            if (found->second->place >= 0)
                leaving.push_back(found->second.get());
            gone.push_back(std::move(found->second));
            m_rows.erase(found);
        }
        std::vector<Entry *> arriving;
        std::vector<Entry *> touched;
        bool moved = false;
        for (Row &row : changed)
            moved |= place(std::move(row), leaving, arriving, touched);
        hide(leaving);
        if (moved)
            merge(touched);
        insert(arriving);
        repaint(touched);
    }
    /// The row with that key, shown or not, or null.
    [[nodiscard]] const Row *find(Key key) const
    {
        const auto found = m_rows.find(key);
        return found == m_rows.end() ? nullptr : &found->second->row;
    }
    /// Keys of all rows, shown or not, in no order.
    [[nodiscard]] std::vector<Key> keys() const
    {
        std::vector<Key> all;
        all.reserve(m_rows.size());
        for (const auto &[key, entry] : m_rows)
            all.push_back(key);
        return all;
    }

private:
    struct Entry {
        Row row;
        int place = -1;        ///< row in the view; -1: filtered away
        QString searched = {}; ///< empty: not asked for since the row changed
    };
    /// More stretches of rows than this come or go at the end, and in one piece: else each would move all behind it.
    /// More that changed are told of as one.
    static constexpr std::size_t mostStretches = 32;

    [[nodiscard]] bool matches(Entry &entry) const
    {
        if (m_filter.isEmpty())
            return true;
        if (entry.searched.isEmpty())
            entry.searched = searched(entry.row);
        return m_filter.matches(entry.searched);
    }

    [[nodiscard]] Qt::Alignment alignment(int column) const
    {
        const bool isNumber = columns()[static_cast<std::size_t>(column)].isNumber;
        return Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft);
    }
    [[nodiscard]] bool precedes(const Row &a, const Row &b) const
    {
        const bool isFirst = m_descending ? before(b, a, m_column) : before(a, b, m_column);
        const bool isLast = m_descending ? before(a, b, m_column) : before(b, a, m_column);
        if (isFirst || isLast)
            return isFirst;
        if (m_column >= 0 && before(a, b, -1))
            return true;
        if (m_column >= 0 && before(b, a, -1))
            return false;
        return a.key() < b.key();
    }
    [[nodiscard]] auto inOrder() const
    {
        return [this](const Entry *a, const Entry *b) { return precedes(a->row, b->row); };
    }
    void arrange(std::vector<Entry *> &all) const
    {
        if (!sortByNumbers(all))
            std::sort(all.begin(), all.end(), inOrder());
    }
    /// Sorts by sortNumbers; false where there are none.
    bool sortByNumbers(std::vector<Entry *> &all) const
    {
        std::vector<const Row *> rows;
        rows.reserve(all.size());
        for (const Entry *entry : all)
            rows.push_back(&entry->row);
        const std::vector<std::int64_t> wished = sortNumbers(rows, m_column);
        const std::vector<std::int64_t> otherwise = m_column < 0 ? wished : sortNumbers(rows, -1);
        if (wished.size() != all.size() || otherwise.size() != all.size())
            return false;
        struct Numbered {
            std::int64_t wished;
            std::int64_t otherwise;
            Key key;
            Entry *entry;
        };
        std::vector<Numbered> numbered;
        numbered.reserve(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            numbered.push_back(
                {m_descending ? -wished[i] : wished[i], m_column < 0 ? 0 : otherwise[i], all[i]->row.key(), all[i]});
        std::sort(numbered.begin(), numbered.end(), [](const Numbered &a, const Numbered &b) {
            return std::tie(a.wished, a.otherwise, a.key) < std::tie(b.wished, b.otherwise, b.key);
        });
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = numbered[i].entry;
        return true;
    }
    /// Takes one row in; returns whether it may have to move.
    bool place(Row row, std::vector<Entry *> &leaving, std::vector<Entry *> &arriving, std::vector<Entry *> &touched)
    {
        auto &slot = m_rows[row.key()];
        if (!slot) {
            slot = std::make_unique<Entry>(Entry{std::move(row)});
            slot->searched = searched(slot->row); // with the first key typed it would be too late
            if (matches(*slot))
                arriving.push_back(slot.get());
            return false;
        }
        if (slot->row == row)
            return false;
        const bool mayMove = slot->place >= 0 && (precedes(slot->row, row) || precedes(row, slot->row));
        slot->row = std::move(row);
        slot->searched.clear();
        const bool wanted = matches(*slot);
        if (!wanted && slot->place >= 0)
            leaving.push_back(slot.get());
        else if (wanted && slot->place < 0)
            arriving.push_back(slot.get());
        else if (wanted)
            touched.push_back(slot.get());
        return mayMove;
    }
    void renumber()
    {
        for (std::size_t i = 0; i < m_order.size(); ++i)
            m_order[i]->place = static_cast<int>(i);
    }
    /// Changes the order of the index, and tells views which row went where.
    template <class Change>
    void reorder(Change change)
    {
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList from = persistentIndexList();
        std::vector<Entry *> held;
        for (const QModelIndex &index : from)
            held.push_back(m_order[static_cast<std::size_t>(index.row())]);
        change(m_order);
        renumber();
        QModelIndexList to;
        for (qsizetype i = 0; i < from.size(); ++i)
            to.append(index(held[static_cast<std::size_t>(i)]->place, from[i].column()));
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }
    /// Puts the touched rows where they belong now; the others keep their order, so that the cost is one merge.
    void merge(const std::vector<Entry *> &touched)
    {
        reorder([&](std::vector<Entry *> &all) {
            for (Entry *entry : touched)
                all[static_cast<std::size_t>(entry->place)] = nullptr;
            std::vector<Entry *> wanderers = touched;
            arrange(wanderers);
            all.erase(std::remove(all.begin(), all.end(), nullptr), all.end());
            mergeIn(all, wanderers);
        });
    }
    /// Puts rows that are in order among others that are. Few are put in without a look at most of the others: each
    /// place is searched for by halves, and the rows between two places are moved as they are.
    void mergeIn(std::vector<Entry *> &all, const std::vector<Entry *> &arriving) const
    {
        if (arriving.size() > all.size() / 16) {
            const auto middle = static_cast<std::ptrdiff_t>(all.size());
            all.insert(all.end(), arriving.begin(), arriving.end());
            std::inplace_merge(all.begin(), all.begin() + middle, all.end(), inOrder());
            return;
        }
        std::size_t rest = all.size(); // those before it are not moved yet
        all.resize(rest + arriving.size());
        std::size_t end = all.size(); // those from it on are in place
        for (std::size_t i = arriving.size(); i > 0; --i) {
            const auto begin = all.begin();
            const auto where =
                std::upper_bound(begin, begin + static_cast<std::ptrdiff_t>(rest), arriving[i - 1], inOrder());
            const auto place = static_cast<std::size_t>(where - begin);
            std::move_backward(where, begin + static_cast<std::ptrdiff_t>(rest),
                               begin + static_cast<std::ptrdiff_t>(end));
            end -= rest - place;
            rest = place;
            all[--end] = arriving[i - 1];
        }
    }
    /// Takes rows out of the index, a stretch of neighbours at a time.
    void hide(std::vector<Entry *> &leaving)
    {
        std::sort(leaving.begin(), leaving.end(), [](const Entry *a, const Entry *b) { return a->place > b->place; });
        leaving.erase(std::unique(leaving.begin(), leaving.end()), leaving.end());
        std::size_t stretches = 0;
        for (std::size_t i = 0; i < leaving.size(); ++i)
            stretches += i == 0 || leaving[i]->place != leaving[i - 1]->place - 1 ? 1 : 0;
        if (stretches > mostStretches)
            reorder([&](std::vector<Entry *> &all) { sendToEnd(all, leaving); });
        for (std::size_t i = 0; i < leaving.size();) {
            const int last = leaving[i]->place;
            int first = last;
            leaving[i]->place = -1;
            for (++i; i < leaving.size() && leaving[i]->place == first - 1; ++i) {
                first = leaving[i]->place;
                leaving[i]->place = -1;
            }
            beginRemoveRows({}, first, last);
            m_order.erase(m_order.begin() + first, m_order.begin() + last + 1);
            endRemoveRows();
        }
        if (!leaving.empty())
            renumber();
    }
    /// Puts the leaving rows, last first, behind all that stay.
    static void sendToEnd(std::vector<Entry *> &all, const std::vector<Entry *> &leaving)
    {
        for (const Entry *entry : leaving)
            all[static_cast<std::size_t>(entry->place)] = nullptr;
        all.erase(std::remove(all.begin(), all.end(), nullptr), all.end());
        all.insert(all.end(), leaving.rbegin(), leaving.rend());
    }
    /// Puts new rows into the index, a stretch of neighbours at a time.
    void insert(std::vector<Entry *> &arriving)
    {
        arrange(arriving);
        if (arriving.size() > mostStretches && !m_order.empty()) {
            append(arriving);
            reorder([&](std::vector<Entry *> &all) {
                all.resize(all.size() - arriving.size());
                mergeIn(all, arriving);
            });
            return;
        }
        for (std::size_t i = 0; i < arriving.size();) {
            const auto where = std::lower_bound(m_order.begin(), m_order.end(), arriving[i], inOrder());
            std::size_t next = i + 1;
            while (next < arriving.size() && (where == m_order.end() || inOrder()(arriving[next], *where)))
                ++next;
            const auto row = static_cast<int>(where - m_order.begin());
            beginInsertRows({}, row, row + static_cast<int>(next - i) - 1);
            m_order.insert(where, arriving.begin() + static_cast<std::ptrdiff_t>(i),
                           arriving.begin() + static_cast<std::ptrdiff_t>(next));
            endInsertRows();
            i = next;
        }
        if (!arriving.empty())
            renumber();
    }
    void append(const std::vector<Entry *> &arriving)
    {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(arriving.size()) - 1);
        m_order.insert(m_order.end(), arriving.begin(), arriving.end());
        renumber();
        endInsertRows();
    }
    /// Of many stretches only that something between the first and the last changed: a view looks at what is in sight.
    void repaint(std::vector<Entry *> &touched)
    {
        std::sort(touched.begin(), touched.end(), [](const Entry *a, const Entry *b) { return a->place < b->place; });
        std::vector<std::pair<int, int>> stretches;
        for (const Entry *entry : touched) {
            if (!stretches.empty() && stretches.back().second + 1 == entry->place)
                ++stretches.back().second;
            else
                stretches.emplace_back(entry->place, entry->place);
        }
        if (stretches.size() > mostStretches)
            stretches = {{stretches.front().first, stretches.back().second}};
        for (const auto &[first, last] : stretches)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    std::unordered_map<Key, std::unique_ptr<Entry>> m_rows;
    std::vector<Entry *> m_order;
    RowFilter m_filter;
    int m_column = -1;
    bool m_descending = false;
};
} // namespace signalbox
