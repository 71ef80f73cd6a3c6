// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a fold does with alerts: their cells, and what keeps them out of the way.
#include <picture/fold.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include <recording/about.h>

namespace signalbox
{
void Fold::declare(const AlertDeclared &declared)
{
    const std::size_t i = index(declared.id);
    if (i > m_working.alerts.size())
        return;
    const SubjectId subject = subjectNumber(declared.subject);
    m_working.alerts.grow(i + 1);
    Alert &alert = m_working.alerts.write(i);
    const bool born = !alert.key;
    alert.key = std::make_shared<const AlertDeclared>(declared);
    alert.subject = subject;
    if (!born)
        return;
    writeSubject(subject).alerts.push_back(declared.id);
    std::string about = alertKeyText(declared);
    m_alertsByHash.emplace(std::hash<std::string>()(about), declared.id);
    const auto shelved = m_suppressions.find({SuppressionSet::Kind::Shelved, std::move(about)});
    if (shelved != m_suppressions.end() && shelved->second.until > m_working.now)
        alert.shelvedUntil = shelved->second.until;
}

void Fold::apply(const Transition &transition)
{
    if (index(transition.alert) >= m_working.alerts.size())
        return;
    Alert &alert = m_working.alerts.write(index(transition.alert));
    const AlertCell before = std::exchange(alert.cell, transition.cell);
    SubjectState &subject = writeSubject(alert.subject);
    const bool was = before.state == AlertState::Raised;
    const bool is = alert.cell.state == AlertState::Raised;
    if (isSuppressed(alert)) {
        subject.suppressed += (is ? 1U : 0U) - (was ? 1U : 0U);
        return;
    }
    subject.raised += (is ? 1U : 0U) - (was ? 1U : 0U);
    // A subject may have thousands of alerts: all are looked at only where the worst of them may have ended.
    if (is && alert.cell.severity >= subject.severity)
        subject.severity = alert.cell.severity;
    else if (was && before.severity == subject.severity)
        recountAlerts(alert.subject);
}

void Fold::recountAlerts(SubjectId id)
{
    SubjectState &subject = writeSubject(id);
    subject.severity = Severity::Ok;
    subject.raised = subject.suppressed = 0;
    for (const AlertId alert : subject.alerts) {
        const AlertCell &cell = m_working.alerts[index(alert)].cell;
        if (cell.state != AlertState::Raised)
            continue;
        const bool isOut = isSuppressed(m_working.alerts[index(alert)]);
        ++(isOut ? subject.suppressed : subject.raised);
        if (isOut)
            continue;
        subject.severity = std::max(subject.severity, cell.severity);
    }
}

bool Fold::isSuppressed(const Alert &alert) const
{
    const SubjectState &subject = m_working.subject(alert.subject);
    return std::max({alert.shelvedUntil, subject.shelvedUntil, subject.outOfServiceUntil}) > m_working.now;
}

// What it is about is suppressed until its end, or no longer. What is not known yet gets it at its birth.
void Fold::suppress(const SuppressionSet &set, Touched &touched)
{
    const std::optional<SubjectId> subject = find(subjectOfAbout(set.about));
    if (!subject)
        return;
    const Moment until = set.until > m_working.now ? set.until : Moment{};
    Moment SubjectState::*const ofSubject =
        set.kind == SuppressionSet::Kind::Shelved ? &SubjectState::shelvedUntil : &SubjectState::outOfServiceUntil;
    const std::optional<AlertId> alert = findAlert(set.about);
    if (alert && m_working.alerts[index(*alert)].shelvedUntil != until)
        m_working.alerts.write(index(*alert)).shelvedUntil = until;
    else if (!alert && set.about == m_working.subject(*subject).subject.path() &&
             m_working.subject(*subject).*ofSubject != until)
        writeSubject(*subject).*ofSubject = until;
    else
        return;
    recountAlerts(*subject);
    touched.suppressed.push_back(*subject);
}

// Of what was ever suppressed: another moment may lie before or after any of it.
void Fold::suppressAll()
{
    Touched none; // a seek judges nothing
    std::vector<SuppressionSet> inForce;
    for (const auto &[about, set] : m_suppressions) {
        suppress(set, none);
        if (set.until > m_working.now)
            inForce.push_back(set);
    }
    setInForce(std::move(inForce));
}

void Fold::endSuppressions(Touched &touched)
{
    std::vector<SuppressionSet> inForce = *m_working.suppressions;
    for (const SuppressionSet &set : inForce) {
        if (set.until <= m_working.now)
            suppress(set, touched);
    }
    std::erase_if(inForce, [this](const SuppressionSet &set) { return set.until <= m_working.now; });
    setInForce(std::move(inForce));
}

void Fold::replaceInForce(const SuppressionSet &set)
{
    std::vector<SuppressionSet> inForce = *m_working.suppressions;
    const auto isBefore = [](const SuppressionSet &a, const SuppressionSet &b) {
        return std::tie(a.kind, a.about) < std::tie(b.kind, b.about);
    };
    auto place = std::lower_bound(inForce.begin(), inForce.end(), set, isBefore);
    if (place != inForce.end() && !isBefore(set, *place))
        place = inForce.erase(place);
    if (set.until > m_working.now)
        inForce.insert(place, set);
    setInForce(std::move(inForce));
}

void Fold::setInForce(std::vector<SuppressionSet> inForce)
{
    m_nextSuppressionEnd = Moment::max();
    for (const SuppressionSet &set : inForce)
        m_nextSuppressionEnd = std::min(m_nextSuppressionEnd, set.until);
    m_working.suppressions = std::make_shared<const std::vector<SuppressionSet>>(std::move(inForce));
}

std::optional<AlertId> Fold::findAlert(const std::string &about) const
{
    const auto [first, last] = m_alertsByHash.equal_range(std::hash<std::string>()(about));
    for (auto alert = first; alert != last; ++alert) {
        if (alertKeyText(*m_working.alerts[index(alert->second)].key) == about)
            return alert->second;
    }
    return {};
}
} // namespace signalbox
