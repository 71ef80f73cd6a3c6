// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <estate/comparison.h>
#include <support/testprogram.h>

namespace tst_comparison
{
using namespace signalbox;

/// Were this wrong, a limit of the estate's own would be raised at another value than the one that was written.
class tst_Comparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreCompared_data();
    void valuesAreCompared();
    void whatIsNoNumberMeetsNothing();
    void valuesAreSaidInTheUnitOfTheLimit_data();
    void valuesAreSaidInTheUnitOfTheLimit();
    void theStrongerImpliesTheWeaker_data();
    void theStrongerImpliesTheWeaker();
};

void tst_Comparison::valuesAreCompared_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("expected");
    QTest::newRow("above") << QByteArray("> 1000") << 1000.5 << true;
    QTest::newRow("not above") << QByteArray("> 1000") << 1000.0 << false;
    QTest::newRow("at least") << QByteArray(">=1000") << 1000.0 << true;
    QTest::newRow("below") << QByteArray("< -3") << -3.5 << true;
    QTest::newRow("at most") << QByteArray("<= 0.25") << 0.25 << true;
    QTest::newRow("equal") << QByteArray("== 0") << -0.0 << true;
    QTest::newRow("not equal") << QByteArray("!= 1") << 1.0 << false;
    QTest::newRow("other") << QByteArray("!= 1") << 0.0 << true;
    QTest::newRow("share") << QByteArray("> 90%") << 0.91 << true;
    QTest::newRow("share, not yet") << QByteArray("> 90%") << 0.89 << false;
    QTest::newRow("hours") << QByteArray("> 2h") << 7201.0 << true;
    QTest::newRow("milliseconds") << QByteArray("> 250 ms") << 0.2 << false;
    QTest::newRow("bytes") << QByteArray("< 5 GB") << 4.9e9 << true;
    QTest::newRow("infinite") << QByteArray("> 5") << std::numeric_limits<double>::infinity() << true;
}

void tst_Comparison::valuesAreCompared()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    QFETCH(bool, expected);
    QCOMPARE(comparisonOf(text.toStdString()).holds(value), expected);
}

void tst_Comparison::whatIsNoNumberMeetsNothing()
{
    for (const char *text : {"> 0", "< 0", "== 0", "!= 0", ">= 0", "<= 0"})
        QVERIFY(!comparisonOf(text).holds(std::nan("")));
}

void tst_Comparison::valuesAreSaidInTheUnitOfTheLimit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("two digits") << QByteArray("> 1") << 1234.0 << QByteArray("1200");
    QTest::newRow("small") << QByteArray("> 0") << 0.01234 << QByteArray("0.012");
    QTest::newRow("share") << QByteArray("> 1%") << 0.0256 << QByteArray("2.6%");
    QTest::newRow("size") << QByteArray("< 5 GB") << 3.14e9 << QByteArray("3.1 GB");
    QTest::newRow("nothing") << QByteArray("< 5GB") << 0.0 << QByteArray("0 GB");
    QTest::newRow("infinite") << QByteArray("> 5") << std::numeric_limits<double>::infinity() << QByteArray("infinite");
    QTest::newRow("rounded up") << QByteArray("> 5") << 9.96 << QByteArray("10.0");
}

void tst_Comparison::valuesAreSaidInTheUnitOfTheLimit()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(comparisonOf(text.toStdString()).valueText(value), expected.toStdString());
}

void tst_Comparison::theStrongerImpliesTheWeaker_data()
{
    QTest::addColumn<QByteArray>("strong");
    QTest::addColumn<QByteArray>("weak");
    QTest::addColumn<bool>("expected");
    QTest::newRow("higher") << QByteArray("> 2") << QByteArray("> 1") << true;
    QTest::newRow("lower") << QByteArray("< 1") << QByteArray("<= 1") << true;
    QTest::newRow("in another unit") << QByteArray("> 1h") << QByteArray("> 5m") << true;
    QTest::newRow("not as high") << QByteArray("> 1") << QByteArray("> 2") << false;
    QTest::newRow("the other way") << QByteArray("< 1") << QByteArray("> 2") << false;
    QTest::newRow("one value of many") << QByteArray("== 3") << QByteArray("!= 1") << true;
}

void tst_Comparison::theStrongerImpliesTheWeaker()
{
    QFETCH(QByteArray, strong);
    QFETCH(QByteArray, weak);
    QFETCH(bool, expected);
    QCOMPARE(comparisonOf(strong.toStdString()).implies(comparisonOf(weak.toStdString())), expected);
}

SIGNALBOX_TEST(tst_Comparison)
} // namespace tst_comparison

#include "tst_comparison.moc"
