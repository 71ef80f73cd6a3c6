// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <database/sqlitefile.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox
{
namespace
{
bool exists(const std::string &path)
{
    struct stat status {
    };
    return ::stat(path.c_str(), &status) == 0;
}

// SQLite takes a last page that is cut for one that ends in zeros.
Expected<void> checkSize(const Database &database)
{
    const auto pages = database.number("PRAGMA page_count");
    const auto pageSize = database.number("PRAGMA page_size");
    if (!pages || !pageSize)
        return tl::unexpected(pages ? pageSize.error() : pages.error());
    struct stat status {
    };
    // While there is a -wal with something in it, pages may still be there and nowhere else.
    if (::stat((database.path() + "-wal").c_str(), &status) == 0 && status.st_size > 0)
        return {};
    if (::stat(database.path().c_str(), &status) == 0 && status.st_size < *pages * *pageSize)
        return tl::unexpected(sqliteProblem(database.path(), SQLITE_CORRUPT, "its last page is not whole"));
    return {};
}

Expected<void> checkKind(const Database &database, const FileKind &kind)
{
    const auto id = database.number("PRAGMA application_id");
    if (!id)
        return tl::unexpected(id.error());
    const auto version = database.number("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    // Only a query of the schema makes SQLite compare the file's size with what its header says.
    const auto tables = database.number("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tl::unexpected(tables.error());
    const std::string name = kind.name;
    if (*id != kind.applicationId)
        return tl::unexpected(Problem{database.path(), "this is an SQLite file, but not a " + name + " of Signalbox",
                                      "Name another file"});
    if (*version > kind.version || *version < (kind.oldest > 0 ? kind.oldest : kind.version))
        return tl::unexpected(Problem{database.path(),
                                      "this " + name + " has format " + std::to_string(*version) +
                                          ", and this program knows format " + std::to_string(kind.version),
                                      *version > kind.version ? "Use a newer Signalbox for it"
                                                              : "Use the Signalbox that made it, or start a new file"});
    return checkSize(database);
}

std::string upgradesFrom(std::int64_t version, const FileKind &kind)
{
    std::string sql;
    for (auto i = static_cast<std::size_t>(version - kind.oldest); i < kind.upgrades.size(); ++i)
        sql += std::string(kind.upgrades[i]) + "; ";
    return sql;
}

Expected<void> createDraft(const std::string &draft, const FileKind &kind)
{
    auto database = Database::open(draft, Database::Access::Create);
    if (!database)
        return tl::unexpected(std::move(database.error()));
    const std::string sql = std::string("PRAGMA auto_vacuum=INCREMENTAL; BEGIN IMMEDIATE; ") + kind.schema + "; " +
                            upgradesFrom(kind.oldest, kind) +
                            "PRAGMA application_id=" + std::to_string(kind.applicationId) +
                            "; PRAGMA user_version=" + std::to_string(kind.version) + "; COMMIT;";
    if (auto made = database->run(sql.c_str()); !made)
        return made;
    // Only now: what is in a -wal when the connection ends is lost where the disk is full, and nobody is told.
    auto mode = database->prepare("PRAGMA journal_mode=WAL");
    if (!mode)
        return tl::unexpected(std::move(mode.error()));
    const auto row = mode->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row || mode->bytes(0) != "wal")
        return tl::unexpected(Problem{draft, "its file system does not allow what SQLite's WAL mode needs",
                                      "Keep it on a local file system"});
    return {};
}

// The schema is made under another name and appears at once, so that nobody ever sees the file half made.
Expected<void> create(const std::string &path, const FileKind &kind)
{
    const std::string draft = draftOf(path);
    removeWithCompanions(draft);
    if (auto made = createDraft(draft, kind); !made) {
        removeWithCompanions(draft);
        return tl::unexpected(Problem{path, made.error().what, made.error().advice});
    }
    const int error = publish(draft, path);
    if (error != 0 && error != EEXIST)
        return tl::unexpected(Problem{path, std::string("the file cannot be made: ") + std::strerror(error),
                                      "Check owner and mode of its folder"});
    return {};
}

Expected<void> upgrade(Database &database, const FileKind &kind)
{
    auto transaction = Transaction::begin(database, Transaction::Kind::Write);
    if (!transaction)
        return tl::unexpected(std::move(transaction.error()));
    const auto version = database.number("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    if (*version == kind.version)
        return {};
    const std::string sql = upgradesFrom(*version, kind) + "PRAGMA user_version=" + std::to_string(kind.version);
    if (auto done = database.run(sql.c_str()); !done)
        return done;
    return transaction->commit();
}

// What was synced to a file is found after a power cut only once its name is on disk too. 0, or errno.
int syncFolderOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int error = ::fsync(file) == 0 || errno == EINVAL ? 0 : errno; // EINVAL: that file system has no such thing
    ::close(file);
    return error;
}
} // namespace

void removeWithCompanions(const std::string &path)
{
    for (const char *companion : {"", "-wal", "-shm", "-journal"})
        ::unlink((path + companion).c_str()); // there may be none
}

std::string draftOf(const std::string &path)
{
    return path + "-new" + std::to_string(::gettid()); // a thread writes one draft at a time
}

int publish(const std::string &draft, const std::string &path)
{
    // link() leaves alone what another process was quicker to make. Some file systems (vfat) have no links.
    int error = ::link(draft.c_str(), path.c_str()) == 0 ? 0 : errno;
    if (error == EPERM || error == EOPNOTSUPP)
        error = ::rename(draft.c_str(), path.c_str()) == 0 ? 0 : errno;
    removeWithCompanions(draft);
    return error != 0 ? error : syncFolderOf(path);
}

Expected<Database> openForWriting(const std::string &path, const FileKind &kind)
{
    if (!exists(path)) {
        if (auto made = create(path, kind); !made)
            return tl::unexpected(std::move(made.error()));
    }
    // Looked at before it is opened for writing, since a connection that may write checkpoints what it finds.
    if (auto looked = SqliteFileReader::open(path, kind); !looked)
        return tl::unexpected(std::move(looked.error()));
    auto database = Database::open(path, Database::Access::Write);
    if (!database)
        return database;
    if (auto set = database->run(kind.settings); !set)
        return tl::unexpected(std::move(set.error()));
    if (kind.oldest > 0) {
        if (auto upgraded = upgrade(*database, kind); !upgraded)
            return tl::unexpected(std::move(upgraded.error()));
    }
    return database;
}

SqliteFileReader::SqliteFileReader(std::unique_ptr<Database> database, const FileKind &kind,
                                   std::optional<Stamp> immutable)
    : m_database(std::move(database))
    , m_kind(&kind)
    , m_immutable(immutable)
{
}

SqliteFileReader::Stamp SqliteFileReader::stampOf(const std::string &path)
{
    Stamp stamp;
    struct stat status {
    };
    if (::stat(path.c_str(), &status) == 0) {
        stamp.inode = status.st_ino;
        stamp.size = status.st_size;
        stamp.modifiedNanoseconds = status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec;
    }
    if (::stat((path + "-wal").c_str(), &status) == 0)
        stamp.walSize = status.st_size;
    return stamp;
}

Expected<SqliteFileReader> SqliteFileReader::open(const std::string &path, const FileKind &kind)
{
    struct stat status {
    };
    if (::stat(path.c_str(), &status) != 0)
        return tl::unexpected(Problem{path, std::strerror(errno), "Check the name"});
    if (!S_ISREG(status.st_mode))
        return tl::unexpected(Problem{path, "this is not a file", "Name a file"});
    if (status.st_size == 0)
        return tl::unexpected(
            Problem{path, "the file is empty", "Name a file that Signalbox made, or remove this one"});
    auto database = Database::open(path, Database::Access::Read);
    if (!database)
        return tl::unexpected(std::move(database.error()));
    auto opened = std::make_unique<Database>(std::move(*database));
    const auto checked = checkKind(*opened, kind);
    if (checked)
        return SqliteFileReader(std::move(opened), kind, {});
    // A file in WAL mode cannot be read without its -shm, which a folder that cannot be written to keeps from being
    // made.
    opened.reset();
    if (::access(path.substr(0, path.find_last_of('/') + 1).append(".").c_str(), W_OK) != 0)
        return openImmutable(path, kind, checked.error());
    return tl::unexpected(checked.error());
}

Expected<SqliteFileReader> SqliteFileReader::openImmutable(const std::string &path, const FileKind &kind,
                                                           const Problem &reason)
{
    const Stamp stamp = stampOf(path);
    if (stamp.walSize > 0)
        return tl::unexpected(Problem{
            path, reason.what + "; its newest part is still in the -wal file beside it",
            "Get the right to write to its folder, or copy the file and its -wal to a folder where you may write"});
    auto database = Database::open(path, Database::Access::Immutable);
    if (!database)
        return tl::unexpected(std::move(database.error()));
    if (auto checked = checkKind(*database, kind); !checked)
        return tl::unexpected(std::move(checked.error()));
    return SqliteFileReader(std::make_unique<Database>(std::move(*database)), kind, stamp);
}

// Whoever writes makes a -wal before the first change of the file itself, and a closed -wal leaves another time of
// change.
bool SqliteFileReader::overtaken() const
{
    return m_immutable && stampOf(m_database->path()) != *m_immutable;
}

Expected<void> SqliteFileReader::reopen()
{
    auto again = open(m_database->path(), *m_kind);
    if (!again)
        return tl::unexpected(std::move(again.error()));
    *this = std::move(*again);
    return {};
}

Problem SqliteFileReader::keepsChanging() const
{
    return {m_database->path(), "the file changes while it is read without locks", "Try again"};
}
} // namespace signalbox
