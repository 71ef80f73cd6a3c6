// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/succession.h>

#include <algorithm>

#include <watching/derived.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookAgainAfter{5000};
// An exporter that lacks something may have a collector that fails: that is silence, and not the end of it, for as long
// as the source itself waits.
constexpr Milliseconds graceOfExposition = std::chrono::hours(1);

Milliseconds graceOf(const Series &series, const SourceDeclaration &source)
{
    const Milliseconds twice = 2 * series.declared.interval;
    return source.type == "exposition" ? std::max(twice, graceOfExposition) : twice;
}
} // namespace

Succession::Succession(Engine &engine)
    : m_engine(engine)
{
}

void Succession::extend(Frame &frame, const std::vector<Report> &reports)
{
    takeLives(reports);
    if (m_left.empty())
        return;
    takeFacts(frame);
    if (frame.tick.moment < m_next)
        return;
    m_next = frame.tick.moment + lookAgainAfter;
    std::vector<Fact> gone;
    for (auto &[source, left] : m_left)
        end(source, left, frame.tick.moment, gone);
    std::erase_if(m_left, [](const auto &left) { return left.second.series.empty(); });
    addDerived(m_engine, frame, gone);
}

// A life that begins, or ends: whatever its source has said is from now on something left behind.
void Succession::takeLives(const std::vector<Report> &reports)
{
    std::set<std::string, std::less<>> sources;
    for (const Report &report : reports) {
        if (report.isEnd)
            m_lives.erase(report.life);
        else if (!m_lives.insert(report.life).second)
            continue;
        sources.insert(report.source);
    }
    if (sources.empty())
        return;
    for (const std::string &source : sources)
        m_left[source] = {};
    const Picture &picture = m_engine.fold().working();
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        const auto id = static_cast<SeriesId>(i);
        const std::string &source = picture.series[i]->declared.key.source;
        const Freshness freshness = picture.sample(id).freshness;
        if (freshness != Freshness::Gone && freshness != Freshness::Never && sources.contains(source))
            m_left[source].series.insert(id);
    }
}

void Succession::takeFacts(const Frame &frame)
{
    const Picture &picture = m_engine.fold().working();
    for (const Fact &fact : frame.facts) {
        if (index(fact.series) >= picture.series.size())
            continue; // born in this frame
        const Series &series = *picture.series[index(fact.series)];
        const auto left = m_left.find(series.declared.key.source);
        if (left == m_left.end())
            continue;
        left->second.series.erase(fact.series);
        if (series.declared.key.metric != upMetric || fact.value != 1)
            continue;
        left->second.answered.emplace(series.subject, fact.at);
        if (!left->second.firstAnswer)
            left->second.firstAnswer = fact.at;
    }
}

void Succession::end(const std::string &source, Left &left, Moment now, std::vector<Fact> &gone) const
{
    const Picture &picture = m_engine.fold().working();
    const std::vector<SourceDeclaration> &sources = picture.estate->sources;
    const auto declared =
        std::find_if(sources.begin(), sources.end(), [&](const auto &each) { return each.name == source; });
    std::set<Subject> polled;
    if (declared != sources.end()) {
        for (const Target &target : declared->targets)
            polled.insert(target.subject);
    }
    std::erase_if(left.series, [&](SeriesId id) {
        const Series &series = *picture.series[index(id)];
        if (picture.sample(id).freshness == Freshness::Gone)
            return true;
        bool isOver = declared == sources.end();
        if (!isOver && declared->findsSubjects()) {
            isOver = left.firstAnswer && now >= *left.firstAnswer + graceOf(series, *declared);
        } else if (!isOver) {
            const auto answered = left.answered.find(series.subject);
            isOver = polled.count(series.declared.key.subject) == 0 ||
                     (answered != left.answered.end() && now >= answered->second + graceOf(series, *declared));
        }
        if (isOver)
            gone.push_back({id, FactKind::Gone, now, 0});
        return isOver;
    });
}
} // namespace signalbox
