// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <drivers/pagejson.h>
#include <support/samplepage.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_alertmanagerpost
{
using namespace signalbox;

/// Were this wrong, an Alertmanager would route the page to nobody, or forget it before it is repeated.
class TestAlertmanagerpost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAlertIsPostedAndOutlivesItsRepeat();
    void aTestAndAFloodAreAlertsToo();
};

void TestAlertmanagerpost::anAlertIsPostedAndOutlivesItsRepeat()
{
    ScriptedPeer peer(ScriptedPeer::sendingRaw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    PagerDeclaration pager;
    pager.type = "alertmanager";
    pager.url = peer.url("/prefix/");
    QCOMPARE(sent(pager).kind, PageNote::Kind::Sent);
    QVERIFY(peer.requests.front().startsWith("POST /prefix/api/v2/alerts HTTP/1.1\r\n"));
    const QJsonObject alert = QJsonDocument::fromJson(alertmanagerJson(samplePage())).array().at(0).toObject();
    const QJsonObject labels = alert[QStringLiteral("labels")].toObject();
    QCOMPARE(labels[QStringLiteral("alertname")].toString(), QStringLiteral("disk-full"));
    QCOMPARE(labels[QStringLiteral("mountpoint")].toString(), QStringLiteral("/"));
    QCOMPARE(alert[QStringLiteral("startsAt")].toString(), QStringLiteral("2025-11-27T04:00:00.000Z"));
    QCOMPARE(alert[QStringLiteral("endsAt")].toString(), QStringLiteral("2025-11-27T04:11:00.000Z"));
}

void TestAlertmanagerpost::aTestAndAFloodAreAlertsToo()
{
    PageMessage page = samplePage();
    page.count = 213;
    QCOMPARE(QJsonDocument::fromJson(alertmanagerJson(page)).array().size(), 2);
    page.alerts.clear();
    const QJsonArray test = QJsonDocument::fromJson(alertmanagerJson(page)).array();
    QCOMPARE(test.size(), 1);
    QCOMPARE(test.at(0)[QStringLiteral("labels")][QStringLiteral("alertname")].toString(),
             QStringLiteral("SignalboxTestPage"));
}

SIGNALBOX_TEST(TestAlertmanagerpost)
} // namespace tst_alertmanagerpost

#include "tst_alertmanagerpost.moc"
