// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storemove.h>

#include <set>

#include <actions/guardwords.h>
#include <actions/relations.h>
#include <actions/standing.h>
#include <estate/plaintext.h>

namespace signalbox::actions::store_return
{
namespace
{
using Verdict = Guard::Verdict;

constexpr Milliseconds stopTime{30'000};
constexpr Milliseconds recoverTime{600'000};

/// The copy that was the master and is to be a replica.
struct Returning {
    StoreStanding standing;
    std::string master;
    std::string old;
};

// Its probe still says master, or said so last: the other one is the master now.
const SlotStanding *oldOf(const StoreStanding &standing)
{
    const SlotStanding *master = standing.masterSlot();
    for (const SlotStanding &slot : standing.slots) {
        if (master && &slot != master && slot.role == SlotStanding::Role::Master)
            return &slot;
    }
    return nullptr;
}

/// Of two copies that say that they are the master the one that the map names is it.
void settleByMap(StoreStanding &standing)
{
    if (!standing.hasTwoMasters || !standing.isMapYoung)
        return;
    for (std::size_t i = 0; i < standing.slots.size(); ++i) {
        if (standing.slots[i].host == standing.mapMaster)
            standing.master = i;
    }
}

std::optional<Returning> returningOf(const Picture &picture, const Subject &store)
{
    std::optional<StoreStanding> standing = picture.estate->cyrus ? standingOf(picture, store) : std::nullopt;
    if (!standing)
        return {};
    settleByMap(*standing);
    const SlotStanding *old = oldOf(*standing);
    if (!old)
        return {};
    return Returning{*standing, standing->masterSlot()->host, old->host};
}

Step step(const Returning &returning, const Estate &estate, std::string words, std::vector<std::string> what,
          std::vector<std::string> probe, Milliseconds deadline)
{
    Step step;
    step.target = returning.standing.store;
    step.words = returning.standing.store.name + ": " + std::move(words);
    step.command = slotCommand(estate, returning.old, std::move(what));
    step.probe = slotCommand(estate, returning.old, std::move(probe));
    step.deadline = deadline;
    return step;
}

std::vector<Guard> guardsOf(const Returning &returning, const Picture &picture)
{
    const Wellness old = wellnessOf(picture, {"host", returning.old}, true);
    const SlotStanding *master = returning.standing.slot(returning.master);
    Guard isWell =
        answered(guardAsking("F3", GuardClass::Override, "The host that returns is well"), old.verdict, old.words);
    Guard isHeard = answered(guardAsking("F1", GuardClass::Hard, "The new master answers"),
                             master && master->isHeard ? Verdict::Pass : Verdict::Fail,
                             master && master->isHeard ? returning.master + " is heard of"
                                                       : "nothing is heard of " + returning.master);
    Guard map =
        answered(guardAsking("F19", GuardClass::Hard, "The map of stores names the new master"),
                 !returning.standing.isMapYoung                     ? Verdict::Unknown
                 : returning.standing.mapMaster == returning.master ? Verdict::Pass
                                                                    : Verdict::Fail,
                 returning.standing.mapMaster.empty() ? "nothing is known of it"
                                                      : "it names " + harmless(returning.standing.mapMaster, 60));
    Guard repaired = answered(guardAsking("P8", GuardClass::Warning, "Whoever repaired the host says that it is fit"),
                              Verdict::Unknown, "only a person knows");
    return {isWell, isHeard, map, repaired};
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Estate &estate = *situation.picture.estate;
    if (request.targets.size() != 1 || !request.parameters.empty())
        return tl::unexpected(Problem{{}, "expected one store and no parameter", {}});
    const Subject &store = request.targets.front();
    const std::optional<Returning> returning = returningOf(situation.picture, store);
    if (!returning)
        return tl::unexpected(Problem{{}, "no old master of " + harmless(store.path(), 120) + " is known", {}});
    Plan plan;
    const std::string &name = store.name;
    plan.title = "Return the copy of " + name + " on " + returning->old + " as a replica";
    plan.steps = {step(*returning, estate, "Stop it on " + returning->old + ", should it run", {"stop", name},
                       {"is", name, "stopped"}, stopTime),
                  step(*returning, estate, "Make it a replica; its log is set aside", {"become", name, "replica"},
                       {"is", name, "replica"}, stopTime),
                  step(*returning, estate, "Send to " + returning->master + " what only " + returning->old + " has",
                       {"recover", name}, {"is", name, "recovered"}, recoverTime),
                  step(*returning, estate, "Start it", {"start", name}, {"is", name, "running"}, stopTime)};
    plan.changes = {{name, "an old master on " + returning->old, "a replica there, a hot spare"}};
    const std::vector<std::string> claims = claimsOf(estate, store);
    plan.claims.assign(claims.begin(), claims.end());
    plan.guards = guardsOf(*returning, situation.picture);
    plan.guidance =
        "What the old master has and nobody else is sent before its slot starts. It stays a replica: switch it "
        "back on another day, once it has proved itself.";
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    const std::optional<Returning> returning = returningOf(picture, subject);
    if (!returning)
        return {};
    return {{{"store-return", {subject}, {}}, "Return the copy of " + subject.name + " on " + returning->old}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "store-return",
    .title = "Return an old master",
    .about = "Sends what only an old master has to the new one, then makes it a replica.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::store_return
