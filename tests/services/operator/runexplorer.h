// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>

#include "runworld.h"

namespace signalbox
{
/// All worlds that follow from one, and what must hold of each.
class Explorer
{
public:
    Explorer(Plan plan, bool hasLate)
        : m_plan(std::move(plan))
        , m_hasLate(hasLate)
    {
    }

    void explore()
    {
        World first;
        first.run.steps.resize(m_plan.steps.size());
        first.run.state = RunState::Armed;
        first.run.who = "ann@desk";
        first.isSo.assign(m_plan.steps.size(), 0);
        first.isLate = first.isSo;
        first.isLost = first.isSo;
        reach(first, 0, "begin");
        while (!m_open.empty() && m_faults.empty()) {
            const auto [world, number] = m_open.front();
            m_open.pop_front();
            m_from = number;
            expand(world);
        }
        if (m_faults.empty())
            findStuck();
    }

    [[nodiscard]] std::size_t count() const { return m_numbers.size(); }
    [[nodiscard]] const std::string &faults() const { return m_faults; }

private:
    using Outcome = RunObserved::Outcome;

    void reach(World world, std::size_t from, const std::string &by)
    {
        world.run.plan = {};
        const auto [known, isNew] = m_numbers.emplace(keyOf(world), m_worlds.size());
        if (isNew) {
            m_worlds.push_back({from, by, world.run.isOver() && world.works.empty(), {}});
            check(world, known->second);
            m_open.emplace_back(std::move(world), known->second);
        }
        m_worlds[known->second].from.insert(from);
    }

    void to(World world, const std::string &by) { reach(std::move(world), m_from, by); }

    void fold(World &world, decltype(RunEvent::what) what, const std::string &who = "watch")
    {
        world.run.plan = m_plan;
        signalbox::fold(world.run, {"1", who, {}, 0, std::move(what)});
        world.run.plan = {};
    }

    [[nodiscard]] Run planned(const World &world) const
    {
        Run run = world.run;
        run.plan = m_plan;
        return run;
    }

    std::vector<Move> moves(const World &world)
    {
        const Run run = planned(world);
        std::vector<std::size_t> busy;
        for (const Work &work : world.works)
            busy.push_back(work.step);
        std::vector<Move> all = nextMoves(run, busy, {});
        if (run.state == RunState::Soaking) // time is anybody's guess
            all = {{Move::Kind::Watch}, {Move::Kind::End}};
        return all;
    }

    void expand(const World &world)
    {
        if (world.isAlive) {
            for (const Move &move : moves(world))
                begin(world, move);
            for (std::size_t i = 0; i < world.works.size(); ++i)
                proceed(world, i);
            die(world);
        } else {
            World next = world;
            next.isAlive = true;
            if (wasUnderWay(planned(world)))
                fold(next, RunOrphaned{});
            to(next, "a watch starts");
        }
        for (std::size_t i = 0; i < world.isSo.size(); ++i) {
            if (world.isLate[i]) {
                World next = world;
                next.isLate[i] = 0;
                next.isSo[i] = 1;
                to(next, "what was late arrives");
            }
        }
        decide(world);
    }

    void begin(const World &world, const Move &move)
    {
        World next = world;
        switch (move.kind) {
        case Move::Kind::Begin:
            fold(next, RunStarted{});
            to(next, "started");
            next = world;
            fold(next, RunRefused{"a guard"});
            to(next, "refused");
            return;
        case Move::Kind::Attempt:
            if (m_plan.steps[move.step].probe) {
                next.works.push_back({move.step, Phase::Probing});
                to(next, "probe");
            } else {
                send(next, move.step);
            }
            return;
        case Move::Kind::Look:
            next.works.push_back({move.step, Phase::Looking, world.run.steps[move.step].isHandAsked});
            to(next, "look");
            return;
        case Move::Kind::Undo:
            undo(next, move.step);
            return;
        case Move::Kind::Soak:
            fold(next, RunSoaking{});
            to(next, "soak");
            return;
        case Move::Kind::Watch:
            fold(next, RunRegressed{"worse"});
            to(next, "got worse");
            return;
        case Move::Kind::End:
            fold(next, RunEnded{});
            to(next, "end");
            return;
        }
    }

    // The last look, the intent, the send: between the first two somebody may have stopped it.
    void send(const World &before, std::size_t step)
    {
        if (!isStillWanted(planned(before), {Move::Kind::Attempt, step})) {
            to(before, "gave up");
            return;
        }
        World objected = before;
        fold(objected, RunRegressed{"a guard"});
        to(objected, "a guard objects");
        for (const bool isStoppedBetween : {false, true}) {
            World next = before;
            if (isStoppedBetween)
                fold(next, RunDecision{RunDecision::Kind::Stop, 0, {}}, "bob@desk");
            fold(next, RunIntent{static_cast<std::uint32_t>(step), false});
            require(next.run.steps[step].state == StepState::Intended, "it is sent, and its run does not know");
            require(!before.isSo[step] || !m_plan.steps[step].probe || before.isLate[step],
                    "what is so already is sent again");
            require(!before.run.isOrphaned, "a watch goes on with another's run and nobody said so");
            require(!before.isLost[step], "a step whose reply was lost is sent again, and nobody has read the world");
            next.works.push_back({step, Phase::Sent});
            to(next, "sent");
        }
    }

    void undo(const World &before, std::size_t step)
    {
        if (!isStillWanted(planned(before), {Move::Kind::Undo, step})) {
            to(before, "gave up");
            return;
        }
        World next = before;
        fold(next, RunIntent{static_cast<std::uint32_t>(step), true});
        require(next.run.steps[step].state == StepState::Undoing, "an undo is sent, and its run does not know");
        next.works.push_back({step, Phase::Undoing});
        to(next, "undo sent");
    }

    void observed(World next, const Work &work, Outcome outcome, const std::string &by, bool isReading)
    {
        next.works.erase(std::find_if(next.works.begin(), next.works.end(),
                                      [&](const Work &each) { return each.step == work.step; }));
        if (isReading && outcome != RunObserved::Outcome::Unknown)
            next.isLost[work.step] = 0;
        if (!isReading && outcome == RunObserved::Outcome::Unknown)
            next.isLost[work.step] = 1;
        RunObserved seen;
        seen.step = static_cast<std::uint32_t>(work.step);
        seen.isUndo = work.phase == Phase::Undoing;
        seen.isByHand = work.isByHand;
        seen.outcome = outcome;
        fold(next, seen);
        require(isReading || outcome != RunObserved::Outcome::Unknown ||
                    next.run.steps[work.step].state != StepState::NotDone,
                "a lost reply is taken for a failure");
        to(next, by);
    }

    void proceed(const World &world, std::size_t number)
    {
        const Work work = world.works[number];
        const bool isSo = world.isSo[work.step] != 0;
        switch (work.phase) {
        case Phase::Probing:
            observed(world, work, Outcome::Unknown, "the probe cannot tell", true);
            if (isSo) {
                observed(world, work, Outcome::Done, "it is so already", true);
            } else {
                World next = world;
                next.works.erase(next.works.begin() + static_cast<std::ptrdiff_t>(number));
                send(next, work.step);
            }
            return;
        case Phase::Looking:
        case Phase::Reading:
            observed(world, work, Outcome::Unknown, "it cannot be read", true);
            observed(world, work, isSo ? Outcome::Done : Outcome::NotDone, "the world is read", true);
            return;
        case Phase::Sent:
            reply(world, work, number);
            return;
        case Phase::Undoing: {
            observed(world, work, Outcome::Unknown, "the undo's reply is lost", false);
            observed(world, work, Outcome::NotDone, "the undo fails", false);
            World next = world;
            next.isSo[work.step] = 0;
            next.isLate[work.step] = 0;
            observed(next, work, Outcome::Done, "undone", false);
            observed(next, work, Outcome::Unknown, "undone, and the reply is lost", false);
            return;
        }
        }
    }

    // It did what it says, or the other way round, or nobody hears; or it still will.
    void reply(const World &world, const Work &work, std::size_t number)
    {
        for (const bool isDone : {false, true}) {
            World next = world;
            if (isDone)
                next.isSo[work.step] = 1;
            observed(next, work, Outcome::Unknown, "the reply is lost", false);
            if (m_plan.steps[work.step].probe) { // whatever the reply was: the world is read
                World reading = next;
                reading.works[number].phase = Phase::Reading;
                to(reading, "replied");
            } else { // without a probe, a lie could not be seen
                observed(next, work, isDone ? Outcome::Done : Outcome::NotDone, "replied", false);
            }
        }
        if (!m_hasLate)
            return;
        World late = world;
        late.isLate[work.step] = 1;
        observed(late, work, Outcome::Unknown, "the reply is lost, and it goes on", false);
    }

    void die(const World &world)
    {
        World next = world;
        next.isAlive = false;
        next.works.clear();
        std::vector<World> ways = {next};
        for (const Work &work : world.works) {
            if (work.phase != Phase::Sent && work.phase != Phase::Undoing)
                continue;
            std::vector<World> more;
            for (World &way : ways) {
                way.isLost[work.step] = 1;
                more.push_back(way);
                way.isSo[work.step] = work.phase == Phase::Sent;
                more.push_back(way);
                if (m_hasLate && work.phase == Phase::Sent) {
                    way.isSo[work.step] = world.isSo[work.step];
                    way.isLate[work.step] = 1;
                    more.push_back(way);
                }
            }
            ways = std::move(more);
        }
        for (const World &way : ways)
            to(way, "the watch dies");
    }

    void decide(const World &world)
    {
        using Kind = RunDecision::Kind;
        for (const Kind kind : decisionsFor(planned(world))) {
            const bool isAboutStep = kind == Kind::Skip || kind == Kind::ByHand;
            for (std::uint32_t step = 0; step < (isAboutStep ? m_plan.steps.size() : 1); ++step) {
                World next = world;
                fold(next, RunDecision{kind, step, "since"}, "bob@desk");
                if (kind == Kind::ByHand) {
                    next.isLost[step] = 0; // a person has looked
                    World done = next;
                    done.isSo[step] = 1;
                    to(done, "done by hand");
                    if (!m_plan.steps[step].probe)
                        continue; // the person's word is all there is: it is true here
                }
                to(next, word(kind));
            }
        }
    }

    void check(const World &world, std::size_t number)
    {
        m_from = number;
        const Run run = planned(world);
        const bool hasIntent = std::any_of(run.steps.begin(), run.steps.end(), [](const StepRun &step) {
            return step.state == StepState::Intended || step.state == StepState::Undoing;
        });
        for (std::size_t i = 0; i < run.steps.size(); ++i) {
            const StepState state = run.steps[i].state;
            const bool isTrue = world.isSo[i] || world.isLate[i];
            require(run.state != RunState::Done || state == StepState::Skipped || isTrue,
                    "done is claimed of what is not");
            require(run.state != RunState::Undone || state != StepState::Done || isKept(run, m_plan.steps[i].target),
                    "undone is claimed of what is done");
            require(run.state != RunState::Refused || (!world.isSo[i] && state == StepState::Waiting),
                    "what was refused has been sent");
            const bool isLeftFrozen = m_plan.steps[i].freezes && state == StepState::Done &&
                                      run.state == RunState::Deciding && !run.isOrphaned && !run.isStopping &&
                                      !run.goesOn && !hasIntent;
            require(!isLeftFrozen || isKept(run, m_plan.steps[i].target), "what was frozen is left frozen");
        }
        require(!run.isOver() || run.state == RunState::Left || !hasIntent, "a run is over while a step is under way");
    }

    void require(bool holds, const std::string &what)
    {
        if (holds || !m_faults.empty())
            return;
        m_faults = what + ":";
        std::vector<std::string> path;
        for (std::size_t each = m_from; each != 0; each = m_worlds[each].first)
            path.push_back(m_worlds[each].by);
        for (auto step = path.rbegin(); step != path.rend(); ++step)
            m_faults += " > " + *step;
    }

    // Backwards from every end: what is not reached can never end.
    void findStuck()
    {
        std::vector<char> canEnd(m_worlds.size(), 0);
        std::deque<std::size_t> open;
        for (std::size_t i = 0; i < m_worlds.size(); ++i) {
            if (m_worlds[i].isEnd) {
                canEnd[i] = 1;
                open.push_back(i);
            }
        }
        while (!open.empty()) {
            const std::size_t each = open.front();
            open.pop_front();
            for (const std::size_t from : m_worlds[each].from) {
                if (!canEnd[from]) {
                    canEnd[from] = 1;
                    open.push_back(from);
                }
            }
        }
        for (std::size_t i = 0; i < canEnd.size(); ++i) {
            m_from = i;
            require(canEnd[i] != 0, "a run is stuck for ever");
        }
    }

    struct Known {
        std::size_t first; ///< from which it was reached first
        std::string by;
        bool isEnd;
        std::set<std::size_t> from;
    };

    Plan m_plan;
    bool m_hasLate;
    std::unordered_map<std::string, std::size_t> m_numbers;
    std::vector<Known> m_worlds;
    std::deque<std::pair<World, std::size_t>> m_open;
    std::size_t m_from = 0;
    std::string m_faults;
};
} // namespace signalbox
