// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sorting piece by piece. If these fail, a long list loses rows when it is sorted, or the window stands still
// meanwhile.
#include <random>

#include <models/gradualsort.h>
#include <support/testprogram.h>

namespace tst_gradualsort
{
using namespace signalbox;

class GradualSortTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyNumberOfValuesIsSorted_data();
    void anyNumberOfValuesIsSorted();
    void noPieceIsLarge();
};

void GradualSortTest::anyNumberOfValuesIsSorted_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("atOnce");
    for (const int count : {0, 1, 2, 7, 8, 9, 16, 17, 63, 64, 65, 1000})
        for (const int atOnce : {1, 3, 8, 2000})
            QTest::addRow("%d by %d", count, atOnce) << count << atOnce;
}

void GradualSortTest::anyNumberOfValuesIsSorted()
{
    QFETCH(const int, count);
    QFETCH(const int, atOnce);
    std::mt19937 random(11);
    std::vector<std::pair<int, int>> values;
    for (int i = 0; i < count; ++i)
        values.emplace_back(static_cast<int>(random() % 50), i); // many are equal, and none is another
    std::vector<std::pair<int, int>> expected = values;
    std::sort(expected.begin(), expected.end());
    GradualSort<std::pair<int, int>> sort(
        values, [](const auto &a, const auto &b) { return a < b; }, static_cast<std::size_t>(atOnce));
    while (sort.step())
        ;
    QCOMPARE(sort.values(), expected);
}

void GradualSortTest::noPieceIsLarge()
{
    constexpr std::size_t many = 20'000;
    constexpr std::size_t atOnce = 100;
    std::mt19937 random(11);
    std::vector<unsigned> values(many);
    std::generate(values.begin(), values.end(), random);
    std::size_t compared = 0;
    const auto before = [&](unsigned a, unsigned b) {
        ++compared;
        return a < b;
    };
    GradualSort<unsigned> sort(values, before, atOnce);
    std::size_t worst = 0;
    for (bool isMore = true; isMore;) {
        compared = 0;
        isMore = sort.step();
        worst = std::max(worst, compared);
    }
    QVERIFY(std::is_sorted(sort.values().begin(), sort.values().end()));
    QVERIFY2(worst < 20 * atOnce, qPrintable(QString::number(worst)));
}

SIGNALBOX_TEST(GradualSortTest)
} // namespace tst_gradualsort

#include "tst_gradualsort.moc"
