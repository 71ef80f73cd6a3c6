// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include <lists/answerrows.h>
#include <support/testprogram.h>

namespace tst_answerrows
{
using namespace signalbox;

namespace
{
std::string contentOf(const QString &name)
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/rows/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

QString text(const Expected<std::vector<QueryRow>> &rows)
{
    if (!rows)
        return QString::fromStdString(rows.error().sentence());
    std::string all;
    for (const QueryRow &row : *rows) {
        for (const auto &[column, value] : row)
            all += column + '=' + value + ' ';
        all += '|';
    }
    return QString::fromStdString(all);
}
} // namespace

class TestAnswerRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a list comes without what a row says, or what is no list is taken for one.
    void whatAnAnswerGives_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("said");
        QTest::newRow("objects") << QStringLiteral("good/objects.json")
                                 << QStringLiteral("name=web1 old=false rack=7 |name=web2 rack=7.5 |");
        QTest::newRow("texts") << QStringLiteral("good/texts.json") << QStringLiteral("value=web1 |value=web2 |");
        QTest::newRow("lines") << QStringLiteral("good/lines.txt") << QStringLiteral("value=web1 |value=web2 |");
        QTest::newRow("cut") << QStringLiteral("truncated/objects.json")
                             << QStringLiteral("the answer begins as JSON but is cut off or damaged");
        QTest::newRow("nested") << QStringLiteral("hostile/nested.json")
                                << QStringLiteral(
                                       "row 1, column \"name\": found a list or an object, expected a text, a "
                                       "number or true or false");
        QTest::newRow("secret") << QStringLiteral("hostile/secret.json")
                                << QStringLiteral("row 1, column \"value\": found a text that is a URL with user "
                                                  "information (...://...@...), and rows are recorded");
        QTest::newRow("control") << QStringLiteral("hostile/control.json")
                                 << QStringLiteral(
                                        "row 1, column \"value\": found a text that is not one line of UTF-8");
        QTest::newRow("raw control") << QStringLiteral("hostile/control.txt")
                                     << QStringLiteral(
                                            "row 1, column \"value\": found a text that is not one line of UTF-8");
        QTest::newRow("latin 1") << QStringLiteral("hostile/latin1.txt")
                                 << QStringLiteral(
                                        "row 1, column \"value\": found a text that is not one line of UTF-8");
    }
    void whatAnAnswerGives()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, said);
        QCOMPARE(text(rowsOfPrinted(contentOf(file))), said);
    }

    // Lost if it fails: hosts that Prometheus knows are missing, or its complaint is hidden.
    void seriesAreRowsOfLabels()
    {
        const auto rows = rowsOfPrometheus(contentOf(QStringLiteral("good/up.json")));
        QVERIFY2(rows, rows ? "" : rows.error().what.c_str());
        QVERIFY(rows->size() >= 7);
        QVERIFY(std::any_of(rows->begin(), rows->end(), [](const QueryRow &row) {
            return row.at("instance") == "web1:9100" && row.at("job") == "node" && row.at("dc") == "york";
        }));
        QCOMPARE(text(rowsOfPrometheus(contentOf(QStringLiteral("truncated/up.json")))),
                 QStringLiteral("the answer begins as JSON but is cut off or damaged"));
        QCOMPARE(text(rowsOfPrometheus(contentOf(QStringLiteral("hostile/scalar.json")))),
                 QStringLiteral("the answer is no vector of series; the query must be an instant one"));
        QCOMPARE(text(rowsOfPrometheus("{\"status\":\"error\",\"error\":\"1:3: parse error\"}")),
                 QStringLiteral("it says: 1:3: parse error"));
    }

    // Lost if it fails: an answer without end takes all memory.
    void rowsAreBounded()
    {
        std::string many;
        for (std::size_t i = 0; i <= mostRows; ++i)
            many += "x\n";
        QCOMPARE(text(rowsOfPrinted(many)), QStringLiteral("more than 50000 rows"));
    }
};

SIGNALBOX_TEST(TestAnswerRows)
} // namespace tst_answerrows

#include "tst_answerrows.moc"
