// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/fetchwords.h>

#include <QDateTime>
#include <QSslCertificate>
#include <QStringList>

#include <sources/metric.h>

namespace signalbox::fetchwords
{
namespace
{
std::string day(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd")).toStdString();
}

std::string namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.removeDuplicates();
    const bool many = names.size() > 3;
    return wellFormed(names.mid(0, 3).join(QStringLiteral(", ")).toStdString(), 120) + (many ? " …" : "");
}

std::string tlsError(const QSslError &error, const std::string &host)
{
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return "the certificate expired on " + day(error.certificate().expiryDate());
    case QSslError::CertificateNotYetValid:
        return "the certificate is not valid before " + day(error.certificate().effectiveDate());
    case QSslError::HostNameMismatch:
        return "the certificate is for " + namesOf(error.certificate()) + ", not for " + wellFormed(host, 255);
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return "the certificate is self-signed; name its authority as `ca` in the estate file if it is yours";
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return "the certificate's issuer is not trusted; name its authority as `ca` in the estate file if it is yours";
    case QSslError::CertificateRevoked:
        return "the certificate was revoked";
    default:
        return wellFormed(error.errorString().toStdString(), 120);
    }
}
} // namespace

std::string seconds(Milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000).toStdString() + " s";
}

std::string address(const std::string &host, int port)
{
    const bool isIpv6 = host.find(':') != std::string::npos;
    return (isIpv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

std::string tls(const QList<QSslError> &errors, const std::string &host)
{
    QStringList sentences;
    for (const QSslError &error : errors) {
        if (error.error() != QSslError::NoError)
            sentences << QString::fromStdString(tlsError(error, host));
    }
    sentences.removeDuplicates();
    return wellFormed(sentences.mid(0, 2).join(QStringLiteral("; ")).toStdString());
}

std::string network(QNetworkReply::NetworkError error, const QString &detail, const std::string &address)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return "connection refused by " + address;
    case QNetworkReply::RemoteHostClosedError:
        return address + " closed the connection before the answer was complete";
    case QNetworkReply::TimeoutError:
        return "no connection to " + address + ": the network gave up";
    case QNetworkReply::SslHandshakeFailedError:
        return "no TLS with " + address + "; does it speak https? (" + wellFormed(detail.toStdString(), 120) + ')';
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return address + " does not speak HTTP as it should (" + wellFormed(detail.toStdString(), 120) + ')';
    default:
        return "no answer from " + address + ": " + wellFormed(detail.toStdString(), 120);
    }
}

std::string status(int code, const QString &reason, const std::string &address)
{
    const std::string words = wellFormed(reason.toStdString(), 60);
    return address + " answered " + std::to_string(code) + (words.empty() ? "" : ' ' + words);
}
} // namespace signalbox::fetchwords
