// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <storemap/storemapsql.h>

#include <algorithm>

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <estate/plaintext.h>
#include <estate/subject.h>

namespace signalbox
{
namespace
{
constexpr const char *connectionName = "storemap";

// The names come from the estate, or from whoever types them: quoted, so that they are names and nothing else.
QString quoted(const std::string &name)
{
    QString text;
    for (const QString &part : QString::fromStdString(name).split(QLatin1Char('.')))
        text += (text.isEmpty() ? QStringLiteral("\"%1\"") : QStringLiteral(".\"%1\""))
                    .arg(QString(part).remove(QLatin1Char('"')));
    return text;
}

/// A connection that ends with it.
class Connection
{
public:
    Connection(const StoreMap &map, bool isReading)
        : m_what(map.file.empty() ? "the map of stores in PostgreSQL" : map.file)
    {
        m_database = QSqlDatabase::addDatabase(map.file.empty() ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE"),
                                               QString::fromLatin1(connectionName));
        if (map.file.empty()) {
            m_database.setConnectOptions(QString::fromStdString(map.postgresql) +
                                         QStringLiteral(" application_name=signalbox connect_timeout=5 "
                                                        "options='-c statement_timeout=5000 -c lock_timeout=3000'"));
        } else {
            m_database.setDatabaseName(QString::fromStdString(map.file));
            QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=3000");
            if (isReading)
                options += QStringLiteral(";QSQLITE_OPEN_READONLY");
            m_database.setConnectOptions(options);
        }
    }
    ~Connection()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(QString::fromLatin1(connectionName));
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] QSqlDatabase &database() { return m_database; }
    [[nodiscard]] tl::unexpected<Problem> fault(const QSqlError &error, std::string advice = {}) const
    {
        const std::string said =
            error.databaseText().isEmpty() ? error.driverText().toStdString() : error.databaseText().toStdString();
        return tl::unexpected(Problem{m_what, harmless(said, 200), std::move(advice)});
    }
    Expected<void> open(const StoreMap &map, bool isReading)
    {
        // SQLite would make a file that is not there.
        if (!map.file.empty() && !isReading && !QFile::exists(QString::fromStdString(map.file)))
            return tl::unexpected(Problem{m_what, "there is no such file", {}});
        if (!m_database.open())
            return fault(m_database.lastError(), "cyrus.map of the estate says where it is");
        return {};
    }

private:
    std::string m_what;
    QSqlDatabase m_database;
};

bool hasSerial(const StoreMap &map)
{
    return !map.serialColumn.empty();
}

Problem serialFault(const StoreMap &map)
{
    return {
        map.table, hasSerial(map) ? "it has a serial, but none was given" : "it has no serial, but one was given", {}};
}

/// Changes one row, where it is still as it was.
class RowChange
{
public:
    RowChange(const StoreMap &map, const std::string &store, std::optional<std::int64_t> serial)
        : m_map(map)
        , m_store(store)
        , m_serial(serial)
        , m_where(quoted(map.storeColumn) + QStringLiteral(" = :store"))
    {
    }

    void set(const std::string &column, const char *to)
    {
        m_set += (m_set.isEmpty() ? QString() : QStringLiteral(", ")) + quoted(column) + QStringLiteral(" = ") +
                 QString::fromLatin1(to);
    }
    void where(const QString &condition) { m_where += QStringLiteral(" AND ") + condition; }
    void bind(const char *name, const std::string &value)
    {
        m_values.emplace_back(QString::fromLatin1(name), QString::fromStdString(value));
    }

    /// Whether there was such a row.
    Expected<bool> make()
    {
        if (hasSerial(m_map) != m_serial.has_value())
            return tl::unexpected(serialFault(m_map));
        Connection connection(m_map, false);
        if (auto opened = connection.open(m_map, false); !opened)
            return tl::unexpected(opened.error());
        if (m_serial) {
            m_set += QStringLiteral(", %1 = %1 + 1").arg(quoted(m_map.serialColumn));
            where(quoted(m_map.serialColumn) + QStringLiteral(" = :serial"));
        }
        QSqlQuery query(connection.database());
        query.prepare(QStringLiteral("UPDATE %1 SET %2 WHERE %3").arg(quoted(m_map.table), m_set, m_where));
        query.bindValue(QStringLiteral(":store"), QString::fromStdString(m_store));
        for (const auto &[name, value] : m_values)
            query.bindValue(name, value);
        if (m_serial)
            query.bindValue(QStringLiteral(":serial"), QVariant::fromValue<qlonglong>(*m_serial));
        if (!connection.database().transaction() || !query.exec())
            return connection.fault(query.lastError());
        const int changed = query.numRowsAffected();
        if (changed > 1) {
            connection.database().rollback();
            return tl::unexpected(Problem{m_map.table, "has " + m_store + " more than once; nothing was changed", {}});
        }
        if (!connection.database().commit())
            return connection.fault(connection.database().lastError());
        return changed == 1;
    }

private:
    const StoreMap &m_map;
    const std::string &m_store;
    std::optional<std::int64_t> m_serial;
    QString m_set;
    QString m_where;
    std::vector<std::pair<QString, QString>> m_values;
};

// NULL is no; what is neither 0 nor 1 is nothing that anybody could rely on.
Expected<std::optional<bool>> newUsersOf(const StoreMap &map, const QVariant &value)
{
    if (map.newUsersColumn.empty())
        return std::optional<bool>();
    bool isNumber = false;
    const int number = value.isNull() ? 0 : value.toInt(&isNumber);
    if (!value.isNull() && (!isNumber || number < 0 || number > 1))
        return tl::unexpected(Problem{map.table,
                                      map.newUsersColumn + ": found \"" + harmless(value.toString().toStdString(), 60) +
                                          "\", expected 0 or 1",
                                      {}});
    return std::optional(number == 1);
}

Expected<std::vector<StorePlace>> readPlaces(const StoreMap &map, Connection &connection)
{
    const auto column = [](const std::string &name) { return name.empty() ? QStringLiteral("NULL") : quoted(name); };
    QSqlQuery query(connection.database());
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT %1, %2, %3, %4, %5, %6 FROM %7 ORDER BY 1")
                        .arg(column(map.storeColumn), column(map.masterColumn), column(map.replicaColumn),
                             column(map.serialColumn), column(map.readingColumn), column(map.newUsersColumn),
                             quoted(map.table))))
        return connection.fault(query.lastError());
    std::vector<StorePlace> places;
    while (query.next()) {
        const auto text = [&](int index) { return query.value(index).toString().toStdString(); };
        StorePlace place{text(0), text(1), text(2), {}, {}, {}};
        if (!map.readingColumn.empty())
            place.reading = text(4);
        for (const std::string &name : {place.store, place.master, place.replica, place.reading.value_or("")}) {
            if (!isSubjectName(name) && (!name.empty() || place.store.empty()))
                return tl::unexpected(Problem{map.table, "found \"" + harmless(name, 60) + "\", expected a name", {}});
        }
        if (!query.value(3).isNull())
            place.serial = query.value(3).toLongLong();
        const auto newUsers = newUsersOf(map, query.value(5));
        if (!newUsers)
            return tl::unexpected(newUsers.error());
        place.newUsers = *newUsers;
        places.push_back(std::move(place));
    }
    if (query.lastError().isValid())
        return connection.fault(query.lastError());
    return places;
}

/// Runs one statement without values.
Expected<void> run(Connection &connection, const QString &statement)
{
    QSqlQuery query(connection.database());
    if (!query.exec(statement))
        return connection.fault(query.lastError());
    return {};
}

Expected<void> setNewUsers(const StoreMap &map, Connection &connection, const std::string &store, bool is)
{
    QSqlQuery query(connection.database());
    query.prepare(QStringLiteral("UPDATE %1 SET %2 = :is WHERE %3 = :store")
                      .arg(quoted(map.table), quoted(map.newUsersColumn), quoted(map.storeColumn)));
    query.bindValue(QStringLiteral(":is"), is ? 1 : 0);
    query.bindValue(QStringLiteral(":store"), QString::fromStdString(store));
    if (!query.exec())
        return connection.fault(query.lastError());
    return {};
}
} // namespace

Expected<std::vector<StorePlace>> readStoreMap(const StoreMap &map)
{
    Connection connection(map, true);
    if (auto opened = connection.open(map, true); !opened)
        return tl::unexpected(opened.error());
    return readPlaces(map, connection);
}

Expected<bool> moveInStoreMap(const StoreMap &map, const StoreMove &move)
{
    RowChange change(map, move.store, move.serial);
    change.set(map.masterColumn, ":to");
    change.bind(":to", move.to);
    if (!map.replicaColumn.empty()) {
        change.set(map.replicaColumn, ":from");
        change.bind(":from", move.from);
    }
    if (!map.readingColumn.empty())
        change.set(map.readingColumn, "NULL");
    change.where(quoted(map.masterColumn) + QStringLiteral(" = :was"));
    change.bind(":was", move.from);
    return change.make();
}

Expected<bool> readInStoreMap(const StoreMap &map, const StoreReading &reading)
{
    if (map.readingColumn.empty())
        return tl::unexpected(Problem{map.table, "no column is named that says where a held store is read", {}});
    RowChange change(map, reading.store, reading.serial);
    const QString column = quoted(map.readingColumn);
    change.set(map.readingColumn, reading.to.empty() ? "NULL" : ":to");
    change.where(QStringLiteral("COALESCE(%1, '') = :from").arg(column));
    change.bind(":from", reading.from);
    if (!reading.to.empty()) { // somebody moved it there meanwhile: then it need not be held
        change.where(QStringLiteral("COALESCE(%1, '') <> :other").arg(quoted(map.masterColumn)));
        change.bind(":to", reading.to);
        change.bind(":other", reading.to);
    }
    return change.make();
}

Expected<bool> setNewUsersInStoreMap(const StoreMap &map, const NewUserStores &from, const NewUserStores &to)
{
    if (map.newUsersColumn.empty())
        return tl::unexpected(Problem{map.table, "no column is named that says where new users are created", {}});
    Connection connection(map, false);
    if (auto opened = connection.open(map, false); !opened)
        return tl::unexpected(opened.error());
    // Nobody writes between the look and the change; whoever breaks off leaves it undone.
    const bool isSqlite = !map.file.empty();
    auto done = run(connection, isSqlite ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN"));
    if (done && !isSqlite)
        done = run(connection, QStringLiteral("LOCK TABLE %1 IN SHARE ROW EXCLUSIVE MODE").arg(quoted(map.table)));
    if (!done)
        return tl::unexpected(done.error());
    const auto places = readPlaces(map, connection);
    if (!places)
        return tl::unexpected(places.error());
    NewUserStores were;
    NewUserStores all;
    for (const StorePlace &place : *places) {
        all.insert(place.store);
        if (place.newUsers == true)
            were.insert(place.store);
    }
    if (were != from || !std::includes(all.begin(), all.end(), to.begin(), to.end()))
        return false;
    for (const NewUserStores *each : {&from, &to}) {
        for (const std::string &store : *each) {
            if (done && from.count(store) != to.count(store))
                done = setNewUsers(map, connection, store, each == &to);
        }
    }
    if (done)
        done = run(connection, QStringLiteral("COMMIT"));
    if (!done)
        return tl::unexpected(done.error());
    return true;
}
} // namespace signalbox
