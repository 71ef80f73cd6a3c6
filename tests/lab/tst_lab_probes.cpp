// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/servers.h>
#include <laboratory/watched.h>
#include <support/testprogram.h>

namespace tst_lab_probes
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
const Subject site{"site", "panel"};
constexpr double beginOf2040 = 2208988800;
} // namespace

/// http and tcp against nginx with TLS.
class LabProbes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        Expected<Authority> made = Authority::create(m_lab, QStringLiteral("ours"));
        QVERIFY2(made, made ? "" : made.error().sentence().c_str());
        m_ours = std::make_unique<Authority>(std::move(*made));
        m_behind = std::make_unique<Server>(nodeExporter(m_lab));
        QVERIFY(m_behind->start());
    }

    // Lost if it fails: a certificate that clients refuse is not told, or nobody learns when it ends.
    void certificatesAreSeenEvenWhereTheyAreRefused_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("error");
        QTest::newRow("good") << 2 << QString();
        QTest::newRow("expired") << -1 << QStringLiteral("the certificate expired on ");
        QTest::newRow("from the future") << 0 << QStringLiteral("the certificate is not valid before 2040-01-01");
    }
    void certificatesAreSeenEvenWhereTheyAreRefused()
    {
        QFETCH(int, days);
        QFETCH(QString, error);
        const QString names = QStringLiteral("IP:") + m_lab.address();
        const Expected<Certificate> certificate = days == 0 ? m_ours->issueForLater(QStringLiteral("later"), names)
                                                            : m_ours->issue(QStringLiteral("server"), names, days);
        QVERIFY2(certificate, certificate ? "" : certificate.error().sentence().c_str());
        Server nginx(nginxWithTls(m_lab, *certificate, m_behind->peer()));
        QVERIFY(nginx.start());
        const auto trusting = [&](SourceDeclaration &declared) {
            declared.certificateAuthority = m_ours->certificate().toStdString();
        };
        const Watched page("http", {{site, nginx.url("/metrics", "https")}}, trusting);
        const Watched port("tcp", {{site, "tls://" + nginx.peer()}}, trusting);
        for (const Watched *watched : {&page, &port}) {
            QTRY_COMPARE_WITH_TIMEOUT(watched->up(site), 1.0, 30000);
            QTRY_VERIFY_WITH_TIMEOUT(watched->said.number(site, "probe_ssl_earliest_cert_expiry").has_value(), 30000);
            QTRY_COMPARE_WITH_TIMEOUT(watched->said.number(site, "probe_success"), error.isEmpty() ? 1.0 : 0.0, 30000);
            QTRY_VERIFY_WITH_TIMEOUT(QString::fromStdString(watched->said.text(site, "probe_error")).startsWith(error),
                                     30000);
            const double wall = static_cast<double>(watched->clock.wallNow().time_since_epoch().count()) / 1000;
            const double left = watched->said.number(site, "probe_ssl_earliest_cert_expiry").value_or(0) - wall;
            const double begin = watched->said.number(site, "probe_ssl_latest_cert_not_before").value_or(0);
            QCOMPARE(left > 0, days >= 0);
            QCOMPARE(begin == beginOf2040, days == 0);
            QVERIFY(watched->said.text(site, "probe_ssl_chain").starts_with("server"));
        }
        QCOMPARE(page.said.number(site, "probe_http_status_code"), error.isEmpty() ? 200.0 : 0.0);
    }

    // Lost if it fails: a proxy that lives hides what died behind it, or a server that died goes on being well.
    void whatDiesIsSeen()
    {
        const Expected<Certificate> certificate =
            m_ours->issue(QStringLiteral("server"), QStringLiteral("DNS:www.example.net"));
        QVERIFY(certificate);
        Server behind(nodeExporter(m_lab));
        QVERIFY(behind.start());
        Server nginx(nginxWithTls(m_lab, *certificate, behind.peer()));
        QVERIFY(nginx.start());
        const Watched page("http", {{site, nginx.url("/metrics", "https")}}, [&](SourceDeclaration &declared) {
            declared.certificateAuthority = m_ours->certificate().toStdString();
            declared.serverName = "www.example.net";
            declared.expect = "node_load1";
        });
        const auto error = [&] { return page.said.text(site, "probe_error"); };
        QTRY_COMPARE_WITH_TIMEOUT(page.said.number(site, "probe_success"), 1.0, 30000);
        behind.stop();
        QTRY_COMPARE_WITH_TIMEOUT(error(), nginx.peer() + " answered 502 Bad Gateway", 30000);
        QCOMPARE(page.up(site), 1.0);
        nginx.freeze();
        QTRY_COMPARE_WITH_TIMEOUT(error(), "no answer from " + nginx.peer() + " within 0.9 s", 30000);
        nginx.thaw();
        nginx.kill();
        QTRY_COMPARE_WITH_TIMEOUT(error(), "connection refused by " + nginx.peer(), 30000);
        QCOMPARE(page.up(site), 0.0);
    }

private:
    Laboratory m_lab;
    std::unique_ptr<Authority> m_ours;
    std::unique_ptr<Server> m_behind;
};

SIGNALBOX_TEST(LabProbes)
} // namespace tst_lab_probes

#include "tst_lab_probes.moc"
