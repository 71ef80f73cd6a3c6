// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/suggestion.h>

#include <algorithm>
#include <vector>

namespace signalbox
{
namespace
{
// Words longer than this are not typing mistakes, and the table grows with the product of the lengths.
constexpr std::size_t longestWord = 64;

// Optimal string alignment: Levenshtein, with a swap of two neighbours counted as one.
std::size_t distance(std::string_view from, std::string_view to)
{
    std::vector<std::size_t> beforeLast, last(to.size() + 1), row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = last;
        last = row;
    }
    return last[to.size()];
}
} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates)
{
    if (word.empty() || word.size() > longestWord)
        return {};
    std::size_t allowed = std::clamp<std::size_t>(word.size() / 3, 1, 3);
    std::string_view best;
    for (const std::string_view candidate : candidates) {
        const std::size_t longer = std::max(candidate.size(), word.size());
        if (candidate.empty() || longer - std::min(candidate.size(), word.size()) > allowed)
            continue;
        const std::size_t apart = distance(word, candidate);
        // Nothing in common is no likeness, however short the words.
        if (apart < longer && (apart < allowed || (apart == allowed && best.empty()))) {
            best = candidate;
            allowed = apart;
        }
    }
    return best;
}

std::string didYouMean(std::string_view word, std::span<const std::string_view> candidates)
{
    const std::string_view meant = nearest(word, candidates);
    return meant.empty() ? std::string() : "; did you mean \"" + std::string(meant) + "\"?";
}
} // namespace signalbox
