// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <picture/numbering.h>

#include <utility>

namespace signalbox
{
namespace
{
const std::string tooManyTexts =
    "(not kept: too many different texts stand in this recording already; begin a new one to read what is said)";
} // namespace

Numbering::Numbering(const Limits &limits)
    : m_limits(limits)
{
}

void Numbering::learn(const Change &change)
{
    if (const auto *series = std::get_if<SeriesDeclared>(&change))
        m_series[series->key] = {series->id, series->unit, series->interval};
    else if (const auto *text = std::get_if<TextDeclared>(&change))
        m_texts.emplace(text->text, text->id);
    else if (const auto *alert = std::get_if<AlertDeclared>(&change))
        m_alerts[{alert->rule, alert->subject, alert->labels}] = {alert->id, alert->ruleVersion};
}

SeriesId Numbering::series(const SeriesKey &key, const std::string &unit, Milliseconds interval)
{
    const auto [found, isNew] = m_series.try_emplace(key);
    KnownSeries &known = found->second;
    if (isNew)
        known.id = static_cast<SeriesId>(m_series.size() - 1);
    if (isNew || known.unit != unit || known.interval != interval) {
        known.unit = unit;
        known.interval = interval;
        m_new.emplace_back(SeriesDeclared{known.id, key, unit, interval});
    }
    return known.id;
}

std::optional<SeriesId> Numbering::find(const SeriesKey &key) const
{
    const auto known = m_series.find(key);
    return known == m_series.end() ? std::nullopt : std::optional(known->second.id);
}

TextId Numbering::text(const std::string &text)
{
    return textWithin(m_limits.all, text);
}

TextId Numbering::saidText(const std::string &text)
{
    return textWithin(m_limits.said, text);
}

TextId Numbering::textWithin(std::size_t limit, const std::string &text)
{
    if (m_texts.size() >= limit) {
        const auto known = m_texts.find(text);
        if (known != m_texts.end())
            return known->second;
        if (text != tooManyTexts)
            return textWithin(SIZE_MAX, tooManyTexts); // one text over all limits
    }
    const auto [found, isNew] = m_texts.try_emplace(text, static_cast<TextId>(m_texts.size()));
    if (isNew)
        m_new.emplace_back(TextDeclared{found->second, text});
    return found->second;
}

AlertId Numbering::alert(const std::string &rule, std::uint32_t ruleVersion, const Subject &subject,
                         const Labels &labels)
{
    const auto [found, isNew] = m_alerts.try_emplace({rule, subject, labels});
    KnownAlert &known = found->second;
    if (isNew)
        known.id = static_cast<AlertId>(m_alerts.size() - 1);
    if (isNew || known.ruleVersion != ruleVersion) {
        known.ruleVersion = ruleVersion;
        m_new.emplace_back(AlertDeclared{known.id, rule, ruleVersion, subject, labels});
    }
    return known.id;
}

std::vector<Change> Numbering::takeNew()
{
    return std::exchange(m_new, {});
}
} // namespace signalbox
