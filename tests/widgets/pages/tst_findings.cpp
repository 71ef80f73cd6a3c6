// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of what is wrong. If these fail, it cannot be searched or left by keyboard, or an empty list does not say
// why it is.
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSplitter>

#include <demo/demopicture.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_findings
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class FindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void nothingWrongIsSaid();
    void findNarrowsTheListAndReturnGoesToIt();
    void selectionStaysWhileTheListChanges();
    void thePaneFollowsTheSelection();
    void anAlertIsShownEvenWhereItWasFilteredAway();
    void aNarrowPageHasThePaneBeneath();
    void theExplanationIsReadFromItsFirstLine();
    void everyControlHasAName();
};

void FindingsTest::nothingWrongIsSaid()
{
    const auto page = openPage("findings");
    page->showPicture(calmEstate().picture());
    QStringList said;
    for (const QLabel *label : page->findChildren<QLabel *>())
        if (label->isVisible())
            said.append(label->text());
    QVERIFY(said.contains(u"No rule finds anything wrong with what is watched."_s));
    QVERIFY(!page->findChild<RowTable *>()->isVisible());
}

void FindingsTest::findNarrowsTheListAndReturnGoesToIt()
{
    const auto page = openPage("findings");
    page->showPicture(demoEstate().picture());
    auto *table = page->findChild<RowTable *>();
    auto *find = page->findChild<QLineEdit *>();
    page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    find->setFocus();
    QTest::keyClicks(find, u"imap"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QTest::keyClick(find, Qt::Key_Return);
    QTRY_VERIFY(table->hasFocus());
    QSignalSpy opened(page.get(), &Page::opened);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(opened.at(0).at(0).value<Subject>(), (Subject{"host", "imap1"}));
    find->setFocus();
    QTest::keyClick(find, Qt::Key_Escape);
    QCOMPARE(find->text(), QString());
    QCOMPARE(table->model()->rowCount(), 4);
}

void FindingsTest::selectionStaysWhileTheListChanges()
{
    DemoPicture demo = demoEstate();
    const auto page = openPage("findings");
    page->showPicture(demo.picture());
    auto *table = page->findChild<RowTable *>();
    table->setCurrentIndex(table->model()->index(2, 0));
    const QString subject = table->currentIndex().siblingAtColumn(1).data().toString();
    page->showPicture(demo.raise("new", {"host", "web1"}, Severity::Unknown, "nothing heard").picture());
    QCOMPARE(table->currentIndex().row(), 3);
    QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), subject);
}

void FindingsTest::everyControlHasAName()
{
    const auto page = openPage("findings");
    page->showPicture(demoEstate().picture());
    QCOMPARE(unnamed(*page), QStringList());
}

namespace
{
QString textOf(const Page &page, const QString &name)
{
    const auto *label = page.findChild<QLabel *>(name);
    return label ? label->text() : QString();
}
} // namespace

void FindingsTest::thePaneFollowsTheSelection()
{
    const auto page = openPage("findings");
    DemoPicture demo = demoEstate();
    page->showPicture(demo.picture());
    auto *table = page->findChild<RowTable *>();
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        table->setCurrentIndex(table->model()->index(row, 0));
        QCOMPARE(textOf(*page, u"What is wrong"_s), table->model()->index(row, 2).data().toString());
    }
    // Several are selected: it is about the first of them, and all are in hand.
    table->selectAll();
    QCOMPARE(page->alertsInHand().size(), 4U);
    QCOMPARE(textOf(*page, u"What is wrong"_s), table->model()->index(0, 2).data().toString());
    QVERIFY(textOf(*page, u"Since when, and who has it"_s).startsWith(u"since "_s));
    page->showPicture(calmEstate().picture());
    QCOMPARE(page->alertsInHand().size(), 0U);
}

void FindingsTest::anAlertIsShownEvenWhereItWasFilteredAway()
{
    const auto page = openPage("findings");
    page->showPicture(demoEstate().picture());
    page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    auto *table = page->findChild<RowTable *>();
    table->selectRow(2);
    const AlertId wanted = page->alertsInHand().front();
    page->find(u"no such words"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    page->showAlert(wanted, AlertPart::Guidance);
    QCOMPARE(page->alertsInHand(), std::vector<AlertId>{wanted});
    const auto *guidance = page->findChild<QLabel *>(u"Guidance"_s);
    QVERIFY(guidance->hasFocus() && guidance->text().size() > 40);
    page->showAlert(wanted, AlertPart::Explanation);
    QVERIFY(page->findChild<QLabel *>(u"Explanation"_s)->hasFocus());
}

void FindingsTest::aNarrowPageHasThePaneBeneath()
{
    const auto page = openPage("findings");
    const auto *split = page->findChild<QSplitter *>();
    page->resize(2400, 800);
    QCOMPARE(split->orientation(), Qt::Horizontal);
    page->resize(600, 800);
    QCOMPARE(split->orientation(), Qt::Vertical);
}

// Loses: somebody presses E, and reads the second half of what is known.
void FindingsTest::theExplanationIsReadFromItsFirstLine()
{
    for (const auto &[size, part] :
         {std::pair(QSize(1230, 790), AlertPart::Explanation), std::pair(QSize(1230, 790), AlertPart::Guidance),
          std::pair(QSize(900, 500), AlertPart::Explanation), std::pair(QSize(2400, 800), AlertPart::Explanation)}) {
        const auto page = openPage("findings");
        page->resize(size);
        page->showPicture(demoEstate().picture());
        page->showAlert(page->alertsInHand().empty() ? AlertId{0} : page->alertsInHand().front(), part);
        const auto *label = page->findChild<QLabel *>(part == AlertPart::Guidance ? u"Guidance"_s : u"Explanation"_s);
        const auto *area = page->findChild<QScrollArea *>();
        const auto top = [&] { return label->mapTo(area->viewport(), QPoint()).y(); };
        QTRY_VERIFY2(label->isVisible() && top() > 0 &&
                         top() + 2 * label->fontMetrics().height() <= area->viewport()->height(),
                     qPrintable(u"%1 of %2"_s.arg(top()).arg(area->viewport()->height())));
        QVERIFY(area->viewport()->height() >= page->height() / 3);
    }
}

SIGNALBOX_TEST(FindingsTest)
} // namespace tst_findings

#include "tst_findings.moc"
