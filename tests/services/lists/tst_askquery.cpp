// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <csignal>
#include <thread>

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

#include <database/database.h>
#include <lists/askquery.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_askquery
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
QueryDeclaration command(std::vector<std::string> words, std::chrono::milliseconds deadline = 10s)
{
    QueryDeclaration query;
    query.name = "q";
    query.type = "command";
    query.command = std::move(words);
    query.deadline = deadline;
    return query;
}

std::string text(const Expected<std::vector<QueryRow>> &rows)
{
    if (!rows)
        return rows.error().sentence();
    std::string all;
    for (const QueryRow &row : *rows) {
        for (const auto &[column, value] : row)
            all += column + '=' + value + ' ';
        all += '|';
    }
    return all;
}
} // namespace

class TestAskQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: closing the window waits for every server that does not answer.
    void aQuestionCanBeBrokenOff_data()
    {
        QTest::addColumn<QString>("type");
        for (const char *type : {"http", "prometheus", "postgresql"})
            QTest::newRow(type) << type;
    }
    void aQuestionCanBeBrokenOff()
    {
        QFETCH(QString, type);
        QTcpServer accepts; // and never answers
        QVERIFY(accepts.listen(QHostAddress::LocalHost));
        QueryDeclaration query;
        query.name = "q";
        query.type = type == QStringLiteral("postgresql") ? "sql" : type.toStdString();
        query.url = "http://127.0.0.1:" + std::to_string(accepts.serverPort()) + "/rows";
        query.query = "up";
        query.deadline = 20s;
        query.postgresql = "host=127.0.0.1 port=" + std::to_string(accepts.serverPort());
        std::atomic<bool> stop = false;
        std::atomic<bool> hasEnded = false;
        std::string said;
        std::thread asks([&] {
            said = text(askQuery(query, stop));
            hasEnded = true;
        });
        QTRY_VERIFY(accepts.hasPendingConnections() || hasEnded); // at once only where there is no driver
        stop = true;
        QTRY_VERIFY(hasEnded); // of its own it would end after its deadline
        asks.join();
        if (said.find("is not installed") != std::string::npos)
            QSKIP(said.c_str());
        QVERIFY2(said.find("stopped while") != std::string::npos, said.c_str());
    }

    // Lost if it fails: the company's own inventory program cannot be asked, or what it says is taken for a command.
    void aProgramIsAsked()
    {
        QCOMPARE(text(askQuery(command({"/usr/bin/printf", "%s\\n", "web1", "$(id)"}), false)),
                 std::string("value=web1 |value=$(id) |"));
        QCOMPARE(text(askQuery(command({"/usr/bin/env", "false"}), false)),
                 std::string("/usr/bin/env ended with status 1"));
        const std::string missing = text(askQuery(command({"/no/such/program"}), false));
        QVERIFY2(missing.starts_with("/no/such/program could not be started: "), missing.c_str());
        const std::string complaint = text(askQuery(command({"/bin/ls", "/no/such/folder"}), false));
        QVERIFY2(complaint.find("ended with status 2: ") != std::string::npos, complaint.c_str());
    }

    // Lost if it fails: a program that hangs, or prints without end, holds the lists up for ever and fills the memory;
    // or what it started goes on after it.
    void aProgramIsBounded()
    {
        QCOMPARE(text(askQuery(command({"/usr/bin/yes"}, 60s), false)),
                 std::string("/usr/bin/yes printed more than 4 MiB"));
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("pid")).toStdString();
        // The program in the middle ends at once with its own group gone only if the whole group is killed.
        QFile script(folder.filePath(QStringLiteral("starts-another")));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nsleep 1000 &\necho $! >" + QByteArray::fromStdString(file) + "\nwait\n");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        script.close();
        const std::string said = text(askQuery(command({script.fileName().toStdString()}, 2s), false));
        QCOMPARE(said, script.fileName().toStdString() + " did not end within 2 s");
        QFile pid(QString::fromStdString(file));
        QVERIFY(pid.open(QIODevice::ReadOnly));
        const int child = pid.readAll().trimmed().toInt();
        QVERIFY(child > 1);
        const auto isOver = [&] {
            QFile stat(QStringLiteral("/proc/%1/stat").arg(child));
            return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOver(), 10000);
    }

    // Lost if it fails: an inventory in a database cannot be asked, is written to, or holds the lists up for ever.
    void sqliteIsAsked()
    {
        const QTemporaryDir folder;
        QueryDeclaration query;
        query.name = "q";
        query.type = "sql";
        query.file = folder.filePath(QStringLiteral("inventory.db")).toStdString();
        query.query = "SELECT name, rack, note FROM hosts ORDER BY name";
        QVERIFY(text(askQuery(query, false)).starts_with(query.file + ": "));
        auto database = Database::open(query.file, Database::Access::Create);
        QVERIFY(database);
        QVERIFY(database->run("CREATE TABLE hosts(name TEXT, rack INT, note TEXT);"
                              "INSERT INTO hosts VALUES('web1', 7, NULL), ('web2', 8, 'x')"));
        QCOMPARE(text(askQuery(query, false)), std::string("name=web1 rack=7 |name=web2 note=x rack=8 |"));
        query.query = "DELETE FROM hosts RETURNING name";
        QVERIFY(!askQuery(query, false));
        QCOMPARE(*database->number("SELECT count(*) FROM hosts"), 2);
        query.query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS name FROM n";
        query.deadline = 300ms;
        QCOMPARE(text(askQuery(query, false)), query.file + " did not answer within 0.3 s");
    }

    // Lost if it fails: a list behind a web address cannot be asked, or its server's failure is taken for an empty one.
    void aWebAddressIsAsked()
    {
        ScriptedPeer peer(ScriptedPeer::answering("[{\"name\":\"web1\"}]", "Content-Type: application/json\r\n"));
        QueryDeclaration query;
        query.name = "q";
        query.type = "http";
        query.url = peer.url("/hosts.json");
        QCOMPARE(text(askQuery(query, false)), std::string("name=web1 |"));
        query.type = "prometheus";
        query.url = peer.url("/");
        query.query = "up{job=\"a b\"}";
        QCOMPARE(text(askQuery(query, false)), std::string("the answer is JSON, but not of Prometheus"));
        QCOMPARE(peer.requests.back().split(' ').value(1), QByteArray("/api/v1/query?query=up%7Bjob%3D%22a%20b%22%7D"));
        peer.setScript(ScriptedPeer::sendingRaw("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\n[]"));
        QVERIFY(text(askQuery(query, false)).ends_with(" answered 503 Busy"));
    }
};

SIGNALBOX_TEST(TestAskQuery)
} // namespace tst_askquery

#include "tst_askquery.moc"
