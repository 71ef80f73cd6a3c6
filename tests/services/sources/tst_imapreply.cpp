// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>

#include <sources/imapdata.h>
#include <sources/mailboxstates.h>
#include <support/testprogram.h>

namespace tst_imapreply
{
using namespace signalbox;

namespace
{
void filesOf(const QString &folder)
{
    QTest::addColumn<QString>("path");
    const QDir dir(QStringLiteral(SIGNALBOX_TEST_DATA "/imapreply/") + folder);
    for (const QString &name : dir.entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << dir.filePath(name);
}

std::string bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// All replies in these bytes, `piece` at a time.
struct Reading {
    std::vector<ImapReply> replies;
    bool isBroken = false;
    bool hasMore = false;
};
Reading reading(const std::string &bytes, std::size_t piece)
{
    Reading found;
    ImapReplies replies;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        replies.feed(std::string_view(bytes).substr(at, piece));
        while (auto reply = replies.next())
            found.replies.push_back(std::move(*reply));
    }
    found.isBroken = replies.isBroken();
    found.hasMore = replies.hasMore();
    return found;
}

ImapReply only(const std::string &bytes)
{
    const Reading found = reading(bytes, bytes.size());
    return found.replies.size() == 1 ? found.replies.front() : ImapReply();
}
} // namespace

/// Were this wrong, a slot that works would be told as broken, a user would be compared with another's mailboxes, or a
/// server that says anything at all could fill the watch's memory.
class TestImapreply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodOnesAreReadHoweverTheyAreCut_data() { filesOf(QStringLiteral("good")); }
    void goodOnesAreReadHoweverTheyAreCut()
    {
        QFETCH(QString, path);
        const std::string bytes = bytesOf(path);
        const Reading whole = reading(bytes, bytes.size());
        QVERIFY(!whole.isBroken && !whole.hasMore);
        QVERIFY(whole.replies.size() >= 3);
        for (const std::size_t piece : {1U, 2U, 7U})
            QVERIFY(reading(bytes, piece).replies == whole.replies);
    }

    void truncatedOnesAreWaitedFor_data() { filesOf(QStringLiteral("truncated")); }
    void truncatedOnesAreWaitedFor()
    {
        QFETCH(QString, path);
        const Reading found = reading(bytesOf(path), 1);
        QVERIFY(!found.isBroken);
        QVERIFY(found.replies.empty());
    }

    void hostileOnesAreRefused_data() { filesOf(QStringLiteral("hostile")); }
    void hostileOnesAreRefused()
    {
        QFETCH(QString, path);
        const std::string bytes = bytesOf(path);
        for (const std::size_t piece : {std::size_t(1000), bytes.size()}) {
            const Reading found = reading(bytes, piece);
            QVERIFY(found.isBroken);
            QVERIFY(found.replies.empty());
        }
    }

    void statusesAreTakenApart()
    {
        const ImapReply ok = only("a1 ok [READ-ONLY] done {3}\r\n");
        QCOMPARE(ok.kind, ImapReply::Kind::Tagged);
        QCOMPARE(ok.tag + '|' + ok.word + '|' + ok.code + '|' + ok.text, std::string("a1|OK|READ-ONLY|done {3}"));
        const ImapReply exists = only("* 12 EXISTS\r\n");
        QCOMPARE(exists.number, 12U);
        QCOMPARE(exists.word, std::string("EXISTS"));
    }

    void mailboxesAreRead()
    {
        const auto plain = listedIn(only("* LIST (\\HasChildren) \"/\" user/anna\r\n"));
        QVERIFY(plain && plain->name == "user/anna" && plain->delimiter == '/' && plain->isThere);
        const auto odd = listedIn(only("* LIST () \".\" {10}\r\nuser.a \"b)\r\n"));
        QVERIFY(odd && odd->name == "user.a \"b)" && odd->delimiter == '.');
        const auto above = listedIn(only("* LIST (\\NoSelect) \"/\" user/anna\r\n"));
        QVERIFY(above && !above->isThere);
        QVERIFY(!listedIn(only("* LIST () \"/\" {10}\r\nuser/an\r\na\r\n"))); // it could not be asked for again
        QVERIFY(!listedIn(only("* LSUB () \"/\" user/anna\r\n")));
        const auto status =
            statusIn(only("* STATUS user/anna (UIDNEXT 3 messages 2 HIGHESTMODSEQ 9 UIDVALIDITY 7)\r\n"));
        QVERIFY(status);
        QCOMPARE(status->state, (MailboxState{2, 3, 7, 9}));
        QVERIFY(!statusIn(only("* STATUS user/anna (UIDNEXT -3)\r\n")));
    }

    void headersAreRead_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("plain") << QByteArray("Subject: signalbox-canary 5\r\n\r\n") << QByteArray("signalbox-canary 5");
        QTest::newRow("in capitals") << QByteArray("SUBJECT:x\r\n\r\n") << QByteArray("x");
        QTest::newRow("folded") << QByteArray("Subject: signalbox-canary\r\n 5\r\n\r\n")
                                << QByteArray("signalbox-canary 5");
        QTest::newRow("twice") << QByteArray("Subject: a\r\nSubject: b\r\n\r\n") << QByteArray("a");
        QTest::newRow("none") << QByteArray("\r\n") << QByteArray("");
        QTest::newRow("another") << QByteArray("Subjects: a\r\n\r\n") << QByteArray("");
    }
    void headersAreRead()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, subject);
        const QByteArray bytes = "* 3 FETCH (UID 8 BODY[HEADER.FIELDS (SUBJECT)] {" +
                                 QByteArray::number(header.size()) + "}\r\n" + header + " FLAGS (\\Seen))\r\n";
        QCOMPARE(headerFieldIn(only(bytes.toStdString()), "Subject"), std::optional(subject.toStdString()));
    }

    void ownersAreTold_data()
    {
        QTest::addColumn<QByteArray>("mailbox");
        QTest::addColumn<char>("delimiter");
        QTest::addColumn<QByteArray>("owner");
        QTest::newRow("inbox") << QByteArray("user/anna") << '/' << QByteArray("anna inbox");
        QTest::newRow("folder") << QByteArray("user/anna/a/b") << '/' << QByteArray("anna");
        QTest::newRow("domain") << QByteArray("user/anna@example.org") << '/' << QByteArray("anna@example.org inbox");
        QTest::newRow("folder of a domain")
            << QByteArray("user/anna/Sent@example.org") << '/' << QByteArray("anna@example.org");
        QTest::newRow("dots") << QByteArray("user.anna.Sent@example.org") << '.' << QByteArray("anna@example.org");
        QTest::newRow("dotted name") << QByteArray("user/anna.b") << '/' << QByteArray("anna.b inbox");
        for (const char *const name : {"", "user", "user/", "users/anna", "shared/user/anna", "user//x"})
            QTest::newRow(name) << QByteArray(name) << '/' << QByteArray();
    }
    void ownersAreTold()
    {
        QFETCH(QByteArray, mailbox);
        QFETCH(char, delimiter);
        QFETCH(QByteArray, owner);
        const auto found = ownerOf(mailbox.toStdString(), delimiter);
        QCOMPARE(found ? found->user + (found->isInbox ? " inbox" : "") : std::string(), owner.toStdString());
    }

    void namesAreAskedForAsTheyAre()
    {
        QCOMPARE(patternsOf("anna", '/'), std::string("\"user/anna\" \"user/anna/*\""));
        QCOMPARE(patternsOf("anna@x.org", '/'), std::string("\"user/anna@x.org\" \"user/anna/*@x.org\""));
        QCOMPARE(imapQuoted("a\"b\\c\r\nx LOGOUT"), std::string("\"a\\\"b\\\\cx LOGOUT\""));
    }
};

SIGNALBOX_TEST(TestImapreply)
} // namespace tst_imapreply

#include "tst_imapreply.moc"
