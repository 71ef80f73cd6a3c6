// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <database/database.h>

#include "gorilla.h"

namespace signalbox::bench
{
/// A store of values of many series at common ticks, which can say what all of them were at one.
class Store
{
public:
    virtual ~Store() = default;
    virtual Expected<void> add(const std::vector<double> &values, std::int64_t time) = 0;
    /// No more comes; from here on it may be asked.
    virtual Expected<void> finish() = 0;
    /// Values after the tick with this number, from 0.
    virtual Expected<void> picture(std::size_t tick, std::vector<double> &into) = 0;
    [[nodiscard]] virtual std::uint64_t bytes() const = 0;
};

/// A row a series and chunk in SQLite, as time series are mostly kept in a database: values and times of
/// `ticksPerChunk` ticks.
class ChunkRows final : public Store
{
public:
    /// Which rows lie side by side: all of one series (what charts read), or all of one time (what a picture reads).
    enum class Order { BySeries, ByTime };
    static Expected<std::unique_ptr<ChunkRows>> create(std::string path, std::size_t series, std::size_t ticksPerChunk,
                                                       Order order);
    Expected<void> add(const std::vector<double> &values, std::int64_t time) override;
    Expected<void> finish() override;
    Expected<void> picture(std::size_t tick, std::vector<double> &into) override;
    [[nodiscard]] std::uint64_t bytes() const override;

private:
    struct Series {
        BitWriter bits;
        TimeWriter times;
        ValueWriter values;
    };
    ChunkRows(Database database, std::size_t series, std::size_t ticksPerChunk, Order order);
    [[nodiscard]] std::int64_t key(std::size_t series, std::size_t chunk) const;
    Expected<void> flush();

    Database m_database;
    std::size_t m_ticksPerChunk;
    Order m_order;
    std::size_t m_ticks = 0;
    std::vector<Series> m_series;
};

/// One file of segments: the values of all series over `ticksPerSegment` ticks, a stream a series, in order of series;
/// the times once for all. Read through a mapping.
class ColumnarSegments final : public Store
{
public:
    ColumnarSegments(std::string path, std::size_t series, std::size_t ticksPerSegment);
    ~ColumnarSegments() override;
    ColumnarSegments(const ColumnarSegments &) = delete;
    ColumnarSegments &operator=(const ColumnarSegments &) = delete;
    Expected<void> add(const std::vector<double> &values, std::int64_t time) override;
    Expected<void> finish() override;
    Expected<void> picture(std::size_t tick, std::vector<double> &into) override;
    [[nodiscard]] std::uint64_t bytes() const override { return m_size; }

private:
    struct Series {
        BitWriter bits;
        ValueWriter values;
    };
    void flush();

    std::string m_path;
    std::size_t m_ticksPerSegment;
    std::size_t m_ticks = 0;
    std::vector<Series> m_series;
    std::vector<std::uint64_t> m_segments; ///< where each begins
    std::uint64_t m_size = 0;
    std::FILE *m_file = nullptr;
    const char *m_mapped = nullptr;
};
} // namespace signalbox::bench
