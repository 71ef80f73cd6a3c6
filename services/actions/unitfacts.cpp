// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/unitfacts.h>

#include <cmath>

#include <estate/plaintext.h>

namespace signalbox
{
UnitFacts unitFactsOf(const Picture &picture, const Subject &host, const std::string &unit, bool isYoung)
{
    const std::string full = unit.find('.') == std::string::npos ? unit + ".service" : unit;
    const std::optional<SubjectId> id = picture.find(host);
    UnitFacts facts;
    for (const SeriesId each : id ? picture.subject(*id).series : std::vector<SeriesId>()) {
        const SeriesKey &key = picture.series[index(each)]->declared.key;
        const Sample &sample = picture.sample(each);
        const bool counts = isYoung ? sample.freshness == Freshness::Fresh || sample.freshness == Freshness::Late
                                    : sample.freshness != Freshness::Never && sample.freshness != Freshness::Gone;
        if (!counts || sample.kind != FactKind::Number || labelValue(key.labels, "name") != full)
            continue;
        if (key.metric == "node_systemd_unit_state" && sample.value == 1) {
            facts.state = harmless(labelValue(key.labels, "state"), 40);
            facts.stateAt = sample.at;
        } else if (key.metric == "node_systemd_unit_start_time_seconds" && std::abs(sample.value) < 1e12) {
            facts.started = sample.value;
        }
    }
    return facts;
}
} // namespace signalbox
