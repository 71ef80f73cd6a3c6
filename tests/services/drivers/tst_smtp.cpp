// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <support/samplepage.h>
#include <support/testprogram.h>

namespace tst_smtp
{
using namespace signalbox;

namespace
{
/// A mail server that answers each line as it is told, and takes the mail; or does not.
class MailPeer
{
public:
    QByteArray greeting = "220 ready\r\n";
    QByteArray afterHello = "250 mail\r\n";
    QByteArray afterMail = "250 queued\r\n"; ///< empty: it falls silent
    bool hangsUp = false;                    ///< once it has the mail, without a word
    QByteArray heard;

    MailPeer()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            m_socket = m_server.nextPendingConnection();
            m_socket->write(greeting);
            QObject::connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { read(); });
        });
    }

    [[nodiscard]] PagerDeclaration pager() const
    {
        PagerDeclaration pager;
        pager.type = "smtp";
        pager.server = "127.0.0.1";
        pager.port = m_server.serverPort();
        pager.security = "none";
        pager.from = "signalbox@example.net";
        pager.to = {"ann@example.net"};
        pager.deadline = Milliseconds(5000);
        return pager;
    }

    void close() { m_server.close(); }

private:
    void read()
    {
        while (m_socket && m_socket->canReadLine()) {
            const QByteArray line = m_socket->readLine();
            heard += line;
            if (m_isMail) {
                m_isMail = line != ".\r\n";
                if (!m_isMail && hangsUp)
                    m_socket->abort();
                else if (!m_isMail)
                    m_socket->write(afterMail);
            } else if (line.startsWith("DATA")) {
                m_isMail = true;
                m_socket->write("354 go\r\n");
            } else {
                m_socket->write(line.startsWith("EHLO") ? afterHello : QByteArray("250 ok\r\n"));
            }
        }
    }

    QTcpServer m_server;
    QPointer<QTcpSocket> m_socket;
    bool m_isMail = false;
};
} // namespace

/// Were this wrong, the mail that wakes somebody would not leave, or be thought to have left.
class TestSmtp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageArrivesWhole();
    void aServerThatIsNotThereHasFailed();
    void oneThatNeverAnswersHasFailed();
    void oneThatFallsSilentWithTheMailIsUnknown();
    void oneThatHangsUpWithTheMailIsUnknown();
    void oneThatSpeaksSomethingElseHasFailed();
    void aServerWithoutTlsGetsNothing();
    void aPasswordThatOthersReadIsNotUsed();
};

void TestSmtp::aPageArrivesWhole()
{
    MailPeer peer;
    const PageOutcome outcome = sent(peer.pager());
    QVERIFY2(outcome.kind == PageNote::Kind::Sent, outcome.words.c_str());
    QVERIFY(peer.heard.contains("RCPT TO:<ann@example.net>\r\n"));
    QVERIFY(peer.heard.contains("\r\n..a line that begins with a dot\r\n"));
    QVERIFY(peer.heard.contains("\r\nSubject: [critical] disk-full"));
}

void TestSmtp::aServerThatIsNotThereHasFailed()
{
    MailPeer peer;
    const PagerDeclaration pager = peer.pager();
    peer.close();
    const PageOutcome outcome = sent(pager);
    QCOMPARE(outcome.kind, PageNote::Kind::Failed);
    QVERIFY2(outcome.words.find("refused") != std::string::npos, outcome.words.c_str());
}

void TestSmtp::oneThatNeverAnswersHasFailed()
{
    MailPeer peer;
    peer.greeting.clear();
    PagerDeclaration pager = peer.pager();
    pager.deadline = Milliseconds(300);
    const PageOutcome outcome = sent(pager);
    QCOMPARE(outcome.kind, PageNote::Kind::Failed);
    QVERIFY2(outcome.words.find("within 0.3 s") != std::string::npos, outcome.words.c_str());
}

void TestSmtp::oneThatFallsSilentWithTheMailIsUnknown()
{
    MailPeer peer;
    peer.afterMail.clear();
    PagerDeclaration pager = peer.pager();
    pager.deadline = Milliseconds(1000);
    QCOMPARE(sent(pager).kind, PageNote::Kind::Unknown);
}

void TestSmtp::oneThatHangsUpWithTheMailIsUnknown()
{
    MailPeer peer;
    peer.hangsUp = true;
    QCOMPARE(sent(peer.pager()).kind, PageNote::Kind::Unknown);
}

void TestSmtp::oneThatSpeaksSomethingElseHasFailed()
{
    MailPeer peer;
    peer.greeting = "SSH-2.0-OpenSSH_9.2\r\n";
    const PageOutcome outcome = sent(peer.pager());
    QCOMPARE(outcome.kind, PageNote::Kind::Failed);
    QVERIFY2(outcome.words.find("no SMTP") != std::string::npos, outcome.words.c_str());
}

void TestSmtp::aServerWithoutTlsGetsNothing()
{
    MailPeer peer;
    PagerDeclaration pager = peer.pager();
    pager.security = "starttls";
    QCOMPARE(sent(pager).kind, PageNote::Kind::Failed);
    QVERIFY(!peer.heard.contains("MAIL"));
}

void TestSmtp::aPasswordThatOthersReadIsNotUsed()
{
    MailPeer peer;
    PagerDeclaration pager = peer.pager();
    pager.user = "ann";
    pager.secret = "file:/etc/hostname";
    const PageOutcome outcome = sent(pager);
    QCOMPARE(outcome.kind, PageNote::Kind::Failed);
    QVERIFY2(outcome.words.find("0600") != std::string::npos, outcome.words.c_str());
    QVERIFY(peer.heard.isEmpty());
}

SIGNALBOX_TEST(TestSmtp)
} // namespace tst_smtp

#include "tst_smtp.moc"
