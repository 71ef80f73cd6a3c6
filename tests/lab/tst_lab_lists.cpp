// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include <console/console.h>
#include <laboratory/postgresql.h>
#include <laboratory/servers.h>
#include <support/testprogram.h>

namespace tst_lab_lists
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
Recipe server(const Laboratory &lab, const QString &package, const QString &program)
{
    return {program, package, {}, lab.address(), lab.freePort()};
}

Recipe prometheus(const Laboratory &lab, const QByteArray &targets)
{
    Recipe recipe = server(lab, QStringLiteral("prometheus"), QStringLiteral("prometheus"));
    const QString config = lab.write(QStringLiteral("prometheus.yml"), "scrape_configs:\n" + targets);
    recipe.arguments = {QStringLiteral("--config.file=") + config,
                        QStringLiteral("--storage.tsdb.path=") + lab.path(QStringLiteral("tsdb")),
                        QStringLiteral("--web.listen-address=%1:%2").arg(recipe.address).arg(recipe.port)};
    return recipe;
}

Recipe nginxFiles(const Laboratory &lab)
{
    Recipe recipe = server(lab, QStringLiteral("nginx-light"), QStringLiteral("nginx"));
    const QString text =
        QStringLiteral("daemon off;\nmaster_process off;\npid %1.pid;\nerror_log stderr;\nevents {}\nhttp {\n"
                       "  access_log off;\n  client_body_temp_path %1.b;\n  proxy_temp_path %1.p;\n"
                       "  fastcgi_temp_path %1.f;\n  uwsgi_temp_path %1.u;\n  scgi_temp_path %1.s;\n"
                       "  server { listen %2:%3; root %4; }\n}\n")
            .arg(lab.path(QStringLiteral("nginx")), recipe.address)
            .arg(recipe.port)
            .arg(lab.path(QString()));
    recipe.arguments = {QStringLiteral("-c"), lab.write(QStringLiteral("nginx.conf"), text.toUtf8()),
                        QStringLiteral("-p"), lab.path(QString()),
                        QStringLiteral("-e"), QStringLiteral("stderr")};
    return recipe;
}

Ended console(const QStringList &arguments)
{
    return Console(arguments).wait();
}
} // namespace

/// Lists and a first estate from real servers.
class LabLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: somebody with a Prometheus does not see their own fleet.
    void aFirstEstateFromPrometheus()
    {
        const Laboratory lab;
        Server server(prometheus(lab, "- job_name: node\n  static_configs: [{targets: ['web1:9100', '192.0.2.7:9100'], "
                                      "labels: {dc: york}}]\n"));
        const Expected<void> started = server.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        const QString url = QString::fromStdString("http://" + server.peer());
        const QString file = lab.path(QStringLiteral("estate.yaml"));
        const QStringList words{QStringLiteral("init"), QStringLiteral("--from-prometheus"), url, file};
        // It listens before it has read its targets.
        QTRY_COMPARE_WITH_TIMEOUT(console(words).status, 0, 30000);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        QVERIFY2(text.contains("  web1: {address: web1, site: york, roles: [node]}\n"), text.constData());
        QVERIFY2(text.contains("  '192.0.2.7': {address: '192.0.2.7', site: york, roles: [node]}\n"), text.constData());
        QCOMPARE(console(words).status, 0);
    }

    // Lost if it fails: a list that is kept in a real inventory does not arrive.
    void listsFromEveryKindOfServer()
    {
        const Laboratory lab;
        Server monitoring(
            prometheus(lab, "- job_name: node\n  scrape_interval: 1s\n  static_configs: [{targets: ['web1:9100']}]\n"));
        Server files(nginxFiles(lab));
        const Expected<Recipe> recipe = postgresql(lab);
        QVERIFY2(recipe, recipe ? "" : recipe.error().sentence().c_str());
        Server database(*recipe);
        (void)lab.write(QStringLiteral("stores.json"),
                        R"([{"store": "store1", "slot": "web1"}, {"store": "store1", "slot": "db1"}])");
        for (Server *server : {&monitoring, &files, &database}) {
            const Expected<void> started = server->start();
            QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        }
        const QString connect = connectionTo(lab, *recipe);
        // It accepts connections before it answers.
        const QStringList filling = {
            connect, QStringLiteral("-c"),
            QStringLiteral("CREATE TABLE IF NOT EXISTS hosts(name text, rack int); DELETE FROM hosts; "
                           "INSERT INTO hosts VALUES('db1', 7), ('db2', NULL)")};
        QTRY_VERIFY_WITH_TIMEOUT(run(QStringLiteral("psql"), QStringLiteral("postgresql-client"), filling), 60000);
        const QString estate =
            QStringLiteral("hosts:\n  \"*\": {from: inventory, name: \"{name}\", site: \"rack {rack}\"}\n"
                           "  web1: {roles: {from: printed, value: \"{value}\"}}\n"
                           "stores: {\"*\": {from: stores, name: \"{store}\", slots: [\"{slot}\"]}}\n"
                           "services: {\"*\": {from: jobs, name: \"{job}\", instances: [\"{instance:host}\"]}}\n"
                           "queries:\n"
                           "  inventory: {type: sql, postgresql: %1, query: \"SELECT name, rack FROM hosts\"}\n"
                           "  printed: {type: command, command: [/usr/bin/printf, 'web\\nmail\\n']}\n"
                           "  stores: {type: http, url: \"http://%2/stores.json\"}\n"
                           "  jobs: {type: prometheus, url: \"http://%3\", query: up}\n")
                .arg(connect, QString::fromStdString(files.peer()), QString::fromStdString(monitoring.peer()));
        const QString file = lab.write(QStringLiteral("estate.yaml"), estate.toUtf8());
        const auto said = [&] {
            const Ended ended = console({QStringLiteral("check"), file});
            return ended.out + ended.err;
        };
        // Prometheus knows nothing until it scraped once.
        QTRY_VERIFY_WITH_TIMEOUT(said().startsWith(QStringLiteral("ok: 3 hosts, 1 store, 1 service declared")), 90000);
        QVERIFY(said().contains(QStringLiteral("query inventory answered: 2 rows\nquery jobs answered: 1 row\n"
                                               "query printed answered: 2 rows\nquery stores answered: 2 rows\n")));

        // Neither a write nor a query without end gets through.
        QByteArray other = estate.toUtf8();
        other.replace("SELECT name, rack FROM hosts", "DELETE FROM hosts RETURNING name, rack");
        (void)lab.write(QStringLiteral("estate.yaml"), other);
        QVERIFY2(said().contains(QStringLiteral("read-only transaction")), qPrintable(said()));
        other = estate.toUtf8();
        other.replace("SELECT name, rack FROM hosts\"",
                      "SELECT name, rack, pg_sleep(60)::text FROM hosts\", deadline: 1s");
        (void)lab.write(QStringLiteral("estate.yaml"), other);
        QVERIFY2(said().contains(QStringLiteral("statement timeout")), qPrintable(said()));
        database.stop();
        QVERIFY2(said().contains(QStringLiteral("PostgreSQL cannot be reached: ")), qPrintable(said()));
        QVERIFY(!said().contains(QStringLiteral("hunter2")));
    }
};

SIGNALBOX_TEST(LabLists)
} // namespace tst_lab_lists

#include "tst_lab_lists.moc"
