// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <estate/estatefields.h>

namespace signalbox
{
namespace
{
QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonObject mappingSchema(std::span<const Field> fields);

QJsonObject namePattern(ScalarType type)
{
    return {{QStringLiteral("pattern"), qt(scalarRule(type).pattern)}};
}

QJsonObject scalarSchema(const Field &field)
{
    QJsonObject schema;
    if (field.type == ScalarType::Boolean) {
        schema.insert(QStringLiteral("type"), QStringLiteral("boolean"));
    } else if (field.type == ScalarType::Count) {
        schema.insert(QStringLiteral("type"), QStringLiteral("integer"));
        schema.insert(QStringLiteral("minimum"), static_cast<qint64>(field.least));
        schema.insert(QStringLiteral("maximum"), static_cast<qint64>(field.most));
    } else if (field.type == ScalarType::Choice) {
        QJsonArray choices;
        for (const std::string_view choice : field.choices)
            choices.append(qt(choice));
        schema.insert(QStringLiteral("enum"), choices);
    } else {
        schema = namePattern(field.type);
        schema.insert(QStringLiteral("type"), QStringLiteral("string"));
    }
    return schema;
}

QJsonObject listSchema(const Field &field)
{
    QJsonObject schema{{QStringLiteral("type"), QStringLiteral("array")},
                       {QStringLiteral("items"), scalarSchema(field)},
                       {QStringLiteral("uniqueItems"), !field.mayRepeat}};
    if (field.least > 0)
        schema.insert(QStringLiteral("minItems"), static_cast<qint64>(field.least));
    if (field.most != INT64_MAX)
        schema.insert(QStringLiteral("maxItems"), static_cast<qint64>(field.most));
    return schema;
}

// A mapping with keys of one's own; with nothing after the colon it is empty, if it may be.
QJsonObject openMapping(ScalarType key, const QJsonObject &value, bool mayBeEmpty)
{
    QJsonObject schema{{QStringLiteral("propertyNames"), namePattern(key)},
                       {QStringLiteral("additionalProperties"), value}};
    if (mayBeEmpty) {
        schema.insert(QStringLiteral("type"), QJsonArray{QStringLiteral("object"), QStringLiteral("null")});
    } else {
        schema.insert(QStringLiteral("type"), QStringLiteral("object"));
        schema.insert(QStringLiteral("minProperties"), 1);
    }
    return schema;
}

// A list that a query's rows give.
QJsonObject listFromRows()
{
    const QJsonObject text{{QStringLiteral("type"), QStringLiteral("string")}};
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"),
             QJsonObject{{QStringLiteral("from"), namePattern(ScalarType::Name)}, {QStringLiteral("value"), text}}},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("from"), QStringLiteral("value")}},
            {QStringLiteral("additionalProperties"), false}};
}

QJsonObject listOrRows(const Field &field)
{
    return {{QStringLiteral("anyOf"), QJsonArray{listSchema(field), listFromRows()}}};
}

// The entries that a query's rows give. What they are filled with is known only when it is asked.
QJsonObject entriesFromRows(const Field &section)
{
    QJsonObject properties{{QStringLiteral("from"), namePattern(ScalarType::Name)},
                           {QStringLiteral("name"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}}};
    for (const Field &field : section.fields)
        properties.insert(qt(field.key), QJsonObject{{QStringLiteral("description"), qt(field.doc)}});
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("description"), QStringLiteral("One entry for each row of a query.")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("from"), QStringLiteral("name")}},
            {QStringLiteral("additionalProperties"), false}};
}

QJsonObject namedSchema(const Field &field)
{
    QJsonObject schema = openMapping(ScalarType::Name, mappingSchema(field.fields), true);
    if (!mayComeFromRows(field))
        return schema;
    schema.insert(QStringLiteral("properties"), QJsonObject{{QStringLiteral("*"), entriesFromRows(field)}});
    schema.insert(
        QStringLiteral("propertyNames"),
        QJsonObject{{QStringLiteral("pattern"), QStringLiteral("^\\*$|") + qt(scalarRule(ScalarType::Name).pattern)}});
    return schema;
}

QJsonObject hostsSchema(const Field &field)
{
    QJsonObject one = mappingSchema(field.fields);
    one.insert(QStringLiteral("type"), QStringLiteral("object"));
    one.insert(QStringLiteral("minProperties"), 1);
    one.insert(QStringLiteral("maxProperties"), 1);
    return {{QStringLiteral("anyOf"), QJsonArray{QJsonObject{{QStringLiteral("const"), QStringLiteral("all")}},
                                                 listSchema(field), listFromRows(), one}}};
}

QJsonObject shapeSchema(const Field &field)
{
    switch (field.shape) {
    case Shape::Scalar:
        return scalarSchema(field);
    case Shape::List:
        return listOrRows(field);
    case Shape::Mapping:
        return mappingSchema(field.fields);
    case Shape::Named:
        return namedSchema(field);
    case Shape::Targets:
        return openMapping(ScalarType::Reference, scalarSchema(field), false);
    case Shape::Hosts:
        return hostsSchema(field);
    }
    return {};
}

QJsonObject fieldSchema(const Field &field)
{
    QJsonObject schema = shapeSchema(field);
    schema.insert(QStringLiteral("description"), qt(field.doc));
    if (field.fallback.empty())
        return schema;
    const QString fallback = qt(field.fallback);
    if (field.type == ScalarType::Boolean)
        schema.insert(QStringLiteral("default"), fallback == QLatin1String("true"));
    else if (field.type == ScalarType::Count)
        schema.insert(QStringLiteral("default"), fallback.toLongLong());
    else
        schema.insert(QStringLiteral("default"), fallback);
    return schema;
}

QJsonObject mappingSchema(std::span<const Field> fields)
{
    QJsonObject properties;
    QJsonArray required;
    for (const Field &field : fields) {
        properties.insert(qt(field.key), fieldSchema(field));
        if (field.required)
            required.append(qt(field.key));
    }
    QJsonObject schema{{QStringLiteral("properties"), properties}, {QStringLiteral("additionalProperties"), false}};
    if (required.isEmpty()) {
        schema.insert(QStringLiteral("type"), QJsonArray{QStringLiteral("object"), QStringLiteral("null")});
    } else {
        schema.insert(QStringLiteral("type"), QStringLiteral("object"));
        schema.insert(QStringLiteral("required"), required);
    }
    return schema;
}
} // namespace

std::string estateSchema()
{
    QJsonObject schema = mappingSchema(estateFields());
    schema.insert(QStringLiteral("type"), QStringLiteral("object"));
    schema.insert(QStringLiteral("$schema"), QStringLiteral("https://json-schema.org/draft/2020-12/schema"));
    schema.insert(QStringLiteral("title"), QStringLiteral("Signalbox estate file"));
    schema.insert(QStringLiteral("description"), QStringLiteral("What is run, and what must hold."));
    return QJsonDocument(schema).toJson().toStdString();
}
} // namespace signalbox
