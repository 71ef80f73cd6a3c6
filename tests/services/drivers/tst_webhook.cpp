// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>

#include <drivers/pagejson.h>
#include <support/samplepage.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_webhook
{
using namespace signalbox;

namespace
{
PagerDeclaration pagerAt(const std::string &url)
{
    PagerDeclaration pager;
    pager.name = "chat";
    pager.type = "webhook";
    pager.url = url;
    pager.deadline = Milliseconds(3000);
    return pager;
}

ScriptedPeer::Script answering(const QByteArray &status)
{
    return ScriptedPeer::sendingRaw("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
}
} // namespace

/// Were this wrong, a page would be thought sent that nobody got, or a receiver could not read it.
class TestWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageIsPostedAsJson();
    void outcomes_data();
    void outcomes();
    void aReceiverThatIsNotThereHasFailed();
    void oneThatDoesNotAnswerInTimeIsUnknown();
    void aSecretGoesOutAndIsNeverTold();
    void aRedirectionIsNotFollowed();
};

void TestWebhook::aPageIsPostedAsJson()
{
    ScriptedPeer peer(answering("204 No Content"));
    const PageOutcome outcome = sent(pagerAt(peer.url("/hook")));
    QVERIFY2(outcome.kind == PageNote::Kind::Sent, outcome.words.c_str());
    QVERIFY(peer.requests.front().startsWith("POST /hook HTTP/1.1\r\n"));
    QVERIFY(peer.requests.front().contains("Idempotency-Key: night.17\r\n"));
    const QJsonObject page = QJsonDocument::fromJson(pageJson(samplePage())).object();
    QCOMPARE(page[QStringLiteral("signalbox")].toInt(), 1);
    QVERIFY(page[QStringLiteral("text")].toString().contains(QStringLiteral("signalboxctl brief")));
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/../../docs/paging.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString guide = QString::fromUtf8(file.readAll());
    for (const QString &key : page.keys())
        QVERIFY2(guide.contains(QLatin1Char('`') + key + QLatin1Char('`')), qPrintable(key));
}

void TestWebhook::outcomes_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("200") << QByteArray("200 OK") << true;
    QTest::newRow("202") << QByteArray("202 Accepted") << true;
    QTest::newRow("403") << QByteArray("403 Forbidden") << false;
    QTest::newRow("500") << QByteArray("500 Internal Server Error") << false;
}

void TestWebhook::outcomes()
{
    QFETCH(QByteArray, status);
    QFETCH(bool, isSent);
    ScriptedPeer peer(answering(status));
    const PageOutcome outcome = sent(pagerAt(peer.url()));
    QCOMPARE(outcome.kind == PageNote::Kind::Sent, isSent);
    QVERIFY(isSent || QByteArray::fromStdString(outcome.words).contains(status));
}

void TestWebhook::aReceiverThatIsNotThereHasFailed()
{
    ScriptedPeer peer(ScriptedPeer::silence());
    const std::string url = peer.url();
    peer.stop();
    const PageOutcome outcome = sent(pagerAt(url));
    QCOMPARE(outcome.kind, PageNote::Kind::Failed);
    QVERIFY2(outcome.words.find("refused") != std::string::npos, outcome.words.c_str());
}

void TestWebhook::oneThatDoesNotAnswerInTimeIsUnknown()
{
    ScriptedPeer peer(ScriptedPeer::silence());
    PagerDeclaration pager = pagerAt(peer.url());
    pager.deadline = Milliseconds(300);
    const PageOutcome outcome = sent(pager);
    QVERIFY2(outcome.kind == PageNote::Kind::Unknown, outcome.words.c_str());
}

void TestWebhook::aSecretGoesOutAndIsNeverTold()
{
    qputenv("SIGNALBOX_TEST_TOKEN", "s3cr3t");
    ScriptedPeer peer(answering("401 Unauthorized"));
    qputenv("SIGNALBOX_TEST_URL", QByteArray::fromStdString(peer.url("/hidden-path")));
    PagerDeclaration pager = pagerAt({});
    pager.secretUrl = "env:SIGNALBOX_TEST_URL";
    pager.secret = "env:SIGNALBOX_TEST_TOKEN";
    const PageOutcome outcome = sent(pager);
    QVERIFY(peer.requests.front().startsWith("POST /hidden-path "));
    QVERIFY(peer.requests.front().contains("Authorization: Bearer s3cr3t\r\n"));
    QVERIFY(outcome.words.find("hidden") == std::string::npos && outcome.words.find("s3cr3t") == std::string::npos);
    peer.stop();
    QVERIFY(sent(pager).words.find("hidden") == std::string::npos);
    pager.secret = "env:SIGNALBOX_TEST_NONE";
    QVERIFY(sent(pager).words.find("env:SIGNALBOX_TEST_NONE") != std::string::npos);
}

void TestWebhook::aRedirectionIsNotFollowed()
{
    ScriptedPeer other(answering("200 OK"));
    ScriptedPeer peer(ScriptedPeer::sendingRaw(
        "HTTP/1.1 302 Found\r\nLocation: " + QByteArray::fromStdString(other.url()) + "\r\nContent-Length: 0\r\n\r\n"));
    QCOMPARE(sent(pagerAt(peer.url())).kind, PageNote::Kind::Failed);
    QCOMPARE(other.connections, 0);
}

SIGNALBOX_TEST(TestWebhook)
} // namespace tst_webhook

#include "tst_webhook.moc"
