// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/estate.h>
#include <recording/recording.h>

namespace signalbox
{
/// What a rule of the estate's own finds to compare in a recording. A rule that finds nothing never raises anything,
/// and nothing else would say so.
struct RuleUse {
    std::string rule;
    std::size_t series = 0;           ///< recorded, that it compares
    std::vector<std::string> missing; ///< metrics that it names and that were never recorded
    std::string meant;                ///< a recorded metric whose name is near the first of those; may be empty
};

/// Of each rule, in the estate's order. Blocking: reads what the recording declares.
Expected<std::vector<RuleUse>> ruleUse(const Estate &estate, const Recording &recording, TickNumber upTo);

/// "rule deep: compares 3 series", or what it lacks.
std::string lineOf(const RuleUse &use);
} // namespace signalbox
