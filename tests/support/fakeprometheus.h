// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QSet>
#include <QUrl>
#include <QUrlQuery>

#include <support/scriptedpeer.h>

namespace signalbox
{
/// A server with the query API as far as the source uses it, over a model that the test changes.
class FakeServer
{
public:
    struct Sample {
        QByteArray labels; ///< JSON members
        double stamp = 1'700'000'000;
        double value = 1;
    };
    QList<Sample> up;                       ///< the targets
    QMap<QByteArray, QList<Sample>> values; ///< by metric
    QMap<QByteArray, QList<Sample>> wrong;
    double time = 1'700'000'000; ///< its now, Unix seconds
    QByteArray warnings;
    QByteArray active;  ///< JSON members of activeTargets
    QByteArray failing; ///< a metric whose query is answered with an error
    bool hasTargets = true;
    QList<QByteArray> queries; ///< PromQL, in order
    QList<QString> times;      ///< the parameter `time` of each

    ScriptedPeer peer{[this](QTcpSocket &socket, const QByteArray &head) { answer(socket, head); }};

    static QByteArray target(const char *host, const char *job = "node")
    {
        return QByteArray("\"instance\":\"") + host + ":9100\",\"job\":\"" + job + '"';
    }

    void answer(QTcpSocket &socket, const QByteArray &head)
    {
        const QUrl url = QUrl::fromEncoded(head.split(' ')[1]);
        if (url.path().endsWith(QLatin1String("/targets"))) {
            reply(socket, hasTargets ? "200 OK" : "404 Not Found",
                  "{\"status\":\"success\",\"data\":{\"activeTargets\":[" + active +
                      "],\"droppedTargets\":[{},{},{}]}}");
            return;
        }
        const QUrlQuery query(url);
        const QByteArray promql = query.queryItemValue(QStringLiteral("query"), QUrl::FullyDecoded).toUtf8();
        queries.append(promql);
        times.append(query.queryItemValue(QStringLiteral("time")));
        if (!failing.isEmpty() && promql.startsWith("label_replace(" + failing)) {
            reply(socket, "422 Unprocessable Entity",
                  "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}");
            return;
        }
        const bool isRange = url.path().endsWith(QLatin1String("/query_range"));
        reply(socket, "200 OK",
              vector(isRange                                      ? past(promql)
                     : promql.startsWith("label_replace(vector(") ? roll(promql)
                                                                  : valuesFor(promql),
                     isRange));
    }

    /// Of all targets or of the values of one metric.
    QByteArray vector(const QByteArray &series, bool isRange = false) const
    {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + QByteArray(isRange ? "matrix" : "vector") +
               "\",\"result\":[" + series + "]}" + (warnings.isEmpty() ? "" : ",\"warnings\":[\"" + warnings + "\"]") +
               '}';
    }
    static void reply(QTcpSocket &socket, const QByteArray &status, const QByteArray &body)
    {
        socket.write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

private:
    void add(QByteArray &all, const QByteArray &part, const QByteArray &labels, double value) const
    {
        all += QByteArray(all.isEmpty() ? "" : ",") + "{\"metric\":{" + labels + (labels.isEmpty() ? "" : ",") +
               "\"signalbox\":\"" + part + "\"},\"value\":[" + QByteArray::number(time, 'f', 3) + ",\"" +
               QByteArray::number(value, 'f', 3) + "\"]}";
    }
    QByteArray roll(const QByteArray &promql) const
    {
        QByteArray all;
        add(all, "now", {}, time);
        QMap<QByteArray, QPair<int, double>> jobs;
        for (const Sample &one : up) {
            if (one.value == 0)
                add(all, "down", one.labels, one.stamp);
            if (promql.contains("\"all\""))
                add(all, "all", one.labels, one.stamp);
            if (one.value == 0)
                continue;
            auto &[count, oldest] = jobs[one.labels.mid(one.labels.indexOf("\"job\""))];
            oldest = ++count == 1 ? one.stamp : std::min(oldest, one.stamp);
        }
        for (auto job = jobs.begin(); job != jobs.end() && !promql.contains("\"all\""); ++job) {
            add(all, "count", job.key(), job->first);
            add(all, "min", job.key(), job->second);
        }
        return all;
    }
    QByteArray valuesFor(const QByteArray &promql) const
    {
        const QByteArray metric = promql.mid(14, promql.indexOf('{') - 14);
        QByteArray all;
        QSet<QByteArray> hosts;
        for (const Sample &one : (promql.contains(" and on (") ? wrong : values).value(metric)) {
            add(all, "value", one.labels, one.value);
            const QByteArray host = one.labels.left(one.labels.indexOf(','));
            if (!hosts.contains(host))
                add(all, "at", host, one.stamp);
            hosts.insert(host);
        }
        return all;
    }
    static QByteArray past(const QByteArray &promql)
    {
        if (!promql.startsWith("node_load1{instance=~\"web1:9100\"}"))
            return {};
        return "{\"metric\":{\"__name__\":\"node_load1\"," + target("web1") +
               "},\"values\":[[1699999000,\"1\"],[1699999090,\"2\"]]}";
    }
};
} // namespace signalbox
