// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storemove.h>

#include <actions/guardwords.h>
#include <actions/relations.h>
#include <estate/plaintext.h>

namespace signalbox::actions::store_heal
{
namespace
{
using Verdict = Guard::Verdict;

constexpr Milliseconds healTime{600'000};

/// The replica that is stuck, or lacks users that were set aside; null: none.
const SlotStanding *illOf(const StoreStanding &standing)
{
    for (const SlotStanding &slot : standing.slots) {
        if (slot.verdict.viability == Viability::Stuck || slot.verdict.viability == Viability::Incomplete)
            return &slot;
    }
    return nullptr;
}

// A user's name in a request to a host is an argument, and must not look like an option.
std::optional<Problem> userFault(const Request &request)
{
    for (const auto &[key, value] : request.parameters) {
        if (key != "user")
            return Problem{{}, "no parameter is called \"" + harmless(key, 60) + '"', "There is: user"};
        const bool isPlain = !value.empty() && value.front() != '-' && value.size() <= 200 &&
                             harmless(value) == value && value.find(' ') == std::string::npos;
        if (!isPlain)
            return Problem{{}, "user: found \"" + harmless(value, 60) + "\", expected a user's name", {}};
    }
    return {};
}

Step step(const Subject &store, std::string words, StepCommand command)
{
    Step step;
    step.target = store;
    step.words = store.name + ": " + std::move(words);
    step.command = std::move(command);
    step.deadline = healTime;
    return step;
}

Guard masterIsHeard(const SlotStanding &master)
{
    return answered(
        guardAsking("F1", GuardClass::Hard, "The master answers"), master.isHeard ? Verdict::Pass : Verdict::Fail,
        (master.isHeard ? "" : "nothing is heard of ") + master.host + (master.isHeard ? " is heard of" : ""));
}

Expected<Plan> plan(const Request &request, const Situation &situation)
{
    const Estate &estate = *situation.picture.estate;
    if (auto fault = userFault(request))
        return tl::unexpected(std::move(*fault));
    const std::optional<StoreStanding> standing = request.targets.size() == 1 && estate.cyrus
                                                      ? standingOf(situation.picture, request.targets.front())
                                                      : std::nullopt;
    if (!standing)
        return tl::unexpected(Problem{{}, "expected one store, in an estate with the section cyrus", {}});
    Plan plan;
    const Subject &store = standing->store;
    const SlotStanding *master = standing->masterSlot();
    const SlotStanding *ill = illOf(*standing);
    plan.title = "Heal the replication of " + store.name;
    const std::vector<std::string> claims = claimsOf(estate, store);
    plan.claims.assign(claims.begin(), claims.end());
    if (!master || !ill) {
        plan.blockedBy = !master ? "nobody says which copy of " + store.name + " is the master"
                                 : "no replica of " + store.name + " is stuck or known to lack anybody";
        return plan;
    }
    if (const auto user = request.parameters.find("user"); user != request.parameters.end())
        plan.steps.push_back(step(store, "Drop what " + ill->host + " has of " + user->second,
                                  slotCommand(estate, ill->host, {"reset", store.name, user->second})));
    plan.steps.push_back(step(store, "Set the log of " + master->host + " aside, and send its users one by one",
                              slotCommand(estate, master->host, {"quarantine", store.name})));
    plan.steps.back().probe = slotCommand(estate, master->host, {"is", store.name, "healed"});
    plan.changes = {{store.name, "replication to " + ill->host + " does not work", "every user in its log was sent"}};
    plan.guards = {masterIsHeard(*master)};
    plan.guidance =
        "Mail goes on being taken in. What still fails is named: a user whom the replica has in another form is "
        "to be dropped there first (user=NAME), and then comes anew from the master.";
    return plan;
}

std::vector<std::pair<Request, std::string>> offers(const Picture &picture, const Subject &subject)
{
    const std::optional<StoreStanding> standing = picture.estate->cyrus ? standingOf(picture, subject) : std::nullopt;
    const SlotStanding *master = standing ? standing->masterSlot() : nullptr;
    if (!master || !master->isHeard || !illOf(*standing))
        return {};
    return {{{"store-heal", {subject}, {}}, "Heal the replication of " + subject.name}};
}
} // namespace

extern const ActionType item;
const ActionType item{
    .id = "store-heal",
    .title = "Heal a store's replication",
    .about = "Sets aside the event that replication is stuck on, and sends its users one by one.",
    .offers = offers,
    .plan = plan,
};
} // namespace signalbox::actions::store_heal
