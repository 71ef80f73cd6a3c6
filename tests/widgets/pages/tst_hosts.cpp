// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the host grid. If these fail, a host cannot be found in the grid, or the grid does not say which it is.
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <parts/gridlegend.h>
#include <parts/hostgrid.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_hosts
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class HostsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void aHostIsFoundToldAndOpened();
    void theLegendCountsWhatIsShown();
    void anEmptyGridSaysWhy();
    void aScreenReaderHearsTheHostOfTheKeyboard();
    void everyControlHasAName();
};

namespace
{
QString label(const Page &page, const QString &name)
{
    return page.findChild<QLabel *>(name)->text();
}
} // namespace

void HostsTest::aHostIsFoundToldAndOpened()
{
    const auto page = openPage("hosts");
    page->showPicture(demoEstate().picture());
    QCOMPARE(label(*page, u"count"_s), u"Hosts: 16"_s);
    auto *find = page->findChild<QLineEdit *>();
    auto *grid = page->findChild<HostGrid *>();
    QTest::keyClicks(find, u"york CRITICAL"_s);
    QCOMPARE(label(*page, u"count"_s), u"Hosts: 1 of 16"_s);
    QSignalSpy opened(page.get(), &Page::opened);
    QTest::keyClick(find, Qt::Key_Return);
    QTest::keyClick(grid, Qt::Key_Home);
    QVERIFY(label(*page, u"pointed"_s).startsWith(u"imap1  ·  york  ·  critical for "_s));
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(opened.at(0).at(0).value<Subject>(), (Subject{"host", "imap1"}));
}

void HostsTest::theLegendCountsWhatIsShown()
{
    const auto page = openPage("hosts");
    page->showPicture(demoEstate().picture());
    const auto *legend = page->findChild<GridLegend *>();
    QCOMPARE(legend->text(), u"1 unknown, 1 critical, 2 warning, 1 of these stale as well, 12 OK"_s);
    page->find(u"site:york"_s);
    QCOMPARE(legend->text(), u"1 critical, 7 OK"_s);
}

void HostsTest::anEmptyGridSaysWhy()
{
    const auto page = openPage("hosts");
    page->showPicture(DemoPicture().picture());
    QCOMPARE(label(*page, u"pointed"_s), u"No host is declared, and no source has told of one yet."_s);
    page->showPicture(demoEstate().picture());
    page->find(u"nosuchhost"_s);
    QCOMPARE(label(*page, u"pointed"_s), u"None of the 16 hosts has these words in it."_s);
}

void HostsTest::aScreenReaderHearsTheHostOfTheKeyboard()
{
    const auto page = openPage("hosts");
    page->showPicture(demoEstate().picture());
    auto *grid = page->findChild<HostGrid *>();
    const QAccessibleInterface *list = QAccessible::queryAccessibleInterface(grid);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), u"hosts"_s);
    QCOMPARE(list->childCount(), 16);
    grid->setCurrent(1);
    const QAccessibleInterface *item = list->child(1);
    QCOMPARE(item->role(), QAccessible::ListItem);
    QVERIFY(item->state().selected);
    QVERIFY(!list->child(0)->state().selected);
    QVERIFY(item->text(QAccessible::Name).startsWith(u"imap1  ·  york  ·  critical"_s));
    QCOMPARE(list->indexOfChild(item), 1);
}

void HostsTest::everyControlHasAName()
{
    const auto page = openPage("hosts");
    page->showPicture(demoEstate().picture());
    QCOMPARE(unnamed(*page), QStringList());
}

SIGNALBOX_TEST(HostsTest)
} // namespace tst_hosts

#include "tst_hosts.moc"
