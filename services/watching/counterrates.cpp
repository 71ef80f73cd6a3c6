// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/counterrates.h>

#include <cmath>
#include <utility>

#include <watching/derived.h>

namespace signalbox
{
namespace
{
SeriesKey rateKey(SeriesKey counter, Milliseconds length)
{
    counter.metric = rateMetric(counter.metric, length);
    return counter;
}

bool isSaid(const Sample &sample)
{
    return sample.kind == FactKind::Number && sample.freshness != Freshness::Never &&
           sample.freshness != Freshness::Gone;
}
} // namespace

CounterRates::CounterRates(Engine &engine)
    : m_engine(engine)
{
}

CounterRates::Windows CounterRates::windowsOf(const Estate &estate)
{
    Windows windows;
    for (const UserRule &rule : estate.userRules) {
        if (rule.rate.count() == 0)
            continue;
        windows[rule.metric].insert(rule.rate);
        if (!rule.per.empty())
            windows[rule.per].insert(rule.rate);
    }
    return windows;
}

void CounterRates::accept(const Estate &estate)
{
    const Picture &picture = m_engine.fold().working();
    std::set<std::string, std::less<>> ended; // metrics
    for (const auto &[counter, lengths] : windowsOf(*picture.estate)) {
        for (const Milliseconds length : lengths)
            ended.insert(rateMetric(counter, length));
    }
    m_wanted = windowsOf(estate);
    for (const auto &[counter, lengths] : m_wanted) {
        for (const Milliseconds length : lengths)
            ended.erase(rateMetric(counter, length));
    }
    std::erase_if(m_counters,
                  [&](const auto &counter) { return !m_wanted.contains(counter.second.declared.key.metric); });
    if (m_wanted.empty() && ended.empty())
        return;
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        learn(picture.series[i]->declared);
        if (ended.contains(picture.series[i]->declared.key.metric))
            m_ended.push_back(static_cast<SeriesId>(i));
    }
}

void CounterRates::learn(const SeriesDeclared &declared)
{
    if (m_wanted.contains(declared.key.metric))
        m_counters[declared.id].declared = declared;
}

void CounterRates::extend(Frame &frame)
{
    std::vector<Fact> said;
    const Picture &picture = m_engine.fold().working();
    for (const SeriesId id : std::exchange(m_ended, {})) {
        if (picture.sample(id).freshness != Freshness::Gone)
            said.push_back({id, FactKind::Gone, frame.tick.moment, 0});
    }
    if (!m_wanted.empty()) {
        for (const Change &change : frame.changes) {
            if (const auto *declared = std::get_if<SeriesDeclared>(&change))
                learn(*declared);
        }
        for (const Fact &fact : frame.facts) {
            const auto counter = m_counters.find(fact.series);
            if (counter != m_counters.end())
                look(counter->second, fact, said);
        }
    }
    addDerived(m_engine, frame, said);
}

CounterWindow CounterRates::begin(const Counter &counter, Milliseconds length) const
{
    CounterWindow window(length);
    const std::optional<SeriesId> rate = m_engine.numbering().find(rateKey(counter.declared.key, length));
    const Picture &picture = m_engine.fold().working();
    if (!rate || index(*rate) >= picture.series.size())
        return window;
    const Sample &counted = picture.sample(counter.declared.id);
    const Sample &before = picture.sample(*rate);
    if (isSaid(counted) && isSaid(before))
        window.resume(counted.at, counted.value, before.value);
    return window;
}

void CounterRates::look(Counter &counter, const Fact &fact, std::vector<Fact> &said)
{
    if (fact.kind == FactKind::Gone) {
        for (const auto &[length, window] : std::exchange(counter.windows, {})) {
            if (const auto rate = m_engine.numbering().find(rateKey(counter.declared.key, length)))
                said.push_back({*rate, FactKind::Gone, fact.at, 0});
        }
        return;
    }
    if (fact.kind != FactKind::Number || !std::isfinite(fact.value))
        return;
    for (const Milliseconds length : m_wanted.find(counter.declared.key.metric)->second) {
        auto window = counter.windows.find(length);
        if (window == counter.windows.end())
            window = counter.windows.emplace(length, begin(counter, length)).first;
        window->second.add(fact.at, fact.value);
        if (const std::optional<double> perSecond = window->second.perSecond())
            said.push_back(
                {m_engine.numbering().series(rateKey(counter.declared.key, length), "", counter.declared.interval),
                 FactKind::Number, fact.at, *perSecond});
    }
}
} // namespace signalbox
