// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is round every page. If these fail, somebody without a mouse is stuck, or a standing picture looks alive.
#include <QLabel>
#include <QMainWindow>
#include <QTemporaryDir>

#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <parts/pictureclock.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <shell/desksettings.h>
#include <shell/pageframe.h>
#include <shell/paletteentries.h>
#include <shell/windowcommands.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_pageframe
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class PageFrameTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void keysGoToEveryPage();
    void enterOpensASubjectAndEscapeComesBackToTheRow();
    void anOpenedSubjectIsAttendedTo();
    void timeAndSecondHandAreOnEveryPage();
    void aStandingPictureIsSaidOnEveryPage();
    void onlyThePageInFrontIsShownPictures();
    void aReplayIsFramed();
    void outsideNamesAreNoMarkup();
    void everyControlOfEveryPageHasAName();
    void anExplanationComesFromAnyPageAndEscapeGoesBack();
    void aFilterIsSavedUnderAName();
    void thePaletteFindsEverything();
    void aPlanLiesAboveThePageAndEscapeComesBackToTheRow();
    void aRunThatWaitsIsSaidOnEveryPage();

private:
    /// A frame that is shown, active, and has the demo's picture.
    static std::unique_ptr<PageFrame> frameWith(DemoPicture demo, PageFrame::Edge edge = PageFrame::Edge::Live);
};

std::unique_ptr<PageFrame> PageFrameTest::frameWith(DemoPicture demo, PageFrame::Edge edge)
{
    auto frame = std::make_unique<PageFrame>(PageContext{}, edge);
    frame->resize(1200, 800);
    frame->show();
    frame->activateWindow();
    if (!QTest::qWaitForWindowActive(frame.get()))
        return nullptr;
    frame->showPicture(demo.picture());
    return frame;
}

void PageFrameTest::keysGoToEveryPage()
{
    const auto frame = frameWith(demoEstate());
    QCOMPARE(frame->currentPage(), u"overview"_s);
    int key = Qt::Key_1;
    QCOMPARE(pages::all().size(), std::size_t(10)); // one digit each, the last 0
    for (const PageType *type : pages::all()) {
        QTest::keyClick(frame.get(), static_cast<Qt::Key>(key), Qt::ControlModifier);
        key = key == Qt::Key_9 ? Qt::Key_0 : key + 1;
        QCOMPARE(frame->currentPage().toStdString(), type->id);
    }
}

void PageFrameTest::enterOpensASubjectAndEscapeComesBackToTheRow()
{
    const auto frame = frameWith(demoEstate());
    QTest::keyClick(frame.get(), Qt::Key_2, Qt::ControlModifier);
    auto *table = qobject_cast<RowTable *>(QApplication::focusWidget());
    QVERIFY(table);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(frame->currentPage(), u"subject"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(frame->currentPage(), u"findings"_s);
    QCOMPARE(QApplication::focusWidget(), table);
    QCOMPARE(table->currentIndex().row(), 1);
}

void PageFrameTest::anOpenedSubjectIsAttendedTo()
{
    QStringList attended;
    PageContext context;
    context.attend = [&](const Subject &subject) { attended.append(QString::fromStdString(subject.path())); };
    PageFrame frame(context, PageFrame::Edge::Live);
    frame.showPicture(demoEstate().picture());
    frame.openSubject({"host", "web1"});
    QCOMPARE(attended, QStringList{u"host/web1"_s});
}

void PageFrameTest::timeAndSecondHandAreOnEveryPage()
{
    const auto frame = frameWith(demoEstate());
    const auto *clock = frame->findChild<PictureClock *>();
    for (QAction *page : frame->pageActions()) {
        page->trigger();
        QVERIFY(clock->isVisible());
    }
    frame->openSubject({"host", "imap1"});
    QVERIFY(clock->isVisible());
    QCOMPARE(clock->timeText(), u"17:55:17"_s);
}

void PageFrameTest::aStandingPictureIsSaidOnEveryPage()
{
    DemoPicture demo = demoEstate();
    const auto frame = frameWith(demo);
    QVERIFY(frame->notices().empty());
    frame->setNotices({{State::Critical, u"Recording has paused"_s, {}, {}}});
    frame->showPicture(demo.holdUp(5s).picture());
    QCOMPARE(frame->notices().size(), 2U);
    QVERIFY(frame->notices().front().what.startsWith(u"The picture stands still since 17:55:17"_s));
    frame->showPicture(demoEstate().picture());
    QCOMPARE(frame->notices().size(), 1U);
}

void PageFrameTest::onlyThePageInFrontIsShownPictures()
{
    DemoPicture demo = calmEstate();
    const auto frame = frameWith(demo);
    const auto *subjects = qobject_cast<RowTable *>(named(*frame, u"subjects"_s));
    QCOMPARE(subjects->model()->rowCount(), 0);
    frame->pageActions()[3]->trigger();
    QCOMPARE(subjects->model()->rowCount(), 13);
}

void PageFrameTest::aReplayIsFramed()
{
    const auto live = frameWith(demoEstate());
    const auto replay = frameWith(demoEstate(), PageFrame::Edge::Replay);
    const QColor edge = paletteOf(Theme::Dark).replay;
    const QImage shown = replay->grab().toImage();
    QCOMPARE(shown.pixelColor(0, shown.height() / 2), edge);
    QCOMPARE(shown.pixelColor(shown.width() - 1, shown.height() / 2), edge);
    QVERIFY(live->grab().toImage().pixelColor(0, shown.height() / 2) != edge);
    const auto *badge = replay->findChild<QLabel *>(u"replayBadge"_s);
    QVERIFY(badge && badge->isVisible());
    QCOMPARE(badge->text(), u"REPLAY"_s);
    QVERIFY(!live->findChild<QLabel *>(u"replayBadge"_s));
}

void PageFrameTest::outsideNamesAreNoMarkup()
{
    DemoPicture demo;
    demo.estateName = "<h1>Amber</h1>\nMail";
    demo.say({"host", "a"}, "m", 1);
    const auto frame = frameWith(demo);
    bool isShown = false;
    for (const QLabel *label : frame->findChildren<QLabel *>()) {
        const bool isName = label->text() == u"<h1>Amber</h1> Mail"_s;
        isShown |= isName;
        QVERIFY(!isName || label->textFormat() == Qt::PlainText);
    }
    QVERIFY(isShown);
}

void PageFrameTest::everyControlOfEveryPageHasAName()
{
    const auto frame = frameWith(demoEstate());
    for (QAction *page : frame->pageActions()) {
        page->trigger();
        QCOMPARE(unnamed(*frame), QStringList());
    }
    frame->openSubject({"host", "imap1"});
    QCOMPARE(unnamed(*frame), QStringList());
}

void PageFrameTest::anExplanationComesFromAnyPageAndEscapeGoesBack()
{
    const auto frame = frameWith(demoEstate());
    auto *broken = qobject_cast<RowTable *>(named(*frame, u"broken now"_s));
    broken->setFocus();
    broken->selectRow(1);
    const AlertId chosen = frame->findChild<Page *>(u"overview"_s)->alertsInHand().front();
    QTest::keyClick(broken, Qt::Key_G);
    QCOMPARE(frame->currentPage(), u"findings"_s);
    QCOMPARE(frame->findChild<Page *>(u"findings"_s)->alertsInHand(), std::vector<AlertId>{chosen});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(frame->currentPage(), u"overview"_s);
    QCOMPARE(QApplication::focusWidget(), broken);
}

void PageFrameTest::aFilterIsSavedUnderAName()
{
    QTemporaryDir folder;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    const auto frame = frameWith(demoEstate());
    frame->openPage(u"findings"_s, u"imap"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"mail stores"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(frame->settings().filters(), (std::vector<NamedFilter>{{u"mail stores"_s, u"findings"_s, u"imap"_s}}));
}

void PageFrameTest::thePaletteFindsEverything()
{
    QTemporaryDir folder;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QMainWindow window;
    auto *frame = new PageFrame(PageContext{}, PageFrame::Edge::Live, &window);
    window.setCentralWidget(frame);
    addWindowCommands(window, *frame, Theme::Dark);
    frame->showPicture(demoEstate().picture());
    frame->settings().saveFilter({u"mine"_s, u"hosts"_s, u"york"_s});
    QStringList found;
    for (const PaletteEntry &entry : paletteEntries(window, *frame)) {
        found.append(entry.kind + u": "_s + entry.text);
        if (entry.text == u"Terminal on it (ssh)"_s)
            QCOMPARE(entry.refusal, u"a replay shows the past"_s);
        if (entry.kind == u"Filter"_s)
            entry.run();
    }
    for (const QString &one : {u"Page: Findings"_s, u"Command: Full screen"_s, u"Host: imap1"_s, u"Filter: mine"_s,
                               u"Forget filter: mine"_s})
        QVERIFY2(found.contains(one), qPrintable(one));
    QVERIFY(!found.filter(u"Alert: host/imap1: /var/spool/imap is 97 % full"_s).isEmpty());
    QCOMPARE(frame->currentPage(), u"hosts"_s);
}

void PageFrameTest::aPlanLiesAboveThePageAndEscapeComesBackToTheRow()
{
    const auto frame = frameWith(demoEstate());
    frame->openPage(u"findings"_s, {});
    auto *table = qobject_cast<RowTable *>(QApplication::focusWidget());
    QVERIFY(table);
    table->choose(2);
    frame->openPlan(demoPlan().request, u"Restart nginx on web1"_s);
    QCOMPARE(frame->currentPage(), u"plan"_s);
    QVERIFY(QApplication::focusWidget() != table);
    frame->openRun(u"aaaaaaaaaaaa"_s); // over it, and still back to the list
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(frame->currentPage(), u"findings"_s);
    QCOMPARE(QApplication::focusWidget(), table);
    QCOMPARE(table->chosenRows(), std::vector<int>{2});
    frame->openSubject({"host", "web1"});
    frame->openPlan(demoPlan().request, u"Restart nginx on web1"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(frame->currentPage(), u"subject"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(frame->currentPage(), u"findings"_s);
}

void PageFrameTest::aRunThatWaitsIsSaidOnEveryPage()
{
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan()).tells("aaaaaaaaaaaa", RunStarted{});
    journal.goes("aaaaaaaaaaaa", 0, RunObserved::Outcome::NotDone, "exit status 1");
    RunFollower follower([&](QObject *, auto then) { then(journal.runs()); });
    PageContext context;
    context.runs = &follower;
    PageFrame frame(context, PageFrame::Edge::Live);
    const PicturePtr picture = demoEstate().picture();
    frame.showPicture(picture);
    QVERIFY(frame.notices().empty());
    follower.showPicture(picture);
    QCOMPARE(frame.notices().size(), std::size_t{1});
    QCOMPARE(frame.notices()[0].what, u"1 run waits for a decision."_s);
    frame.openPage(u"runs"_s, {});
    auto *runs = qobject_cast<RowTable *>(named(frame, u"runs (Enter opens one)"_s));
    runs->choose(0);
    QTest::keyClick(runs, Qt::Key_Return);
    QCOMPARE(frame.currentPage(), u"plan"_s);
}

SIGNALBOX_TEST(PageFrameTest)
} // namespace tst_pageframe

#include "tst_pageframe.moc"
