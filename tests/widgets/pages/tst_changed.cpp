// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What changed. If these fail, somebody looks for a cause in the wrong hour, or misses the one change that 14 hosts
// share.
#include <QComboBox>
#include <QSignalSpy>

#include <demo/demohistory.h>
#include <demo/demopicture.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_changed
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ChangedPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void itLooksBackADayFromThePicture();
    void anotherLengthAsksAgain();
    void itAsksAgainAsTimePassesAndAtOnceWhenItGoesBack();
    void enterShowsTheMembersOfAGroupAndOpensASubject();
    void everyControlHasAName();

private:
    [[nodiscard]] RowTable *table() const
    {
        return qobject_cast<RowTable *>(named(*m_page, u"changes (Enter opens one)"_s));
    }
    std::vector<Moment> m_asked;
    std::unique_ptr<Page> m_page;
};

void ChangedPageTest::init()
{
    m_asked.clear();
    PageContext context;
    context.changes = [this](const PicturePtr &now, Moment since, QObject *, auto then) {
        m_asked.push_back(since);
        then(demoChanges(*now, since));
    };
    m_page = openPage("changed", context);
    QVERIFY(m_page);
}

void ChangedPageTest::itLooksBackADayFromThePicture()
{
    const PicturePtr picture = calmEstate().picture();
    m_page->showPicture(picture);
    QCOMPARE(m_asked, std::vector{picture->now - 24h});
    // Two groups (kernels, restarts) and five that stand alone.
    QCOMPARE(table()->model()->rowCount(), 7);
    QCOMPARE(table()->model()->index(0, 0).data().toString(), u"gone"_s);
    QCOMPARE(table()->model()->index(2, 1).data().toString(), u"▸ 14 hosts"_s);
    QCOMPARE(table()->model()->index(2, 3).data().toString(), u"6.1.0-18-amd64 → 6.1.0-21-amd64"_s);
}

void ChangedPageTest::anotherLengthAsksAgain()
{
    const PicturePtr picture = calmEstate().picture();
    m_page->showPicture(picture);
    m_page->findChild<QComboBox *>()->setCurrentIndex(0);
    QCOMPARE(m_asked.back(), picture->now - 1h);
}

void ChangedPageTest::itAsksAgainAsTimePassesAndAtOnceWhenItGoesBack()
{
    DemoPicture demo = calmEstate();
    const PicturePtr early = demo.picture();
    m_page->showPicture(early);
    m_page->showPicture(demo.pass(5s).picture());
    QCOMPARE(m_asked.size(), 1U);
    m_page->showPicture(demo.pass(30s).picture());
    QCOMPARE(m_asked.size(), 2U);
    m_page->showPicture(early);
    QCOMPARE(m_asked.back(), early->now - 24h);
}

void ChangedPageTest::enterShowsTheMembersOfAGroupAndOpensASubject()
{
    m_page->showPicture(calmEstate().picture());
    QSignalSpy opened(m_page.get(), &Page::opened);
    table()->setCurrentIndex(table()->model()->index(2, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(table()->model()->rowCount(), 7 + 14);
    QCOMPARE(opened.count(), 0);
    table()->setCurrentIndex(table()->model()->index(3, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].value<Subject>(), (Subject{"host", "imap1"}));
    table()->setCurrentIndex(table()->model()->index(2, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(table()->model()->rowCount(), 7);
}

void ChangedPageTest::everyControlHasAName()
{
    m_page->showPicture(calmEstate().picture());
    QCOMPARE(unnamed(*m_page), QStringList());
}

SIGNALBOX_TEST(ChangedPageTest)
} // namespace tst_changed

#include "tst_changed.moc"
