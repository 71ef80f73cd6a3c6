// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/sshcommand.h>

#include <QCryptographicHash>

namespace signalbox
{
namespace
{
using Words = std::vector<std::string>;

void option(Words &command, const std::string &setting)
{
    command.emplace_back("-o");
    command.push_back(setting);
}

// What holds for the host and for the one on the way to it.
Words dialling(const HostAccess &access, const std::string &name, Identity identity)
{
    Words command{"ssh", "-F", "none", "-T", "-a", "-x"};
    for (const char *setting :
         {"BatchMode=yes", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "PreferredAuthentications=publickey",
          "ConnectTimeout=10", "ServerAliveInterval=10", "ServerAliveCountMax=3"})
        option(command, setting);
    option(command, "HostKeyAlias=" + name);
    if (!access.knownHosts.empty())
        option(command, "UserKnownHostsFile=" + access.knownHosts);
    if (identity == Identity::Look) {
        option(command, "IdentitiesOnly=yes");
        option(command, "IdentityAgent=none");
        option(command, "IdentityFile=" + access.lookKey);
    } else {
        option(command, "IdentityFile=none");
    }
    return command;
}

void destination(Words &command, const std::string &user, int port, const std::string &address)
{
    command.insert(command.end(), {"-p", std::to_string(port), "-l", user, "--", address});
}

// OpenSSH's -J would take other options for the way than for the host. Its words are of characters that no shell minds
// but the last, which ssh itself writes thus.
std::string wayOver(const JumpHost &jump, const HostAccess &access, Identity identity)
{
    Words command = dialling(access, jump.name, identity);
    command.insert(command.end(), {"-W", "'[%h]:%p'"});
    destination(command, jump.user, jump.port, jump.address);
    std::string line;
    for (const std::string &word : command) {
        if (!line.empty())
            line += ' ';
        line += word;
    }
    return line;
}
} // namespace

std::string_view identityWord(Identity identity)
{
    return identity == Identity::Look ? "look" : "act";
}

std::vector<std::string> sshCommand(const HostAccess &access, Identity identity, const std::string &controlPath)
{
    Words command = dialling(access, access.name, identity);
    option(command, "ClearAllForwardings=yes");
    option(command, "ControlMaster=" + std::string(controlPath.empty() ? "no" : "auto"));
    option(command, "ControlPath=" + (controlPath.empty() ? "none" : controlPath));
    if (!controlPath.empty())
        option(command, "ControlPersist=60");
    if (access.jump)
        option(command, "ProxyCommand=" + wayOver(*access.jump, access, identity));
    destination(command, access.user, access.port, access.address);
    // The watch's key has a forced command, which goes before this; a person's may have one.
    if (identity == Identity::Look)
        command.insert(command.end(), {"echo", std::string(shellMark)});
    else
        command.insert(command.end(), {"sudo", "-n", std::string(hostScriptPath), "act"});
    return command;
}

std::vector<std::string> sshClosing(const HostAccess &access, const std::string &controlPath)
{
    return {"ssh", "-F", "none", "-o", "ControlPath=" + controlPath, "-O", "exit", "--", access.address};
}

std::string controlPathFor(const std::string &folder, const HostAccess &access, Identity identity)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string &word : sshCommand(access, identity, {}))
        hash.addData(QByteArray(word.c_str(), static_cast<qsizetype>(word.size() + 1)));
    return folder + '/' + hash.result().toHex().left(16).toStdString() + '-' + std::string(identityWord(identity));
}
} // namespace signalbox
