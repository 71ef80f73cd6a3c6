// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QUrl>

namespace signalbox
{
/// Whether that is an http or https URL with a host.
bool isWebAddress(const QUrl &url);

/// The host as it is looked up, and the port, 80 or 443 where none is said.
std::string hostOf(const QUrl &url);
int portOf(const QUrl &url);

/// Whether an answer of that status sends elsewhere (RFC 9110 §15.4).
bool isRedirection(int status);

/// A request that asks `address` for the URL. Who is meant, and whose certificate is expected, is `meant`, whatever the
/// address. Redirections are ours to follow; no cache, cookie, stored password or user information takes part.
QNetworkRequest webRequest(QUrl url, const std::string &address, const std::string &meant,
                           const QSslConfiguration &tls);
} // namespace signalbox
