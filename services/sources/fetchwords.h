// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QList>
#include <QNetworkReply>
#include <QSslError>

#include <time/moment.h>

namespace signalbox
{
/// What went wrong with a request, in words that tell where to look and that stay the same as long as the trouble does
/// (they are kept in the recording, each distinct text once). `address` is "192.0.2.1:9100" or "[2001:db8::1]:9100".
namespace fetchwords
{
/// "10 s", "0.5 s".
std::string seconds(Milliseconds time);
/// "192.0.2.1:9100"; brackets round an IPv6 address.
std::string address(const std::string &host, int port);
/// Why a certificate was not accepted: "the certificate expired on 2026-01-31".
std::string tls(const QList<QSslError> &errors, const std::string &host);
/// Why nothing, or not all, came through. `detail` is Qt's own text, used where we know no better.
std::string network(QNetworkReply::NetworkError error, const QString &detail, const std::string &address);
/// What the server answered instead: "192.0.2.1:9100 answered 503 Service Unavailable".
std::string status(int code, const QString &reason, const std::string &address);
} // namespace fetchwords
} // namespace signalbox
