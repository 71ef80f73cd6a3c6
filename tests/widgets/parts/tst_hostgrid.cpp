// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The host grid. If these fail, a fleet of ten thousand does not fit the screen, its states differ by colour alone, or
// somebody opens another host than the one clicked at.
#include <QApplication>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QScrollBar>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <parts/hostgrid.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

namespace tst_hostgrid
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
/// Remembers what a widget was asked to paint.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget *watched) { watched->installEventFilter(this); }
    QRegion painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

std::unique_ptr<HostGrid> gridOf(DemoPicture &demo, QSize size = {1400, 760})
{
    auto grid = std::make_unique<HostGrid>();
    grid->resize(size);
    grid->showPicture(demo.picture());
    grid->show();
    return grid;
}

Subject subjectAt(const HostGrid &grid, int place)
{
    return grid.cells().at(place).subject;
}
} // namespace

class HostGridTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void cellsSayAsMuchAsThereIsRoomFor_data();
    void cellsSayAsMuchAsThereIsRoomFor();
    void whatDoesNotFitScrolls();
    void keysMoveAndOpen();
    void aChangedHostRepaintsItsOwnCellAlone();
    void theOrderIsHeldForWhoMovesInItAndSortedOnDemand();
    void thePointedCellIsTheOneThatOpens();
    void statesDifferWithoutColour();
};

void HostGridTest::cellsSayAsMuchAsThereIsRoomFor_data()
{
    QTest::addColumn<int>("hosts");
    QTest::addColumn<int>("form");
    QTest::newRow("one") << 1 << static_cast<int>(CellForm::Tile);
    QTest::newRow("a dozen") << 12 << static_cast<int>(CellForm::Tile);
    QTest::newRow("some hundred") << 150 << static_cast<int>(CellForm::Label);
    QTest::newRow("thousands") << 3000 << static_cast<int>(CellForm::Square);
    QTest::newRow("ten thousand") << 10000 << static_cast<int>(CellForm::Square);
}

void HostGridTest::cellsSayAsMuchAsThereIsRoomFor()
{
    QFETCH(const int, hosts);
    const GridLayout layout = layOutGrid(hosts, {1400, 760});
    QTEST(static_cast<int>(layout.form), "form");
    QVERIFY(layout.height() <= 760);
    QVERIFY(layout.columns * layout.pitch().width() - layout.gap <= 1400);
    for (const int place : {0, hosts / 2, hosts - 1}) {
        QCOMPARE(layout.placeAt(layout.rectOf(place).center()), place);
        QVERIFY(QRect(0, 0, 1400, 760).contains(layout.rectOf(place)));
    }
    QCOMPARE(layout.placeAt({0, layout.rows() * layout.pitch().height()}), -1);
}

void HostGridTest::whatDoesNotFitScrolls()
{
    DemoPicture demo = fleet(3000);
    const auto grid = gridOf(demo, {300, 200});
    QVERIFY(grid->verticalScrollBar()->maximum() > 0);
    QTest::keyClick(grid.get(), Qt::Key_End);
    QCOMPARE(grid->current(), std::optional<int>(3000));
    QCOMPARE(grid->verticalScrollBar()->value(), grid->verticalScrollBar()->maximum());
    QTest::keyClick(grid.get(), Qt::Key_Home);
    QCOMPARE(grid->verticalScrollBar()->value(), 0);
}

void HostGridTest::keysMoveAndOpen()
{
    DemoPicture demo = fleet(300);
    const auto grid = gridOf(demo);
    const int columns = grid->cellLayout().columns;
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(grid.get(), key);
        return grid->current().value_or(-1);
    };
    QCOMPARE(press(Qt::Key_Home), 0);
    QCOMPARE(press(Qt::Key_Left), 0);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_Right), 1);
    QCOMPARE(press(Qt::Key_Down), 1 + columns);
    QCOMPARE(press(Qt::Key_PageDown), 300);
    QCOMPARE(press(Qt::Key_Right), 300);
    QCOMPARE(press(Qt::Key_PageUp), 300 % columns);
    QSignalSpy opened(grid.get(), &HostGrid::opened);
    QTest::keyClick(grid.get(), Qt::Key_Return);
    QCOMPARE(opened.at(0).at(0).value<Subject>(), subjectAt(*grid, 300 % columns));
}

// Lost if it fails: the CPU of a desk is spent on painting ten thousand cells for each of a hundred that changed.
void HostGridTest::aChangedHostRepaintsItsOwnCellAlone()
{
    DemoPicture demo = fleet(3000);
    const auto grid = gridOf(demo);
    QVERIFY(QTest::qWaitForWindowExposed(grid.get()));
    QTest::keyClick(grid.get(), Qt::Key_Home); // held from here on
    QApplication::processEvents();
    PaintWatch watch(grid->viewport());
    QRegion expected;
    for (const int place : {700, 1500, 1501, 2900}) {
        demo.raise("x", subjectAt(*grid, place), Severity::Critical, "x");
        expected += grid->cellLayout().rectOf(place);
    }
    grid->showPicture(demo.picture());
    QApplication::processEvents();
    QCOMPARE(watch.painted, expected);
    const QImage shown = grid->viewport()->grab().toImage();
    const QPoint corner = grid->cellLayout().rectOf(1500).topLeft();
    QCOMPARE(shown.pixelColor(corner + QPoint(1, grid->cellLayout().cell.height() / 2)),
             paletteOf(Theme::Dark).of(State::Critical));
}

void HostGridTest::theOrderIsHeldForWhoMovesInItAndSortedOnDemand()
{
    DemoPicture demo = fleet(300);
    const auto grid = gridOf(demo);
    const Subject last = subjectAt(*grid, 299);
    grid->showPicture(demo.raise("x", last, Severity::Critical, "x").picture());
    QVERIFY(subjectAt(*grid, 299) != last); // nobody is in it: sorted at once
    const Subject other = subjectAt(*grid, 298);
    QTest::keyClick(grid.get(), Qt::Key_End);
    grid->showPicture(demo.raise("x", other, Severity::Critical, "x").picture());
    QCOMPARE(subjectAt(*grid, 298), other);
    QVERIFY(grid->cells().isOutOfOrder());
    QTest::keyClick(grid.get(), Qt::Key_F5);
    QVERIFY(subjectAt(*grid, 298) != other);
}

void HostGridTest::thePointedCellIsTheOneThatOpens()
{
    DemoPicture demo = fleet(300);
    const auto grid = gridOf(demo);
    QVERIFY(QTest::qWaitForWindowExposed(grid.get())); // moves go to windows that are on the screen
    const QPoint where = grid->cellLayout().rectOf(7).center();
    QMouseEvent move(QEvent::MouseMove, where, grid->viewport()->mapToGlobal(where), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(grid->viewport(), &move);
    QCOMPARE(grid->pointed(), std::optional<int>(7));
    QSignalSpy opened(grid.get(), &HostGrid::opened);
    QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, where);
    QCOMPARE(opened.at(0).at(0).value<Subject>(), subjectAt(*grid, 7));
}

// Lost if it fails: whoever tells no red from green, or looks at a print, sees a calm fleet.
void HostGridTest::statesDifferWithoutColour()
{
    CellMarks marks;
    Palette grey = paletteOf(Theme::Dark);
    for (QColor &colour : grey.states)
        colour = QColor(0xC0, 0xC0, 0xC0);
    marks.setLook(9, 1, grey);
    QList<QImage> looks;
    for (const State state : {State::Ok, State::Warning, State::Critical, State::Unknown, State::Maintenance})
        looks.append(marks.of({state}).toImage());
    looks.append(marks.of({State::Stale, true}).toImage());
    looks.append(marks.of({State::Critical, true}).toImage());
    looks.append(marks.of({State::Unknown, false, false}).toImage());
    for (qsizetype a = 0; a < looks.size(); ++a)
        for (qsizetype b = 0; b < a; ++b)
            QVERIFY2(looks[a] != looks[b], qPrintable(u"%1 looks like %2"_s.arg(a).arg(b)));
}

SIGNALBOX_TEST(HostGridTest)
} // namespace tst_hostgrid

#include "tst_hostgrid.moc"
