// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storemove.h>

#include <algorithm>
#include <set>

#include <actions/guardwords.h>
#include <actions/relations.h>
#include <estate/plaintext.h>
#include <storemap/storemapwords.h>

namespace signalbox
{
namespace
{
constexpr std::size_t wave = 5;
constexpr Milliseconds stopTime{30'000};
constexpr Milliseconds drainTime{60'000};
constexpr Milliseconds startTime{60'000};

std::optional<Problem> parameterFault(const Request &request)
{
    for (const auto &[key, value] : request.parameters) {
        if (key != "to")
            return Problem{{}, "no parameter is called \"" + harmless(key, 60) + '"', "There is: to"};
    }
    return {};
}

std::optional<std::int64_t> serialOf(const StoreStanding &store)
{
    return store.mapSerial ? std::optional(static_cast<std::int64_t>(*store.mapSerial)) : std::nullopt;
}

/// Steps of one store, as they are put together.
class StoreSteps
{
public:
    StoreSteps(const StoreMoving &moving, const Estate &estate, std::uint32_t stage)
        : m_moving(moving)
        , m_estate(estate)
        , m_stage(stage)
    {
    }

    std::vector<Step> steps(StoreMoveKind kind)
    {
        const std::string &from = m_moving.from;
        const std::string &to = m_moving.to;
        if (m_moving.isHeard) {
            stop(from);
            if (kind == StoreMoveKind::Switchover)
                slot("Send what " + from + " still has", from, {"drain"}, {"is", "drained"}, {}, drainTime);
        }
        stop(to);
        become(to, "master", "replica");
        if (m_moving.isHeard)
            become(from, "replica", "master");
        move();
        slot("Start it as the master on " + to, to, {"start"}, {"is", "serving"}, {}, startTime);
        if (m_moving.isHeard)
            slot("Start it as a replica on " + from, from, {"start"}, {"is", "running"}, {}, startTime);
        return std::move(m_steps);
    }

private:
    [[nodiscard]] const std::string &name() const { return m_moving.standing.store.name; }

    // VERB STORE WORD…: the store's name follows the verb.
    [[nodiscard]] StepCommand command(const std::string &host, std::vector<std::string> words) const
    {
        words.insert(words.begin() + 1, name());
        return slotCommand(m_estate, host, std::move(words));
    }

    Step &slot(std::string words, const std::string &host, std::vector<std::string> what,
               std::vector<std::string> probe, std::vector<std::string> undo, Milliseconds deadline)
    {
        Step step;
        step.target = m_moving.standing.store;
        step.words = name() + ": " + std::move(words);
        step.command = command(host, std::move(what));
        step.probe = command(host, std::move(probe));
        if (!undo.empty())
            step.undo = command(host, std::move(undo));
        step.deadline = deadline;
        step.stage = m_stage;
        m_steps.push_back(std::move(step));
        return m_steps.back();
    }

    void stop(const std::string &host)
    {
        slot("Stop it on " + host, host, {"stop"}, {"is", "stopped"}, {"start"}, stopTime).freezes = true;
    }

    void become(const std::string &host, const char *role, const char *before)
    {
        slot("Make the copy on " + host + " the " + role, host, {"become", role}, {"is", role}, {"become", before},
             stopTime);
    }

    void move()
    {
        const StoreMap &map = m_estate.cyrus->map;
        const StoreMove move{name(), m_moving.from, m_moving.to, serialOf(m_moving.standing)};
        Step step;
        step.target = m_moving.standing.store;
        step.words = name() + ": Name " + m_moving.to + " in the map of stores";
        step.command.words = moveWords(map, move);
        step.probe = StepCommand{StepCommand::By::Program, {}, isWords(map, name(), m_moving.to)};
        step.deadline = stopTime;
        step.stage = m_stage;
        step.isNoReturn = true;
        m_steps.push_back(std::move(step));
    }

    const StoreMoving &m_moving;
    const Estate &m_estate;
    std::uint32_t m_stage;
    std::vector<Step> m_steps;
};

std::string titleOf(const StoreMoves &moves, StoreMoveKind kind)
{
    const StoreMoving &first = moves.all.front();
    if (moves.all.size() == 1)
        return (kind == StoreMoveKind::Failover ? "Fail " : "Switch ") + first.standing.store.name + " over from " +
               first.from + " to " + first.to;
    const bool isOneHost = std::all_of(moves.all.begin(), moves.all.end(),
                                       [&](const StoreMoving &moving) { return moving.from == first.from; });
    return "Move " + counted(moves.all.size(), "store") + (isOneHost ? " off " + first.from : "");
}

std::string differenceOf(const StoreMoving &moving)
{
    const std::string old = moving.isHeard ? "replica on " + moving.from : "nothing on " + moving.from;
    return "master on " + moving.to + ", " + old;
}

Expected<StoreMoving> movingOf(const Subject &target, const Request &request, const Picture &picture,
                               std::string &blockedBy)
{
    const auto block = [&](const std::string &why) {
        if (blockedBy.empty())
            blockedBy = why;
    };
    const std::optional<StoreStanding> standing = standingOf(picture, target);
    if (!standing)
        return tl::unexpected(Problem{{}, "found " + harmless(target.path(), 120) + ", expected a store", {}});
    StoreMoving moving;
    moving.standing = *standing;
    if (const SlotStanding *master = standing->masterSlot()) {
        moving.from = master->host;
        moving.isHeard = master->isHeard;
    } else {
        block(standing->hasTwoMasters ? "two copies of " + target.name + " say that they are the master"
                                      : "nobody says which copy of " + target.name + " is the master");
    }
    if (const auto wanted = request.parameters.find("to"); wanted != request.parameters.end()) {
        if (!standing->slot(wanted->second) || wanted->second == moving.from)
            return tl::unexpected(Problem{
                {}, "to: " + target.name + " has no other copy on \"" + harmless(wanted->second, 60) + '"', {}});
        moving.to = wanted->second;
        return moving;
    }
    // Without a viable one the first other: its guards say why it is none.
    for (std::size_t i = 0; i < standing->slots.size(); ++i) {
        const bool isOther = !moving.from.empty() && standing->slots[i].host != moving.from;
        if (isOther && (standing->best ? i == *standing->best : moving.to.empty()))
            moving.to = standing->slots[i].host;
    }
    if (moving.to.empty())
        block(target.name + " has no other copy");
    return moving;
}
} // namespace

Step readingStep(const StoreStanding &store, const Estate &estate, const std::string &to)
{
    const StoreMap &map = estate.cyrus->map;
    const std::string &name = store.store.name;
    const StoreReading reading{name, store.reading, to, serialOf(store)};
    StoreReading back{name, to, store.reading, reading.serial};
    if (back.serial)
        ++*back.serial; // it went up with the step
    Step step;
    step.target = store.store;
    step.words = name + (to.empty() ? ": Take it out of hold in the map of stores"
                                    : ": Have the map of stores hold it, and have it read on " + to);
    step.command.words = readWords(map, reading);
    step.probe = StepCommand{StepCommand::By::Program, {}, isReadWords(map, name, to)};
    step.undo = StepCommand{StepCommand::By::Program, {}, readWords(map, back)};
    step.deadline = stopTime;
    return step;
}

StepCommand slotCommand(const Estate &estate, const std::string &host, std::vector<std::string> words)
{
    StepCommand command;
    command.by = StepCommand::By::Host;
    command.host = host;
    command.words = {"run", estate.cyrus ? estate.cyrus->program : CyrusStores{}.program};
    command.words.insert(command.words.end(), words.begin(), words.end());
    return command;
}

Expected<StoreMoves> storeMovesOf(const Request &request, const Picture &picture)
{
    if (auto fault = parameterFault(request))
        return tl::unexpected(std::move(*fault));
    if (!picture.estate->cyrus)
        return tl::unexpected(
            Problem{{}, "the estate does not say how stores are moved", "Its section cyrus does; see docs/stores.md"});
    StoreMoves moves;
    for (const Subject &target : request.targets) {
        Expected<StoreMoving> moving = movingOf(target, request, picture, moves.blockedBy);
        if (!moving)
            return tl::unexpected(moving.error());
        if (moves.blockedBy.empty() && !picture.estate->cyrus->map.serialColumn.empty() && !moving->standing.mapSerial)
            moves.blockedBy = "the map of stores has not been read, and it has a serial that a move must name";
        moves.all.push_back(std::move(*moving));
    }
    return moves;
}

Expected<StoreStanding> oneStoreOf(const Request &request, const Picture &picture)
{
    if (request.targets.size() != 1 || !request.parameters.empty())
        return tl::unexpected(Problem{{}, "expected one store and no parameter", {}});
    const Subject &target = request.targets.front();
    std::optional<StoreStanding> store = picture.estate->cyrus ? standingOf(picture, target) : std::nullopt;
    if (!store)
        return tl::unexpected(
            Problem{{},
                    "found " + harmless(target.path(), 120) + ", expected a store, in an estate with the section cyrus",
                    {}});
    return std::move(*store);
}

Plan storeMovePlan(const StoreMoves &moves, StoreMoveKind kind, const Estate &estate)
{
    Plan plan;
    plan.blockedBy = moves.blockedBy;
    plan.title = moves.blockedBy.empty() ? titleOf(moves, kind) : "Move a store";
    std::set<std::string> claims;
    for (const StoreMoving &moving : moves.all) {
        for (const std::string &path : claimsOf(estate, moving.standing.store))
            claims.insert(path);
    }
    plan.claims.assign(claims.begin(), claims.end());
    if (!plan.blockedBy.empty())
        return plan;
    std::vector<const StoreMoving *> order;
    for (const StoreMoving &moving : moves.all)
        order.push_back(&moving);
    std::stable_sort(order.begin(), order.end(), [](const StoreMoving *a, const StoreMoving *b) {
        return !a->standing.takesNewUsers && b->standing.takesNewUsers;
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto stage = static_cast<std::uint32_t>(i == 0 ? 0 : (i - 1) / wave + 1);
        for (Step &step : StoreSteps(*order[i], estate, stage).steps(kind))
            plan.steps.push_back(std::move(step));
        plan.changes.push_back({order[i]->standing.store.name,
                                "master on " + order[i]->from + ", replica on " + order[i]->to,
                                differenceOf(*order[i])});
    }
    plan.atOnce = wave;
    plan.mayFail = moves.all.size() > 1 ? 1 : 0;
    plan.gate = moves.all.size() > 1 ? GateLevel::TypeNameAndCount : GateLevel::Hold;
    return plan;
}
} // namespace signalbox
