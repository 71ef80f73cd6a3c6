// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <models/format.h>
#include <models/gradualsort.h>
#include <models/rearrange.h>
#include <models/rowentry.h>
#include <models/rowfilter.h>
#include <models/tablemodel.h>
#include <models/turns.h>

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
    /// More rows than this are found and sorted piece by piece, a piece a turn of the event loop.
    static constexpr std::size_t atOnce = 4096;

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
        if (m_all.size() <= atOnce) {
            arrange(m_all);
            return arrangeShown();
        }
        const auto sort = std::make_shared<GradualSort<Entry *>>(m_all, inOrder(), atOnce / 4);
        m_sorting.start([this, sort] {
            if (sort->step())
                return true;
            m_all.swap(sort->values());
            arrangeShown();
            QMetaObject::invokeMethod(
                this, [this] { arranged(); }, Qt::QueuedConnection);
            return false;
        });
    }
    void setFilter(const QString &text) override
    {
        m_filter = RowFilter(text);
        ++m_question;
        m_asked = 0;
        m_filtering.start([this] { return filterOn(); });
        if (m_all.size() <= atOnce)
            settle();
    }
    [[nodiscard]] bool isSettled() const override { return !m_sorting.isBusy() && !m_filtering.isBusy(); }
    void settle() override
    {
        m_sorting.finish();
        m_filtering.finish();
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

    /// Rows are being sorted. An update ends that at once, and should wait where there are many.
    [[nodiscard]] bool isSorting() const { return m_sorting.isBusy(); }
    /// Called in a turn after a great many rows were sorted.
    virtual void arranged() {}

    /// New and changed rows, of one key the last, and keys of rows that are no more.
    void update(std::vector<Row> changed, const std::vector<Key> &removed)
    {
        m_sorting.finish();
        Difference difference;
        for (const Key key : removed)
            take(key, difference);
        std::vector<std::pair<Entry *, Row *>> others;
        std::unordered_set<Key> known;
        for (auto row = changed.rbegin(); row != changed.rend(); ++row) {
            const auto found = m_rows.find(row->key());
            Entry *entry = found == m_rows.end() ? nullptr : found->second.get();
            if (known.insert(row->key()).second && !(entry && entry->row == *row))
                others.emplace_back(entry, &*row);
        }
        for (const auto &[entry, row] : others)
            if (entry && (precedes(entry->row, *row) || precedes(*row, entry->row)))
                loosen(*entry, difference);
        for (const auto &[entry, row] : others)
            entry ? change(*entry, std::move(*row), difference) : add(std::move(*row), difference);
        hide(difference.leaving);
        if (!difference.loose.empty() || !difference.settling.empty())
            settleIn(difference);
        if (difference.moves)
            arrangeShown();
        arrange(difference.arriving);
        insert(difference.arriving);
        repaint(difference.touched);
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
    using Entry = RowEntry<Row>;
    using Difference = RowDifference<Row>;
    /// More stretches of rows than this come or go at the end, and in one piece: else each would move all behind it.
    /// More that changed are told of as one.
    static constexpr std::size_t mostStretches = 32;

    [[nodiscard]] bool matches(Entry &entry, const RowFilter &filter) const
    {
        if (filter.isEmpty())
            return true;
        if (entry.searched.isEmpty())
            entry.searched = searched(entry.row);
        return filter.matches(entry.searched);
    }
    void ask(Entry &entry) const
    {
        if (std::exchange(entry.question, m_question) != m_question)
            entry.isWanted = matches(entry, m_filter);
    }
    /// Asks the next of all; shows and hides once all were asked. Whether there is more to do.
    bool filterOn()
    {
        if (m_sorting.isBusy())
            return true;
        for (const std::size_t end = std::min(m_asked + atOnce, m_all.size()); m_asked < end; ++m_asked)
            ask(*m_all[m_asked]);
        if (m_asked < m_all.size())
            return true;
        m_shownBy = m_filter;
        std::vector<Entry *> hidden;
        std::vector<Entry *> shown;
        for (Entry *entry : m_all) {
            ask(*entry); // again where it changed, or came, since
            if (entry->isWanted != (entry->place >= 0))
                (entry->isWanted ? shown : hidden).push_back(entry);
        }
        hide(hidden);
        insert(shown);
        return false;
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
        std::vector<NumberedValue<Entry *>> numbered;
        numbered.reserve(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            numbered.push_back(
                {m_descending ? -wished[i] : wished[i], m_column < 0 ? 0 : otherwise[i], all[i]->row.key(), all[i]});
        sortNumbered(numbered);
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = numbered[i].value;
        return true;
    }
    // Of an update: first all are found where they stand, then all are changed, then all get their places.
    void loosen(Entry &entry, Difference &difference)
    {
        const auto place = std::lower_bound(m_all.begin(), m_all.end(), &entry, inOrder());
        difference.loose.push_back(static_cast<std::size_t>(place - m_all.begin()));
        entry.isLoose = true;
    }
    void take(Key key, Difference &difference)
    {
        const auto found = m_rows.find(key);
        if (found == m_rows.end())
            return;
        loosen(*found->second, difference);
        if (found->second->place >= 0)
            difference.leaving.push_back(found->second.get());
        difference.gone.push_back(std::move(found->second));
        m_rows.erase(found);
    }
    void add(Row row, Difference &difference)
    {
        auto &slot = m_rows[row.key()];
        slot = std::make_unique<Entry>(Entry{std::move(row)});
        slot->searched = searched(slot->row); // with the first key typed it would be too late
        difference.settling.push_back(slot.get());
        if (matches(*slot, m_shownBy))
            difference.arriving.push_back(slot.get());
    }
    void change(Entry &entry, Row row, Difference &difference)
    {
        entry.row = std::move(row);
        entry.searched.clear();
        entry.question = 0;
        const bool isWanted = matches(entry, m_shownBy);
        if (!isWanted && entry.place >= 0)
            difference.leaving.push_back(&entry);
        else if (isWanted)
            (entry.place < 0 ? difference.arriving : difference.touched).push_back(&entry);
        if (!std::exchange(entry.isLoose, false))
            return;
        difference.settling.push_back(&entry);
        difference.moves |= isWanted && entry.place >= 0;
    }
    /// The others keep their order, so that the cost is one merge.
    void settleIn(Difference &difference)
    {
        for (const std::size_t place : difference.loose)
            m_all[place] = nullptr;
        m_all.erase(std::remove(m_all.begin(), m_all.end(), nullptr), m_all.end());
        arrange(difference.settling);
        mergeIn(m_all, difference.settling, inOrder());
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
    /// Those that are shown, in the order of all.
    void arrangeShown()
    {
        reorder([this](std::vector<Entry *> &shown) {
            shown.clear();
            std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(shown),
                         [](const Entry *entry) { return entry->place >= 0; });
        });
    }
    /// Takes rows out of the view, a stretch of neighbours at a time.
    void hide(std::vector<Entry *> &leaving)
    {
        Stretches stretches = stretchesOf(leaving);
        if (stretches.size() > mostStretches) {
            reorder([&](std::vector<Entry *> &shown) {
                for (const Entry *entry : leaving)
                    shown[static_cast<std::size_t>(entry->place)] = nullptr;
                shown.erase(std::remove(shown.begin(), shown.end(), nullptr), shown.end());
                shown.insert(shown.end(), leaving.begin(), leaving.end());
            });
            stretches = {{rowCount() - static_cast<int>(leaving.size()), rowCount() - 1}};
        }
        for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
            beginRemoveRows({}, stretch->first, stretch->second);
            const auto first = m_order.begin() + stretch->first;
            const auto end = m_order.begin() + stretch->second + 1;
            std::for_each(first, end, [](Entry *entry) { entry->place = -1; });
            m_order.erase(first, end);
            endRemoveRows();
        }
        if (!leaving.empty())
            renumber();
    }
    /// Shows rows, which are in order and have their places among all, a stretch of neighbours at a time.
    void insert(const std::vector<Entry *> &arriving)
    {
        if (arriving.size() > mostStretches && !m_order.empty()) {
            append(arriving);
            arrangeShown();
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
        Stretches stretches = stretchesOf(touched);
        if (stretches.size() > mostStretches)
            stretches = {{stretches.front().first, stretches.back().second}};
        for (const auto &[first, last] : stretches)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    std::unordered_map<Key, std::unique_ptr<Entry>> m_rows;
    std::vector<Entry *> m_all;   ///< in order
    std::vector<Entry *> m_order; ///< of these the ones that are shown
    RowFilter m_filter;
    RowFilter m_shownBy; ///< the filter before, while rows are asked one by one
    unsigned m_question = 1;
    std::size_t m_asked = 0; ///< of all, those before it
    Turns m_sorting;
    Turns m_filtering;
    int m_column = -1;
    bool m_descending = false;
};
} // namespace signalbox
