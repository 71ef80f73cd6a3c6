// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/runfacts.h>

#include <set>

#include <recording/mark.h>
#include <watching/derived.h>

namespace signalbox
{
namespace
{
bool isWaiting(const Run &run)
{
    return run.state == RunState::Deciding || run.state == RunState::UndoFailed;
}

std::string standingOf(const Run &run)
{
    return run.plan.title + " (run " + run.id + "): " + word(run.state) + (run.words.empty() ? "" : ": " + run.words);
}
} // namespace

void addRunFacts(Engine &engine, Frame &frame, RunLedger &ledger, std::span<const JournalRow> rows)
{
    std::set<std::string> touched;
    for (const JournalRow &row : rows) {
        ledger.fold(row);
        if (const auto event = runEventOf(row); event && *event)
            touched.insert((*event)->run);
    }
    std::vector<Fact> facts;
    for (const std::string &id : touched) {
        const Run *run = ledger.run(id);
        if (!run)
            continue;
        const std::set<Subject> targets(run->plan.request.targets.begin(), run->plan.request.targets.end());
        for (const Subject &target : targets) {
            if (!engine.fold().working().estate->find(target))
                continue;
            const auto series = [&](const char *metric) {
                return engine.numbering().series({target, metric, {{"run", id}}, std::string(journalSource)}, "",
                                                 changeMarkInterval);
            };
            const SeriesId waiting = series("signalbox_run_waiting");
            const SeriesId state = series("signalbox_run_state");
            const TextId words = engine.numbering().text(standingOf(*run));
            facts.push_back({waiting, FactKind::Number, frame.tick.moment, isWaiting(*run) ? 1.0 : 0.0});
            facts.push_back({state, FactKind::Text, frame.tick.moment, static_cast<double>(index(words))});
        }
    }
    addDerived(engine, frame, facts);
}
} // namespace signalbox
