// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is typed to find something. If these fail, the host that burns is not among those found, or is lost among
// others.

#include <models/rowfilter.h>
#include <support/testprogram.h>

namespace tst_rowfilter
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class RowFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsFindRows_data();
    void wordsFindRows();
    void theWordOfAFieldFindsThatVeryValue();
};

void RowFilterTest::wordsFindRows_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("found");
    QTest::newRow("nothing") << u""_s << true;
    QTest::newRow("blanks") << u"  "_s << true;
    QTest::newRow("part, other case") << u"WEB"_s << true;
    QTest::newRow("two words of two fields") << u"web critical"_s << true;
    QTest::newRow("one word missing") << u"web warning"_s << false;
    QTest::newRow("a field's value") << u"site:new-york"_s << true;
    QTest::newRow("only part of a field's value") << u"site:new"_s << false;
    QTest::newRow("a value with a blank") << u"role:\"mail store\""_s << true;
    QTest::newRow("quotes not closed yet") << u"role:\"mail store"_s << true;
    QTest::newRow("a colon in text") << u"10.4.1.15:9100"_s << true;
    QTest::newRow("a field that the row has not") << u"rack:7"_s << false;
    QTest::newRow("no word spans two fields") << u"\"12 site\""_s << false;
}

void RowFilterTest::wordsFindRows()
{
    QFETCH(const QString, typed);
    const QString searched = searchText(
        {u"Web12"_s, u"site:New-York"_s, u"role:mail store"_s, u"connection to 10.4.1.15:9100"_s, u"critical"_s});
    QTEST(RowFilter(typed).matches(searched), "found");
}

void RowFilterTest::theWordOfAFieldFindsThatVeryValue()
{
    for (const QString &site : {u"york"_s, u"New York"_s, u"York (old)"_s}) {
        const RowFilter filter(fieldWord(u"site"_s, site));
        QVERIFY(filter.matches(searchText({u"site:"_s + site})));
        QVERIFY(!filter.matches(searchText({u"site:"_s + site + u" 2"_s})));
    }
}

SIGNALBOX_TEST(RowFilterTest)
} // namespace tst_rowfilter

#include "tst_rowfilter.moc"
