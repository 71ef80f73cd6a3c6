// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <console/console.h>
#include <database/database.h>
#include <laboratory/postgresql.h>
#include <support/testprogram.h>
#include <time/clock.h>

#include "actingscene.h"

namespace tst_lab_store_held
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 120'000; // milliseconds; reached only when something is wrong
constexpr const char *table = "CREATE TABLE stores (name TEXT PRIMARY KEY, master TEXT, replica TEXT, serial INTEGER, "
                              "read_at TEXT, takes_new INTEGER);"
                              "INSERT INTO stores VALUES ('store01', 'imap21', 'imap22', 1, NULL, 1),"
                              "('store02', 'imap22', 'imap21', 1, NULL, 0);";
// How a front end asks where a store is read, and delivery whether it may write: as docs/stores.md has it.
constexpr const char *readHost = "SELECT COALESCE(NULLIF(read_at, ''), master) FROM stores WHERE name = 'store01'";

/// A slot as its host's probe tells of it.
QByteArray slotText(const char *store, bool isMaster, bool isStuck)
{
    QByteArray text;
    const QByteArray labels = QByteArray("{store=\"") + store + '"';
    const auto say = [&](const char *metric, double value, const QByteArray &more = {}) {
        text += QByteArray(metric) + labels + more + "} " + QByteArray::number(value, 'f', 3) + '\n';
    };
    say("cyrus_probe_run_time_seconds",
        static_cast<double>(readMachineClocks().wall.time_since_epoch().count()) / 1000);
    say("cyrus_slot_master", isMaster ? 1 : 0);
    say("cyrus_slot_running", 1);
    say("cyrus_slot_users", isStuck || !isMaster ? 100 : 98);
    if (!isMaster)
        return text;
    say("cyrus_replication_logging", 1);
    say("cyrus_sync_client_running", 1);
    say("cyrus_replication_lag_seconds", isStuck ? 183600 : 0);
    say("cyrus_replication_waiting_users", isStuck ? 2 : 0);
    if (!isStuck)
        return text;
    say("cyrus_replication_head", 183600, ",event=\"RENAME user.a user.b\"");
    for (const char *user : {"yan", "xia"})
        say("cyrus_replication_waiting_user", 1, QByteArray(",user=\"") + user + '"');
    return text;
}

QStringList mapWords(const QStringList &where)
{
    return QStringList{u"store-map"_s} + where + QStringList{u"--replica"_s,   u"replica"_s,   u"--serial"_s,
                                                             u"serial"_s,      u"--reading"_s, u"read_at"_s,
                                                             u"--new-users"_s, u"takes_new"_s};
}
} // namespace

/// A store whose master is lost with a stuck replica, in a real map, with the real watch and real exporters. If it
/// fails, somebody goes to bed while mail is refused for good, or nobody is told until when it waits.
class LabStoreHeld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachVerbInEachDatabase_data();
    void eachVerbInEachDatabase();
    void aLostStoreIsHeld();
    void itStaysOnTheScreenWithItsDeadline();
    void itIsReleasedOnceItsMasterIsBack();

private:
    struct World {
        const QStringList failover{u"store-failover"_s, u"store/store01"_s};
        const QStringList hold{u"store-readonly"_s, u"store/store01"_s};
        const QStringList release{u"store-release"_s, u"store/store01"_s};
        Laboratory lab;
        std::map<QString, std::unique_ptr<Server>> exporters;
        std::unique_ptr<ActingScene> scene;
        quint16 one = lab.freePort();
        quint16 two = lab.freePort();

        [[nodiscard]] QString folder(const QString &host) const { return lab.path(host); }
        void start(const QString &host, quint16 port)
        {
            exporters[host] = std::make_unique<Server>(
                Recipe{u"prometheus-node-exporter"_s,
                       u"prometheus-node-exporter"_s,
                       {u"--collector.disable-defaults"_s, u"--collector.loadavg"_s, u"--collector.textfile"_s,
                        u"--collector.textfile.directory="_s + folder(host),
                        u"--web.listen-address=%1:%2"_s.arg(lab.address()).arg(port)},
                       lab.address(),
                       port});
            const auto started = exporters[host]->start();
            QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        }
        /// The probes run; of imap21 only while it lives.
        void probe() const
        {
            if (exporters.count(u"imap21"_s) == 1)
                write(u"imap21"_s, slotText("store01", true, true) + slotText("store02", false, false));
            write(u"imap22"_s, slotText("store01", false, false) + slotText("store02", true, false));
        }
        void write(const QString &host, const QByteArray &text) const
        {
            QFile file(folder(host) + u"/new"_s);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
            file.close();
            QCOMPARE(::rename(qPrintable(file.fileName()), qPrintable(folder(host) + u"/cyrus.prom"_s)), 0);
        }
        /// Everything lives, and the watch has looked around.
        void begin();
        [[nodiscard]] QString alerts() const
        {
            probe();
            return Console({u"alerts"_s, scene->estate()}).wait().out;
        }
        [[nodiscard]] Ended map(const QStringList &words) const
        {
            return Console(mapWords({u"--file"_s, lab.path(u"config.db"_s)}) + words).wait();
        }
        [[nodiscard]] Ended act(const QStringList &words) const
        {
            probe();
            const QStringList answers = ActingScene::answersTo(scene->plan(words));
            return scene->act(words,
                              answers + QStringList{u"--name"_s, words.at(1).section(u'/', 1), u"--count"_s, u"1"_s});
        }
        [[nodiscard]] QString guard(const QStringList &words, const QString &id) const
        {
            probe();
            return ActingScene::guardOf(scene->plan(words), id);
        }
    };
    std::unique_ptr<World> m_world;
};

void LabStoreHeld::eachVerbInEachDatabase_data()
{
    QTest::addColumn<bool>("isPostgres");
    QTest::newRow("SQLite") << false;
    QTest::newRow("PostgreSQL") << true;
}

void LabStoreHeld::eachVerbInEachDatabase()
{
    QFETCH(bool, isPostgres);
    const Laboratory lab;
    QStringList where{u"--file"_s, lab.path(u"config.db"_s)};
    std::unique_ptr<Server> server;
    if (isPostgres) {
        const Expected<Recipe> recipe = postgresql(lab);
        QVERIFY2(recipe, recipe ? "" : recipe.error().sentence().c_str());
        server = std::make_unique<Server>(*recipe);
        QVERIFY(server->start());
        where = {u"--postgresql"_s, connectionTo(lab, *recipe)};
        QTRY_VERIFY_WITH_TIMEOUT(run(u"psql"_s, u"postgresql-client"_s,
                                     {where.at(1), u"-c"_s, u"DROP TABLE IF EXISTS stores;"_s + QLatin1String(table)}),
                                 60000);
    } else {
        auto database = Database::open(lab.path(u"config.db"_s).toStdString(), Database::Access::Create);
        QVERIFY(database && database->run(table));
    }
    const auto map = [&](const char *words) {
        const Ended ended = Console(mapWords(where) + QString::fromLatin1(words).split(u' ')).wait();
        return QString::number(ended.status) + u' ' + ended.out + ended.err;
    };
    const auto is = [&](const char *words, int status) {
        const QString said = map(words);
        if (!said.startsWith(QString::number(status) + u' '))
            qWarning("%s: %s", words, qPrintable(said));
        return said.startsWith(QString::number(status) + u' ');
    };
    QVERIFY(is("read store01 - imap22 1", 0));
    QVERIFY(is("read store01 - imap22 1", 1));
    QVERIFY(is("is-read store01 imap22", 0));
    QVERIFY(is("new-users store02 store01", 1));
    QVERIFY(is("new-users store01 store02", 0));
    QVERIFY(is("is-new-users store02", 0));
    QCOMPARE(map("list"),
             u"0 store01 imap21 imap22 2 reading=imap22 new=0\nstore02 imap22 imap21 1 reading=- new=1\n"_s);
    QVERIFY(is("read store01 imap22 - 2", 0));
    QVERIFY(is("is-read store01 -", 0));
    QVERIFY(is("read store01 - imap22 3", 0));
    QVERIFY(is("move store01 imap21 imap22 4", 0));
    QVERIFY(is("read store01 - imap22 5", 1)); // its master is there
    QCOMPARE(map("list"), u"0 store01 imap22 imap21 5 reading=- new=0\nstore02 imap22 imap21 1 reading=- new=1\n"_s);
    QVERIFY(is("new-users store02 store01,store02", 0));
    QVERIFY(is("is-new-users store01,store02", 0));
    if (isPostgres) { // as a front end asks
        const auto host = run(u"psql"_s, u"postgresql-client"_s, {where.at(1), u"-Atc"_s, QLatin1String(readHost)});
        QVERIFY(host);
        QCOMPARE(*host, QByteArray("imap22\n"));
    }
}

void LabStoreHeld::World::begin()
{
    for (const auto &host : {u"imap21"_s, u"imap22"_s})
        QVERIFY(QDir().mkpath(folder(host)));
    auto database = Database::open(lab.path(u"config.db"_s).toStdString(), Database::Access::Create);
    QVERIFY(database && database->run(table));
    start(u"imap21"_s, one);
    start(u"imap22"_s, two);
    probe();
    QString estate = u"hosts: {imap21: {address: ADDRESS}, imap22: {address: ADDRESS}}\n"
                     "stores: {store01: {slots: [imap21, imap22]}, store02: {slots: [imap21, imap22]}}\n"
                     "cyrus: {evidence: 20s, map: {file: MAP, replica: replica, serial: serial, reading: read_at, "
                     "new_users: takes_new}}\n"
                     "sources:\n"
                     "  node: {type: exposition, interval: 2s, subject_labels: [store], targets: {host/imap21: "
                     "\"http://ADDRESS:%1/metrics\", host/imap22: \"http://ADDRESS:%2/metrics\"}}\n"
                     "  ping: {type: tcp, subjects: [imap21], port: %1, interval: 2s}\n"
                     "  map: {type: store-map, interval: 2s}\n"_s.arg(one)
                         .arg(two);
    estate.replace(u"ADDRESS"_s, lab.address()).replace(u"MAP"_s, lab.path(u"config.db"_s));
    scene = std::make_unique<ActingScene>(lab, u"held"_s, estate);
    QVERIFY(scene->watch());
}

void LabStoreHeld::aLostStoreIsHeld()
{
    m_world = std::make_unique<World>();
    World &world = *m_world;
    world.begin();
    QTRY_COMPARE_WITH_TIMEOUT(world.guard(world.failover, u"F7"_s), u"fail/override stuck on RENAME user.a user.b"_s,
                              patience);
    world.exporters.erase(u"imap21"_s);
    QTRY_VERIFY_WITH_TIMEOUT(world.guard(world.hold, u"F2"_s).startsWith(u"pass"_s) &&
                                 world.guard(world.hold, u"F1"_s).startsWith(u"pass"_s),
                             patience);
    QVERIFY(world.scene->plan(world.failover)[u"guidance"_s].toString().contains(u"store-readonly"_s));
    const QString offers = world.scene->says({u"plan"_s, u"store/store01"_s}).out;
    QVERIFY2(offers.startsWith(u"new-user-target store/store02 "_s), qPrintable(offers));
    QVERIFY2(offers.contains(u"store-readonly store/store01 "_s), qPrintable(offers));

    const Ended held = world.act(world.hold);
    QVERIFY2(held.status == 0, qPrintable(held.out + held.err));
    const Ended target = world.act({u"new-user-target"_s, u"store/store02"_s});
    QVERIFY2(target.status == 0, qPrintable(target.out + target.err));
    QCOMPARE(world.map({u"list"_s}).out,
             u"store01 imap21 imap22 2 reading=imap22 new=0\nstore02 imap22 imap21 1 reading=- new=1\n"_s);
}

void LabStoreHeld::itStaysOnTheScreenWithItsDeadline()
{
    World &world = *m_world;
    QTRY_VERIFY2_WITH_TIMEOUT(world.alerts().contains(u"store-held store/store01"_s), qPrintable(world.alerts()),
                              patience);
    const QString brief = world.scene->says({u"brief"_s, u"--bed"_s}).out;
    QVERIFY2(brief.contains(u"store01: mail waits until "_s) && brief.contains(u"3 d 23 h more"_s), qPrintable(brief));
    const Ended missing = world.scene->says({u"missing"_s, u"store01"_s});
    QCOMPARE(missing.out, u"xia\nyan\n"_s);
    QCOMPARE(missing.status, 3); // nobody compared the users
    QVERIFY2(missing.err.contains(u"NOT ALL: its users have never been compared"_s), qPrintable(missing.err));
}

void LabStoreHeld::itIsReleasedOnceItsMasterIsBack()
{
    World &world = *m_world;
    const QString before = world.guard(world.release, u"F1"_s);
    QVERIFY2(before.startsWith(u"unknown/hard"_s), qPrintable(before));
    world.start(u"imap21"_s, world.one);
    QTRY_VERIFY_WITH_TIMEOUT(world.guard(world.release, u"F1"_s).startsWith(u"pass"_s), patience);
    const Ended released = world.act(world.release);
    QVERIFY2(released.status == 0, qPrintable(released.out + released.err));
    QCOMPARE(world.map({u"is-read"_s, u"store01"_s, u"-"_s}).status, 0);
    QTRY_VERIFY2_WITH_TIMEOUT(!world.alerts().contains(u"store-held store/store01"_s), qPrintable(world.alerts()),
                              patience);
}
SIGNALBOX_TEST(LabStoreHeld)
} // namespace tst_lab_store_held

#include "tst_lab_store_held.moc"
