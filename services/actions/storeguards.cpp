// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/storeguards.h>

#include <algorithm>
#include <functional>
#include <set>

#include <actions/guardwords.h>
#include <actions/standing.h>
#include <estate/plaintext.h>
#include <time/spantext.h>

namespace signalbox
{
namespace
{
using Verdict = Guard::Verdict;

constexpr Milliseconds caughtUp{5'000};
constexpr std::size_t namedUsers = 10;
constexpr std::size_t namedStores = 3;
constexpr const char *mapTitle = "The map of stores is read, and names the master";

/// What a guard finds of one store.
struct Answer {
    Verdict verdict = Verdict::Unknown;
    std::string words;
};
using Ask = std::function<Answer(const StoreMoving &)>;

/// Whose words say that a host, or a slot, is up or down.
bool isAboutHost(std::string_view metric)
{
    return metric == "up" || metric == "target_up" || metric == "probe_success";
}
bool isAboutSlot(std::string_view metric)
{
    return metric == storemetric::imapUp || metric == storemetric::running;
}

std::string joined(const std::vector<std::string> &words, std::size_t most)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i)
        text.append(i == 0 ? "" : "; ").append(words[i]);
    if (words.size() > most)
        text.append("; and ").append(std::to_string(words.size() - most)).append(" more");
    return text;
}

/// F1 of one store.
Guard isDownForTwo(const std::string &host, const Subject &store, const Picture &picture)
{
    const Guard guard = guardAsking("F1", GuardClass::Override, "The master is down for two observers");
    std::set<std::string> down;
    std::set<std::string> hostUp;
    std::set<std::string> slotUp;
    for (const Subject &subject : {Subject{"host", host}, store}) {
        const bool isStore = subject.kind == "store";
        const std::optional<SubjectId> id = picture.find(subject);
        for (const SeriesId each : id ? picture.subject(*id).series : std::vector<SeriesId>()) {
            const SeriesKey &key = picture.series[index(each)]->declared.key;
            const Sample &sample = picture.sample(each);
            const bool isYoung = sample.freshness == Freshness::Fresh || sample.freshness == Freshness::Late;
            const bool isMeant =
                isStore ? isAboutSlot(key.metric) && labelValue(key.labels, "slot") == host : isAboutHost(key.metric);
            if (sample.kind == FactKind::Number && isYoung && isMeant)
                (sample.value != 1 ? down : isStore ? slotUp : hostUp).insert(key.source);
        }
    }
    const auto names = [](const std::set<std::string> &sources) {
        return joined({sources.begin(), sources.end()}, sources.size());
    };
    if (down.empty() && hostUp.empty() && slotUp.empty())
        return answered(guard, Verdict::Unknown, "nobody looks at " + host);
    if (!slotUp.empty())
        return answered(guard, Verdict::Fail, "the slot on " + host + " runs for " + names(slotUp));
    if (down.empty())
        return answered(guard, Verdict::Fail, host + " is up for " + names(hostUp));
    // A host that lives may have a dead slot: then two have to say so.
    std::string words = "down for " + names(down);
    if (!hostUp.empty())
        words += "; the host itself is up for " + names(hostUp);
    return answered(guard, down.size() > 1 ? Verdict::Pass : Verdict::Fail, words);
}

class StoreGuards
{
public:
    StoreGuards(const StoreMoves &moves, const Picture &picture)
        : m_moves(moves)
        , m_picture(picture)
    {
    }

    Guard ask(std::string id, GuardClass guardClass, std::string title, const Ask &answer) const
    {
        Guard guard = guardAsking(std::move(id), guardClass, std::move(title));
        guard.verdict = Verdict::Pass;
        std::vector<std::string> worst;
        for (const StoreMoving &moving : m_moves.all) {
            const Answer found = answer(moving);
            if (isWorseVerdict(found.verdict, guard.verdict)) {
                guard.verdict = found.verdict;
                worst.clear();
            }
            if (found.verdict == guard.verdict)
                worst.push_back(m_moves.all.size() == 1 ? found.words
                                                        : moving.standing.store.name + ": " + found.words);
        }
        if (guard.verdict == Verdict::Pass && m_moves.all.size() > 1)
            guard.value = "so for all " + std::to_string(m_moves.all.size());
        else
            guard.value = joined(worst, namedStores);
        return guard;
    }

    Guard isDown() const
    {
        return ask("F1", GuardClass::Override, "The master is down for two observers",
                   [this](const StoreMoving &moving) {
                       const Guard one = isDownForTwo(moving.from, moving.standing.store, m_picture);
                       return Answer{one.verdict, one.value};
                   });
    }

    Guard masterIsSilent() const
    {
        return ask("F2", GuardClass::Warning, "A switchover would lose nothing, and is not to be had",
                   [](const StoreMoving &moving) {
                       return moving.isHeard ? Answer{Verdict::Fail, moving.from + " answers: use store-switchover"}
                                             : Answer{Verdict::Pass, moving.from + " is silent"};
                   });
    }

    Guard targetIsWell() const
    {
        return ask("F3", GuardClass::Override, "The replica's host is well", [this](const StoreMoving &moving) {
            const SlotStanding *slot = moving.standing.slot(moving.to);
            if (!slot || !slot->isHeard)
                return Answer{Verdict::Fail, "nothing is heard of the copy on " + moving.to};
            const Wellness host = wellnessOf(m_picture, {"host", moving.to}, true);
            return Answer{host.verdict, host.words};
        });
    }

    Guard isRecent() const
    {
        const Milliseconds limit = m_picture.estate->cyrus.value_or(CyrusStores{}).behind;
        Guard guard =
            ask("F4", GuardClass::Override, "The replica lacks nothing that is old", [&](const StoreMoving &moving) {
                const ReplicaVerdict &verdict = verdictOf(moving);
                const Answer answer{Verdict::Pass, joined(verdict.proof, verdict.proof.size())};
                if (verdict.behind && *verdict.behind >= limit)
                    return Answer{Verdict::Fail, answer.words};
                return verdict.viability == Viability::Unknown || !verdict.behind
                           ? Answer{Verdict::Unknown, answer.words}
                           : answer;
            });
        const CyrusStores defaults;
        guard.threshold = "less than " + spanText(limit) + " behind";
        guard.thresholdFrom = limit == defaults.behind ? "by default" : "cyrus.behind";
        return guard;
    }

    Guard isNotStuck() const
    {
        return ask("F7", GuardClass::Override, "Replication is not stuck", [](const StoreMoving &moving) {
            const ReplicaVerdict &verdict = verdictOf(moving);
            return verdict.viability == Viability::Stuck ? Answer{Verdict::Fail, verdict.reason}
                                                         : Answer{Verdict::Pass, "no event has waited for long"};
        });
    }

    Guard isComplete() const
    {
        return ask("F12", GuardClass::Override, "Every user is on the replica", [](const StoreMoving &moving) {
            const ReplicaVerdict &verdict = verdictOf(moving);
            std::string newUsers = moving.standing.takesNewUsers ? "; new users are created here" : "";
            if (moving.standing.takesNewUsers && moving.standing.mapTellsNewUsers && !moving.standing.best)
                newUsers += ": have them created elsewhere first (new-user-target)";
            if (verdict.missingCount > 0) {
                std::string words =
                    std::to_string(verdict.missingCount) +
                    (verdict.missingCount == 1 ? " user is not wholly there" : " users are not wholly there");
                std::vector<std::string> names;
                for (const std::string &user : verdict.missing)
                    names.push_back(harmless(user, 60));
                if (!names.empty())
                    words.append(": ").append(joined(names, namedUsers));
                return Answer{Verdict::Fail, words + newUsers};
            }
            if (verdict.viability == Viability::Unknown)
                return Answer{Verdict::Unknown, verdict.reason + newUsers};
            return Answer{Verdict::Pass, "nobody is known to be missing" + newUsers};
        });
    }

    Guard anotherIsLeft() const
    {
        return ask("F17", GuardClass::Warning, "A replica is left afterwards", [](const StoreMoving &moving) {
            if (moving.isHeard)
                return Answer{Verdict::Pass, "the copy on " + moving.from};
            for (const SlotStanding &slot : moving.standing.slots) {
                if (slot.host != moving.from && slot.host != moving.to && slot.isHeard)
                    return Answer{Verdict::Pass, "the copy on " + slot.host};
            }
            return Answer{Verdict::Fail, "none until " + moving.from + " is back"};
        });
    }

    Guard isFenced() const
    {
        return ask("F18", GuardClass::Warning, "The old master cannot come back as one", [](const StoreMoving &moving) {
            return moving.isHeard
                       ? Answer{Verdict::Pass, "it is stopped, and made a replica"}
                       : Answer{Verdict::Fail, "it cannot be stopped: keep " + moving.from +
                                                   " off, or from the network, until its copies are returned"};
        });
    }

    Guard mapIsKnown() const
    {
        return ask("F19", GuardClass::Hard, mapTitle, [](const StoreMoving &moving) {
            const Guard one = mapNamesMaster(moving.standing);
            return Answer{one.verdict, one.value};
        });
    }

    Guard nothingIsViable() const
    {
        return ask("H1", GuardClass::Warning, "A failover would lose something", [](const StoreMoving &moving) {
            const SlotStanding *slot = moving.standing.slot(moving.to);
            if (moving.standing.best)
                return Answer{Verdict::Fail, moving.standing.slots[*moving.standing.best].host +
                                                 " is viable: store-failover loses nothing"};
            return Answer{Verdict::Pass, moving.to + " is " + (slot ? slot->verdict.reason : "not known")};
        });
    }

    Guard usersAreKnown() const
    {
        return ask("F23", GuardClass::Info, "Who cannot read mail meanwhile", [](const StoreMoving &moving) {
            const SlotStanding *slot = moving.standing.slot(moving.to);
            return slot && slot->users ? Answer{Verdict::Pass, groupedText(static_cast<std::uint64_t>(*slot->users)) +
                                                                   " users, for seconds"}
                                       : Answer{Verdict::Unknown, "nobody has counted the users"};
        });
    }

    Guard bothAreWell() const
    {
        return ask("P1", GuardClass::Override, "Both hosts are well", [this](const StoreMoving &moving) {
            if (!moving.isHeard)
                return Answer{Verdict::Fail, "nothing is heard of the copy on " + moving.from + ": use store-failover"};
            const Wellness host = wellnessOf(m_picture, {"host", moving.from}, true);
            return Answer{host.verdict, host.words};
        });
    }

    Guard isCaughtUp() const
    {
        Guard guard = ask("P2", GuardClass::Override, "The replica has caught up", [](const StoreMoving &moving) {
            const ReplicaVerdict &verdict = verdictOf(moving);
            if (!verdict.behind)
                return Answer{Verdict::Unknown, verdict.reason};
            return Answer{*verdict.behind < caughtUp ? Verdict::Pass : Verdict::Fail,
                          spanText(*verdict.behind) + " behind"};
        });
        guard.threshold = "less than " + spanText(caughtUp) + " behind";
        return guard;
    }

private:
    static const ReplicaVerdict &verdictOf(const StoreMoving &moving)
    {
        static const ReplicaVerdict none;
        const SlotStanding *slot = moving.standing.slot(moving.to);
        return slot ? slot->verdict : none;
    }

    const StoreMoves &m_moves;
    const Picture &m_picture;
};
} // namespace

std::vector<Guard> storeMoveGuards(const StoreMoves &moves, StoreMoveKind kind, const Picture &picture)
{
    const StoreGuards guards(moves, picture);
    std::vector<Guard> all{guards.targetIsWell(), guards.isRecent(),   guards.isNotStuck(),
                           guards.isComplete(),   guards.mapIsKnown(), guards.usersAreKnown()};
    if (kind == StoreMoveKind::Failover) {
        for (Guard &guard :
             std::vector<Guard>{guards.isDown(), guards.masterIsSilent(), guards.anotherIsLeft(), guards.isFenced()})
            all.push_back(std::move(guard));
    } else {
        all.push_back(guards.bothAreWell());
        all.push_back(guards.isCaughtUp());
    }
    return all;
}

std::vector<Guard> storeHoldGuards(const StoreMoves &moves, const Picture &picture)
{
    const StoreGuards guards(moves, picture);
    std::vector<Guard> all{guards.targetIsWell(), guards.mapIsKnown(), guards.isDown(), guards.masterIsSilent(),
                           guards.nothingIsViable()};
    Guard complete = guards.isComplete();
    complete.guardClass = GuardClass::Info; // nothing is lost by it
    all.push_back(std::move(complete));
    return all;
}

Guard mapNamesMaster(const StoreStanding &store)
{
    const Guard guard = guardAsking("F19", GuardClass::Hard, mapTitle);
    if (store.mapMaster.empty() || !store.isMapYoung)
        return answered(guard, Verdict::Unknown, "nothing young is known of it");
    const bool isMaster = store.masterSlot() && store.mapMaster == store.masterSlot()->host;
    return answered(guard, isMaster ? Verdict::Pass : Verdict::Fail, "it names " + harmless(store.mapMaster, 60));
}
} // namespace signalbox
