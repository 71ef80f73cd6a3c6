// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/flood.h>

#include <algorithm>

#include <alerts/life.h>

namespace signalbox
{
Flood flood(const Picture &picture)
{
    std::vector<std::pair<Moment, AlertId>> came;
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        const Alert &alert = picture.alerts[i];
        if (alert.key && alert.cell.stirred != Moment{} && suppressedUntil(picture, alert) <= picture.now)
            came.emplace_back(alert.cell.stirred, static_cast<AlertId>(i));
    }
    std::sort(came.begin(), came.end());
    const auto begin = std::find_if(came.begin(), came.end(),
                                    [&](const auto &each) { return each.first > picture.now - floodWindow; });
    Flood found;
    for (auto each = begin; each != came.end(); ++each) {
        const Alert &alert = picture.alerts[index(each->second)];
        found.fresh.push_back(each->second);
        ++found.rules[alert.key->rule];
        ++found.sites[picture.subject(alert.subject).site];
    }
    found.isOn = found.fresh.size() > floodAbove;
    if (!found.isOn)
        return found;
    // A long flood began before the window: back to where it was quiet for as long as that.
    auto first = begin;
    while (first != came.begin() && first->first - std::prev(first)->first <= floodWindow)
        --first;
    found.first = first->second;
    return found;
}
} // namespace signalbox
