// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/webrequest.h>

namespace signalbox
{
bool isWebAddress(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

std::string hostOf(const QUrl &url)
{
    return url.host(QUrl::FullyEncoded).toStdString();
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

bool isRedirection(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

QNetworkRequest webRequest(QUrl url, const std::string &address, const std::string &meant, const QSslConfiguration &tls)
{
    url.setUserInfo({});
    url.setHost(QString::fromStdString(address));
    QNetworkRequest request(url);
    if (address != meant) {
        const int port = url.port();
        request.setRawHeader("Host", QByteArray::fromStdString(port < 0 ? meant : meant + ':' + std::to_string(port)));
        request.setPeerVerifyName(QString::fromStdString(meant));
    }
    request.setSslConfiguration(tls);
    request.setRawHeader("User-Agent", "Signalbox/" SIGNALBOX_VERSION);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    return request;
}
} // namespace signalbox
