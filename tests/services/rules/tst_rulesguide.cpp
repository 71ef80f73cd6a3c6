// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <estate/estatefields.h>
#include <rules/rule.h>
#include <support/testprogram.h>

namespace tst_rulesguide
{
using namespace signalbox;

namespace
{
QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString codes(const std::vector<std::string_view> &words)
{
    QStringList all;
    for (const std::string_view word : words)
        all.append(QLatin1Char('`') + text(word) + QLatin1Char('`'));
    return all.join(QLatin1Char(' '));
}

// The part of docs/rules.md that the shelf decides.
QString guide()
{
    QString all;
    for (const Rule *rule : rules::all()) {
        const QString kind = rule->kind.empty() ? QStringLiteral("any kind but sources") : text(rule->kind);
        all += QStringLiteral("### `%1`: %2\n\n%3\n\n| | |\n| --- | --- |\n| about | %4 |\n| reads | %5%6 |\n")
                   .arg(text(rule->id), text(rule->title), text(rule->guidance), kind, codes(rule->metrics),
                        rule->readsFreshness ? QStringLiteral(", and how fresh values are") : QString());
        if (!rule->limits.empty())
            all += QStringLiteral("| limits | %1 |\n").arg(codes(rule->limits));
        all += QStringLiteral("| raised | %1 |\n\n")
                   .arg(rule->holdFor.count() == 0
                            ? QStringLiteral("at once")
                            : QStringLiteral("when it was so for %1 s").arg(rule->holdFor.count() / 1000));
    }
    return all;
}
} // namespace

class TestRulesGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuideTellsEveryRule();
    void everyRuleSaysWhatItMeansWhatToLookAtAndWhatToDo();
    void everyLimitIsAKeyOfTheEstateAndBelongsToARule();
};

// Loses: people would read of a rule that is no more, or find an alert that no page explains.
void TestRulesGuide::theGuideTellsEveryRule()
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/../../docs/rules.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    const QString part = page.section(QStringLiteral("<!-- rules: made from the shelf -->\n\n"), 1)
                             .section(QStringLiteral("<!-- end of rules -->"), 0, 0);
    if (part == guide())
        return;
    const QString anew = QDir::current().filePath(QStringLiteral("rules-guide.md"));
    QFile out(anew);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(guide().toUtf8());
    QFAIL(qPrintable(QStringLiteral("docs/rules.md is out of date; put this between its marks: ") + anew));
}

// Loses: an alert at night that says what is wrong and leaves whoever was woken alone with it.
void TestRulesGuide::everyRuleSaysWhatItMeansWhatToLookAtAndWhatToDo()
{
    static const QRegularExpression looks(QStringLiteral("\\b([Ss]ee|[Ll]ook|[Tt]ry|tells)\\b"));
    static const QRegularExpression does(QStringLiteral(
        "\\b(renew|Step|[Mm]end|[Ss]top|[Mm]ove|[Rr]estart|free|extend|[Uu]pgrade|reload|Put|Do|leave|Try)\\b"));
    static const QRegularExpression sentenceEnd(QStringLiteral("[.?](\\s|$)"));
    for (const Rule *rule : rules::all()) {
        const QString guidance = text(rule->guidance);
        const QByteArray id = text(rule->id).toUtf8();
        QVERIFY2(guidance.count(sentenceEnd) >= 3, id.constData());
        QVERIFY2(guidance.contains(looks), id.constData());
        QVERIFY2(guidance.contains(does), id.constData());
        QVERIFY2(guidance.size() < 700 && !guidance.contains(QLatin1Char('\n')), id.constData());
    }
}

// Loses: a limit in the estate file that nothing heeds.
void TestRulesGuide::everyLimitIsAKeyOfTheEstateAndBelongsToARule()
{
    QStringList read;
    for (const Rule *rule : rules::all()) {
        for (const std::string_view limit : rule->limits)
            read.append(text(limit));
    }
    QStringList keys;
    const Field *limits = findField(estateFields(), "limits");
    QVERIFY(limits);
    for (const Field &field : limits->fields)
        keys.append(text(field.key));
    read.sort();
    keys.sort();
    QCOMPARE(read, keys);
}

SIGNALBOX_TEST(TestRulesGuide)
} // namespace tst_rulesguide

#include "tst_rulesguide.moc"
