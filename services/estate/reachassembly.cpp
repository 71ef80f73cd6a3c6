// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/reachassembly.h>

#include <algorithm>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
// What ssh takes from a path as it stands there: no blank (a list of files), no percent sign (its own placeholders),
// and nothing that a shell would read.
bool isPlainPath(std::string_view path)
{
    return std::all_of(path.begin(), path.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/._+@,=-").find(c) != std::string_view::npos;
    });
}

const Record *reachOf(const Record &host)
{
    const RecordValue *value = host.find("reach");
    return value && !value->records.empty() ? &value->records.front() : nullptr;
}

class ReachAssembly
{
public:
    ReachAssembly(DeclaredNames &names, std::vector<EstateError> &errors)
        : m_names(names)
        , m_errors(errors)
    {
    }

    HostReach reach(const Record &section, const std::vector<const Record *> &hosts)
    {
        check(section);
        take(section, "user", m_reach.user);
        take(section, "look_key", m_reach.lookKey);
        take(section, "jump", m_reach.jump);
        take(section, "known_hosts", m_reach.knownHosts);
        if (const RecordItem *port = section.item("port"))
            m_reach.port = std::stoi(port->text);
        for (const Record *host : hosts)
            m_jumps[host->name] = jumpOf(*host);
        checkJump(section, m_reach.jump);
        for (const Record *host : hosts) {
            if (const Record *own = reachOf(*host)) {
                check(*own);
                checkJump(*own, m_jumps[host->name]);
            }
        }
        return m_reach;
    }

private:
    static void take(const Record &record, std::string_view key, std::string &into)
    {
        if (const RecordItem *item = record.item(key))
            into = item->text;
    }

    std::string jumpOf(const Record &host) const
    {
        std::string jump = m_reach.jump;
        if (const Record *own = reachOf(host))
            take(*own, "jump", jump);
        return jump == host.name ? std::string() : jump;
    }

    void check(const Record &record)
    {
        for (const std::string_view key : {"look_key", "known_hosts"}) {
            const RecordItem *path = record.item(key);
            if (path && !isPlainPath(path->text))
                m_errors.push_back({path->where, std::string(key) + ": found \"" + harmless(path->text, 40) +
                                                     "\", expected a path of letters, digits and / . _ + @ , = - "
                                                     "alone"});
        }
        if (record.text("user") == "root")
            m_errors.push_back({record.item("user")->where,
                                "user: found root, expected an account without rights of its own; see docs/reach.md"});
        if (const RecordItem *jump = record.item("jump"))
            m_names.check("jump", {"host", jump->text}, jump->where);
    }

    void checkJump(const Record &record, const std::string &jump)
    {
        const auto further = m_jumps.find(jump);
        if (record.item("jump") && further != m_jumps.end() && !further->second.empty())
            m_errors.push_back({record.item("jump")->where, "jump: " + jump + " is itself reached over " +
                                                                further->second +
                                                                ", expected a host that is reached "
                                                                "directly"});
    }

    DeclaredNames &m_names;
    std::vector<EstateError> &m_errors;
    HostReach m_reach;
    std::map<std::string, std::string> m_jumps; ///< of each host; empty: reached directly
};
} // namespace

std::optional<HostReach> assembleReach(const Record *section, const std::vector<const Record *> &hosts,
                                       DeclaredNames &names, std::vector<EstateError> &errors)
{
    if (section)
        return ReachAssembly(names, errors).reach(*section, hosts);
    for (const Record *host : hosts) {
        if (const RecordValue *value = host->find("reach"))
            errors.push_back(
                {value->where, "reach: the estate has no section reach, which says how hosts are reached"});
    }
    return {};
}
} // namespace signalbox
