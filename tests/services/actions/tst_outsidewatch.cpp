// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What changed without a run is told once, what a run did is not, and plans of that subject alone are void. If this
// fails, somebody acts on what a colleague has just changed by hand, or is told at each run that somebody did.
#include <QTest>

#include <actions/outsidewatch.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_outsidewatch
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
constexpr const char *estate = "name: outside\n"
                               "hosts: {web1: {}, web2: {}}\n"
                               "services:\n"
                               "  web: {instances: [web1, web2], unit: nginx}\n"
                               "reach: {}\n";
const Subject web1{"host", "web1"};
const double epoch = static_cast<double>(Story::begin().time_since_epoch().count()) / 1000;

/// A story of a unit on two hosts.
class World
{
public:
    World() { m_story.tick(); }
    /// At that time the unit on that host is so, and runs since then (seconds after the beginning).
    World &is(Milliseconds time, const std::string &host, const std::string &state, double started)
    {
        m_story.at(time);
        for (const char *each : {"active", "failed", "inactive", "activating"})
            m_story.says("host/" + host, "node_systemd_unit_state", each == state ? 1 : 0,
                         {{"name", "nginx.service"}, {"state", each}});
        m_story.says("host/" + host, "node_systemd_unit_start_time_seconds", epoch + started,
                     {{"name", "nginx.service"}});
        m_story.tick();
        return *this;
    }
    std::vector<OutsideChange> look() { return m_watch.look(*m_story.engine().fold().publish(), ledger); }
    /// A run restarts it there, from then until then.
    void restarts(Milliseconds from, Milliseconds until)
    {
        Plan plan;
        plan.request = {"service-restart", {web1}, {}};
        plan.claims = {"host/web1"};
        plan.steps.emplace_back();
        plan.steps.back().target = web1;
        plan.steps.back().command.words = {"/bin/true"};
        Confirmation confirmation;
        confirmation.hash = planHash(plan);
        tell(from, RunConfirmed{plan, confirmation});
        tell(from, RunStarted{});
        tell(from, RunIntent{});
        tell(until, RunObserved{0, false, false, RunObserved::Outcome::Done, {}, {}});
        tell(until, RunEnded{});
    }
    /// Writes it as the watch does.
    void fold(const OutsideChange &change)
    {
        JournalRow row = rowOf(change, "signalbox@watch");
        row.number = ++m_row;
        ledger.fold(row);
    }
    [[nodiscard]] std::string hashOf(const Subject &host)
    {
        const PicturePtr picture = m_story.engine().fold().publish();
        return planHash(
            makePlan({"service-restart", {host}, {}}, {*picture, ledger, {}, "ann@desk", true, {}, {}}).value());
    }
    RunLedger ledger;

private:
    void tell(Milliseconds when, decltype(RunEvent::what) what)
    {
        JournalRow row =
            rowOf(RunEvent{"r1", "ann@desk", WallTime(Story::begin().time_since_epoch()) + when, 0, std::move(what)});
        row.number = ++m_row;
        ledger.fold(row);
    }

    Story m_story{estate};
    OutsideWatch m_watch;
    std::uint64_t m_row = 0;
};
} // namespace

class OutsideWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatSomebodyRestartedIsTold();
    void whatFailedByItselfIsTold();
    void whatARunDidIsNot();
    void whatHappenedLongAfterARunIs();
    void whatIsPassedThroughIsNothing();
    void aCrashLoopIsToldOnce();
    void whatIsNotKnownIsNoChange();
    void itsPlansAreVoidAndNoOthers();
    void theRowIsReadAsItWasWritten();
};

void OutsideWatchTest::whatSomebodyRestartedIsTold()
{
    World world;
    QVERIFY(world.is(10s, "web1", "active", -3600).look().empty()); // the first look has nothing to compare with
    QVERIFY(world.is(20s, "web1", "active", -3600).look().empty());
    const auto changes = world.is(30s, "web1", "active", 25).look();
    QCOMPARE(changes.size(), 1U);
    QCOMPARE(changes[0].subject, web1);
    QCOMPARE(changes[0].words, std::string("nginx: started anew"));
    QCOMPARE(changes[0].wall, WallTime(Story::begin().time_since_epoch()) + 25s);
    QVERIFY(world.is(40s, "web1", "active", 25).look().empty());
}

void OutsideWatchTest::whatFailedByItselfIsTold()
{
    World world;
    QVERIFY(world.is(10s, "web1", "active", -3600).look().empty());
    const auto changes = world.is(20s, "web1", "failed", -3600).look();
    QCOMPARE(changes.size(), 1U);
    QCOMPARE(changes[0].words, std::string("nginx: active, then failed"));
}

void OutsideWatchTest::whatARunDidIsNot()
{
    World world;
    QVERIFY(world.is(10s, "web1", "active", -3600).look().empty());
    world.restarts(20s, 22s);
    QVERIFY(world.is(30s, "web1", "active", 21).look().empty());
}

void OutsideWatchTest::whatHappenedLongAfterARunIs()
{
    World world;
    QVERIFY(world.is(10s, "web1", "active", -3600).look().empty());
    world.restarts(20s, 22s);
    QVERIFY(world.is(30s, "web1", "active", 21).look().empty());
    QCOMPARE(world.is(400s, "web1", "active", 390).look().size(), 1U);
}

void OutsideWatchTest::whatIsPassedThroughIsNothing()
{
    World world;
    QVERIFY(world.is(10s, "web1", "active", -3600).look().empty());
    QVERIFY(world.is(20s, "web1", "activating", -3600).look().empty());
    QVERIFY(world.is(30s, "web1", "active", -3600).look().empty());
}

void OutsideWatchTest::aCrashLoopIsToldOnce()
{
    World world;
    std::size_t told = 0;
    for (int i = 1; i < 60; ++i)
        told += world.is(i * 10s, "web1", "active", i * 10).look().size();
    QCOMPARE(told, 1U);
}

// The source was gone for a while: what it says then is compared with what it said before.
void OutsideWatchTest::whatIsNotKnownIsNoChange()
{
    World world;
    QVERIFY(world.is(10s, "web1", "active", -3600).look().empty());
    QVERIFY(world.is(200s, "web2", "active", -3600).look().empty()); // web1 is stale by now
    QVERIFY(world.is(210s, "web1", "active", -3600).look().empty());
    QCOMPARE(world.is(220s, "web1", "failed", -3600).look().size(), 1U);
}

void OutsideWatchTest::itsPlansAreVoidAndNoOthers()
{
    World world;
    QVERIFY(world.is(10s, "web1", "active", -3600).is(20s, "web2", "active", -3600).look().empty());
    const std::string first = world.hashOf(web1);
    const std::string second = world.hashOf({"host", "web2"});
    const auto changes = world.is(30s, "web1", "active", 25).look();
    QCOMPARE(changes.size(), 1U);
    QCOMPARE(world.hashOf(web1), first);
    world.fold(changes[0]);
    QVERIFY(world.hashOf(web1) != first);
    QCOMPARE(world.hashOf({"host", "web2"}), second);
}

void OutsideWatchTest::theRowIsReadAsItWasWritten()
{
    const OutsideChange change{web1, "nginx: started anew", WallTime(12345ms), 0};
    QCOMPARE(outsideChangeOf(rowOf(change, "signalbox@watch")).value(), change);
    JournalRow other = rowOf(change, "signalbox@watch");
    other.act = "note";
    QVERIFY(!outsideChangeOf(other));
    other.act = "changed-outside";
    other.what = "no path";
    QVERIFY(!outsideChangeOf(other));
}

SIGNALBOX_TEST(OutsideWatchTest)
} // namespace tst_outsidewatch

#include "tst_outsidewatch.moc"
