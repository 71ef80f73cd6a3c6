// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <database/database.h>

#include <utility>

namespace signalbox
{
namespace
{
constexpr int busyMilliseconds = 5000;

// SQLite's form of a path with parameters: https://www.sqlite.org/uri.html
std::string immutableUri(const std::string &path)
{
    constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '%' || c == '?' || c == '#' || byte <= ' ') {
            uri += '%';
            uri += hexadecimal[byte >> 4];
            uri += hexadecimal[byte & 15];
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

int openFlags(Database::Access access)
{
    constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (access) {
    case Database::Access::Read:
        return common | SQLITE_OPEN_READONLY;
    case Database::Access::Immutable:
        return common | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case Database::Access::Write:
        return common | SQLITE_OPEN_READWRITE;
    case Database::Access::Create:
        break;
    }
    return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

Problem readOnlyProblem(const std::string &path, int code)
{
    if (code == SQLITE_READONLY_DBMOVED)
        return {path, "the file was moved or deleted while it was open",
                "Start again; a new file is made in its place"};
    return {path, "the file or its folder cannot be written to",
            "Check owner and mode of both, and whether the file system is mounted read-only"};
}
} // namespace

Problem sqliteProblem(const std::string &path, int code, std::string_view message)
{
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return {path, "this is not an SQLite file", "Name a file that Signalbox made"};
    case SQLITE_CORRUPT:
        return {path, "the file is damaged or cut short (" + std::string(message) + ")",
                "Fetch a whole copy, or save what can be read with sqlite3 and its .recover command"};
    case SQLITE_FULL:
        return {path, "the disk is full",
                "Make room on its file system; nothing is lost meanwhile but what was to be written"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return readOnlyProblem(path, code);
    case SQLITE_CANTOPEN:
        return {path, "the file or a companion (-wal, -shm) cannot be opened",
                "Check that it exists, and owner and mode of the file and its folder"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {path, "another process has locked the file for more than 5 s",
                "See with fuser or lsof which one, and end it"};
    case SQLITE_IOERR:
        return {path, "reading or writing failed (" + std::string(message) + ")",
                "Look at the kernel's log for faults of the disk, and at the limits of this process (ulimit -f)"};
    default:
        return {path, "SQLite: " + std::string(message), {}};
    }
}

Statement::Statement(sqlite3_stmt *statement, std::string path)
    : m_statement(statement)
    , m_path(std::move(path))
{
}

Statement &Statement::bind(int parameter, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
    return *this;
}

Statement &Statement::bindReal(int parameter, double value)
{
    sqlite3_bind_double(m_statement.get(), parameter, value);
    return *this;
}

Statement &Statement::bind(int parameter, std::string_view text)
{
    // A view without bytes may be null, which SQLite would take for NULL.
    sqlite3_bind_text64(m_statement.get(), parameter, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Statement &Statement::bindBlob(int parameter, std::string_view bytes)
{
    sqlite3_bind_blob64(m_statement.get(), parameter, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement &Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement.get(), parameter);
    return *this;
}

Expected<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    Problem failure = problem();
    sqlite3_reset(m_statement.get());
    return tl::unexpected(std::move(failure));
}

Expected<void> Statement::run()
{
    auto row = step();
    reset();
    if (!row)
        return tl::unexpected(std::move(row.error()));
    return {};
}

void Statement::reset()
{
    // The code repeats what step() already reported.
    static_cast<void>(sqlite3_reset(m_statement.get()));
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string_view Statement::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data ? std::string_view(static_cast<const char *>(data), static_cast<std::size_t>(size))
                : std::string_view{};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

int Statement::columns() const
{
    return sqlite3_column_count(m_statement.get());
}

std::string Statement::columnName(int column) const
{
    const char *name = sqlite3_column_name(m_statement.get(), column);
    return name ? name : "";
}

Problem Statement::problem() const
{
    sqlite3 *connection = sqlite3_db_handle(m_statement.get());
    return sqliteProblem(m_path, sqlite3_extended_errcode(connection), sqlite3_errmsg(connection));
}

Database::Database(sqlite3 *connection, std::string path)
    : m_connection(connection)
    , m_path(std::move(path))
{
}

Expected<Database> Database::open(const std::string &path, Access access)
{
    const std::string name = access == Access::Immutable ? immutableUri(path) : path;
    sqlite3 *connection = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &connection, openFlags(access), nullptr);
    Database database(connection, path); // owns the connection even when opening failed
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteProblem(path, code, connection ? sqlite3_errmsg(connection) : "out of memory"));
    const bool writes = access == Access::Write || access == Access::Create;
    if (writes && sqlite3_db_readonly(connection, "main") == 1) // what SQLite falls back to by itself
        return tl::unexpected(sqliteProblem(path, SQLITE_READONLY, {}));
    sqlite3_busy_timeout(connection, busyMilliseconds);
    // A file from elsewhere may carry a hostile schema: https://www.sqlite.org/security.html
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (auto set = database.run("PRAGMA cell_size_check=ON"); !set)
        return tl::unexpected(std::move(set.error()));
    return database;
}

Expected<void> Database::run(const char *sql)
{
    const int code = sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteProblem(m_path, code, sqlite3_errmsg(m_connection.get())));
    return {};
}

Expected<Statement> Database::prepare(const char *sql) const
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(m_connection.get(), sql, -1, &statement, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteProblem(m_path, code, sqlite3_errmsg(m_connection.get())));
    return Statement(statement, m_path);
}

Expected<std::int64_t> Database::number(const char *sql) const
{
    auto statement = prepare(sql);
    if (!statement)
        return tl::unexpected(std::move(statement.error()));
    auto row = statement->step();
    if (!row)
        return tl::unexpected(std::move(row.error()));
    if (!*row)
        return tl::unexpected(
            Problem{m_path, "a row that must be there is missing", "The file is damaged: fetch a whole copy"});
    return statement->integer(0);
}

void Database::interruptWhen(std::function<bool()> isOver)
{
    constexpr int everySteps = 10000;
    m_isOver = std::make_unique<std::function<bool()>>(std::move(isOver));
    const auto look = [](void *asked) { return (*static_cast<std::function<bool()> *>(asked))() ? 1 : 0; };
    sqlite3_progress_handler(m_connection.get(), everySteps, look, m_isOver.get());
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_connection.get()) == 0;
}

Transaction::Transaction(Database &database)
    : m_database(&database)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Expected<Transaction> Transaction::begin(Database &database, Kind kind)
{
    auto begun = database.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
    if (!begun)
        return tl::unexpected(std::move(begun.error()));
    return Transaction(database);
}

Transaction::~Transaction()
{
    // SQLite has already rolled back by itself after some errors (a full disk); asking again would be an error of its
    // own.
    if (m_database && m_database->inTransaction())
        static_cast<void>(m_database->run("ROLLBACK"));
}

Expected<void> Transaction::commit()
{
    auto committed = m_database->run("COMMIT");
    if (committed)
        m_database = nullptr;
    return committed;
}
} // namespace signalbox
