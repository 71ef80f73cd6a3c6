// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>
#include <reach/lever.h>
#include <reach/levertest.h>
#include <support/testprogram.h>

namespace tst_lever
{
using namespace signalbox;

class TestLever : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHostOfAServiceWithAUnitHasOne();
    void hostsAreTestedOnceWithAllTheirs();
    void aHostWithSlotsHasTheirProgram();
};

namespace
{
const std::string text = "hosts: {web1: {address: 192.0.2.1}, web2: {address: 192.0.2.2}}\n"
                         "services:\n"
                         "  web: {instances: [web1, web2], unit: nginx}\n"
                         "  mail: {instances: [web2], unit: postfix@-}\n"
                         "  other: {instances: [web1]}\n";

std::vector<std::string> said(const std::vector<Lever> &all)
{
    std::vector<std::string> lines;
    for (const Lever &lever : all)
        lines.push_back(lever.host.name + ": " + leverText(lever) + " for " + lever.subject.path());
    return lines;
}
} // namespace

// Loses: a restart would be offered where the estate names none, or not where it does.
void TestLever::eachHostOfAServiceWithAUnitHasOne()
{
    const EstateReading reading = parseEstate("reach: {}\n" + text);
    QVERIFY2(reading.estate, reading.errors.empty() ? "" : reading.errors.front().line().c_str());
    QCOMPARE(said(levers(*reading.estate)),
             (std::vector<std::string>{"web1: service-restart nginx for service/web",
                                       "web2: service-restart nginx for service/web",
                                       "web2: service-restart postfix@- for service/mail"}));
    const EstateReading none = parseEstate(text);
    QVERIFY(none.estate);
    QVERIFY(levers(*none.estate).empty());
}

// Loses: that a store cannot be moved would be found out when it has to be.
void TestLever::aHostWithSlotsHasTheirProgram()
{
    const EstateReading reading = parseEstate("reach: {}\nhosts: {imap21: , imap22: , web1: }\n"
                                              "stores: {a: {slots: [imap21, imap22]}, b: {slots: [imap22, imap21]}}\n"
                                              "cyrus: {program: slot, map: {file: /m.db}}\n");
    QVERIFY2(reading.estate, reading.errors.empty() ? "" : reading.errors.front().line().c_str());
    QCOMPARE(said(levers(*reading.estate)),
             (std::vector<std::string>{"imap21: run slot for host/imap21", "imap22: run slot for host/imap22"}));
}

// Loses: a host would be dialled for each of its levers anew.
void TestLever::hostsAreTestedOnceWithAllTheirs()
{
    const EstateReading reading = parseEstate("reach: {}\n" + text);
    QVERIFY(reading.estate);
    const std::vector<HostToTest> hosts = hostsToTest(*reading.estate, levers(*reading.estate), Identity::Act);
    QCOMPARE(hosts.size(), 2U);
    QCOMPARE(hosts[0].access.name, std::string("web1"));
    QCOMPARE(said(hosts[0].levers).size(), 1U);
    QCOMPARE(hosts[1].access.address, std::string("192.0.2.2"));
    QCOMPARE(said(hosts[1].levers).size(), 2U);
    QCOMPARE(hosts[1].identity, Identity::Act);
}

SIGNALBOX_TEST(TestLever)
} // namespace tst_lever

#include "tst_lever.moc"
