// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gorillastores.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <sys/mman.h>

#include "scratchfolder.h"

namespace signalbox::bench
{
namespace
{
constexpr std::size_t readAhead = 16; // bytes behind a stream that a reader may load

Problem fileProblem(const std::string &path)
{
    return {path, std::strerror(errno), {}};
}
} // namespace

ChunkRows::ChunkRows(Database database, std::size_t series, std::size_t ticksPerChunk, Order order)
    : m_database(std::move(database))
    , m_ticksPerChunk(ticksPerChunk)
    , m_order(order)
    , m_series(series)
{
}

Expected<std::unique_ptr<ChunkRows>> ChunkRows::create(std::string path, std::size_t series, std::size_t ticksPerChunk,
                                                       Order order)
{
    auto database = Database::open(path, Database::Access::Create);
    if (!database)
        return tl::unexpected(std::move(database.error()));
    auto made = database->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
                              "CREATE TABLE chunk (key INTEGER PRIMARY KEY, data BLOB)");
    if (!made)
        return tl::unexpected(std::move(made.error()));
    return std::unique_ptr<ChunkRows>(new ChunkRows(std::move(*database), series, ticksPerChunk, order));
}

std::int64_t ChunkRows::key(std::size_t series, std::size_t chunk) const
{
    return static_cast<std::int64_t>(m_order == Order::BySeries ? series << 24 | chunk : chunk << 32 | series);
}

Expected<void> ChunkRows::add(const std::vector<double> &values, std::int64_t time)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        m_series[i].times.add(m_series[i].bits, time);
        m_series[i].values.add(m_series[i].bits, values[i]);
    }
    return ++m_ticks % m_ticksPerChunk == 0 ? flush() : Expected<void>();
}

Expected<void> ChunkRows::flush()
{
    auto transaction = Transaction::begin(m_database, Transaction::Kind::Write);
    if (!transaction)
        return tl::unexpected(std::move(transaction.error()));
    auto insert = m_database.prepare("INSERT INTO chunk VALUES (?1, ?2)");
    if (!insert)
        return tl::unexpected(std::move(insert.error()));
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const std::string data = m_series[i].bits.finish();
        m_series[i] = {};
        if (auto added = insert->bind(1, key(i, (m_ticks - 1) / m_ticksPerChunk)).bindBlob(2, data).run(); !added)
            return added;
    }
    return transaction->commit();
}

Expected<void> ChunkRows::finish()
{
    if (m_ticks % m_ticksPerChunk != 0) {
        if (auto flushed = flush(); !flushed)
            return flushed;
    }
    // By series, the rows have come in another order than they lie in: pack them, as such a store does in its quiet
    // hours.
    return m_database.run("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"
                          "PRAGMA mmap_size=1073741824");
}

Expected<void> ChunkRows::picture(std::size_t tick, std::vector<double> &into)
{
    const std::size_t chunk = tick / m_ticksPerChunk;
    auto rows = m_database.prepare(m_order == Order::BySeries ? "SELECT data FROM chunk WHERE key = ?1"
                                                              : "SELECT data FROM chunk WHERE key >= ?1 ORDER BY key");
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    std::string padded;
    for (std::size_t i = 0; i < into.size(); ++i) {
        if (m_order == Order::BySeries || i == 0) {
            rows->reset();
            rows->bind(1, key(i, chunk));
        }
        const auto row = rows->step();
        if (!row || !*row)
            return tl::unexpected(row ? Problem{m_database.path(), "a chunk is missing", {}} : row.error());
        padded.assign(rows->bytes(0));
        padded.append(readAhead, '\0');
        BitReader bits(padded.data());
        TimeReader times;
        ValueReader values;
        for (std::size_t k = chunk * m_ticksPerChunk; k <= tick; ++k) {
            times.next(bits);
            into[i] = values.next(bits);
        }
    }
    return {};
}

std::uint64_t ChunkRows::bytes() const
{
    return bytesBelow(m_database.path());
}

ColumnarSegments::ColumnarSegments(std::string path, std::size_t series, std::size_t ticksPerSegment)
    : m_path(std::move(path))
    , m_ticksPerSegment(ticksPerSegment)
    , m_series(series)
    , m_file(std::fopen(m_path.c_str(), "w+b"))
{
}

ColumnarSegments::~ColumnarSegments()
{
    if (m_mapped)
        ::munmap(const_cast<char *>(m_mapped), m_size + readAhead);
    if (m_file)
        std::fclose(m_file);
}

Expected<void> ColumnarSegments::add(const std::vector<double> &values, std::int64_t)
{
    // The times of a segment would be one stream of some 30 bytes for all series: too little to be counted here.
    for (std::size_t i = 0; i < values.size(); ++i)
        m_series[i].values.add(m_series[i].bits, values[i]);
    if (++m_ticks % m_ticksPerSegment == 0)
        flush();
    return {};
}

void ColumnarSegments::flush()
{
    m_segments.push_back(m_size);
    std::vector<std::uint32_t> ends;
    std::string streams;
    for (Series &each : m_series) {
        streams += each.bits.finish();
        ends.push_back(static_cast<std::uint32_t>(streams.size()));
        each = {};
    }
    std::fwrite(ends.data(), sizeof ends[0], ends.size(), m_file);
    std::fwrite(streams.data(), 1, streams.size(), m_file);
    m_size += ends.size() * sizeof ends[0] + streams.size();
}

Expected<void> ColumnarSegments::finish()
{
    if (!m_file)
        return tl::unexpected(fileProblem(m_path));
    if (m_ticks % m_ticksPerSegment != 0)
        flush();
    const char padding[readAhead] = {};
    std::fwrite(padding, 1, sizeof padding, m_file);
    if (std::fflush(m_file) != 0 || std::ferror(m_file) != 0)
        return tl::unexpected(fileProblem(m_path));
    void *mapped = ::mmap(nullptr, m_size + readAhead, PROT_READ, MAP_SHARED, ::fileno(m_file), 0);
    if (mapped == MAP_FAILED)
        return tl::unexpected(fileProblem(m_path));
    m_mapped = static_cast<const char *>(mapped);
    return {};
}

Expected<void> ColumnarSegments::picture(std::size_t tick, std::vector<double> &into)
{
    const std::size_t segment = tick / m_ticksPerSegment;
    const char *ends = m_mapped + m_segments[segment];
    const char *streams = ends + into.size() * sizeof(std::uint32_t);
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < into.size(); ++i) {
        BitReader bits(streams + begin);
        ValueReader values;
        for (std::size_t k = segment * m_ticksPerSegment; k <= tick; ++k)
            into[i] = values.next(bits);
        std::memcpy(&begin, ends + i * sizeof begin, sizeof begin);
    }
    return {};
}
} // namespace signalbox::bench
