// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <condition_variable>
#include <mutex>
#include <thread>

#include <unistd.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <console/console.h>
#include <database/database.h>
#include <laboratory/cyrusfaults.h>
#include <support/testprogram.h>

namespace tst_lab_store_story
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

#define VERIFY_DONE(call)                                                                                              \
    do {                                                                                                               \
        const auto done_ = (call);                                                                                     \
        QVERIFY2(done_, done_ ? "" : done_.error().sentence().c_str());                                                \
    } while (false)

namespace
{
constexpr int patience = 150'000; // milliseconds; reached only when something is wrong
constexpr int stores = 3;
constexpr int poisoned = 3;

/// What a host's timer does: the probe, again and again, until the host is dead.
class Probing
{
public:
    Probing(CyrusEstate &estate, const QString &host)
        : m_thread([this, &estate, host] {
            std::unique_lock lock(m_mutex);
            do {
                lock.unlock();
                static_cast<void>(estate.probe(host));
                lock.lock();
            } while (!m_over.wait_for(lock, std::chrono::seconds(2), [this] { return m_isOver; }));
        })
    {
    }
    ~Probing()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOver = true;
        }
        m_over.notify_all();
        m_thread.join();
    }
    Probing(const Probing &) = delete;
    Probing &operator=(const Probing &) = delete;

private:
    std::mutex m_mutex;
    std::condition_variable m_over;
    bool m_isOver = false;
    std::thread m_thread;
};

/// node_exporter with what the probe of a host wrote, and nothing else.
Recipe textfileExporter(const QString &folder, const QString &address, quint16 port)
{
    return {u"prometheus-node-exporter"_s,
            u"prometheus-node-exporter"_s,
            {u"--collector.disable-defaults"_s, u"--collector.loadavg"_s, u"--collector.textfile"_s,
             u"--collector.textfile.directory="_s + folder, u"--web.listen-address=%1:%2"_s.arg(address).arg(port)},
            address,
            port};
}

QStringList idsOf(const QJsonArray &guards, const QString &guardClass)
{
    QStringList ids;
    for (const QJsonValue &guard : guards) {
        const QString verdict = guard[u"verdict"].toString();
        if (guard[u"class"].toString() == guardClass && (verdict == u"fail" || verdict == u"unknown"))
            ids += guard[u"id"].toString();
    }
    return ids;
}

QString valueOf(const QJsonObject &plan, const QString &id)
{
    for (const QJsonValue &guard : plan[u"guards"_s].toArray()) {
        if (guard[u"id"].toString() == id)
            return guard[u"verdict"].toString() + u": "_s + guard[u"value"].toString();
    }
    return {};
}
} // namespace

/// A host dies with its stores, one of which was stuck, on real Cyrus servers, through a real watch: seen, planned,
/// moved, brought back. If it fails, a night like that of imap21 loses mail again, or a person is told that all is
/// well.
class LabStoreStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void allReplicasAreViable();
    void aStuckOneIsSaidBeforeItIsNeeded();
    void theHostDiesAndThePlanShutsTheStuckOne();
    void theOthersAreMoved();
    void theHeldOneIsMovedWithItsLossAccepted();
    void theOldHostReturnsAndNothingIsLost();

private:
    void reachHost(const QString &name);
    void startExporter(const QString &name);
    [[nodiscard]] QString estateText() const;
    [[nodiscard]] Ended ctl(const QStringList &words) const
    {
        return Console(words + QStringList{u"--estate"_s, m_file}).wait();
    }
    [[nodiscard]] QJsonObject plan(const QStringList &request) const;
    [[nodiscard]] Ended act(const QStringList &request, const QString &why) const;
    [[nodiscard]] QString verdicts() const;
    [[nodiscard]] bool hasAlert(const QString &rule, const QString &path) const;
    [[nodiscard]] const CyrusSlot &at(const char *host, int store) const
    {
        return m_estate.slot(QString::fromLatin1(host), store);
    }

    Laboratory m_lab;
    CyrusEstate m_estate{m_lab, stores};
    std::map<QString, quint16> m_exporterPorts;
    std::map<QString, std::unique_ptr<Server>> m_exporters;
    std::map<QString, std::unique_ptr<Probing>> m_probing;
    QProcess m_agent;
    QString m_file;
    std::unique_ptr<Console> m_watch;
};

void LabStoreStory::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("A host with accounts of its own can be made by root alone.");
    VERIFY_DONE(m_estate.start());
    for (const QString &key : {u"look"_s, u"ann"_s})
        VERIFY_DONE(lab::run(u"ssh-keygen"_s, u"openssh-client"_s,
                             {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u""_s, u"-C"_s, key, u"-f"_s, m_lab.path(key)}));
    const QString socket = m_lab.path(u"agent"_s);
    m_agent.setChildProcessModifier(endingWithTheTest());
    m_agent.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(socket); }, patience));
    qputenv("SSH_AUTH_SOCK", socket.toUtf8());
    qputenv("XDG_STATE_HOME", m_lab.path(u"state"_s).toUtf8());
    QCOMPARE(runToEnd({u"ssh-add"_s, u"-q"_s, m_lab.path(u"ann"_s)}).status, 0);

    auto map = Database::open(m_lab.path(u"config.db"_s).toStdString(), Database::Access::Create);
    QVERIFY2(map, map ? "" : map.error().sentence().c_str());
    VERIFY_DONE(map->run("CREATE TABLE stores (name TEXT PRIMARY KEY, master TEXT, replica TEXT, serial INTEGER);"
                         "INSERT INTO stores VALUES ('store01', 'imap21', 'imap22', 1),"
                         "('store02', 'imap21', 'imap22', 1), ('store03', 'imap21', 'imap22', 1)"));
    const QString secret = m_lab.write(u"secret"_s, "x\n");
    QVERIFY(QFile::setPermissions(secret, QFile::ReadOwner | QFile::WriteOwner));
    for (const QString &host : {u"imap21"_s, u"imap22"_s})
        startExporter(host);
    m_file = m_lab.write(u"estate.yaml"_s, estateText().toUtf8());
    for (const QString &host : {u"imap21"_s, u"imap22"_s})
        reachHost(host);
    for (int store = 1; store <= stores; ++store) {
        for (const char *user : {"anna", "zoe"}) {
            VERIFY_DONE(CyrusEstate::createUser(at("imap21", store), QLatin1String(user)));
            VERIFY_DONE(CyrusEstate::deliver(at("imap21", store), QLatin1String(user), u"before"_s));
        }
    }
    m_watch = std::make_unique<Console>(QStringList{u"watch"_s, m_file});
    const QString recording = m_lab.path(u"state/signalbox/story/recording.db"_s);
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(recording); }, patience));
}

void LabStoreStory::cleanupTestCase()
{
    m_probing.clear();
    if (m_watch)
        m_watch->stop();
    m_agent.terminate();
    m_agent.waitForFinished();
}

void LabStoreStory::startExporter(const QString &name)
{
    const QString address = at(name.toUtf8(), 1).imap.address;
    quint16 &port = m_exporterPorts[name];
    if (port == 0)
        port = m_lab.freePort();
    m_exporters[name] = std::make_unique<Server>(textfileExporter(m_estate.textfileFolder(name), address, port));
    VERIFY_DONE(m_exporters[name]->start());
    m_probing[name] = std::make_unique<Probing>(m_estate, name);
}

QString LabStoreStory::estateText() const
{
    QString text = u"name: Story\nid: story\n"
                   "reach: {look_key: FOLDER/look, known_hosts: FOLDER/known_hosts}\n"
                   "hosts:\n"_s;
    QString targets;
    for (const char *host : {"imap21", "imap22"}) {
        const QString name = QLatin1String(host);
        const QString address = at(host, 1).imap.address;
        text += u"  %1: {address: %2, reach: {port: %3}}\n"_s.arg(name, address)
                    .arg(const_cast<CyrusEstate &>(m_estate).host(name).port());
        targets += u"%1host/%2: \"http://%3:%4/metrics\""_s.arg(targets.isEmpty() ? u""_s : u", "_s, name, address)
                       .arg(m_exporterPorts.at(name));
    }
    text += u"stores:\n"_s;
    for (int store = 1; store <= stores; ++store)
        text += u"  store0%1: {slots: [imap21, imap22], imap_port: %2, new_users: %3}\n"_s.arg(store)
                    .arg(at("imap21", store).imap.port)
                    .arg(store == poisoned ? u"true"_s : u"false"_s);
    text += u"cyrus: {evidence: 15s, map: {file: FOLDER/config.db, replica: replica, serial: serial}}\n"
            "sources:\n"
            "  node: {type: exposition, interval: 2s, subject_labels: [store], targets: {TARGETS}}\n"
            "  imap: {type: cyrus, interval: 2s, login: cyrus, secret: \"file:FOLDER/secret\", security: none, "
            "compare: 60s}\n"
            "  map: {type: store-map, interval: 2s}\n"_s;
    text.replace(u"FOLDER/"_s, m_lab.path({}).endsWith(u'/') ? m_lab.path({}) : m_lab.path({}) + u'/');
    return text.replace(u"TARGETS"_s, targets);
}

void LabStoreStory::reachHost(const QString &name)
{
    const Ended script = ctl({u"reach"_s, u"--setup"_s, name, u"--script"_s});
    QVERIFY2(script.status == 0, qPrintable(script.err));
    QVERIFY(!m_lab.write(name + u"/signalbox-host"_s, script.out.toUtf8()).isEmpty());
    const Ended lines = ctl({u"reach"_s, u"--setup"_s, name, u"--act-keys"_s, m_lab.path(u"ann.pub"_s)});
    QVERIFY2(lines.status == 0, qPrintable(lines.err));
    QVERIFY(!m_lab.write(name + u"/lines"_s, lines.out.toUtf8()).isEmpty());
    const RunEnd done = m_estate.host(name).sh(u". ./lines"_s);
    QVERIFY2(done.status == 0, done.err.constData());
    QFile known(m_lab.path(u"known_hosts"_s));
    QVERIFY(known.open(QIODevice::Append));
    known.write(done.out);
}

QJsonObject LabStoreStory::plan(const QStringList &request) const
{
    const Ended said = ctl(QStringList{u"plan"_s} + request + QStringList{u"--json"_s});
    return QJsonDocument::fromJson(said.out.toUtf8()).object();
}

// Reads the plan, ticks every warning, overrides what blocks with that reason, and confirms that very plan.
Ended LabStoreStory::act(const QStringList &request, const QString &why) const
{
    const QJsonObject made = plan(request);
    const QJsonArray guards = made[u"guards"_s].toArray();
    QStringList words{u"act"_s};
    words += request + QStringList{u"--confirm"_s, made[u"hash"_s].toString().left(12)};
    if (const QStringList warnings = idsOf(guards, u"warning"_s); !warnings.isEmpty())
        words += {u"--tick"_s, warnings.join(u',')};
    if (const QStringList blocks = idsOf(guards, u"override"_s); !blocks.isEmpty()) {
        words += {u"--override"_s, blocks.join(u','), u"--why"_s, why};
    }
    const QJsonArray targets = made[u"request"_s][u"targets"_s].toArray();
    words += {u"--name"_s, targets.size() == 1 ? targets.first().toString().section(u'/', 1) : u"store"_s, u"--count"_s,
              QString::number(targets.size())};
    const Ended ended = ctl(words);
    qInfo("%s\n%s", qPrintable(ended.out.right(3000)), qPrintable(ended.err));
    return ended;
}

// "store01 0 of …": what the plan of a failover says of each store's replica.
QString LabStoreStory::verdicts() const
{
    QStringList all;
    for (int store = 1; store <= stores; ++store) {
        const QJsonObject made = plan({u"store-failover"_s, u"store/store0%1"_s.arg(store)});
        all += u"store0%1 "_s.arg(store) + made[u"blocked_by"_s].toString() + u" F4 "_s + valueOf(made, u"F4"_s) +
               u" F12 "_s + valueOf(made, u"F12"_s);
    }
    return all.join(u'\n');
}

bool LabStoreStory::hasAlert(const QString &rule, const QString &path) const
{
    const Ended said = Console({u"alerts"_s, m_file}).wait();
    for (const QString &line : said.out.split(u'\n')) {
        if (line.contains(rule) && line.contains(path))
            return true;
    }
    return false;
}

void LabStoreStory::allReplicasAreViable()
{
    const auto areViable = [&](int most) {
        for (int store = 1; store <= most; ++store) {
            const QJsonObject made = plan({u"store-failover"_s, u"store/store0%1"_s.arg(store)});
            for (const auto &id : {u"F4"_s, u"F7"_s, u"F12"_s, u"F19"_s}) {
                if (!valueOf(made, id).startsWith(u"pass"_s))
                    return false;
            }
        }
        return true;
    };
    QVERIFY2(QTest::qWaitFor([&] { return areViable(stores); }, patience), qPrintable(verdicts()));
}

// Two users are created and get mail while replication stands still at zed.
void LabStoreStory::aStuckOneIsSaidBeforeItIsNeeded()
{
    const CyrusSlot &slot = at("imap21", poisoned);
    VERIFY_DONE(makeReplicaRefuse(m_estate, slot, u"zed"_s));
    for (const QString &user : {u"yan"_s, u"xia"_s}) {
        VERIFY_DONE(CyrusEstate::createUser(slot, user));
        VERIFY_DONE(CyrusEstate::deliver(slot, user, u"welcome"_s));
    }
    VERIFY_DONE(CyrusEstate::deliver(slot, u"anna"_s, u"not replicated"_s));
    QVERIFY(QTest::qWaitFor([&] { return hasAlert(u"store-replication-stuck"_s, u"store03"_s); }, patience));
    QVERIFY(QTest::qWaitFor([&] { return hasAlert(u"store-no-viable-replica"_s, u"store03"_s); }, patience));
}

void LabStoreStory::theHostDiesAndThePlanShutsTheStuckOne()
{
    m_probing.erase(u"imap21"_s);
    m_exporters[u"imap21"_s]->kill();
    m_estate.killHost(u"imap21"_s);
    QJsonObject made;
    const auto isLost = [&] {
        made = plan({u"host-evacuation"_s, u"host/imap21"_s});
        return made[u"request"_s][u"action"_s].toString() == u"store-failover"_s;
    };
    QVERIFY2(QTest::qWaitFor([&] { return isLost(); }, patience), QJsonDocument(made).toJson().constData());
    const QString stays = valueOf(made, u"G1"_s);
    const QJsonArray moving{u"store/store01"_s, u"store/store02"_s};
    QVERIFY2(made[u"request"_s][u"targets"_s].toArray() == moving, qPrintable(stays));
    QVERIFY2(stays.startsWith(u"fail: store03 stays: imap22: stuck on "_s), qPrintable(stays));
    const QString missing = valueOf(plan({u"store-failover"_s, u"store/store03"_s}), u"F12"_s);
    for (const QString &user : {u"yan"_s, u"xia"_s, u"new users are created here"_s})
        QVERIFY2(missing.contains(user), qPrintable(missing));
}

void LabStoreStory::theOthersAreMoved()
{
    const Ended moved = act({u"host-evacuation"_s, u"host/imap21"_s}, u"the lab's machine is one for all hosts"_s);
    QCOMPARE(moved.status, 0);
    for (int store = 1; store < stores; ++store) {
        const CyrusSlot &slot = at("imap22", store);
        VERIFY_DONE(CyrusEstate::deliver(slot, u"anna"_s, u"after"_s));
        QVERIFY(CyrusEstate::waitForSubjects(slot, u"anna"_s, {u"before"_s, u"after"_s}));
    }
    const Ended map = Console({u"store-map"_s, u"--file"_s, m_lab.path(u"config.db"_s), u"--replica"_s, u"replica"_s,
                               u"--serial"_s, u"serial"_s, u"list"_s})
                          .wait();
    QCOMPARE(map.out, u"store01 imap22 imap21 2\nstore02 imap22 imap21 2\nstore03 imap21 imap22 1\n"_s);
}

void LabStoreStory::theHeldOneIsMovedWithItsLossAccepted()
{
    QCOMPARE(act({u"store-failover"_s, u"store/store03"_s}, u"yan and xia wait until imap21 is back"_s).status, 0);
    const CyrusSlot &slot = at("imap22", poisoned);
    VERIFY_DONE(CyrusEstate::deliver(slot, u"anna"_s, u"after"_s));
    QVERIFY(CyrusEstate::waitForSubjects(slot, u"anna"_s, {u"before"_s, u"after"_s}));
    QVERIFY(!CyrusEstate::deliver(slot, u"yan"_s, u"lost?"_s)); // what the plan said is so
}

void LabStoreStory::theOldHostReturnsAndNothingIsLost()
{
    VERIFY_DONE(m_estate.bootHost(u"imap21"_s));
    startExporter(u"imap21"_s);
    for (int store = 1; store <= stores; ++store) {
        const QStringList request{u"store-return"_s, u"store/store0%1"_s.arg(store)};
        const auto isOffered = [&] { return !plan(request)[u"steps"_s].toArray().isEmpty(); };
        QVERIFY(QTest::qWaitFor(isOffered, patience));
        if (store != poisoned)
            QCOMPARE(act(request, u"the lab's"_s).status, 0);
    }
    // zed is in another form on each side, and is still: that is said by name, and the others are sent all the same.
    const Ended last = act({u"store-return"_s, u"store/store03"_s}, u"the lab's"_s);
    qInfo("%s", qPrintable(last.out.right(2000)));
    for (const QString &user : {u"yan"_s, u"xia"_s})
        QVERIFY(CyrusEstate::waitForSubjects(at("imap22", poisoned), user, {u"welcome"_s}));
    QVERIFY(QTest::qWaitFor(
        [&] {
            return CyrusEstate::subjects(at("imap22", poisoned), u"anna"_s)
                .value_or(QStringList())
                .contains(u"not replicated"_s);
        },
        patience));
    for (int store = 1; store < stores; ++store)
        QVERIFY(CyrusEstate::waitForSubjects(at("imap21", store), u"anna"_s, {u"before"_s, u"after"_s}));
}
SIGNALBOX_TEST(LabStoreStory)
} // namespace tst_lab_store_story

#include "tst_lab_store_story.moc"
