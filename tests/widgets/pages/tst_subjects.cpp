// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of everything. If these fail, a host cannot be found by its name while it matters.
#include <QLineEdit>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_subjects
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class SubjectsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void aHostIsFoundByItsName();
    void namesSortAsPeopleCount();
    void everyControlHasAName();
};

void SubjectsTest::aHostIsFoundByItsName()
{
    const auto page = openPage("subjects");
    page->showPicture(demoEstate().picture());
    auto *table = page->findChild<RowTable *>();
    QTest::keyClicks(page->findChild<QLineEdit *>(), u"WEB3"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QSignalSpy opened(page.get(), &Page::opened);
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(opened.at(0).at(0).value<Subject>(), (Subject{"host", "web3"}));
}

void SubjectsTest::namesSortAsPeopleCount()
{
    const auto page = openPage("subjects");
    page->showPicture(demoEstate().picture());
    auto *table = page->findChild<RowTable *>();
    QTest::keyClicks(page->findChild<QLineEdit *>(), u"store"_s);
    QStringList names;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        names.append(table->model()->index(row, 2).data().toString());
    QCOMPARE(names.first(), u"store1"_s);
    QCOMPARE(names.at(1), u"store2"_s);
    QCOMPARE(names.last(), u"store15"_s);
}

void SubjectsTest::everyControlHasAName()
{
    const auto page = openPage("subjects");
    page->showPicture(demoEstate().picture());
    QCOMPARE(unnamed(*page), QStringList());
}

SIGNALBOX_TEST(SubjectsTest)
} // namespace tst_subjects

#include "tst_subjects.moc"
