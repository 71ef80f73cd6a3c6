// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <random>

#include <support/testprogram.h>
#include <watching/filltrend.h>

namespace tst_filltrend
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
constexpr double gigabyte = 1e9;

/// Minute by minute, what is available as a function of the minute.
template <class Available>
FillTrend told(int minutes, Available available)
{
    FillTrend trend;
    for (int minute = 0; minute <= minutes; ++minute)
        trend.add(Moment(minute * 1min), available(minute));
    return trend;
}

double hours(const FillTrend &trend)
{
    return trend.secondsLeft().value_or(-3600) / 3600;
}
} // namespace

/// Were this wrong, a disk that fills would be forecast too late, or one that does not would wake somebody.
class tst_FillTrend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSteadyRateIsCarriedOn();
    void nothingIsSaidBeforeHalfAnHour();
    void whatDoesNotShrinkHasNoForecast_data();
    void whatDoesNotShrinkHasNoForecast();
    void noiseDoesNotHideATrend();
    void aFreedDiskStartsAnew();
    void aFullDiskHasNoTimeLeft();
    void whatIsFarOffIsNotForecast();
    void anOlderWordIsPassedOver();
};

void tst_FillTrend::aSteadyRateIsCarriedOn()
{
    const FillTrend trend = told(120, [](int minute) { return (100 - minute * 0.5) * gigabyte; });
    QVERIFY(std::abs(hours(trend) - 40.0 / 30) < 0.001); // 40 GB, 30 GB an hour
    const FillTrend slower = told(3000, [](int minute) {
        return (400 - std::min(minute, 2600) * 0.1 - std::max(0, minute - 2600) * 0.05) * gigabyte;
    });
    QVERIFY(std::abs(hours(slower) - 120.0 / 3) < 0.001); // the first two days are forgotten
}

void tst_FillTrend::nothingIsSaidBeforeHalfAnHour()
{
    const auto falling = [](int minute) { return (100 - minute) * gigabyte; };
    QVERIFY(!told(29, falling).secondsLeft());
    QVERIFY(told(30, falling).secondsLeft());
    QVERIFY(!FillTrend().secondsLeft());
}

void tst_FillTrend::whatDoesNotShrinkHasNoForecast_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("flat") << 0;
    QTest::newRow("growing") << 1;
    QTest::newRow("one large file, an hour ago") << 2;
}

void tst_FillTrend::whatDoesNotShrinkHasNoForecast()
{
    QFETCH(int, kind);
    const FillTrend trend = told(180, [kind](int minute) {
        return (kind == 0 ? 20 : kind == 1 ? 20 + 0.01 * minute : minute < 120 ? 30 : 20) * gigabyte;
    });
    QVERIFY(!trend.secondsLeft());
}

void tst_FillTrend::noiseDoesNotHideATrend()
{
    std::mt19937 random(5);
    const FillTrend trend = told(360, [&](int minute) {
        return (100 - minute * 0.1 + 0.2 * std::uniform_real_distribution<double>(-1, 1)(random)) * gigabyte;
    });
    QVERIFY2(hours(trend) > 9 && hours(trend) < 13, qPrintable(QString::number(hours(trend))));
}

void tst_FillTrend::aFreedDiskStartsAnew()
{
    FillTrend trend = told(120, [](int minute) { return (100 - minute * 0.5) * gigabyte; });
    QVERIFY(trend.add(Moment(121min), 90 * gigabyte));
    QVERIFY(!trend.secondsLeft());
    QVERIFY(!trend.add(Moment(122min), 90 * gigabyte));
}

void tst_FillTrend::aFullDiskHasNoTimeLeft()
{
    QCOMPARE(hours(told(60, [](int minute) { return std::max(0, 58 - minute) * gigabyte; })), 0.0);
}

void tst_FillTrend::whatIsFarOffIsNotForecast()
{
    QVERIFY(!told(120, [](int minute) { return (1000 - minute * 0.01) * gigabyte; }).secondsLeft());
}

void tst_FillTrend::anOlderWordIsPassedOver()
{
    FillTrend trend = told(60, [](int minute) { return (100 - minute) * gigabyte; });
    const double before = hours(trend);
    QVERIFY(!trend.add(Moment(10min), 0));
    QCOMPARE(hours(trend), before);
}

SIGNALBOX_TEST(tst_FillTrend)
} // namespace tst_filltrend

#include "tst_filltrend.moc"
