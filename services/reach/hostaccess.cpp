// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/hostaccess.h>

namespace signalbox
{
namespace
{
/// What the host says for itself, or what holds for all.
std::string chosen(const Declared &host, const std::string &key, const std::string &usual)
{
    const auto own = host.details.find("reach." + key);
    return own == host.details.end() ? usual : own->second;
}

std::string addressOf(const Declared &host)
{
    return host.address.empty() ? host.subject.name : host.address;
}
} // namespace

std::optional<HostAccess> accessTo(const Estate &estate, const Subject &host)
{
    const Declared *declared = host.kind == "host" ? estate.find(host) : nullptr;
    if (!declared || !estate.reach)
        return {};
    const HostReach &usual = *estate.reach;
    HostAccess access;
    access.name = host.name;
    access.address = addressOf(*declared);
    access.user = chosen(*declared, "user", usual.user);
    access.port = std::stoi(chosen(*declared, "port", std::to_string(usual.port)));
    access.lookKey = chosen(*declared, "look_key", usual.lookKey);
    access.knownHosts = usual.knownHosts;
    const std::string jump = chosen(*declared, "jump", usual.jump);
    const Declared *over = jump.empty() || jump == host.name ? nullptr : estate.find({"host", jump});
    if (over)
        access.jump = JumpHost{jump, addressOf(*over), chosen(*over, "user", usual.user),
                               std::stoi(chosen(*over, "port", std::to_string(usual.port)))};
    return access;
}
} // namespace signalbox
