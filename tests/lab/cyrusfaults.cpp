// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/cyrusfaults.h>

#include <QTest>

namespace signalbox::lab
{
using namespace Qt::StringLiterals;

namespace
{
constexpr int faultPatience = 30'000; // milliseconds; reached only when something is wrong

Expected<void> script(CyrusEstate &estate, const CyrusSlot &slot, const QString &lines)
{
    const QString variables = u"slot='%1'\nlog='%2'\nbatch='%3'\n"
                              "clients() { pgrep -f \"^sync_client -C $slot/imapd.conf -r\"; }\n"_s.arg(
                                  slot.folder, slot.log(), slot.batch());
    const RunEnd end = estate.host(slot.host).sh(variables + lines);
    if (end.status != 0)
        return tl::unexpected(
            Problem{slot.name().toStdString(), "a fault cannot be made: " + (end.out + end.err).toStdString(), {}});
    return {};
}

/// A batch that works is there for milliseconds.
Expected<void> waitForStuckBatch(const CyrusSlot &slot)
{
    int seen = 0;
    const auto isThereAgain = [&] {
        seen = QFile::exists(slot.batch()) ? seen + 1 : 0;
        return seen > 100;
    };
    if (!QTest::qWaitFor(isThereAgain, faultPatience))
        return tl::unexpected(Problem{slot.name().toStdString(), "its replication goes on", {}});
    return {};
}
} // namespace

Expected<void> freezeSyncClient(CyrusEstate &estate, const CyrusSlot &master)
{
    return script(estate, master,
                  u"idle() { [ ! -e \"$log\" ] && [ ! -e \"$batch\" ]; }\n"
                  "until idle && kill -STOP $(clients) && idle; do kill -CONT $(clients); sleep 0.05; done"_s);
}

Expected<void> makeReplicaRefuse(CyrusEstate &estate, const CyrusSlot &master, const QString &user)
{
    if (const auto created = CyrusEstate::createUser(master, user); !created)
        return created;
    if (const auto delivered = CyrusEstate::deliver(master, user, u"old"_s); !delivered)
        return delivered;
    if (!CyrusEstate::waitForSubjects(estate.otherSide(master), user, {u"old"_s}))
        return tl::unexpected(Problem{master.name().toStdString(), "nothing is replicated", {}});
    if (const auto frozen = freezeSyncClient(estate, master); !frozen)
        return frozen;
    // The same name anew, and no word in the log that the old one is gone.
    const QByteArray mailbox = imapQuoted(u"user/"_s + user);
    for (const QByteArray &command : {"SETACL " + mailbox + " cyrus lrswipkxtecda", "DELETE " + mailbox}) {
        if (const auto done = administerOverImap(master.imap, command); !done)
            return done;
    }
    if (const auto forgotten = script(estate, master, u"rm -f \"$log\""_s); !forgotten)
        return forgotten;
    if (const auto created = CyrusEstate::createUser(master, user); !created)
        return created;
    if (const auto delivered = CyrusEstate::deliver(master, user, u"new"_s); !delivered)
        return delivered;
    if (const auto thawed = script(estate, master, u"kill -CONT $(clients)"_s); !thawed)
        return thawed;
    return waitForStuckBatch(master);
}

Expected<void> makeReplicaDie(CyrusEstate &estate, const CyrusSlot &master, const QString &user)
{
    const QString breaking = u"index=$(/usr/lib/cyrus/bin/mbpath -C \"$slot/imapd.conf\" '%1')/cyrus.index\n"
                             "rm \"$index\"\nmkdir \"$index\""_s.arg(u"user/"_s + user);
    if (const auto broken = script(estate, estate.otherSide(master), breaking); !broken)
        return broken;
    if (const auto delivered = CyrusEstate::deliver(master, user, u"fatal"_s); !delivered)
        return delivered;
    return waitForStuckBatch(master);
}

Expected<void> disableSyncClient(CyrusEstate &estate, const CyrusSlot &master)
{
    // Started anew it is back within a tenth of a second.
    return script(estate, master,
                  u"quiet=0\nwhile [ $quiet -lt 15 ]; do\n"
                  "if kill -KILL $(clients) 2>/dev/null; then quiet=0; else quiet=$((quiet + 1)); fi\n"
                  "sleep 0.1\ndone"_s);
}
} // namespace signalbox::lab
