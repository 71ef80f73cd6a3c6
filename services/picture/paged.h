// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace signalbox
{
/// A vector in immutable, shared pages: a copy costs a pointer a page, and a page is cloned when it is first written to
/// after a copy was published. Values by index; grows at the end.
template <class Value, std::size_t PageSize = 128>
class Paged
{
public:
    static constexpr std::size_t pageSize = PageSize;
    struct Page {
        std::uint64_t epoch = 0;
        std::array<Value, PageSize> values{};
    };

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] const Value &operator[](std::size_t i) const { return m_pages[i / PageSize]->values[i % PageSize]; }

    /// For writing, by the owner only.
    [[nodiscard]] Value &write(std::size_t i)
    {
        auto &page = m_pages[i / PageSize];
        if (page->epoch != m_epoch) {
            page = std::make_shared<Page>(*page);
            page->epoch = m_epoch;
        }
        return page->values[i % PageSize];
    }

    void grow(std::size_t size)
    {
        while (m_pages.size() * PageSize < size) {
            m_pages.push_back(std::make_shared<Page>());
            m_pages.back()->epoch = m_epoch;
        }
        m_size = size > m_size ? size : m_size;
    }

    /// After copies were made: no later write reaches them.
    void seal() { ++m_epoch; }

    /// Whether the page that holds i is the very same in both: then nothing in it differs.
    [[nodiscard]] bool sharesPage(const Paged &other, std::size_t i) const
    {
        return m_pages[i / PageSize] == other.m_pages[i / PageSize];
    }

private:
    std::vector<std::shared_ptr<Page>> m_pages;
    std::size_t m_size = 0;
    std::uint64_t m_epoch = 1;
};
} // namespace signalbox
