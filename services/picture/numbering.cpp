// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <picture/numbering.h>

#include <utility>

namespace signalbox
{
void Numbering::learn(const Change &change)
{
    if (const auto *series = std::get_if<SeriesDeclared>(&change))
        m_series[series->key] = *series;
    else if (const auto *text = std::get_if<TextDeclared>(&change))
        m_texts.emplace(text->text, text->id);
    else if (const auto *alert = std::get_if<AlertDeclared>(&change))
        m_alerts[{alert->rule, alert->subject, alert->labels}] = *alert;
}

SeriesId Numbering::series(const SeriesKey &key, const std::string &unit, Milliseconds interval)
{
    const auto [found, isNew] = m_series.try_emplace(key);
    SeriesDeclared &declared = found->second;
    if (isNew || declared.unit != unit || declared.interval != interval) {
        if (isNew)
            declared = {static_cast<SeriesId>(m_series.size() - 1), key, {}, {}};
        declared.unit = unit;
        declared.interval = interval;
        m_new.emplace_back(declared);
    }
    return declared.id;
}

TextId Numbering::text(const std::string &text)
{
    const auto [found, isNew] = m_texts.try_emplace(text, static_cast<TextId>(m_texts.size()));
    if (isNew)
        m_new.emplace_back(TextDeclared{found->second, text});
    return found->second;
}

AlertId Numbering::alert(const std::string &rule, std::uint32_t ruleVersion, const Subject &subject,
                         const Labels &labels)
{
    const auto [found, isNew] = m_alerts.try_emplace({rule, subject, labels});
    AlertDeclared &declared = found->second;
    if (isNew || declared.ruleVersion != ruleVersion) {
        if (isNew)
            declared = {static_cast<AlertId>(m_alerts.size() - 1), rule, ruleVersion, subject, labels};
        declared.ruleVersion = ruleVersion;
        m_new.emplace_back(declared);
    }
    return declared.id;
}

std::vector<Change> Numbering::takeNew()
{
    return std::exchange(m_new, {});
}
} // namespace signalbox
