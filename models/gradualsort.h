// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

namespace signalbox
{
/// Sorts a great many values piece by piece: first stretches of them, then two sorted stretches into one, and so on.
template <class Value>
class GradualSort
{
public:
    using Before = std::function<bool(const Value &, const Value &)>;

    /// A piece is a stretch of `atOnce` values; at least 1. `before` must stay the same order until the end.
    GradualSort(std::vector<Value> values, Before before, std::size_t atOnce)
        : m_values(std::move(values))
        , m_before(std::move(before))
        , m_atOnce(atOnce)
        , m_width(atOnce)
    {
        m_merged.reserve(m_values.size());
    }

    /// A piece of the work; false: there is none left.
    bool step()
    {
        if (m_sorted < m_values.size()) {
            const std::size_t end = std::min(m_sorted + m_atOnce, m_values.size());
            std::sort(at(m_sorted), at(end), m_before);
            m_sorted = end;
            return true;
        }
        if (m_width >= m_values.size())
            return false;
        if (m_merged.empty())
            beginPair(0);
        for (std::size_t left = mergedPerSorted * m_atOnce; left > 0 && m_merged.size() < m_values.size(); --left)
            mergeOne();
        if (m_merged.size() == m_values.size()) {
            m_values.swap(m_merged);
            m_merged.clear();
            m_width *= 2;
        }
        return true;
    }
    /// In order once step() says that nothing is left.
    [[nodiscard]] std::vector<Value> &values() { return m_values; }

private:
    /// Sorting one value costs as much as merging some.
    static constexpr std::size_t mergedPerSorted = 4;

    auto at(std::size_t index) { return m_values.begin() + static_cast<std::ptrdiff_t>(index); }
    void beginPair(std::size_t first)
    {
        m_first = first;
        m_second = m_middle = std::min(first + m_width, m_values.size());
        m_end = std::min(m_middle + m_width, m_values.size());
    }
    void mergeOne()
    {
        const bool isSecond =
            m_first == m_middle || (m_second < m_end && m_before(m_values[m_second], m_values[m_first]));
        m_merged.push_back(m_values[isSecond ? m_second++ : m_first++]);
        if (m_first == m_middle && m_second == m_end)
            beginPair(m_end);
    }

    std::vector<Value> m_values;
    std::vector<Value> m_merged;
    Before m_before;
    std::size_t m_atOnce;
    std::size_t m_sorted = 0; ///< those before it are in sorted stretches
    std::size_t m_width;      ///< of a sorted stretch
    std::size_t m_first = 0; ///< of the two stretches that are merged: the next of one and of the other, and their ends
    std::size_t m_second = 0;
    std::size_t m_middle = 0;
    std::size_t m_end = 0;
};
} // namespace signalbox
