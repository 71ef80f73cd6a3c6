// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/gatedialogue.h>

#include <algorithm>
#include <charconv>
#include <iostream>

#include <unistd.h>

#include <commands/plantext.h>
#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
std::vector<std::string> listed(const std::string &text)
{
    std::vector<std::string> all;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        if (comma > from)
            all.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return all;
}

std::uint32_t numberOf(const std::string &text)
{
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool isInTheWay(const Plan &plan, const std::string &id)
{
    return std::any_of(plan.guards.begin(), plan.guards.end(),
                       [&](const Guard &guard) { return guard.id == id && !guard.isMet(); });
}

// The plan is named by as many letters of its hash as `plan` prints, or by all.
Expected<Confirmation> beforehand(const Plan &plan, const Arguments &arguments)
{
    Confirmation answer;
    const std::string named = arguments.value(confirmOption.name);
    const std::string hash = planHash(plan);
    if (named != hash && named != shortHash(hash))
        return tl::unexpected(Problem{{},
                                      "the plan is " + shortHash(hash) + " now, and not " + named,
                                      "Read it again: signalboxctl plan, with the same words"});
    answer.hash = hash;
    answer.reason = arguments.value(whyGateOption.name);
    answer.typedName = arguments.value(nameOption.name);
    answer.typedCount = numberOf(arguments.value(countOption.name));
    for (const auto &option : {tickOption, overrideOption}) {
        for (const std::string &id : listed(arguments.value(option.name))) {
            if (!isInTheWay(plan, id))
                return tl::unexpected(Problem{"--" + std::string(option.name) + ' ' + id,
                                              "names no guard that is in the way now",
                                              "Answer only what the plan shows"});
            if (option.name == tickOption.name)
                answer.ticked.insert(id);
            else
                answer.overridden[id] = answer.reason;
        }
    }
    answer.gate = answer.typedCount > 0       ? GateLevel::TypeNameAndCount
                  : !answer.typedName.empty() ? GateLevel::TypeName
                                              : GateLevel::Hold;
    return answer;
}

std::string ask(const std::string &question, Terminal &terminal)
{
    terminal.err << question << ": " << std::flush;
    std::string line;
    std::getline(std::cin, line);
    return line;
}

// Each guard that stands in the way: a warning is ticked, a block is given a reason. False: the person would not.
bool askGuards(const Plan &plan, Confirmation &answer, Terminal &terminal)
{
    for (const Guard &guard : plan.guards) {
        if (guard.isMet() || answer.ticked.count(guard.id) > 0 || answer.overridden.count(guard.id) > 0)
            continue;
        const std::string said = harmless(guard.id + " " + guard.title + ": " + guard.value);
        if (guard.guardClass == GuardClass::Warning) {
            if (ask("Warning " + said + "\n  Type y to have read it", terminal) != "y")
                return false;
            answer.ticked.insert(guard.id);
            continue;
        }
        const std::string reason = ask("Blocked by " + said + "\n  Override it for what reason (empty: no)", terminal);
        if (reason.find_first_not_of(' ') == std::string::npos)
            return false;
        answer.overridden[guard.id] = reason;
    }
    return true;
}

Expected<Confirmation> asked(const Plan &plan, const Arguments &arguments, Terminal &terminal)
{
    const Problem shut{{}, "the gate stays shut; nothing was sent", {}};
    Confirmation answer;
    answer.hash = planHash(plan);
    answer.reason = arguments.value(whyGateOption.name);
    if (!askGuards(plan, answer, terminal))
        return tl::unexpected(shut);
    answer.gate = gateOf(plan, answer.overridden.size());
    if (answer.gate >= GateLevel::TypeName) {
        answer.typedName = ask(harmless(plan.title) + "\n  Type the name of what it is done to", terminal);
        if (answer.gate == GateLevel::TypeNameAndCount)
            answer.typedCount = numberOf(ask("  Type how many there are", terminal));
    } else if (ask(harmless(plan.title) + "?\n  Type do to do it", terminal) != "do") {
        return tl::unexpected(shut);
    }
    return answer;
}
} // namespace

Expected<Confirmation> confirmationFrom(const Plan &plan, const Arguments &arguments, Terminal &terminal)
{
    if (!plan.blockedBy.empty())
        return tl::unexpected(Problem{{}, plan.blockedBy, {}});
    if (const std::vector<Guard> blocks = hardBlocks(plan); !blocks.empty())
        return tl::unexpected(
            Problem{{},
                    "blocked by " + blocks.front().id + " " + blocks.front().title + ": " + blocks.front().value,
                    "Nobody can override it"});
    Expected<Confirmation> answer = tl::unexpected(
        Problem{{},
                "nobody is here to open the gate (" + gateWords(plan, 0) + ")",
                "For a script: --confirm " + shortHash(planHash(plan)) + ", with what the gate asks for"});
    if (arguments.has(confirmOption.name))
        answer = beforehand(plan, arguments);
    else if (::isatty(STDIN_FILENO) != 0)
        answer = asked(plan, arguments, terminal);
    if (!answer)
        return answer;
    if (std::optional<Problem> problem = missing(plan, *answer))
        return tl::unexpected(std::move(*problem));
    return answer;
}
} // namespace signalbox
