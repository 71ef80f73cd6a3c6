// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <estate/subject.h>
#include <laboratory/laboratory.h>

namespace signalbox::lab
{
/// Sends Alertmanager what a Prometheus or a person would. Returns the HTTP status.
inline int post(const Server &server, const char *path, const QByteArray &json)
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(QString::fromStdString(server.url(path))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkReply *reply = network.post(request, json);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 20000))
        return 0;
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// A list of one alert, as Prometheus sends it; without `endsAt` it lasts for five minutes.
inline QByteArray alert(const Labels &labels, const QByteArray &summary, const QByteArray &endsAt = {})
{
    QByteArray text;
    for (const auto &[name, value] : labels)
        text += (text.isEmpty() ? "\"" : ",\"") + QByteArray::fromStdString(name) + "\":\"" +
                QByteArray::fromStdString(value) + '"';
    return "[{\"labels\":{" + text + "},\"annotations\":{\"summary\":\"" + summary + "\"}" +
           (endsAt.isEmpty() ? QByteArray() : ",\"endsAt\":\"" + endsAt + '"') + "}]";
}

/// A silence from 2020 to 2099 of what this matcher takes in.
inline QByteArray silence(const QByteArray &name, const QByteArray &value, bool isRegex = false)
{
    return "{\"matchers\":[{\"name\":\"" + name + "\",\"value\":\"" + value +
           "\",\"isRegex\":" + (isRegex ? "true" : "false") +
           ",\"isEqual\":true}],\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2099-01-01T00:00:00Z\","
           "\"createdBy\":\"lab\",\"comment\":\"test\"}";
}
} // namespace signalbox::lab
