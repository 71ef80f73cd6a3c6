// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <lists/askquery.h>

#include <QUrl>

#include <lists/answerrows.h>
#include <lists/httpanswer.h>

namespace signalbox
{
namespace
{
std::string withoutSlash(std::string url)
{
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

Expected<std::vector<QueryRow>> askHttp(const QueryDeclaration &query, const std::atomic<bool> &stop)
{
    const bool isPrometheus = query.type == "prometheus";
    const QByteArray expression = QUrl::toPercentEncoding(QString::fromStdString(query.query));
    const std::string url =
        isPrometheus ? withoutSlash(query.url) + "/api/v1/query?query=" + expression.toStdString() : query.url;
    const FetchResult answer = httpAnswer(url, query.certificateAuthority, query.deadline, stop);
    if (!answer)
        return tl::unexpected(Problem{{}, answer.error().what, {}});
    return isPrometheus ? rowsOfPrometheus(answer->body) : rowsOfJson(answer->body);
}
} // namespace

Expected<std::vector<QueryRow>> askQuery(const QueryDeclaration &query, const std::atomic<bool> &stop)
{
    if (query.type == "command")
        return askCommand(query, stop);
    return query.type == "sql" ? askSql(query, stop) : askHttp(query, stop);
}
} // namespace signalbox
