// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <demo/demopicture.h>

#include <algorithm>

namespace signalbox
{
namespace
{
/// Sat 21 Nov 2026 08:30:00 UTC.
constexpr Milliseconds startOfDemo{1795249800000};

Freshness freshnessAt(const Sample &sample, Milliseconds interval, Moment now)
{
    if (sample.freshness == Freshness::Never || sample.kind == FactKind::Gone)
        return sample.kind == FactKind::Gone ? Freshness::Gone : Freshness::Never;
    const Milliseconds age = now - sample.at;
    return age >= 3 * interval ? Freshness::Stale : age >= 2 * interval ? Freshness::Late : Freshness::Fresh;
}
} // namespace

DemoPicture::DemoPicture()
{
    m_working.now = Moment(startOfDemo);
    m_working.tick = {1, m_working.now, 0};
    m_timeline.add({m_working.now, WallTime(startOfDemo), {}, "demo"});
    m_working.timeline = std::make_shared<const Timeline>(m_timeline);
    m_estate.id = "demo";
    EstateAccepted accepted;
    accepted.programVersion = SIGNALBOX_VERSION;
    m_working.accepted = std::make_shared<const EstateAccepted>(accepted);
}

SubjectId DemoPicture::subjectOf(const Subject &subject)
{
    const auto [place, isNew] =
        m_numbers.try_emplace(subject.path(), SubjectId{static_cast<std::uint32_t>(m_numbers.size())});
    if (isNew) {
        m_working.subjects.grow(m_numbers.size());
        auto state = std::make_shared<SubjectState>();
        state->subject = subject;
        state->watched = subject.kind == "source";
        m_working.subjects.write(index(place->second)) = state;
    }
    return place->second;
}

SubjectState &DemoPicture::write(SubjectId id)
{
    auto copy = std::make_shared<SubjectState>(*m_working.subjects[index(id)]);
    SubjectState &state = *copy;
    m_working.subjects.write(index(id)) = std::move(copy);
    return state;
}

SeriesId DemoPicture::seriesOf(const Subject &subject, const std::string &metric, const Labels &labels,
                               const std::string &source)
{
    const SeriesKey key{subject, metric, labels, source};
    const auto [place, isNew] = m_series.try_emplace(key, SeriesId{static_cast<std::uint32_t>(m_series.size())});
    if (isNew) {
        const SubjectId owner = subjectOf(subject);
        auto series = std::make_shared<Series>();
        series->declared = {place->second, key, {}, interval};
        series->subject = owner;
        m_working.series.grow(m_series.size());
        m_working.samples.grow(m_series.size());
        m_working.series.write(index(place->second)) = series;
        SubjectState &state = write(owner);
        state.series.push_back(place->second);
        state.watched = true;
    }
    return place->second;
}

TextId DemoPicture::textOf(const std::string &text)
{
    const auto [place, isNew] = m_texts.try_emplace(text, TextId{static_cast<std::uint32_t>(m_texts.size())});
    if (isNew) {
        m_working.texts.grow(m_texts.size());
        m_working.texts.write(index(place->second)) = std::make_shared<const std::string>(text);
    }
    return place->second;
}

Alert &DemoPicture::alertOf(const std::string &rule, const Subject &subject, const Labels &labels)
{
    const SubjectId owner = subjectOf(subject);
    for (const AlertId id : m_working.subject(owner).alerts) {
        const Alert &alert = m_working.alerts[index(id)];
        if (alert.key->rule == rule && alert.key->labels == labels)
            return m_working.alerts.write(index(id));
    }
    const AlertId id{static_cast<std::uint32_t>(m_working.alerts.size())};
    m_working.alerts.grow(m_working.alerts.size() + 1);
    Alert &alert = m_working.alerts.write(index(id));
    AlertDeclared key;
    key.id = id;
    key.rule = rule;
    key.subject = subject;
    key.labels = labels;
    alert.key = std::make_shared<const AlertDeclared>(key);
    alert.subject = owner;
    write(owner).alerts.push_back(id);
    return alert;
}

DemoPicture &DemoPicture::declare(const Subject &subject, const std::string &site,
                                  const std::vector<std::string> &roles)
{
    Declared declared;
    declared.subject = subject;
    declared.site = site;
    declared.roles = roles;
    m_estate.subjects.push_back(declared);
    m_published.reset();
    SubjectState &state = write(subjectOf(subject));
    state.declared = true;
    state.site = site;
    return *this;
}

void DemoPicture::setSample(SeriesId id, const Sample &sample)
{
    m_working.samples.write(index(id)) = sample;
    recount(m_working.series[index(id)]->subject);
}

void DemoPicture::recount(SubjectId id)
{
    std::array<std::uint32_t, 5> count{};
    for (const SeriesId series : m_working.subject(id).series)
        ++count[static_cast<std::size_t>(m_working.sample(series).freshness)];
    if (count != m_working.subject(id).count)
        write(id).count = count;
}

DemoPicture &DemoPicture::say(const Subject &subject, const std::string &metric, double value, const Labels &labels,
                              const std::string &source)
{
    setSample(seriesOf(subject, metric, labels, source), {value, m_working.now, FactKind::Number, Freshness::Fresh});
    return *this;
}

DemoPicture &DemoPicture::sayText(const Subject &subject, const std::string &metric, const std::string &text,
                                  const std::string &source)
{
    const auto id = static_cast<double>(index(textOf(text)));
    setSample(seriesOf(subject, metric, {}, source), {id, m_working.now, FactKind::Text, Freshness::Fresh});
    return *this;
}

DemoPicture &DemoPicture::sayGone(const Subject &subject, const std::string &metric, const Labels &labels,
                                  const std::string &source)
{
    setSample(seriesOf(subject, metric, labels, source), {0, m_working.now, FactKind::Gone, Freshness::Gone});
    return *this;
}

void DemoPicture::weigh(SubjectId id)
{
    SubjectState &state = write(id);
    state.severity = Severity::Ok;
    state.raised = state.suppressed = 0;
    for (const AlertId alert : state.alerts) {
        const AlertCell &cell = m_working.alerts[index(alert)].cell;
        if (cell.state == AlertState::Raised && state.shelvedUntil > m_working.now) {
            ++state.suppressed;
        } else if (cell.state == AlertState::Raised) {
            ++state.raised;
            state.severity = std::max(state.severity, cell.severity);
        }
    }
}

DemoPicture &DemoPicture::raise(const std::string &rule, const Subject &subject, Severity severity,
                                const std::string &sentence, const Labels &labels)
{
    Alert &alert = alertOf(rule, subject, labels);
    const bool isRaised = alert.cell.state == AlertState::Raised;
    if (!isRaised)
        alert.cell.since = m_working.now;
    if (!isRaised || severity > alert.cell.severity)
        alert.cell.stirred = m_working.now;
    alert.cell.state = AlertState::Raised;
    alert.cell.severity = severity;
    alert.cell.sentence = textOf(sentence);
    ++alert.cell.raises;
    weigh(alert.subject);
    return *this;
}

DemoPicture &DemoPicture::clear(const std::string &rule, const Subject &subject, const Labels &labels)
{
    Alert &alert = alertOf(rule, subject, labels);
    alert.cell = {};
    alert.cell.since = m_working.now;
    weigh(alert.subject);
    return *this;
}

DemoPicture &DemoPicture::acknowledge(const std::string &rule, const Subject &subject, const std::string &who,
                                      const Labels &labels)
{
    const TextId by = textOf(who);
    Alert &alert = alertOf(rule, subject, labels);
    alert.cell.acknowledged = true;
    alert.cell.acknowledgedBy = by;
    return *this;
}

DemoPicture &DemoPicture::shelve(const Subject &subject, Milliseconds time)
{
    const SubjectId id = subjectOf(subject);
    write(id).shelvedUntil = m_working.now + time;
    weigh(id);
    return *this;
}

DemoPicture &DemoPicture::pass(Milliseconds time)
{
    m_working.now += time;
    m_working.tick.number += static_cast<TickNumber>(std::max<std::int64_t>(1, time.count() / 1000));
    m_working.tick.moment = m_working.now;
    for (std::size_t i = 0; i < m_working.samples.size(); ++i) {
        const Milliseconds expected = m_working.series[i]->declared.interval;
        const Freshness freshness = freshnessAt(m_working.samples[i], expected, m_working.now);
        if (freshness == m_working.samples[i].freshness)
            continue;
        m_working.samples.write(i).freshness = freshness;
        recount(m_working.series[i]->subject);
    }
    return *this;
}

DemoPicture &DemoPicture::holdUp(Milliseconds time)
{
    const Tick tick = m_working.tick;
    pass(time);
    m_working.tick = tick;
    m_working.heldUp = true;
    return *this;
}

DemoPicture &DemoPicture::stepClock(Milliseconds by)
{
    m_timeline.add({m_working.now, m_timeline.wallAt(m_working.now) + by, {}, "demo"});
    m_working.timeline = std::make_shared<const Timeline>(m_timeline);
    return *this;
}

PicturePtr DemoPicture::picture()
{
    auto published = std::make_shared<Picture>();
    published->tick = m_working.tick;
    published->now = m_working.now;
    published->heldUp = m_working.heldUp;
    published->timeline = m_working.timeline;
    published->accepted = m_working.accepted;
    if (!m_published) {
        m_estate.name = estateName;
        m_estate.userRules = userRules;
        m_published = std::make_shared<const Estate>(m_estate);
    }
    published->estate = m_published;
    published->samples = m_working.samples;
    published->series = m_working.series;
    published->texts = m_working.texts;
    published->subjects = m_working.subjects;
    published->alerts = m_working.alerts;
    m_working.samples.seal();
    m_working.series.seal();
    m_working.texts.seal();
    m_working.subjects.seal();
    m_working.alerts.seal();
    published->numbers = std::make_shared<const SubjectIndex>(m_numbers);
    for (std::size_t i = 0; i < m_working.subjects.size(); ++i)
        if (m_working.subjects[i]->declared && !m_working.subjects[i]->watched)
            published->unwatched.push_back(SubjectId{static_cast<std::uint32_t>(i)});
    return published;
}
} // namespace signalbox
