// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gate opens to the one answer that fits the plan. If this fails, something is done that nobody has read, or that
// somebody at 04:30 did not mean.
#include <QTest>

#include <actions/gate.h>
#include <support/testprogram.h>

namespace tst_gate
{
using namespace signalbox;

namespace
{
using Verdict = Guard::Verdict;

Guard guard(const std::string &id, GuardClass guardClass, Verdict verdict)
{
    Guard guard;
    guard.id = id;
    guard.guardClass = guardClass;
    guard.verdict = verdict;
    guard.title = "Something holds";
    guard.value = "it does not";
    return guard;
}

Plan plan(GateLevel gate, std::vector<Guard> guards, std::size_t targets = 1)
{
    Plan plan;
    plan.request.action = "runbook";
    for (std::size_t i = 1; i <= targets; ++i)
        plan.request.targets.push_back({"host", "web" + std::to_string(i)});
    plan.gate = gate;
    plan.guards = std::move(guards);
    plan.steps.resize(1);
    plan.steps.front().command.words = {"/bin/true"};
    return plan;
}

Confirmation answerTo(const Plan &plan)
{
    Confirmation answer;
    answer.hash = planHash(plan);
    answer.gate = GateLevel::TypeNameAndCount;
    answer.typedName = nameToType(plan);
    answer.typedCount = static_cast<std::uint32_t>(plan.request.targets.size());
    return answer;
}
} // namespace

class tst_gate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachOverrideRaisesTheGateByOne();
    void theNameStandsForAllTargets();
    void guardsHaveToBeAnswered_data();
    void guardsHaveToBeAnswered();
    void anotherPlanOpensNothing();
    void theGateAsksForWhatWasTyped_data();
    void theGateAsksForWhatWasTyped();
    void aSecondPersonIsAskedForAtTheHighestGateAlone();
    void theWorstStandsFirst();
};

void tst_gate::eachOverrideRaisesTheGateByOne()
{
    const Plan press = plan(GateLevel::Press, {});
    QCOMPARE(gateOf(press, 0), GateLevel::Press);
    QCOMPARE(gateOf(press, 1), GateLevel::Hold);
    QCOMPARE(gateOf(press, 3), GateLevel::TypeNameAndCount);
    QCOMPARE(gateOf(press, std::numeric_limits<std::size_t>::max()), GateLevel::TypeNameAndCount);
    QCOMPARE(gateOf(plan(GateLevel::TypeNameAndCount, {}), 1), GateLevel::TypeNameAndCount);
}

void tst_gate::theNameStandsForAllTargets()
{
    QCOMPARE(nameToType(plan(GateLevel::Press, {})), std::string("web1"));
    QCOMPARE(nameToType(plan(GateLevel::Press, {}, 3)), std::string("host"));
    Plan mixed = plan(GateLevel::Press, {}, 2);
    mixed.request.targets.back().kind = "pair";
    QCOMPARE(nameToType(mixed), std::string("target"));
    QCOMPARE(nameToType(Plan()), std::string());
}

void tst_gate::guardsHaveToBeAnswered_data()
{
    QTest::addColumn<int>("guardClass");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<bool>("opensAlone");
    QTest::addColumn<bool>("opensTicked");
    QTest::addColumn<bool>("opensOverridden");
    const auto row = [](const char *name, GuardClass guardClass, Verdict verdict, bool alone, bool ticked, bool over) {
        QTest::newRow(name) << static_cast<int>(guardClass) << static_cast<int>(verdict) << alone << ticked << over;
    };
    row("hard, met", GuardClass::Hard, Verdict::Pass, true, true, true);
    row("hard, later", GuardClass::Hard, Verdict::Later, true, true, true);
    row("hard, not met", GuardClass::Hard, Verdict::Fail, false, false, false);
    row("hard, not known", GuardClass::Hard, Verdict::Unknown, false, false, false);
    row("override, met", GuardClass::Override, Verdict::Pass, true, true, true);
    row("override, not met", GuardClass::Override, Verdict::Fail, false, false, true);
    row("override, not known", GuardClass::Override, Verdict::Unknown, false, false, true);
    row("warning, not met", GuardClass::Warning, Verdict::Fail, false, true, false);
    row("warning, not known", GuardClass::Warning, Verdict::Unknown, false, true, false);
    row("info, not met", GuardClass::Info, Verdict::Fail, true, true, true);
    row("info, not known", GuardClass::Info, Verdict::Unknown, true, true, true);
}

void tst_gate::guardsHaveToBeAnswered()
{
    QFETCH(int, guardClass);
    QFETCH(int, verdict);
    QFETCH(bool, opensAlone);
    QFETCH(bool, opensTicked);
    QFETCH(bool, opensOverridden);
    const Plan asked =
        plan(GateLevel::Press, {guard("X", static_cast<GuardClass>(guardClass), static_cast<Verdict>(verdict))});
    const Confirmation alone = answerTo(asked);
    Confirmation ticked = alone;
    ticked.ticked = {"X"};
    Confirmation overridden = alone;
    overridden.overridden = {{"X", "it is down anyway"}};
    QCOMPARE(!missing(asked, alone), opensAlone);
    QCOMPARE(!missing(asked, ticked), opensTicked);
    QCOMPARE(!missing(asked, overridden), opensOverridden);
    const bool isHardBlock = guardClass == static_cast<int>(GuardClass::Hard) && !opensAlone;
    QCOMPARE(hardBlocks(asked).size(), isHardBlock ? 1U : 0U);
    overridden.overridden = {{"X", " \t\n"}}; // a blank is no reason
    QCOMPARE(!missing(asked, overridden), opensAlone);
    Confirmation other = alone;
    other.ticked = {"Y"};
    other.overridden = {{"Y", "why"}};
    QCOMPARE(!missing(asked, other), opensAlone);
}

void tst_gate::anotherPlanOpensNothing()
{
    Plan asked = plan(GateLevel::Press, {});
    const Confirmation answer = answerTo(asked);
    QVERIFY(!missing(asked, answer));
    asked.steps.front().command.words.emplace_back("-f");
    QVERIFY(missing(asked, answer));
    Plan blocked = plan(GateLevel::Press, {});
    blocked.blockedBy = "there is no replica";
    QVERIFY(missing(blocked, answerTo(blocked)));
}

void tst_gate::theGateAsksForWhatWasTyped_data()
{
    QTest::addColumn<int>("gate");
    QTest::addColumn<int>("done");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("opens");
    QTest::newRow("pressed") << 0 << 0 << QString() << 0 << true;
    QTest::newRow("pressed, to be held") << 1 << 0 << QString() << 0 << false;
    QTest::newRow("held") << 1 << 1 << QString() << 0 << true;
    QTest::newRow("held, to be typed") << 2 << 1 << QStringLiteral("host") << 0 << false;
    QTest::newRow("typed") << 2 << 2 << QStringLiteral("host") << 0 << true;
    QTest::newRow("typed wrongly") << 2 << 2 << QStringLiteral("Host") << 0 << false;
    QTest::newRow("typed a part") << 2 << 2 << QStringLiteral("hos") << 0 << false;
    QTest::newRow("nothing typed") << 2 << 2 << QString() << 0 << false;
    QTest::newRow("without the count") << 3 << 2 << QStringLiteral("host") << 3 << false;
    QTest::newRow("with the count") << 3 << 3 << QStringLiteral("host") << 3 << true;
    QTest::newRow("with a wrong count") << 3 << 3 << QStringLiteral("host") << 2 << false;
    QTest::newRow("more than asked for") << 0 << 3 << QString() << 0 << true;
}

void tst_gate::theGateAsksForWhatWasTyped()
{
    QFETCH(int, gate);
    QFETCH(int, done);
    QFETCH(QString, name);
    QFETCH(int, count);
    QFETCH(bool, opens);
    const Plan asked = plan(static_cast<GateLevel>(gate), {}, 3);
    Confirmation answer;
    answer.hash = planHash(asked);
    answer.gate = static_cast<GateLevel>(done);
    answer.typedName = name.toStdString();
    answer.typedCount = static_cast<std::uint32_t>(count);
    QCOMPARE(!missing(asked, answer), opens);
}

void tst_gate::aSecondPersonIsAskedForAtTheHighestGateAlone()
{
    Plan asked = plan(GateLevel::TypeName, {});
    Confirmation answer;
    for (const auto second : {SecondPerson::Off, SecondPerson::Advised, SecondPerson::Required}) {
        asked.secondPerson = second;
        answer.overridden.clear();
        QVERIFY(!needsApproval(asked, answer));
        QVERIFY(!leavesReview(asked, answer));
        answer.overridden = {{"C10", "it did not help"}};
        QCOMPARE(needsApproval(asked, answer), second == SecondPerson::Required);
        QCOMPARE(leavesReview(asked, answer), second == SecondPerson::Advised);
    }
}

void tst_gate::theWorstStandsFirst()
{
    std::vector<Guard> guards{
        guard("pass", GuardClass::Hard, Verdict::Pass),       guard("later", GuardClass::Hard, Verdict::Later),
        guard("info", GuardClass::Info, Verdict::Unknown),    guard("warning", GuardClass::Warning, Verdict::Fail),
        guard("unknown", GuardClass::Hard, Verdict::Unknown), guard("override", GuardClass::Override, Verdict::Fail),
        guard("hard", GuardClass::Hard, Verdict::Fail)};
    sortByConcern(guards);
    std::string order;
    for (const Guard &each : guards)
        order += each.id + ' ';
    QCOMPARE(order, std::string("hard override unknown warning info later pass "));
}

SIGNALBOX_TEST(tst_gate)
} // namespace tst_gate

#include "tst_gate.moc"
