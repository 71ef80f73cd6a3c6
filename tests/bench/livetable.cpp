// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 8: a table of 100,000 findings in sight, of which 1,000 change and take other places. Ours: from the new picture
// to the painted rows. Against: the same rows in a plain model under a QSortFilterProxyModel and a QTableView, told of
// each change as it comes, as live models do. Told in one go that any row may have changed, as a model can that gathers
// its changes, it sorts all anew, which is quicker; a remark says how quick. Both without a screen, in CPU time, in
// turns.
#include <cstdio>

#include <QAbstractTableModel>
#include <QApplication>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <demo/demopicture.h>
#include <models/findingsmodel.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>

#include "effort.h"
#include "offscreen.h"
#include "rows.h"

namespace signalbox::bench
{
namespace
{
constexpr int rows = 100'000;
constexpr int subjects = 10'000;
constexpr int changes = 1'000;
constexpr int rounds = 15;

/// The rows as anybody would write them first: texts by column, and the number that they are sorted by.
class PlainModel final : public QAbstractTableModel
{
public:
    explicit PlainModel(const FindingsModel &findings)
    {
        for (int row = 0; row < findings.rowCount(); ++row) {
            std::vector<QString> &texts = m_texts.emplace_back();
            for (int column = 0; column < findings.columnCount(); ++column)
                texts.push_back(findings.index(row, column).data().toString());
            m_order.push_back(row);
        }
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_texts.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() || m_texts.empty() ? 0 : static_cast<int>(m_texts.front().size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::UserRole)
            return m_order[static_cast<std::size_t>(index.row())];
        if (role == Qt::DisplayRole)
            return m_texts[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
        return {};
    }
    void change(int round, bool inOneGo)
    {
        for (int i = 0; i < changes; ++i) {
            const auto row = static_cast<std::size_t>((i * 97 + round * 31) % rows);
            m_order[row] = (m_order[row] + rows / 2) % rows;
            const auto changed = static_cast<int>(row);
            if (!inOneGo)
                Q_EMIT dataChanged(index(changed, 0), index(changed, columnCount() - 1));
        }
        if (inOneGo)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }

private:
    std::vector<std::vector<QString>> m_texts;
    std::vector<int> m_order;
};

bool isCriticalAtFirst(int i)
{
    return i % 3 == 0;
}

void raise(DemoPicture &demo, int i, bool isCritical)
{
    demo.raise("upstream-alert", {"host", "host" + std::to_string(i % subjects)},
               isCritical ? Severity::Critical : Severity::Warning, "Slow: the answer takes too long",
               {{"alertname", "Slow" + std::to_string(i / subjects)}, {"source", "alertmanager"}});
}

/// In each of them another thousand became worse or better.
std::vector<PicturePtr> changingPictures(DemoPicture &demo)
{
    std::vector<PicturePtr> pictures;
    std::vector<bool> isCritical(rows);
    for (int i = 0; i < rows; ++i)
        isCritical[static_cast<std::size_t>(i)] = isCriticalAtFirst(i);
    for (int round = 0; round < rounds; ++round) {
        demo.pass(Milliseconds(1000));
        for (int i = 0; i < changes; ++i) {
            const int row = (i * 97 + round * 31) % rows;
            isCritical[static_cast<std::size_t>(row)].flip();
            raise(demo, row, isCritical[static_cast<std::size_t>(row)]);
        }
        pictures.push_back(demo.picture());
    }
    return pictures;
}

template <class Work>
double costOf(Work work)
{
    const double start = cpuMilliseconds();
    work();
    QApplication::processEvents();
    return cpuMilliseconds() - start;
}
} // namespace

Expected<Measured> liveTable()
{
    const Offscreen offscreen;
    DemoPicture demo;
    for (int i = 0; i < rows; ++i)
        raise(demo, i, isCriticalAtFirst(i));
    FindingsModel findings;
    RowTable table(findings, QStringLiteral("findings"));
    findings.show(demo.picture());
    PlainModel plain(findings);
    QSortFilterProxyModel proxy;
    proxy.setSortRole(Qt::UserRole);
    proxy.setSourceModel(&plain);
    proxy.sort(0);
    QTableView view;
    view.setModel(&proxy);
    for (QTableView *each : {static_cast<QTableView *>(&table), &view}) {
        each->resize(1200, 800);
        each->show();
    }
    QApplication::processEvents();
    if (findings.rowCount() != rows || proxy.rowCount() != rows)
        return tl::make_unexpected(Problem{"row 8", "not every finding is a row", {}});

    std::vector<double> ours;
    std::vector<double> against;
    std::vector<double> inOneGo;
    const auto pictures = changingPictures(demo);
    for (int round = 0; round < rounds; ++round) {
        ours.push_back(costOf([&] { findings.show(pictures[static_cast<std::size_t>(round)]); }));
        inOneGo.push_back(costOf([&] { plain.change(round, true); }));
        if (round < 3) // seconds each
            against.push_back(costOf([&] { plain.change(round, false); }));
    }
    Measured measured;
    measured.lines = {{8, "table of 100,000 rows, 1,000 change place / QSortFilterProxyModel", "ms",
                       percentile(ours, 0.5), percentile(against, 0.5), 1.0 / 50, 1.0 / 200}};
    char remark[96];
    std::snprintf(remark, sizeof remark, "QSortFilterProxyModel, told of all changes in one go: %.1f ms",
                  percentile(inOneGo, 0.5));
    measured.remarks.emplace_back(remark);
    return measured;
}
} // namespace signalbox::bench
