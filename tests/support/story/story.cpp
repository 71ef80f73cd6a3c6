// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include <estate/estatereader.h>

namespace signalbox
{
namespace
{
Subject subjectFrom(const std::string &path)
{
    const auto slash = path.find('/');
    return {path.substr(0, slash), path.substr(slash + 1)};
}

std::string sampleText(const Picture &picture, SeriesId id)
{
    const Sample &sample = picture.sample(id);
    const SeriesKey &key = picture.series[index(id)]->declared.key;
    char bits[32];
    std::snprintf(bits, sizeof bits, "%016" PRIx64, std::bit_cast<std::uint64_t>(sample.value));
    const std::string value = sample.kind == FactKind::Text ? picture.text(sample) : std::string(bits);
    return key.metric + labelText(key.labels) + " from " + key.source + " = " + value + " age " +
           std::to_string((picture.now - sample.at).count()) + " kind " +
           std::to_string(static_cast<int>(sample.kind)) + " freshness " +
           std::to_string(static_cast<int>(sample.freshness)) + '\n';
}

// What people and time did with an alert.
std::string lifeText(const Picture &picture, const Alert &alert)
{
    const AlertCell &cell = alert.cell;
    const auto ms = [](Moment moment) { return ' ' + std::to_string(moment.time_since_epoch().count()); };
    return " worst " + std::to_string(static_cast<int>(cell.worst)) + " latched " + std::to_string(cell.latched) +
           " flapping " + std::to_string(cell.flapping) + std::to_string(cell.held) + std::to_string(cell.flaps) +
           " escalated " + std::to_string(cell.escalated) + " until" + ms(cell.acknowledgedUntil) + " stirred" +
           ms(cell.stirred) + " suppressed" + ms(suppressedUntil(picture, alert));
}
} // namespace

Story::Story(const std::string &estate, std::span<const Rule *const> rules)
    : m_engine(rules)
{
    m_next.tick = {1, begin(), 0};
    m_next.changes.emplace_back(AnchorSet{{begin(), WallTime(begin().time_since_epoch()), {}, "boot"}});
    accepts(estate);
}

Moment Story::begin()
{
    return Moment(std::chrono::seconds(1'700'000'000));
}

Story &Story::at(Milliseconds time)
{
    m_next.tick.moment = begin() + time;
    return *this;
}

Story &Story::says(const std::string &subject, const std::string &metric, double value, const Labels &labels)
{
    add(series(subject, metric, labels), FactKind::Number, value);
    return *this;
}

Story &Story::says(const std::string &subject, const std::string &metric, const std::string &text, const Labels &labels)
{
    const SeriesId id = series(subject, metric, labels);
    add(id, FactKind::Text, static_cast<double>(index(m_engine.numbering().text(text))));
    return *this;
}

Story &Story::gone(const std::string &subject, const std::string &metric, const Labels &labels)
{
    add(series(subject, metric, labels), FactKind::Gone, 0);
    return *this;
}

Story &Story::from(const std::string &source)
{
    m_source = source;
    return *this;
}

Story &Story::every(Milliseconds interval)
{
    m_interval = interval;
    return *this;
}

Story &Story::accepts(const std::string &estate)
{
    const EstateReading reading = parseEstate(estate);
    m_next.changes.emplace_back(EstateAccepted{reading.estate ? reading.estate->text : estate,
                                               reading.estate ? reading.estate->hash : estate, "test",
                                               rules::setHash()});
    return *this;
}

Story &Story::clockShows(WallTime wall)
{
    m_next.changes.emplace_back(AnchorSet{{m_next.tick.moment, wall, {}, "boot"}});
    return *this;
}

Story &Story::writes(const JournalRow &row)
{
    m_rows.push_back(row);
    if (row.wall == WallTime{})
        m_rows.back().wall = picture().timeline->wallAt(m_next.tick.moment);
    m_next.tick.journal = row.number;
    return *this;
}

Story &Story::acts(const Act &act)
{
    JournalRow row = rowOf(act, "ann@desk", picture().timeline->wallAt(m_next.tick.moment)).value();
    row.number = m_next.tick.journal + 1;
    return writes(row);
}

Story &Story::trueAt(Milliseconds time)
{
    m_trueAt = begin() + time;
    return *this;
}

const Frame &Story::tick()
{
    for (Change &change : m_engine.numbering().takeNew())
        m_next.changes.push_back(std::move(change));
    std::sort(m_next.facts.begin(), m_next.facts.end(),
              [](const Fact &a, const Fact &b) { return a.series < b.series; });
    m_engine.complete(m_next, m_rows);
    m_rows.clear();
    m_frames.push_back(m_next);
    const Tick last = m_next.tick;
    m_next = {};
    m_next.tick = {last.number + 1, last.moment + Milliseconds(1), last.journal};
    m_trueAt.reset();
    return m_frames.back();
}

std::vector<std::string> Story::raised()
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i < picture().alerts.size(); ++i) {
        const Alert &alert = picture().alerts[i];
        if (alert.cell.state == AlertState::Raised)
            all.push_back(alertKeyText(*alert.key) + ": " + picture().text(alert.cell.sentence));
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<std::string> Story::stated(std::string_view rule)
{
    static const char *const words[] = {"ok: ", "warning: ", "critical: ", "unknown: "};
    std::vector<std::string> all;
    for (std::size_t i = 0; i < picture().alerts.size(); ++i) {
        const Alert &alert = picture().alerts[i];
        if (alert.key->rule == rule && alert.cell.state != AlertState::Clear)
            all.push_back(words[static_cast<std::size_t>(alert.cell.severity)] + picture().text(alert.cell.sentence));
    }
    return all;
}

const Sample &Story::sample(const std::string &subject, const std::string &metric)
{
    return picture().sample(series(subject, metric, {}));
}

SeriesId Story::series(const std::string &subject, const std::string &metric, const Labels &labels)
{
    return m_engine.numbering().series({subjectFrom(subject), metric, labels, m_source}, "", m_interval);
}

void Story::add(SeriesId series, FactKind kind, double value)
{
    m_next.facts.push_back({series, kind, std::min(m_trueAt.value_or(m_next.tick.moment), m_next.tick.moment), value});
}

std::string pictureText(const Picture &picture)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < picture.subjects.size(); ++i) {
        const SubjectState &subject = *picture.subjects[i];
        const bool isShown = subject.declared || !subject.series.empty();
        if (!isShown)
            continue;
        std::string part = subject.subject.path() + " declared " + std::to_string(subject.declared) + " severity " +
                           std::to_string(static_cast<int>(subject.severity)) + " raised " +
                           std::to_string(subject.raised) + " freshness " +
                           std::to_string(static_cast<int>(subject.freshness())) + '\n';
        for (const SeriesId id : subject.series)
            part += sampleText(picture, id);
        for (const AlertId id : subject.alerts) {
            const Alert &alert = picture.alerts[index(id)];
            const AlertCell &cell = alert.cell;
            if (cell == AlertCell{})
                continue;
            part += alertKeyText(*alert.key) + " state " + std::to_string(static_cast<int>(cell.state)) + " severity " +
                    std::to_string(static_cast<int>(cell.severity)) + " since " +
                    std::to_string(cell.since.time_since_epoch().count()) + " acknowledged " +
                    std::to_string(cell.acknowledged) + ' ' +
                    (cell.acknowledged ? picture.text(cell.acknowledgedBy) : "") + " raises " +
                    std::to_string(cell.raises) + lifeText(picture, alert) + ": " + picture.text(cell.sentence) + '\n';
        }
        parts.push_back(std::move(part));
    }
    std::sort(parts.begin(), parts.end());
    std::string text =
        "tick " + std::to_string(picture.tick.number) + " journal " + std::to_string(picture.tick.journal) + " now " +
        std::to_string(picture.now.time_since_epoch().count()) + " wall " +
        std::to_string(picture.wall().time_since_epoch().count()) + " estate " + picture.accepted->hash + " held up " +
        std::to_string(picture.heldUp) + " unwatched " + std::to_string(picture.unwatched.size()) + " suppressions " +
        std::to_string(picture.suppressions->size()) + '\n';
    for (const std::string &part : parts)
        text += part;
    return text;
}
} // namespace signalbox
