// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/runledger.h>

#include <algorithm>

#include <QDateTime>
#include <QTimeZone>

#include <journal/act.h>

namespace signalbox
{
namespace
{
bool contains(const std::vector<std::string> &paths, const std::string &path)
{
    return std::find(paths.begin(), paths.end(), path) != paths.end();
}

std::string clockOf(WallTime wall)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(wall.time_since_epoch().count(), QTimeZone::utc());
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm")).toStdString() + " UTC";
}

} // namespace

std::string Claim::sentence() const
{
    return path + " is held by " + who + " since " + clockOf(since) + ": " + what;
}

void RunLedger::fold(const JournalRow &row)
{
    m_lastRow = std::max(m_lastRow, row.number);
    if (row.act == "hold" || row.act == "release") {
        foldHold(row);
        return;
    }
    if (auto change = outsideChangeOf(row)) {
        m_outside.push_back(std::move(*change));
        return;
    }
    Expected<std::optional<RunEvent>> event = runEventOf(row);
    if (!event) {
        m_problems.push_back(event.error());
        return;
    }
    if (!*event)
        return;
    if (Run *known = find((*event)->run)) {
        signalbox::fold(*known, **event);
        return;
    }
    const auto *confirmed = std::get_if<RunConfirmed>(&(*event)->what);
    if (!confirmed)
        return; // of a run that this journal does not begin
    Run run = begin(*confirmed, **event);
    if (const std::optional<Claim> claim = holder(run.plan.claims, row.wall, row.who)) {
        run.state = RunState::Refused;
        run.words = claim->sentence();
    }
    m_numbers[run.id] = row.number;
    m_runs.emplace(row.number, std::move(run));
}

void RunLedger::foldHold(const JournalRow &row)
{
    if (const Expected<Act> act = actOf(row); !act) {
        m_problems.push_back(act.error());
        return;
    }
    // Somebody else's hold ends by its time, or by a release that says why.
    const auto held = m_holds.find(row.what);
    const bool isOthers = held != m_holds.end() && held->second.who != row.who && row.wall < held->second.until;
    if (row.act == "release") {
        if (!isOthers || !row.text.empty())
            m_holds.erase(row.what);
        return;
    }
    if (isOthers)
        return;
    m_holds[row.what] = {row.what, row.who, row.text, row.wall, row.until.value_or(WallTime::max())};
}

Run *RunLedger::find(const std::string &id)
{
    const auto number = m_numbers.find(id);
    return number == m_numbers.end() ? nullptr : &m_runs.at(number->second);
}

const Run *RunLedger::run(const std::string &id) const
{
    const auto number = m_numbers.find(id);
    return number == m_numbers.end() ? nullptr : &m_runs.at(number->second);
}

const Run *RunLedger::runLike(const std::string &beginning) const
{
    const auto from = m_numbers.lower_bound(beginning);
    if (beginning.empty() || from == m_numbers.end() || from->first.rfind(beginning, 0) != 0)
        return nullptr;
    const auto next = std::next(from);
    if (from->first != beginning && next != m_numbers.end() && next->first.rfind(beginning, 0) == 0)
        return nullptr;
    return &m_runs.at(from->second);
}

std::optional<Claim> RunLedger::holder(const std::vector<std::string> &paths, WallTime now, const std::string &who,
                                       const std::string &but) const
{
    for (const auto &[row, run] : m_runs) {
        if (run.isOver() || run.id == but)
            continue;
        for (const std::string &path : run.plan.claims) {
            if (contains(paths, path))
                return Claim{path, run.who, run.plan.title, run.confirmed, run.id};
        }
    }
    for (const Hold &hold : holds(now)) {
        if (hold.who != who && contains(paths, hold.path))
            return Claim{hold.path, hold.who, hold.why, hold.since, {}};
    }
    return {};
}

std::uint64_t RunLedger::lastOutside(const std::vector<std::string> &paths) const
{
    const auto found = std::find_if(m_outside.rbegin(), m_outside.rend(), [&](const OutsideChange &change) {
        return contains(paths, change.subject.path());
    });
    return found == m_outside.rend() ? 0 : found->row;
}

std::vector<Hold> RunLedger::holds(WallTime now) const
{
    std::vector<Hold> all;
    for (const auto &[path, hold] : m_holds) {
        if (now < hold.until)
            all.push_back(hold);
    }
    return all;
}

} // namespace signalbox
