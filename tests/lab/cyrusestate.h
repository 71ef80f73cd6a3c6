// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <laboratory/maildialogue.h>
#include <laboratory/privatehost.h>

namespace signalbox::lab
{
/// One host's copy of a store: one Cyrus.
struct CyrusSlot {
    QString host;   ///< "imap21"
    QString store;  ///< "store01"
    QString folder; ///< as in /etc/signalbox/slots
    MailAddress imap;
    MailAddress lmtp; ///< listens in the master alone
    MailAddress csync;

    /// What it calls itself over IMAP: "imap21-store01".
    [[nodiscard]] QString name() const { return host + QLatin1Char('-') + store; }
    /// Its log of what is to be replicated, and the batch that is being worked on.
    [[nodiscard]] QString log() const { return folder + QStringLiteral("/data/sync/log"); }
    [[nodiscard]] QString batch() const { return log() + QStringLiteral("-run"); }
};

/// Stores of real Cyrus with rolling replication, "store01" to "storeNN", each with a slot on the hosts "imap21" (at
/// first the master) and "imap22". The hosts are private ones at addresses of their own, prepared as docs/stores.md
/// says, with sshd, /etc/signalbox/slots, run/cyrus-slot and the probe; all that runs there dies with the test. Needs
/// root.
class CyrusEstate
{
public:
    /// The laboratory outlives it.
    CyrusEstate(const Laboratory &lab, int stores);

    /// Starts hosts and slots, makes each store's user "canary", and waits until the replicas have it.
    Expected<void> start();

    [[nodiscard]] PrivateHost &host(const QString &name) { return name == QLatin1String("imap21") ? *m_21 : *m_22; }
    /// `store` counts from 1.
    [[nodiscard]] const CyrusSlot &slot(const QString &host, int store = 1) const;
    /// The same store's slot on the other host.
    [[nodiscard]] const CyrusSlot &otherSide(const CyrusSlot &slot) const;
    [[nodiscard]] const std::vector<CyrusSlot> &slots() const { return m_slots; }

    /// cyrus-slot VERB STORE WORD…, on the slot's host, as signalbox-host starts it. `environment` is "NAME=VALUE".
    RunEnd verb(const CyrusSlot &slot, const QString &verb, const QStringList &words = {},
                const QStringList &environment = {});
    /// The probe, once, on a host; returns what it left in its file, empty where there is none.
    QByteArray probe(const QString &host);
    /// Where the probe writes, on any host: a folder of node_exporter's textfile collector.
    [[nodiscard]] QString textfileFolder(const QString &host) { return this->host(host).folder() + QStringLiteral("/textfile"); }

    /// kill -9 of everything that runs on a host.
    void killHost(const QString &host);
    /// Starts it again after that: sshd, and no slot.
    Expected<void> bootHost(const QString &host);

    /// A user with an empty INBOX, on a running master.
    static Expected<void> createUser(const CyrusSlot &slot, const QString &user);
    static Expected<void> deliver(const CyrusSlot &slot, const QString &user, const QString &subject)
    {
        return deliverOverLmtp(slot.lmtp, user, subject);
    }
    static Expected<QStringList> subjects(const CyrusSlot &slot, const QString &user)
    {
        return subjectsInInbox(slot.imap, user);
    }
    /// Waits until that slot has exactly these in the user's INBOX; false after half a minute.
    static bool waitForSubjects(const CyrusSlot &slot, const QString &user, const QStringList &subjects);

private:
    void plan(int stores);
    void render(const CyrusSlot &slot) const;
    Expected<void> prepareHost(const QString &host);

    const Laboratory &m_lab;
    std::unique_ptr<PrivateHost> m_21;
    std::unique_ptr<PrivateHost> m_22;
    std::vector<CyrusSlot> m_slots; ///< all of imap21, then all of imap22
};
} // namespace signalbox::lab
