// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/retention.h>

#include <algorithm>

namespace signalbox
{
namespace
{
// Free pages are written again by the ticks to come. Only more than that is given back, since SQLite moves a page of
// the file's end for each: a step moves at most a megabyte.
constexpr std::int64_t freePagesKept = 256;
constexpr std::int64_t shareOfFreePages = 16;
constexpr const char *giveBack = "PRAGMA incremental_vacuum(256)";

struct Size {
    std::int64_t pages = 0;
    std::int64_t free = 0;
    std::int64_t pageSize = 0;
};

Expected<Size> sizeOf(const Database &database)
{
    Size size;
    for (const auto &[into, sql] : {std::pair{&size.pages, "PRAGMA page_count"},
                                    {&size.free, "PRAGMA freelist_count"},
                                    {&size.pageSize, "PRAGMA page_size"}}) {
        const auto number = database.number(sql);
        if (!number)
            return tl::unexpected(number.error());
        *into = *number;
    }
    return size;
}

// The file may be larger by the free pages that are kept.
bool isTooLarge(const Size &size, const RecordingLimits &limits)
{
    const std::uint64_t used = static_cast<std::uint64_t>((size.pages - size.free) * size.pageSize);
    return used > limits.atMost / shareOfFreePages * (shareOfFreePages - 1);
}

Expected<void> deleteWindow(Database &database, const WindowRow &window)
{
    auto transaction = Transaction::begin(database, Transaction::Kind::Write);
    if (!transaction)
        return tl::unexpected(std::move(transaction.error()));
    struct Deletion {
        const char *sql;
        std::int64_t from;
        std::int64_t to;
    };
    const auto first = static_cast<std::int64_t>(window.first);
    const Deletion deletions[] = {
        {"DELETE FROM tile WHERE key >= ?1 AND key <= ?2", tileKey(window.first, 0), tileKey(window.first, 65535)},
        {"DELETE FROM earlier WHERE key >= ?1 AND key < ?2", 0, changeKey(window.last + 1)},
        {"DELETE FROM window WHERE first >= ?1 AND first <= ?2", first, first},
    };
    for (const Deletion &deletion : deletions) {
        auto statement = database.prepare(deletion.sql);
        if (!statement)
            return tl::unexpected(std::move(statement.error()));
        if (auto done = statement->bind(1, deletion.from).bind(2, deletion.to).run(); !done)
            return done;
    }
    return transaction->commit();
}
} // namespace

Expected<bool> forgetOldest(Database &database, const RecordingLimits &limits, Moment now)
{
    const auto size = sizeOf(database);
    if (!size)
        return tl::unexpected(size.error());
    const auto oldest = findWindow(database, WindowOrder::AfterTick, 0);
    if (!oldest)
        return tl::unexpected(oldest.error());
    const bool canGo = *oldest && !(*oldest)->isOpen();
    if (canGo && (now - (*oldest)->end > limits.keep || isTooLarge(*size, limits)))
        return deleteWindow(database, **oldest).map([] { return true; });
    if (size->free <= std::max(freePagesKept, size->pages / shareOfFreePages))
        return false;
    return database.run(giveBack).map([] { return true; });
}
} // namespace signalbox
