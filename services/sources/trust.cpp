// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/trust.h>

#include <QFile>
#include <QSslCertificate>

namespace signalbox
{
Expected<void> trustOnly(const std::string &authority, QSslConfiguration &tls)
{
    QFile file(QString::fromStdString(authority));
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(Problem{
            {}, "the certificate authority " + authority + " cannot be read: " + file.errorString().toStdString(), {}});
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        return tl::unexpected(Problem{{}, "the certificate authority " + authority + " holds no PEM certificate", {}});
    tls.setCaCertificates(certificates);
    return {};
}

std::string Trust::settle(Reach &reach)
{
    if (m_untrusted.empty())
        return {};
    if (const auto trusted = trustOnly(m_untrusted, reach.tls); !trusted)
        return trusted.error().what;
    m_untrusted.clear();
    return {};
}
} // namespace signalbox
