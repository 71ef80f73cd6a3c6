// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>

#include <lists/keptrows.h>
#include <support/testprogram.h>

namespace tst_keptrows
{
using namespace signalbox;

namespace
{
QueryDeclaration query(const std::string &expression = "up")
{
    QueryDeclaration query;
    query.name = "fleet";
    query.type = "prometheus";
    query.url = "http://prometheus:9090";
    query.query = expression;
    return query;
}

std::vector<QueryRow> rows(int count)
{
    std::vector<QueryRow> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back({{"instance", "web" + std::to_string(i)}});
    return rows;
}
} // namespace

class TestKeptRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: without a network a restart has no hosts, or those of a query that was changed since.
    void rowsOutliveTheProgram()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("rows.json")).toStdString();
        const WallTime when{std::chrono::milliseconds(1795712520000)};
        QVERIFY(KeptRows(path).keep(query(), rows(3), when));
        const KeptRows kept(path);
        QCOMPARE(kept.of({query()}).at("fleet"), rows(3));
        QCOMPARE(kept.since(query()), std::string("2026-11-26 17:02 UTC"));
        QVERIFY(kept.of({query("up == 1")}).empty());
        QCOMPARE(kept.since(query("up == 1")), std::string("never"));
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"fleet\":{\"rows\":[7]},\"x\":");
        file.close();
        QVERIFY(KeptRows(path).of({query()}).empty());
    }

    // Lost if it fails: one wrong answer takes every host off the screen, or brings ten times as many.
    void anAnswerThatNobodyExpectsIsRefused_data()
    {
        QTest::addColumn<int>("before"); // -1: never answered
        QTest::addColumn<int>("after");
        QTest::addColumn<int>("usual"); // -1: not said
        QTest::addColumn<bool>("refused");
        QTest::newRow("as before") << 12 << 12 << -1 << false;
        QTest::newRow("some more") << 12 << 119 << -1 << false;
        QTest::newRow("ten times") << 12 << 120 << -1 << true;
        QTest::newRow("a tenth") << 120 << 12 << -1 << true;
        QTest::newRow("none") << 1 << 0 << -1 << true;
        QTest::newRow("first") << -1 << 5000 << -1 << false;
        QTest::newRow("first none") << -1 << 0 << -1 << true;
        QTest::newRow("none, as a person said") << 12 << 0 << 0 << false;
        QTest::newRow("ten times, as a person said") << 12 << 120 << 100 << false;
        QTest::newRow("far from what a person said") << 12 << 120 << 2000 << true;
    }
    void anAnswerThatNobodyExpectsIsRefused()
    {
        QFETCH(const int, before);
        QFETCH(const int, after);
        QFETCH(const int, usual);
        QFETCH(const bool, refused);
        const QTemporaryDir folder;
        KeptRows kept(folder.filePath(QStringLiteral("rows.json")).toStdString());
        if (before >= 0)
            QVERIFY(kept.keep(query(), rows(before), {}));
        QueryDeclaration asked = query();
        if (usual >= 0)
            asked.usual = static_cast<std::size_t>(usual);
        QCOMPARE(!kept.refusal(asked, rows(after)).empty(), refused);
    }

    // Lost if it fails: the journal does not tell which hosts came and went.
    void whatChangedIsNamed()
    {
        QCOMPARE(rowsDifference(rows(2), rows(2)), std::string());
        QCOMPARE(rowsDifference(rows(2), rows(3)), std::string("+1 web2"));
        QCOMPARE(rowsDifference({{{"a", "x"}}, {{"a", "y"}}}, {{{"a", "y"}}, {{"a", "z"}}}), std::string("+1 z; -1 x"));
        QVERIFY(rowsDifference({}, rows(30)).ends_with(" …"));
    }
};

SIGNALBOX_TEST(TestKeptRows)
} // namespace tst_keptrows

#include "tst_keptrows.moc"
