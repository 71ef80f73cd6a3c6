// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <unistd.h>

#include <QTcpSocket>

#include <laboratory/cyrusfaults.h>
#include <support/testprogram.h>

namespace tst_lab_store_slot
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

// What a call that must succeed said if it did not.
#define VERIFY_DONE(call)                                                                                              \
    do {                                                                                                               \
        const auto done_ = (call);                                                                                     \
        QVERIFY2(done_, done_ ? "" : done_.error().sentence().c_str());                                                \
    } while (false)
#define COMPARE_STATUS(call, expected)                                                                                 \
    do {                                                                                                               \
        const RunEnd end_ = (call);                                                                                    \
        QVERIFY2(end_.status == (expected),                                                                            \
                 (QByteArray::number(end_.status) + ' ' + end_.out + end_.err).constData());                           \
    } while (false)

/// What cyrus-slot does with real Cyrus. Each case has a store of its own, but they share the hosts, and the last case
/// kills one.
class LabStoreSlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPlannedSwitchoverLosesNothing();
    void whatWouldDoHarmIsRefused();
    void whatCannotBeToldIsNotSaid();
    void aSlotThatSpinsIsStopped();
    void zombiesAreDead();
    void aSlotThatWillNotStopIsNamed();
    void aPoisonedLogIsNotDrained();
    void quarantineAndResetHeal();
    void recoverBringsTheUsersBack();

private:
    /// The verb sent twice: both done.
    void twice(const CyrusSlot &slot, const QString &verb, const QStringList &words = {});
    [[nodiscard]] RunEnd is(const CyrusSlot &slot, const QString &state)
    {
        return m_estate.verb(slot, u"is"_s, {state});
    }
    [[nodiscard]] const CyrusSlot &master(int store) const { return m_estate.slot(u"imap21"_s, store); }
    [[nodiscard]] const CyrusSlot &replica(int store) const { return m_estate.slot(u"imap22"_s, store); }

    Laboratory m_lab;
    CyrusEstate m_estate{m_lab, 5};
};

void LabStoreSlot::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("A host with processes of its own can be made by root alone.");
    VERIFY_DONE(m_estate.start());
}

void LabStoreSlot::twice(const CyrusSlot &slot, const QString &verb, const QStringList &words)
{
    COMPARE_STATUS(m_estate.verb(slot, verb, words), 0);
    COMPARE_STATUS(m_estate.verb(slot, verb, words), 0);
}

// Lost if it fails: a planned switchover loses mail, or a step that is sent again, since its reply was lost, breaks it.
void LabStoreSlot::aPlannedSwitchoverLosesNothing()
{
    const CyrusSlot &old = master(1);
    const CyrusSlot &other = replica(1);
    VERIFY_DONE(CyrusEstate::createUser(old, u"anna"_s));
    // What is not replicated when the slot stops is for drain.
    VERIFY_DONE(freezeSyncClient(m_estate, old));
    QStringList sent;
    for (int i = 1; i <= 5; ++i) {
        sent += u"message %1"_s.arg(i);
        VERIFY_DONE(CyrusEstate::deliver(old, u"anna"_s, sent.back()));
    }
    COMPARE_STATUS(is(old, u"serving"_s), 0);
    COMPARE_STATUS(is(old, u"drained"_s), 1);
    COMPARE_STATUS(is(old, u"stopped"_s), 1);
    twice(old, u"stop"_s);
    COMPARE_STATUS(is(old, u"stopped"_s), 0);
    COMPARE_STATUS(is(old, u"running"_s), 1);
    COMPARE_STATUS(is(old, u"serving"_s), 1);
    COMPARE_STATUS(is(old, u"drained"_s), 1);
    twice(old, u"drain"_s);
    COMPARE_STATUS(is(old, u"drained"_s), 0);
    twice(other, u"stop"_s);
    twice(old, u"become"_s, {u"replica"_s});
    twice(other, u"become"_s, {u"master"_s});
    COMPARE_STATUS(is(old, u"replica"_s), 0);
    COMPARE_STATUS(is(old, u"master"_s), 1);
    COMPARE_STATUS(is(other, u"master"_s), 0);
    COMPARE_STATUS(is(old, u"recovered"_s), 0);
    twice(old, u"start"_s);
    twice(other, u"start"_s);
    COMPARE_STATUS(is(other, u"serving"_s), 0);
    COMPARE_STATUS(is(old, u"serving"_s), 1);
    COMPARE_STATUS(is(old, u"running"_s), 0);
    const auto there = CyrusEstate::subjects(other, u"anna"_s);
    VERIFY_DONE(there);
    QCOMPARE(*there, sent);
    // And it is replicated the other way round.
    sent += u"after"_s;
    VERIFY_DONE(CyrusEstate::deliver(other, u"anna"_s, u"after"_s));
    QVERIFY(CyrusEstate::waitForSubjects(old, u"anna"_s, sent));
}

// Lost if it fails: a step in the wrong order or on the wrong side deletes mail, or makes two masters.
void LabStoreSlot::whatWouldDoHarmIsRefused()
{
    const CyrusSlot &slot = master(2);
    VERIFY_DONE(CyrusEstate::createUser(slot, u"anna"_s));
    VERIFY_DONE(CyrusEstate::deliver(slot, u"anna"_s, u"kept"_s));
    COMPARE_STATUS(m_estate.verb(slot, u"become"_s, {u"replica"_s}), 1);
    COMPARE_STATUS(m_estate.verb(slot, u"recover"_s), 1);
    COMPARE_STATUS(m_estate.verb(slot, u"reset"_s, {u"anna"_s}), 1);
    COMPARE_STATUS(m_estate.verb(replica(2), u"quarantine"_s), 1);
    COMPARE_STATUS(m_estate.verb(replica(2), u"canary"_s), 1);
    COMPARE_STATUS(m_estate.verb(replica(2), u"become"_s, {u"slave"_s}), 2);
    // What nobody answers for is not tried for ever.
    COMPARE_STATUS(m_estate.verb(replica(2), u"stop"_s), 0);
    COMPARE_STATUS(m_estate.verb(slot, u"quarantine"_s), 1);
    COMPARE_STATUS(m_estate.verb(slot, u"stop"_s), 0);
    COMPARE_STATUS(m_estate.verb(slot, u"recover"_s), 1);
    COMPARE_STATUS(m_estate.verb(slot, u"start"_s), 0);
    COMPARE_STATUS(m_estate.verb(replica(2), u"start"_s), 0);
    QVERIFY(CyrusEstate::waitForSubjects(replica(2), u"anna"_s, {u"kept"_s}));
}

// Lost if it fails: a slot that this host does not have, or a list that anybody can change, is taken for an answer.
void LabStoreSlot::whatCannotBeToldIsNotSaid()
{
    CyrusSlot unknown = master(2);
    unknown.store = u"store99"_s;
    for (const auto &state : {u"stopped"_s, u"running"_s, u"drained"_s, u"recovered"_s})
        COMPARE_STATUS(is(unknown, state), 2);
    COMPARE_STATUS(is(master(2), u"well"_s), 2);
    COMPARE_STATUS(m_estate.verb(master(2), u"explode"_s), 2);
    COMPARE_STATUS(m_estate.verb(master(2), u"reset"_s), 2);
    PrivateHost &host = m_estate.host(u"imap21"_s);
    QCOMPARE(host.sh(u"chmod o+w /etc/signalbox/slots"_s).status, 0);
    COMPARE_STATUS(is(master(2), u"running"_s), 2);
    QCOMPARE(host.sh(u"chmod o-w /etc/signalbox/slots"_s).status, 0);
    COMPARE_STATUS(is(master(2), u"running"_s), 0);
}

// Lost if it fails: one planned switchover in two waits for a process that spins for ever (Cyrus 3.6.1: a connection
// that was pending when it was told to end).
void LabStoreSlot::aSlotThatSpinsIsStopped()
{
    const CyrusSlot &slot = master(2);
    const QString process = u"$(cat '%1/data/master.pid')"_s.arg(slot.folder);
    QCOMPARE(m_estate.host(slot.host).sh(u"kill -STOP "_s + process).status, 0);
    QTcpSocket pending;
    pending.connectToHost(slot.lmtp.address, slot.lmtp.port);
    QVERIFY(pending.waitForConnected(5000));
    COMPARE_STATUS(m_estate.verb(slot, u"stop"_s), 0);
    COMPARE_STATUS(is(slot, u"stopped"_s), 0);
    COMPARE_STATUS(m_estate.verb(slot, u"start"_s), 0);
}

// Lost if it fails: on a host where nobody buries them, dead processes hold up a switchover.
void LabStoreSlot::zombiesAreDead()
{
    const CyrusSlot &slot = master(2);
    PrivateHost &host = m_estate.host(slot.host);
    const qint64 server = host.server().pid();
    QFile children(u"/proc/%1/task/%1/children"_s.arg(server));
    QVERIFY(children.open(QIODevice::ReadOnly));
    const auto init = static_cast<pid_t>(children.readAll().trimmed().toInt());
    QVERIFY(init > 1);
    QCOMPARE(::kill(init, SIGSTOP), 0);
    const RunEnd stopped = m_estate.verb(slot, u"stop"_s);
    const RunEnd zombies = host.sh(u"ps -e -o stat=,comm= | grep '^Z.*master'"_s);
    const RunEnd told = is(slot, u"stopped"_s);
    const RunEnd started = m_estate.verb(slot, u"start"_s);
    QCOMPARE(::kill(init, SIGCONT), 0);
    QVERIFY2(zombies.status == 0, "there were none");
    QCOMPARE(stopped.status, 0);
    QCOMPARE(told.status, 0);
    QCOMPARE(started.status, 0);
}

// Lost if it fails: a slot that still writes is taken for stopped, and both sides are masters.
void LabStoreSlot::aSlotThatWillNotStopIsNamed()
{
    const CyrusSlot &slot = master(2);
    PrivateHost &host = m_estate.host(slot.host);
    QCOMPARE(m_estate.verb(slot, u"stop"_s).status, 0);
    QCOMPARE(host.sh(u"cd '%1'\nprintf '#!/bin/sh\\ntrap \"\" TERM\\nwhile :; do sleep 1; done\\n' >stubborn\nchmod "
                     u"755 stubborn\n"
                     "sed -i 's|^DAEMON {|&\\n stubborn cmd=\"%1/stubborn\"|' master/cyrus.conf"_s.arg(slot.folder))
                 .status,
             0);
    COMPARE_STATUS(m_estate.verb(slot, u"start"_s), 0);
    const RunEnd end = m_estate.verb(slot, u"stop"_s, {}, {u"CYRUS_SLOT_PATIENCE=2"_s});
    QCOMPARE(end.status, 1);
    QVERIFY2(end.out.contains("stubborn"), end.out.constData());
    COMPARE_STATUS(is(slot, u"stopped"_s), 1);
    QCOMPARE(host.sh(u"pkill -KILL -f '^/bin/sh .*/stubborn'"_s).status, 0);
    COMPARE_STATUS(m_estate.verb(slot, u"stop"_s), 0);
}

// Lost if it fails: the store is handed over while days of mail are still on the old side, as on that night.
void LabStoreSlot::aPoisonedLogIsNotDrained()
{
    const CyrusSlot &slot = master(3);
    VERIFY_DONE(makeReplicaRefuse(m_estate, slot, u"zoe"_s));
    COMPARE_STATUS(m_estate.verb(slot, u"drain"_s), 1);
    COMPARE_STATUS(m_estate.verb(slot, u"stop"_s), 0);
    const RunEnd end = m_estate.verb(slot, u"drain"_s);
    QCOMPARE(end.status, 1);
    QVERIFY2(end.out.contains("with 1 users"), end.out.constData());
    COMPARE_STATUS(is(slot, u"drained"_s), 1);
    COMPARE_STATUS(m_estate.verb(slot, u"start"_s), 0);
    COMPARE_STATUS(is(slot, u"serving"_s), 0);
    // It tries dozens of times a second.
    COMPARE_STATUS(m_estate.verb(slot, u"stop"_s), 0);
}

// Lost if it fails: one user whose mail cannot be replicated keeps that of all others back, or is forgotten.
void LabStoreSlot::quarantineAndResetHeal()
{
    const CyrusSlot &slot = master(4);
    const CyrusSlot &other = replica(4);
    VERIFY_DONE(CyrusEstate::createUser(slot, u"amy"_s));
    VERIFY_DONE(makeReplicaRefuse(m_estate, slot, u"zoe"_s));
    VERIFY_DONE(CyrusEstate::deliver(slot, u"amy"_s, u"behind zoe's"_s));
    COMPARE_STATUS(is(slot, u"healed"_s), 0);
    const RunEnd first = m_estate.verb(slot, u"quarantine"_s);
    QCOMPARE(first.status, 1);
    QVERIFY2(first.out.startsWith("not done for 1 of 1 users:\nzoe: "), first.out.constData());
    QVERIFY(CyrusEstate::waitForSubjects(other, u"amy"_s, {u"behind zoe's"_s}));
    COMPARE_STATUS(is(slot, u"healed"_s), 1);
    QCOMPARE(m_estate.verb(slot, u"quarantine"_s).status, 1);
    QCOMPARE(m_estate.verb(slot, u"deferred"_s).out, QByteArray("user zoe\n"));
    twice(other, u"reset"_s, {u"zoe"_s});
    twice(slot, u"quarantine"_s);
    COMPARE_STATUS(is(slot, u"healed"_s), 0);
    QVERIFY(CyrusEstate::waitForSubjects(other, u"zoe"_s, {u"new"_s}));
}

// Lost if it fails: what only the dead host had stays there for ever, and nobody notices.
void LabStoreSlot::recoverBringsTheUsersBack()
{
    const CyrusSlot &dead = master(5);
    const CyrusSlot &other = replica(5);
    const QStringList names{u"yan"_s, u"two words"_s,  u"o'brien"_s,      u"a.b"_s,
                            u"-x"_s,  u"$(touch x)"_s, u"b@example.com"_s};
    VERIFY_DONE(CyrusEstate::createUser(dead, u"amy"_s));
    VERIFY_DONE(CyrusEstate::deliver(dead, u"amy"_s, u"before"_s));
    QVERIFY(CyrusEstate::waitForSubjects(other, u"amy"_s, {u"before"_s}));
    VERIFY_DONE(freezeSyncClient(m_estate, dead));
    for (const QString &name : names)
        VERIFY_DONE(CyrusEstate::createUser(dead, name));
    VERIFY_DONE(CyrusEstate::deliver(dead, u"yan"_s, u"hello"_s));
    VERIFY_DONE(CyrusEstate::deliver(dead, u"amy"_s, u"late"_s));
    m_estate.killHost(dead.host);
    COMPARE_STATUS(m_estate.verb(other, u"stop"_s), 0);
    COMPARE_STATUS(m_estate.verb(other, u"become"_s, {u"master"_s}), 0);
    COMPARE_STATUS(m_estate.verb(other, u"start"_s), 0);
    COMPARE_STATUS(is(other, u"serving"_s), 0);
    const auto bounced = CyrusEstate::deliver(other, u"yan"_s, u"bounces"_s);
    QVERIFY(!bounced);
    VERIFY_DONE(CyrusEstate::deliver(other, u"amy"_s, u"meanwhile"_s));

    VERIFY_DONE(m_estate.bootHost(dead.host));
    COMPARE_STATUS(is(dead, u"stopped"_s), 0);
    COMPARE_STATUS(is(dead, u"drained"_s), 1);
    twice(dead, u"become"_s, {u"replica"_s});
    COMPARE_STATUS(is(dead, u"recovered"_s), 1);
    const RunEnd recovered = m_estate.verb(dead, u"recover"_s);
    QVERIFY2(recovered.status == 0 && recovered.out.startsWith("done: 8 of 8 users"), recovered.out.constData());
    COMPARE_STATUS(m_estate.verb(dead, u"recover"_s), 0);
    COMPARE_STATUS(is(dead, u"recovered"_s), 0);
    twice(dead, u"start"_s);
    for (const CyrusSlot *slot : {&other, &dead}) {
        QVERIFY(CyrusEstate::waitForSubjects(*slot, u"yan"_s, {u"hello"_s}));
        for (const QString &name : names) {
            const auto there = administerOverImap(slot->imap, "GETACL " + imapQuoted(u"user/"_s + name));
            QVERIFY2(there, qPrintable(slot->name() + u' ' + name));
        }
        const auto merged = [&] {
            const auto found = CyrusEstate::subjects(*slot, u"amy"_s);
            return found &&
                   QSet<QString>(found->begin(), found->end()) == QSet<QString>{u"before"_s, u"late"_s, u"meanwhile"_s};
        };
        QTRY_VERIFY_WITH_TIMEOUT(merged(), 30000);
    }
}

SIGNALBOX_TEST(LabStoreSlot)
} // namespace tst_lab_store_slot

#include "tst_lab_store_slot.moc"
