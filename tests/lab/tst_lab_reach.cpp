// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QFile>
#include <QProcess>

#include <console/console.h>
#include <estate/estatereader.h>
#include <reach/hostrequest.h>
#include <reach/sshcommand.h>
#include <support/testprogram.h>

#include "privatehost.h"

namespace tst_lab_reach
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;

QStringList words(const std::vector<std::string> &argv)
{
    QStringList all;
    for (const std::string &word : argv)
        all.append(QString::fromStdString(word));
    return all;
}

} // namespace

/// The real sshd, sudo, ssh-agent and accounts, on a host that is made for the test and set up by the printed lines
/// alone; one host is reached over another.
class LabReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void fromNothingByThePrintedLinesToGreen();
    void lookMayLookAndNothingElse_data();
    void lookMayLookAndNothingElse();
    void theAccountMayDoOneThingAsRoot();
    void actIsCarriedOutAsRoot();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void theWatchFindsItOutByItself();
    void aHostThatIsNotThereIsUnknown();

private:
    void setUp(PrivateHost &host, const QString &name);
    [[nodiscard]] Ended reach(const QStringList &arguments) const;
    [[nodiscard]] QStringList lookAt(const QStringList &options) const;
    [[nodiscard]] HostAccess access(const std::string &name) const;

    Laboratory m_lab;
    std::unique_ptr<PrivateHost> m_door;
    std::unique_ptr<PrivateHost> m_web;
    QProcess m_agent;
    QString m_estate;
};

void LabReach::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("A host with accounts of its own can be made by root alone.");
    for (const auto &[program, package] :
         {std::pair("sshd", "openssh-server"), std::pair("sudo", "sudo"), std::pair("ssh-agent", "openssh-client"),
          std::pair("unshare", "util-linux"), std::pair("systemctl", "systemd")}) {
        const auto found = findProgram(QLatin1String(program), QLatin1String(package));
        QVERIFY2(found, found ? "" : found.error().sentence().c_str());
    }
    m_door = std::make_unique<PrivateHost>(m_lab, u"door"_s);
    m_web = std::make_unique<PrivateHost>(m_lab, u"web1"_s);
    for (const QString &key : {u"look"_s, u"ann"_s, u"other"_s}) {
        const auto made = run(u"ssh-keygen"_s, u"openssh-client"_s,
                              {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u""_s, u"-C"_s, key, u"-f"_s, m_lab.path(key)});
        QVERIFY2(made, made ? "" : made.error().sentence().c_str());
    }
    m_estate =
        m_lab.write(u"estate.yaml"_s, u"reach: {look_key: %1, known_hosts: %2, jump: door}\n"
                                      "hosts:\n"
                                      "  door: {address: %3, reach: {port: %4}}\n"
                                      "  web1: {address: %3, reach: {port: %5}}\n"
                                      "services:\n"
                                      "  web: {instances: [web1], unit: nginx}\n"
                                      "  mail: {instances: [door], unit: postfix}\n"_s
                                          .arg(m_lab.path(u"look"_s), m_lab.path(u"known_hosts"_s), m_lab.address())
                                          .arg(m_door->port())
                                          .arg(m_web->port())
                                          .toUtf8());
    const QString socket = m_lab.path(u"agent"_s);
    m_agent.setChildProcessModifier(endingWithTheTest());
    m_agent.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), patience);
    qputenv("SSH_AUTH_SOCK", socket.toUtf8());
    qputenv("XDG_STATE_HOME", m_lab.path(u"state"_s).toUtf8());
    QCOMPARE(runToEnd({u"ssh-add"_s, u"-q"_s, m_lab.path(u"ann"_s)}).status, 0);
}

void LabReach::cleanupTestCase()
{
    m_agent.terminate();
    m_agent.waitForFinished();
}

Ended LabReach::reach(const QStringList &arguments) const
{
    return Console(QStringList{u"reach"_s, u"--estate"_s, m_estate} + arguments).wait();
}

HostAccess LabReach::access(const std::string &name) const
{
    return accessTo(*readEstate(m_estate.toStdString()).estate, {"host", name}).value();
}

/// An ssh to the door with the watch's key and these options, which come first.
QStringList LabReach::lookAt(const QStringList &options) const
{
    QStringList argv = words(sshCommand(access("door"), Identity::Look, {}));
    argv.erase(argv.end() - 2, argv.end()); // what is run there
    // Here it is the host that has to refuse.
    const auto forwardings = argv.indexOf(u"ClearAllForwardings=yes"_s);
    argv.erase(argv.begin() + forwardings - 1, argv.begin() + forwardings + 1);
    argv.removeAll(u"-T"_s);
    argv.removeAll(u"-a"_s);
    return argv.mid(0, argv.indexOf(u"-p"_s)) + options + argv.mid(argv.indexOf(u"-p"_s));
}

void LabReach::setUp(PrivateHost &host, const QString &name)
{
    const auto started = host.server().start();
    QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    const Ended script = reach({u"--setup"_s, name, u"--script"_s});
    QCOMPARE(script.status, 0);
    QVERIFY(!m_lab.write(name + u"/signalbox-host"_s, script.out.toUtf8()).isEmpty());
    const Ended lines = reach({u"--setup"_s, name, u"--act-keys"_s, m_lab.path(u"ann.pub"_s)});
    QVERIFY2(lines.status == 0, qPrintable(lines.err));
    QVERIFY(!m_lab.write(name + u"/lines"_s, lines.out.toUtf8()).isEmpty());
    const RunEnd done = host.sh(u". ./lines"_s);
    QVERIFY2(done.status == 0, done.err.constData());
    QVERIFY(done.out.startsWith(name.toUtf8() + " ssh-ed25519 "));
    QFile known(m_lab.path(u"known_hosts"_s));
    QVERIFY(known.open(QIODevice::Append));
    known.write(done.out);
}

// Loses: an administrator who does what is printed would not end with hosts that can be reached, or would have to
// guess.
void LabReach::fromNothingByThePrintedLinesToGreen()
{
    setUp(*m_door, u"door"_s);
    const Ended half = reach({});
    QCOMPARE(half.status, 3);
    setUp(*m_web, u"web1"_s);
    const Ended all = reach({});
    QCOMPARE(all.out, u"web1 by look: reached\n"
                      "  service-restart nginx (service/web): would be carried out\n"
                      "web1 by act: reached\n"
                      "  service-restart nginx (service/web): would be carried out\n"
                      "door by look: reached\n"
                      "  service-restart postfix (service/mail): would be carried out\n"
                      "door by act: reached\n"
                      "  service-restart postfix (service/mail): would be carried out\n"_s);
    QVERIFY2(all.status == 0, qPrintable(all.err));
    QCOMPARE(m_web->restarted() + m_door->restarted(), QByteArray());
}

void LabReach::lookMayLookAndNothingElse_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArray>("err");
    const QStringList none;
    const QByteArray hello("hello\n\n");
    const QByteArray greeting("ok\n signalbox-host 1\n look: hello check unit\nend\n");
    QTest::newRow("hello") << none << hello << greeting << QByteArray();
    QTest::newRow("unit") << none << QByteArray("unit\npostfix\n\n")
                          << QByteArray(
                                 "ok\n LoadState=loaded\n ActiveState=active\n SubState=running\n MainPID=1\nend\n")
                          << QByteArray();
    QTest::newRow("check") << none << QByteArray("check\nservice-restart\npostfix\n\n") << QByteArray("ok\nend\n")
                           << QByteArray();
    QTest::newRow("another unit") << none << QByteArray("unit\nsshd\n\n")
                                  << QByteArray("refused /etc/signalbox/units does not list sshd\nend\n")
                                  << QByteArray();
    QTest::newRow("restart") << none << QByteArray("service-restart\npostfix\n\n")
                             << QByteArray("refused look may not: service-restart\nend\n") << QByteArray();
    QTest::newRow("run") << none << QByteArray("run\nid\n\n") << QByteArray("refused look may not: run\nend\n")
                         << QByteArray();
    QTest::newRow("a terminal") << QStringList{u"-tt"_s} << hello << QByteArray()
                                << QByteArray("PTY allocation request failed");
    QTest::newRow("forwarding to it") << QStringList{u"-W"_s, u"127.0.0.1:22"_s} << QByteArray() << QByteArray()
                                      << QByteArray("administratively prohibited");
    QTest::newRow("forwarding from it") << QStringList{u"-R"_s, u"127.0.0.1:0:127.0.0.1:1"_s, u"-o"_s,
                                                       u"ExitOnForwardFailure=yes"_s, u"-N"_s}
                                        << QByteArray() << QByteArray() << QByteArray("remote port forwarding failed");
    QTest::newRow("sftp") << QStringList{u"-s"_s, u"sftp"_s} << QByteArray("\0\0\0\5\1\0\0\0\3", 9)
                          << QByteArray("refused the request breaks off\nend\n") << QByteArray();
}

// Loses: whoever takes the watch would have the hosts as well.
void LabReach::lookMayLookAndNothingElse()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, out);
    QFETCH(QByteArray, err);
    QStringList argv;
    if (options.contains(u"sftp"_s)) {
        argv = lookAt({u"-s"_s});
        argv.append(u"sftp"_s);
    } else {
        argv = lookAt(options);
        if (!options.contains(u"-W"_s) && !options.contains(u"-N"_s))
            argv.append({u"id"_s, u";"_s, u"ls"_s});
    }
    const RunEnd outcome = runToEnd(argv, request);
    QCOMPARE(QByteArray(outcome.out).replace("\r", ""), out);
    QVERIFY2(outcome.err.contains(err), outcome.err.constData());
    QCOMPARE(m_door->restarted(), QByteArray());
}

// Loses: the account could do more as root than the one script with the one word.
void LabReach::theAccountMayDoOneThingAsRoot()
{
    const QByteArray listed = m_web->sh(u"sudo -l -U signalbox-host"_s).out;
    const auto from = listed.indexOf("may run the following commands");
    QVERIFY2(from >= 0, listed.constData());
    QCOMPARE(listed.mid(listed.indexOf('\n', from) + 1).trimmed(),
             QByteArray("(root) NOPASSWD: /usr/local/sbin/signalbox-host act"));
    const QByteArray door =
        m_door->sh(u"/usr/sbin/sshd -T -f sshd_config -C user=signalbox-host,host=x,addr=192.0.2.1"_s).out;
    for (const char *setting : {"\nallowstreamlocalforwarding no\n", "\npermitlisten none\n"})
        QVERIFY2(door.contains(setting), setting);
    const QString as = u"setpriv --reuid signalbox-host --regid signalbox-host --clear-groups "_s;
    for (const char *command : {"sudo -n id", "sudo -n /usr/local/sbin/signalbox-host",
                                "sudo -n /usr/local/sbin/signalbox-host act x", "sudo -n -u signalbox-host id",
                                "touch .ssh/authorized_keys", "touch .ssh/more", "touch /etc/signalbox/units"}) {
        const RunEnd outcome = m_web->sh(u"cd /var/lib/signalbox-host && "_s + as + QLatin1String(command));
        QVERIFY2(outcome.status != 0, command);
    }
}

// Loses: a person's restart would not reach the host, or not as root.
void LabReach::actIsCarriedOutAsRoot()
{
    const QStringList argv = words(sshCommand(access("web1"), Identity::Act, {}));
    const RunEnd outcome = runToEnd(argv, "service-restart\nnginx\n\n");
    QCOMPARE(outcome.out, QByteArray("ok\nend\n"));
    QCOMPARE(m_web->restarted(), QByteArray("0 restart -- nginx\n"));
    QVERIFY(m_web
                ->sh(u"printf '#!/bin/sh\\nid -u; echo \"$@\"; exit 3\\n' > /etc/signalbox/run/try; "
                     "chmod 755 /etc/signalbox/run/try"_s)
                .status == 0);
    QCOMPARE(runToEnd(argv, "run\ntry\n$(id)\na b\n\n").out, QByteArray("failed 3\n 0\n $(id) a b\nend\n"));
    QVERIFY(runToEnd(argv, "run\nother\n\n").out.startsWith("refused "));
}

void LabReach::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QString>("wrong");  // there, as root
    QTest::addColumn<QString>("mended"); // there, as root
    QTest::addColumn<QByteArray>("known");
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("look"); // beginning of what is said
    QTest::addColumn<QString>("act");
    const QString same = u"reached"_s;
    const QString keys = u"/var/lib/signalbox-host/.ssh/authorized_keys"_s;
    const QString keep = u"cp %1 /etc/kept; "_s;
    const QString back = u"cp /etc/kept %1"_s;
    const QString refused = u"would be refused: "_s;
    QTest::newRow("host key changed") << u":"_s << u":"_s << QByteArray("web1 other") << QString()
                                      << refused + u"the host's key is another than the one that is known, SHA256:"_s
                                      << refused + u"the host's key is another than the one that is known, SHA256:"_s;
    QTest::newRow("host key unknown") << u":"_s << u":"_s << QByteArray("web2 other") << QString()
                                      << refused + u"the host's key is not known"_s
                                      << refused + u"the host's key is not known"_s;
    QTest::newRow("agent gone") << u":"_s << u":"_s << QByteArray() << u"/nonexistent"_s << same
                                << refused + u"there is no ssh agent that answers"_s;
    QTest::newRow("forced command missing")
        << keep.arg(keys) + u"sed -i 's/,command=\"[^\"]* look\"//' "_s + keys << back.arg(keys) << QByteArray()
        << QString() << refused + u"the watch's key has no forced command: it gets a shell"_s << same;
    QTest::newRow("keys missing") << keep.arg(keys) + u": > "_s + keys << back.arg(keys) << QByteArray() << QString()
                                  << refused + u"it does not take the watch's key for signalbox-host"_s
                                  << refused + u"it takes no key of yours for signalbox-host"_s;
    QTest::newRow("sudo asks for a password")
        << u"sed -i 's/NOPASSWD: //' /etc/sudoers.d/signalbox"_s
        << u"sed -i 's/(root) /&NOPASSWD: /' /etc/sudoers.d/signalbox"_s << QByteArray() << QString()
        << same +
               u"\n  service-restart nginx (service/web): would be refused: sudo does not allow it without a password"_s
        << refused + u"sudo asks for a password"_s;
    QTest::newRow("sudo asks for a password for this alone")
        << u"sed -i 's/NOPASSWD: //' /etc/sudoers.d/signalbox; echo 'signalbox-host ALL=(root) NOPASSWD: /bin/true' > "
           "/etc/sudoers.d/zz"_s
        << u"sed -i 's/(root) /&NOPASSWD: /' /etc/sudoers.d/signalbox; rm /etc/sudoers.d/zz"_s << QByteArray()
        << QString() << same + u"\n  service-restart nginx (service/web): would be refused: sudo asks for a password"_s
        << refused + u"sudo asks for a password"_s;
    QTest::newRow("unit not listed")
        << u"sed -i s/nginx/apache/ /etc/signalbox/units"_s << u"sed -i s/apache/nginx/ /etc/signalbox/units"_s
        << QByteArray() << QString()
        << same +
               u"\n  service-restart nginx (service/web): would be refused: /etc/signalbox/units does not list nginx"_s
        << same +
               u"\n  service-restart nginx (service/web): would be refused: /etc/signalbox/units does not list nginx"_s;
    QTest::newRow("script too old") << u"sed -i s/^version=1/version=0/ /usr/local/sbin/signalbox-host"_s
                                    << u"sed -i s/^version=0/version=1/ /usr/local/sbin/signalbox-host"_s
                                    << QByteArray() << QString()
                                    << refused + u"its script of verbs is version 0, older than 1"_s
                                    << refused + u"its script of verbs is version 0, older than 1"_s;
    QTest::newRow("script missing") << u"mv /usr/local/sbin/signalbox-host /etc/kept"_s
                                    << u"mv /etc/kept /usr/local/sbin/signalbox-host"_s << QByteArray() << QString()
                                    << refused + u"the script of verbs is not installed there"_s
                                    << refused + u"the script of verbs is not installed there"_s;
    QTest::newRow("a greeting") << keep.arg(keys) + u"sed -i 's/command=\"/command=\"echo Welcome; /' "_s + keys
                                << back.arg(keys) << QByteArray() << QString()
                                << refused + u"no reply came but \"Welcome\""_s
                                << refused + u"no reply came but \"Welcome\""_s;
}

// Loses: a lever that would be refused would be found out at night, and not why.
void LabReach::whatIsWrongIsSaid()
{
    QFETCH(QString, wrong);
    QFETCH(QString, mended);
    QFETCH(QByteArray, known);
    QFETCH(QString, agent);
    QFETCH(QString, look);
    QFETCH(QString, act);
    QFile file(m_lab.path(u"known_hosts"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QFile other(m_lab.path(u"other.pub"_s));
    QVERIFY(other.open(QIODevice::ReadOnly));
    if (!known.isEmpty())
        QVERIFY(
            !m_lab.write(u"known_hosts"_s, kept.left(kept.indexOf("web1 ")) + known.replace("other", other.readAll()))
                 .isEmpty());
    const QByteArray socket = qgetenv("SSH_AUTH_SOCK");
    if (!agent.isEmpty())
        qputenv("SSH_AUTH_SOCK", agent.toUtf8());
    QCOMPARE(m_web->sh(wrong).status, 0);
    const Ended ended = reach({u"web1"_s});
    QCOMPARE(m_web->sh(mended).status, 0);
    qputenv("SSH_AUTH_SOCK", socket);
    QVERIFY(!m_lab.write(u"known_hosts"_s, kept).isEmpty());
    const auto at = ended.out.indexOf(u"web1 by act: "_s);
    QVERIFY2(ended.out.startsWith(u"web1 by look: "_s + look), qPrintable(ended.out + ended.err));
    QVERIFY2(at > 0 && ended.out.mid(at).startsWith(u"web1 by act: "_s + act), qPrintable(ended.out + ended.err));
    QCOMPARE(ended.status, 2);
    const Ended again = reach({u"web1"_s});
    QVERIFY2(again.status == 0, qPrintable(again.out + again.err));
}

// Loses: nobody would hear of it before the lever is needed.
void LabReach::theWatchFindsItOutByItself()
{
    QCOMPARE(m_web->sh(u"sed -i s/nginx/apache/ /etc/signalbox/units"_s).status, 0);
    const QString recording = m_lab.path(u"watched.db"_s);
    Console watch({u"watch"_s, m_estate, u"--record"_s, recording});
    const QString rule = u"lever-refused"_s;
    const QString path = u"host/web1"_s;
    QTRY_VERIFY_WITH_TIMEOUT(!alertIn(pictureJson({recording}), rule, path).isEmpty(), 150000);
    const QJsonObject picture = pictureJson({recording});
    QVERIFY(alertIn(picture, rule, u"host/door"_s).isEmpty());
    QCOMPARE(seriesIn(picture, u"host/door"_s, u"signalbox_lever_ready"_s)[u"value"_s].toDouble(), 1.0);
    QCOMPARE(m_web->sh(u"sed -i s/apache/nginx/ /etc/signalbox/units"_s).status, 0);
    QCOMPARE(watch.stop().status, 0);
}

// Loses: a host that is down would be called refused, and the way over it be looked for elsewhere.
void LabReach::aHostThatIsNotThereIsUnknown()
{
    m_door->server().stop();
    const Ended ended = reach({u"--look"_s});
    QCOMPARE(ended.out, u"web1 by look: not known: no sshd listens at its address (over door)\n"
                        "door by look: not known: no sshd listens at its address\n"_s);
    QCOMPARE(ended.status, 3);
}

SIGNALBOX_TEST(LabReach)
} // namespace tst_lab_reach

#include "tst_lab_reach.moc"
