// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <reach/levertest.h>
#include <support/testprogram.h>

namespace tst_levertest
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// With stand-ins for ssh and ssh-add, for what real ones do not do when they are asked to; tst_lab_reach has real
/// ones.
class TestLeverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aScriptThatIsTooOldIsRefused();
    void eachLeverStandsByItself();
    void aHostThatHangsIsUnknownAndKeepsNobodyWaiting();
    void withoutAnAgentNoHostIsDialledToAct();
    void withoutTheWatchsKeyNoHostIsDialled();
    void withoutSshItIsSaid();
    void noHostsAreDoneAtOnce();

private:
    void standIn(const QString &name, const QByteArray &script) const;
    [[nodiscard]] static std::vector<HostStanding> test(std::vector<HostToTest> hosts, LeverTest::Limits limits);
    [[nodiscard]] static HostToTest host(const std::string &name, Identity identity, int levers);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLeverTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("PATH", m_folder->path().toUtf8() + ":/usr/bin:/bin");
}

void TestLeverTest::standIn(const QString &name, const QByteArray &script) const
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\n" + script);
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

std::vector<HostStanding> TestLeverTest::test(std::vector<HostToTest> hosts, LeverTest::Limits limits)
{
    std::optional<std::vector<HostStanding>> found;
    const LeverTest running(std::move(hosts), {}, limits,
                            [&found](std::vector<HostStanding> standings) { found = std::move(standings); });
    const bool isDone = QTest::qWaitFor([&found] { return found.has_value(); }, 30000);
    return isDone ? *found : std::vector<HostStanding>();
}

HostToTest TestLeverTest::host(const std::string &name, Identity identity, int levers)
{
    HostToTest host{{name, "192.0.2.1", "console", 22, "/dev/null", {}, {}}, identity, {}};
    for (int i = 0; i < levers; ++i)
        host.levers.push_back({{"service", "s"}, {"host", name}, {"service-restart", "unit" + std::to_string(i)}});
    return host;
}

// Loses: a verb that the host does not have yet would be found missing at night.
void TestLeverTest::aScriptThatIsTooOldIsRefused()
{
    standIn(u"ssh"_s, "printf 'ok\\n signalbox-host 0\\nend\\n'\n");
    const auto found = test({host("web1", Identity::Look, 1)}, {});
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].readiness, Readiness::Refused);
    QCOMPARE(found[0].why.what, std::string("its script of verbs is version 0, older than 1"));
    QCOMPARE(found[0].levers[0].readiness, Readiness::Refused);
    standIn(u"ssh"_s, "printf 'ok\\n something\\nend\\n'\n");
    QCOMPARE(test({host("web1", Identity::Look, 1)}, {})[0].readiness, Readiness::Refused);
}

// Loses: one unit that is not listed would hide what the others are, or be hidden by them.
void TestLeverTest::eachLeverStandsByItself()
{
    standIn(u"ssh"_s,
            "read -r verb; case $verb in hello) printf 'ok\\n signalbox-host 1\\nend\\n' ;;\n"
            "check) read -r what; read -r unit; case $unit in unit1) printf 'refused does not list unit1\\nend\\n' ;;\n"
            "unit2) exit 255 ;; *) printf 'ok\\nend\\n' ;; esac ;; esac\n");
    const auto found = test({host("web1", Identity::Look, 4)}, {});
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].readiness, Readiness::Ready);
    QCOMPARE(found[0].levers[0].readiness, Readiness::Ready);
    QCOMPARE(found[0].levers[1].readiness, Readiness::Refused);
    QCOMPARE(found[0].levers[1].why.what, std::string("does not list unit1"));
    QCOMPARE(found[0].levers[2].readiness, Readiness::Unknown);
    QCOMPARE(found[0].levers[3].readiness, Readiness::Ready);
    HostToTest bad = host("web1", Identity::Look, 2);
    bad.levers[0].words.emplace_back("a\nb");
    const auto refused = test({bad}, {});
    QCOMPARE(refused[0].levers[0].readiness, Readiness::Refused);
    QCOMPARE(refused[0].levers[1].readiness, Readiness::Refused);
}

// Loses: one dead host would keep the console from knowing anything of the others.
void TestLeverTest::aHostThatHangsIsUnknownAndKeepsNobodyWaiting()
{
    standIn(u"ssh"_s, "case $* in *HostKeyAlias=dead*) sleep 600 ;; esac\nprintf 'ok\\n signalbox-host 1\\nend\\n'\n");
    std::vector<HostToTest> hosts;
    for (int i = 0; i < 20; ++i)
        hosts.push_back(host(i % 2 == 0 ? "dead" : "web", Identity::Look, 1));
    const auto late = test(hosts, {5s, 60s});
    QCOMPARE(late.size(), 20U);
    for (std::size_t i = 0; i < late.size(); ++i)
        QCOMPARE(late[i].readiness, i % 2 == 0 ? Readiness::Unknown : Readiness::Ready);
    QCOMPARE(late[0].why.what, std::string("it did not answer in time"));
    const auto all = test({host("dead", Identity::Look, 2)}, {60s, 200ms});
    QCOMPARE(all[0].readiness, Readiness::Unknown);
    QCOMPARE(all[0].levers[1].why.what, std::string("there was no time left to ask it"));
}

// Loses: every host would say that it does not know the key, and none that there is none.
void TestLeverTest::withoutAnAgentNoHostIsDialledToAct()
{
    standIn(u"ssh"_s, "case $* in *signalbox-host*) touch " + m_folder->filePath(u"dialled"_s).toUtf8() +
                          " ;; esac\nprintf 'ok\\n signalbox-host 1\\nend\\n'\n");
    standIn(u"ssh-add"_s, "exit 2\n");
    const std::vector<HostToTest> hosts{host("web1", Identity::Act, 1), host("web1", Identity::Look, 1)};
    const auto gone = test(hosts, {});
    QCOMPARE(gone[0].why.what, std::string("there is no ssh agent that answers"));
    QCOMPARE(gone[0].levers[0].readiness, Readiness::Refused);
    QCOMPARE(gone[1].readiness, Readiness::Ready);
    standIn(u"ssh-add"_s, "exit 1\n");
    QCOMPARE(test(hosts, {})[0].why.what, std::string("there is no key in your ssh agent"));
    QVERIFY(!QFile::exists(m_folder->filePath(u"dialled"_s)));
    standIn(u"ssh-add"_s, "exit 0\n");
    QCOMPARE(test(hosts, {})[0].readiness, Readiness::Ready);
    QVERIFY(QFile::exists(m_folder->filePath(u"dialled"_s)));
}

// Loses: ssh would try whatever other keys the account has, and the host would be blamed.
void TestLeverTest::withoutTheWatchsKeyNoHostIsDialled()
{
    standIn(u"ssh"_s, "touch " + m_folder->filePath(u"dialled"_s).toUtf8() + '\n');
    HostToTest keyless = host("web1", Identity::Look, 1);
    keyless.access.lookKey = m_folder->filePath(u"none"_s).toStdString();
    const auto found = test({keyless}, {});
    QCOMPARE(found[0].readiness, Readiness::Refused);
    QVERIFY(found[0].why.what.ends_with("cannot be read: No such file or directory"));
    QVERIFY(!QFile::exists(m_folder->filePath(u"dialled"_s)));
}

// Loses: a machine without ssh would look like an estate that is down.
void TestLeverTest::withoutSshItIsSaid()
{
    qputenv("PATH", m_folder->path().toUtf8());
    const auto found = test({host("web1", Identity::Look, 1)}, {});
    QCOMPARE(found[0].why.what, std::string("ssh failed: ssh cannot be started: install openssh-client"));
}

// Loses: signalboxctl would wait for ever where there is nothing to test.
void TestLeverTest::noHostsAreDoneAtOnce()
{
    QVERIFY(test({}, {}).empty());
}

SIGNALBOX_TEST(TestLeverTest)
} // namespace tst_levertest

#include "tst_levertest.moc"
