// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/state.h>

#include <cmath>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QString plural(const std::string &kind)
{
    const QString text = QString::fromStdString(kind);
    if (text.endsWith(u's'))
        return text;
    if (text.endsWith(u'y'))
        return text.chopped(1) + u"ies"_s;
    return text + u's';
}
} // namespace

State stateOf(Severity severity)
{
    switch (severity) {
    case Severity::Ok:
        return State::Ok;
    case Severity::Warning:
        return State::Warning;
    case Severity::Critical:
        return State::Critical;
    case Severity::Unknown:
        break;
    }
    return State::Unknown;
}

Standing standingOf(const SubjectState &subject)
{
    Standing standing;
    const Freshness freshness = subject.freshness();
    standing.watched = subject.watched || !subject.declared;
    standing.stale = freshness == Freshness::Stale;
    // A source says nothing of itself: whether it is well is its targets' `up`, and the rules that read those.
    const bool isJudgedByRulesAlone = subject.subject.kind == "source" && subject.series.empty();
    // What is out of the way is nobody's work, and still not well.
    const bool isOut = subject.suppressed > 0 || subject.outOfServiceUntil != Moment{};
    if (subject.severity == Severity::Ok && isOut)
        standing.state = State::Maintenance;
    else if (subject.severity != Severity::Ok || (isJudgedByRulesAlone && !standing.stale))
        standing.state = stateOf(subject.severity);
    else if (!standing.watched || freshness == Freshness::Never || freshness == Freshness::Gone)
        standing.state = State::Unknown;
    else
        standing.state = standing.stale ? State::Stale : State::Ok;
    return standing;
}

bool isForgotten(const SubjectState &subject)
{
    if (subject.subject.kind == estateKind)
        return true; // it carries marks, and is nothing that is well or ill
    const auto gone = subject.count[static_cast<std::size_t>(Freshness::Gone)];
    return !subject.declared && subject.raised + subject.suppressed == 0 && gone == subject.series.size();
}

bool isUnwatched(const Standing &standing)
{
    return !standing.watched && standing.state == State::Unknown;
}

Standing standingOf(const Sample &sample)
{
    Standing standing;
    standing.stale = sample.freshness == Freshness::Stale;
    const bool isUnknown = sample.freshness == Freshness::Never || sample.freshness == Freshness::Gone ||
                           (sample.kind == FactKind::Number && std::isnan(sample.value));
    if (isUnknown)
        standing.state = State::Unknown;
    else
        standing.state = standing.stale ? State::Stale : State::Ok;
    return standing;
}

QString wordOf(State state)
{
    switch (state) {
    case State::Ok:
        return u"OK"_s;
    case State::Warning:
        return u"warning"_s;
    case State::Critical:
        return u"critical"_s;
    case State::Unknown:
        return u"unknown"_s;
    case State::Stale:
        return u"stale"_s;
    case State::Maintenance:
        break;
    }
    return u"maintenance"_s;
}

QString wordOf(const Standing &standing)
{
    if (isUnwatched(standing))
        return u"not watched"_s;
    if (standing.stale && standing.state != State::Stale)
        return wordOf(standing.state) + u", stale"_s;
    return wordOf(standing.state);
}

QString wordOf(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Never:
        return u"never said"_s;
    case Freshness::Fresh:
        return u"fresh"_s;
    case Freshness::Late:
        return u"late"_s;
    case Freshness::Stale:
        return u"stale"_s;
    case Freshness::Gone:
        break;
    }
    return u"gone"_s;
}

int rankOf(const Standing &standing)
{
    if (isUnwatched(standing))
        return 2;
    switch (standing.state) {
    case State::Ok:
        return 0;
    case State::Maintenance:
        return 1;
    case State::Warning:
        return 3;
    case State::Critical:
        return 4;
    case State::Stale:
        return 5;
    case State::Unknown:
        break;
    }
    return 6;
}

QString kindTitle(const std::string &kind)
{
    QString text = plural(kind);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString kindCount(std::size_t count, const std::string &kind)
{
    return QString::number(count) + u' ' + (count == 1 ? QString::fromStdString(kind) : plural(kind));
}
} // namespace signalbox
