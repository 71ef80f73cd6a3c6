// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/peercertificates.h>

#include <algorithm>

#include <QDateTime>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr qsizetype namedCertificates = 5; // more would not be read

double seconds(const QDateTime &time)
{
    return static_cast<double>(time.toMSecsSinceEpoch()) / 1000;
}
} // namespace

PeerCertificates readCertificates(const QList<QSslCertificate> &sent)
{
    PeerCertificates seen;
    bool isFirst = true;
    for (const QSslCertificate &certificate : sent) {
        const double expiry = seconds(certificate.expiryDate());
        seen.earliestExpiry = isFirst ? expiry : std::min(seen.earliestExpiry, expiry);
        seen.latestNotBefore = std::max(seen.latestNotBefore, seconds(certificate.effectiveDate()));
        isFirst = false;
    }
    for (const QSslCertificate &certificate : sent.mid(0, namedCertificates)) {
        seen.chain +=
            (seen.chain.empty() ? "" : " < ") + wellFormed(certificate.subjectDisplayName().toStdString(), 50);
    }
    return seen;
}
} // namespace signalbox
