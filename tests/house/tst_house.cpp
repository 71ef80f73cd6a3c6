// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QObject>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "rules.h"

#include <support/testprogram.h>

namespace tst_house
{
using namespace signalbox::house;

namespace
{
const std::filesystem::path data = SIGNALBOX_TEST_DATA;

/// "FILE:LINE: RULE" for each violation: what a seeded tree promises with "expect: RULE…" at the end of a line.
std::vector<std::string> places(const Violations &violations)
{
    std::vector<std::string> found;
    for (const auto &violation : violations)
        found.push_back(violation.file + ':' + std::to_string(violation.line) + ": " + violation.rule);
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> promised(const Tree &tree)
{
    static const std::string mark = "expect: ";
    std::vector<std::string> found;
    for (const auto &source : tree) {
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const auto at = source.lines[i].find(mark);
            if (at == std::string::npos)
                continue;
            std::istringstream rules(source.lines[i].substr(at + mark.size()));
            for (std::string rule; rules >> rule;)
                found.push_back(source.path + ':' + std::to_string(i + 1) + ": " + rule);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

QByteArray joined(const std::vector<std::string> &lines)
{
    QByteArray text;
    for (const auto &line : lines)
        text += '\n' + QByteArray::fromStdString(line);
    return text;
}
} // namespace

/// What the linker cannot hold of the design's laws is held here.
class HouseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Lost if it failed: the laws of time, of trust and of size would hold only for as long as somebody remembers
    /// them.
    void theTreeKeepsEveryRule()
    {
        const auto found = checkAll(readTree(data.parent_path().parent_path()), {});
        for (const auto &violation : found)
            qWarning("%s", violation.sentence().c_str());
        QVERIFY2(found.empty(), (std::to_string(found.size()) + " places break a rule, see above").c_str());
    }

    /// Lost if it failed: a rule that sees nothing would look like a rule that is kept.
    void everySeededFaultIsFoundAndNothingElse_data()
    {
        QTest::addColumn<QString>("tree");
        for (const auto &entry : std::filesystem::directory_iterator(data / "house"))
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
    }
    void everySeededFaultIsFoundAndNothingElse()
    {
        QFETCH(QString, tree);
        const auto seeded = readTree(tree.toStdString());
        Limits limits;
        limits.fileLines = 24;
        limits.windowLines = 16;
        limits.functionLines = 7;
        const auto found = places(checkAll(seeded, limits));
        const auto expected = promised(seeded);
        QVERIFY2(found == expected, ("expected:" + joined(expected) + "\nfound:" + joined(found)).constData());
    }

    /// Lost if it failed: thread-bound objects would spread where plain values do, and with them locks and lifetimes.
    void atMostAQuarterOfTheClassesAreQObjects()
    {
        const auto figures = figuresOf(readTree(data.parent_path().parent_path()));
        qInfo("%zu classes, %zu QObjects: %.2f", figures.classes, figures.objects, figures.objectShare());
        QVERIFY(figures.objectShare() <= Limits().objectShare);
    }

    /// Lost if it failed: the share above would count wrong.
    void qobjectsAreCountedThroughTheirBases()
    {
        const auto figures = figuresOf(readTree(data / "house" / "objects"));
        QCOMPARE(figures.classes, std::size_t(5));
        QCOMPARE(figures.objects, std::size_t(3));
    }

    /// Says how much of the tree is test; blank lines count on neither side.
    void testsAgainstCodeIsReported()
    {
        const auto figures = figuresOf(readTree(data.parent_path().parent_path()));
        qInfo("%zu lines of tests, %zu of code: %.2f", figures.testLines, figures.codeLines, figures.testRatio());
        QVERIFY(figures.codeLines > 0);
    }
};

SIGNALBOX_TEST(HouseTest)
} // namespace tst_house

#include "tst_house.moc"
