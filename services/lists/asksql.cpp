// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <lists/askquery.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>

#include <database/database.h>
#include <lists/answerrows.h>
#include <sources/fetchwords.h>
#include <sources/metric.h>
#include <time/clock.h>

namespace signalbox
{
namespace
{
constexpr std::chrono::milliseconds lookEvery{50};

tl::unexpected<Problem> sqlFault(std::string what)
{
    return tl::unexpected(Problem{{}, std::move(what), {}});
}

// NULL is no column.
Expected<void> add(std::vector<QueryRow> &rows, const std::string &column, const std::string &text)
{
    for (const std::string_view each : {std::string_view(column), std::string_view(text)}) {
        if (const std::string why = rowTextFault(each); !why.empty())
            return sqlFault("row " + std::to_string(rows.size()) + ", column \"" + wellFormed(column, 60) +
                            "\": found a text that is " + why);
    }
    if (rows.size() > mostRows)
        return sqlFault("more than " + std::to_string(mostRows) + " rows");
    rows.back()[column] = text;
    return {};
}

Expected<std::vector<QueryRow>> askSqlite(const QueryDeclaration &query, const std::atomic<bool> &stop)
{
    const SystemClock clock;
    const Moment end = clock.now() + query.deadline;
    auto database = Database::open(query.file, Database::Access::Read);
    if (!database)
        return tl::unexpected(database.error());
    database->interruptWhen([&] { return stop || clock.now() > end; });
    auto statement = database->prepare(query.query.c_str());
    if (!statement)
        return tl::unexpected(statement.error());
    std::vector<QueryRow> rows;
    for (;;) {
        const Expected<bool> more = statement->step();
        if (!more && clock.now() > end)
            return sqlFault(query.file + " did not answer within " + fetchwords::seconds(query.deadline));
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return rows;
        rows.emplace_back();
        for (int column = 0; column < statement->columns(); ++column) {
            if (statement->isNull(column))
                continue;
            if (auto added = add(rows, statement->columnName(column), statement->text(column)); !added)
                return tl::unexpected(added.error());
        }
    }
}

std::string words(const QSqlError &error)
{
    return wellFormed(error.databaseText().trimmed().toStdString(), 200);
}

// Every limit is libpq's or the server's own: https://www.postgresql.org/docs/15/libpq-connect.html
QString connectionOf(const QueryDeclaration &query)
{
    const auto ms = query.deadline.count();
    return QString::fromStdString(query.postgresql) +
           QStringLiteral(" application_name=signalbox connect_timeout=%1 tcp_user_timeout=%2 "
                          "options='-c statement_timeout=%2 -c default_transaction_read_only=on'")
               .arg(std::max<long long>(2, ms / 1000))
               .arg(ms);
}

Expected<std::vector<QueryRow>> rowsOf(QSqlDatabase &database, const QueryDeclaration &query)
{
    if (!database.open())
        return sqlFault("PostgreSQL cannot be reached: " + words(database.lastError()));
    QSqlQuery statement(database);
    statement.setForwardOnly(true);
    if (!statement.exec(QString::fromStdString(query.query)))
        return sqlFault("PostgreSQL refused the query: " + words(statement.lastError()));
    std::vector<QueryRow> rows;
    while (statement.next()) {
        rows.emplace_back();
        const QSqlRecord record = statement.record();
        for (int column = 0; column < record.count(); ++column) {
            if (record.isNull(column))
                continue;
            const auto added =
                add(rows, record.fieldName(column).toStdString(), record.value(column).toString().toStdString());
            if (!added)
                return tl::unexpected(added.error());
        }
    }
    if (statement.lastError().isValid())
        return sqlFault("PostgreSQL broke off: " + words(statement.lastError()));
    return rows;
}

/// Where a thread that asks PostgreSQL leaves the answer. Shared, since that thread may outlive the question.
struct Slot {
    std::mutex mutex;
    std::condition_variable arrived;
    std::optional<Expected<std::vector<QueryRow>>> rows;
};

void answerInto(Slot &slot, const QueryDeclaration &query)
{
    const QString name = QStringLiteral("query %1").arg(reinterpret_cast<quintptr>(&slot)); // of this question alone
    Expected<std::vector<QueryRow>> rows;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
        database.setConnectOptions(connectionOf(query));
        rows = rowsOf(database, query);
    }
    QSqlDatabase::removeDatabase(name);
    const std::lock_guard lock(slot.mutex);
    slot.rows = std::move(rows);
    slot.arrived.notify_all();
}

// Qt's driver cannot be interrupted while it waits: when nobody wants the answer any more, the thread that waits is
// left to the query's own time limits.
Expected<std::vector<QueryRow>> askPostgresql(const QueryDeclaration &query, const std::atomic<bool> &stop)
{
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QPSQL")))
        return sqlFault("Qt's driver for PostgreSQL is not installed; apt-get install libqt6sql6-psql");
    const auto slot = std::make_shared<Slot>();
    try {
        std::thread([slot, query] { answerInto(*slot, query); }).detach();
    } catch (const std::system_error &error) {
        return sqlFault(std::string("no thread can be had to ask PostgreSQL: ") + error.what());
    }
    std::unique_lock lock(slot->mutex);
    while (!slot->rows && !stop)
        slot->arrived.wait_for(lock, lookEvery);
    if (slot->rows)
        return std::move(*slot->rows);
    return sqlFault("stopped while PostgreSQL was being asked");
}
} // namespace

Expected<std::vector<QueryRow>> askSql(const QueryDeclaration &query, const std::atomic<bool> &stop)
{
    return query.file.empty() ? askPostgresql(query, stop) : askSqlite(query, stop);
}
} // namespace signalbox
