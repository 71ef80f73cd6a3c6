// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QProcess>

#include <commands/gatedialogue.h>
#include <commands/plantext.h>
#include <commands/runfollowing.h>
#include <estate/plaintext.h>

namespace signalbox::commands::guard
{
namespace
{
/// The plan's guards, gate and claims, with one step of its own.
Plan withOneStep(Plan plan, const std::vector<std::string> &argv)
{
    Step step;
    step.target = plan.request.targets.front();
    step.command.words = argv;
    step.words = literal(step.command);
    plan.steps = {step};
    plan.isElsewhere = true;
    plan.isReversible = false;
    plan.soak = {};
    return plan;
}

RunObserved runHere(const std::vector<std::string> &argv, const std::string &run)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SIGNALBOX_RUN"), QString::fromStdString(run));
    process.setProcessEnvironment(environment);
    QStringList arguments;
    for (std::size_t i = 1; i < argv.size(); ++i)
        arguments.append(QString::fromStdString(argv[i]));
    const Milliseconds begun = readMachineClocks().sinceBoot;
    process.start(QString::fromStdString(argv.front()), arguments);
    RunObserved seen;
    if (!process.waitForStarted(-1)) {
        seen.outcome = RunObserved::Outcome::NotDone;
        seen.words = "it could not be started: " + process.errorString().toStdString();
        return seen;
    }
    process.waitForFinished(-1);
    seen.took = readMachineClocks().sinceBoot - begun;
    if (process.exitStatus() == QProcess::CrashExit) {
        seen.words = "a signal ended it";
        return seen;
    }
    seen.outcome = process.exitCode() == 0 ? RunObserved::Outcome::Done : RunObserved::Outcome::NotDone;
    if (process.exitCode() != 0)
        seen.words = "it ended with status " + std::to_string(process.exitCode());
    return seen;
}

/// Rows that the watch writes of its own runs are written here by whoever runs it.
class Noting
{
public:
    Noting(const ActingDesk &desk, std::string run)
        : m_desk(desk)
        , m_run(std::move(run))
    {
    }
    Expected<void> note(decltype(RunEvent::what) what) const
    {
        const auto number = m_desk.append(rowOf({m_run, thisPerson(), readMachineClocks().wall, 0, std::move(what)}));
        return number ? Expected<void>() : tl::unexpected(number.error());
    }

private:
    const ActingDesk &m_desk;
    std::string m_run;
};

Exit carryOutHere(const ActingDesk &desk, const Plan &plan, const Confirmation &confirmation, Terminal &terminal)
{
    const std::string id = newRunId();
    const Noting noting(desk, id);
    if (const auto noted = noting.note(RunConfirmed{plan, confirmation}); !noted)
        return refused(noted.error(), terminal, Exit::Failed);
    const auto ledger = desk.ledger();
    const Run *claimed = ledger ? ledger->run(id) : nullptr;
    if (!claimed || claimed->state != RunState::Armed) // nothing is left to end: it never began
        return refused({{}, claimed ? claimed->words : "the journal cannot be read", {}}, terminal, Exit::Blocked);
    for (const auto &what : {decltype(RunEvent::what)(RunStarted{}), decltype(RunEvent::what)(RunIntent{})}) {
        if (const auto noted = noting.note(what); !noted)
            return refused(noted.error(), terminal, Exit::Failed);
    }
    const RunObserved seen = runHere(plan.steps.front().command.words, id);
    auto noted = noting.note(seen);
    if (noted && seen.outcome == RunObserved::Outcome::Done)
        noted = noting.note(RunEnded{});
    else if (noted)
        noted = noting.note(RunDecision{RunDecision::Kind::Leave, 0, "the script has to say how it goes on"});
    if (!noted)
        return refused(noted.error(), terminal, Exit::Unknown);
    terminal.err << "signalboxctl: run " << id << ": "
                 << (seen.outcome == RunObserved::Outcome::Done ? "done" : harmless(seen.words)) << '\n';
    return seen.outcome == RunObserved::Outcome::Done      ? Exit::Done
           : seen.outcome == RunObserved::Outcome::NotDone ? Exit::Failed
                                                           : Exit::Unknown;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (arguments.command.empty())
        return refused({{},
                        "guard needs a command after --",
                        "signalboxctl guard restart-brain service/brain -- /usr/local/sbin/restart-brain"},
                       terminal);
    const auto desk = ActingDesk::open(arguments.value(estateOption.name), false, terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    if ((*desk)->isRemote())
        return refused(
            {{}, "guard runs a command here, and the journal is there", "Run it on the machine of the watch"},
            terminal);
    const Expected<Request> request = requestOf((*desk)->picture(), arguments.operands);
    const Expected<Plan> plan = request ? (*desk)->plan(*request) : tl::unexpected(request.error());
    if (!plan)
        return refused(plan.error(), terminal);
    const Plan ours = withOneStep(*plan, arguments.command);
    printPlan(ours, terminal.err);
    const Expected<Confirmation> confirmation = confirmationFrom(ours, arguments, terminal);
    if (!confirmation)
        return refused(confirmation.error(), terminal, Exit::Blocked);
    if (needsApproval(ours, *confirmation))
        return refused({{},
                        "this plan needs a second person, for whom a command here does not wait",
                        "Make a runbook of the command, and use signalboxctl act"},
                       terminal, Exit::Blocked);
    // Somebody may have thought about it for long.
    const Expected<Plan> now = (*desk)->plan(*request);
    const auto worse = now ? unanswered(*now, ours, *confirmation) : std::optional(now.error());
    if (worse)
        return refused(*worse, terminal, Exit::Blocked);
    return carryOutHere(**desk, ours, *confirmation, terminal);
}

constexpr CommandOption options[] = {whyGateOption, confirmOption,  nameOption,  countOption,
                                     tickOption,    overrideOption, estateOption};
} // namespace

extern const Command item;
const Command item{.name = "guard",
                   .operands = "ACTION TARGET... -- COMMAND...",
                   .fewestOperands = 2,
                   .mostOperands = 200,
                   .options = options,
                   .summary = "Run a command of yours under an action's guards",
                   .text = "Asks the guards of that action for those targets, opens its gate, runs COMMAND\n"
                           "here, without a shell, and writes it into the journal as any run.",
                   .runsCommand = true,
                   .run = run};
} // namespace signalbox::commands::guard
