// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheusurl.h>

namespace signalbox::prometheusurl
{
namespace
{
QByteArray seconds(double time)
{
    return QByteArray::number(time, 'f', 3);
}

QUrl url(const std::string &base, const char *path, const QByteArray &query)
{
    QUrl url(QString::fromStdString(base));
    QString prefix = url.path();
    while (prefix.endsWith(QLatin1Char('/')))
        prefix.chop(1);
    url.setPath(prefix + QLatin1String(path));
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

QByteArray common(const std::string &promql, Milliseconds limit)
{
    // Prometheus takes fractions of a second only without a unit. Without nocache VictoriaMetrics would answer as of 30
    // s ago.
    return "query=" + QByteArray::fromStdString(promql).toPercentEncoding() +
           "&timeout=" + seconds(std::chrono::duration<double>(limit).count()) + "&nocache=1";
}
} // namespace

QUrl query(const std::string &base, const std::string &promql, std::optional<double> time, Milliseconds limit)
{
    return url(base, "/api/v1/query", common(promql, limit) + (time ? "&time=" + seconds(*time) : QByteArray()));
}

QUrl range(const std::string &base, const std::string &promql, double start, double end, double step,
           Milliseconds limit)
{
    return url(base, "/api/v1/query_range",
               common(promql, limit) + "&start=" + seconds(start) + "&end=" + seconds(end) + "&step=" + seconds(step));
}

QUrl targets(const std::string &base, const std::string &state)
{
    return url(base, "/api/v1/targets", "state=" + QByteArray::fromStdString(state));
}
} // namespace signalbox::prometheusurl
