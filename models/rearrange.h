// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace signalbox
{
/// Puts values that are in order among others that are. Few are put in without a look at most of the others: each
/// place is searched for by halves, and the values between two places are moved as they are.
template <class Value, class Before>
void mergeIn(std::vector<Value> &all, const std::vector<Value> &arriving, Before before)
{
    if (arriving.size() > all.size() / 16) {
        const auto middle = static_cast<std::ptrdiff_t>(all.size());
        all.insert(all.end(), arriving.begin(), arriving.end());
        std::inplace_merge(all.begin(), all.begin() + middle, all.end(), before);
        return;
    }
    std::size_t rest = all.size(); // those before it are not moved yet
    all.resize(rest + arriving.size());
    std::size_t end = all.size(); // those from it on are in place
    for (std::size_t i = arriving.size(); i > 0; --i) {
        const auto begin = all.begin();
        const auto where = std::upper_bound(begin, begin + static_cast<std::ptrdiff_t>(rest), arriving[i - 1], before);
        const auto place = static_cast<std::size_t>(where - begin);
        std::move_backward(where, begin + static_cast<std::ptrdiff_t>(rest), begin + static_cast<std::ptrdiff_t>(end));
        end -= rest - place;
        rest = place;
        all[--end] = arriving[i - 1];
    }
}

/// First and last row of neighbours.
using Stretches = std::vector<std::pair<int, int>>;

/// The stretches that entries with a `place` stand in, from the top; sorts the entries by it, and leaves out what is
/// named twice.
template <class Entry>
Stretches stretchesOf(std::vector<Entry *> &entries)
{
    const auto before = [](const Entry *a, const Entry *b) { return a->place < b->place; };
    if (!std::is_sorted(entries.begin(), entries.end(), before))
        std::sort(entries.begin(), entries.end(), before);
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    Stretches stretches;
    for (const Entry *entry : entries) {
        if (!stretches.empty() && stretches.back().second + 1 == entry->place)
            ++stretches.back().second;
        else
            stretches.emplace_back(entry->place, entry->place);
    }
    return stretches;
}

/// A value with the numbers by which it is sorted, the first that differ.
template <class Value>
struct NumberedValue {
    std::int64_t first;
    std::int64_t second;
    std::uint32_t third;
    Value value;
};

template <class Value>
void sortNumbered(std::vector<NumberedValue<Value>> &all)
{
    std::sort(all.begin(), all.end(), [](const NumberedValue<Value> &a, const NumberedValue<Value> &b) {
        return std::tie(a.first, a.second, a.third) < std::tie(b.first, b.second, b.third);
    });
}
} // namespace signalbox
