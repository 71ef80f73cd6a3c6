// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <picture/fold.h>

#include <estate/estatereader.h>

#include <algorithm>
#include <utility>

namespace signalbox
{
namespace
{
constexpr int lateAfter = 2;           // intervals; data-model.md
constexpr int staleAfter = 3;          // intervals
constexpr std::size_t keptEstates = 4; // parsed; each takes several times its text

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;
} // namespace

Fold::Fold() = default;

void Fold::reset()
{
    auto estates = std::move(m_estates);
    *this = Fold();
    m_estates = std::move(estates);
}

void Fold::advance(Moment now, Touched &touched)
{
    if (now < m_working.now)
        return;
    if (m_loaded)
        armAll();
    m_working.now = now;
    if (now >= m_nextSuppressionEnd)
        endSuppressions(touched);
    while (!m_timers.empty() && m_timers.begin()->first <= now) {
        const std::vector<SeriesId> due = std::move(m_timers.begin()->second);
        m_timers.erase(m_timers.begin());
        for (const SeriesId id : due) {
            m_armed[index(id)] = false;
            refresh(id, touched);
            arm(id);
        }
    }
}

void Fold::refresh(SeriesId id, Touched &touched)
{
    const Freshness freshness = freshnessNow(id);
    if (freshness == m_working.samples[index(id)].freshness)
        return;
    setFreshness(id, freshness);
    touched.freshness.push_back(id);
}

void Fold::armAll()
{
    m_loaded = false;
    m_timers.clear();
    m_armed.assign(m_working.series.size(), false);
    for (std::size_t i = 0; i < m_working.series.size(); ++i)
        arm(static_cast<SeriesId>(i));
}

std::optional<Moment> Fold::nextDue() const
{
    return m_timers.empty() ? std::nullopt : std::optional(m_timers.begin()->first);
}

Freshness Fold::freshnessNow(SeriesId id) const
{
    const Sample &sample = m_working.samples[index(id)];
    if (sample.freshness == Freshness::Never || sample.kind == FactKind::Gone)
        return sample.freshness == Freshness::Never ? Freshness::Never : Freshness::Gone;
    const Milliseconds interval = m_intervals[index(id)];
    const Milliseconds age = m_working.now - sample.at;
    if (age >= staleAfter * interval)
        return Freshness::Stale;
    return age >= lateAfter * interval ? Freshness::Late : Freshness::Fresh;
}

// At most one entry a series. A fact that arrives does not move it: when it falls due too early, it is armed anew.
void Fold::arm(SeriesId id)
{
    const Sample &sample = m_working.samples[index(id)];
    if (m_armed[index(id)] || sample.freshness == Freshness::Never || sample.freshness == Freshness::Gone)
        return;
    const Milliseconds interval = m_intervals[index(id)];
    for (const int intervals : {lateAfter, staleAfter}) {
        const Moment due = sample.at + intervals * interval;
        if (due > m_working.now) {
            m_timers[due].push_back(id);
            m_armed[index(id)] = true;
            return;
        }
    }
}

void Fold::setFreshness(SeriesId id, Freshness freshness)
{
    Sample &sample = m_working.samples.write(index(id));
    const Series &series = *m_working.series[index(id)];
    if (!series.aboutScraping) {
        SubjectState &subject = writeSubject(series.subject);
        --subject.count[index(sample.freshness)];
        ++subject.count[index(freshness)];
    }
    sample.freshness = freshness;
}

// Numbers are dense: one that leaves a hole, or a fact about what was not declared, is from a damaged recording and
// passed over.
void Fold::apply(const Change &change, Touched &touched)
{
    std::visit(Overloaded{
                   [&](const SeriesDeclared &series) { declare(series, touched); },
                   [&](const TextDeclared &text) {
                       if (index(text.id) > m_working.texts.size())
                           return;
                       m_working.texts.grow(index(text.id) + 1);
                       m_working.texts.write(index(text.id)) = std::make_shared<const std::string>(text.text);
                   },
                   [&](const AlertDeclared &alert) { declare(alert); },
                   [&](const EstateAccepted &estate) {
                       accept(estate);
                       touched.everything = true;
                   },
                   [&](const AnchorSet &set) {
                       auto timeline = std::make_shared<Timeline>(*m_working.timeline);
                       timeline->add(set.anchor);
                       m_working.timeline = std::move(timeline);
                       touched.everything = true; // dates are another time away
                   },
                   [&](const SuppressionSet &set) {
                       m_suppressions[{set.kind, set.about}] = set;
                       suppress(set, touched);
                       replaceInForce(set);
                   },
               },
               change);
}

void Fold::applyToLoad(const std::vector<DatedChange> &changes)
{
    const auto isEstate = [](const DatedChange &dated) { return std::holds_alternative<EstateAccepted>(dated.change); };
    const auto lastEstate = std::find_if(changes.rbegin(), changes.rend(), isEstate);
    Touched none; // a seek judges nothing
    for (const DatedChange &dated : changes) {
        if (const auto *set = std::get_if<SuppressionSet>(&dated.change))
            m_suppressions[{set->kind, set->about}] = *set;
        else if (!isEstate(dated) || &dated == &*lastEstate)
            apply(dated.change, none);
    }
}

void Fold::declare(const SeriesDeclared &declared, Touched &touched)
{
    const std::size_t i = index(declared.id);
    if (i > m_working.series.size() || declared.interval <= Milliseconds(0))
        return;
    const bool born = i >= m_working.series.size() || !m_working.series[i];
    auto series = std::make_shared<Series>();
    series->declared = declared;
    series->subject = subjectNumber(declared.key.subject);
    series->aboutScraping = isAboutScraping(declared.key.metric);
    const bool isPolled = declared.key.source != journalSource;
    if (isPolled)
        subjectNumber({"source", declared.key.source});
    m_working.series.grow(i + 1);
    m_working.samples.grow(i + 1);
    m_armed.resize(std::max(m_armed.size(), i + 1));
    m_intervals.resize(std::max(m_intervals.size(), i + 1));
    m_intervals[i] = declared.interval;
    m_working.series.write(i) = series;
    if (!born)
        return; // another interval or unit: the timer in force finds out when it falls due
    SubjectState &subject = writeSubject(series->subject);
    if (subject.series.empty())
        subject.count = {};
    subject.series.push_back(declared.id);
    if (isPolled && !subject.watched) {
        std::erase(m_working.unwatched, series->subject);
        subject.watched = true;
    }
    if (!series->aboutScraping)
        ++subject.count[index(Freshness::Never)];
    touched.freshness.push_back(declared.id);
}

void Fold::apply(const Fact &fact, Touched &touched)
{
    const std::size_t i = index(fact.series);
    if (i >= m_working.samples.size())
        return;
    const Sample &held = m_working.samples[i];
    const bool first = held.freshness == Freshness::Never;
    if (!first && fact.at < held.at)
        return;
    const bool isNews = first || fact.kind != held.kind ||
                        std::bit_cast<std::uint64_t>(fact.value) != std::bit_cast<std::uint64_t>(held.value);
    Sample &sample = m_working.samples.write(i);
    sample.value = fact.value;
    sample.at = std::min(fact.at, m_working.now); // a source's clock ahead must not keep a value fresh
    sample.kind = fact.kind;
    if (isNews)
        touched.values.push_back(fact.series);
    if (first) {
        setFreshness(fact.series, Freshness::Fresh);
        touched.freshness.push_back(fact.series);
    }
    refresh(fact.series, touched);
    if (!m_loaded)
        arm(fact.series);
}

void Fold::apply(const Frame &frame)
{
    Touched touched;
    advance(frame.tick.moment, touched);
    setTick(frame.tick);
    for (const Change &change : frame.changes)
        apply(change, touched);
    for (const Fact &fact : frame.facts)
        apply(fact, touched);
    for (const Transition &transition : frame.transitions)
        apply(transition);
}

SubjectId Fold::subjectNumber(const Subject &subject)
{
    const auto [found, isNew] = m_index.try_emplace(subject.path(), static_cast<SubjectId>(m_working.subjects.size()));
    if (isNew) {
        const std::size_t i = m_working.subjects.size();
        m_working.subjects.grow(i + 1);
        auto state = std::make_shared<SubjectState>();
        state->subject = subject;
        state->watched = isKnownToTheWatch(subject.kind);
        m_subjects.push_back(state);
        m_working.subjects.write(i) = std::move(state);
        m_subjectEpoch.push_back(m_publication);
        m_indexChanged = true;
        Touched none; // it has no alerts yet
        for (const auto kind : {SuppressionSet::Kind::Shelved, SuppressionSet::Kind::OutOfService}) {
            const auto set = m_suppressions.find({kind, subject.path()});
            if (set != m_suppressions.end())
                suppress(set->second, none);
        }
    }
    return found->second;
}

std::optional<SubjectId> Fold::find(const Subject &subject) const
{
    const auto found = m_index.find(subject.path());
    return found == m_index.end() ? std::nullopt : std::optional(found->second);
}

SubjectState &Fold::writeSubject(SubjectId id)
{
    const std::size_t i = index(id);
    if (m_subjectEpoch[i] != m_publication) {
        m_subjects[i] = std::make_shared<SubjectState>(*m_subjects[i]);
        m_working.subjects.write(i) = m_subjects[i];
        m_subjectEpoch[i] = m_publication;
    }
    return *m_subjects[i];
}

void Fold::accept(const EstateAccepted &accepted)
{
    m_working.estate = parsed(accepted);
    m_working.accepted = std::make_shared<const EstateAccepted>(accepted);
    markDeclared(*m_working.estate);
}

std::shared_ptr<const Estate> Fold::parsed(const EstateAccepted &accepted)
{
    auto known = std::find_if(m_estates.begin(), m_estates.end(),
                              [&](const auto &estate) { return estate.first == accepted.hash; });
    if (known == m_estates.end()) {
        // What was accepted once parses; where a newer program no longer takes it, subjects are known by their series
        // alone.
        EstateReading reading = parseEstate(accepted.text);
        known =
            m_estates.emplace(m_estates.end(), accepted.hash,
                              std::make_shared<const Estate>(reading.estate ? std::move(*reading.estate) : Estate{}));
    }
    std::rotate(m_estates.begin(), known, std::next(known));
    m_estates.resize(std::min(m_estates.size(), keptEstates));
    return m_estates.front().second;
}

void Fold::markDeclared(const Estate &estate)
{
    for (std::size_t i = 0; i < m_working.subjects.size(); ++i) {
        const SubjectState &before = *m_working.subjects[i];
        // Not by an estate of before: whoever reads only the last one must come to the same.
        const bool isWatched = !before.series.empty() || isKnownToTheWatch(before.subject.kind);
        if (!before.declared && before.watched == isWatched)
            continue;
        SubjectState &state = writeSubject(static_cast<SubjectId>(i));
        state.declared = false;
        state.site.clear();
        state.watched = isWatched;
    }
    for (const Declared &declared : estate.subjects) {
        SubjectState &state = writeSubject(subjectNumber(declared.subject));
        state.declared = true;
        state.site = declared.site;
    }
    for (const SourceDeclaration &source : estate.sources) {
        writeSubject(subjectNumber({"source", source.name})).declared = true;
        for (const Target &target : source.targets)
            writeSubject(subjectNumber(target.subject)).watched = true;
    }
    m_working.unwatched.clear();
    for (const Subject &subject : estate.unwatched()) {
        // A source that finds its subjects by itself watches those that it spoke of.
        if (const SubjectId id = subjectNumber(subject); !m_working.subjects[index(id)]->watched)
            m_working.unwatched.push_back(id);
    }
}

void Fold::load(const RecordedState &state)
{
    m_working.tick = state.tick;
    m_working.now = state.tick.moment;
    m_loaded = true; // timers are made when time moves on: a seek needs none
    for (std::size_t i = 0; i < m_working.subjects.size(); ++i)
        writeSubject(static_cast<SubjectId>(i)).count = {};
    for (std::size_t i = 0; i < m_working.series.size(); ++i) {
        const auto id = static_cast<SeriesId>(i);
        Sample &sample = m_working.samples.write(i);
        sample = {};
        if (i < state.samples.size() && state.samples[i].held) {
            const RecordedState::Held &held = state.samples[i];
            sample = {held.value, held.at, held.kind, Freshness::Fresh};
            sample.freshness = freshnessNow(id);
        }
        if (!m_working.series[i]->aboutScraping)
            ++writeSubject(m_working.series[i]->subject).count[index(sample.freshness)];
    }
    for (std::size_t i = 0; i < m_working.alerts.size(); ++i)
        m_working.alerts.write(i).cell = i < state.alerts.size() ? state.alerts[i] : AlertCell{};
    suppressAll();
    for (std::size_t i = 0; i < m_working.subjects.size(); ++i)
        recountAlerts(static_cast<SubjectId>(i));
}

PicturePtr Fold::publish(bool heldUp)
{
    if (m_indexChanged) {
        m_working.numbers = std::make_shared<const SubjectIndex>(m_index);
        m_indexChanged = false;
    }
    // A source that has no series of its own is as old as the picture is.
    for (const SourceDeclaration &source : m_working.estate->sources) {
        const auto known = m_index.find("source/" + source.name);
        if (known == m_index.end() || !m_working.subjects[index(known->second)]->series.empty())
            continue;
        const bool isOld = heldUp && m_working.now - m_working.tick.moment >= 3 * source.interval;
        const std::uint32_t stale = isOld ? 1 : 0;
        if (m_working.subjects[index(known->second)]->count[index(Freshness::Stale)] != stale)
            writeSubject(known->second).count[index(Freshness::Stale)] = stale;
    }
    auto picture = std::make_shared<Picture>(m_working);
    picture->heldUp = heldUp;
    m_working.samples.seal();
    m_working.series.seal();
    m_working.texts.seal();
    m_working.subjects.seal();
    m_working.alerts.seal();
    ++m_publication;
    return picture;
}
} // namespace signalbox
