// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/trust.h>

#include <QFile>
#include <QSslCertificate>

namespace signalbox
{
Trust::Trust(std::string authority, Reach &reach)
    : m_untrusted(std::move(authority))
    , m_reach(reach)
{
}

std::string Trust::trouble()
{
    if (m_untrusted.empty())
        return {};
    QFile file(QString::fromStdString(m_untrusted));
    if (!file.open(QIODevice::ReadOnly))
        return "the certificate authority " + m_untrusted + " cannot be read: " + file.errorString().toStdString();
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        return "the certificate authority " + m_untrusted + " holds no PEM certificate";
    m_reach.tls.setCaCertificates(certificates);
    m_untrusted.clear();
    return {};
}
} // namespace signalbox
