// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/runfollowing.h>

#include <algorithm>
#include <atomic>
#include <ostream>

#include <QTimeZone>

#include <actions/nextmove.h>
#include <commands/gatedialogue.h>
#include <commands/plantext.h>
#include <estate/plaintext.h>
#include <models/format.h>
#include <streams/stopsignals.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookEvery{100};
constexpr Milliseconds spare{15000}; // for the watch to see a confirmation that is about to expire

void print(const RunEvent &event, const Run *run, Terminal &terminal)
{
    terminal.out << clockText(event.wall, QTimeZone::systemTimeZone()).toStdString() << ' '
                 << harmless(sentenceOf(event, run)) << std::endl;
}

// Whether there is nothing to wait for: it is over, or a person has to say how it goes on.
bool isAtRest(const Run &run)
{
    if (run.isOver())
        return true;
    const bool isSettled = nextMoves(run, {}, run.changed).empty() && !decisionsFor(run).empty();
    return run.state == RunState::Deciding && isSettled;
}

// Where this process is the watch, it does not end in the middle of what somebody else's terminal has begun.
void finishOthers(const ActingDesk &desk, RunLedger ledger, Terminal &terminal)
{
    bool isSaid = false;
    while (desk.isOwnWatch() && std::any_of(ledger.runs().begin(), ledger.runs().end(), [](const auto &run) {
               return wasUnderWay(run.second) || run.second.state == RunState::Armed;
           })) {
        if (!std::exchange(isSaid, true))
            terminal.err << "signalboxctl: another run is under way, and this terminal is its watch: waiting for it\n";
        desk.pause(lookEvery);
        const auto rows = desk.rowsAfter(ledger.lastRow());
        for (const JournalRow &row : rows.value_or(std::vector<JournalRow>()))
            ledger.fold(row);
    }
}

Exit exitOf(const Run &run)
{
    switch (run.state) {
    case RunState::Done:
        return Exit::Done;
    case RunState::Refused:
        return Exit::Blocked;
    case RunState::Undone:
    case RunState::UndoFailed:
    case RunState::Left:
        return Exit::Failed;
    default:
        return Exit::Unknown;
    }
}
} // namespace

Expected<std::uint64_t> tell(const ActingDesk &desk, const RunEvent &event)
{
    const JournalRow row = rowOf(event);
    const Act::Kind kind = std::holds_alternative<RunConfirmed>(event.what)  ? Act::Kind::ConfirmRun
                           : std::holds_alternative<RunApproved>(event.what) ? Act::Kind::ApproveRun
                                                                             : Act::Kind::DecideRun;
    return desk.act({kind, row.what, row.text, {}});
}

Exit followRun(const ActingDesk &desk, const std::string &run, Terminal &terminal)
{
    std::atomic<int> stops = 0;
    int stopsSeen = 0;
    const StopSignals stop([&stops] { ++stops; });
    RunLedger ledger;
    const Milliseconds begun = readMachineClocks().sinceBoot;
    while (true) {
        const auto rows = desk.rowsAfter(ledger.lastRow());
        if (!rows)
            return refused(rows.error(), terminal, Exit::Unknown);
        for (const JournalRow &row : *rows) {
            ledger.fold(row);
            const auto event = runEventOf(row);
            if (event && *event && (*event)->run == run)
                print(**event, ledger.run(run), terminal);
        }
        const Run *known = ledger.run(run);
        if (known && isAtRest(*known)) {
            finishOthers(desk, ledger, terminal);
            printRun(*known, terminal.out);
            return exitOf(*known);
        }
        if (known && known->state == RunState::Armed && readMachineClocks().sinceBoot - begun > armedFor + spare) {
            terminal.err << "signalboxctl: nobody has begun it: is a watch running that acts?\n";
            return Exit::Unknown;
        }
        if (!desk.isWatched()) {
            terminal.err << "signalboxctl: the watch has gone; how the run stands: signalboxctl runs " << run << '\n';
            return Exit::Unknown;
        }
        const bool isStopNews = stops > stopsSeen;
        stopsSeen = stops;
        if (isStopNews && stopsSeen > 1) {
            terminal.err << "signalboxctl: the run goes on without this terminal: signalboxctl runs " << run << '\n';
            return Exit::Unknown;
        }
        if (isStopNews) {
            terminal.err << "signalboxctl: stopping it before its next step\n";
            const auto told = tell(desk, {run, {}, {}, 0, RunDecision{RunDecision::Kind::Stop, 0, {}}});
            if (!told)
                return refused(told.error(), terminal, Exit::Unknown);
        }
        desk.pause(lookEvery);
    }
}

Exit actOn(const ActingDesk &desk, const Request &request, const Arguments &arguments, Terminal &terminal)
{
    const Expected<Plan> plan = desk.plan(request);
    if (!plan)
        return refused(plan.error(), terminal);
    printPlan(*plan, terminal.out);
    terminal.out << std::flush;
    const Expected<Confirmation> confirmation = confirmationFrom(*plan, arguments, terminal);
    if (!confirmation)
        return refused(confirmation.error(), terminal, Exit::Blocked);
    const std::string id = newRunId();
    const auto told = tell(desk, {id, {}, {}, 0, RunConfirmed{*plan, *confirmation}});
    if (!told)
        return refused(told.error(), terminal, Exit::Failed);
    terminal.err << "signalboxctl: run " << id << "; Ctrl+C stops it before its next step\n";
    return followRun(desk, id, terminal);
}
} // namespace signalbox
