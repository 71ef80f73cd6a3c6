// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is polled. If these fail, nobody sees why a host says nothing.
#include <QLabel>

#include <demo/demopicture.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_sources
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class SourcesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void whatDoesNotAnswerIsOnTopWithItsWords();
    void theSelectedOnesWordsAreReadWhole();
    void everyControlHasAName();
};

void SourcesTest::whatDoesNotAnswerIsOnTopWithItsWords()
{
    const auto page = openPage("sources");
    page->showPicture(demoEstate().picture());
    const auto *table = page->findChild<RowTable *>();
    QStringList first;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        first.append(table->model()->index(0, column).data().toString());
    QVERIFY(first.contains(u"no answer"_s));
    QVERIFY(first.contains(u"host/mx2"_s));
    QVERIFY(first.contains(u"connection to 10.4.1.15:9100 timed out after 10 s"_s));
    QVERIFY(first.contains(u"http://10.4.1.15:9100/metrics"_s));
}

// Loses: of a long answer the beginning is seen, and why it failed stands at its end.
void SourcesTest::theSelectedOnesWordsAreReadWhole()
{
    const QString error = u"the certificate is not trusted: "_s + u"a very long chain "_s.repeated(20) + u"the end"_s;
    DemoPicture demo;
    demo.say({"host", "web1"}, "up", 0).sayText({"host", "web1"}, "scrape_error", error.toStdString());
    demo.say({"host", "web2"}, "up", 1);
    const auto page = openPage("sources");
    page->showPicture(demo.picture());
    const auto *said = page->findChild<QLabel *>(u"said"_s);
    QVERIFY(!said->isVisible());
    auto *table = page->findChild<RowTable *>();
    table->choose(0);
    QCOMPARE(said->text(), u"host/web1, asked by node, said: "_s + error);
    QTRY_VERIFY(said->isVisible() && said->height() >= said->heightForWidth(said->width()));
    QVERIFY(said->focusPolicy() & Qt::TabFocus);
    table->choose(1); // it answers
    QVERIFY(!said->isVisible());
}

void SourcesTest::everyControlHasAName()
{
    const auto page = openPage("sources");
    page->showPicture(demoEstate().picture());
    QCOMPARE(unnamed(*page), QStringList());
}

SIGNALBOX_TEST(SourcesTest)
} // namespace tst_sources

#include "tst_sources.moc"
