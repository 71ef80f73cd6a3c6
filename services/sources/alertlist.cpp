// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/alertlist.h>

#include <algorithm>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr std::string_view alertMetric = "alertmanager_alert";
constexpr std::string_view startMetric = "alertmanager_alert_start_time_seconds";
/// Many summaries name a value that changes with each evaluation, and a recording keeps each distinct text for good.
constexpr std::chrono::minutes newSummaryEvery{10};
constexpr std::string_view summaryMetric = "alertmanager_alert_summary";
constexpr std::string_view suppressedMetric = "alertmanager_alert_suppressed_by";
} // namespace

AlertList::AlertList(Say &say, const SourceDeclaration &declaration)
    : m_say(say)
    , m_declaration(declaration)
    , m_finder(declaration.known)
{
}

Expected<AlertCount> AlertList::take(std::string &answer, Moment at)
{
    ++m_list;
    m_listed.clear();
    m_newcomers = 0;
    Expected<AlertCount> count = list(answer);
    if (!count) {
        std::erase_if(m_entries, [](const auto &known) { return !known.second.isBorn; });
        m_order.clear();
        return count;
    }
    // First what is gone: another spelling of the same labels is the same series.
    forget(at);
    for (const Listed &listed : m_listed) {
        if (giveBirth(*listed.entry))
            say(*listed.entry, *listed.alert, at);
        else
            ++count->leftOut;
    }
    return count;
}

Expected<AlertCount> AlertList::list(std::string &answer)
{
    const Expected<std::span<const UpstreamAlert>> alerts = m_reader.alerts(answer);
    if (!alerts)
        return tl::unexpected(alerts.error());
    AlertCount count;
    count.listed = alerts->size();
    std::vector<Entries::value_type *> order;
    order.reserve(alerts->size());
    for (const UpstreamAlert &alert : *alerts) {
        const Expected<Entries::value_type *> known = entryOf(alert, order.size());
        if (!known)
            return tl::unexpected(known.error());
        order.push_back(*known);
        Entry &entry = (*known)->second;
        if (entry.seen != m_list && admit(alert, entry, count))
            m_listed.push_back({&entry, &alert});
        else if (entry.seen == m_list)
            ++count.leftOut;
        entry.seen = m_list;
    }
    m_order = std::move(order);
    return count;
}

Expected<AlertList::Entries::value_type *> AlertList::entryOf(const UpstreamAlert &alert, std::size_t place)
{
    if (place < m_order.size() && m_order[place]->first == alert.labels)
        return m_order[place];
    if (const auto known = m_entries.find(alert.labels); known != m_entries.end())
        return &*known;
    Expected<Labels> labels = m_reader.labels(alert.labels);
    if (!labels)
        return tl::unexpected(labels.error());
    Entry entry;
    entry.isWatchdog = !m_declaration.watchdog.empty() && labelValue(*labels, "alertname") == m_declaration.watchdog;
    entry.parsed = std::move(*labels);
    return &*m_entries.emplace(std::string(alert.labels), std::move(entry)).first;
}

/// Counts it. Whether it is to be said.
bool AlertList::admit(const UpstreamAlert &alert, Entry &entry, AlertCount &count)
{
    if (entry.isWatchdog) {
        count.hasWatchdog = true;
        count.watchdogUpdatedAt = AlertReader::time(alert.updatedAt);
        return false;
    }
    if (alert.state == "suppressed")
        ++count.suppressed;
    else if (alert.state == "active")
        ++count.active;
    else
        ++count.unprocessed;
    // Whoever is in stays in; those that end make room for the next list.
    const bool hasRoom = entry.isBorn || m_owners.size() + m_newcomers < m_declaration.cap;
    m_newcomers += hasRoom && !entry.isBorn ? 1 : 0;
    count.overCap += hasRoom ? 0 : 1;
    count.leftOut += hasRoom ? 0 : 1;
    return hasRoom;
}

/// False: another alert is called alike, once its labels are made fit.
bool AlertList::giveBirth(Entry &entry)
{
    if (entry.isBorn)
        return true;
    const Subject subject = subjectOf(entry.parsed);
    const auto declare = [&](std::string_view metric) {
        return m_say.series(subject, metric, entry.parsed, unitOf(metric), m_declaration.interval);
    };
    entry.alert = declare(alertMetric);
    if (!m_owners.emplace(entry.alert, &entry).second)
        return false;
    entry.start = declare(startMetric);
    entry.text = declare(summaryMetric);
    entry.suppressedBy = declare(suppressedMetric);
    entry.parsed = {};
    entry.isBorn = true;
    return true;
}

Subject AlertList::subjectOf(const Labels &labels)
{
    for (const std::string_view name : {"instance", "host"}) {
        const std::string_view value = labelValue(labels, name);
        if (value.empty())
            continue;
        if (const std::optional<Subject> host = m_finder.find("host", value))
            return *host;
    }
    return m_finder.find("alert", labelValue(labels, "alertname")).value_or(Subject{"alert", "unnamed"});
}

void AlertList::say(Entry &entry, const UpstreamAlert &alert, Moment at)
{
    const bool isAnother = entry.startsAt != alert.startsAt || at - entry.summarized >= newSummaryEvery;
    if (entry.annotations.empty() || (isAnother && entry.annotations != alert.annotations)) {
        entry.annotations = alert.annotations;
        entry.summarized = at;
        entry.summary = m_reader.summary(alert.annotations);
    }
    if (entry.startsAt != alert.startsAt) {
        entry.startsAt = alert.startsAt;
        entry.started = AlertReader::time(alert.startsAt);
    }
    m_say.number(entry.alert, at, alert.state == "active" ? 1 : 0);
    m_say.number(entry.start, at, entry.started);
    m_say.text(entry.text, at, entry.summary);
    saySuppression(entry, alert, at);
}

void AlertList::saySuppression(Entry &entry, const UpstreamAlert &alert, Moment at)
{
    static constexpr std::string_view words[] = {"", "a silence", "another alert", "a silence and another alert"};
    const auto now = static_cast<Suppression>((alert.isSilenced ? 1 : 0) + (alert.isInhibited ? 2 : 0));
    if (now != Suppression::None)
        m_say.text(entry.suppressedBy, at, words[static_cast<std::size_t>(now)]);
    else if (entry.suppression != Suppression::None)
        m_say.gone(entry.suppressedBy, at);
    entry.suppression = now;
}

void AlertList::forget(Moment at)
{
    if (m_entries.size() == m_order.size() && m_listed.size() == m_owners.size())
        return; // every one is listed
    for (auto known = m_entries.begin(); known != m_entries.end();) {
        Entry &entry = known->second;
        const bool isSaid = entry.seen == m_list;
        if (isSaid) {
            ++known;
            continue;
        }
        if (entry.isBorn) {
            for (const SeriesHandle series : {entry.alert, entry.start, entry.text})
                m_say.gone(series, at);
            if (entry.suppression != Suppression::None)
                m_say.gone(entry.suppressedBy, at);
            m_owners.erase(entry.alert);
        }
        known = m_entries.erase(known);
    }
}

std::string AlertList::trouble() const
{
    if (m_finder.isFull())
        return "it names more than " + std::to_string(SubjectFinder::mostUndeclared) + " hosts that are not declared";
    if (m_finder.collisions() > 0)
        return "of " + std::to_string(m_finder.collisions()) + " names, " + m_finder.collision();
    return {};
}
} // namespace signalbox
