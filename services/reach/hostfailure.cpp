// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/hostfailure.h>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
constexpr std::size_t quoted = 160; // of what a program said

/// The last line that says something, without ssh's banners.
std::string lastLine(const std::string &text)
{
    std::string last;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        std::string line = text.substr(from, end - from);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        if (!line.empty() && line.front() != '@')
            last = std::move(line);
        from = end + 1;
    }
    return harmless(last, quoted);
}

/// What is looked for in what ssh and sudo say, and what it means.
struct Sign {
    std::string_view says;
    bool isUnreachable;
    std::string_view what;
    std::string_view advice;
};

constexpr std::string_view lookKeyAdvice =
    "See that its account has the line of authorized_keys that signalboxctl reach --setup prints for it";

constexpr Sign signs[] = {
    {"host key is known for", false, "the host's key is not known",
     "Take it from the host itself, as signalboxctl reach --setup prints it, into known_hosts"},
    {"Host key verification failed", false, "the host's key could not be verified",
     "Compare known_hosts with the host's own key, over its console"},
    {"UNPROTECTED PRIVATE KEY FILE", false, "ssh does not use a private key that others can read",
     "Let the key's owner alone read it: chmod 0600"},
    {"password is required", false, "sudo asks for a password",
     "See that /etc/sudoers.d has the line that signalboxctl reach --setup prints, with NOPASSWD"},
    {"may not run sudo", false, "sudo refuses",
     "See that /etc/sudoers.d has the line that signalboxctl reach --setup prints"},
    {"is not allowed to", false, "sudo refuses",
     "See that /etc/sudoers.d has the line that signalboxctl reach --setup prints"},
    {"sudo: command not found", false, "sudo is not installed there", "Install it on the host"},
    {"sudo: not found", false, "sudo is not installed there", "Install it on the host"},
    {"signalbox-host: not found", false, "the script of verbs is not installed there",
     "Install it as signalboxctl reach --setup prints it"},
    {"signalbox-host: command not found", false, "the script of verbs is not installed there",
     "Install it as signalboxctl reach --setup prints it"},
    {"signalbox-host: No such file", false, "the script of verbs is not installed there",
     "Install it as signalboxctl reach --setup prints it"},
    {"signalbox-host: Permission denied", false, "the script of verbs may not be run",
     "Install it as signalboxctl reach --setup prints it, with mode 0755"},
    {"account is not available", false, "its account has no shell that could run a forced command",
     "Give it /bin/sh, as signalboxctl reach --setup prints it; its keys keep everybody from using it"},
    {"Connection timed out", true, "nothing answers at its address", {}},
    {"Operation timed out", true, "nothing answers at its address", {}},
    {"timed out during banner exchange",
     true,
     "something takes the connection at its address, but no sshd answers",
     {}},
    {"Connection refused", true, "no sshd listens at its address", {}},
    {"No route to host", true, "there is no way to its address", {}},
    {"Network is unreachable", true, "there is no way to its address", {}},
    {"UNKNOWN port 65535", true, "the way to it failed", "See whether the host on the way is reached by itself"},
    {"Could not resolve hostname", true, "its name cannot be resolved",
     "Declare its address as a literal IP, which works when DNS does not"},
};

std::string overWords(const HostAccess &access)
{
    return access.jump ? " (over " + access.jump->name + ')' : std::string();
}

/// "SHA256:…" as ssh says it of the key that it was shown, or nothing.
std::string fingerprintIn(const std::string &complaint)
{
    const std::size_t begin = complaint.find("SHA256:");
    if (begin == std::string::npos)
        return {};
    const std::size_t end = complaint.find_first_of(" \r\n", begin);
    std::string print = complaint.substr(begin, end == std::string::npos ? end : end - begin);
    while (print.ends_with('.'))
        print.pop_back();
    return harmless(print, quoted);
}

HostFailure otherKey(const HostAccess &access, const std::string &complaint)
{
    const std::string print = fingerprintIn(complaint);
    std::string what = "the host's key is another than the one that is known";
    if (!print.empty())
        what += ", " + print;
    what += ": it was installed anew, or somebody else answers at its address";
    std::string advice = "Compare that with the host's own, over its console: ssh-keygen -l -f "
                         "/etc/ssh/ssh_host_ed25519_key.pub. Only where they agree: ssh-keygen -R ";
    advice += access.name;
    if (!access.knownHosts.empty())
        advice += " -f " + access.knownHosts;
    advice += ", and take the new one into known_hosts";
    return {false, {access.name, std::move(what), std::move(advice)}};
}

HostFailure permissionDenied(const HostAccess &access, Identity identity)
{
    if (identity == Identity::Act)
        return {
            false,
            {access.name, "it takes no key of yours for " + access.user,
             "See that ssh-add -l finds an agent with keys, and that one of them is in the account's authorized_keys"}};
    return {false, {access.name, "it does not take the watch's key for " + access.user, std::string(lookKeyAdvice)}};
}
} // namespace

HostFailure failureOf(const HostAccess &access, Identity identity, const SshEnd &end, const std::string &what)
{
    const bool isShell = identity == Identity::Look && end.printed.find(shellMark) != std::string::npos;
    if (isShell)
        return {false,
                {access.name, "the watch's key has no forced command: it gets a shell",
                 "Replace its line in authorized_keys by the one that signalboxctl reach --setup prints"}};
    if (end.complaint.find("REMOTE HOST IDENTIFICATION HAS CHANGED") != std::string::npos)
        return otherKey(access, end.complaint);
    for (const Sign &sign : signs) {
        if (end.complaint.find(sign.says) == std::string::npos)
            continue;
        std::string words(sign.what);
        words += overWords(access);
        return {sign.isUnreachable, {access.name, std::move(words), std::string(sign.advice)}};
    }
    if (end.complaint.find("Permission denied (") != std::string::npos)
        return permissionDenied(access, identity);
    if (end.isCutOff)
        return {true, {access.name, "it did not answer in time" + overWords(access), {}}};
    const std::string said = lastLine(end.complaint);
    if (end.status == 255)
        return {true, {access.name, "ssh failed" + (said.empty() ? std::string() : ": " + said), {}}};
    return {false,
            {access.name, what + (said.empty() ? std::string() : " (" + said + ')'),
             "See that nothing but the script of verbs answers there: the forced command in authorized_keys, and no "
             "text from the shell's start files"}};
}
} // namespace signalbox
