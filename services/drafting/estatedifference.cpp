// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drafting/estatedifference.h>

#include <algorithm>
#include <map>
#include <set>

namespace signalbox
{
EstateDifference differenceOf(const Estate &estate, const EstateDraft &draft)
{
    std::map<std::string_view, const Declared *> byAddress;
    std::map<std::string_view, const Declared *> byName;
    for (const Declared &declared : estate.subjects) {
        if (declared.subject.kind != "host")
            continue;
        byName.emplace(declared.subject.name, &declared);
        if (!declared.address.empty())
            byAddress.emplace(declared.address, &declared);
    }
    EstateDifference difference;
    std::set<std::string_view> met;
    for (const DraftHost &host : draft.hosts) {
        auto known = byAddress.find(host.address);
        if (known == byAddress.end()) {
            known = byName.find(host.name);
            if (known == byName.end()) {
                difference.added.push_back(host);
                continue;
            }
        }
        const Declared &declared = *known->second;
        met.insert(declared.subject.name);
        HostDifference change{declared.subject.name, declared.site, host.site.empty() ? declared.site : host.site, {}};
        for (const std::string &role : host.roles) {
            if (std::find(declared.roles.begin(), declared.roles.end(), role) == declared.roles.end())
                change.missingRoles.push_back(role);
        }
        if (change.site != change.monitoredSite || !change.missingRoles.empty())
            difference.changed.push_back(std::move(change));
    }
    for (const auto &[name, declared] : byName) {
        if (!met.contains(name))
            difference.gone.emplace_back(name);
    }
    return difference;
}
} // namespace signalbox
