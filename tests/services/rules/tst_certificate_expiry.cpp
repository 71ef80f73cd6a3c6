// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <story/story.h>
#include <support/testprogram.h>

namespace tst_certificate_expiry
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

/// Of a site, that many days after the story's beginning (2023-11-14 22:13:20 UTC).
Story &sayExpiry(Story &story, double days, const Labels &labels = {})
{
    const double begin = static_cast<double>(Story::begin().time_since_epoch().count()) / 1000;
    return story.says("site/panel", "probe_ssl_earliest_cert_expiry", begin + days * 86400, labels);
}
} // namespace

/// Were this wrong, customers would learn of an expired certificate first.
class tst_certificate_expiry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDateIsComparedWithTheLimits_data();
    void theDateIsComparedWithTheLimits();
    void timeAloneBringsItNearer();
    void aStepOfTheClockIsHeeded();
    void twoCertificatesAreToldApart();
    void oneThatIsNotYetValidIsSaid();
};

void tst_certificate_expiry::theDateIsComparedWithTheLimits_data()
{
    QTest::addColumn<double>("days");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("next year") << 300.0 << QByteArray();
    QTest::newRow("in ten days") << 10.0 << QByteArray("warning: the certificate expires on 2023-11-24");
    QTest::newRow("tomorrow") << 1.0 << QByteArray("critical: the certificate expires on 2023-11-15");
    QTest::newRow("yesterday") << -1.0 << QByteArray("critical: the certificate expired on 2023-11-13");
    QTest::newRow("no certificate") << -740000.0 << QByteArray();
    QTest::newRow("absurd") << 1e300
                            << QByteArray("unknown: when the certificate expires cannot be told: it is no date");
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN()
                               << QByteArray("unknown: when the certificate expires cannot be told: it is no date");
}

void tst_certificate_expiry::theDateIsComparedWithTheLimits()
{
    QFETCH(double, days);
    QFETCH(QByteArray, expected);
    Story story;
    sayExpiry(story.at(1s), days).tick();
    QCOMPARE(story.stated("certificate-expiry"), expected.isEmpty() ? Lines() : Lines{expected.toStdString()});
}

void tst_certificate_expiry::timeAloneBringsItNearer()
{
    Story story;
    sayExpiry(story.at(1s), 20).tick();
    story.at(6 * 24h - 1s).tick();
    QCOMPARE(story.stated("certificate-expiry"), Lines());
    story.at(6 * 24h).tick();
    QVERIFY(story.stated("certificate-expiry").front().starts_with("warning: the certificate expires on"));
    story.at(17 * 24h).tick();
    QVERIFY(story.stated("certificate-expiry").front().starts_with("critical: the certificate expires on"));
    story.at(20 * 24h).tick();
    QVERIFY(story.stated("certificate-expiry").front().starts_with("critical: the certificate expired on"));
}

void tst_certificate_expiry::aStepOfTheClockIsHeeded()
{
    Story story;
    sayExpiry(story.at(1s), 20).tick();
    story.at(2s).clockShows(WallTime((Story::begin() + 10 * 24h).time_since_epoch())).tick();
    QVERIFY(story.stated("certificate-expiry").front().starts_with("warning: the certificate expires on"));
}

void tst_certificate_expiry::twoCertificatesAreToldApart()
{
    Story story;
    sayExpiry(story.at(1s), 1, {{"port", "443"}});
    sayExpiry(story, 1, {{"port", "993"}}).tick();
    QCOMPARE(story.stated("certificate-expiry"),
             (Lines{"critical: the certificate {port=\"443\"} expires on 2023-11-15",
                    "critical: the certificate {port=\"993\"} expires on 2023-11-15"}));
}

void tst_certificate_expiry::oneThatIsNotYetValidIsSaid()
{
    Story story;
    const double begin = static_cast<double>(Story::begin().time_since_epoch().count()) / 1000;
    sayExpiry(story.at(1s), 300).says("site/panel", "probe_ssl_latest_cert_not_before", begin + 2 * 86400.0).tick();
    QCOMPARE(story.stated("certificate-expiry"), (Lines{"critical: the certificate is not valid before 2023-11-16"}));
    story.at(48h + 1s).tick();
    QCOMPARE(story.stated("certificate-expiry"), Lines());
}

SIGNALBOX_TEST(tst_certificate_expiry)
} // namespace tst_certificate_expiry

#include "tst_certificate_expiry.moc"
