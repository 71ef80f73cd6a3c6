// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>

#include <laboratory/servers.h>
#include <laboratory/watched.h>
#include <support/testprogram.h>

namespace tst_lab_nginx_tls
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
const Subject host{"host", "lab"};
}

/// nginx with TLS in front of node_exporter.
class LabNginxTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (auto [name, authority] : {std::pair("ours", &m_ours), std::pair("theirs", &m_theirs)}) {
            Expected<Authority> made = Authority::create(m_lab, QString::fromLatin1(name));
            QVERIFY2(made, made ? "" : made.error().sentence().c_str());
            *authority = std::make_unique<Authority>(std::move(*made));
        }
        m_exporter = std::make_unique<Server>(nodeExporter(m_lab));
        const Expected<void> started = m_exporter->start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    }

    // Lost if it fails: a server that is not who it says it is passes for the host, or the operator is not told what is
    // wrong.
    void certificatesAreVerified_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("error");
        const QString own = QStringLiteral("IP:") + m_lab.address();
        const QString expired =
            QDateTime::fromSecsSinceEpoch(now() - 86400, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd"));
        const QString untrusted = QStringLiteral(
            "the certificate's issuer is not trusted; name its authority as `ca` in the estate file if it is yours");
        QTest::newRow("good") << own << 2 << true << QString();
        QTest::newRow("expired") << own << -1 << true << QStringLiteral("the certificate expired on ") + expired;
        QTest::newRow("another's name") << QStringLiteral("DNS:imap21.example") << 2 << true
                                        << QStringLiteral("the certificate is for imap21.example, not for ") +
                                               m_lab.address();
        QTest::newRow("unknown authority") << own << 2 << false << untrusted;
    }
    void certificatesAreVerified()
    {
        QFETCH(QString, names);
        QFETCH(int, days);
        QFETCH(bool, trusted);
        QFETCH(QString, error);
        const Expected<Certificate> certificate = m_ours->issue(QStringLiteral("server"), names, days);
        QVERIFY2(certificate, certificate ? "" : certificate.error().sentence().c_str());
        Server nginx(nginxWithTls(m_lab, *certificate, m_exporter->peer()));
        const Expected<void> started = nginx.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const Watched watched("exposition", {{host, nginx.url("/metrics", "https")}}, [&](SourceDeclaration &declared) {
            declared.certificateAuthority = (trusted ? m_ours : m_theirs)->certificate().toStdString();
        });
        QTRY_VERIFY_WITH_TIMEOUT(watched.up(host).has_value(), 30000);
        // A busy machine may take longer than a request is allowed; what counts is what is said when it was not.
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(watched.error(host)).section(QStringLiteral(" (now"), 0, 0),
                                  error, 30000);
        QCOMPARE(watched.up(host), error.isEmpty() ? 1.0 : 0.0);
        QCOMPARE(watched.said.number(host, "node_load1").has_value(), error.isEmpty());
    }

    // Lost if it fails: an https address without `ca` trusts anybody.
    void theSystemsAuthoritiesDoNotKnowOurs()
    {
        const Expected<Certificate> certificate =
            m_ours->issue(QStringLiteral("server"), QStringLiteral("IP:") + m_lab.address());
        QVERIFY(certificate);
        Server nginx(nginxWithTls(m_lab, *certificate, m_exporter->peer()));
        QVERIFY(nginx.start());
        const Watched watched("exposition", {{host, nginx.url("/metrics", "https")}});
        QTRY_VERIFY_WITH_TIMEOUT(
            QByteArray::fromStdString(watched.error(host)).startsWith("the certificate's issuer is not trusted"),
            30000);
        QCOMPARE(watched.up(host), 0.0);
    }

    // Lost if it fails: a mix-up of http and https is told as an unknown error.
    void httpAndHttpsAreNotMixedUp()
    {
        const Expected<Certificate> certificate =
            m_ours->issue(QStringLiteral("server"), QStringLiteral("IP:") + m_lab.address());
        QVERIFY(certificate);
        Server nginx(nginxWithTls(m_lab, *certificate, m_exporter->peer()));
        QVERIFY(nginx.start());
        const Watched plain("exposition", {{host, nginx.url("/metrics", "http")}});
        QTRY_COMPARE_WITH_TIMEOUT(plain.error(host), nginx.peer() + " answered 400 Bad Request", 30000);
        const Watched secure("exposition", {{host, m_exporter->url("/metrics", "https")}});
        QTRY_VERIFY_WITH_TIMEOUT(QByteArray::fromStdString(secure.error(host))
                                     .startsWith("no TLS with " + QByteArray::fromStdString(m_exporter->peer())),
                                 30000);
    }

    // Lost if it fails: the proxy's own answer passes for the exporter's when that is dead or frozen.
    void whatTheProxySaysInItsStead()
    {
        Server exporter(nodeExporter(m_lab));
        QVERIFY(exporter.start());
        const Expected<Certificate> certificate =
            m_ours->issue(QStringLiteral("server"), QStringLiteral("IP:") + m_lab.address());
        QVERIFY(certificate);
        Server nginx(nginxWithTls(m_lab, *certificate, exporter.peer()));
        QVERIFY(nginx.start());
        const Watched watched("exposition", {{host, nginx.url("/metrics", "https")}}, [&](SourceDeclaration &declared) {
            declared.certificateAuthority = m_ours->certificate().toStdString();
        });
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);
        exporter.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.error(host), nginx.peer() + " answered 502 Bad Gateway", 30000);
        QVERIFY(exporter.start());
        QTRY_COMPARE_WITH_TIMEOUT(watched.up(host), 1.0, 30000);
        nginx.freeze();
        QTRY_COMPARE_WITH_TIMEOUT(watched.error(host), "no answer from " + nginx.peer() + " within 0.9 s", 30000);
    }

private:
    /// Seconds since 1970, by the one clock there is.
    static qint64 now()
    {
        return std::chrono::duration_cast<std::chrono::seconds>(readMachineClocks().wall.time_since_epoch()).count();
    }

    Laboratory m_lab;
    std::unique_ptr<Authority> m_ours;
    std::unique_ptr<Authority> m_theirs;
    std::unique_ptr<Server> m_exporter;
};

SIGNALBOX_TEST(LabNginxTls)
} // namespace tst_lab_nginx_tls

#include "tst_lab_nginx_tls.moc"
