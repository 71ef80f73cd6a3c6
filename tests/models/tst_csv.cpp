// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tables for other programs. If these fail, a value stands at another time or in another column, or a label that
// somebody else wrote is run as a formula.
#include <limits>

#include <models/csv.h>
#include <support/testprogram.h>

namespace tst_csv
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Moment begin{Milliseconds(1'000'000)};

Timeline timeline()
{
    Timeline made;
    made.add({begin, WallTime(Milliseconds(1'795'249'800'250)), {}, "boot"}); // 2026-11-21T08:30:00.250Z
    return made;
}

SeriesKey key(const std::string &metric, const Labels &labels = {}, const std::string &source = "node")
{
    return {{"host", "web1"}, metric, labels, source};
}
} // namespace

class CsvTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRowIsAMoment();
    void whatIsNoNumberIsEmpty();
    void oddNumbersHaveWords();
    void twoSourcesAreTwoColumns();
    void nothingIsAHead();
    void fieldsAreQuotedAndNoFormula_data();
    void fieldsAreQuotedAndNoFormula();
};

void CsvTest::aRowIsAMoment()
{
    const QByteArray csv = csvOf({{key("a"), {{begin, 1.5}, {begin + 10s, 0.1}}},
                                  {key("b", {{"device", "sda"}}), {{begin + 5s, -3}, {begin + 10s, 4}}}},
                                 timeline());
    QCOMPARE(csv, QByteArray("time,unix_seconds,a,\"b{device=\"\"sda\"\"}\"\r\n"
                             "2026-11-21T08:30:00.250Z,1795249800.250,1.5,\r\n"
                             "2026-11-21T08:30:05.250Z,1795249805.250,,-3\r\n"
                             "2026-11-21T08:30:10.250Z,1795249810.250,0.1,4\r\n"));
}

void CsvTest::whatIsNoNumberIsEmpty()
{
    const QByteArray csv =
        csvOf({{key("a"), {{begin, 7, FactKind::Text}, {begin + 1s, 0, FactKind::Gone}}}}, timeline());
    QVERIFY(csv.contains("00.250,\r\n"));
    QVERIFY(csv.contains("01.250,\r\n"));
}

void CsvTest::oddNumbersHaveWords()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const QByteArray csv = csvOf({{key("a"),
                                   {{begin, std::numeric_limits<double>::quiet_NaN()},
                                    {begin + 1s, infinity},
                                    {begin + 2s, -infinity},
                                    {begin + 3s, 1e300}}}},
                                 timeline());
    for (const char *word : {",NaN\r\n", ",Infinity\r\n", ",-Infinity\r\n", ",1e+300\r\n"})
        QVERIFY2(csv.contains(word), csv.constData());
}

void CsvTest::twoSourcesAreTwoColumns()
{
    const QByteArray csv = csvOf({{key("a"), {}}, {key("a", {}, "fleet"), {}}}, timeline());
    QCOMPARE(csv, QByteArray("time,unix_seconds,a,a (fleet)\r\n"));
}

void CsvTest::nothingIsAHead()
{
    QCOMPARE(csvOf({}, timeline()), QByteArray("time,unix_seconds\r\n"));
}

void CsvTest::fieldsAreQuotedAndNoFormula_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("plain") << QByteArray("plain") << QByteArray("plain");
    QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("line end") << QByteArray("a\r\nb") << QByteArray("\"a\r\nb\"");
    QTest::newRow("formula") << QByteArray("=1+1") << QByteArray("'=1+1");
    QTest::newRow("plus") << QByteArray("+1") << QByteArray("'+1");
    QTest::newRow("minus") << QByteArray("-1") << QByteArray("'-1");
    QTest::newRow("at") << QByteArray("@SUM(A1)") << QByteArray("'@SUM(A1)");
    QTest::newRow("tab") << QByteArray("\t=1") << QByteArray("'\t=1");
    QTest::newRow("quoted formula") << QByteArray("=cmd|' /C calc'!A0,") << QByteArray("\"'=cmd|' /C calc'!A0,\"");
}

void CsvTest::fieldsAreQuotedAndNoFormula()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, field);
    QCOMPARE(QByteArray::fromStdString(csvField(text.toStdString())), field);
}

SIGNALBOX_TEST(CsvTest)
} // namespace tst_csv

#include "tst_csv.moc"
