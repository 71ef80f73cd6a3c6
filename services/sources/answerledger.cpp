// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/answerledger.h>

#include <algorithm>
#include <tuple>

#include <sources/metric.h>
#include <sources/selfreport.h>

namespace signalbox
{
namespace
{
/// No honest series is spelled longer; one that is would be carried in the recording for ever.
constexpr std::size_t longestSpelling = 4096;
} // namespace

AnswerLedger::AnswerLedger(Say &say, const Subject &subject, Labels labels, const SourceDeclaration &declaration,
                           std::shared_ptr<const LabelledSubjects> labelled)
    : m_say(say)
    , m_subject(subject)
    , m_labels(std::move(labels))
    , m_labelled(std::move(labelled))
    , m_keep(declaration.keep)
    , m_cap(declaration.cap)
    , m_interval(declaration.interval)
{
}

Expected<AnswerCount> AnswerLedger::take(std::string_view answer, ExpositionFormat format, const AnswerTimes &times)
{
    ++m_answer;
    Expected<AnswerCount> count = read(answer, format, times.date.has_value());
    if (!count) {
        dropUnaccepted();
        return count;
    }
    sayKept(times);
    if (m_kept.size() < m_entries.size())
        forgetVanished(times.asked);
    return count;
}

Expected<AnswerCount> AnswerLedger::read(std::string_view answer, ExpositionFormat format, bool isDated)
{
    AnswerCount count;
    m_kept.clear();
    ExpositionReader reader(answer, format);
    ExpositionSample sample;
    std::size_t next = 0; // the place in the last answer's order that is likely to come now
    const auto expected = [&] {
        return next < m_order.size() ? std::string_view(m_entries[m_order[next]].spelling) : std::string_view();
    };
    while (reader.next(sample, expected())) {
        ++count.scraped;
        if (sample.stamp && !isDated) {
            ++count.ageless;
            ++count.leftOut;
            continue;
        }
        std::optional<Place> place;
        if (sample.name.empty()) {
            place = m_order[next];
        } else {
            const Expected<std::optional<Place>> found = placeOf(sample, count);
            if (!found)
                return tl::unexpected(found.error());
            place = *found;
        }
        if (!place || m_entries[*place].seen == m_answer) {
            ++count.leftOut;
            continue;
        }
        Entry &entry = m_entries[*place];
        if (entry.handle)
            next = entry.order + 1;
        entry.seen = m_answer;
        m_kept.push_back({*place, sample.value, sample.stamp});
    }
    if (reader.problem())
        return tl::unexpected(*reader.problem());
    return count;
}

/// Nothing: the sample is not kept.
Expected<std::optional<AnswerLedger::Place>> AnswerLedger::placeOf(const ExpositionSample &sample, AnswerCount &count)
{
    if (!isKept(sample.name, m_keep) || SelfReport::isReserved(sample.name) || sample.series.size() > longestSpelling)
        return std::nullopt;
    auto found = m_places.find(sample.series);
    if (found == m_places.end()) {
        const Expected<Labels> labels = parseExpositionLabels(sample.labels);
        if (!labels)
            return tl::unexpected(labels.error());
        std::string key = std::string(sample.name) + labelText(*labels);
        found = m_places.find(key);
        if (found == m_places.end()) {
            if (m_entries.size() >= m_cap) {
                ++count.overCap;
                return std::nullopt;
            }
            Entry entry;
            entry.spelling = sample.series;
            entry.metric = sample.name;
            entry.labels = *labels;
            entry.unit = sample.unit.empty() ? std::string(unitOf(sample.name)) : wellFormed(sample.unit, 32);
            found = m_places.emplace(std::move(key), static_cast<Place>(m_entries.size())).first;
            m_entries.push_back(std::move(entry));
        }
    }
    Entry &entry = m_entries[found->second];
    if (entry.spelling != sample.series)
        entry.spelling = sample.series;
    return found->second;
}

void AnswerLedger::sayKept(const AnswerTimes &times)
{
    const Moment at = times.asked - std::max(times.age, Milliseconds(0));
    m_order.clear();
    for (const Kept &kept : m_kept) {
        Entry &entry = m_entries[kept.place];
        if (!entry.handle) {
            Labels labels = entry.labels;
            for (const auto &[name, value] : m_labels) {
                if (labelValue(labels, name).empty())
                    labels = labels.with(name, value);
            }
            Subject subject = m_subject;
            if (m_labelled)
                std::tie(subject, labels) = m_labelled->attribute(m_subject, labels);
            entry.handle = m_say.series(subject, entry.metric, labels, entry.unit, m_interval);
        }
        entry.order = m_order.size();
        entry.seenAt = times.asked;
        m_order.push_back(kept.place);
        Moment was = at;
        if (kept.stamp && times.date) {
            // Both from the answerer's side, so that only their difference counts and no clock has to agree with
            // another. What is stamped later than the answer is as new as the answer, and no newer.
            was = std::min(at, times.asked - (*times.date - *kept.stamp));
        }
        m_say.number(*entry.handle, was, kept.value);
    }
}

void AnswerLedger::forgetVanished(Moment now)
{
    const auto isForgotten = [&](const Entry &entry) { return now - entry.seenAt >= forgetAfter; };
    if (std::none_of(m_entries.begin(), m_entries.end(), isForgotten))
        return;
    std::vector<std::optional<Place>> moved(m_entries.size());
    std::vector<Entry> left;
    for (std::size_t place = 0; place < m_entries.size(); ++place) {
        Entry &entry = m_entries[place];
        if (isForgotten(entry)) {
            m_say.gone(*entry.handle, now);
            continue;
        }
        moved[place] = static_cast<Place>(left.size());
        left.push_back(std::move(entry));
    }
    m_entries = std::move(left);
    for (auto known = m_places.begin(); known != m_places.end();) {
        const std::optional<Place> place = moved[known->second];
        if (place)
            known->second = *place;
        known = place ? std::next(known) : m_places.erase(known);
    }
    // Whatever is in the order came with the answer just taken, so none of it is forgotten.
    for (Place &place : m_order)
        place = *moved[place];
}

void AnswerLedger::dropUnaccepted()
{
    const auto first =
        std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return !entry.handle; });
    const auto left = static_cast<Place>(first - m_entries.begin());
    m_entries.erase(first, m_entries.end());
    for (auto known = m_places.begin(); known != m_places.end();)
        known = known->second < left ? std::next(known) : m_places.erase(known);
}
} // namespace signalbox
