// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/limitfields.h>

namespace signalbox
{
/// Below a name in `rules`.
inline constexpr Field userRuleFields[] = {
    {.key = "metric",
     .type = ScalarType::MetricName,
     .required = true,
     .doc = "The metric that is compared, in each of its series apart."},
    {.key = "labels",
     .shape = Shape::List,
     .type = ScalarType::LabelMatch,
     .doc = "Only series with these labels, such as queue=deferred; a final * stands for any ending.",
     .least = 1},
    {.key = "per",
     .type = ScalarType::MetricName,
     .doc = "As a share of this metric: of the sum of its series that have the same labels, those under labels left "
            "out."},
    {.key = "rate",
     .type = ScalarType::Duration,
     .doc = "The metric (and what it is a share of) counts up, and its rise per second over so long is compared. It "
            "is recorded as METRIC:rateDURATION.",
     .least = 10 * second,
     .most = day},
    {.key = "warning",
     .type = ScalarType::Threshold,
     .doc = "What is a warning, such as \"> 1000\", \"< 5 GB\" or \">= 90%\"."},
    {.key = "critical",
     .type = ScalarType::Threshold,
     .doc = "What is critical; nothing that would not be a warning. One of both is needed."},
    {.key = "for",
     .type = ScalarType::Duration,
     .doc = "How long it must hold before it is raised; without it at once.",
     .least = second,
     .most = day},
    {.key = "kind", .type = ScalarType::Name, .doc = "Only subjects of this kind."},
    {.key = "roles",
     .shape = Shape::List,
     .type = ScalarType::Name,
     .doc = "Only hosts with one of these roles.",
     .least = 1},
    {.key = "guidance", .doc = "What it means, what to look at, what to do: for the person whom it wakes."},
};
} // namespace signalbox
