// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/cyrusestate.h>
#include <laboratory/laboratory.h>
#include <laboratory/servers.h>
#include <sources/source.h>
#include <support/saycollector.h>
#include <support/testprogram.h>

namespace tst_lab_store_imap
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
constexpr int patience = 60'000; // milliseconds; reached only when something is wrong
const Subject store{"store", "store01"};

std::string urlOf(const CyrusSlot &slot)
{
    return "imap://" + slot.imap.address.toStdString() + ':' + std::to_string(slot.imap.port);
}
} // namespace

/// The source `cyrus` at a store of real Cyrus IMAP 3.6.1. Lost if it fails: what the watch says of users and canaries
/// is true of a scripted server alone.
class LabStoreImap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_MADE(m_estate.start());
        const CyrusSlot &master = m_estate.slot(u"imap21"_s);
        const CyrusSlot &replica = m_estate.slot(u"imap22"_s);
        for (const auto &user : {u"anna"_s, u"bob"_s, u"o'neil"_s}) {
            VERIFY_MADE(CyrusEstate::createUser(master, user));
            VERIFY_MADE(CyrusEstate::createUser(master, user + u"/Sent"_s));
        }
        VERIFY_MADE(CyrusEstate::deliver(master, u"anna"_s, u"lunch"_s));
        VERIFY_MADE(CyrusEstate::deliver(master, u"canary"_s, u"signalbox-canary 1795783060"_s));
        QVERIFY(CyrusEstate::waitForSubjects(replica, u"canary"_s, {u"signalbox-canary 1795783060"_s}));
        QVERIFY(CyrusEstate::waitForSubjects(replica, u"o'neil"_s, {}));

        m_source = started({master, replica}, m_said);
    }

    void usersAreCountedAndCompared()
    {
        for (const char *const slot : {"imap21", "imap22"}) {
            QVERIFY2(comesTrue([&] { return number(slot, "cyrus_users_compared") == 4; }), error(slot).c_str());
            QCOMPARE(error(slot), std::string());
            QCOMPARE(number(slot, "cyrus_imap_up"), 1.0);
            QCOMPARE(number(slot, "cyrus_users"), 4.0); // the canary among them
            QCOMPARE(number(slot, "cyrus_mailboxes"), 7.0);
            QCOMPARE(number(slot, "cyrus_users_to_compare"), 4.0);
            QCOMPARE(number(slot, "cyrus_users_incomplete"), 0.0);
        }
    }

    void canariesArriveOnBothSides()
    {
        VERIFY_MADE(CyrusEstate::deliver(m_estate.slot(u"imap21"_s), u"canary"_s, u"signalbox-canary 1795783070"_s));
        for (const char *const slot : {"imap21", "imap22"})
            QTRY_COMPARE_WITH_TIMEOUT(number(slot, "cyrus_canary_time_seconds"), 1'795'783'070.0, patience);
    }

    // The replica is stopped while a user is created, and started with a master that does not know of it any more.
    void aUserThatIsMissingIsNamed()
    {
        const CyrusSlot &master = m_estate.slot(u"imap21"_s);
        const CyrusSlot &replica = m_estate.slot(u"imap22"_s);
        QCOMPARE(m_estate.verb(replica, u"stop"_s).status, 0);
        VERIFY_MADE(CyrusEstate::createUser(master, u"yan"_s));
        VERIFY_MADE(CyrusEstate::deliver(master, u"bob"_s, u"after the split"_s));
        QTRY_COMPARE_WITH_TIMEOUT(number("imap22", "cyrus_imap_up"), 0.0, patience);
        QVERIFY2(error("imap22").starts_with("connection refused by "), error("imap22").c_str());
        // What was logged is forgotten, as after a bare return of an old host: the lag reads nothing.
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(master.log()) || QFile::exists(master.batch()), patience);
        QCOMPARE(m_estate.verb(master, u"stop"_s).status, 0);
        QFile::remove(master.log());
        QFile::remove(master.batch());
        QCOMPARE(m_estate.verb(replica, u"start"_s).status, 0);
        QCOMPARE(m_estate.verb(master, u"start"_s).status, 0);
        QVERIFY2(comesTrue([&] { return isIncomplete("yan") && isIncomplete("bob"); }), error("imap22").c_str());
        QCOMPARE(number("imap22", "cyrus_users_incomplete"), 2.0);
        QVERIFY(!isIncomplete("anna"));
        QCOMPARE(number("imap21", "cyrus_users_incomplete"), 0.0);
    }

    // Lost if it fails: the administrator's password is given to whoever answers at a slot's address.
    void onlyTheSlotItselfGetsThePassword()
    {
        const CyrusSlot &replica = m_estate.slot(u"imap22"_s);
        const auto authority = Authority::create(m_lab, u"mail-authority"_s);
        VERIFY_MADE(authority);
        const auto certificate = authority->issue(u"imap22"_s, u"IP:"_s + replica.imap.address);
        VERIFY_MADE(certificate);
        QVERIFY(QFile::setPermissions(certificate->key, QFile::ReadOwner | QFile::ReadOther)); // by the user cyrus, too
        QFile config(replica.folder + u"/replica/imapd.conf"_s);
        QVERIFY(config.open(QIODevice::Append));
        config.write("tls_server_cert: " + certificate->certificate.toUtf8() +
                     "\ntls_server_key: " + certificate->key.toUtf8() + '\n');
        config.close();
        QCOMPARE(m_estate.verb(replica, u"stop"_s).status, 0);
        QCOMPARE(m_estate.verb(replica, u"start"_s).status, 0);

        const auto withTls = [&](const std::string &name) {
            return [&, name](SourceDeclaration &declared) {
                declared.security = "starttls";
                declared.certificateAuthority = authority->certificate().toStdString();
                declared.serverName = name;
            };
        };
        SayCollector trusted;
        SayCollector doubted;
        const auto well = started({replica}, trusted, withTls({}));
        const auto otherwise = started({replica}, doubted, withTls("other.example"));
        const Labels labels{{"slot", "imap22"}};
        QTRY_VERIFY2_WITH_TIMEOUT(trusted.number(store, "cyrus_canary_time_seconds", labels).has_value(),
                                  trusted.text(store, "cyrus_imap_error", labels).c_str(), patience);
        QCOMPARE(trusted.number(store, "cyrus_imap_up", labels), std::optional(1.0));
        QTRY_VERIFY_WITH_TIMEOUT(doubted.number(store, "cyrus_imap_up", labels).has_value(), patience);
        QCOMPARE(doubted.number(store, "cyrus_imap_up", labels), std::optional(0.0));
        QVERIFY2(doubted.text(store, "cyrus_imap_error", labels).find("certificate") != std::string::npos,
                 doubted.text(store, "cyrus_imap_error", labels).c_str());
    }

private:
    // The source at these slots.
    std::unique_ptr<Source> started(const std::vector<CyrusSlot> &slots, SayCollector &said,
                                    const std::function<void(SourceDeclaration &)> &change = {})
    {
        qputenv("SIGNALBOX_LAB_IMAP", "hunter2");
        SourceDeclaration declared;
        declared.name = "imap";
        declared.type = "cyrus";
        declared.interval = Milliseconds(2000);
        declared.deadline = Milliseconds(2000);
        declared.login = "cyrus";
        declared.secret = "env:SIGNALBOX_LAB_IMAP";
        declared.security = "none";
        for (const CyrusSlot &slot : slots) {
            declared.targets.push_back({store, urlOf(slot)});
            declared.targets.back().slot = slot.host.toStdString();
        }
        if (change)
            change(declared);
        for (const SourceType *part : sources::all()) {
            if (part->id == "cyrus")
                return part->start(declared, said, m_clock);
        }
        return {};
    }

    [[nodiscard]] double number(const std::string &slot, const std::string &metric) const
    {
        return m_said.number(store, metric, {{"slot", slot}}).value_or(-1);
    }
    [[nodiscard]] std::string error(const std::string &slot) const
    {
        return m_said.text(store, "cyrus_imap_error", {{"slot", slot}});
    }
    [[nodiscard]] bool isIncomplete(const std::string &user) const
    {
        return m_said.number(store, "cyrus_user_incomplete", {{"slot", "imap22"}, {"user", user}}).has_value();
    }
    // Time goes a thousand times as fast and more: everybody has a turn within twelve hours.
    template <class Condition>
    bool comesTrue(Condition condition)
    {
        return QTest::qWaitFor(
            [&] {
                m_clock.advance(std::chrono::seconds(20));
                return condition();
            },
            patience);
    }

    Laboratory m_lab;
    CyrusEstate m_estate{m_lab, 1};
    SayCollector m_said;
    ManualClock m_clock{Moment(Milliseconds(1'000'000'000))};
    std::unique_ptr<Source> m_source;
};

SIGNALBOX_TEST(LabStoreImap)
} // namespace tst_lab_store_imap

#include "tst_lab_store_imap.moc"
