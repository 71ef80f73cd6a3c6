// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/atrisk.h>

#include <algorithm>
#include <cmath>

#include <actions/guardwords.h>
#include <actions/relations.h>

namespace signalbox
{
namespace
{
std::vector<Subject> reachOf(const std::vector<Subject> &targets, const Estate &estate)
{
    std::vector<Subject> all = targets;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        for (const auto &some : {membersOf(estate, targets[i]), dependantsOf(estate, targets[i])})
            all.insert(all.end(), some.begin(), some.end());
    }
    tidy(all);
    return all;
}

std::string roundedText(double sum)
{
    const double whole = std::ceil(sum);
    if (whole < 100)
        return std::to_string(static_cast<int>(whole));
    const double unit = std::pow(10, std::floor(std::log10(whole)) - 1);
    return "about " + groupedText(static_cast<std::uint64_t>(std::round(whole / unit) * unit));
}
} // namespace

std::string atRiskOf(const Runbook &runbook, const std::vector<Subject> &targets, const Picture &picture)
{
    if (runbook.atRiskMetric.empty())
        return {};
    double sum = 0;
    bool isSaid = false;
    std::vector<Subject> unknown;
    for (const Subject &subject : reachOf(targets, *picture.estate)) {
        const std::optional<SubjectId> id = picture.find(subject);
        for (const SeriesId each : id ? picture.subject(*id).series : std::vector<SeriesId>()) {
            const Sample &sample = picture.sample(each);
            if (picture.series[index(each)]->declared.key.metric != runbook.atRiskMetric ||
                sample.freshness == Freshness::Gone)
                continue;
            const bool isYoung = sample.freshness == Freshness::Fresh || sample.freshness == Freshness::Late;
            const bool isCount = sample.kind == FactKind::Number && sample.value >= 0 && sample.value < 1e12;
            if (!isYoung || !isCount) {
                unknown.push_back(subject);
                continue;
            }
            isSaid = true;
            sum += sample.value;
        }
    }
    tidy(unknown);
    if (!isSaid)
        return "nobody knows how many " + runbook.atRiskWords;
    return roundedText(sum) + ' ' + runbook.atRiskWords + (unknown.empty() ? "" : "; not known: " + namesOf(unknown));
}
} // namespace signalbox
