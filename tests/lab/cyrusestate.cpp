// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/cyrusestate.h>

#include <deque>
#include <optional>

#include <QHostAddress>
#include <QTcpServer>
#include <QTest>

namespace signalbox::lab
{
using namespace Qt::StringLiterals;

namespace
{
constexpr int cyrusPatience = 30'000; // milliseconds; reached only when something is wrong

/// Another loopback address of this test process alone: a laboratory's is 127.64.0.0/10, these are the two above it.
QString hostAddress(const Laboratory &lab, quint32 number)
{
    return QHostAddress(QHostAddress(lab.address()).toIPv4Address() + (number << 22)).toString();
}

QString listenText(const MailAddress &at)
{
    return at.address + QLatin1Char(':') + QString::number(at.port);
}

Problem outcomeProblem(const QString &where, const RunEnd &end)
{
    return {where.toStdString(), (end.out + end.err).trimmed().toStdString(), {}};
}

void writeText(const QString &path, const QString &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text.toUtf8()) < 0)
        qFatal("%s cannot be written", qPrintable(path));
}

/// Passwords are not looked at. No mailbox that a user deletes is kept.
QString imapdConfig(const CyrusSlot &slot, const CyrusSlot &other, bool master)
{
    return uR"(configdirectory: %1/data
defaultpartition: default
partition-default: %1/spool
servername: %2
admins: cyrus
sasl_pwcheck_method: alwaystrue
sasl_mech_list: PLAIN LOGIN
allowplaintext: yes
autocreate_quota: -1
virtdomains: userid
delete_mode: immediate
master_bind_errors_fatal: 1
sync_host: %3
sync_port: %4
sync_authname: cyrus
sync_password: x
sync_try_imap: 0
sync_repeat_interval: 1
sync_reconnect_maxwait: 2s
sync_timeout: 10m
)"_s.arg(slot.folder, slot.name(), other.csync.address, QString::number(other.csync.port)) +
           (master ? u"sync_log: 1\nsync_log_chain: 1\n"_s : u"readonly: 1\nsync_log: 0\n"_s);
}

QString cyrusConfig(const CyrusSlot &slot, bool master)
{
    const QString conf = u"-C "_s + slot.folder + u"/imapd.conf"_s;
    QString services = u"  imap cmd=\"imapd %1\" listen=\"%2\" proto=\"tcp4\"\n"
                       "  csync cmd=\"sync_server %1\" listen=\"%3\" proto=\"tcp4\"\n"_s.arg(
                           conf, listenText(slot.imap), listenText(slot.csync));
    if (!master)
        return u"SERVICES {\n%1}\n"_s.arg(services);
    services += u"  lmtp cmd=\"lmtpd -a %1\" listen=\"%2\" proto=\"tcp4\"\n"_s.arg(conf, listenText(slot.lmtp));
    return u"SERVICES {\n%1}\nEVENTS {\n  canaries cmd=\"ipurge %2 -f -d 1 user.canary\" at=0400\n}\n"
           "DAEMON {\n  syncclient cmd=\"sync_client %2 -r\"\n}\n"_s.arg(services, conf);
}
} // namespace

CyrusEstate::CyrusEstate(const Laboratory &lab, int stores)
    : m_lab(lab)
    , m_21(std::make_unique<PrivateHost>(lab, u"imap21"_s, hostAddress(lab, 1), HostProcesses::Own))
    , m_22(std::make_unique<PrivateHost>(lab, u"imap22"_s, hostAddress(lab, 2), HostProcesses::Own))
{
    plan(stores);
}

void CyrusEstate::plan(int stores)
{
    // All held at once, so that none is given out twice.
    std::deque<QTcpServer> held;
    for (quint32 number : {1U, 2U}) {
        const QString host = number == 1 ? u"imap21"_s : u"imap22"_s;
        // A store answers at the same port on both hosts.
        const auto place = [&](const CyrusSlot *other, MailAddress CyrusSlot::*which) {
            held.emplace_back().listen(QHostAddress(hostAddress(m_lab, number)), other ? (other->*which).port : 0);
            return MailAddress{hostAddress(m_lab, number), held.back().serverPort()};
        };
        for (int store = 1; store <= stores; ++store) {
            const QString name = u"store%1"_s.arg(store, 2, 10, QLatin1Char('0'));
            const std::optional<CyrusSlot> other =
                number == 1 ? std::nullopt : std::optional(m_slots[static_cast<std::size_t>(store - 1)]);
            const CyrusSlot *same = other ? &*other : nullptr;
            m_slots.push_back({host, name, this->host(host).folder() + u'/' + name, place(same, &CyrusSlot::imap),
                               place(same, &CyrusSlot::lmtp), place(same, &CyrusSlot::csync)});
        }
    }
}

const CyrusSlot &CyrusEstate::slot(const QString &host, int store) const
{
    const std::size_t first = host == u"imap21" ? 0 : m_slots.size() / 2;
    return m_slots.at(first + static_cast<std::size_t>(store) - 1);
}

const CyrusSlot &CyrusEstate::otherSide(const CyrusSlot &slot) const
{
    const auto found = std::find_if(m_slots.begin(), m_slots.end(), [&](const CyrusSlot &other) {
        return other.store == slot.store && other.host != slot.host;
    });
    return *found;
}

void CyrusEstate::render(const CyrusSlot &slot) const
{
    for (const bool master : {true, false}) {
        const QString folder = slot.folder + (master ? u"/master"_s : u"/replica"_s);
        QDir().mkpath(folder);
        writeText(folder + u"/imapd.conf"_s, imapdConfig(slot, otherSide(slot), master));
        writeText(folder + u"/cyrus.conf"_s, cyrusConfig(slot, master));
        if (master == (slot.host == u"imap21")) {
            writeText(slot.folder + u"/role"_s, master ? u"master\n"_s : u"replica\n"_s);
            for (const auto &name : {u"/imapd.conf"_s, u"/cyrus.conf"_s})
                QFile::copy(folder + name, slot.folder + name);
        }
    }
    for (const auto &name : {u"/data"_s, u"/spool"_s})
        QDir().mkpath(slot.folder + name);
}

Expected<void> CyrusEstate::prepareHost(const QString &host)
{
    const Expected<QString> cyrus = findProgram(u"/usr/lib/cyrus/bin/sync_client"_s, u"cyrus-replication"_s);
    if (!cyrus)
        return tl::unexpected(cyrus.error());
    if (const auto started = this->host(host).server().start(); !started)
        return started;
    QString list;
    QString folders;
    for (const CyrusSlot &slot : m_slots) {
        if (slot.host != host)
            continue;
        render(slot);
        list += slot.store + u' ' + slot.folder + u'\n';
        folders += u" %1/data %1/spool"_s.arg(slot.folder);
    }
    writeText(this->host(host).folder() + u"/slots"_s, list);
    const RunEnd prepared = this->host(host).sh(
        u"chown cyrus:mail %1\nmkdir -p -m 755 textfile /etc/signalbox /etc/signalbox/run\n"
        "install -m 644 slots /etc/signalbox/slots\ninstall '%2/host/run/cyrus-slot' /etc/signalbox/run\n"
        "install '%2/probes/signalbox-cyrus-probe' /usr/local/sbin\n"
        "for store in $(sed 's/ .*//' slots); do /etc/signalbox/run/cyrus-slot start $store; done"_s.arg(
            folders, QStringLiteral(INSTALLER)));
    if (prepared.status != 0)
        return tl::unexpected(outcomeProblem(host, prepared));
    return {};
}

Expected<void> CyrusEstate::start()
{
    // The user cyrus has to come through to its own folders; mkdtemp(3) makes one that only its owner enters.
    QFile::setPermissions(m_lab.path({}),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther);
    for (const auto &name : {u"imap22"_s, u"imap21"_s}) {
        if (const auto prepared = prepareHost(name); !prepared)
            return prepared;
    }
    for (std::size_t i = 0; i < m_slots.size() / 2; ++i) {
        if (const auto created = createUser(m_slots[i], u"canary"_s); !created)
            return created;
    }
    for (std::size_t i = m_slots.size() / 2; i < m_slots.size(); ++i) {
        if (!waitForSubjects(m_slots[i], u"canary"_s, {}))
            return tl::unexpected(Problem{m_slots[i].name().toStdString(), "nothing is replicated to it", {}});
    }
    return {};
}

RunEnd CyrusEstate::verb(const CyrusSlot &slot, const QString &verb, const QStringList &words,
                         const QStringList &environment)
{
    return host(slot.host).run(QStringList{u"env"_s, u"-i"_s, u"PATH=/usr/sbin:/usr/bin:/sbin:/bin"_s} + environment +
                               QStringList{u"/etc/signalbox/run/cyrus-slot"_s, verb, slot.store} + words);
}

QByteArray CyrusEstate::probe(const QString &host)
{
    const RunEnd end = this->host(host).run({u"/usr/local/sbin/signalbox-cyrus-probe"_s, textfileFolder(host)});
    if (!end.err.isEmpty())
        qWarning("%s", end.err.constData());
    QFile file(textfileFolder(host) + u"/cyrus.prom"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void CyrusEstate::killHost(const QString &host)
{
    this->host(host).server().kill();
}

Expected<void> CyrusEstate::bootHost(const QString &host)
{
    return this->host(host).server().start();
}

Expected<void> CyrusEstate::createUser(const CyrusSlot &slot, const QString &user)
{
    return administerOverImap(slot.imap, "CREATE " + imapQuoted(u"user/"_s + user));
}

bool CyrusEstate::waitForSubjects(const CyrusSlot &slot, const QString &user, const QStringList &subjects)
{
    return QTest::qWaitFor(
        [&] {
            const auto found = subjectsInInbox(slot.imap, user);
            return found && *found == subjects;
        },
        cyrusPatience);
}
} // namespace signalbox::lab
