// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/tlsconfiguration.h>

#include <QSslSocket>

#include <sources/trust.h>

namespace signalbox
{
Expected<QSslConfiguration> tlsConfiguration(const std::string &authority)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (authority.empty())
        return tls;
    if (const auto trusted = trustOnly(authority, tls); !trusted)
        return tl::unexpected(trusted.error());
    return tls;
}
} // namespace signalbox
