// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/inbox.h>

#include <algorithm>
#include <utility>

namespace signalbox
{
namespace
{
Fact said(SeriesHandle series, FactKind kind, Moment at, double value)
{
    return {static_cast<SeriesId>(series), kind, at, value};
}
} // namespace

void Inbox::put(Report report)
{
    const std::lock_guard lock(m_mutex);
    m_reports.push_back(std::move(report));
}

std::vector<Report> Inbox::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_reports, {});
}

InboxSay::InboxSay(std::string source, std::uint64_t life, Inbox &inbox)
    : m_source(std::move(source))
    , m_inbox(inbox)
{
    m_report.life = life;
    m_report.source = m_source;
}

InboxSay::~InboxSay()
{
    Report last;
    last.life = m_report.life;
    last.source = m_source;
    last.isEnd = true;
    m_inbox.put(std::move(last));
}

SeriesHandle InboxSay::series(const Subject &subject, std::string_view metric, const Labels &labels,
                              std::string_view unit, Milliseconds interval)
{
    SeriesKey key{subject, std::string(metric), labels, m_source};
    if (!std::is_sorted(labels.begin(), labels.end())) {
        Labels::List inOrder = labels.list();
        std::sort(inOrder.begin(), inOrder.end());
        key.labels = std::move(inOrder);
    }
    const auto [found, isNew] = m_known.try_emplace(key);
    Known &known = found->second;
    if (isNew || known.unit != unit || known.interval != interval) {
        if (isNew)
            known.handle = static_cast<SeriesHandle>(m_known.size() - 1);
        known.unit = unit;
        known.interval = interval;
        m_report.declared.push_back({std::move(key), known.unit, known.interval, known.handle});
    }
    return known.handle;
}

void InboxSay::number(SeriesHandle series, Moment at, double value)
{
    m_report.facts.push_back(said(series, FactKind::Number, at, value));
}

void InboxSay::text(SeriesHandle series, Moment at, std::string_view value)
{
    m_report.facts.push_back(said(series, FactKind::Text, at, static_cast<double>(m_report.texts.size())));
    m_report.texts.emplace_back(value);
}

void InboxSay::gone(SeriesHandle series, Moment at)
{
    m_report.facts.push_back(said(series, FactKind::Gone, at, 0));
}

void InboxSay::earlier(SeriesHandle series, std::vector<EarlierPoint> points)
{
    const auto before = [](const EarlierPoint &a, const EarlierPoint &b) { return a.at < b.at; };
    const auto together = [](const EarlierPoint &a, const EarlierPoint &b) { return a.at == b.at; };
    std::stable_sort(points.begin(), points.end(), before);
    points.erase(std::unique(points.begin(), points.end(), together), points.end());
    if (points.size() > earlierPointsPerAnswer)
        points.erase(points.begin(), points.end() - earlierPointsPerAnswer);
    if (!points.empty())
        m_report.earlier.push_back({static_cast<SeriesId>(series), std::move(points)});
}

void InboxSay::flush()
{
    const std::uint64_t life = m_report.life;
    m_inbox.put(std::exchange(m_report, {}));
    m_report.life = life;
    m_report.source = m_source;
}
} // namespace signalbox
