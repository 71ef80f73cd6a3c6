// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/suggestion.h>
#include <support/testprogram.h>

namespace tst_suggestion
{
using namespace signalbox;

class TestSuggestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNearestIsMeantAndNothingFarAway_data();
    void theNearestIsMeantAndNothingFarAway();
};

void TestSuggestion::theNearestIsMeantAndNothingFarAway_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("meant");
    const auto row = [](const QString &word, const QString &meant) {
        QTest::newRow(qPrintable(word)) << word << meant;
    };
    row(QStringLiteral("adress"), QStringLiteral("address"));
    row(QStringLiteral("addres"), QStringLiteral("address"));
    row(QStringLiteral("address"), QStringLiteral("address"));
    row(QStringLiteral("sotres"), QStringLiteral("stores"));
    row(QStringLiteral("HOSTS"), QString());
    row(QStringLiteral("hots"), QStringLiteral("hosts"));
    row(QStringLiteral("x"), QString());
    row(QStringLiteral("xy"), QString());
    row(QStringLiteral("i"), QStringLiteral("id"));
    row(QStringLiteral("timeout"), QString());
    row(QString(), QString());
    row(QString(100, QLatin1Char('a')), QString());
}

// Loses: the hint would be missing where it helps, or lead astray where it does not.
void TestSuggestion::theNearestIsMeantAndNothingFarAway()
{
    static constexpr std::string_view candidates[] = {"address", "hosts", "stores", "id", ""};
    QFETCH(QString, word);
    QFETCH(QString, meant);
    const std::string utf8 = word.toStdString();
    QCOMPARE(std::string(nearest(utf8, candidates)), meant.toStdString());
    const QString hint = QString::fromStdString(didYouMean(utf8, candidates));
    QCOMPARE(hint, meant.isEmpty() ? QString() : QStringLiteral("; did you mean \"%1\"?").arg(meant));
}

SIGNALBOX_TEST(TestSuggestion)
} // namespace tst_suggestion

#include "tst_suggestion.moc"
