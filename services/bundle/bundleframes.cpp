// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <bundle/bundleframes.h>

#include <algorithm>

#include <recording/about.h>

namespace signalbox
{
namespace
{
std::uint32_t number(TextId text)
{
    return static_cast<std::uint32_t>(text);
}
} // namespace

BundleFrames::BundleFrames(const BundleCut &cut)
    : m_cut(cut)
{
}

bool BundleFrames::isWanted(const Subject &subject) const
{
    return m_cut.subjects.empty() ||
           std::find(m_cut.subjects.begin(), m_cut.subjects.end(), subject) != m_cut.subjects.end();
}

Frame BundleFrames::first(const std::vector<DatedChange> &changes, const RecordedState &state)
{
    Frame frame;
    frame.tick = state.tick;
    const EstateAccepted *estate = nullptr; // of several the last one holds
    const AnchorSet *anchor = nullptr;
    for (const DatedChange &dated : changes) {
        if (const auto *accepted = std::get_if<EstateAccepted>(&dated.change))
            estate = accepted;
        else if (const auto *set = std::get_if<AnchorSet>(&dated.change))
            anchor = set;
        else
            declare(dated.change, frame.changes);
    }
    if (anchor)
        frame.changes.emplace_back(*anchor);
    if (estate)
        frame.changes.emplace_back(*estate);
    hold(state, frame);
    return frame;
}

void BundleFrames::declare(const Change &change, std::vector<Change> &into)
{
    if (const auto *series = std::get_if<SeriesDeclared>(&change)) {
        if (!isWanted(series->key.subject))
            return;
        SeriesDeclared declared = *series;
        declared.id = m_series.try_emplace(series->id, static_cast<SeriesId>(m_series.size())).first->second;
        into.emplace_back(std::move(declared));
    } else if (const auto *alert = std::get_if<AlertDeclared>(&change)) {
        if (!isWanted(alert->subject))
            return;
        AlertDeclared declared = *alert;
        declared.id = m_alerts.try_emplace(alert->id, static_cast<AlertId>(m_alerts.size())).first->second;
        into.emplace_back(std::move(declared));
    } else if (const auto *text = std::get_if<TextDeclared>(&change)) {
        m_allTexts[number(text->id)] = text->text; // declared where it is first used
    } else if (const auto *suppression = std::get_if<SuppressionSet>(&change)) {
        if (isWanted(subjectOfAbout(suppression->about)))
            into.push_back(change);
    } else {
        into.push_back(change);
    }
}

void BundleFrames::hold(const RecordedState &state, Frame &into)
{
    for (const auto &[id, ours] : m_series) {
        if (index(id) >= state.samples.size() || !state.samples[index(id)].held)
            continue;
        const RecordedState::Held &held = state.samples[index(id)];
        if (const auto fact = cutFact({id, held.kind, held.at, held.value}, into.changes))
            into.facts.push_back(*fact);
    }
    for (const auto &[id, ours] : m_alerts) {
        if (index(id) >= state.alerts.size() || state.alerts[index(id)] == AlertCell{})
            continue;
        if (const auto transition = cutTransition({id, state.alerts[index(id)]}, into.changes))
            into.transitions.push_back(*transition);
    }
}

Frame BundleFrames::next(const Frame &frame)
{
    Frame cut;
    cut.tick = frame.tick;
    for (const Change &change : frame.changes)
        declare(change, cut.changes);
    for (const Fact &fact : frame.facts) {
        if (const auto ours = cutFact(fact, cut.changes))
            cut.facts.push_back(*ours);
    }
    for (const Transition &transition : frame.transitions) {
        if (const auto ours = cutTransition(transition, cut.changes))
            cut.transitions.push_back(*ours);
    }
    for (const Earlier &answer : frame.earlier) {
        const auto series = m_series.find(answer.series);
        if (series == m_series.end())
            continue;
        Earlier ours{series->second, {}};
        std::copy_if(answer.points.begin(), answer.points.end(), std::back_inserter(ours.points),
                     [this](const EarlierPoint &point) { return point.at >= m_cut.from; });
        if (!ours.points.empty())
            cut.earlier.push_back(std::move(ours));
    }
    return cut;
}

std::optional<Fact> BundleFrames::cutFact(const Fact &fact, std::vector<Change> &declared)
{
    const auto series = m_series.find(fact.series);
    if (series == m_series.end())
        return {};
    Fact ours = fact;
    ours.series = series->second;
    if (fact.kind == FactKind::Text)
        ours.value = static_cast<double>(index(textOf(static_cast<TextId>(fact.value), declared)));
    return ours;
}

std::optional<Transition> BundleFrames::cutTransition(const Transition &transition, std::vector<Change> &declared)
{
    const auto alert = m_alerts.find(transition.alert);
    if (alert == m_alerts.end())
        return {};
    Transition ours{alert->second, transition.cell};
    if (ours.cell != AlertCell{})
        ours.cell.sentence = textOf(ours.cell.sentence, declared);
    ours.cell.acknowledgedBy = ours.cell.acknowledged ? textOf(ours.cell.acknowledgedBy, declared) : TextId{};
    return ours;
}

TextId BundleFrames::textOf(TextId text, std::vector<Change> &declared)
{
    const auto [ours, isNew] = m_texts.try_emplace(number(text), static_cast<TextId>(m_texts.size()));
    if (isNew)
        declared.emplace_back(TextDeclared{ours->second, m_allTexts[number(text)]});
    return ours->second;
}
} // namespace signalbox
