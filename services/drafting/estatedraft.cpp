// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drafting/estatedraft.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <estate/estatescalar.h>
#include <estate/estatetext.h>
#include <estate/plaintext.h>
#include <estate/queryexpansion.h>

namespace signalbox
{
namespace
{
constexpr std::array<std::string_view, 8> siteLabels = {"site",   "datacenter", "data_center",       "dc",
                                                        "region", "zone",       "availability_zone", "location"};
/// Labels by which a machine's own name is told beside an instance that is an IP address.
constexpr std::array<std::string_view, 5> nameLabels = {"nodename", "hostname", "host", "node", "name"};
constexpr std::size_t longestText = 200;

// Fit for one line of the estate file.
bool isFit(const std::string &text)
{
    return !text.empty() && text.size() <= longestText && harmless(text) == text && !findUserInformation(text) &&
           text.find_first_not_of(' ') != std::string::npos;
}

bool isAddress(const std::string &text)
{
    const Field field{.key = "address", .type = ScalarType::Address};
    YamlNode node;
    node.kind = YamlNode::Kind::Quoted;
    node.text = text;
    return isFit(text) && scalarFault(field, node).empty();
}

std::string siteOf(const Labels &labels, const std::string &siteLabel)
{
    if (!siteLabel.empty())
        return std::string(labelValue(labels, siteLabel));
    for (const std::string_view label : siteLabels) {
        if (const std::string_view site = labelValue(labels, label); !site.empty())
            return std::string(site);
    }
    return {};
}

class Drafting
{
public:
    explicit Drafting(std::string siteLabel)
        : m_siteLabel(std::move(siteLabel))
    {
    }

    EstateDraft draft(const std::vector<MonitoredTarget> &targets)
    {
        for (const MonitoredTarget &target : targets) {
            if (!target.isProbe)
                take(target);
        }
        for (const MonitoredTarget &target : targets) {
            if (target.isProbe)
                takeProbe(target);
        }
        for (auto &[instance, host] : m_hosts)
            finish(instance, host);
        std::sort(m_draft.hosts.begin(), m_draft.hosts.end(),
                  [](const DraftHost &a, const DraftHost &b) { return a.name < b.name; });
        m_draft.probed.assign(m_probed.begin(), m_probed.end());
        if (m_unnamed > 0)
            m_draft.notes.push_back(std::to_string(m_unnamed) +
                                    " targets are left out: no host's name can be made of their instance");
        return std::move(m_draft);
    }

private:
    struct Found {
        std::string named; ///< by a label
        std::string address;
        std::set<std::string> sites;
        std::set<std::string> roles;
    };

    void take(const MonitoredTarget &target)
    {
        const std::string instance = hostPart(target.instance);
        if (asName(instance).empty()) {
            ++m_unnamed;
            return;
        }
        Found &host = m_hosts[instance];
        if (isAddress(instance))
            host.address = instance;
        else if (host.address.empty() && isAddress(hostPart(target.address)))
            host.address = hostPart(target.address);
        if (const std::string role = asName(target.job); !role.empty())
            host.roles.insert(role);
        if (const std::string site = siteOf(target.labels, m_siteLabel); isFit(site))
            host.sites.insert(site);
        if (!isIpv4(instance) && !isIpv6(instance))
            return;
        for (const std::string_view label : nameLabels) {
            if (const std::string name = asName(std::string(labelValue(target.labels, label))); !name.empty()) {
                host.named = name;
                return;
            }
        }
    }

    // What is probed without being scraped is a host of its own only where it is no URL: an SNMP router, a machine that
    // is pinged.
    void takeProbe(const MonitoredTarget &target)
    {
        const std::string host = hostPart(target.instance);
        const auto known = m_hosts.find(host);
        if (target.instance.find("://") != std::string::npos) {
            m_probed.insert(isFit(target.instance) ? target.instance : "an address that is not shown: " + asName(host));
        } else if (known != m_hosts.end()) {
            if (const std::string role = asName(target.job); !role.empty())
                known->second.roles.insert(role);
        } else {
            MonitoredTarget other = target;
            other.address.clear(); // the prober's
            take(other);
        }
    }

    void finish(const std::string &instance, const Found &found)
    {
        const std::string wanted = found.named.empty() ? asName(instance) : found.named;
        std::string name = wanted;
        for (int number = 2; !m_names.insert(name).second; ++number)
            name = wanted + '-' + std::to_string(number);
        if (name != wanted)
            m_draft.notes.push_back("the instance " + harmless(instance, longestText) + " is called " + name +
                                    ", since another is called " + wanted + " already");
        else if (found.named.empty() && name != instance && !isIpv6(instance))
            m_draft.notes.push_back("the instance " + quotable(instance) + " is called " + name);
        if (found.sites.size() > 1)
            m_draft.notes.push_back("the host " + name + " has the sites " + *found.sites.begin() + " and " +
                                    *std::next(found.sites.begin()) + "; the first was taken");
        m_draft.hosts.push_back({name, found.address, found.sites.empty() ? std::string() : *found.sites.begin(),
                                 std::vector(found.roles.begin(), found.roles.end())});
    }

    static std::string quotable(const std::string &text)
    {
        return findUserInformation(text) ? "(not shown)" : '"' + harmless(text, longestText) + '"';
    }

    std::string m_siteLabel;
    std::map<std::string, Found> m_hosts; ///< by instance without its port
    std::set<std::string> m_probed;
    std::set<std::string> m_names;
    std::size_t m_unnamed = 0;
    EstateDraft m_draft;
};
} // namespace

EstateDraft draftEstate(const std::vector<MonitoredTarget> &targets, const std::string &siteLabel)
{
    return Drafting(siteLabel).draft(targets);
}
} // namespace signalbox
