// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/guardwords.h>

#include <rules/words.h>

namespace signalbox
{
Guard guardAsking(std::string id, GuardClass guardClass, std::string title)
{
    Guard guard;
    guard.id = std::move(id);
    guard.guardClass = guardClass;
    guard.title = std::move(title);
    return guard;
}

Guard answered(Guard guard, Guard::Verdict verdict, std::string value)
{
    guard.verdict = verdict;
    guard.value = std::move(value);
    return guard;
}

Guard limited(Guard guard, std::string threshold, const char *key, bool isDefault)
{
    guard.threshold = std::move(threshold);
    guard.thresholdFrom = isDefault ? std::string("by default") : std::string("interlock.") + key;
    return guard;
}

std::string counted(std::size_t count, const std::string &noun)
{
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string minuteText(WallTime wall)
{
    const auto minutes = std::chrono::floor<std::chrono::minutes>(wall.time_since_epoch()).count() % (24 * 60);
    const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return rules::dateText(wall) + ' ' + two(minutes / 60) + ':' + two(minutes % 60) + " UTC";
}

std::string groupedText(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}
} // namespace signalbox
