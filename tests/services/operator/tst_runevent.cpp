// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What was confirmed, intended and seen is read back from the journal as it was written, or not at all. If this fails,
// a watch that starts again does something else than what a person read and confirmed.
#include <QTest>

#include <actions/runevent.h>
#include <support/testprogram.h>

using namespace signalbox;

namespace tst_runevent
{
namespace
{
Plan fullPlan()
{
    Plan plan;
    plan.request = {"runbook", {{"service", "brain"}, {"host", "web1"}}, {{"runbook", "restart-brain"}}};
    plan.title = "Restart the brain \"of York\"";
    plan.changes = {{"main process", "4711", "another"}};
    Step step;
    step.target = {"service", "brain"};
    step.words = "Restart the brain";
    step.command = {StepCommand::By::Host, "web1", {"run", "restart-brain", "it's"}};
    step.probe = StepCommand{StepCommand::By::Program, {}, {"/bin/test", "-e", "/run/brain"}};
    step.undo = StepCommand{StepCommand::By::Program, {}, {"/bin/true"}};
    step.deadline = Milliseconds(1234);
    step.probeDeadline = Milliseconds(99);
    step.stage = 3;
    step.freezes = true;
    step.isNoReturn = true;
    plan.steps = {step};
    plan.atOnce = 4;
    plan.claims = {"service/brain", "host/web1"};
    plan.gate = GateLevel::TypeNameAndCount;
    plan.secondPerson = SecondPerson::Required;
    plan.soak = Milliseconds(5000);
    plan.atRisk = "1,214 running machines";
    plan.isReversible = true;
    plan.guidance = "Look at the link first";
    plan.guards = {{"C4", GuardClass::Hard, Guard::Verdict::Fail, "Nobody else works on it", "held by bob", "nobody",
                    "by default", Milliseconds(12), "journal"}};
    return plan;
}

std::vector<RunEvent> allEvents()
{
    Confirmation confirmation;
    confirmation.hash = planHash(fullPlan());
    confirmation.reason = "the page of 04:30";
    confirmation.gate = GateLevel::TypeName;
    confirmation.typedName = "brain";
    confirmation.typedCount = 2;
    confirmation.ticked = {"C13", "C6"};
    confirmation.overridden = {{"C10", "the first one did not help"}};
    std::vector<RunEvent> events;
    const auto add = [&](decltype(RunEvent::what) what) {
        events.push_back({"0123456789ab", "ann@desk", WallTime(Milliseconds(1'700'000'000'000)), 0, std::move(what)});
    };
    add(RunConfirmed{fullPlan(), confirmation});
    add(RunApproved{confirmation.hash});
    add(RunDecision{RunDecision::Kind::ByHand, 7, "did it on the console"});
    add(RunStarted{});
    add(RunRefused{"C4: held by bob"});
    add(RunIntent{3, true});
    add(RunObserved{3, true, true, RunObserved::Outcome::NotDone, "it ended with status 3", Milliseconds(77)});
    add(RunOrphaned{});
    add(RunSoaking{WallTime(Milliseconds(1'700'000'300'000))});
    add(RunRegressed{"disk full"});
    add(RunEnded{});
    return events;
}
} // namespace

class TestRunEvent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadAsItWasWritten()
    {
        for (const RunEvent &event : allEvents()) {
            const JournalRow row = rowOf(event);
            const auto read = runEventOf(row);
            QVERIFY2(read && *read, row.act.c_str());
            const JournalRow again = rowOf(**read);
            QCOMPARE(again.act, row.act);
            QCOMPARE(again.text, row.text);
            QCOMPARE(again.what, std::string("run/0123456789ab"));
            QCOMPARE((*read)->what.index(), event.what.index());
        }
        const auto read = runEventOf(rowOf(allEvents().front()));
        const auto &confirmed = std::get<RunConfirmed>((*read)->what);
        QCOMPARE(planHash(confirmed.plan), planHash(fullPlan()));
        QVERIFY(confirmed.plan.steps == fullPlan().steps);
        QVERIFY(confirmed.plan.guards == fullPlan().guards);
        QVERIFY(confirmed.confirmation == std::get<RunConfirmed>(allEvents().front().what).confirmation);
    }

    void aHashChangesWithEveryPartOfThePlan()
    {
        const std::string hash = planHash(fullPlan());
        const auto differs = [&](const char *what, auto change) {
            Plan plan = fullPlan();
            change(plan);
            QVERIFY2(planHash(plan) != hash, what);
        };
        differs("target", [](Plan &plan) { plan.request.targets.pop_back(); });
        differs("parameter", [](Plan &plan) { plan.request.parameters["runbook"] += 'x'; });
        differs("title", [](Plan &plan) { plan.title += ' '; });
        differs("what is so now", [](Plan &plan) { plan.changes.front().before = "4712"; });
        differs("argument", [](Plan &plan) { plan.steps.front().command.words.back() += ' '; });
        differs("host", [](Plan &plan) { plan.steps.front().command.host = "web2"; });
        differs("probe", [](Plan &plan) { plan.steps.front().probe.reset(); });
        differs("undo", [](Plan &plan) { plan.steps.front().undo->words = {"/bin/false"}; });
        differs("deadline", [](Plan &plan) { plan.steps.front().deadline += Milliseconds(1); });
        differs("stage", [](Plan &plan) { plan.steps.front().stage = 2; });
        differs("at once", [](Plan &plan) { plan.atOnce = 5; });
        differs("claims", [](Plan &plan) { plan.claims.pop_back(); });
        differs("gate", [](Plan &plan) { plan.gate = GateLevel::Press; });
        differs("second person", [](Plan &plan) { plan.secondPerson = SecondPerson::Off; });
        differs("soak", [](Plan &plan) { plan.soak = {}; });
        Plan later = fullPlan();
        later.guards.front().age = Milliseconds(99999); // the age of a value is no other plan
        QCOMPARE(planHash(later), hash);
    }

    void aDamagedRowIsAnError()
    {
        JournalRow note;
        note.act = "note";
        note.text = "{";
        QVERIFY(runEventOf(note) && !*runEventOf(note)); // somebody else's
        for (const RunEvent &event : allEvents()) {
            const JournalRow row = rowOf(event);
            for (std::size_t length = 0; length < row.text.size(); ++length) {
                JournalRow cut = row;
                cut.text.resize(length);
                QVERIFY2(!runEventOf(cut), row.act.c_str());
            }
            for (const char *what : {"", "run/", "run/../x", "host/web1", "run/a b"}) {
                JournalRow other = row;
                other.what = what;
                QVERIFY2(!runEventOf(other), what);
            }
        }
        for (const char *text : {R"({"step":-1,"undo":false})", R"({"step":1.5})", R"({"step":"1"})",
                                 R"({"step":1e300})", R"({"undo":1})", "[]", "null", "7"}) {
            JournalRow row = rowOf(allEvents()[5]);
            row.text = text;
            QVERIFY2(!runEventOf(row), text);
        }
        JournalRow row = rowOf(allEvents()[6]);
        row.text = R"({"step":0,"outcome":"perhaps"})";
        QVERIFY(!runEventOf(row));
    }

    void whatAProgramSaidIsCutAndHarmless()
    {
        RunObserved seen;
        seen.words = "\x1b[31m" + std::string(10'000, 'x');
        const JournalRow row = rowOf({"0123456789ab", "watch", {}, 0, seen});
        QVERIFY(row.text.size() < 2 * longestRunWords);
        QVERIFY(row.text.find('\x1b') == std::string::npos);
        QVERIFY(runEventOf(row) && *runEventOf(row));
    }

    void aCommandIsShownAsAShellNeedsIt()
    {
        QCOMPARE(
            literal({StepCommand::By::Host, "web1", {"service-restart", "nginx"}}),
            std::string(
                R"(printf '%s\n' service-restart nginx '' | ssh web1 sudo -n /usr/local/sbin/signalbox-host act)"));
        QCOMPARE(literal({StepCommand::By::Program, {}, {"/bin/echo", "a b", "it's", "$(reboot)", ""}}),
                 std::string(R"(/bin/echo 'a b' 'it'\''s' '$(reboot)' '')"));
    }
};
SIGNALBOX_TEST(TestRunEvent)
} // namespace tst_runevent

#include "tst_runevent.moc"
