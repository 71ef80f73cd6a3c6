// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <lists/keptrows.h>

#include <algorithm>
#include <set>

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

// What was asked, by which a file from before an edit of the query is told apart.
QJsonObject askedJson(const QueryDeclaration &query)
{
    QJsonArray command;
    for (const std::string &word : query.command)
        command.append(qt(word));
    return {{QStringLiteral("type"), qt(query.type)},   {QStringLiteral("url"), qt(query.url)},
            {QStringLiteral("query"), qt(query.query)}, {QStringLiteral("command"), command},
            {QStringLiteral("file"), qt(query.file)},   {QStringLiteral("postgresql"), qt(query.postgresql)}};
}

QueryDeclaration askedIn(const QJsonObject &json)
{
    const auto text = [&](const char *key) { return json.value(QLatin1String(key)).toString().toStdString(); };
    QueryDeclaration query;
    query.type = text("type");
    query.url = text("url");
    query.query = text("query");
    query.file = text("file");
    query.postgresql = text("postgresql");
    for (const QJsonValue &word : json.value(QStringLiteral("command")).toArray())
        query.command.push_back(word.toString().toStdString());
    return query;
}

std::string listed(const char *sign, const std::vector<std::string> &names)
{
    constexpr std::size_t most = 10;
    std::string text = sign + std::to_string(names.size());
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        text += (i > 0 ? ", " : " ") + harmless(names[i], 100);
    return text + (names.size() > most ? " …" : "");
}

std::string nameOf(const QueryRow &row)
{
    std::string name;
    for (const auto &[column, text] : row)
        name += (name.empty() ? "" : " ") + text;
    return name;
}
} // namespace

KeptRows::KeptRows(std::string path)
    : m_path(std::move(path))
{
    QFile file(qt(m_path));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        const QJsonObject one = entry.value().toObject();
        const QJsonObject rows{{entry.key(), one.value(QStringLiteral("rows"))}};
        const std::optional<QueryRows> read = queryRowsIn(QJsonDocument(rows).toJson().toStdString());
        if (!read)
            continue;
        const WallTime when{Milliseconds(one.value(QStringLiteral("answered")).toInteger())};
        m_kept[entry.key().toStdString()] = {askedIn(one.value(QStringLiteral("asked")).toObject()), when,
                                             read->begin()->second};
    }
}

const KeptRows::Kept *KeptRows::find(const QueryDeclaration &query) const
{
    const auto kept = m_kept.find(query.name);
    return kept != m_kept.end() && kept->second.asked.asksAlike(query) ? &kept->second : nullptr;
}

QueryRows KeptRows::of(const std::vector<QueryDeclaration> &queries) const
{
    QueryRows rows;
    for (const QueryDeclaration &query : queries) {
        if (const Kept *kept = find(query))
            rows[query.name] = kept->rows;
    }
    return rows;
}

std::string KeptRows::refusal(const QueryDeclaration &query, const std::vector<QueryRow> &rows) const
{
    constexpr std::size_t factor = 10;
    const auto isFar = [&](std::size_t before) {
        return rows.empty() ? before > 0 : rows.size() >= factor * before || before >= factor * rows.size();
    };
    const Kept *kept = find(query);
    if (query.usual && !isFar(*query.usual))
        return {};
    if (kept ? !isFar(kept->rows.size()) : !rows.empty())
        return {};
    const std::string count = std::to_string(rows.size());
    return "it answered " + count + (rows.size() == 1 ? " row" : " rows") +
           (kept ? " instead of " + std::to_string(kept->rows.size()) : "") + "; write usual: " + count +
           " into the query if that is right";
}

Expected<void> KeptRows::keep(const QueryDeclaration &query, std::vector<QueryRow> rows, WallTime when)
{
    m_kept[query.name] = {query, when, std::move(rows)};
    QJsonObject all;
    for (const auto &[name, kept] : m_kept) {
        const QByteArray text = QByteArray::fromStdString(queryRowsText({{name, kept.rows}}));
        all.insert(qt(name),
                   QJsonObject{{QStringLiteral("asked"), askedJson(kept.asked)},
                               {QStringLiteral("answered"), static_cast<qint64>(kept.when.time_since_epoch().count())},
                               {QStringLiteral("rows"), QJsonDocument::fromJson(text).object().value(qt(name))}});
    }
    QSaveFile file(qt(m_path));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(all).toJson()) < 0 || !file.commit())
        return tl::unexpected(Problem{m_path, "the rows of queries cannot be kept: " + file.errorString().toStdString(),
                                      "After a restart they are asked anew"});
    return {};
}

std::string KeptRows::since(const QueryDeclaration &query) const
{
    const Kept *kept = find(query);
    if (!kept)
        return "never";
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(kept->when.time_since_epoch().count(), Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-dd hh:mm")).toStdString() + " UTC";
}

std::string rowsDifference(const std::vector<QueryRow> &before, const std::vector<QueryRow> &after)
{
    std::set<std::string> old;
    std::set<std::string> now;
    for (const QueryRow &row : before)
        old.insert(nameOf(row));
    for (const QueryRow &row : after)
        now.insert(nameOf(row));
    std::vector<std::string> added;
    std::vector<std::string> gone;
    std::set_difference(now.begin(), now.end(), old.begin(), old.end(), std::back_inserter(added));
    std::set_difference(old.begin(), old.end(), now.begin(), now.end(), std::back_inserter(gone));
    std::string text = added.empty() ? "" : listed("+", added);
    if (!gone.empty())
        text += (text.empty() ? "" : "; ") + listed("-", gone);
    return text;
}
} // namespace signalbox
