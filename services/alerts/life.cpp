// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/life.h>

#include <algorithm>

namespace signalbox
{
namespace
{
// What was critical while nobody looked stays until somebody has seen it: an alert at three in the morning is still
// there at nine. What was not known is known again, and leaves nothing to be seen.
AlertCell cleared(AlertCell cell, const Circumstances &circumstances)
{
    const bool wasSeen = cell.acknowledged || circumstances.suppressedUntil > circumstances.now;
    cell.latched = cell.worst == Severity::Critical && !wasSeen;
    if (!cell.latched)
        cell.worst = Severity::Ok;
    cell.state = AlertState::Clear;
    cell.severity = Severity::Ok;
    cell.acknowledged = cell.flapping = cell.held = cell.escalated = false;
    cell.acknowledgedBy = {};
    cell.acknowledgedUntil = {};
    cell.since = circumstances.now;
    return cell;
}

bool isLeftAlone(const AlertCell &cell)
{
    return cell.state == AlertState::Raised && cell.severity == Severity::Warning && !cell.acknowledged;
}

// What time alone has done.
AlertCell settled(AlertCell cell, const Circumstances &circumstances)
{
    const Moment now = circumstances.now;
    if (cell.acknowledged && cell.acknowledgedUntil != Moment{} && now >= cell.acknowledgedUntil)
        cell = unacknowledged(cell);
    if (cell.flapping && now >= cell.stirred + quietAfterFlapping) {
        cell.flapping = false;
        cell.flaps = 0;
        if (cell.held)
            return cleared(cell, circumstances);
    }
    cell.escalated =
        isLeftAlone(cell) && circumstances.suppressedUntil <= now && now >= cell.since + circumstances.escalateAfter;
    return cell;
}

void raise(AlertCell &cell, Moment now)
{
    cell.state = AlertState::Raised;
    ++cell.raises;
    const auto forgotten = (now - cell.stirred) / flapForgottenAfter;
    cell.flaps = static_cast<std::uint8_t>(forgotten >= cell.flaps ? 1 : cell.flaps - forgotten + 1);
    cell.flapping = cell.flaps >= flappingAfter;
    cell.stirred = now;
    cell.latched = false; // its worst stays until it is acknowledged
}
} // namespace

AlertCell stated(AlertCell cell, Severity severity, TextId sentence, const Circumstances &circumstances)
{
    const Moment now = circumstances.now;
    if (cell.state == AlertState::Clear) {
        cell.state = AlertState::Pending;
        cell.since = now;
    }
    if (cell.state == AlertState::Pending && now >= cell.since + circumstances.holdFor)
        raise(cell, now);
    if (cell.held) {
        cell.held = false;
        ++cell.raises;
        cell.stirred = now;
    }
    // What got worse is another matter than what was acknowledged.
    if (cell.state == AlertState::Raised && isWorse(severity, cell.worst)) {
        cell = unacknowledged(cell);
        cell.worst = severity;
        cell.stirred = now;
    }
    cell.severity = severity;
    cell.sentence = sentence;
    return settled(cell, circumstances);
}

AlertCell notStated(AlertCell cell, const Circumstances &circumstances)
{
    const Moment now = circumstances.now;
    if (cell.state == AlertState::Pending) {
        cell.state = AlertState::Clear;
        cell.severity = Severity::Ok;
        cell.since = now;
    } else if (cell.state == AlertState::Raised && !cell.flapping) {
        cell = cleared(cell, circumstances);
    } else if (cell.state == AlertState::Raised && !cell.held) {
        cell.held = true;
        cell.stirred = now;
    }
    return settled(cell, circumstances);
}

AlertCell acknowledged(AlertCell cell, TextId by, Moment seen, Moment until)
{
    if (seen < cell.stirred)
        return cell;
    if (cell.latched) {
        cell.latched = false;
        cell.worst = Severity::Ok;
    }
    if (cell.state != AlertState::Raised)
        return cell;
    cell.acknowledged = true;
    cell.acknowledgedBy = by;
    cell.acknowledgedUntil = until;
    cell.worst = cell.severity;
    cell.escalated = false;
    return cell;
}

AlertCell unacknowledged(AlertCell cell)
{
    cell.acknowledged = false;
    cell.acknowledgedBy = {};
    cell.acknowledgedUntil = {};
    return cell;
}

std::optional<Moment> dueOf(const AlertCell &cell, const Circumstances &circumstances)
{
    const Moment now = circumstances.now;
    std::optional<Moment> due;
    const auto consider = [&](Moment moment) {
        if (moment > now && (!due || moment < *due))
            due = moment;
    };
    if (cell.state == AlertState::Pending)
        consider(cell.since + circumstances.holdFor);
    if (cell.acknowledged)
        consider(cell.acknowledgedUntil);
    if (cell.flapping)
        consider(cell.stirred + quietAfterFlapping);
    if (isLeftAlone(cell) && !cell.escalated)
        consider(std::max(cell.since + circumstances.escalateAfter, circumstances.suppressedUntil));
    return due;
}

Moment suppressedUntil(const Picture &picture, const Alert &alert)
{
    const SubjectState &subject = picture.subject(alert.subject);
    return std::max({alert.shelvedUntil, subject.shelvedUntil, subject.outOfServiceUntil});
}

std::optional<Moment> escalatesAt(const Picture &picture, const Alert &alert)
{
    const AlertCell &cell = alert.cell;
    const bool isWarning = cell.state == AlertState::Raised && cell.severity == Severity::Warning && !cell.escalated;
    if (!isWarning || (cell.acknowledged && cell.acknowledgedUntil == Moment{}))
        return {};
    const Moment suppressed = suppressedUntil(picture, alert);
    if (suppressed == Moment::max())
        return {};
    const Moment left = cell.since + picture.estate->escalateAfter;
    return std::max({left, suppressed, cell.acknowledged ? cell.acknowledgedUntil : Moment{}});
}
} // namespace signalbox
