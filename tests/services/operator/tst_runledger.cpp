// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who comes first in the journal has the claim, and everybody who reads it comes to the same. If this fails, two people
// act on one host at once, or one who may act is kept from it.
#include <QTest>

#include <actions/runledger.h>
#include <support/testprogram.h>

using namespace signalbox;

namespace tst_runledger
{
namespace
{
constexpr WallTime start{Milliseconds(1'700'000'000'000)};

Plan planOn(const std::vector<std::string> &claims, GateLevel gate = GateLevel::Hold,
            SecondPerson second = SecondPerson::Off)
{
    Plan plan;
    plan.request = {"service-restart", {{"host", "web1"}}, {}};
    plan.title = "Restart nginx on web1";
    Step step;
    step.target = {"host", "web1"};
    step.words = plan.title;
    step.command.words = {"/bin/true"};
    plan.steps = {step};
    plan.claims = claims;
    plan.gate = gate;
    plan.secondPerson = second;
    return plan;
}

/// A journal that is told row by row.
class Story
{
public:
    void event(const std::string &run, const std::string &who, decltype(RunEvent::what) what)
    {
        row(rowOf({run, who, m_now, 0, std::move(what)}));
    }
    void confirm(const std::string &run, const std::string &who, const Plan &plan)
    {
        Confirmation confirmation;
        confirmation.hash = planHash(plan);
        confirmation.gate = plan.gate;
        confirmation.typedName = "web1";
        confirmation.typedCount = 1;
        event(run, who, RunConfirmed{plan, confirmation});
    }
    void row(JournalRow row)
    {
        row.number = ++m_number;
        ledger.fold(row);
    }
    void hold(const std::string &path, const std::string &who, Milliseconds time)
    {
        JournalRow held;
        held.act = "hold";
        held.what = path;
        held.who = who;
        held.text = "changing a disk";
        held.wall = m_now;
        held.until = m_now + time;
        row(held);
    }
    void pass(Milliseconds time) { m_now += time; }
    [[nodiscard]] WallTime now() const { return m_now; }

    RunLedger ledger;

private:
    WallTime m_now = start;
    std::uint64_t m_number = 0;
};
} // namespace

class TestRunLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstOfTwoHasTheClaimAndTheOtherIsTold()
    {
        Story story;
        story.confirm("aaaa", "ann@desk", planOn({"host/web1", "pair/web"}));
        story.confirm("bbbb", "bob@desk", planOn({"pair/web", "host/web2"}));
        QCOMPARE(story.ledger.run("aaaa")->state, RunState::Armed);
        QCOMPARE(story.ledger.run("bbbb")->state, RunState::Refused);
        const std::string &told = story.ledger.run("bbbb")->words;
        QVERIFY2(told.find("pair/web is held by ann@desk since 2023-11-14 22:13 UTC: Restart nginx on web1") == 0,
                 told.c_str());
        // What was refused never holds anything.
        QVERIFY(!story.ledger.holder({"host/web2"}, story.now(), "cid@desk"));
    }

    void aClaimLastsAsLongAsItsRun()
    {
        Story story;
        story.confirm("aaaa", "ann@desk", planOn({"host/web1"}));
        story.event("aaaa", "watch", RunStarted{});
        story.event("aaaa", "watch", RunIntent{0, false});
        story.event("aaaa", "watch", RunObserved{0, false, false, RunObserved::Outcome::Unknown, "no reply", {}});
        story.pass(std::chrono::hours(48)); // no lease runs out under a run
        story.confirm("bbbb", "bob@desk", planOn({"host/web1"}));
        QCOMPARE(story.ledger.run("bbbb")->state, RunState::Refused);
        story.event("aaaa", "ann@desk", RunDecision{RunDecision::Kind::Leave, 0, "it is up"});
        QCOMPARE(story.ledger.run("aaaa")->state, RunState::Left);
        story.confirm("cccc", "bob@desk", planOn({"host/web1"}));
        QCOMPARE(story.ledger.run("cccc")->state, RunState::Armed);
    }

    void aHoldKeepsOthersAwayUntilItEnds()
    {
        Story story;
        story.hold("host/web1", "ann@desk", std::chrono::hours(1));
        story.confirm("aaaa", "bob@desk", planOn({"host/web1"}));
        QCOMPARE(story.ledger.run("aaaa")->state, RunState::Refused);
        story.confirm("bbbb", "ann@desk", planOn({"host/web1"})); // her own
        QCOMPARE(story.ledger.run("bbbb")->state, RunState::Armed);
        story.event("bbbb", "ann@desk", RunDecision{RunDecision::Kind::Stop, 0, {}});
        QCOMPARE(story.ledger.holds(story.now()).size(), std::size_t(1));
        story.pass(std::chrono::hours(1));
        QVERIFY(story.ledger.holds(story.now()).empty());
        story.confirm("cccc", "bob@desk", planOn({"host/web1"}));
        QCOMPARE(story.ledger.run("cccc")->state, RunState::Armed);
    }

    void aSecondPersonApprovesTheVeryPlan()
    {
        const Plan plan = planOn({"host/web1"}, GateLevel::TypeNameAndCount, SecondPerson::Required);
        Story story;
        story.confirm("aaaa", "ann@desk", plan);
        QCOMPARE(story.ledger.run("aaaa")->state, RunState::Approval);
        story.event("aaaa", "ann@desk", RunApproved{planHash(plan)}); // nobody approves what she confirmed herself
        QCOMPARE(story.ledger.run("aaaa")->state, RunState::Approval);
        story.event("aaaa", "bob@desk", RunApproved{planHash(planOn({"host/web2"}))});
        QCOMPARE(story.ledger.run("aaaa")->state, RunState::Approval);
        story.pass(Milliseconds(90000));
        story.event("aaaa", "bob@desk", RunApproved{planHash(plan)});
        QCOMPARE(story.ledger.run("aaaa")->state, RunState::Armed);
        QCOMPARE(story.ledger.run("aaaa")->approvedBy, std::string("bob@desk"));
        QVERIFY(story.ledger.run("aaaa")->armed == story.now()); // its minute begins now
    }

    void aRunIsFoundByItsBeginning()
    {
        Story story;
        story.confirm("abcd", "ann@desk", planOn({"host/web1"}));
        story.confirm("abxy", "ann@desk", planOn({"host/web2"}));
        QVERIFY(!story.ledger.runLike("ab"));
        QVERIFY(!story.ledger.runLike(""));
        QVERIFY(!story.ledger.runLike("abcde"));
        QCOMPARE(story.ledger.runLike("abc")->id, std::string("abcd"));
    }

    void aDamagedRowIsAProblemAndNoRun()
    {
        Story story;
        JournalRow row;
        row.act = "run-confirmed";
        row.what = "run/aaaa";
        row.text = "{}";
        story.row(row);
        QVERIFY(story.ledger.runs().empty());
        QCOMPARE(story.ledger.problems().size(), std::size_t(1));
    }
};
SIGNALBOX_TEST(TestRunLedger)
} // namespace tst_runledger

#include "tst_runledger.moc"
