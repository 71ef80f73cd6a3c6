// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <reach/sshcommand.h>
#include <support/testprogram.h>

namespace tst_sshcommand
{
using namespace signalbox;

namespace
{
HostAccess web1()
{
    return {"web1", "192.0.2.1", "console", 2222, "/k/look", "/k/known", {}};
}

bool has(const std::vector<std::string> &command, const std::string &word)
{
    return std::find(command.begin(), command.end(), word) != command.end();
}

/// What follows "-o" and begins so.
std::string setting(const std::vector<std::string> &command, const std::string &key)
{
    for (const std::string &word : command) {
        if (word.starts_with(key + '='))
            return word.substr(key.size() + 1);
    }
    return {};
}

std::vector<std::string> tail(const std::vector<std::string> &command, std::ptrdiff_t count)
{
    return {command.end() - count, command.end()};
}
} // namespace

class TestSshCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsAskedAndNothingIsTakenOnTrust();
    void lookHasItsOwnKeyAndActTheAgents();
    void theWayOverAnotherHostIsHeldToTheSame();
    void identitiesShareNoConnection();
};

// Loses: a prompt that nobody sees would hang the watch, or a host with another key would be believed.
void TestSshCommand::nobodyIsAskedAndNothingIsTakenOnTrust()
{
    for (const Identity identity : {Identity::Look, Identity::Act}) {
        const std::vector<std::string> command = sshCommand(web1(), identity, "/run/x");
        QCOMPARE(command.front(), std::string("ssh"));
        QCOMPARE(setting(command, "BatchMode"), std::string("yes"));
        QCOMPARE(setting(command, "StrictHostKeyChecking"), std::string("yes"));
        QCOMPARE(setting(command, "HostKeyAlias"), std::string("web1"));
        QCOMPARE(setting(command, "UserKnownHostsFile"), std::string("/k/known"));
        QCOMPARE(setting(command, "ClearAllForwardings"), std::string("yes"));
        QCOMPARE(setting(command, "ControlMaster"), std::string("auto"));
        QCOMPARE(setting(command, "ControlPath"), std::string("/run/x"));
        QVERIFY(has(command, "-a"));
        QVERIFY(!has(command, "-A"));
        QVERIFY(has(command, "none")); // the configuration
    }
    QCOMPARE(setting(sshCommand(web1(), Identity::Look, {}), "ControlPath"), std::string("none"));
}

// Loses: the unattended key could act, or a key on the watch's disk would do what a person's agent must.
void TestSshCommand::lookHasItsOwnKeyAndActTheAgents()
{
    const std::vector<std::string> look = sshCommand(web1(), Identity::Look, {});
    QCOMPARE(setting(look, "IdentityAgent"), std::string("none"));
    QCOMPARE(setting(look, "IdentityFile"), std::string("/k/look"));
    QCOMPARE(tail(look, 8), (std::vector<std::string>{"-p", "2222", "-l", "console", "--", "192.0.2.1", "echo",
                                                      std::string(shellMark)}));
    const std::vector<std::string> act = sshCommand(web1(), Identity::Act, {});
    QCOMPARE(setting(act, "IdentityAgent"), std::string());
    QCOMPARE(setting(act, "IdentityFile"), std::string("none"));
    QCOMPARE(tail(act, 5), (std::vector<std::string>{"192.0.2.1", "sudo", "-n", std::string(hostScriptPath), "act"}));
}

// Loses: the host on the way would be believed whatever its key, or asked with another identity.
void TestSshCommand::theWayOverAnotherHostIsHeldToTheSame()
{
    HostAccess access = web1();
    access.jump = JumpHost{"door", "192.0.2.9", "guest", 23};
    const std::string way = setting(sshCommand(access, Identity::Look, {}), "ProxyCommand");
    QVERIFY(way.starts_with("ssh -F none -T -a -x -o BatchMode=yes -o StrictHostKeyChecking=yes "));
    QVERIFY(way.find(" -o HostKeyAlias=door ") != std::string::npos);
    QVERIFY(way.find(" -o IdentityFile=/k/look ") != std::string::npos);
    QVERIFY(way.ends_with(" -W '[%h]:%p' -p 23 -l guest -- 192.0.2.9"));
    QVERIFY(setting(sshCommand(access, Identity::Act, {}), "ProxyCommand").find("/k/look") == std::string::npos);
}

// Loses: what look asks would go over a connection that may act.
void TestSshCommand::identitiesShareNoConnection()
{
    const std::string folder = "/tmp/signalbox-AbCdEf";
    const std::string look = controlPathFor(folder, web1(), Identity::Look);
    QVERIFY(look != controlPathFor(folder, web1(), Identity::Act));
    QCOMPARE(look, controlPathFor(folder, web1(), Identity::Look));
    HostAccess other = web1();
    other.lookKey = "/k/other";
    QVERIFY(look != controlPathFor(folder, other, Identity::Look));
    // sun_path has 108 bytes, and ssh adds 17 to it while it makes the socket.
    QVERIFY(look.size() - folder.size() + 50 + 17 < 108);
}

SIGNALBOX_TEST(TestSshCommand)
} // namespace tst_sshcommand

#include "tst_sshcommand.moc"
