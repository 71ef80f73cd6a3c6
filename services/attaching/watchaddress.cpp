// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/watchaddress.h>

#include <algorithm>

namespace signalbox
{
namespace
{
constexpr std::string_view scheme = "ssh://";

bool isMadeOf(std::string_view text, std::string_view others)
{
    return std::all_of(text.begin(), text.end(), [others](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string_view::npos;
    });
}

Problem refusal(const std::string &text, const std::string &what)
{
    return {text, what, "Write it as ssh://HOST, ssh://USER@HOST:PORT or ssh://HOST/etc/signalbox/estate.yaml"};
}
} // namespace

std::string WatchAddress::url() const
{
    std::string url(scheme);
    if (!user.empty())
        url += user + '@';
    url += host.find(':') == std::string::npos ? host : '[' + host + ']';
    if (!port.empty())
        url += ':' + port;
    return url + estate;
}

std::string WatchAddress::fileName() const
{
    std::string name = host;
    for (const std::string *more : {&port, &estate}) {
        if (!more->empty())
            name += '-' + *more;
    }
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '/' || c == ':' || c == '%'; }, '-');
    return name;
}

std::vector<std::string> WatchAddress::command() const
{
    // Nobody is there to answer; a line that has died is noticed within half a minute by either end.
    std::vector<std::string> command{"ssh", "-T",
                                     "-o",  "BatchMode=yes",
                                     "-o",  "ServerAliveInterval=10",
                                     "-o",  "ServerAliveCountMax=3",
                                     "-o",  "ConnectTimeout=15",
                                     "-o",  "ControlMaster=no",
                                     "-o",  "ControlPath=none",
                                     "-o",  "ClearAllForwardings=yes"};
    if (!port.empty())
        command.insert(command.end(), {"-p", port});
    if (!user.empty())
        command.insert(command.end(), {"-l", user});
    command.insert(command.end(), {"--", host, "signalboxctl", "serve", "--stdio"});
    if (!estate.empty())
        command.push_back(estate); // of characters that no shell minds
    return command;
}

bool isWatchAddress(const std::string &text)
{
    return text.compare(0, scheme.size(), scheme) == 0;
}

Expected<WatchAddress> watchAddress(const std::string &text)
{
    if (!isWatchAddress(text))
        return tl::unexpected(refusal(text, "is not the address of a watch"));
    std::string rest = text.substr(scheme.size());
    WatchAddress address;
    if (const std::size_t slash = rest.find('/'); slash != std::string::npos) {
        address.estate = rest.substr(slash);
        rest.resize(slash);
        if (address.estate == "/")
            address.estate.clear();
    }
    if (const std::size_t at = rest.rfind('@'); at != std::string::npos) {
        address.user = rest.substr(0, at);
        rest.erase(0, at + 1);
        if (address.user.empty() || address.user.front() == '-' || !isMadeOf(address.user, "._-"))
            return tl::unexpected(refusal(text, "names no user that there could be; a password has no place in it"));
    }
    const std::size_t bracket = !rest.empty() && rest.front() == '[' ? rest.find(']') : std::string::npos;
    const std::size_t colon = rest.find(':', bracket == std::string::npos ? 0 : bracket);
    if (colon != std::string::npos) {
        address.port = rest.substr(colon + 1);
        rest.resize(colon);
        if (address.port.empty() || address.port.size() > 5 ||
            !std::all_of(address.port.begin(), address.port.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return tl::unexpected(refusal(text, "has a port that is no number"));
    }
    address.host = bracket == std::string::npos ? rest : rest.substr(1, bracket - 1);
    if (address.host.empty() || address.host.front() == '-' ||
        !isMadeOf(address.host, bracket == std::string::npos ? "._-" : ":.%-"))
        return tl::unexpected(refusal(text, "names no host that there could be"));
    if (!isMadeOf(address.estate, "/._-+,"))
        return tl::unexpected(refusal(text, "names an estate file with characters that a shell might mind"));
    return address;
}
} // namespace signalbox
