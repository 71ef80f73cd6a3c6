// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/tlsconfiguration.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslSocket>

namespace signalbox
{
Expected<QSslConfiguration> tlsConfiguration(const std::string &authority)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (authority.empty())
        return tls;
    QFile file(QString::fromStdString(authority));
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            Problem{authority, "the certificate authority cannot be read: " + file.errorString().toStdString(), {}});
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        return tl::unexpected(Problem{authority, "the certificate authority holds no PEM certificate", {}});
    tls.setCaCertificates(certificates);
    return tls;
}
} // namespace signalbox
