// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a person reads out over the phone. If these fail, a value is read as another one, or an unknown one as known.
#include <limits>

#include <demo/demopicture.h>
#include <models/format.h>
#include <support/testprogram.h>

namespace tst_format
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class FormatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agesHaveTheirTwoGreatestParts_data();
    void agesHaveTheirTwoGreatestParts();
    void numbersCarryTheirUnit_data();
    void numbersCarryTheirUnit();
    void unitsComeFromTheDeclarationElseFromTheName_data();
    void unitsComeFromTheDeclarationElseFromTheName();
    void wallTimesSayTheirZone();
    void outsideTextCannotLayOutTheScreen();
    void whatWasNeverSaidOrIsGoneIsNoNumber();
};

void FormatTest::agesHaveTheirTwoGreatestParts_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0 s"_s;
    QTest::newRow("from the future") << qint64(-5000) << u"0 s"_s;
    QTest::newRow("below a second") << qint64(999) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(12'400) << u"12 s"_s;
    QTest::newRow("minutes") << qint64(200'000) << u"3 min 20 s"_s;
    QTest::newRow("a round minute") << qint64(60'000) << u"1 min"_s;
    QTest::newRow("hours leave seconds out") << qint64(3'661'000) << u"1 h 1 min"_s;
    QTest::newRow("three days behind") << qint64(259'200'000) << u"3 d"_s;
    QTest::newRow("days") << qint64((2 * 24 + 4) * 3'600'000) << u"2 d 4 h"_s;
}

void FormatTest::agesHaveTheirTwoGreatestParts()
{
    QFETCH(qint64, milliseconds);
    QTEST(ageText(Milliseconds(milliseconds)), "text");
}

void FormatTest::numbersCarryTheirUnit_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, double value, Unit unit, const QString &text) {
        QTest::newRow(name) << value << static_cast<int>(unit) << text;
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    row("not a number is not 0", nan, Unit::Bytes, u"not a number"_s);
    row("infinite", infinite, Unit::Plain, u"+infinite"_s);
    row("infinite bytes", -infinite, Unit::Bytes, u"-infinite B"_s);
    row("infinite seconds", infinite, Unit::Seconds, u"+infinite s"_s);
    row("zero", 0, Unit::Plain, u"0"_s);
    row("count", 1234567, Unit::Plain, u"1,234,567"_s);
    row("load", 0.8341, Unit::Plain, u"0.8341"_s);
    row("two decimals", 12.3456, Unit::Plain, u"12.35"_s);
    row("tiny", 0.0000123, Unit::Plain, u"1.23e-05"_s);
    row("huge", 1e300, Unit::Plain, u"1e+300"_s);
    row("bytes", 512, Unit::Bytes, u"512 B"_s);
    row("kibibytes", 1536, Unit::Bytes, u"1.50 KiB"_s);
    row("gibibytes", 61e9, Unit::Bytes, u"56.8 GiB"_s);
    row("tebibytes", 2.1e12, Unit::Bytes, u"1.91 TiB"_s);
    row("negative bytes", -2048, Unit::Bytes, u"-2.00 KiB"_s);
    row("bytes a second", 2048, Unit::BytesPerSecond, u"2.00 KiB/s"_s);
    row("milliseconds", 0.0123, Unit::Seconds, u"12.3 ms"_s);
    row("microseconds", 0.000312, Unit::Seconds, u"312 µs"_s);
    row("seconds", 3.5, Unit::Seconds, u"3.5 s"_s);
    row("minutes", 200, Unit::Seconds, u"3 min 20 s"_s);
    row("behind zero", -200, Unit::Seconds, u"-3 min 20 s"_s);
    row("more seconds than a calendar has", 1e300, Unit::Seconds, u"1e+300 s"_s);
    row("ratio", 0.852, Unit::Ratio, u"85.2 %"_s);
    row("temperature", 41.5, Unit::Celsius, u"41.5 °C"_s);
    row("time", 1795249800, Unit::Timestamp, u"Sat 21 Nov 2026 08:30:00 UTC"_s);
    row("no time", 1e200, Unit::Timestamp, u"1e+200 s"_s);
}

void FormatTest::numbersCarryTheirUnit()
{
    QFETCH(double, value);
    QFETCH(int, unit);
    QTEST(numberText(value, static_cast<Unit>(unit)), "text");
}

void FormatTest::unitsComeFromTheDeclarationElseFromTheName_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<QString>("declared");
    QTest::addColumn<int>("unit");
    const auto row = [](const char *metric, const char *declared, Unit unit) {
        QTest::addRow("%s %s", metric, declared)
            << QString::fromLatin1(metric) << QString::fromLatin1(declared) << static_cast<int>(unit);
    };
    row("node_filesystem_size_bytes", "", Unit::Bytes);
    row("node_network_receive_bytes_total", "", Unit::Bytes);
    row("node_boot_time_seconds", "", Unit::Timestamp);
    row("node_boot_time_seconds", "seconds", Unit::Timestamp);
    row("scrape_duration_seconds", "", Unit::Seconds);
    row("cache_hit_ratio", "", Unit::Ratio);
    row("lag", "seconds", Unit::Seconds);
    row("size", "bytes", Unit::Bytes);
    row("node_load1", "", Unit::Plain);
    row("odd_seconds", "furlongs", Unit::Plain);
}

void FormatTest::unitsComeFromTheDeclarationElseFromTheName()
{
    QFETCH(QString, metric);
    QFETCH(QString, declared);
    SeriesDeclared series;
    series.key.metric = metric.toStdString();
    series.unit = declared.toStdString();
    QTEST(static_cast<int>(unitOf(series)), "unit");
}

void FormatTest::wallTimesSayTheirZone()
{
    const WallTime wall(Milliseconds(1795249800250));
    const QTimeZone berlin("Europe/Berlin");
    QVERIFY(berlin.isValid());
    QCOMPARE(wallText(wall, berlin), u"Sat 21 Nov 2026 09:30:00"_s);
    const WallTime later = wall + std::chrono::hours(20);
    QCOMPARE(sinceText(wall, wall, QTimeZone::utc()), u"08:30:00"_s);
    QCOMPARE(sinceText(wall, later, QTimeZone::utc()), u"Sat 21 Nov 08:30:00"_s);
    QCOMPARE(sinceText(wall, wall + std::chrono::hours(24 * 60), QTimeZone::utc()), u"Sat 21 Nov 2026 08:30:00"_s);
    QCOMPARE(clockText(wall, QTimeZone::utc()), u"08:30:00"_s);
    QCOMPARE(exactText(wall, QTimeZone::utc()), u"2026-11-21 08:30:00.250"_s);
    QCOMPARE(zoneText(wall, QTimeZone::utc()), u"UTC"_s);
    QVERIFY(zoneText(wall, berlin).contains(u"UTC+01:00"_s));
    // TZ may name a zone that nobody knows.
    QCOMPARE(wallText(wall, QTimeZone("Mars/Phobos")), wallText(wall, QTimeZone::utc()));
    QVERIFY(zoneText(wall, QTimeZone("America/St_Johns")).contains(u"UTC-03:30"_s));
}

void FormatTest::outsideTextCannotLayOutTheScreen()
{
    QCOMPARE(oneLine("a\nb\r\n\tc\x1b[31m d\x07"), u"a b c [31m d"_s);
    QCOMPARE(oneLine("<b>no markup</b> %1"), u"<b>no markup</b> %1"_s);
    // A right-to-left override would turn "txt.exe" round.
    QVERIFY(!oneLine("a\u202Eb").contains(QChar(0x202E)));
}

void FormatTest::whatWasNeverSaidOrIsGoneIsNoNumber()
{
    DemoPicture demo;
    demo.say({"host", "a"}, "m", 0);
    const PicturePtr picture = demo.picture();
    const Series &series = *picture->series[0];
    Sample sample;
    QCOMPARE(sampleText(*picture, series, sample), u"never said"_s);
    sample.freshness = Freshness::Gone;
    QCOMPARE(sampleText(*picture, series, sample), u"gone"_s);
    QCOMPARE(sampleText(*picture, series, picture->samples[0]), u"0"_s);
}

SIGNALBOX_TEST(FormatTest)
} // namespace tst_format

#include "tst_format.moc"
