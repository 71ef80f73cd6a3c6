// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <database/database.h>

namespace signalbox
{
/// A kind of file of ours: an SQLite database in WAL mode with an application id and a format version of its own.
struct FileKind {
    const char *name;           ///< as a person reads it: "recording"
    std::int64_t applicationId; ///< PRAGMA application_id
    std::int64_t version;       ///< PRAGMA user_version
    const char *schema;         ///< statements that make the tables of the oldest version that is still read
    const char *settings;       ///< PRAGMAs for each writing connection
    std::int64_t oldest = 0;    ///< format versions from here on are read as well; 0: only `version`
    /// Statements that make a file of version oldest + i one of version oldest + i + 1, at i.
    std::span<const char *const> upgrades = {};
};

/// Opens for writing; makes the file, whole or not at all, where there is none, and brings one of an older version
/// that is still read to the present one. A file of another kind or version is refused and left untouched.
Expected<Database> openForWriting(const std::string &path, const FileKind &kind);

/// Removes a file and SQLite's companions of it; there may be none.
void removeWithCompanions(const std::string &path);

/// The name of a draft of that file, beside it: each thread of each process has its own, so that no two make theirs in
/// one place.
std::string draftOf(const std::string &path);

/// Gives a finished draft its name and removes the draft. What stands there already is left alone: EEXIST. 0, or errno.
int publish(const std::string &draft, const std::string &path);

/// Reads a file that another process may be writing; holds no transaction between two calls. Where the file's folder
/// cannot be written to and no -wal lies beside it, the file is read as immutable; if somebody with more rights (or
/// through another mount) starts to write it meanwhile, that is noticed before anything read is believed, and it is
/// opened anew.
class SqliteFileReader
{
public:
    static Expected<SqliteFileReader> open(const std::string &path, const FileKind &kind);

    /// Calls read(Database &), which answers an Expected, on one snapshot of the file. It may be called again from the
    /// start.
    template <class Read>
    auto snapshot(Read read) -> decltype(read(std::declval<Database &>()))
    {
        for (int attempt = 0; attempt < 3; ++attempt) {
            auto result = readOnce(read);
            if (!overtaken())
                return result;
            if (auto reopened = reopen(); !reopened)
                return tl::unexpected(std::move(reopened.error()));
        }
        return tl::unexpected(keepsChanging());
    }

private:
    /// What tells one state of a file from another without reading it.
    struct Stamp {
        std::uint64_t inode = 0;
        std::int64_t size = 0;
        std::int64_t modifiedNanoseconds = 0;
        std::int64_t walSize = 0;
        bool operator==(const Stamp &) const = default;
    };
    static Stamp stampOf(const std::string &path);

    SqliteFileReader(std::unique_ptr<Database> database, const FileKind &kind, std::optional<Stamp> immutable);
    static Expected<SqliteFileReader> openImmutable(const std::string &path, const FileKind &kind,
                                                    const Problem &reason);
    [[nodiscard]] bool overtaken() const;
    Expected<void> reopen();
    [[nodiscard]] Problem keepsChanging() const;

    template <class Read>
    auto readOnce(Read &read) -> decltype(read(std::declval<Database &>()))
    {
        auto begun = Transaction::begin(*m_database, Transaction::Kind::Read);
        if (!begun)
            return tl::unexpected(std::move(begun.error()));
        return read(*m_database);
    }

    std::unique_ptr<Database> m_database; ///< where it stays, since statements and transactions point to it
    const FileKind *m_kind;
    std::optional<Stamp> m_immutable; ///< the state of the file when it was opened as immutable
};
} // namespace signalbox
