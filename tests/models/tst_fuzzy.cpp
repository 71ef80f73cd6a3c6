// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the palette finds. If these fail, somebody types a host's name and Enter opens another one.
#include <algorithm>

#include <QStringList>

#include <models/fuzzy.h>
#include <support/testprogram.h>

namespace tst_fuzzy
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class FuzzyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lettersMustBeThereInOrder_data();
    void lettersMustBeThereInOrder();
    void theBetterOneComesFirst_data();
    void theBetterOneComesFirst();
};

void FuzzyTest::lettersMustBeThereInOrder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("nothing typed") << u""_s << u"web1"_s << true;
    QTest::newRow("whole") << u"web1"_s << u"web1"_s << true;
    QTest::newRow("case") << u"WeB"_s << u"wEb1"_s << true;
    QTest::newRow("gaps") << u"w1"_s << u"web1"_s << true;
    QTest::newRow("blanks") << u"full screen"_s << u"Fullscreen"_s << true;
    QTest::newRow("order") << u"1w"_s << u"web1"_s << false;
    QTest::newRow("twice") << u"ww"_s << u"web1"_s << false;
    QTest::newRow("longer") << u"web12"_s << u"web1"_s << false;
    QTest::newRow("empty text") << u"a"_s << u""_s << false;
    QTest::newRow("letters that grow in lower case") << u"i"_s << u"\u0130"_s << false;
}

void FuzzyTest::lettersMustBeThereInOrder()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    QFETCH(const bool, found);
    QCOMPARE(fuzzyScore(typed, text).has_value(), found);
}

void FuzzyTest::theBetterOneComesFirst_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("exact before longer") << u"web1"_s << u"web1"_s << u"web10"_s;
    QTest::newRow("in one piece") << u"ack"_s << u"Acknowledge"_s << u"A chart kept"_s.toLower();
    QTest::newRow("beginnings of words") << u"ks"_s << u"Key sheet"_s << u"Desks"_s;
    QTest::newRow("not the first letter that fits") << u"imap2"_s << u"im-imap2"_s << u"i-m-a-p-2"_s;
    QTest::newRow("the number itself") << u"york1"_s << u"york-1"_s << u"york-21"_s;
}

void FuzzyTest::theBetterOneComesFirst()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, better);
    QFETCH(const QString, worse);
    QVERIFY(fuzzyScore(typed, worse));
    QVERIFY(*fuzzyScore(typed, better) > *fuzzyScore(typed, worse));
}

SIGNALBOX_TEST(FuzzyTest)
} // namespace tst_fuzzy

#include "tst_fuzzy.moc"
