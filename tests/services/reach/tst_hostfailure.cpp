// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/hostfailure.h>
#include <support/testprogram.h>

namespace tst_hostfailure
{
using namespace signalbox;

class TestHostFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsToldInItsOwnWords_data();
    void eachIsToldInItsOwnWords();
    void aChangedKeyIsNeverToBeRemovedUnseen();
    void theHostOnTheWayIsNamed();
    void whatTheHostSaysCannotDrawOnTheScreen();
};

void TestHostFailure::eachIsToldInItsOwnWords_data()
{
    QTest::addColumn<bool>("byAgent");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("printed");
    QTest::addColumn<QByteArray>("complaint");
    QTest::addColumn<bool>("isUnreachable");
    QTest::addColumn<QByteArray>("what");
    const QByteArray none;
    // As OpenSSH 9.2 and sudo 1.9.13 say it.
    QTest::newRow("another key") << false << 255 << none
                                 << QByteArray(
                                        "@@@@@@@@@@@\r\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     "
                                        "@\r\n@@@@@@@@@@@\r\nHost key verification failed.\r\n")
                                 << false << QByteArray("the host's key is another than the one that is known");
    QTest::newRow("unknown key") << false << 255 << none
                                 << QByteArray("No ED25519 host key is known for web1 and you have requested strict "
                                               "checking.\r\nHost key verification failed.\r\n")
                                 << false << QByteArray("the host's key is not known");
    QTest::newRow("look refused") << false << 255 << none
                                  << QByteArray("a@192.0.2.1: Permission denied (publickey).\r\n") << false
                                  << QByteArray("it does not take the watch's key for console");
    QTest::newRow("look key open to all")
        << false << 255 << none
        << QByteArray("@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\r\n"
                      "Load key \"/k/look\": bad permissions\r\na@192.0.2.1: Permission denied (publickey).\r\n")
        << false << QByteArray("ssh does not use a private key that others can read");
    QTest::newRow("act refused") << true << 255 << none << QByteArray("a@192.0.2.1: Permission denied (publickey).\r\n")
                                 << false << QByteArray("it takes no key of yours for console");
    QTest::newRow("a shell") << false << 0 << QByteArray("no-forced-command\n") << none << false
                             << QByteArray("the watch's key has no forced command: it gets a shell");
    QTest::newRow("a greeting") << false << 0 << QByteArray("Welcome\nok\nend\n") << none << false
                                << QByteArray("no reply came but \"Welcome\"");
    QTest::newRow("password") << true << 1 << none << QByteArray("sudo: a password is required\n") << false
                              << QByteArray("sudo asks for a password");
    QTest::newRow("no script") << false << 127 << none
                               << QByteArray("sh: 1: /usr/local/sbin/signalbox-host: not found\n") << false
                               << QByteArray("the script of verbs is not installed there");
    QTest::newRow("no shell") << false << 1 << QByteArray("This account is currently not available.\n") << none << false
                              << QByteArray("no reply came but \"This account is currently not available.\"");
    QTest::newRow("nobody listens") << false << 255 << none
                                    << QByteArray("ssh: connect to host 192.0.2.1 port 22: Connection refused\r\n")
                                    << true << QByteArray("no sshd listens at its address");
    QTest::newRow("nothing answers") << false << 255 << none
                                     << QByteArray("ssh: connect to host 192.0.2.1 port 22: Connection timed out\r\n")
                                     << true << QByteArray("nothing answers at its address");
    QTest::newRow("something else") << false << 255 << none << QByteArray("kex_exchange_identification: banner\r\n")
                                    << true << QByteArray("ssh failed: kex_exchange_identification: banner");
}

// Loses: whoever must mend it at night would be told "ssh failed".
void TestHostFailure::eachIsToldInItsOwnWords()
{
    QFETCH(bool, byAgent);
    QFETCH(int, status);
    QFETCH(QByteArray, printed);
    QFETCH(QByteArray, complaint);
    QFETCH(bool, isUnreachable);
    QFETCH(QByteArray, what);
    const HostAccess access{"web1", "192.0.2.1", "console", 22, "/k/look", {}, {}};
    const std::string line = printed.split('\n').front().toStdString();
    const HostFailure failure =
        failureOf(access, byAgent ? Identity::Act : Identity::Look,
                  {status, false, printed.toStdString(), complaint.toStdString()}, "no reply came but \"" + line + '"');
    QVERIFY2(failure.problem.what.starts_with(what.toStdString()), failure.problem.what.c_str());
    QCOMPARE(failure.isUnreachable, isUnreachable);
    QCOMPARE(failure.problem.where, std::string("web1"));
    QVERIFY(isUnreachable || !failure.problem.advice.empty());
}

// Loses: the advice of a tired hour would be to let a stranger in.
void TestHostFailure::aChangedKeyIsNeverToBeRemovedUnseen()
{
    const HostFailure failure =
        failureOf({"web1", "192.0.2.1", "console", 22, {}, "/k/known", {}}, Identity::Look,
                  {255,
                   false,
                   {},
                   "@  WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!  @\r\nThe fingerprint for the ED25519 key "
                   "sent by the remote host is\r\nSHA256:AbC/+d.\r\nHost key verification failed.\r\n"},
                  {});
    QVERIFY(failure.problem.what.find(", SHA256:AbC/+d: ") != std::string::npos);
    const std::size_t compare = failure.problem.advice.find("ssh-keygen -l -f");
    const std::size_t remove = failure.problem.advice.find("ssh-keygen -R web1 -f /k/known");
    QVERIFY(compare != std::string::npos);
    QVERIFY(remove != std::string::npos);
    QVERIFY(compare < remove);
}

// Loses: the host would be looked at where it is the one on the way that is down.
void TestHostFailure::theHostOnTheWayIsNamed()
{
    const HostAccess access{"web1", "192.0.2.1", "console", 22, {}, {}, JumpHost{"door", "192.0.2.9", "console", 22}};
    const HostFailure failure =
        failureOf(access, Identity::Look, {255, false, {}, "channel 0: open failed\nConnection refused\n"}, {});
    QCOMPARE(failure.problem.what, std::string("no sshd listens at its address (over door)"));
    const HostFailure late = failureOf(access, Identity::Look, {255, true, {}, {}}, {});
    QCOMPARE(late.problem.what, std::string("it did not answer in time (over door)"));
    QVERIFY(late.isUnreachable);
}

// Loses: a host could write what it likes over the console's screen.
void TestHostFailure::whatTheHostSaysCannotDrawOnTheScreen()
{
    const HostFailure failure = failureOf({"web1", "192.0.2.1", "console", 22, {}, {}, {}}, Identity::Look,
                                          {255, false, {}, "\033[2J\033]0;all is well\007\n"}, {});
    QVERIFY(failure.problem.what.find('\033') == std::string::npos);
    QVERIFY(failure.problem.what.find("\\x1b") != std::string::npos);
}

SIGNALBOX_TEST(TestHostFailure)
} // namespace tst_hostfailure

#include "tst_hostfailure.moc"
