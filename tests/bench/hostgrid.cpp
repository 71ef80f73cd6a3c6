// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 9: the host grid of 10,000 cells. A whole frame against a bare loop of fillRect over the same cells, and a
// hundred hosts that change against our own whole frame. Both sides without a screen, in CPU time, in turns.
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <demo/demopicture.h>
#include <parts/hostgrid.h>

#include "effort.h"
#include "offscreen.h"
#include "rows.h"

namespace signalbox::bench
{
namespace
{
constexpr int hosts = 10'000;
constexpr int rounds = 60;

/// What anybody would write first: a rectangle a cell.
class BareGrid final : public QWidget
{
public:
    explicit BareGrid(const HostGrid &grid)
        : m_grid(grid)
    {
        setAttribute(Qt::WA_OpaquePaintEvent);
        const Palette &palette = paletteOf(Theme::Dark);
        for (int place = 0; place < grid.cells().count(); ++place)
            m_colours.push_back(palette.of(grid.cells().at(place).standing.state));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), paletteOf(Theme::Dark).background);
        for (std::size_t place = 0; place < m_colours.size(); ++place)
            painter.fillRect(m_grid.cellLayout().rectOf(static_cast<int>(place)), m_colours[place]);
    }

private:
    const HostGrid &m_grid;
    std::vector<QColor> m_colours;
};

template <class Work>
double costOf(Work work)
{
    const double start = cpuMilliseconds();
    work();
    return cpuMilliseconds() - start;
}

/// Pictures in each of which another hundred hosts have changed.
std::vector<PicturePtr> changingPictures(DemoPicture &demo)
{
    std::vector<PicturePtr> pictures;
    for (int round = 0; round < rounds; ++round) {
        const Severity severity = round % 2 == 0 ? Severity::Critical : Severity::Warning;
        for (int i = 0; i < hosts / 800; ++i)
            for (const char *role : {"web", "imap", "mx", "db", "store", "dns", "proxy", "hypervisor"})
                demo.raise("bench", {"host", role + std::to_string(i * 97 + 1)}, severity, "row 9");
        pictures.push_back(demo.picture());
    }
    return pictures;
}
} // namespace

Expected<Measured> hostGrid()
{
    const Offscreen offscreen;
    DemoPicture demo = fleet(hosts);
    HostGrid grid;
    grid.resize(1600, 900);
    grid.showPicture(demo.picture());
    grid.show();
    BareGrid bare(grid);
    bare.resize(grid.viewport()->size());
    bare.show();
    QApplication::processEvents();
    if (grid.cellLayout().form != CellForm::Square || grid.verticalScrollBar()->maximum() > 0)
        return tl::make_unexpected(Problem{"row 9", "10,000 cells do not fit 1600x900", {}});

    std::vector<double> ours;
    std::vector<double> against;
    for (int round = 0; round < rounds; ++round) {
        ours.push_back(costOf([&] { grid.viewport()->repaint(); }));
        against.push_back(costOf([&] { bare.repaint(); }));
    }
    const auto pictures = changingPictures(demo);
    grid.showPicture(pictures.front());
    QKeyEvent key(QEvent::KeyPress, Qt::Key_End, Qt::NoModifier); // somebody is in the grid: its order is held
    QApplication::sendEvent(&grid, &key);
    QApplication::processEvents();
    std::vector<double> changes;
    std::vector<double> whole;
    for (const PicturePtr &picture : pictures) {
        changes.push_back(costOf([&] {
            grid.showPicture(picture);
            QApplication::processEvents();
        }));
        whole.push_back(costOf([&] { grid.viewport()->repaint(); }));
    }
    const auto median = [](const std::vector<double> &values) { return percentile(values, 0.5); };
    Measured measured;
    measured.lines = {{9, "host grid of 10,000 cells, whole frame / bare fillRect loop", "ms", median(ours),
                       median(against), 1.5, 1.1},
                      {9, "host grid of 10,000 cells, 1 % changed / its own whole frame", "ms", median(changes),
                       median(whole), 0.1, 0.05}};
    return measured;
}
} // namespace signalbox::bench
