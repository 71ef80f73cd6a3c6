// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drafting/estatedrafttext.h>

#include <algorithm>
#include <cctype>

namespace signalbox
{
namespace
{
constexpr std::size_t mostNotes = 20;
constexpr std::size_t mostProbed = 100;

// As a YAML scalar in flow style: plain where every reader takes it for a text, else in single quotes.
std::string scalar(const std::string &text)
{
    static constexpr std::string_view words[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
    std::string lower = text;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const bool isPlain = !text.empty() && lower.front() >= 'a' && lower.front() <= 'z' &&
                         lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string::npos &&
                         std::find(std::begin(words), std::end(words), lower) == std::end(words);
    if (isPlain)
        return text;
    std::string quoted = "'";
    for (const char c : text)
        quoted.append(c == '\'' ? 2 : 1, c);
    return quoted + '\'';
}

constexpr std::string_view beginning = R"(
# Written by `signalboxctl init` from what Prometheus monitors. It is yours from here on: change what you like; run
# init again, and it shows what is different without touching the file. `signalboxctl check` tells what is wrong.

name: My estate    # stands in the title

sources:
)";

constexpr std::string_view aboutHosts = R"(
# Each host: its address is the label `instance` without the port, its roles are the jobs. Fill in `site` where it is
# missing, and `hypervisor: true` and `depends_on: [...]` where they hold.
)";

constexpr std::string_view ending = R"(
# What Prometheus cannot tell: take off the # and put in your own names. Every key: docs/estate.md.
#
# Mailbox stores and the hosts that hold a copy; who is primary is observed.
# stores:
#   store1: {slots: [imap1, imap2]}
#
# Two hosts that share a virtual IP.
# pairs:
#   front: {hosts: [lb1, lb2], virtual_ip: 192.0.2.100}
#
# What runs on several hosts, and how many of them must be there.
# services:
#   identity: {instances: [auth1, auth2, auth3], needs: {instances: 2, hosts: 2}}
#
# Mail queues, by the host that they are on.
# queues:
#   outbound: {host: mx1, destinations: [example.net, example.com]}
#
# Planned work, known in advance.
# maintenance:
#   new-disks: {subjects: [imap1], from: 2026-11-20T22:00Z, until: 2026-11-21T02:00Z, reason: new disks}
)";
} // namespace

std::string draftHostLine(const DraftHost &host)
{
    std::string inside;
    const auto add = [&](const std::string &key, const std::string &value) {
        inside += (inside.empty() ? "" : ", ") + key + ": " + value;
    };
    if (!host.address.empty())
        add("address", scalar(host.address));
    if (!host.site.empty())
        add("site", scalar(host.site));
    if (!host.roles.empty()) {
        std::string roles;
        for (const std::string &role : host.roles)
            roles += (roles.empty() ? "" : ", ") + scalar(role);
        add("roles", '[' + roles + ']');
    }
    return "  " + scalar(host.name) + ": {" + inside + "}\n";
}

std::string estateDraftText(const EstateDraft &draft, const std::string &url)
{
    std::string text = "# yaml-language-server: $schema=/usr/share/signalbox/estate.schema.json\n#";
    text += beginning;
    text += "  fleet: {type: prometheus, url: " + scalar(url) + "}\n";
    text += aboutHosts;
    if (!draft.notes.empty())
        text += "#\n# To look at:\n";
    for (std::size_t i = 0; i < std::min(draft.notes.size(), mostNotes); ++i)
        text += "# - " + draft.notes[i] + '\n';
    if (draft.notes.size() > mostNotes)
        text += "# - and " + std::to_string(draft.notes.size() - mostNotes) + " more of the kind\n";
    text += "hosts:\n";
    for (const DraftHost &host : draft.hosts)
        text += draftHostLine(host);
    if (!draft.probed.empty())
        text +=
            "\n# Prometheus probes these from outside. Declare those that customers know, with the hosts that serve "
            "them:\n# sites:\n#   www: {address: www.example.net, hosts: [web1, web2]}\n#\n";
    for (std::size_t i = 0; i < std::min(draft.probed.size(), mostProbed); ++i)
        text += "#   " + draft.probed[i] + '\n';
    if (draft.probed.size() > mostProbed)
        text += "#   and " + std::to_string(draft.probed.size() - mostProbed) + " more\n";
    return text.append(ending);
}
} // namespace signalbox
