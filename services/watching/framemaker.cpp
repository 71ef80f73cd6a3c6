// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/framemaker.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace signalbox
{
namespace
{
constexpr std::size_t answersThatWait = 1000;

bool keepsAlike(const SourceDeclaration &a, const SourceDeclaration &b)
{
    return a.type == b.type && a.keep == b.keep && a.cap == b.cap;
}

bool polls(const SourceDeclaration &source, const Subject &subject)
{
    return std::any_of(source.targets.begin(), source.targets.end(),
                       [&](const Target &target) { return target.subject == subject; });
}

const SourceDeclaration *findSource(const Estate &estate, const std::string &name)
{
    const auto found = std::find_if(estate.sources.begin(), estate.sources.end(),
                                    [&](const SourceDeclaration &source) { return source.name == name; });
    return found == estate.sources.end() ? nullptr : &*found;
}

/// Of each series the fact with the latest `at`, and of equals the one said last; ascending series.
void keepLatest(std::vector<Fact> &facts)
{
    std::stable_sort(facts.begin(), facts.end(), [](const Fact &a, const Fact &b) { return a.series < b.series; });
    auto kept = facts.begin();
    for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
        if (kept == facts.begin() || std::prev(kept)->series != fact->series)
            *kept++ = *fact;
        else if (fact->at >= std::prev(kept)->at)
            *std::prev(kept) = *fact;
    }
    facts.erase(kept, facts.end());
}
} // namespace

FrameMaker::FrameMaker(Engine &engine)
    : m_engine(engine)
{
}

void FrameMaker::fill(Frame &frame, const std::vector<Report> &reports)
{
    std::size_t room = frame.facts.size();
    for (const Report &report : reports)
        room += report.facts.size();
    frame.facts.reserve(room);
    std::set<std::uint64_t> ended; // what they said last may be of what is no longer watched, and is asked for anew
    for (const Report &report : reports) {
        if (report.isEnd)
            ended.insert(report.life);
    }
    for (const Report &report : reports) {
        if (ended.contains(report.life))
            continue;
        std::vector<SeriesId> &numbers = m_lives[report.life];
        for (const Report::Declared &declared : report.declared) {
            numbers.resize(std::max(numbers.size(), index(declared.handle) + 1));
            numbers[index(declared.handle)] =
                m_engine.numbering().series(declared.key, declared.unit, declared.interval);
        }
        for (Fact fact : report.facts) {
            fact.series = numbers[index(fact.series)];
            fact.at = std::min(fact.at, frame.tick.moment);
            if (fact.kind == FactKind::Text) {
                const std::string &text = report.texts[static_cast<std::size_t>(fact.value)];
                fact.value = static_cast<double>(index(m_engine.numbering().saidText(text)));
            }
            frame.facts.push_back(fact);
        }
        for (const Earlier &answer : report.earlier)
            m_earlier.push_back({numbers[index(answer.series)], answer.points});
    }
    for (const std::uint64_t life : ended)
        m_lives.erase(life);
    takeEarlier(frame);
    std::vector<Change> declared = m_engine.numbering().takeNew();
    frame.changes.insert(frame.changes.end(), std::make_move_iterator(declared.begin()),
                         std::make_move_iterator(declared.end()));
    keepLatest(frame.facts);
}

void FrameMaker::takeEarlier(Frame &frame)
{
    // What waits is bounded: a source that says more than can be recorded is not listened to at length.
    while (m_earlier.size() > answersThatWait)
        m_earlier.pop_front();
    std::size_t points = 0;
    for (; !m_earlier.empty(); m_earlier.pop_front()) {
        Earlier &answer = m_earlier.front();
        const auto isLater = [&](const EarlierPoint &point) { return point.at > frame.tick.moment; };
        answer.points.erase(std::find_if(answer.points.begin(), answer.points.end(), isLater), answer.points.end());
        points += answer.points.size();
        if (points > earlierPointsPerFrame)
            return;
        if (!answer.points.empty())
            frame.earlier.push_back(std::move(answer));
    }
}

void FrameMaker::endUndeclared(Frame &frame, const Estate &before, const Estate &now)
{
    const Picture &picture = m_engine.fold().working();
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        const auto id = static_cast<SeriesId>(i);
        const SeriesKey &key = picture.series[i]->declared.key;
        const bool isOfTheJournal = key.source == journalSource;
        if (isOfTheJournal && (key.metric == changeMarkMetric || now.find(key.subject)))
            continue;
        const SourceDeclaration *earlier = findSource(before, key.source);
        const SourceDeclaration *later = findSource(now, key.source);
        const bool goesOn = later && (!earlier || keepsAlike(*earlier, *later)) &&
                            (!earlier || !polls(*earlier, key.subject) || polls(*later, key.subject));
        if (!goesOn && picture.sample(id).freshness != Freshness::Gone)
            frame.facts.push_back({id, FactKind::Gone, frame.tick.moment, 0});
    }
}
} // namespace signalbox
