// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that was done, and what is held. If these fail, the run that waits for a decision is not found by
// keyboard.
#include <QLabel>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_runspage
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RunsPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void enterOpensTheRun();
    void whatIsHeldStandsBelow();
    void aReplaySaysWhyItIsEmpty();
    void everyControlHasAName();

private:
    static RunsPtr runs()
    {
        DemoJournal journal;
        journal.confirms("aaaaaaaaaaaa", demoPlan()).tells("aaaaaaaaaaaa", RunStarted{});
        journal.goes("aaaaaaaaaaaa", 0, RunObserved::Outcome::NotDone, "exit status 1");
        return journal.holds("host/db2", "<i>by hand</i>", 24h).runs();
    }
};

void RunsPageTest::enterOpensTheRun()
{
    RunFollower follower([](QObject *, auto then) { then(runs()); });
    const PicturePtr picture = demoEstate().picture();
    follower.showPicture(picture);
    PageContext context;
    context.runs = &follower;
    const auto page = openPage("runs", context);
    page->showPicture(picture);
    const QSignalSpy wanted(page.get(), &Page::runWanted);
    auto *table = qobject_cast<RowTable *>(named(*page, u"runs (Enter opens one)"_s));
    QCOMPARE(table->model()->rowCount(), 1);
    table->choose(0);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), u"aaaaaaaaaaaa"_s);
    QCOMPARE(page->subjectInHand(), std::optional(Subject{"host", "web1"})); // D and T are about it
}

void RunsPageTest::whatIsHeldStandsBelow()
{
    RunFollower follower([](QObject *, auto then) { then(runs()); });
    PageContext context;
    context.runs = &follower;
    const auto page = openPage("runs", context);
    const PicturePtr picture = demoEstate().picture();
    page->showPicture(picture);
    auto *holds = qobject_cast<RowTable *>(named(*page, u"held by hand"_s));
    QVERIFY(!holds->isVisible()); // nothing is known yet
    follower.showPicture(picture);
    page->showPicture(picture);
    QVERIFY(holds->isVisible());
    QCOMPARE(holds->rows().subjectAt(0), std::optional(Subject{"host", "db2"}));
}

void RunsPageTest::aReplaySaysWhyItIsEmpty()
{
    const auto page = openPage("runs");
    page->showPicture(demoEstate().picture());
    QStringList said;
    for (const QLabel *label : page->findChildren<QLabel *>())
        if (label->isVisible())
            said += label->text();
    QVERIFY2(said.join(u'|').contains(u"A replay has no journal"_s), qPrintable(said.join(u'|')));
}

void RunsPageTest::everyControlHasAName()
{
    RunFollower follower([](QObject *, auto then) { then(runs()); });
    PageContext context;
    context.runs = &follower;
    const auto page = openPage("runs", context);
    const PicturePtr picture = demoEstate().picture();
    follower.showPicture(picture);
    page->showPicture(picture);
    QCOMPARE(unnamed(*page), QStringList());
}

SIGNALBOX_TEST(RunsPageTest)
} // namespace tst_runspage

#include "tst_runspage.moc"
