// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/explanation.h>

#include <algorithm>
#include <variant>

#include <models/format.h>
#include <rules/rule.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
using LimitField = std::variant<double Limits::*, std::chrono::milliseconds Limits::*, std::uint32_t Limits::*>;

struct LimitEntry {
    std::string_view key;
    LimitField field;
};

constexpr LimitEntry limitEntries[] = {
    {"disk_full_warning", &Limits::diskFullWarning},
    {"disk_full_critical", &Limits::diskFullCritical},
    {"disk_filling_warning", &Limits::diskFillingWarning},
    {"disk_filling_critical", &Limits::diskFillingCritical},
    {"memory_available_warning", &Limits::memoryAvailableWarning},
    {"memory_available_critical", &Limits::memoryAvailableCritical},
    {"load_warning", &Limits::loadWarning},
    {"load_critical", &Limits::loadCritical},
    {"clock_skew_warning", &Limits::clockSkewWarning},
    {"clock_skew_critical", &Limits::clockSkewCritical},
    {"certificate_warning", &Limits::certificateWarning},
    {"certificate_critical", &Limits::certificateCritical},
};

QString textOf(double share)
{
    return numberText(share, Unit::Ratio);
}

QString textOf(std::chrono::milliseconds duration)
{
    return duration < std::chrono::seconds(1) ? u"%1 ms"_s.arg(duration.count()) : ageText(duration);
}

QString textOf(std::uint32_t count)
{
    return countText(count);
}

const Rule *ruleOf(const std::string &id)
{
    for (const Rule *rule : rules::all())
        if (rule->id == id)
            return rule;
    return nullptr;
}

const UserRule *userRuleOf(const Rule &rule, const Labels &alert, const Estate &estate)
{
    if (!rule.readsUserRules)
        return nullptr;
    const std::string_view name = labelValue(alert, "rule");
    const auto found = std::find_if(estate.userRules.begin(), estate.userRules.end(),
                                    [&](const UserRule &candidate) { return candidate.name == name; });
    return found == estate.userRules.end() ? nullptr : &*found;
}

/// What a rule says of itself, and what it compares.
void take(const UserRule &rule, Explanation &explanation)
{
    explanation.rule = u"%1 (a rule of the estate's own)"_s.arg(oneLine(rule.name));
    explanation.guidance = rule.guidance.empty()
                               ? u"The estate file sets this limit and gives no guidance; it would stand there under "
                                 "rules: %1: guidance."_s.arg(oneLine(rule.name))
                               : oneLine(rule.guidance);
    for (const auto &[word, limit] : {std::pair(u"critical"_s, rule.critical), std::pair(u"warning"_s, rule.warning)}) {
        if (limit)
            explanation.limits.append(u"%1: %2"_s.arg(word, oneLine(limit->shown)));
    }
    if (rule.holdFor.count() > 0)
        explanation.limits.append(u"for: %1"_s.arg(ageText(rule.holdFor)));
}

/// Whether a series may be one that the alert is about: nothing in its labels, or its source, speaks against it.
bool fits(const SeriesKey &series, const Labels &alert)
{
    return std::all_of(alert.begin(), alert.end(), [&](const auto &label) {
        const std::string_view own =
            label.first == "source" ? std::string_view(series.source) : labelValue(series.labels, label.first);
        return own.empty() || own == label.second;
    });
}

ReadValue readingOf(const Picture &picture, const Series &series, const QTimeZone &zone)
{
    const SeriesDeclared &declared = series.declared;
    const Sample &sample = picture.sample(declared.id);
    ReadValue reading;
    reading.what = oneLine(declared.key.metric + labelText(declared.key.labels));
    reading.value = sampleText(picture, series, sample, zone);
    reading.freshness = sample.freshness;
    if (sample.freshness != Freshness::Never)
        reading.age = u"%1 ago"_s.arg(ageText(picture.now - sample.at));
    if (sample.freshness == Freshness::Late || sample.freshness == Freshness::Stale)
        reading.age += u", "_s + wordOf(sample.freshness);
    reading.source = oneLine(declared.key.source);
    reading.series = declared.id;
    return reading;
}
} // namespace

QString limitText(const Limits &limits, std::string_view key)
{
    for (const LimitEntry &entry : limitEntries)
        if (entry.key == key)
            return std::visit([&](auto field) { return textOf(limits.*field); }, entry.field);
    return {};
}

Explanation explain(const Picture &picture, AlertId id, const QTimeZone &zone)
{
    constexpr std::size_t most = 20;
    const Alert &alert = picture.alerts[index(id)];
    Explanation explanation;
    const Rule *rule = ruleOf(alert.key->rule);
    explanation.rule = oneLine(alert.key->rule);
    if (!rule)
        return explanation;
    const auto text = [](std::string_view view) {
        return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    };
    explanation.rule = u"%1 (%2)"_s.arg(text(rule->title), explanation.rule);
    explanation.guidance = text(rule->guidance);
    for (const std::string_view key : rule->limits)
        explanation.limits.append(u"%1: %2"_s.arg(text(key), limitText(picture.estate->limits, key)));
    std::vector<std::string> metrics(rule->metrics.begin(), rule->metrics.end());
    if (const UserRule *own = userRuleOf(*rule, alert.key->labels, *picture.estate)) {
        take(*own, explanation);
        metrics = {own->compared(), own->comparedPer()};
    }
    for (const SeriesId series : picture.subject(alert.subject).series) {
        const Series &one = *picture.series[index(series)];
        const bool isRead = std::find(metrics.begin(), metrics.end(), one.declared.key.metric) != metrics.end();
        if (!isRead || !fits(one.declared.key, alert.key->labels))
            continue;
        if (explanation.readings.size() < most)
            explanation.readings.push_back(readingOf(picture, one, zone));
        else
            ++explanation.more;
    }
    return explanation;
}
} // namespace signalbox
