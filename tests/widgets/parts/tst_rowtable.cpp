// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tables by keyboard, and as wide as the font asks. If these fail, a row cannot be reached without a mouse, or not be
// read at 200 %.
#include <QHeaderView>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <models/findingsmodel.h>
#include <models/subjectsmodel.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

namespace tst_rowtable
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RowTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void tabComesInAndGoesOut();
    void aStateIsPaintedAsShapeAndWord();
    void columnsNeverShrink();
    void whatIsNarrowScrollsInsteadOfHidingTheSentence();
    void aTableOfFewRowsIsAsHighAsThey();
    void sortingIsByHeaderAndClearable();
};

void RowTableTest::tabComesInAndGoesOut()
{
    SubjectsModel model;
    model.show(demoEstate().picture());
    QWidget window;
    RowTable table(model, u"subjects"_s, &window);
    QWidget next(&window);
    next.setFocusPolicy(Qt::StrongFocus);
    QWidget::setTabOrder(&table, &next);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    table.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(table.hasFocus());
    QCOMPARE(table.currentIndex().row(), 0);
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(table.currentIndex().row(), 1);
    QTest::keyClick(&table, Qt::Key_Tab);
    QTRY_VERIFY(next.hasFocus());
}

void RowTableTest::aStateIsPaintedAsShapeAndWord()
{
    DemoPicture demo;
    demo.raise("r", {"host", "a"}, Severity::Critical, "down");
    FindingsModel model;
    model.show(demo.picture());
    RowTable table(model, u"findings"_s);
    table.resize(900, 200);
    table.show();
    const QImage shown = table.grab().toImage();
    const Palette &palette = paletteOf(Theme::Dark);
    int shape = 0;
    int word = 0;
    for (int y = 0; y < shown.height(); ++y)
        for (int x = 0; x < 130; ++x) {
            const QColor pixel = shown.pixelColor(x, y);
            shape +=
                std::abs(pixel.hslHue() - palette.of(State::Critical).hslHue()) < 15 && pixel.hslSaturation() > 150;
            word += shown.pixelColor(x, y).lightness() > 180 ? 1 : 0;
        }
    QVERIFY(shape > 20);
    QVERIFY(word > 20);
    QCOMPARE(model.index(0, 0).data().toString(), u"critical"_s);
}

void RowTableTest::columnsNeverShrink()
{
    DemoPicture demo;
    demo.raise("r", {"host", "a-rather-long-name"}, Severity::Critical, "down");
    FindingsModel model;
    RowTable table(model, u"findings"_s);
    table.resize(1200, 300);
    table.show();
    const int narrow = table.columnWidth(FindingsModel::SubjectColumn);
    model.show(demo.picture());
    QTRY_VERIFY(table.columnWidth(FindingsModel::SubjectColumn) > narrow);
    const int wide = table.columnWidth(FindingsModel::SubjectColumn);
    model.show(
        demo.clear("r", {"host", "a-rather-long-name"}).raise("r", {"host", "b"}, Severity::Warning, "w").picture());
    QCoreApplication::processEvents();
    QCOMPARE(table.columnWidth(FindingsModel::SubjectColumn), wide);
}

void RowTableTest::whatIsNarrowScrollsInsteadOfHidingTheSentence()
{
    FindingsModel model;
    model.show(demoEstate().picture());
    RowTable table(model, u"findings"_s);
    table.resize(400, 300);
    table.show();
    const int character = table.fontMetrics().averageCharWidth();
    QVERIFY(table.columnWidth(FindingsModel::SentenceColumn) > 25 * character);
    table.resize(3000, 300);
    QTRY_VERIFY(table.horizontalHeader()->length() == table.viewport()->width());
}

void RowTableTest::aTableOfFewRowsIsAsHighAsThey()
{
    FindingsModel model;
    RowTable table(model, u"findings"_s);
    table.setVisibleRows(3);
    model.show(calmEstate().picture());
    const int one = table.sizeHint().height();
    model.show(demoEstate().picture());
    QVERIFY(table.sizeHint().height() > one);
    QCOMPARE(table.sizeHint().height() - one, 2 * table.verticalHeader()->defaultSectionSize());
}

void RowTableTest::sortingIsByHeaderAndClearable()
{
    SubjectsModel model;
    model.show(demoEstate().picture());
    RowTable table(model, u"subjects"_s);
    const auto first = [&] { return model.index(0, SubjectsModel::NameColumn).data().toString(); };
    QCOMPARE(first(), u"mx2"_s);
    table.sortByColumn(SubjectsModel::NameColumn, Qt::AscendingOrder);
    QCOMPARE(first(), u"bulk"_s);
    table.sortByColumn(-1, Qt::AscendingOrder);
    QCOMPARE(first(), u"mx2"_s);
}

SIGNALBOX_TEST(RowTableTest)
} // namespace tst_rowtable

#include "tst_rowtable.moc"
