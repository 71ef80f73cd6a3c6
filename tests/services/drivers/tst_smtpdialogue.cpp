// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/smtpdialogue.h>
#include <support/testprogram.h>

namespace tst_smtpdialogue
{
using namespace signalbox;
using Kind = SmtpDialogue::Move::Kind;

namespace
{
SmtpMail mail()
{
    SmtpMail mail;
    mail.from = "signalbox@example.net";
    mail.to = {"ann@example.net", "bob@example.net"};
    mail.text = "Subject: x\r\n\r\n.dot\r\n";
    mail.greeting = "watch.example.net";
    return mail;
}

// What a dialogue says to these replies, a line each, and how it ends.
QString talk(SmtpDialogue &dialogue, const std::string &server)
{
    SmtpReplies replies;
    for (const char c : server)
        replies.feed(std::string_view(&c, 1)); // however it is cut
    std::string said;
    while (const auto reply = replies.next()) {
        SmtpDialogue::Move move = dialogue.take(*reply);
        if (move.kind == Kind::StartTls) {
            said += "(tls)";
            move = dialogue.began();
        }
        said += move.kind == Kind::Done ? "(done)" : move.kind == Kind::Failed ? "(" + move.words + ")" : move.bytes;
        if (move.kind != Kind::Send)
            break;
    }
    if (replies.isBroken())
        said += "(broken)";
    return QString::fromStdString(said).replace(QStringLiteral("\r\n"), QStringLiteral("|"));
}
} // namespace

/// Were this wrong, a mail server would refuse the page, or a password would go out in clear.
class TestSmtpdialogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailIsHandedOver();
    void loginsAreMade_data();
    void loginsAreMade();
    void nothingIsSaidInClear();
    void refusalsAreSaid_data();
    void refusalsAreSaid();
    void whatIsNoReplyEndsIt_data();
    void whatIsNoReplyEndsIt();
};

void TestSmtpdialogue::aMailIsHandedOver()
{
    SmtpDialogue dialogue(mail());
    QCOMPARE(
        talk(dialogue, "220-hello\r\n220 there\r\n250-mail\r\n250 STARTTLS\r\n220 go\r\n250 mail\r\n250 ok\r\n"
                       "250 ok\r\n251 ok\r\n354 go\r\n250 queued\r\n"),
        QStringLiteral("EHLO watch.example.net|STARTTLS|(tls)EHLO watch.example.net|"
                       "MAIL FROM:<signalbox@example.net>|RCPT TO:<ann@example.net>|RCPT TO:<bob@example.net>|DATA|"
                       "Subject: x||..dot|.|(done)"));
    QVERIFY(dialogue.isOut());
}

void TestSmtpdialogue::loginsAreMade_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QByteArray>("replies");
    QTest::addColumn<QString>("said");
    QTest::newRow("plain") << QByteArray("AUTH LOGIN PLAIN") << QByteArray("235 ok\r\n")
                           << QStringLiteral("AUTH PLAIN AGFubgBodW50ZXIy|MAIL FROM:<signalbox@example.net>|");
    QTest::newRow("login") << QByteArray("auth login") << QByteArray("334 x\r\n334 x\r\n235 ok\r\n")
                           << QStringLiteral("AUTH LOGIN|YW5u|aHVudGVyMg==|MAIL FROM:<signalbox@example.net>|");
    QTest::newRow("refused") << QByteArray("AUTH PLAIN") << QByteArray("535 hunter2 is wrong\r\n")
                             << QStringLiteral("AUTH PLAIN AGFubgBodW50ZXIy|(the mail server refused the login of ann "
                                               "(535))");
    QTest::newRow("neither") << QByteArray("AUTH CRAM-MD5") << QByteArray()
                             << QStringLiteral("(the mail server offers neither AUTH PLAIN nor AUTH LOGIN)");
}

void TestSmtpdialogue::loginsAreMade()
{
    QFETCH(QByteArray, offer);
    QFETCH(QByteArray, replies);
    QFETCH(QString, said);
    SmtpMail with = mail();
    with.user = "ann";
    with.password = "hunter2";
    with.isEncrypted = true;
    SmtpDialogue dialogue(with);
    QCOMPARE(talk(dialogue, "220 hello\r\n250-mail\r\n250 " + offer.toStdString() + "\r\n" + replies.toStdString()),
             QStringLiteral("EHLO watch.example.net|") + said);
}

void TestSmtpdialogue::nothingIsSaidInClear()
{
    SmtpDialogue dialogue(mail());
    QCOMPARE(
        talk(dialogue, "220 hello\r\n250 mail\r\n"),
        QStringLiteral("EHLO watch.example.net|(the mail server offers no STARTTLS, and nothing is sent in clear)"));
}

void TestSmtpdialogue::refusalsAreSaid_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QString>("says");
    const QByteArray start("220 hello\r\n250 mail\r\n");
    QTest::newRow("busy") << QByteArray("421 too busy\r\n") << QStringLiteral("421 too busy");
    QTest::newRow("sender") << start + "550 no\r\n"
                            << QStringLiteral("refused the sender signalbox@example.net: 550 no");
    QTest::newRow("one of two") << start + "250 ok\r\n250 ok\r\n550 who\r\n"
                                << QStringLiteral("refused the recipient bob@example.net: 550 who");
    QTest::newRow("after the mail") << start + "250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n452 disk \x1b[2J full\r\n"
                                    << QStringLiteral("refused the mail: 452 disk \\x1B[2J full");
}

void TestSmtpdialogue::refusalsAreSaid()
{
    QFETCH(QByteArray, server);
    QFETCH(QString, says);
    SmtpMail plain = mail();
    plain.needsTls = false;
    SmtpDialogue dialogue(plain);
    const QString said = talk(dialogue, server.toStdString());
    QVERIFY2(said.toUpper().contains(says.toUpper()), qPrintable(said));
}

void TestSmtpdialogue::whatIsNoReplyEndsIt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("http") << QByteArray("HTTP/1.1 400 Bad Request\r\n");
    QTest::newRow("two codes") << QByteArray("250-a\r\n251 b\r\n");
    QTest::newRow("code 999") << QByteArray("999 a\r\n");
    QTest::newRow("no end of line") << QByteArray(70'000, '2');
    QTest::newRow("no end of lines") << QByteArray("250-a\r\n").repeated(20'000);
    QTest::newRow("nothing") << QByteArray("\r\n");
}

void TestSmtpdialogue::whatIsNoReplyEndsIt()
{
    QFETCH(QByteArray, bytes);
    SmtpReplies replies;
    replies.feed(bytes.toStdString());
    QVERIFY(!replies.next());
    QVERIFY(replies.isBroken());
}

SIGNALBOX_TEST(TestSmtpdialogue)
} // namespace tst_smtpdialogue

#include "tst_smtpdialogue.moc"
