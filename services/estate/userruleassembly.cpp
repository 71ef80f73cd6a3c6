// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/userruleassembly.h>

#include <algorithm>
#include <set>

#include <estate/estatescalar.h>
#include <estate/suggestion.h>

namespace signalbox
{
namespace
{
// A role that no host has would make a rule that is never asked.
void takeRoles(const RecordValue &value, const Estate &estate, UserRule &rule, std::vector<EstateError> &errors)
{
    std::set<std::string_view> roles;
    for (const Declared &host : estate.subjects)
        roles.insert(host.roles.begin(), host.roles.end());
    rule.isForRoles = true;
    const std::vector<std::string_view> candidates(roles.begin(), roles.end());
    for (const RecordItem &item : value.items) {
        if (roles.count(item.text) == 0)
            errors.push_back(
                {item.where, "roles: no host has the role \"" + item.text + '"' + didYouMean(item.text, candidates)});
        for (const Declared &host : estate.subjects) {
            if (std::find(host.roles.begin(), host.roles.end(), item.text) != host.roles.end())
                rule.subjects.push_back(host.subject);
        }
    }
    std::sort(rule.subjects.begin(), rule.subjects.end());
    rule.subjects.erase(std::unique(rule.subjects.begin(), rule.subjects.end()), rule.subjects.end());
}

void checkLimits(const Record &record, const UserRule &rule, std::vector<EstateError> &errors)
{
    if (!record.find("warning") && !record.find("critical"))
        errors.push_back({record.where, "rule \"" + record.name +
                                            "\" has neither \"warning\" nor \"critical\", expected what is wrong, such "
                                            "as critical: \"> 1000\""});
    if (rule.warning && rule.critical && !rule.critical->implies(*rule.warning))
        errors.push_back({record.item("critical")->where,
                          "critical: \"" + rule.critical->shown + "\" also holds where \"" + rule.warning->shown +
                              "\" does not, expected something worse than the warning"});
}
} // namespace

Labels assembleLabels(const RecordValue &value, std::vector<EstateError> &errors)
{
    Labels::List labels;
    for (const RecordItem &item : value.items) {
        const std::size_t equals = item.text.find('=');
        const std::string name = item.text.substr(0, equals);
        if (std::any_of(labels.begin(), labels.end(), [&](const auto &label) { return label.first == name; }))
            errors.push_back({item.where, "labels: \"" + name + "\" stands here twice; a series has it once"});
        labels.emplace_back(name, item.text.substr(equals + 1));
    }
    std::sort(labels.begin(), labels.end());
    return labels;
}

UserRule assembleUserRule(const Record &record, const Estate &estate, DeclaredNames &names,
                          std::vector<EstateError> &errors)
{
    UserRule rule;
    rule.name = record.name;
    rule.metric = record.text("metric");
    rule.per = record.text("per");
    rule.kind = record.text("kind");
    rule.guidance = record.text("guidance");
    if (const RecordValue *labels = record.find("labels"))
        rule.labels = assembleLabels(*labels, errors);
    if (const RecordItem *rate = record.item("rate"))
        rule.rate = durationOf(rate->text);
    if (const RecordItem *holdFor = record.item("for"))
        rule.holdFor = durationOf(holdFor->text);
    if (const RecordItem *warning = record.item("warning"))
        rule.warning = comparisonOf(warning->text);
    if (const RecordItem *critical = record.item("critical"))
        rule.critical = comparisonOf(critical->text);
    if (const RecordItem *kind = record.item("kind"))
        names.checkKind("kind", kind->text, kind->where);
    if (const RecordValue *roles = record.find("roles"))
        takeRoles(*roles, estate, rule, errors);
    checkLimits(record, rule, errors);
    return rule;
}
} // namespace signalbox
