// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/names.h>
#include <support/testprogram.h>

namespace tst_names
{
using namespace signalbox;

namespace
{
/// A resolver that answers when the test says so.
struct Resolver {
    std::vector<std::pair<std::string, Names::Told>> open;

    Names::Lookup lookup()
    {
        return
            [this](const std::string &host, QObject *, Names::Told told) { open.emplace_back(host, std::move(told)); };
    }
    void answer(const Expected<Names::Addresses> &found)
    {
        const auto told = open.front().second;
        open.erase(open.begin());
        told(found);
    }
};

const tl::unexpected<Problem> dead{Problem{{}, "the name imap21 could not be resolved: Temporary failure", {}}};
} // namespace

class NamesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: an estate of addresses stands still when DNS does.
    void anAddressNeedsNoResolver()
    {
        const ManualClock clock(Moment{});
        Resolver resolver;
        Names names(clock, resolver.lookup());
        Names::Addresses told;
        for (const char *address : {"192.0.2.1", "2001:db8::1"}) {
            names.addressesOf(address, this, [&told](const auto &found) { told = *found; });
            QCOMPARE(told, Names::Addresses{address});
        }
        QVERIFY(resolver.open.empty());
    }

    // Lost if it fails: with a dead resolver every target that has a name goes dark, though all of them live.
    void theLastGoodAddressOutlivesTheResolver()
    {
        ManualClock clock(Moment{});
        Resolver resolver;
        Names names(clock, resolver.lookup());
        std::vector<Names::Addresses> told;
        const auto tell = [&told](const Expected<Names::Addresses> &found) {
            told.push_back(found.value_or(Names::Addresses{}));
        };
        names.addressesOf("imap21", this, tell);
        QVERIFY(told.empty());
        resolver.answer(Names::Addresses{"192.0.2.1"});
        QCOMPARE(told.back(), Names::Addresses{"192.0.2.1"});

        clock.advance(std::chrono::minutes(5));
        names.addressesOf("imap21", this, tell);
        QCOMPARE(told.size(), std::size_t(2));          // at once
        QCOMPARE(resolver.open.size(), std::size_t(1)); // and looked up again meanwhile
        names.addressesOf("imap21", this, tell);
        QCOMPARE(resolver.open.size(), std::size_t(1)); // once
        resolver.answer(dead);
        clock.advance(std::chrono::minutes(5));
        names.addressesOf("imap21", this, tell);
        QCOMPARE(told.back(), Names::Addresses{"192.0.2.1"});

        resolver.answer(Names::Addresses{"192.0.2.9"});
        names.addressesOf("imap21", this, tell);
        QCOMPARE(told.back(), Names::Addresses{"192.0.2.9"});
    }

    // Lost if it fails: nobody learns that a name does not exist; or one that comes into being is never seen.
    void aNameThatDoesNotResolveIsSaidAndTriedAgain()
    {
        const ManualClock clock(Moment{});
        Resolver resolver;
        Names names(clock, resolver.lookup());
        std::vector<Expected<Names::Addresses>> told;
        const auto tell = [&told](const Expected<Names::Addresses> &found) { told.push_back(found); };
        names.addressesOf("imap21", this, tell);
        names.addressesOf("imap21", this, tell);
        QCOMPARE(resolver.open.size(), std::size_t(1));
        resolver.answer(dead);
        QCOMPARE(told.size(), std::size_t(2));
        QVERIFY(!told.front());
        names.addressesOf("imap21", this, tell);
        resolver.answer(Names::Addresses{"192.0.2.1"});
        QVERIFY(told.back());
    }

    // Lost if it fails: a host whose first address is dead is never reached by its second.
    void theAddressThatAnswersComesFirst()
    {
        ManualClock clock(Moment{});
        Resolver resolver;
        Names names(clock, resolver.lookup());
        Names::Addresses told;
        const auto tell = [&told](const Expected<Names::Addresses> &found) { told = *found; };
        names.addressesOf("imap21", this, tell);
        resolver.answer(Names::Addresses{"2001:db8::1", "192.0.2.1"});
        names.silent("imap21", "2001:db8::1");
        names.addressesOf("imap21", this, tell);
        QCOMPARE(told, (Names::Addresses{"192.0.2.1", "2001:db8::1"}));
        // A fresh answer of the resolver does not undo it.
        names.answered("imap21", "192.0.2.1");
        clock.advance(std::chrono::minutes(2));
        names.addressesOf("imap21", this, tell);
        resolver.answer(Names::Addresses{"2001:db8::1", "192.0.2.1"});
        names.addressesOf("imap21", this, tell);
        QCOMPARE(told.front(), std::string("192.0.2.1"));
    }

    // Lost if it fails: a slow resolver crashes the console after an estate reload.
    void whoIsGoneIsNotTold()
    {
        const ManualClock clock(Moment{});
        Resolver resolver;
        Names names(clock, resolver.lookup());
        bool told = false;
        {
            QObject context;
            names.addressesOf("imap21", &context, [&told](const auto &) { told = true; });
        }
        resolver.answer(Names::Addresses{"192.0.2.1"});
        QVERIFY(!told);
    }

    // Lost if it fails: names in the estate file do not work.
    void theSystemsResolverKnowsLocalhost()
    {
        const ManualClock clock(Moment{});
        Names names(clock);
        std::optional<Expected<Names::Addresses>> told;
        names.addressesOf("localhost", this, [&told](const auto &found) { told = found; });
        QTRY_VERIFY(told);
        QVERIFY(*told);
        // A name that cannot be one is refused before anybody is asked.
        names.addressesOf("a..b", this, [&told](const auto &found) { told = found; });
        QTRY_VERIFY(!*told);
        QVERIFY(QByteArray::fromStdString(told->error().what).startsWith("the name a..b could not be resolved: "));
    }
};

SIGNALBOX_TEST(NamesTest)
} // namespace tst_names

#include "tst_names.moc"
