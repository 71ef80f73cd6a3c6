// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <laboratory/laboratory.h>

namespace signalbox::lab
{
// How Debian's own servers are started, each on a free port of the laboratory.

/// prometheus-node-exporter, with this machine's own values.
Recipe nodeExporter(const Laboratory &lab);
/// prometheus, scraping each of `targets` ("127.x.y.z:port", job "node") once a second.
Recipe prometheus(const Laboratory &lab, const QStringList &targets);
/// prometheus with a configuration of one's own.
Recipe prometheusWith(const Laboratory &lab, const QByteArray &config);
/// victoria-metrics, scraping as prometheus() does.
Recipe victoriaMetrics(const Laboratory &lab, const QStringList &targets);
/// prometheus-process-exporter, telling of the process groups with these names.
Recipe processExporter(const Laboratory &lab, const QString &processNames);
/// prometheus-blackbox-exporter with the modules "connect" (TCP) and "https", which trusts the authorities in that PEM
/// file alone: ask /probe?module=connect&target=HOST:PORT.
Recipe blackboxExporter(const Laboratory &lab, const QString &authority = {});
/// prometheus-alertmanager without a cluster, empty; HostDown inhibits warnings of the same instance.
Recipe alertmanager(const Laboratory &lab);
/// The same as one of a cluster: hears the others at `listen` and looks for one at `peer` ("127.x.y.z:port", which need
/// not be up yet). It is settled after about thirty times `gossipEvery` ("100ms").
Recipe alertmanagerInCluster(const Laboratory &lab, const QString &listen, const QString &peer,
                             const QString &gossipEvery);
/// A program of Python's prometheus_client, which speaks OpenMetrics to those who ask for it.
Recipe pythonExporter(const Laboratory &lab);

/// An SMTP server of Python's aiosmtpd, which appends each mail to `file`.
Recipe mailServer(const Laboratory &lab, const QString &file);
/// A web server of Python's that answers 204 to everything, and appends "METHOD PATH BODY" to `file`, a line each.
Recipe webReceiver(const Laboratory &lab, const QString &file);

/// What a web server with TLS shows.
struct Certificate {
    QString certificate; ///< path of a PEM file
    QString key;         ///< path of a PEM file
};
/// nginx with TLS as a reverse proxy to `upstream` ("127.x.y.z:port"); packs its answers.
Recipe nginxWithTls(const Laboratory &lab, const Certificate &certificate, const std::string &upstream);

/// A certificate authority of the laboratory's own, by the openssl command.
class Authority
{
public:
    /// `name` tells several in one laboratory apart.
    static Expected<Authority> create(const Laboratory &lab, const QString &name);
    /// Path of its certificate.
    [[nodiscard]] QString certificate() const { return m_certificate; }
    /// A certificate for `names` as openssl writes them ("IP:127.0.0.1,DNS:localhost"), valid for `days` from now;
    /// negative: expired for as long.
    [[nodiscard]] Expected<Certificate> issue(const QString &file, const QString &names, int days = 2) const;
    /// The same, valid for the year 2040 alone.
    [[nodiscard]] Expected<Certificate> issueForLater(const QString &file, const QString &names) const;

private:
    Authority(const Laboratory &lab, QString certificate, QString key);
    [[nodiscard]] Expected<QString> request(const Certificate &certificate, const QString &file) const;

    const Laboratory &m_lab;
    QString m_certificate;
    QString m_key;
};
} // namespace signalbox::lab
