// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order that every table keeps while the estate changes under the reader's eyes. If these fail, the selected row
// becomes another subject, or the screen of a large estate stands still.
#include <map>
#include <random>
#include <set>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <models/rowmodel.h>
#include <support/testprogram.h>

namespace tst_rowmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
struct Item {
    std::uint32_t number = 0;
    int weight = 0;
    QString name;

    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const Item &) const = default;
};

class ItemModel final : public RowModel<Item>
{
public:
    ItemModel()
        : RowModel({{u"Weight"_s, 8}, {u"Name"_s, 8}}, nullptr)
    {
    }
    using RowModel::update;
    [[nodiscard]] std::optional<Subject> subjectAt(int) const override { return {}; }

protected:
    [[nodiscard]] QVariant cell(const Item &item, int column, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return column == 0 ? QVariant(item.weight) : QVariant(item.name);
    }
    [[nodiscard]] bool before(const Item &a, const Item &b, int column) const override
    {
        return column == 1 ? a.name < b.name : a.weight < b.weight;
    }
    [[nodiscard]] QString searched(const Item &item) const override { return searchText({item.name}); }
};

QList<int> weights(const ItemModel &model)
{
    QList<int> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.at(row).weight);
    return all;
}
} // namespace

class RowModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsComeMoveAndGoWithoutAReset();
    void aSelectedRowStaysTheSameThing();
    void theFilterHidesAndShows();
    void aRowThatStopsMatchingLeaves();
    void sortingByAColumnHoldsWhileRowsChange();
    void anyHistoryGivesTheSameOrderAsSortingAtOnce();
    void ofARowThatIsNamedTwiceTheLastCounts();
    void manyScatteredRowsComeAndGoInOnePiece();
    void aGreatManyAreFoundOverSomeTurns();
    void anyHistoryOfAGreatManyIsExact();
};

void RowModelTest::rowsComeMoveAndGoWithoutAReset()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.update({{1, 30, u"c"_s}, {2, 10, u"a"_s}, {3, 20, u"b"_s}}, {});
    QCOMPARE(weights(model), (QList<int>{10, 20, 30}));
    model.update({{1, 5, u"c"_s}, {4, 15, u"d"_s}}, {3});
    QCOMPARE(weights(model), (QList<int>{5, 10, 15}));
    model.update({}, {1, 2, 4});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.count(), 0);
}

void RowModelTest::aSelectedRowStaysTheSameThing()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.update({{1, 1, u"a"_s}, {2, 2, u"b"_s}, {3, 3, u"c"_s}}, {});
    const QPersistentModelIndex selected = model.index(1, 1);
    model.update({{2, 9, u"b"_s}, {4, 0, u"d"_s}}, {1});
    QCOMPARE(selected.row(), 2);
    QCOMPARE(selected.data().toString(), u"b"_s);
    QCOMPARE(model.placeOf(2), std::optional<int>(2));
}

void RowModelTest::theFilterHidesAndShows()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.update({{1, 1, u"imap1"_s}, {2, 2, u"web1"_s}, {3, 3, u"imap2"_s}, {4, 4, u"db1"_s}}, {});
    model.setFilter(u" imap "_s);
    QCOMPARE(weights(model), (QList<int>{1, 3}));
    QCOMPARE(model.rowsBeforeFilter(), 4);
    QCOMPARE(model.placeOf(2), std::optional<int>());
    model.setFilter({});
    QCOMPARE(weights(model), (QList<int>{1, 2, 3, 4}));
}

void RowModelTest::aRowThatStopsMatchingLeaves()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter(u"a"_s);
    model.update({{1, 1, u"a"_s}, {2, 2, u"b"_s}, {3, 3, u"a"_s}}, {});
    model.update({{1, 7, u"b"_s}, {2, 5, u"a"_s}}, {});
    QCOMPARE(weights(model), (QList<int>{3, 5}));
}

void RowModelTest::sortingByAColumnHoldsWhileRowsChange()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.update({{1, 1, u"a"_s}, {2, 2, u"b"_s}, {3, 3, u"c"_s}}, {});
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(weights(model), (QList<int>{3, 2, 1}));
    model.update({{4, 4, u"bb"_s}, {1, 1, u"z"_s}}, {});
    QCOMPARE(weights(model), (QList<int>{1, 3, 4, 2}));
}

void RowModelTest::anyHistoryGivesTheSameOrderAsSortingAtOnce()
{
    std::mt19937 random(7);
    const auto upTo = [&](unsigned n) { return static_cast<int>(random() % n); };
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::map<std::uint32_t, Item> truth;
    for (int round = 0; round < 200; ++round) {
        std::map<std::uint32_t, Item> changed;
        for (int i = upTo(6); i >= 0; --i) {
            const auto key = static_cast<std::uint32_t>(upTo(40));
            changed[key] = {key, upTo(12), upTo(2) ? u"in"_s : u"out"_s};
        }
        std::vector<std::uint32_t> removed;
        for (const auto &[key, item] : truth)
            if (!changed.contains(key) && upTo(10) == 0)
                removed.push_back(key);
        std::vector<Item> rows;
        for (const auto &[key, item] : changed) {
            truth[key] = item;
            rows.push_back(item);
        }
        for (const std::uint32_t key : removed)
            truth.erase(key);
        model.update(rows, removed);
        if (round % 17 == 0)
            model.setFilter(round % 2 ? u"in"_s : QString());
        if (round % 23 == 0)
            model.sort(upTo(2), upTo(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        for (int row = 1; row < model.rowCount(); ++row)
            QCOMPARE(model.placeOf(model.at(row).key()), std::optional<int>(row));
    }
    model.setFilter({});
    model.sort(0, Qt::AscendingOrder);
    QList<int> expected;
    for (const auto &[key, item] : truth)
        expected.append(item.weight);
    std::sort(expected.begin(), expected.end());
    QCOMPARE(weights(model), expected);
}

// Lost if it fails: an alert that changed in two ways at once brings the window down.
void RowModelTest::ofARowThatIsNamedTwiceTheLastCounts()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.update({{1, 10, u"a"_s}, {2, 20, u"b"_s}, {1, 30, u"c"_s}}, {});
    QCOMPARE(weights(model), (QList<int>{20, 30}));
    model.update({{2, 50, u"b"_s}, {1, 5, u"c"_s}, {2, 40, u"d"_s}}, {1, 1});
    QCOMPARE(weights(model), (QList<int>{5, 40}));
    QCOMPARE(model.at(1).name, u"d"_s);
}

// Lost if it fails: a key typed into the field over 100,000 rows costs seconds, a stretch of rows at a time.
void RowModelTest::manyScatteredRowsComeAndGoInOnePiece()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<Item> rows;
    for (std::uint32_t i = 0; i < 600; ++i)
        rows.push_back({i, static_cast<int>(i), i % 2 == 0 ? u"even"_s : u"odd"_s});
    model.update(rows, {});
    const QPersistentModelIndex selected = model.index(301, 1);
    const QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
    model.setFilter(u"odd"_s);
    QCOMPARE(model.rowCount(), 300);
    QCOMPARE(removals.count(), 1);
    QCOMPARE(selected.row(), 150);
    model.setFilter({});
    QCOMPARE(insertions.count(), 1);
    QCOMPARE(selected.row(), 301);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.at(row).weight, row);
}

// Lost if it fails: with a hundred thousand rows the window stands still at each key typed.
void RowModelTest::aGreatManyAreFoundOverSomeTurns()
{
    constexpr std::uint32_t many = 3 * ItemModel::atOnce;
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<Item> rows;
    for (std::uint32_t i = 0; i < many; ++i)
        rows.push_back({i, static_cast<int>(i), i % 2 == 0 ? u"even"_s : u"odd"_s});
    model.update(rows, {});
    const QPersistentModelIndex selected = model.index(301, 1);
    model.setFilter(u"even"_s);
    QCOMPARE(model.rowCount(), static_cast<int>(many)); // as before, until all were asked
    model.setFilter(u"odd"_s);                          // the first question is given up
    // What comes and goes meanwhile is shown as it was asked for before, and counts for what is asked now.
    model.update({{0, -1, u"odd"_s}, {1, 1, u"even"_s}, {many, 2, u"odd"_s}, {many + 1, 3, u"even"_s}}, {2, 3});
    QCOMPARE(model.rowCount(), static_cast<int>(many));
    QVERIFY(!model.isSettled());
    QTRY_VERIFY(model.isSettled());
    QCOMPARE(model.rowCount(), static_cast<int>(many / 2));
    QCOMPARE(model.at(0).weight, -1);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.at(row).name, u"odd"_s);
    QCOMPARE(model.at(selected.row()).number, 301U);
}

namespace
{
std::vector<Item> listed(const std::map<std::uint32_t, Item> &truth, const QString &filter, int column,
                         bool isDescending)
{
    std::vector<Item> expected;
    for (const auto &[key, item] : truth)
        if (filter.isEmpty() || item.name == filter)
            expected.push_back(item);
    std::sort(expected.begin(), expected.end(), [&](const Item &a, const Item &b) {
        const auto by = [&](const Item &item) { return column == 1 ? (item.name == u"out"_s ? 1 : 0) : item.weight; };
        if (by(a) != by(b))
            return isDescending ? by(a) > by(b) : by(a) < by(b);
        return column == 1 && a.weight != b.weight ? a.weight < b.weight : a.number < b.number;
    });
    return expected;
}
} // namespace

// Lost if it fails: a row is shown twice, or never, or in another's place, once in a night.
void RowModelTest::anyHistoryOfAGreatManyIsExact()
{
    std::mt19937 random(5);
    const auto upTo = [&](unsigned n) { return static_cast<int>(random() % n); };
    ItemModel model;
    std::map<std::uint32_t, Item> truth;
    const auto any = [&](std::uint32_t key) { return Item{key, upTo(500), upTo(2) ? u"in"_s : u"out"_s}; };
    std::vector<Item> rows;
    for (std::uint32_t key = 0; key < ItemModel::atOnce + 500; ++key)
        rows.push_back(truth[key] = any(key));
    model.update(rows, {});
    QString filter;
    int column = -1;
    bool isDescending = false;
    for (int round = 0; round < 60; ++round) {
        rows.clear();
        std::vector<std::uint32_t> removed;
        std::set<std::uint32_t> touched;
        for (int i = upTo(round % 3 == 0 ? 400 : 4); i >= 0; --i) {
            const auto key = static_cast<std::uint32_t>(upTo(ItemModel::atOnce + 2000));
            if (!touched.insert(key).second)
                continue;
            if (truth.contains(key) && upTo(4) == 0) {
                removed.push_back(key);
                truth.erase(key);
            } else {
                rows.push_back(truth[key] = any(key));
            }
        }
        model.update(rows, removed);
        if (upTo(2)) {
            filter = upTo(3) == 0 ? QString() : upTo(2) ? u"in"_s : u"out"_s;
            model.setFilter(filter);
        }
        if (upTo(3) == 0) {
            column = upTo(3) - 1;
            isDescending = upTo(2) == 1;
            model.sort(column, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
        }
        for (int turns = upTo(4); turns > 0; --turns)
            QCoreApplication::processEvents();
        if (upTo(3) != 0)
            continue;
        model.settle();
        const std::vector<Item> expected = listed(truth, filter, column, isDescending);
        QCOMPARE(model.rowCount(), static_cast<int>(expected.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.at(row), expected[static_cast<std::size_t>(row)]);
            QCOMPARE(model.placeOf(model.at(row).key()), std::optional<int>(row));
        }
    }
}

SIGNALBOX_TEST(RowModelTest)
} // namespace tst_rowmodel

#include "tst_rowmodel.moc"
