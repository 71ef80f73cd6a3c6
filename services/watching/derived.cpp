// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/derived.h>

#include <algorithm>
#include <iterator>

namespace signalbox
{
void addDerived(Engine &engine, Frame &frame, const std::vector<Fact> &derived)
{
    std::vector<Change> declared = engine.numbering().takeNew();
    std::move(declared.begin(), declared.end(), std::back_inserter(frame.changes));
    if (derived.empty())
        return;
    const auto bySeries = [](const Fact &a, const Fact &b) { return a.series < b.series; };
    const auto said = static_cast<std::ptrdiff_t>(frame.facts.size());
    frame.facts.insert(frame.facts.end(), derived.begin(), derived.end());
    std::stable_sort(frame.facts.begin() + said, frame.facts.end(), bySeries);
    std::inplace_merge(frame.facts.begin(), frame.facts.begin() + said, frame.facts.end(), bySeries); // stable
    const auto isAgain = [](const Fact &a, const Fact &b) { return a.series == b.series; };
    frame.facts.erase(std::unique(frame.facts.begin(), frame.facts.end(), isAgain), frame.facts.end());
}
} // namespace signalbox
