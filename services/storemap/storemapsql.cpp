// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <storemap/storemapsql.h>

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
} // namespace

Expected<std::vector<StorePlace>> readStoreMap(const StoreMap &map)
{
    Connection connection(map, true);
    if (auto opened = connection.open(map, true); !opened)
        return tl::unexpected(opened.error());
    const auto column = [](const std::string &name) { return name.empty() ? QStringLiteral("NULL") : quoted(name); };
    QSqlQuery query(connection.database());
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT %1, %2, %3, %4 FROM %5 ORDER BY 1")
                        .arg(column(map.storeColumn), column(map.masterColumn), column(map.replicaColumn),
                             column(map.serialColumn), quoted(map.table))))
        return connection.fault(query.lastError());
    std::vector<StorePlace> places;
    while (query.next()) {
        StorePlace place{query.value(0).toString().toStdString(),
                         query.value(1).toString().toStdString(),
                         query.value(2).toString().toStdString(),
                         {}};
        for (const std::string *name : {&place.store, &place.master, &place.replica}) {
            if (!isSubjectName(*name) && (!name->empty() || name == &place.store))
                return tl::unexpected(Problem{map.table, "found \"" + harmless(*name, 60) + "\", expected a name", {}});
        }
        if (!query.value(3).isNull())
            place.serial = query.value(3).toLongLong();
        places.push_back(std::move(place));
    }
    if (query.lastError().isValid())
        return connection.fault(query.lastError());
    return places;
}

Expected<bool> moveInStoreMap(const StoreMap &map, const StoreMove &move)
{
    if (map.serialColumn.empty() != !move.serial)
        return tl::unexpected(Problem{map.table,
                                      map.serialColumn.empty() ? "it has no serial, but one was given"
                                                               : "it has a serial, but none was given",
                                      {}});
    Connection connection(map, false);
    if (auto opened = connection.open(map, false); !opened)
        return tl::unexpected(opened.error());
    QString set = quoted(map.masterColumn) + QStringLiteral(" = :to");
    if (!map.replicaColumn.empty())
        set += QStringLiteral(", ") + quoted(map.replicaColumn) + QStringLiteral(" = :from");
    QString where = quoted(map.storeColumn) + QStringLiteral(" = :store AND ") + quoted(map.masterColumn) +
                    QStringLiteral(" = :was");
    if (move.serial) {
        set += QStringLiteral(", %1 = %1 + 1").arg(quoted(map.serialColumn));
        where += QStringLiteral(" AND ") + quoted(map.serialColumn) + QStringLiteral(" = :serial");
    }
    QSqlQuery query(connection.database());
    query.prepare(QStringLiteral("UPDATE %1 SET %2 WHERE %3").arg(quoted(map.table), set, where));
    query.bindValue(QStringLiteral(":to"), QString::fromStdString(move.to));
    if (!map.replicaColumn.empty())
        query.bindValue(QStringLiteral(":from"), QString::fromStdString(move.from));
    query.bindValue(QStringLiteral(":store"), QString::fromStdString(move.store));
    query.bindValue(QStringLiteral(":was"), QString::fromStdString(move.from));
    if (move.serial)
        query.bindValue(QStringLiteral(":serial"), QVariant::fromValue<qlonglong>(*move.serial));
    if (!connection.database().transaction() || !query.exec())
        return connection.fault(query.lastError());
    const int changed = query.numRowsAffected();
    if (changed > 1) {
        connection.database().rollback();
        return tl::unexpected(Problem{map.table, "has " + move.store + " more than once; nothing was changed", {}});
    }
    if (!connection.database().commit())
        return connection.fault(connection.database().lastError());
    return changed == 1;
}
} // namespace signalbox
