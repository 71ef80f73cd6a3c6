// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <drafting/estatedraft.h>
#include <estate/estate.h>

namespace signalbox
{
/// How a host of the estate differs from what Prometheus tells.
struct HostDifference {
    std::string host;
    std::string site;                      ///< in the estate
    std::string monitoredSite;             ///< in Prometheus; equal to `site` where nothing differs
    std::vector<std::string> missingRoles; ///< jobs that are no role in the estate. More roles are a person's own
};

/// An estate against a draft made anew.
struct EstateDifference {
    std::vector<DraftHost> added;        ///< in Prometheus alone
    std::vector<std::string> gone;       ///< in the estate alone
    std::vector<HostDifference> changed; ///< in both
    [[nodiscard]] bool isEmpty() const { return added.empty() && gone.empty() && changed.empty(); }
};

/// A host of the draft is the one of the estate with the same address, or else with the same name. A site that
/// Prometheus does not tell is no difference.
EstateDifference differenceOf(const Estate &estate, const EstateDraft &draft);
} // namespace signalbox
