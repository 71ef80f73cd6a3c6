// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <estate/problem.h>
#include <time/moment.h>

namespace signalbox
{
/// What people and the console did. Every row durable before the call returns, hash-chained to the one before.
struct JournalRow {
    std::uint64_t number = 0; ///< 1, 2, 3 …
    WallTime wall{};
    std::string who;                    ///< user@host
    std::string act;                    ///< "acknowledge", "note" … (journal/act.h); "estate-list"
    std::string what;                   ///< what it is about: an alert key "rule subject{labels}", a subject path
    std::string text;                   ///< in the person's words
    std::string hash = {};              ///< 32 bytes that follow from the row before and this one; given by the journal
    std::optional<WallTime> until = {}; ///< when what was done ends by itself; of acts that may
};

/// Reading side.
class JournalReader
{
public:
    virtual ~JournalReader() = default;
    /// Rows numbered above `after`, in order.
    [[nodiscard]] virtual Expected<std::vector<JournalRow>> rows(std::uint64_t after) const = 0;
    /// The newest row; nothing where there is none.
    [[nodiscard]] virtual Expected<std::optional<JournalRow>> last() const = 0;
    /// The first row whose hash does not follow from the one before; 0 when all do.
    [[nodiscard]] virtual Expected<std::uint64_t> firstBrokenRow() const = 0;
};

/// Writing side: SQLite, WAL, synchronous=FULL. Several processes may append.
class Journal : public JournalReader
{
public:
    static Expected<std::unique_ptr<Journal>> open(const std::string &path);
    /// Appends; number and hash are given by the journal. Returns the number.
    virtual Expected<std::uint64_t> append(const JournalRow &row) = 0;
};

/// Opens an existing journal for reading.
Expected<std::unique_ptr<const JournalReader>> openJournal(const std::string &path);

/// All rows of the journal at that path; none where there is no file: nobody has done anything yet.
Expected<std::vector<JournalRow>> journalRows(const std::string &path);
} // namespace signalbox
