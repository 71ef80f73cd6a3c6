// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who did what. If these fail, the next one on call does not learn that somebody has it already.
#include <QLabel>

#include <demo/demopicture.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_journalpage
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
std::vector<JournalRow> deeds()
{
    return {{1, WallTime{}, "ann@desk1", "acknowledge", "disk-full host/imap1{mountpoint=\"/\"}", "on it"},
            {2, WallTime{}, "kim@desk2", "note", "host/mx2", "<b>old</b> dumps"}};
}
} // namespace

class JournalPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void theNewestIsOnTopAndIsText();
    void whatCannotBeReadIsSaid();
    void everyControlHasAName();
};

void JournalPageTest::theNewestIsOnTopAndIsText()
{
    PageContext context;
    context.journal = [](QObject *, const Then<std::vector<JournalRow>> &then) { then(deeds()); };
    const auto page = openPage("journal", context);
    page->showPicture(demoEstate().picture());
    const auto *table = page->findChild<RowTable *>();
    QCOMPARE(table->model()->rowCount(), 2);
    QStringList first;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        first.append(table->model()->index(0, column).data().toString());
    QVERIFY2(first.contains(u"kim@desk2"_s) && first.contains(u"<b>old</b> dumps"_s), qPrintable(first.join(u'|')));
    QCOMPARE(table->rows().subjectAt(0), std::optional(Subject{"host", "mx2"}));
    QCOMPARE(table->rows().subjectAt(1), std::optional(Subject{"host", "imap1"}));
}

void JournalPageTest::whatCannotBeReadIsSaid()
{
    PageContext context;
    context.journal = [](QObject *, const Then<std::vector<JournalRow>> &then) {
        then(tl::unexpected(Problem{"journal.db", "is no journal", {}}));
    };
    const auto page = openPage("journal", context);
    page->showPicture(demoEstate().picture());
    bool isSaid = false;
    for (const QLabel *label : page->findChildren<QLabel *>())
        isSaid = isSaid || (label->isVisible() && label->text().contains(u"is no journal"_s));
    QVERIFY(isSaid);
}

void JournalPageTest::everyControlHasAName()
{
    const auto page = openPage("journal");
    page->showPicture(demoEstate().picture());
    QCOMPARE(unnamed(*page), QStringList());
}

SIGNALBOX_TEST(JournalPageTest)
} // namespace tst_journalpage

#include "tst_journalpage.moc"
