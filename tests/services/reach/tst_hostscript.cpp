// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <reach/hostrequest.h>
#include <reach/hostscript.h>
#include <support/testprogram.h>

namespace tst_hostscript
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
/// A host in a folder: the script with its fixed paths put there, and stand-ins for systemctl and sudo.
class Host
{
public:
    Host()
    {
        QDir(m_folder.path()).mkpath(u"bin"_s);
        QDir(m_folder.path()).mkpath(u"etc/run"_s);
        QString script = QString::fromUtf8(hostScript().data(), static_cast<qsizetype>(hostScript().size()));
        put(script, u"PATH=/usr/sbin:/usr/bin:/sbin:/bin"_s, u"PATH=%1/bin:/usr/bin:/bin"_s);
        put(script, u"self=/usr/local/sbin/signalbox-host"_s, u"self=%1/script"_s);
        put(script, u"units=/etc/signalbox/units"_s, u"units=%1/etc/units"_s);
        put(script, u"programs=/etc/signalbox/run"_s, u"programs=%1/etc/run"_s);
        script.replace(u"\nowner=0\n"_s, u"\nowner=%1\n"_s.arg(::getuid()));
        write(u"script"_s, script.toUtf8());
        write(u"etc/units"_s, "nginx\npostfix@-\n");
        write(u"bin/systemctl"_s,
              "#!/bin/sh\ncase $1 in\n"
              "show) case $* in *LoadState\\ --value*) echo loaded ;; *) echo ActiveState=active ;; esac ;;\n"
              "restart) echo \"$@\" >> \"${0%/bin/*}/restarted\" ;;\nesac\n");
        write(u"bin/sudo"_s, "#!/bin/sh\ncase $* in *-l*--*) echo allowed ;; *) echo \"    (root) NOPASSWD: "
                             "${0%/bin/*}/script act\" ;; esac\n");
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const QByteArray &content, bool isOpen = false) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
        QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther;
        if (isOpen)
            permissions |= QFile::WriteOther;
        QVERIFY(file.setPermissions(permissions));
    }

    /// What it prints to that request.
    [[nodiscard]] std::string raw(const QString &mode, const QByteArray &request) const
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(u"sh"_s, {path(u"script"_s), mode});
        process.write(request);
        process.closeWriteChannel();
        process.waitForFinished();
        return process.readAllStandardOutput().toStdString();
    }

    /// The reply in a line: "ok a|b", "refused WHY", "failed 3 a".
    [[nodiscard]] QString ask(const QString &mode, const std::vector<std::string> &words) const
    {
        const auto request = hostRequest(words);
        return request ? said(raw(mode, QByteArray::fromStdString(*request))) : u"no request"_s;
    }

    static QString said(const std::string &printed)
    {
        const auto reply = readHostReply(printed);
        if (!reply)
            return u"no reply: "_s + QString::fromStdString(reply.error().what);
        QString line = reply->kind == HostReply::Kind::Ok        ? u"ok"_s
                       : reply->kind == HostReply::Kind::Refused ? u"refused "_s + QString::fromStdString(reply->reason)
                                                                 : u"failed %1"_s.arg(reply->status);
        QStringList lines;
        for (const std::string &each : reply->lines)
            lines.append(QString::fromStdString(each));
        return lines.isEmpty() ? line : line + u' ' + lines.join(u'|');
    }

    [[nodiscard]] QByteArray restarted() const
    {
        QFile file(path(u"restarted"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    void put(QString &script, const QString &line, const QString &instead) const
    {
        QVERIFY(script.contains(u'\n' + line + u'\n'));
        script.replace(line, instead.arg(m_folder.path()));
    }

    QTemporaryDir m_folder;
};

const QString look = u"look"_s;
const QString act = u"act"_s;
} // namespace

class TestHostScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lookSeesAndDoesNothing();
    void actDoesWhatIsListedAlone();
    void noWordIsReadByAShell();
    void aProgramsOutcomeIsToldWhole();
    void whatOthersCanChangeDoesNotCount();
    void aCheckSaysWhatWouldKeepItFromBeingDone();
    void aRequestThatIsNoneIsRefused_data();
    void aRequestThatIsNoneIsRefused();
};

// Loses: the unattended key could restart something.
void TestHostScript::lookSeesAndDoesNothing()
{
    const Host host;
    QCOMPARE(host.ask(look, {"hello"}), u"ok signalbox-host 1|look: hello check unit"_s);
    QCOMPARE(host.ask(look, {"unit", "nginx"}), u"ok ActiveState=active"_s);
    QCOMPARE(host.ask(look, {"unit", "sshd"}), u"refused "_s + host.path(u"etc/units"_s) + u" does not list sshd"_s);
    for (const char *verb : {"service-restart", "run", "act", "look", "refuse", "carryOut", "--help"})
        QVERIFY(host.ask(look, {verb, "nginx"}).startsWith(u"refused look may not: "_s));
    QCOMPARE(host.restarted(), QByteArray());
    QCOMPARE(host.ask(u"other"_s, {"hello"}), u"refused one word was expected, look or act"_s);
}

// Loses: a restart would not happen, or one that the host's administrator never allowed.
void TestHostScript::actDoesWhatIsListedAlone()
{
    const Host host;
    QCOMPARE(host.ask(act, {"hello"}), u"ok signalbox-host 1|act: hello check service-restart run"_s);
    QCOMPARE(host.ask(act, {"service-restart", "nginx"}), u"ok"_s);
    QCOMPARE(host.restarted(), QByteArray("restart -- nginx\n"));
    QVERIFY(host.ask(act, {"service-restart", "sshd"}).endsWith(u" does not list sshd"_s));
    QVERIFY(host.ask(act, {"service-restart", "nginx", "sshd"}).startsWith(u"refused "_s));
    QVERIFY(host.ask(act, {"service-restart"}).startsWith(u"refused "_s));
    QVERIFY(host.ask(act, {"unit", "nginx"}).startsWith(u"refused "_s));
    QCOMPARE(host.restarted(), QByteArray("restart -- nginx\n"));
}

// Loses: whoever can choose a word could run commands as root.
void TestHostScript::noWordIsReadByAShell()
{
    const Host host;
    host.write(u"etc/run/say"_s, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    const std::vector<std::string> hostile{"$(touch pwned)",
                                           "`touch pwned`",
                                           "; touch pwned",
                                           "&& touch pwned",
                                           "| touch pwned",
                                           "*",
                                           "?",
                                           "[a-z]",
                                           "~",
                                           "$PATH",
                                           "-x",
                                           "--",
                                           "\\",
                                           "'",
                                           "\"",
                                           "a b",
                                           "  a",
                                           "#",
                                           "!!",
                                           "{a,b}",
                                           "=x",
                                           "\xc3\xa9"};
    std::vector<std::string> asked{"run", "say"};
    QString said = u"ok "_s;
    for (const std::string &word : hostile) {
        asked.push_back(word);
        said += (asked.size() == 3 ? QString() : u"|"_s) + QString::fromStdString(word);
    }
    QCOMPARE(host.ask(act, asked), said);
    for (const char *word : {"$(touch pwned)", "; touch pwned", "*", "-x", "--", "say nginx", ".", "=x"}) {
        QVERIFY(host.ask(act, {"run", word}).startsWith(u"refused "_s));
        QVERIFY(host.ask(act, {"service-restart", word}).startsWith(u"refused "_s));
        QVERIFY(host.ask(look, {word, word}).startsWith(u"refused "_s));
    }
    QCOMPARE(host.restarted(), QByteArray());
    QVERIFY(!QFile::exists(u"/pwned"_s));
    QVERIFY(!QFile::exists(host.path(u"pwned"_s)));
}

// Loses: a failure would look like success, or a chatty program would leave no outcome.
void TestHostScript::aProgramsOutcomeIsToldWhole()
{
    const Host host;
    host.write(u"etc/run/fail"_s, "#!/bin/sh\necho out; echo err >&2; cat; env | grep -c SSH_; exit 7\n");
    QCOMPARE(host.ask(act, {"run", "fail"}), u"failed 7 out|err|0"_s);
    host.write(u"etc/run/end"_s, "#!/bin/sh\nprintf 'end\\nok'\n");
    QCOMPARE(host.ask(act, {"run", "end"}), u"ok end|ok"_s);
    host.write(u"etc/run/blank"_s, "#!/bin/sh\nprintf '\\n\\n'\n");
    QVERIFY(host.ask(act, {"run", "blank"}).startsWith(u"ok"_s));
    host.write(u"etc/run/much"_s, "#!/bin/sh\nyes line | head -c 1000000; echo last; exit 1\n");
    const QString much = host.ask(act, {"run", "much"});
    QVERIFY(much.startsWith(u"failed 1 "_s));
    QVERIFY(much.endsWith(u"|last"_s));
    QVERIFY(much.size() <= 65536 + 16);
    host.write(u"etc/run/zero"_s, "#!/bin/sh\nprintf 'a\\000b\\n'\n");
    QCOMPARE(host.ask(act, {"run", "zero"}), u"ok ab"_s);
    host.write(u"etc/run/killed"_s, "#!/bin/sh\nkill -9 $$\n");
    QCOMPARE(host.ask(act, {"run", "killed"}), u"failed 137 Killed"_s);
}

// Loses: whoever may write one file on a host would be root there with the next act.
void TestHostScript::whatOthersCanChangeDoesNotCount()
{
    const Host host;
    host.write(u"etc/run/good"_s, "#!/bin/sh\necho ran\n");
    QCOMPARE(host.ask(act, {"run", "good"}), u"ok ran"_s);
    host.write(u"etc/run/open"_s, "#!/bin/sh\necho ran\n", true);
    QVERIFY(host.ask(act, {"run", "open"}).startsWith(u"refused "_s));
    QVERIFY(QFile::link(host.path(u"etc/run/good"_s), host.path(u"etc/run/link"_s)));
    QVERIFY(host.ask(act, {"run", "link"}).startsWith(u"refused "_s));
    QVERIFY(host.ask(act, {"run", ".."}).startsWith(u"refused "_s));
    QVERIFY(host.ask(act, {"run", "../units"}).startsWith(u"refused "_s));
    QVERIFY(host.ask(act, {"run", "/bin/true"}).startsWith(u"refused "_s));
    QFile good(host.path(u"etc/run/good"_s));
    QVERIFY(good.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(host.ask(act, {"run", "good"}).endsWith(u"is not executable"_s));
    host.write(u"etc/units"_s, "nginx\n", true);
    QVERIFY(host.ask(act, {"service-restart", "nginx"}).startsWith(u"refused "_s));
    QVERIFY(QFile::setPermissions(host.path(u"etc/run"_s), QFile::Permissions(0x7777)));
    host.write(u"etc/run/other"_s, "#!/bin/sh\necho ran\n");
    QVERIFY(host.ask(act, {"run", "other"}).startsWith(u"refused "_s));
    QCOMPARE(host.restarted(), QByteArray());
}

// Loses: a lever that sudo or the host refuses would be found out by whoever pulls it.
void TestHostScript::aCheckSaysWhatWouldKeepItFromBeingDone()
{
    const Host host;
    host.write(u"etc/run/rotate"_s, "#!/bin/sh\n:\n");
    for (const QString &mode : {look, act}) {
        QCOMPARE(host.ask(mode, {"check", "service-restart", "nginx"}), u"ok"_s);
        QCOMPARE(host.ask(mode, {"check", "run", "rotate", "a", "b"}), u"ok"_s);
        QVERIFY(host.ask(mode, {"check", "service-restart", "sshd"}).endsWith(u" does not list sshd"_s));
        QVERIFY(host.ask(mode, {"check", "run", "reboot"}).startsWith(u"refused "_s));
        QVERIFY(host.ask(mode, {"check", "check", "hello"}).startsWith(u"refused there is no"_s));
        QVERIFY(host.ask(mode, {"check"}).startsWith(u"refused check needs"_s));
    }
    QCOMPARE(host.restarted(), QByteArray());
    host.write(u"bin/sudo"_s, "#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n");
    QCOMPARE(host.ask(look, {"check", "service-restart", "nginx"}),
             u"refused sudo does not allow it without a password: sudo: a password is required"_s);
    host.write(u"bin/sudo"_s,
               "#!/bin/sh\ncase $* in *-l*--*) echo allowed ;; *) echo '    (root) NOPASSWD: /bin/false'; echo "
               "'    (root) /other act' ;; esac\n");
    QCOMPARE(host.ask(look, {"check", "service-restart", "nginx"}),
             u"refused sudo asks for a password before "_s + host.path(u"script"_s) + u" act"_s);
    host.write(u"bin/systemctl"_s, "#!/bin/sh\necho not-found\n");
    QCOMPARE(host.ask(look, {"check", "service-restart", "nginx"}), u"refused systemd has no unit nginx: not-found"_s);
    host.write(u"bin/systemctl"_s, "#!/bin/sh\necho 'System has not been booted with systemd' >&2\nexit 1\n");
    QCOMPARE(host.ask(look, {"check", "service-restart", "nginx"}),
             u"refused systemd does not answer: System has not been booted with systemd"_s);
}

void TestHostScript::aRequestThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an empty one") << QByteArray("\n");
    QTest::newRow("one that breaks off") << QByteArray("service-restart\nnginx\n");
    QTest::newRow("half a word") << QByteArray("service-restart\nngi");
    QTest::newRow("a control character") << QByteArray("service-restart\nnginx\r\n\n");
    QTest::newRow("too many words") << QByteArray("run\n") + QByteArray("x\n").repeated(64) + "\n";
    QTest::newRow("too long") << QByteArray("run\n") + QByteArray(5000, 'x') + "\n\n";
}

// Loses: a request that was cut off on the way would be carried out by half.
void TestHostScript::aRequestThatIsNoneIsRefused()
{
    QFETCH(QByteArray, request);
    const Host host;
    for (const QString &mode : {look, act}) {
        const QString said = Host::said(host.raw(mode, request));
        QVERIFY2(said.startsWith(u"refused "_s), qPrintable(said));
    }
    QCOMPARE(host.restarted(), QByteArray());
}

SIGNALBOX_TEST(TestHostScript)
} // namespace tst_hostscript

#include "tst_hostscript.moc"
