// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <drafting/monitoredtargets.h>

namespace signalbox
{
/// A host of a first estate.
struct DraftHost {
    std::string name;               ///< a subject's name
    std::string address;            ///< empty where the instance is no address
    std::string site;               ///< empty where no label tells it
    std::vector<std::string> roles; ///< from the jobs, as names, sorted
};

/// What can be said about an estate from what Prometheus asks.
struct EstateDraft {
    std::vector<DraftHost> hosts;    ///< sorted by name
    std::vector<std::string> probed; ///< what is probed from outside and is no host: URLs and names, sorted
    std::vector<std::string> notes;  ///< what a person should know, a sentence each; harmless text in one line
};

/// A host for every instance, whatever its port; its name is the label that tells a machine's own name where the
/// instance is a bare IP address. The site is the first label present of `siteLabel` alone or, where that is empty, of
/// site, datacenter, data_center, dc, region, zone, availability_zone, location. Nothing is taken from Signalbox's
/// point of view: what cannot be a name is turned into one, and said.
EstateDraft draftEstate(const std::vector<MonitoredTarget> &targets, const std::string &siteLabel = {});
} // namespace signalbox
