// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/watchguards.h>

#include <actions/guardwords.h>

#include <cmath>

#include <estate/estatescalar.h>
#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
using Verdict = Guard::Verdict;

constexpr std::string_view leverMetric = "signalbox_lever_ready";

std::vector<const StepCommand *> commandsOf(const Plan &plan)
{
    std::vector<const StepCommand *> all;
    for (const Step &step : plan.steps) {
        for (const StepCommand *each :
             {step.probe ? &*step.probe : nullptr, &step.command, step.undo ? &*step.undo : nullptr}) {
            if (each)
                all.push_back(each);
        }
    }
    return all;
}

/// What the host's own script said when it was last asked whether it would.
Verdict leverVerdict(const StepCommand &command, const Situation &situation, std::optional<Milliseconds> &age)
{
    const Picture &picture = situation.picture;
    const std::optional<SubjectId> host = picture.find({"host", command.host});
    const std::string lever = command.words.size() < 2 ? std::string() : command.words[0] + ' ' + command.words[1];
    for (const SeriesId each : host ? picture.subject(*host).series : std::vector<SeriesId>()) {
        const SeriesKey &key = picture.series[index(each)]->declared.key;
        const Sample &sample = picture.sample(each);
        if (key.metric != leverMetric || labelValue(key.labels, "lever") != lever || sample.kind != FactKind::Number ||
            sample.freshness == Freshness::Never)
            continue;
        age = picture.now - sample.at;
        if (sample.value == 0) // known to be refused, however long ago
            return Verdict::Fail;
        if (sample.value == 1 && sample.freshness != Freshness::Stale && sample.freshness != Freshness::Gone)
            return Verdict::Pass;
    }
    return Verdict::Later;
}
} // namespace

Guard canBeCarriedOut(const Situation &situation)
{
    Guard guard = guardAsking("C1", GuardClass::Hard, "Somebody carries it out, and sees what is");
    if (!situation.canAct)
        return answered(guard, Verdict::Fail, "no watch lives that would carry it out");
    if (situation.picture.heldUp)
        return answered(guard, Verdict::Fail, "what is seen stands still: nothing has been written down for seconds");
    return answered(guard, Verdict::Pass, "a watch acts, and what it sees moves");
}

Guard isSomebodys(const Situation &situation)
{
    Guard guard = guardAsking("C2", GuardClass::Hard, "It is known who asks");
    const std::string who = harmless(situation.who, 80);
    const std::size_t at = situation.who.find('@');
    if (at == std::string::npos || at == 0)
        return answered(guard, Verdict::Fail, who.empty() ? "nobody" : who + " is no user@host");
    if (situation.who.starts_with("root@"))
        return answered(guard, Verdict::Pass, who + ": root is nobody in particular");
    return answered(guard, Verdict::Pass, who);
}

Guard isOfOneEstate(const Situation &situation)
{
    Guard guard = guardAsking("C5", GuardClass::Hard, "It is made from the estate that is in force");
    const std::string &hash = situation.picture.estate->hash;
    const std::string &inForce = situation.picture.accepted->hash;
    if (hash.empty())
        return answered(guard, Verdict::Unknown, "no estate has been accepted");
    const std::string made = "made from estate " + shortHash(hash);
    if (hash != inForce)
        return answered(guard, Verdict::Fail, made + ", but " + shortHash(inForce) + " is in force");
    return answered(guard, Verdict::Pass, made);
}

Guard canBeWrittenDown(const Situation &situation)
{
    const std::uint64_t least = situation.picture.estate->interlock.freeDisk;
    Guard guard =
        limited(guardAsking("C7", GuardClass::Hard, "What is done can be written down"),
                "at least " + groupedText(least / 1'000'000) + " MB free", "free_disk", least == Interlock{}.freeDisk);
    if (!situation.watch)
        return answered(guard, Verdict::Later, "only the watch can tell");
    const WatchHealth &watch = *situation.watch;
    if (watch.journal)
        return answered(guard, Verdict::Fail,
                        "the journal cannot be written: " + harmless(watch.journal->sentence(), 200));
    if (watch.brokenRow != 0)
        return answered(guard, Verdict::Fail,
                        "the journal's chain is broken at row " + std::to_string(watch.brokenRow));
    return answered(guard, watch.freeDisk < least ? Verdict::Fail : Verdict::Pass,
                    groupedText(watch.freeDisk / 1'000'000) + " MB free, and the journal's chain holds");
}

Guard commandsAreReady(const Plan &plan, const Situation &situation)
{
    Guard guard = guardAsking("C14", GuardClass::Hard, "Every command can be carried out");
    const std::vector<const StepCommand *> commands = commandsOf(plan);
    std::string later = situation.watch ? "" : "only the watch can tell";
    for (const StepCommand *each : commands) {
        const auto refusal =
            situation.watch && situation.watch->refusal ? situation.watch->refusal(*each) : std::nullopt;
        const std::string shown = harmless(literal(*each), 120);
        if (refusal)
            return answered(guard, Verdict::Fail, shown + ": " + harmless(refusal->sentence(), 200));
        if (each->by != StepCommand::By::Host)
            continue;
        std::optional<Milliseconds> age;
        const Verdict verdict = leverVerdict(*each, situation, age);
        guard.age = std::max(guard.age, age);
        if (verdict == Verdict::Fail)
            return answered(guard, Verdict::Fail, each->host + " would refuse: " + shown);
        if (verdict == Verdict::Later)
            later = each->host + " has not said lately whether it would; it is asked before anything is sent";
    }
    if (!later.empty())
        return answered(guard, Verdict::Later, later);
    return answered(guard, Verdict::Pass, counted(commands.size(), "command") + " can be carried out");
}
} // namespace signalbox
