// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "said.h"

#include <support/testprogram.h>

namespace tst_commandline
{
using namespace signalbox;

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMistypedIsSaidAndSuggested_data();
    void whatIsMistypedIsSaidAndSuggested();
    void everyCommandTellsItsOptions_data();
    void everyCommandTellsItsOptions();
    void theVersionIsTold();
};

void TestCommandLine::whatIsMistypedIsSaidAndSuggested_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("firstLine");
    const auto row = [](const char *words, const char *firstLine) {
        QTest::newRow(words) << QString::fromUtf8(words).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                             << QString::fromUtf8(firstLine);
    };
    row("", "Signalbox without a screen.");
    row("chek", "signalboxctl: unknown command \"chek\"; did you mean \"check\"?");
    row("frobnicate", "signalboxctl: unknown command \"frobnicate\"");
    row("--halp", "signalboxctl: unknown command \"--halp\"");
    row("\x1b[2J", "signalboxctl: unknown command \"\\x1b[2J\"");
    row("check --jsno", "signalboxctl check: unknown option --jsno; did you mean --json?");
    row("check --json=yes", "signalboxctl check: Unexpected value after '--json'.");
    row("check a b", "signalboxctl check: found \"b\", expected no more than [ESTATE]");
    row("schema a", "signalboxctl schema: found \"a\", expected nothing more");
    row("help chek", "signalboxctl: unknown command \"chek\"; did you mean \"check\"?");
}

// Loses: a typing mistake at 04:30 would run something else, or end in silence.
void TestCommandLine::whatIsMistypedIsSaidAndSuggested()
{
    QFETCH(QStringList, words);
    QFETCH(QString, firstLine);
    const Said said = say(words);
    QCOMPARE(said.exit, Exit::BadInput);
    QCOMPARE(said.out, QString());
    QCOMPARE(said.err.section(QLatin1Char('\n'), 0, 0), firstLine);
}

void TestCommandLine::everyCommandTellsItsOptions_data()
{
    QTest::addColumn<QString>("name");
    for (const Command *command : commands::all())
        QTest::newRow(std::string(command->name).c_str()) << QString::fromStdString(std::string(command->name));
}

// Loses: a person who has only a terminal could not find out what there is.
void TestCommandLine::everyCommandTellsItsOptions()
{
    QFETCH(QString, name);
    const Said overview = say({QStringLiteral("--help")});
    QCOMPARE(overview.exit, Exit::Done);
    QVERIFY(overview.out.contains(QStringLiteral("\n  ") + name));
    const Said help = say({name, QStringLiteral("--help")});
    QCOMPARE(help.exit, Exit::Done);
    QVERIFY(help.out.contains(QStringLiteral("Usage: signalboxctl ") + name));
    QCOMPARE(say({QStringLiteral("help"), name}).out, help.out);
    for (const QString &line : (overview.out + help.out).split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

// Loses: nobody could say in a report which version it was.
void TestCommandLine::theVersionIsTold()
{
    const Said said = say({QStringLiteral("--version")});
    QCOMPARE(said.exit, Exit::Done);
    QCOMPARE(said.out, QStringLiteral("signalboxctl " SIGNALBOX_VERSION "\n"));
}

SIGNALBOX_TEST(TestCommandLine)
} // namespace tst_commandline

#include "tst_commandline.moc"
