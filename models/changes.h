// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <picture/picture.h>

namespace signalbox
{
/// Indexes at which two pictures' values differ: whole pages are skipped where both share them, so that the cost is in
/// proportion to what changed. `differs(i)` is asked for the rest. All indexes without a `before`.
template <class Value, std::size_t PageSize, class Differs>
std::vector<std::uint32_t> changedIndexes(const Paged<Value, PageSize> *before, const Paged<Value, PageSize> &now,
                                          Differs differs)
{
    std::vector<std::uint32_t> changed;
    for (std::size_t page = 0; page < now.size(); page += PageSize) {
        const std::size_t end = std::min(page + PageSize, now.size());
        const std::size_t known = before ? std::min(end, before->size()) : 0;
        const bool isShared = known == end && now.sharesPage(*before, page);
        if (isShared)
            continue;
        for (std::size_t i = page; i < end; ++i)
            if (i >= known || differs(i))
                changed.push_back(static_cast<std::uint32_t>(i));
    }
    return changed;
}

/// Numbers of subjects whose state differs. They are those of `now`.
inline std::vector<std::uint32_t> changedSubjects(const Picture *before, const Picture &now)
{
    return changedIndexes(before ? &before->subjects : nullptr, now.subjects,
                          [&](std::size_t i) { return before->subjects[i] != now.subjects[i]; });
}

/// Numbers of alerts whose cell differs, or who are shelved by themselves or no longer.
inline std::vector<std::uint32_t> changedAlerts(const Picture *before, const Picture &now)
{
    return changedIndexes(before ? &before->alerts : nullptr, now.alerts, [&](std::size_t i) {
        const Alert &earlier = before->alerts[i];
        const Alert &later = now.alerts[i];
        return earlier.key != later.key || !(earlier.cell == later.cell) || earlier.shelvedUntil != later.shelvedUntil;
    });
}

/// Numbers of series that were born, or declared anew.
inline std::vector<std::uint32_t> changedDeclarations(const Picture *before, const Picture &now)
{
    return changedIndexes(before ? &before->series : nullptr, now.series,
                          [&](std::size_t i) { return before->series[i] != now.series[i]; });
}
} // namespace signalbox
