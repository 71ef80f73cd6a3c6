// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <array>

#include <QFile>
#include <QProcess>

#include <laboratory/island.h>
#include <support/testprogram.h>

#include "actingscene.h"
#include "privatehost.h"

namespace tst_lab_service_restart
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 60'000;
constexpr std::size_t hosts = 3;
const QByteArray once("0 restart -- nginx\n");
const QStringList restarting{u"service-restart"_s, u"host/web1"_s, u"host/web2"_s, u"host/web3"_s, u"service=web"_s};
/// Ends the connection that it was asked over: the sshd of this session.
const QByteArray dying("p=$PPID\n"
                       "while [ \"$(cat /proc/$p/comm)\" != sshd ]; do p=$(cut -d ' ' -f 4 /proc/$p/stat); done\n"
                       "kill -9 $p\n");
} // namespace

/// The real sshd, agent, forced command and sudo on three hosts with a network each, through the real watch. If this
/// fails, a restart is done twice, goes on where the first went wrong, or is told as another thing than it was.
class LabServiceRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void eachIsRestartedOnce();
    void eachIsRestartedOnceWhereTheLinkLosesPackets();
    void whatGoesWrongStopsTheRest_data();
    void whatGoesWrongStopsTheRest();
    void whatWasSentIsNotSentAgain();
    void aHostThatIsCutOffIsNotRestarted();
    void aKeyThatChangedIsRefused();
    void withoutAnAgentNothingIsSent();

private:
    void setUp(std::size_t number);
    void begin();
    void goesWell();
    /// What was acted on by the case before asks for a reason, and so for name and count.
    [[nodiscard]] QStringList answers() const
    {
        return ActingScene::answersTo(m_scene->plan(restarting)) +
               QStringList{u"--name"_s, u"host"_s, u"--count"_s, u"3"_s};
    }
    [[nodiscard]] Ended restart() { return m_scene->act(restarting, answers()); }
    [[nodiscard]] const StepRun step(std::size_t number) const { return m_scene->lastRun().steps.at(number); }
    [[nodiscard]] Expected<void> iptables(const QString &words) const;

    Laboratory m_lab;
    std::vector<std::unique_ptr<Island>> m_places;
    std::vector<std::unique_ptr<PrivateHost>> m_hosts;
    QProcess m_agent;
    std::unique_ptr<ActingScene> m_scene;
};

void LabServiceRestart::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("Hosts with accounts and networks of their own can be made by root alone.");
    const Expected<void> entered = enterEmptyNetwork();
    QVERIFY2(entered, entered ? "" : entered.error().sentence().c_str());
    for (const QString &key : {u"look"_s, u"ann"_s, u"other"_s}) {
        const auto made = run(u"ssh-keygen"_s, u"openssh-client"_s,
                              {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u""_s, u"-C"_s, key, u"-f"_s, m_lab.path(key)});
        QVERIFY2(made, made ? "" : made.error().sentence().c_str());
    }
    const QString socket = m_lab.path(u"agent"_s);
    m_agent.setChildProcessModifier(endingWithTheTest());
    m_agent.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(socket), patience);
    qputenv("SSH_AUTH_SOCK", socket.toUtf8());
    QCOMPARE(runToEnd({u"ssh-add"_s, u"-q"_s, m_lab.path(u"ann"_s)}).status, 0);
    QString estate =
        u"reach: {look_key: %1, known_hosts: %2}\nservices:\n  web: {instances: [web1, web2, web3], unit: nginx}\n"
        "hosts:\n"_s.arg(m_lab.path(u"look"_s), m_lab.path(u"known_hosts"_s));
    for (std::size_t i = 0; i < hosts; ++i) {
        auto place = Island::make(static_cast<int>(i) + 1);
        QVERIFY2(place, place ? "" : place.error().sentence().c_str());
        m_places.push_back(std::move(*place));
        const QString name = u"web%1"_s.arg(i + 1);
        m_hosts.push_back(std::make_unique<PrivateHost>(m_lab, name, *m_places.back()));
        estate += u"  %1: {address: %2}\n"_s.arg(name, m_places.back()->far());
    }
    m_scene = std::make_unique<ActingScene>(m_lab, u"restarts"_s, estate);
    for (std::size_t i = 0; i < hosts; ++i)
        setUp(i);
}

void LabServiceRestart::cleanupTestCase()
{
    m_scene.reset();
    m_agent.terminate();
    m_agent.waitForFinished();
}

// By the lines that are printed for an administrator, and nothing else.
void LabServiceRestart::setUp(std::size_t number)
{
    const QString name = u"web%1"_s.arg(number + 1);
    PrivateHost &host = *m_hosts[number];
    const auto started = host.server().start();
    QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    const Ended script = m_scene->says({u"reach"_s, u"--setup"_s, name, u"--script"_s});
    QVERIFY(!m_lab.write(name + u"/signalbox-host"_s, script.out.toUtf8()).isEmpty());
    const Ended lines = m_scene->says({u"reach"_s, u"--setup"_s, name, u"--act-keys"_s, m_lab.path(u"ann.pub"_s)});
    QVERIFY2(lines.status == 0, qPrintable(lines.err));
    QVERIFY(!m_lab.write(name + u"/lines"_s, lines.out.toUtf8()).isEmpty());
    const RunEnd done = host.sh(u". ./lines"_s);
    QVERIFY2(done.status == 0, done.err.constData());
    QFile known(m_lab.path(u"known_hosts"_s));
    QVERIFY(known.open(QIODevice::Append));
    known.write(done.out);
}

/// A watch of its own, so that no connection is left from before.
void LabServiceRestart::begin()
{
    for (const auto &host : m_hosts)
        host->atRestart({});
    QVERIFY(m_scene->watch());
}

void LabServiceRestart::cleanup()
{
    if (m_scene && !m_scene->lastRun().isOver() && !m_scene->lastRun().id.empty()) {
        (void)m_scene->decide({u"leave"_s, u"--why"_s, u"the test is over"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_scene->lastRun().isOver(), patience);
    }
}

void LabServiceRestart::eachIsRestartedOnce()
{
    begin();
    m_hosts[0]->atRestart("sleep 3"); // a late answer is an answer
    goesWell();
    QVERIFY(step(0).took >= Milliseconds(3000));
}

void LabServiceRestart::goesWell()
{
    const std::string before = m_scene->lastRun().id;
    const Console act(m_scene->acting(restarting, answers()) + QStringList{u"--estate"_s, m_scene->estate()});
    QTRY_VERIFY_WITH_TIMEOUT(m_scene->lastRun().id != before && m_scene->lastRun().state != RunState::Armed &&
                                 m_scene->lastRun().state != RunState::Running,
                             2 * patience);
    QVERIFY2(m_scene->lastRun().state == RunState::Soaking, m_scene->lastRun().words.c_str());
    for (const auto &host : m_hosts)
        QCOMPARE(host->restarted(), once);
}

Expected<void> LabServiceRestart::iptables(const QString &words) const
{
    QStringList argv = m_places[0]->wordsToEnter() + QStringList{u"iptables"_s} + words.split(u' ');
    const QString program = argv.takeFirst();
    const auto done = run(program, u"iptables"_s, argv);
    return done ? Expected<void>() : tl::unexpected(done.error());
}

void LabServiceRestart::eachIsRestartedOnceWhereTheLinkLosesPackets()
{
    begin();
    QVERIFY(iptables(u"-A INPUT -i eth0 -m statistic --mode random --probability 0.15 -j DROP"_s));
    goesWell();
    QVERIFY(iptables(u"-F INPUT"_s));
}

void LabServiceRestart::whatGoesWrongStopsTheRest_data()
{
    QTest::addColumn<QByteArray>("before"); // what systemctl does there
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("wrong"); // there, as root
    QTest::addColumn<QString>("mended");
    QTest::addColumn<StepState>("state");
    QTest::addColumn<QByteArray>("restarted");
    QTest::addColumn<QString>("words");
    const QByteArray none;
    const QString all = u":"_s;
    QTest::newRow("it hangs") << QByteArray("sleep 75; exit 1") << none << all << all << StepState::Unknown << none
                              << u"did not answer in time"_s;
    QTest::newRow("it dies before") << dying + "exit 1" << none << all << all << StepState::Unknown << none
                                    << QString();
    QTest::newRow("it dies after") << none << dying << all << all << StepState::Unknown << once << QString();
    QTest::newRow("it fails") << QByteArray("echo 'Job for nginx.service failed.' >&2; exit 1") << none << all << all
                              << StepState::NotDone << none << u"Job for nginx.service failed."_s;
    QTest::newRow("the disk is full")
        << QByteArray("cp /bin/sh /run/systemd-job || exit 1") << none
        << u"mount -o remount,size=1M /run; dd if=/dev/zero of=/run/full bs=64k 2>/dev/null || :"_s << u"rm /run/full"_s
        << StepState::NotDone << none << u"No space left on device"_s;
    QTest::newRow("sudo refuses") << none << none << u"sed -i 's/NOPASSWD: //' /etc/sudoers.d/signalbox"_s
                                  << u"sed -i 's/(root) /&NOPASSWD: /' /etc/sudoers.d/signalbox"_s << StepState::NotDone
                                  << none << u"sudo asks for a password"_s;
    QTest::newRow("the host does not list it")
        << none << none << u"sed -i s/nginx/apache2/ /etc/signalbox/units"_s
        << u"sed -i s/apache2/nginx/ /etc/signalbox/units"_s << StepState::NotDone << none << u"does not list nginx"_s;
}

void LabServiceRestart::whatGoesWrongStopsTheRest()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, wrong);
    QFETCH(QString, mended);
    QFETCH(StepState, state);
    QFETCH(QByteArray, restarted);
    QFETCH(QString, words);
    begin();
    m_hosts[0]->atRestart(before, after);
    QCOMPARE(m_hosts[0]->sh(wrong).status, 0);
    const Console act(m_scene->acting(restarting, answers()) + QStringList{u"--estate"_s, m_scene->estate()});
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->lastRun().state, RunState::Deciding, 2 * patience);
    QCOMPARE(m_hosts[0]->sh(mended).status, 0);
    QVERIFY2(step(0).state == state, step(0).words.c_str());
    QCOMPARE(step(0).attempts, 1);
    QVERIFY2(QString::fromStdString(step(0).words).contains(words), step(0).words.c_str());
    QTRY_COMPARE_WITH_TIMEOUT(m_hosts[0]->restarted(), restarted, patience);
    for (std::size_t i = 1; i < hosts; ++i) {
        QCOMPARE(step(i).state, StepState::Waiting);
        QCOMPARE(m_hosts[i]->restarted(), QByteArray());
    }
}

// Nobody knows whether it was done, and nothing can be read of it: whoever says "resume" gets no second restart.
void LabServiceRestart::whatWasSentIsNotSentAgain()
{
    begin();
    m_hosts[0]->atRestart({}, dying);
    QCOMPARE(restart().status, 3);
    QCOMPARE(step(0).state, StepState::Unknown);
    m_hosts[1]->atRestart({});
    (void)m_scene->decide({u"resume"_s});
    QCOMPARE(step(0).attempts, 1);
    QCOMPARE(m_hosts[0]->restarted(), once);
    QCOMPARE(m_hosts[1]->restarted(), QByteArray());
    // A person has looked, and says so: the others follow.
    (void)m_scene->decide({u"skip"_s, u"--why"_s, u"it runs since 04:31"_s});
    const Console resume(QStringList{u"runs"_s, QString::fromStdString(m_scene->lastRun().id), u"resume"_s,
                                     u"--estate"_s, m_scene->estate()});
    QTRY_COMPARE_WITH_TIMEOUT(m_hosts[2]->restarted(), once, patience);
    QCOMPARE(m_hosts[0]->restarted(), once);
    QCOMPARE(m_hosts[1]->restarted(), once);
}

void LabServiceRestart::aHostThatIsCutOffIsNotRestarted()
{
    begin();
    QVERIFY(m_places[0]->pullCable());
    QCOMPARE(restart().status, 3);
    QVERIFY(m_places[0]->plugCable());
    QVERIFY2(step(0).state == StepState::NotDone || step(0).state == StepState::Unknown, step(0).words.c_str());
    for (const auto &host : m_hosts)
        QCOMPARE(host->restarted(), QByteArray());
}

void LabServiceRestart::aKeyThatChangedIsRefused()
{
    QFile file(m_lab.path(u"known_hosts"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QFile other(m_lab.path(u"other.pub"_s));
    QVERIFY(other.open(QIODevice::ReadOnly));
    begin();
    QVERIFY(!m_lab.write(u"known_hosts"_s, "web1 " + other.readAll() + kept.mid(kept.indexOf("web2 "))).isEmpty());
    const Ended asked = restart();
    QVERIFY(!m_lab.write(u"known_hosts"_s, kept).isEmpty());
    QVERIFY2(asked.status == 3, qPrintable(asked.out.right(800) + asked.err));
    QVERIFY2(step(0).state == StepState::NotDone, step(0).words.c_str());
    QVERIFY2(QString::fromStdString(step(0).words).contains(u"key is another"_s), step(0).words.c_str());
    for (const auto &host : m_hosts)
        QCOMPARE(host->restarted(), QByteArray());
}

void LabServiceRestart::withoutAnAgentNothingIsSent()
{
    const QByteArray socket = qgetenv("SSH_AUTH_SOCK");
    qputenv("SSH_AUTH_SOCK", "/nonexistent");
    begin();
    const Ended asked = restart();
    qputenv("SSH_AUTH_SOCK", socket);
    QVERIFY2(asked.status == 3, qPrintable(asked.out.right(800) + asked.err));
    QVERIFY2(step(0).state == StepState::NotDone, step(0).words.c_str());
    QVERIFY2(QString::fromStdString(step(0).words).contains(u"no key of yours"_s), step(0).words.c_str());
    for (const auto &host : m_hosts)
        QCOMPARE(host->restarted(), QByteArray());
}

SIGNALBOX_TEST(LabServiceRestart)
} // namespace tst_lab_service_restart

#include "tst_lab_service_restart.moc"
