// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/queryrows.h>

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestText = 1000;

std::string json(const QueryRow &row)
{
    QJsonObject object;
    for (const auto &[column, text] : row)
        object.insert(QString::fromStdString(column), QString::fromStdString(text));
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::string quoted(const std::string &text)
{
    const std::string array =
        QJsonDocument(QJsonArray{QString::fromStdString(text)}).toJson(QJsonDocument::Compact).toStdString();
    return array.substr(1, array.size() - 2);
}

std::optional<QueryRow> rowIn(const QJsonValue &value)
{
    if (!value.isObject())
        return {};
    QueryRow row;
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        std::string text = entry.value().toString().toStdString();
        if (!entry.value().isString() || !rowTextFault(text).empty() ||
            !rowTextFault(entry.key().toStdString()).empty())
            return {};
        row.emplace(entry.key().toStdString(), std::move(text));
    }
    return row;
}
} // namespace

std::string queryRowsText(const QueryRows &rows)
{
    std::string text = "{";
    for (const auto &[query, unsorted] : rows) {
        std::vector<QueryRow> sorted = unsorted;
        std::sort(sorted.begin(), sorted.end());
        sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
        text += (text.size() > 1 ? ",\n" : "\n") + quoted(query) + ": [";
        for (std::size_t i = 0; i < sorted.size(); ++i)
            text += (i > 0 ? ",\n" : "\n") + json(sorted[i]);
        text += ']';
    }
    return text + "\n}\n";
}

std::optional<QueryRows> queryRowsIn(std::string_view text)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    if (!document.isObject())
        return {};
    QueryRows rows;
    const QJsonObject object = document.object();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (!entry.value().isArray())
            return {};
        std::vector<QueryRow> &ofQuery = rows[entry.key().toStdString()];
        const QJsonArray all = entry.value().toArray();
        for (qsizetype i = 0; i < all.size(); ++i) {
            std::optional<QueryRow> row = rowIn(all.at(i));
            if (!row)
                return {};
            ofQuery.push_back(std::move(*row));
        }
    }
    return rows;
}

std::string rowTextFault(std::string_view text)
{
    if (text.size() > longestText)
        return "longer than " + std::to_string(longestText) + " bytes";
    if (text.find_first_of("\n\t") != std::string_view::npos || firstUnreadable(text))
        return "not one line of UTF-8";
    if (findUserInformation(text))
        return "a URL with user information (...://...@...), and rows are recorded";
    return {};
}
} // namespace signalbox
