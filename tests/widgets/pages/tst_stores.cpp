// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The stores page. If these fail, nobody sees at a look which store would be lost with its host.
#include <QLabel>

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

void StoresTest::everyControlHasAName()
{
    const auto page = openPage("stores");
    QCOMPARE(unnamed(*page), QStringList());
}
SIGNALBOX_TEST(StoresTest)
} // namespace tst_stores

#include "tst_stores.moc"
