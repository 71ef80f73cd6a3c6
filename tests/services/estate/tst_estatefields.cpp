// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <estate/estatefields.h>
#include <estate/estatereader.h>
#include <support/testprogram.h>

namespace tst_estatefields
{
using namespace signalbox;

namespace
{
const QString tree = QStringLiteral(SIGNALBOX_TEST_DATA "/../../");

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What may stand behind the colon, in words.
QString valueWords(const Field &field)
{
    QString word = text(scalarRule(field.type).word);
    if (!field.refersTo.empty())
        word = text(field.refersTo);
    if (!field.choices.empty()) {
        QStringList choices;
        for (const std::string_view choice : field.choices)
            choices.append(text(choice));
        word = choices.join(QStringLiteral(" or "));
    }
    switch (field.shape) {
    case Shape::List:
        return QStringLiteral("list of: ") + word;
    case Shape::Targets:
        return QStringLiteral("mapping of: host or kind/name to ") + word;
    case Shape::Hosts:
        return QStringLiteral("`all`, list of: host, or one of `role: name`, `site: text`");
    default:
        return word;
    }
}

QString row(const QString &prefix, const Field &field)
{
    const QString outer = prefix.isEmpty() ? QString() : QStringLiteral(" in `%1`").arg(prefix.chopped(1));
    QString fallback;
    if (field.required)
        fallback = QStringLiteral("*required%1*").arg(outer);
    else if (!field.fallback.empty())
        fallback = QLatin1Char('`') + text(field.fallback) + QLatin1Char('`');
    return QStringLiteral("| `%1` | %2 | %3 | %4 |\n")
        .arg(prefix + text(field.key), valueWords(field), fallback, text(field.doc));
}

QString rows(const QString &prefix, std::span<const Field> fields)
{
    QString all;
    for (const Field &field : fields) {
        if (field.shape == Shape::Mapping)
            all += rows(prefix + text(field.key) + QLatin1Char('.'), field.fields);
        else
            all += row(prefix, field);
    }
    return all;
}

// The part of docs/estate.md that the field table decides.
QString guide()
{
    const QString head = QStringLiteral("| key | value | default | |\n| --- | --- | --- | --- |\n");
    QString all = head;
    for (const Field &field : estateFields()) {
        if (field.shape != Shape::Named)
            all += rows({}, std::span(&field, 1));
    }
    for (const Field &field : estateFields()) {
        if (field.shape != Shape::Named)
            continue;
        all +=
            QStringLiteral("\n### %1\n\n%2\n\n%3").arg(text(field.key), text(field.doc), head) + rows({}, field.fields);
    }
    return all;
}

void everyField(std::span<const Field> fields, const std::function<void(const Field &)> &look)
{
    for (const Field &field : fields) {
        look(field);
        everyField(field.fields, look);
    }
}
} // namespace

class TestEstateFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuideTellsEveryKey();
    void theSchemaInTheTreeIsTheReadersOwn();
    void everyKeyIsDocumentedOnceAndWellFormed();
    void aNameIsTheSameEverywhere_data();
    void aNameIsTheSameEverywhere();
    void theExampleOfEveryKeyHasEveryKey();
};

// Loses: people would write keys that are no more, and never learn of new ones.
void TestEstateFields::theGuideTellsEveryKey()
{
    const QString file = QString::fromUtf8(contents(tree + QStringLiteral("docs/estate.md")));
    const QString begin = QStringLiteral("<!-- fields: made from the field table -->\n\n");
    const QString part = file.section(begin, 1).section(QStringLiteral("\n<!-- end of fields -->"), 0, 0);
    if (part == guide())
        return;
    const QString anew = QDir::current().filePath(QStringLiteral("estate-fields.md"));
    QFile out(anew);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(guide().toUtf8());
    QFAIL(qPrintable(QStringLiteral("docs/estate.md is out of date; put this between its marks: ") + anew));
}

// Loses: editors would complete keys that the reader refuses, and mark those that it knows.
void TestEstateFields::theSchemaInTheTreeIsTheReadersOwn()
{
    const QByteArray file = contents(tree + QStringLiteral("resources/estate.schema.json"));
    QVERIFY2(file == QByteArray::fromStdString(estateSchema()),
             "out of date; write it anew: signalboxctl schema > resources/estate.schema.json");
    const QJsonObject schema = QJsonDocument::fromJson(file).object();
    QCOMPARE(schema[QStringLiteral("additionalProperties")], QJsonValue(false));
    QCOMPARE(schema[QStringLiteral("properties")].toObject().size(), static_cast<qsizetype>(estateFields().size()));
}

// Loses: a key could be read as another one, or stand in the guide without a word.
void TestEstateFields::everyKeyIsDocumentedOnceAndWellFormed()
{
    static const QRegularExpression wellFormed(QStringLiteral("^[a-z]+(_[a-z]+)*$"));
    everyField(estateFields(), [](const Field &field) {
        QVERIFY2(wellFormed.match(text(field.key)).hasMatch(), qPrintable(text(field.key)));
        QVERIFY2(field.doc.ends_with('.'), qPrintable(text(field.key)));
        QVERIFY2(!field.required || field.fallback.empty(), qPrintable(text(field.key)));
        for (const Field &inner : field.fields)
            QCOMPARE(findField(field.fields, inner.key), &inner);
    });
    for (const Field &section : estateFields())
        QCOMPARE(findField(estateFields(), section.key), &section);
}

void TestEstateFields::aNameIsTheSameEverywhere_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name :
         {"a", "A9", "web-1.example_net", "0", "", "-a", ".a", "_a", "a b", "a/b", "\xc3\xa9", "a\n", " a"})
        QTest::newRow(QByteArray(name).toPercentEncoding().constData()) << QByteArray(name);
}

// Loses: the editor would accept a name that the program refuses, or the other way round.
void TestEstateFields::aNameIsTheSameEverywhere()
{
    QFETCH(QByteArray, name);
    const QString pattern = text(scalarRule(ScalarType::Name).pattern);
    // JSON Schema's $ is the end, PCRE's also matches before a last line feed.
    const QRegularExpression expression(pattern, QRegularExpression::NoPatternOption);
    const bool matches = expression.match(QString::fromUtf8(name)).hasMatch() && !name.contains('\n');
    QCOMPARE(isSubjectName(name.toStdString()), matches);
}

// Loses: a key could be in the table and have never been read by any test.
void TestEstateFields::theExampleOfEveryKeyHasEveryKey()
{
    const QByteArray example = contents(tree + QStringLiteral("tests/data/estate/good/every-key.yaml"));
    everyField(estateFields(), [&](const Field &field) {
        const QString key = text(field.key) + QLatin1Char(':');
        QVERIFY2(example.contains(key.toUtf8()), qPrintable(key));
    });
}

SIGNALBOX_TEST(TestEstateFields)
} // namespace tst_estatefields

#include "tst_estatefields.moc"
