// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first screen after a page. If these fail, somebody woken at 04:30 is told that all is well, or starts with the
// wrong fire.
#include <QPushButton>
#include <QSignalSpy>

#include <demo/demopicture.h>
#include <parts/headline.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_overview
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class OverviewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void wellIsCalmAndSaysOfWhat();
    void theWorstIsOnTop();
    void declaredAndUnwatchedIsCounted();
    void nothingWatchedIsNotWell();
    void aStoppedPictureIsNotWell();
    void enterOpensTheSubject();
    void whatIsBeyondTheFirstTenIsCounted();
    void aGroupOpensItsHosts();
    void withoutSitesAndRolesNoGroupsAreShown();
    void everyControlHasAName();
};

namespace
{
const Headline *headline(const Page &page)
{
    return page.findChildren<Headline *>().constFirst();
}
} // namespace

void OverviewTest::wellIsCalmAndSaysOfWhat()
{
    const auto page = openPage("overview");
    page->showPicture(calmEstate().picture());
    QCOMPARE(headline(*page)->text(), u"All is well with what is watched"_s);
    QCOMPARE(headline(*page)->detail(), u"13 of 13 watched subjects are OK"_s);
    QVERIFY(!named(*page, u"broken now"_s)->isVisible());
    // Grey: no pixel of the colours that call for a person.
    const QImage shown = page->grab().toImage();
    const Palette &palette = paletteOf(Theme::Dark);
    for (const State state : {State::Warning, State::Critical, State::Unknown})
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                QVERIFY(shown.pixelColor(x, y) != palette.of(state));
}

void OverviewTest::theWorstIsOnTop()
{
    const auto page = openPage("overview");
    page->showPicture(demoEstate().picture());
    QCOMPARE(headline(*page)->text(), u"1 unknown, 1 critical, 2 warning"_s);
    const auto *broken = qobject_cast<RowTable *>(named(*page, u"broken now"_s));
    QVERIFY(broken && broken->isVisible());
    QCOMPARE(broken->model()->index(0, 1).data().toString(), u"host/mx2"_s);
    QCOMPARE(broken->model()->index(1, 1).data().toString(), u"host/imap1"_s);
}

void OverviewTest::declaredAndUnwatchedIsCounted()
{
    const auto page = openPage("overview");
    page->showPicture(demoEstate().picture());
    QVERIFY(named(*page, u"15 stores, 4 queues declared, watched by nothing"_s)->isVisible());
    page->showPicture(calmEstate().picture());
    for (const Headline *line : page->findChildren<Headline *>())
        QVERIFY(line == headline(*page) || !line->isVisible());
}

void OverviewTest::nothingWatchedIsNotWell()
{
    DemoPicture demo;
    const auto page = openPage("overview");
    page->showPicture(demo.declare({"host", "web1"}).picture());
    QCOMPARE(headline(*page)->text(), u"Nothing is watched yet"_s);
}

void OverviewTest::aStoppedPictureIsNotWell()
{
    DemoPicture demo = calmEstate();
    const auto page = openPage("overview");
    page->showPicture(demo.holdUp(5s).picture());
    QCOMPARE(headline(*page)->text(), u"Nothing was wrong when the picture stopped"_s);
}

void OverviewTest::enterOpensTheSubject()
{
    const auto page = openPage("overview");
    page->showPicture(demoEstate().picture());
    QSignalSpy opened(page.get(), &Page::opened);
    auto *broken = qobject_cast<RowTable *>(named(*page, u"broken now"_s));
    broken->setCurrentIndex(broken->model()->index(1, 0));
    QTest::keyClick(broken, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.at(0).at(0).value<Subject>(), (Subject{"host", "imap1"}));
}

void OverviewTest::whatIsBeyondTheFirstTenIsCounted()
{
    const auto page = openPage("overview");
    page->showPicture(demoEstate().picture());
    QPushButton *more = page->findChild<QPushButton *>();
    QVERIFY(!more->isVisible());
    const PicturePtr picture = fleet(300).picture();
    int raised = 0;
    for (std::size_t i = 0; i < picture->alerts.size(); ++i)
        raised += picture->alerts[i].cell.state == AlertState::Raised ? 1 : 0;
    page->showPicture(picture);
    QVERIFY(more->isVisible());
    QCOMPARE(more->text(), u"… and %1 more"_s.arg(raised - 10));
    QSignalSpy wanted(page.get(), &Page::pageWanted);
    more->click();
    QCOMPARE(wanted.at(0).at(0).toString(), u"findings"_s);
}

void OverviewTest::aGroupOpensItsHosts()
{
    const auto page = openPage("overview");
    page->showPicture(fleet(300).picture());
    auto *groups = qobject_cast<RowTable *>(named(*page, u"hosts by site and role"_s));
    QVERIFY(groups && groups->isVisible());
    QSignalSpy wanted(page.get(), &Page::pageWanted);
    groups->setCurrentIndex(groups->model()->index(1, 2));
    QTest::keyClick(groups, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0).at(0).toString(), u"hosts"_s);
    QCOMPARE(wanted.at(0).at(1).toString(), u"site:bristol role:db"_s);
}

void OverviewTest::withoutSitesAndRolesNoGroupsAreShown()
{
    const auto page = openPage("overview");
    page->showPicture(fleet(1).picture());
    QVERIFY(!named(*page, u"hosts by site and role"_s)->isVisible());
}

void OverviewTest::everyControlHasAName()
{
    const auto page = openPage("overview");
    page->showPicture(demoEstate().picture());
    QCOMPARE(unnamed(*page), QStringList());
}

SIGNALBOX_TEST(OverviewTest)
} // namespace tst_overview

#include "tst_overview.moc"
