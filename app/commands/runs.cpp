// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <ostream>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <commands/plantext.h>
#include <commands/runfollowing.h>
#include <estate/plaintext.h>
#include <models/format.h>

namespace signalbox::commands::runs
{
namespace
{
constexpr CommandOption stepOption{"step", "N", "of skip and by-hand: not the first in question"};
constexpr CommandOption whyOption{"why", "TEXT", "the reason; skip, by-hand and leave need one"};
constexpr CommandOption allOption{"all", "", "all that ever were, and not only the last 20"};
constexpr std::size_t fewest = 20;
constexpr Milliseconds settlesWithin = std::chrono::seconds(3);

Exit list(const RunLedger &ledger, const Arguments &arguments, Terminal &terminal)
{
    if (arguments.has(jsonOption.name)) {
        QJsonArray runs;
        for (const auto &[row, run] : ledger.runs())
            runs.append(runJson(run));
        terminal.out << QJsonDocument(QJsonObject{{QStringLiteral("signalbox"), 1}, {QStringLiteral("runs"), runs}})
                            .toJson(QJsonDocument::Compact)
                            .toStdString()
                     << '\n';
        return Exit::Done;
    }
    const std::size_t count = ledger.runs().size();
    std::size_t number = 0;
    for (const auto &[row, run] : ledger.runs()) {
        const bool isLate = number++ + fewest >= count;
        if (isLate || !run.isOver() || arguments.has(allOption.name))
            terminal.out << lineOf(run) << '\n';
    }
    for (const Hold &hold : ledger.holds(readMachineClocks().wall))
        terminal.out << "held  " << harmless(hold.path) << "  by " << harmless(hold.who) << " until "
                     << wallText(hold.until, QTimeZone::systemTimeZone()).toStdString() << ": " << harmless(hold.why)
                     << '\n';
    for (const Problem &problem : ledger.problems())
        terminal.err << "signalboxctl: " << harmless(problem.sentence()) << '\n';
    return Exit::Done;
}

Expected<RunDecision> decisionOf(const Run &run, const std::string &typed, const Arguments &arguments)
{
    RunDecision decision;
    decision.reason = arguments.value(whyOption.name);
    std::string possible;
    bool isPossible = false;
    for (const RunDecision::Kind kind : decisionsFor(run)) {
        possible += (possible.empty() ? "" : ", ") + std::string(word(kind));
        if (typed == word(kind)) {
            decision.kind = kind;
            isPossible = true;
        }
    }
    if (!isPossible)
        return tl::unexpected(
            Problem{{},
                    "the run " + std::string(word(run.state)) + ", and \"" + typed + "\" is nothing to say to it now",
                    possible.empty() ? "Wait for it" : "Say one of " + possible});
    using Kind = RunDecision::Kind;
    const bool isAboutStep = decision.kind == Kind::Skip || decision.kind == Kind::ByHand;
    if ((isAboutStep || decision.kind == Kind::Leave) && decision.reason.empty())
        return tl::unexpected(Problem{{}, typed + " needs a reason", "Say it with --why"});
    const std::string step = arguments.value(stepOption.name);
    std::uint32_t number = static_cast<std::uint32_t>(stepInQuestion(run).value_or(0)) + 1;
    if (!step.empty()) {
        const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), number);
        if (error != std::errc() || end != step.data() + step.size() || number == 0 || number > run.steps.size())
            return tl::unexpected(
                Problem{"--step " + step, "is no step of this run", "It has " + std::to_string(run.steps.size())});
    }
    decision.step = number - 1;
    return decision;
}

Exit say(const ActingDesk &desk, const Run &run, const Arguments &arguments, Terminal &terminal)
{
    RunEvent event{run.id, {}, {}, 0, RunApproved{planHash(run.plan)}};
    const std::string typed = arguments.operand(1);
    if (typed != "approve") {
        const Expected<RunDecision> decision = decisionOf(run, typed, arguments);
        if (!decision)
            return refused(decision.error(), terminal);
        event.what = *decision;
    } else if (run.state != RunState::Approval) {
        return refused({{}, "the run waits for nobody's approval", {}}, terminal);
    } else if (run.who == thisPerson()) {
        return refused({{}, "you confirmed it yourself", "Another person has to approve it"}, terminal, Exit::Blocked);
    }
    const auto told = tell(desk, event);
    if (!told)
        return refused(told.error(), terminal, Exit::Failed);
    if (!desk.canAct()) {
        terminal.err << "signalboxctl: noted; nobody watches this estate now, and it goes on once somebody does\n";
        return Exit::Unknown;
    }
    return followRun(desk, run.id, terminal);
}

bool canBeSaid(const Run *run, const std::string &typed)
{
    if (run && typed == "approve")
        return run->state == RunState::Approval;
    const std::vector<RunDecision::Kind> kinds = run ? decisionsFor(*run) : std::vector<RunDecision::Kind>();
    return std::any_of(kinds.begin(), kinds.end(), [&](RunDecision::Kind kind) { return typed == word(kind); });
}

// A run whose watch has died is found and looked at by the one that has just begun: that takes a moment.
Expected<RunLedger> settled(const ActingDesk &desk, const Arguments &arguments)
{
    const Milliseconds until = readMachineClocks().sinceBoot + settlesWithin;
    Expected<RunLedger> ledger = desk.ledger();
    while (ledger && arguments.operands.size() > 1 && readMachineClocks().sinceBoot < until &&
           ledger->runLike(arguments.operand(0)) && !ledger->runLike(arguments.operand(0))->isOver() &&
           !canBeSaid(ledger->runLike(arguments.operand(0)), arguments.operand(1))) {
        desk.pause(Milliseconds(100));
        ledger = desk.ledger();
    }
    return ledger;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    // A decision is carried out by whoever acts: where nobody does, by this.
    const auto desk = ActingDesk::open(arguments.value(estateOption.name), arguments.operands.size() > 1, terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const Expected<RunLedger> ledger = settled(**desk, arguments);
    if (!ledger)
        return refused(ledger.error(), terminal, Exit::Failed);
    if (arguments.operands.empty())
        return list(*ledger, arguments, terminal);
    const Run *run = ledger->runLike(arguments.operand(0));
    if (!run)
        return refused({{}, "there is no one run " + arguments.operand(0), "signalboxctl runs lists them"}, terminal);
    if (arguments.operands.size() > 1)
        return say(**desk, *run, arguments, terminal);
    if (arguments.has(jsonOption.name)) {
        QJsonObject object = runJson(*run);
        object.insert(QStringLiteral("signalbox"), 1);
        terminal.out << QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() << '\n';
    } else {
        printRun(*run, terminal.out);
    }
    return Exit::Done;
}

constexpr CommandOption options[] = {stepOption, whyOption, allOption, jsonOption, estateOption};
} // namespace

extern const Command item;
const Command item{.name = "runs",
                   .operands = "[RUN [WORD]]",
                   .mostOperands = 2,
                   .options = options,
                   .summary = "What was done; say how an unfinished run goes on",
                   .text = "RUN is its id, or the beginning of it. WORD is resume (go on; what is not done\n"
                           "is tried again), skip (pass the step over), by-hand (it was done by hand: its\n"
                           "probe decides), undo, leave (as it is), stop (send nothing further) or approve\n"
                           "(as a second person).",
                   .run = run};
} // namespace signalbox::commands::runs
