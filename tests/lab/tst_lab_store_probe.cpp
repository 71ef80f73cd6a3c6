// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <unistd.h>

#include <laboratory/cyrusfaults.h>
#include <sources/expositionreader.h>
#include <support/testprogram.h>

namespace tst_lab_store_probe
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

#define VERIFY_MADE(call)                                                                                              \
    do {                                                                                                               \
        const auto made_ = (call);                                                                                     \
        QVERIFY2(made_, made_ ? "" : made_.error().sentence().c_str());                                                \
    } while (false)

namespace
{
/// What the probe said, as the product reads it.
struct Said {
    std::map<std::string, double> values; ///< by "metric store", or "metric store user" where there is such a label
    std::string problem;                  ///< what the product would refuse

    [[nodiscard]] std::optional<double> value(const char *metric, int store, const std::string &more = {}) const
    {
        const std::string key =
            std::string("cyrus_") + metric + " store0" + std::to_string(store) + (more.empty() ? "" : ' ' + more);
        const auto found = values.find(key);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    }
};

Said read(const QByteArray &text)
{
    Said said;
    ExpositionReader reader(std::string_view(text.constData(), static_cast<std::size_t>(text.size())),
                            ExpositionFormat::Text);
    ExpositionSample sample;
    while (reader.next(sample)) {
        const Expected<Labels> labels = parseExpositionLabels(sample.labels);
        if (!labels) {
            said.problem = labels.error().sentence();
            return said;
        }
        std::string key = std::string(sample.name) + ' ' + std::string(labelValue(*labels, "store"));
        for (const char *name : {"user", "event"}) {
            if (const auto value = labelValue(*labels, name); !value.empty())
                key += ' ' + std::string(value);
        }
        if (!said.values.emplace(key, sample.value).second)
            said.problem = key + " comes twice";
    }
    if (reader.problem())
        said.problem = reader.problem()->sentence();
    return said;
}

using Value = std::optional<double>;
constexpr int healthy = 1;
constexpr int refused = 2;
constexpr int dying = 3;
constexpr int disabled = 4;
constexpr int frozen = 5;
} // namespace

/// The probe on hosts with real Cyrus: one store is well, the others are each broken in a way of their own.
class LabStoreProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aHealthyStore();
    void eachBreakIsSeen();
    void aSwitchedOffLogIsNoEmptyLog();
    void namesAreDataAndNothingElse();
    void whenItCannotWriteNothingLooksNew();
    void aHostThatCameBackTellsWhatItHas();

private:
    [[nodiscard]] const CyrusSlot &master(int store) const { return m_estate.slot(u"imap21"_s, store); }
    /// What it says when all has been so for that long: `date` on the host is ahead.
    [[nodiscard]] Said saysAfter(int seconds);
    [[nodiscard]] Said says() { return saysAfter(0); }

    Laboratory m_lab;
    CyrusEstate m_estate{m_lab, 5};
};

Said LabStoreProbe::saysAfter(int seconds)
{
    PrivateHost &host = m_estate.host(u"imap21"_s);
    if (seconds > 0) {
        // As it is used there: date +%s
        const RunEnd ahead = host.sh(u"[ -e bin/real ] || cp /usr/bin/date bin/real\n"
                                     "printf '#!/bin/sh\\nexec %1/bin/real -d \"%2 seconds\" \"$@\"\\n' >bin/date\n"
                                     "chmod 755 bin/date\nmount --bind bin/date /usr/bin/date"_s.arg(host.folder())
                                         .arg(seconds));
        if (ahead.status != 0)
            return {{}, ahead.err.toStdString()};
    }
    Said said = read(m_estate.probe(u"imap21"_s));
    if (seconds > 0)
        host.sh(u"umount /usr/bin/date"_s);
    return said;
}

void LabStoreProbe::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("A host with processes of its own can be made by root alone.");
    VERIFY_MADE(m_estate.start());
    for (int store = healthy; store <= frozen; ++store) {
        VERIFY_MADE(CyrusEstate::createUser(master(store), u"amy"_s));
        VERIFY_MADE(CyrusEstate::deliver(master(store), u"amy"_s, u"first"_s));
    }
    QVERIFY(CyrusEstate::waitForSubjects(m_estate.otherSide(master(dying)), u"amy"_s, {u"first"_s}));
}

// Lost if it fails: what is well is not seen to be, and a switchover is refused or, worse, every alarm is ignored.
void LabStoreProbe::aHealthyStore()
{
    Said said;
    QTRY_COMPARE_WITH_TIMEOUT((said = says()).value("replication_lag_seconds", healthy), Value(0), 30000);
    QCOMPARE(said.problem, std::string());
    QCOMPARE(said.value("slot_master", healthy), Value(1));
    QCOMPARE(said.value("slot_running", healthy), Value(1));
    QCOMPARE(said.value("sync_client_running", healthy), Value(1));
    QCOMPARE(said.value("replication_logging", healthy), Value(1));
    QCOMPARE(said.value("replication_chained", healthy), Value(1));
    QCOMPARE(said.value("deferred_users", healthy), Value(0));
    QCOMPARE(said.value("slot_users", healthy), Value(2)); // amy, canary
    // A user more is seen, though the count is kept from run to run.
    VERIFY_MADE(CyrusEstate::createUser(master(healthy), u"bob"_s));
    const Said again = says();
    QCOMPARE(again.value("slot_users", healthy), Value(3));
    QCOMPARE(again.value("sync_client_start_time_seconds", healthy),
             said.value("sync_client_start_time_seconds", healthy));
    QVERIFY(again.value("probe_run_time_seconds", healthy) >= said.value("probe_run_time_seconds", healthy));
    // It sends a canary at each run, and the replica has them.
    const auto canaries = CyrusEstate::subjects(m_estate.otherSide(master(healthy)), u"canary"_s);
    VERIFY_MADE(canaries);
    QVERIFY(!canaries->isEmpty() && canaries->front().startsWith(u"signalbox-canary "));

    const Said other = read(m_estate.probe(u"imap22"_s));
    QCOMPARE(other.problem, std::string());
    QCOMPARE(other.value("slot_master", healthy), Value(0));
    QCOMPARE(other.value("slot_running", healthy), Value(1));
    QCOMPARE(other.value("sync_client_running", healthy), Value());
    QCOMPARE(other.value("replication_logging", healthy), Value(0));
    QCOMPARE(other.value("replication_lag_seconds", healthy), Value());
}

// Lost if it fails: a replication that stopped looks as it should, as it did on that night for two days.
void LabStoreProbe::eachBreakIsSeen()
{
    VERIFY_MADE(makeReplicaRefuse(m_estate, master(refused), u"zoe"_s));
    VERIFY_MADE(makeReplicaDie(m_estate, master(dying), u"amy"_s));
    VERIFY_MADE(disableSyncClient(m_estate, master(disabled)));
    VERIFY_MADE(freezeSyncClient(m_estate, master(frozen)));
    for (const int store : {disabled, frozen})
        VERIFY_MADE(CyrusEstate::deliver(master(store), u"amy"_s, u"waits"_s));
    const Said now = says();
    const Said later = saysAfter(120);
    QCOMPARE(now.problem + later.problem, std::string());
    for (const int store : {refused, dying, disabled, frozen}) {
        QVERIFY2(now.value("replication_lag_seconds", store).has_value(), std::to_string(store).c_str());
        QVERIFY2(later.value("replication_lag_seconds", store) >= Value(120), std::to_string(store).c_str());
        QVERIFY(later.value("replication_log_lines", store) >= Value(2));
        QVERIFY(later.value("replication_log_bytes", store) >= Value(20));
        const std::string user = store == refused ? "zoe" : "amy";
        QCOMPARE(later.value("replication_waiting_user", store, user), Value(1));
        QVERIFY(later.value("replication_waiting_users", store) >= Value(1));
        QCOMPARE(now.value("slot_running", store), Value(1));
    }
    QCOMPARE(now.value("sync_client_running", refused), Value(1));
    QCOMPARE(now.value("sync_client_running", disabled), Value(0));
    QCOMPARE(now.value("sync_client_start_time_seconds", disabled), Value());
    QCOMPARE(now.value("sync_client_running", frozen), Value(1));
    QVERIFY(later.value("replication_head", refused, "MAILBOX user.zoe") >= Value(120));
    QVERIFY(later.value("replication_head", dying, "APPEND user.amy") >= Value(120));
    // One is restarted all the time; in between there is none. The store beside them is as it was.
    QCOMPARE(m_estate.verb(master(refused), u"quarantine"_s).status, 1);
    Said last;
    const auto isRestarted = [&] {
        last = says();
        return last.value("sync_client_start_time_seconds", dying).value_or(0) >
                   now.value("sync_client_start_time_seconds", dying).value_or(0) &&
               last.value("replication_lag_seconds", healthy) == Value(0);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRestarted(), 30000);
    QCOMPARE(last.value("deferred_users", refused), Value(1));
    // These two try dozens of times a second.
    for (const int store : {refused, dying})
        QCOMPARE(m_estate.verb(master(store), u"stop"_s).status, 0);
}

// Lost if it fails: a store that is not replicated at all, or not what is moved to it, looks caught up.
void LabStoreProbe::aSwitchedOffLogIsNoEmptyLog()
{
    const CyrusSlot &slot = master(disabled);
    QCOMPARE(m_estate.verb(slot, u"stop"_s).status, 0);
    QCOMPARE(m_estate.verb(slot, u"drain"_s).status, 0);
    const RunEnd edited = m_estate.host(slot.host).sh(
        u"sed -i -e 's/^sync_log:.*/sync_log: off/' -e '/^sync_log_chain/d' %1/master/imapd.conf"_s.arg(slot.folder));
    QCOMPARE(edited.status, 0);
    QCOMPARE(m_estate.verb(slot, u"start"_s).status, 0);
    VERIFY_MADE(CyrusEstate::deliver(slot, u"amy"_s, u"stays here"_s));
    const Said said = says();
    QCOMPARE(said.value("slot_running", disabled), Value(1));
    QCOMPARE(said.value("replication_logging", disabled), Value(0));
    QCOMPARE(said.value("replication_chained", disabled), Value(0));
    QCOMPARE(said.value("replication_lag_seconds", disabled), Value());
    QCOMPARE(said.value("replication_log_lines", disabled), Value());
}

// Lost if it fails: whoever may choose a user's name runs programs as root, forges metrics, or blinds the probe.
void LabStoreProbe::namesAreDataAndNothingElse()
{
    const CyrusSlot &slot = master(frozen);
    const QStringList names{u"two words"_s, u"o'brien"_s, u"$(touch x)"_s,   u"-n"_s,
                            u"a.b"_s,       u"#1"_s,      u"c@example.com"_s};
    for (const QString &name : names)
        VERIFY_MADE(CyrusEstate::createUser(slot, name));
    QFile log(slot.log());
    QVERIFY(log.open(QIODevice::Append));
    log.write("USER \"q\\\"} 1\"\nUSER back\\\\slash\nAPPEND \"user.quo\\\"te.Sent\"\nUSER \xff\xfe"
              "bytes\n"
              "USER `id`;id|id>x\nMAILBOX example.com!user.d.Sent\nMAILBOX DELETED.user.gone.5F\n"
              "RENAME user.e.a user.f.b\nSEEN g somewhere\nMAILBOX shared.folder\nno event\n\nUSER \r\x07"
              "bell\n");
    log.close();
    const Said said = saysAfter(120);
    QCOMPARE(said.problem, std::string());
    std::vector<std::string> expected{"q\"} 1", "quo\"te", "bytes", "`id`;id|id>x", "d@example.com", "gone",
                                      "e",      "f",       "g",     "amy"};
    for (const QString &name : names)
        expected.push_back(name.toStdString());
    for (const std::string &name : expected)
        QVERIFY2(said.value("replication_waiting_user", frozen, name) == Value(1), name.c_str());
    QCOMPARE(m_estate.host(slot.host).sh(u"ls /x %1/x %1/data/x x"_s.arg(slot.folder)).out, QByteArray());
    // Nor do any number of them make it slow or its file large.
    QVERIFY(log.open(QIODevice::Append));
    for (int i = 0; i < 20000; ++i)
        log.write("MAILBOX user.many" + QByteArray::number(i) + '\n');
    log.close();
    const Said many = saysAfter(120);
    QVERIFY(many.value("replication_waiting_users", frozen) > Value(20000));
    QCOMPARE(std::count_if(
                 many.values.begin(), many.values.end(),
                 [](const auto &entry) { return entry.first.starts_with("cyrus_replication_waiting_user store05"); }),
             200);
}

// Lost if it fails: a probe that can no longer write leaves a file that looks as of now.
void LabStoreProbe::whenItCannotWriteNothingLooksNew()
{
    QFile file(m_estate.textfileFolder(u"imap21"_s) + u"/cyrus.prom"_s);
    const auto content = [&] {
        const bool opened = file.open(QIODevice::ReadOnly);
        const QByteArray all = opened ? file.readAll() : QByteArray();
        file.close();
        return all;
    };
    const QByteArray before = content();
    QVERIFY(before.contains("cyrus_probe_run_time_seconds"));
    PrivateHost &host = m_estate.host(u"imap21"_s);
    QCOMPARE(host.sh(u"mount --bind textfile textfile\nmount -o remount,bind,ro textfile"_s).status, 0);
    const RunEnd end = host.run({u"/usr/local/sbin/signalbox-cyrus-probe"_s, m_estate.textfileFolder(u"imap21"_s)});
    QVERIFY(end.status != 0);
    QVERIFY2(end.err.contains("Read-only"), end.err.constData());
    QCOMPARE(content(), before);
    QCOMPARE(host.sh(u"umount textfile"_s).status, 0);
    // Nothing half written is left for the collector.
    QCOMPARE(QDir(m_estate.textfileFolder(u"imap21"_s)).entryList(QDir::Files | QDir::Hidden),
             QStringList{u"cyrus.prom"_s});
}

// Lost if it fails: after a crash nobody sees what the dead host had that nobody else has.
void LabStoreProbe::aHostThatCameBackTellsWhatItHas()
{
    m_estate.killHost(u"imap21"_s);
    VERIFY_MADE(m_estate.bootHost(u"imap21"_s));
    const Said said = saysAfter(120);
    QCOMPARE(said.problem, std::string());
    QCOMPARE(said.value("slot_running", frozen), Value(0));
    QCOMPARE(said.value("slot_master", frozen), Value(1));
    QCOMPARE(said.value("sync_client_running", frozen), Value(0));
    QVERIFY(said.value("replication_lag_seconds", frozen) >= Value(120));
    QVERIFY(said.value("replication_waiting_users", frozen) > Value(1));
    QCOMPARE(m_estate.verb(master(frozen), u"become"_s, {u"replica"_s}).status, 0);
    const Said aside = says();
    QCOMPARE(aside.value("slot_master", frozen), Value(0));
    QVERIFY(aside.value("deferred_users", frozen) > Value(1));
}

SIGNALBOX_TEST(LabStoreProbe)
} // namespace tst_lab_store_probe

#include "tst_lab_store_probe.moc"
