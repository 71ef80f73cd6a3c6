// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>
#include <reach/hostaccess.h>
#include <support/testprogram.h>

namespace tst_hostaccess
{
using namespace signalbox;

class TestHostAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAHostSaysGoesBeforeWhatHoldsForAll();
    void withoutTheSectionNothingIsReached();
};

// Loses: the watch would knock at another door than the one that the estate names, or by another way.
void TestHostAccess::whatAHostSaysGoesBeforeWhatHoldsForAll()
{
    const EstateReading reading =
        parseEstate("reach: {user: console, look_key: /k/look, port: 2222, jump: door, known_hosts: /k/known}\n"
                    "hosts:\n"
                    "  door: {address: 192.0.2.1, reach: {port: 22}}\n"
                    "  web1: {address: \"2001:db8::1\"}\n"
                    "  web2: {address: 192.0.2.2, reach: {user: other, look_key: /k/other, port: 23, jump: web2}}\n"
                    "  web3:\n");
    QVERIFY2(reading.estate, reading.errors.empty() ? "" : reading.errors.front().line().c_str());
    const Estate &estate = *reading.estate;
    const JumpHost door{"door", "192.0.2.1", "console", 22};
    QVERIFY(accessTo(estate, {"host", "web1"}) ==
            (HostAccess{"web1", "2001:db8::1", "console", 2222, "/k/look", "/k/known", door}));
    QVERIFY(accessTo(estate, {"host", "web2"}) ==
            (HostAccess{"web2", "192.0.2.2", "other", 23, "/k/other", "/k/known", {}}));
    QVERIFY(accessTo(estate, {"host", "web3"}) ==
            (HostAccess{"web3", "web3", "console", 2222, "/k/look", "/k/known", door}));
    QVERIFY(accessTo(estate, {"host", "door"}) ==
            (HostAccess{"door", "192.0.2.1", "console", 22, "/k/look", "/k/known", {}}));
    QVERIFY(!accessTo(estate, {"host", "web4"}));
    QVERIFY(!accessTo(estate, {"store", "web1"}));
}

// Loses: an estate that needs no ssh would be dialled all the same.
void TestHostAccess::withoutTheSectionNothingIsReached()
{
    const EstateReading reading = parseEstate("hosts:\n  web1: {address: 192.0.2.1}\n");
    QVERIFY(reading.estate);
    QVERIFY(!accessTo(*reading.estate, {"host", "web1"}));
    const EstateReading defaults = parseEstate("reach: {}\nhosts:\n  web1: {address: 192.0.2.1}\n");
    QVERIFY2(defaults.estate, defaults.errors.empty() ? "" : defaults.errors.front().line().c_str());
    QVERIFY(accessTo(*defaults.estate, {"host", "web1"}) ==
            (HostAccess{"web1", "192.0.2.1", "signalbox-host", 22, "/etc/signalbox/look_key", {}, {}}));
}

SIGNALBOX_TEST(TestHostAccess)
} // namespace tst_hostaccess

#include "tst_hostaccess.moc"
