// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <estate/problem.h>
#include <sqlite3.h>

namespace signalbox
{
/// A prepared statement. Parameters count from 1, columns from 0. Texts and blobs may hold any byte. What is bound must
/// stay alive until the statement is stepped to its end or reset.
class Statement
{
public:
    Statement &bind(int parameter, std::int64_t value);
    Statement &bindReal(int parameter, double value);
    Statement &bind(int parameter, std::string_view text);
    Statement &bindBlob(int parameter, std::string_view bytes);
    Statement &bindNull(int parameter);
    /// Whether there is a row to read.
    Expected<bool> step();
    /// Steps a statement that answers no rows, and resets it.
    Expected<void> run();
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    /// Bytes of a text or a blob, valid until the next step; empty for NULL.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string(bytes(column)); }
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string columnName(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };
    Statement(sqlite3_stmt *statement, std::string path);
    [[nodiscard]] Problem problem() const;

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::string m_path;
};

/// One connection to an SQLite file, for one thread at a time. Waits up to 5 s for another process's lock.
class Database
{
public:
    enum class Access {
        Read,      ///< sees what others commit; needs the -shm file, or the right to make it
        Immutable, ///< takes no locks and looks at no -wal: only where nobody writes
        Write,     ///< the file must exist
        Create,    ///< makes the file where there is none
    };
    static Expected<Database> open(const std::string &path, Access access);

    /// Runs one or more statements that answer nothing of interest.
    Expected<void> run(const char *sql);
    Expected<Statement> prepare(const char *sql) const;
    /// The first column of the first row of a query; an error where there is no row.
    Expected<std::int64_t> number(const char *sql) const;
    /// Ends a statement that runs with an error as soon as `isOver` says so; it is asked every few thousand steps.
    void interruptWhen(std::function<bool()> isOver);
    /// Whether a transaction is open.
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    struct Close {
        void operator()(sqlite3 *connection) const { sqlite3_close_v2(connection); }
    };
    Database(sqlite3 *connection, std::string path);

    std::unique_ptr<std::function<bool()>> m_isOver; ///< where SQLite calls it
    std::unique_ptr<sqlite3, Close> m_connection;
    std::string m_path;
};

/// From begin() to commit(); without a commit everything is taken back at the end of its life.
class Transaction
{
public:
    enum class Kind {
        Read,  ///< one snapshot of the file
        Write, ///< takes the writer's lock at once
    };
    static Expected<Transaction> begin(Database &database, Kind kind);
    Transaction(Transaction &&other) noexcept;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    Expected<void> commit();

private:
    explicit Transaction(Database &database);
    Database *m_database;
};

/// The Problem for an SQLite error code (extended or not) on that file, with what a person can do about it. Message is
/// SQLite's.
Problem sqliteProblem(const std::string &path, int code, std::string_view message);
} // namespace signalbox
