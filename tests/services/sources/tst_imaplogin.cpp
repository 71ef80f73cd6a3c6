// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/imaplogin.h>
#include <support/testprogram.h>

namespace tst_imaplogin
{
using namespace signalbox;
using Kind = ImapLogin::Move::Kind;

namespace
{
// What is said to these replies, a line each, and how it ends.
QString talk(const ImapAccess &access, const QByteArray &server)
{
    ImapLogin login(access);
    ImapReplies replies;
    replies.feed(server.toStdString());
    std::string said;
    while (const auto reply = replies.next()) {
        ImapLogin::Move move = login.take(*reply);
        if (move.kind == Kind::StartTls) {
            said += "(tls)";
            move = login.began();
        }
        said += move.bytes;
        if (move.kind == Kind::Done)
            said += login.can("LIST-STATUS") ? "(in, with LIST-STATUS)" : "(in)";
        if (move.kind == Kind::Failed)
            said.append("(").append(move.words).append(")");
        if (move.kind == Kind::Failed || move.kind == Kind::Done)
            break;
    }
    return QString::fromStdString(said).replace(QStringLiteral("\r\n"), QStringLiteral("|"));
}

ImapAccess access(const std::string &actsFor = {}, bool needsTls = false)
{
    return {"cyrus", "hunter2", actsFor, needsTls, false};
}
} // namespace

/// Were this wrong, no slot would let us in, or a password would go out in clear.
class TestImaplogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withTls()
    {
        QCOMPARE(talk(access({}, true),
                      "* OK hi\r\n* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\nl1 OK\r\nl2 OK go\r\n"
                      "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nl3 OK\r\n+ \r\nl4 OK\r\n"
                      "* CAPABILITY IMAP4rev1 LIST-STATUS\r\nl5 OK\r\n"),
                 QStringLiteral("l1 CAPABILITY|l2 STARTTLS|(tls)l3 CAPABILITY|l4 AUTHENTICATE PLAIN|"
                                "AGN5cnVzAGh1bnRlcjI=|l5 CAPABILITY|(in, with LIST-STATUS)"));
    }

    void forSomebodyElse()
    {
        QCOMPARE(talk(access("canary"), "* OK hi\r\n* CAPABILITY AUTH=PLAIN\r\nl1 OK\r\n+ \r\nl2 OK\r\nl3 OK\r\n"),
                 QStringLiteral("l1 CAPABILITY|l2 AUTHENTICATE PLAIN|Y2FuYXJ5AGN5cnVzAGh1bnRlcjI=|l3 CAPABILITY|(in)"));
    }

    void byLogin()
    {
        QCOMPARE(talk(access(), "* OK hi\r\n* CAPABILITY IMAP4rev1\r\nl1 OK\r\nl2 OK\r\nl3 OK\r\n"),
                 QStringLiteral("l1 CAPABILITY|l2 LOGIN \"cyrus\" \"hunter2\"|l3 CAPABILITY|(in)"));
    }

    void whatFailsIsSaid_data()
    {
        QTest::addColumn<bool>("needsTls");
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("nothing in clear") << true << QByteArray("* CAPABILITY AUTH=PLAIN\r\nl1 OK\r\n")
                                          << QByteArray("the server offers no STARTTLS, and nothing is sent in clear");
        QTest::newRow("no TLS after all")
            << true << QByteArray("* CAPABILITY STARTTLS AUTH=PLAIN\r\nl1 OK\r\nl2 NO later\r\n")
            << QByteArray("the server refused STARTTLS: later");
        QTest::newRow("wrong password, and no word of it")
            << false << QByteArray("* CAPABILITY AUTH=PLAIN\r\nl1 OK\r\n+ \r\nl2 NO hunter2 is wrong\r\n")
            << QByteArray("the server refused the login of cyrus");
        QTest::newRow("no way") << false << QByteArray("* CAPABILITY LOGINDISABLED\r\nl1 OK\r\n")
                                << QByteArray("the server offers neither AUTHENTICATE PLAIN nor LOGIN");
        QTest::newRow("ends") << false << QByteArray("* BYE too many\r\n")
                              << QByteArray("the server ended the session: too many");
        QTest::newRow("asks for the password at once")
            << false << QByteArray("+ \r\n") << QByteArray("the server asked for more where there is no more");
        QTest::newRow("answers another question")
            << false << QByteArray("l7 OK\r\n") << QByteArray("the server answered what it was not asked");
    }
    void whatFailsIsSaid()
    {
        QFETCH(bool, needsTls);
        QFETCH(QByteArray, server);
        QFETCH(QByteArray, words);
        const QString said = talk(access({}, needsTls), "* OK hi\r\n" + server);
        QVERIFY2(said.endsWith(QLatin1Char('(') + QString::fromUtf8(words) + QLatin1Char(')')), qPrintable(said));
        QVERIFY2(!needsTls || !said.contains(QStringLiteral("PLAIN|")), qPrintable(said));
    }

    void whoIsLoggedInAlreadyIsNobody()
    {
        QCOMPARE(talk(access({}, true), "* PREAUTH welcome\r\n"),
                 QStringLiteral("(the server takes us for somebody before we said who we are)"));
    }
};

SIGNALBOX_TEST(TestImaplogin)
} // namespace tst_imaplogin

#include "tst_imaplogin.moc"
