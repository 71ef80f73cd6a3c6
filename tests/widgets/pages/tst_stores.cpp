// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The stores page. If these fail, nobody sees at a look which store would be lost with its host.
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>

#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <story/storestory.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_stores
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class StoresTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void theProofOfTheSelectedIsRead();
    void theListForSupportIsCopied();
    void everyControlHasAName();
};

void StoresTest::theProofOfTheSelectedIsRead()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.imap22.users = 98;
    told.tell(story, 1s);
    const auto page = openPage("stores");
    page->showPicture(story.engine().fold().publish());
    auto *proof = page->findChild<QLabel *>(u"proof"_s);
    QVERIFY(proof && !proof->isVisible());
    const QList<RowTable *> tables = page->findChildren<RowTable *>();
    QCOMPARE(tables.size(), 2);
    tables.back()->choose(0);
    QVERIFY2(proof->text().startsWith(u"store07 on imap22:\n2 accounts exist only on imap21"_s),
             qPrintable(proof->text()));
    QVERIFY(proof->isVisible());
}

// Whoever answers the telephone in the morning has to have the names.
void StoresTest::theListForSupportIsCopied()
{
    Story story(StoreStory::estate());
    StoreStory told;
    told.lag = 183600;
    told.waiting = {"yan", "xia"};
    told.tell(story, 1s);
    const auto page = openPage("stores");
    auto *copy = page->findChild<QPushButton *>(u"copy-support"_s);
    QVERIFY(copy);
    page->showPicture(story.engine().fold().publish());
    page->findChildren<RowTable *>().back()->choose(0);
    QVERIFY(!copy->isVisible());
    told.imap21.isProbed = false;
    told.imap21.answers = false;
    told.tell(story, 301s);
    page->showPicture(story.engine().fold().publish());
    QVERIFY(copy->isVisible());
    QTest::keyClick(copy, Qt::Key_Space);
    QVERIFY2(QGuiApplication::clipboard()->text().contains(u"\nxia\nyan\n"_s),
             qPrintable(QGuiApplication::clipboard()->text()));
}

void StoresTest::everyControlHasAName()
{
    const auto page = openPage("stores");
    QCOMPARE(unnamed(*page), QStringList());
}
SIGNALBOX_TEST(StoresTest)
} // namespace tst_stores

#include "tst_stores.moc"
