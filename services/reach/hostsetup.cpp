// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/hostsetup.h>

#include <algorithm>
#include <set>

#include <estate/plaintext.h>
#include <reach/sshcommand.h>

namespace signalbox
{
namespace
{
constexpr std::size_t mostKeys = 1000;

bool isMadeOf(std::string_view text, std::string_view others)
{
    return std::all_of(text.begin(), text.end(), [others](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string_view::npos;
    });
}

std::vector<std::string_view> split(std::string_view text, std::string_view at)
{
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    while ((from = text.find_first_not_of(at, from)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(at, from), text.size());
        parts.push_back(text.substr(from, end - from));
        from = end;
    }
    return parts;
}

/// HOST:PORT as sshd's permitopen takes it.
std::string door(const HostAccess &access)
{
    const bool isIpv6 = access.address.find(':') != std::string::npos;
    return (isIpv6 ? '[' + access.address + ']' : access.address) + ':' + std::to_string(access.port);
}

/// The hosts that are reached over this one.
std::vector<HostAccess> beyond(const Estate &estate, const std::string &name)
{
    std::vector<HostAccess> hosts;
    for (const Declared &declared : estate.subjects) {
        auto access = declared.subject.kind == "host" ? accessTo(estate, declared.subject) : std::nullopt;
        if (access && access->jump && access->jump->name == name)
            hosts.push_back(std::move(*access));
    }
    return hosts;
}

/// What sshd lets a key do, besides the command.
std::string restrictions(const std::vector<HostAccess> &others)
{
    std::string text = "restrict";
    if (!others.empty())
        text += ",port-forwarding";
    for (const HostAccess &other : others) {
        text += ",permitopen=\"";
        text += door(other);
        text += '"';
    }
    return text;
}

std::string scriptStep(const HostAccess &access)
{
    const std::string path(hostScriptPath);
    return "# 1. The script. Every word of it is something that may be asked of this host, so read it. On the "
           "console:\n"
           "#      signalboxctl reach --setup " +
           access.name +
           " --script > signalbox-host\n"
           "#    Bring it here, and install it:\n"
           "install -o root -g root -m 0755 signalbox-host " +
           path + "\n\n";
}

std::string accountStep(const std::string &user, const std::string &home)
{
    return "# 2. The account. It has no password, and its home and its keys are root's: it cannot let anybody else "
           "in.\n"
           "useradd --system --user-group --no-create-home --home-dir " +
           home + " --shell /bin/sh " + user +
           "\n"
           "usermod --password '*' " +
           user +
           "\n"
           "install -d -o root -g root -m 0755 " +
           home + ' ' + home + "/.ssh\n\n";
}

std::string listStep(const std::vector<Lever> &levers)
{
    std::set<std::string> units;
    for (const Lever &lever : levers) {
        if (lever.words.size() == 2 && lever.words.front() == "service-restart")
            units.insert(lever.words.back());
    }
    std::string text = "# 3. The units that may be restarted, one a line, and the folder of programs that may be run.\n"
                       "install -d -o root -g root -m 0755 /etc/signalbox /etc/signalbox/run\n"
                       "cat > /etc/signalbox/units <<'END'\n";
    for (const std::string &unit : units) {
        text += unit;
        text += '\n';
    }
    return text + "END\nchmod 0644 /etc/signalbox/units\n\n";
}

std::string sudoersStep(const std::string &user)
{
    return "# 4. The one thing that this account may do as root: that script, with that word.\n"
           "cat > /etc/sudoers.d/signalbox <<'END'\n" +
           user + " ALL=(root) NOPASSWD: " + std::string(hostScriptPath) +
           " act\n"
           "END\n"
           "chmod 0440 /etc/sudoers.d/signalbox\n"
           "visudo --check --quiet --file=/etc/sudoers.d/signalbox\n\n";
}

std::string keysStep(const std::string &home, const HostAccess &access, const std::vector<HostAccess> &others,
                     const SetupKeys &keys)
{
    const std::string may = restrictions(others);
    const std::string look = may + ",command=\"" + std::string(hostScriptPath) + " look\" ";
    const std::string act = may + ",command=\"sudo -n " + std::string(hostScriptPath) + " act\" ";
    const std::string file = home + "/.ssh/authorized_keys";
    std::string text =
        "# 5. The keys, a line each: the watch's may look, a person's may act. No shell, no terminal, no "
        "forwarding.\n";
    if (!others.empty())
        text += "#    Others are reached over this host: it forwards to them, and to nobody else.\n";
    if (keys.look.empty())
        text += "#    The watch's public key is missing here. On the watch, as its account: ssh-keygen -t ed25519 -N "
                "'' -f " +
                access.lookKey + "\n#    Its line:  " + look + "CONTENT-OF " + access.lookKey + ".pub\n";
    if (keys.act.empty())
        text += "#    One such line for each person who may act (or give --act-keys FILE):\n#      " + act +
                "THEIR-PUBLIC-KEY\n";
    text += "cat > " + file + " <<'END'\n";
    if (!keys.look.empty())
        text += look + keys.look + '\n';
    for (const std::string &key : keys.act) {
        text += act;
        text += key;
        text += '\n';
    }
    return text + "END\nchmod 0644 " + file + "\n\n";
}

std::string consoleStep(const HostAccess &access)
{
    const std::string known = access.knownHosts.empty() ? "~/.ssh/known_hosts" : access.knownHosts;
    std::string text = "# 6. What the console must know: this host's key. Take the line that this prints to " + known +
                       "\n#    on the watch and on every desk.\n"
                       "sed -n 's/^\\([^ ]* [^ ]*\\).*/" +
                       access.name + " \\1/p' /etc/ssh/ssh_host_ed25519_key.pub\n\n";
    if (access.jump)
        text += "# It is reached over " + access.jump->name +
                ", whose keys must be let through to it:\n#   signalboxctl "
                "reach --setup " +
                access.jump->name + "\n\n";
    return text + "# 7. Then, on the console: signalboxctl reach " + access.name + '\n';
}
} // namespace

Expected<std::vector<std::string>> publicKeys(const std::string &text)
{
    std::vector<std::string> keys;
    for (const std::string_view line : split(text, "\r\n")) {
        const std::vector<std::string_view> words = split(line, " \t");
        if (words.empty() || words.front().starts_with('#'))
            continue;
        const bool isKey = words.size() >= 2 && isMadeOf(words[0], "-@.") && isMadeOf(words[1], "+/=") &&
                           words[1].starts_with("AAAA") && keys.size() < mostKeys;
        if (!isKey)
            return tl::unexpected(Problem{{},
                                          "\"" + harmless(line, 40) + "\" is no public key",
                                          "Expected lines such as ssh-ed25519 AAAA... name, without options"});
        std::string key(words[0]);
        key += ' ';
        key += words[1];
        if (words.size() > 2 && isMadeOf(words[2], "._@-")) {
            key += ' ';
            key += words[2];
        }
        keys.push_back(std::move(key));
    }
    return keys;
}

std::string hostSetup(const Estate &estate, const HostAccess &access, const std::vector<Lever> &levers,
                      const SetupKeys &keys)
{
    const std::string home = "/var/lib/" + access.user;
    return "# How " + access.name + " (" + access.address +
           ") is reached: for its administrator to read and to carry out there, as root.\n"
           "# Signalbox carries out none of it.\n\n" +
           scriptStep(access) + accountStep(access.user, home) + listStep(levers) + sudoersStep(access.user) +
           keysStep(home, access, beyond(estate, access.name), keys) + consoleStep(access);
}
} // namespace signalbox
