// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QList>
#include <QSslCertificate>

namespace signalbox
{
/// What a server's certificates say.
struct PeerCertificates {
    double earliestExpiry = 0;  ///< seconds since 1970
    double latestNotBefore = 0; ///< seconds since 1970
    std::string chain;          ///< whom each is for, its own first: "www.example.net < Example CA"
};

/// Of the certificates that a server sent, its own first; never none. Needed or not, each of them counts: clients
/// differ in which they need.
PeerCertificates readCertificates(const QList<QSslCertificate> &sent);
} // namespace signalbox
