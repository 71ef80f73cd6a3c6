// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two processes press the same button at the same moment, a thousand times. If this fails, there is a night on which both
// do it, or neither, or the one who may not is not told who does.
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <actions/runledger.h>
#include <support/testprogram.h>

using namespace signalbox;

namespace tst_runrace
{
namespace
{
constexpr int rounds = 1000;
const std::array<std::string, 2> people = {"ann@desk1", "bob@desk2"};

/// What both processes and the test see.
struct Shared {
    std::array<std::atomic<int>, 2> arrived{}; ///< rounds that each has come to
    std::array<std::array<char, rounds>, 2> hasClaim{};
    std::array<std::array<char, rounds>, 2> sawOther{};
};

std::string runId(int round, int who)
{
    return "round" + std::to_string(round) + (who == 0 ? "ann" : "bob");
}

JournalRow rowFor(int round, int who)
{
    Plan plan;
    plan.request = {"service-restart", {{"host", "h" + std::to_string(round)}}, {}};
    plan.title = "Restart it";
    Step step;
    step.target = plan.request.targets.front();
    step.command.words = {"/bin/true"};
    plan.steps = {step};
    plan.claims = {step.target.path()};
    Confirmation confirmation;
    confirmation.hash = planHash(plan);
    return rowOf({runId(round, who), people.at(static_cast<std::size_t>(who)), WallTime(Milliseconds(1'000'000 + round)), 0,
                  RunConfirmed{plan, confirmation}});
}

void meet(Shared &shared, int round, int who)
{
    shared.arrived.at(static_cast<std::size_t>(who)) = round + 1;
    while (shared.arrived.at(static_cast<std::size_t>(1 - who)) < round + 1)
        sched_yield();
}

// In the child: no Qt, no threads. Ends with the number of rounds in which the journal failed.
int press(Shared &shared, const std::string &path, int who)
{
    const auto journal = Journal::open(path);
    if (!journal)
        return 1;
    RunLedger ledger;
    for (int round = 0; round < rounds; ++round) {
        meet(shared, round, who);
        const auto number = (*journal)->append(rowFor(round, who));
        const auto rows = (*journal)->rows(ledger.lastRow());
        if (!number || !rows)
            return 1;
        for (const JournalRow &row : *rows)
            ledger.fold(row);
        const Run *own = ledger.run(runId(round, who));
        const auto me = static_cast<std::size_t>(who);
        const auto at = static_cast<std::size_t>(round);
        shared.hasClaim.at(me).at(at) = own && own->state == RunState::Armed;
        shared.sawOther.at(me).at(at) = own && own->state == RunState::Refused &&
                                        own->words.find(people.at(1 - me)) != std::string::npos;
    }
    return 0;
}
} // namespace

class TestRunRace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneOfTwoWinsAndTheOtherSeesWho()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("journal.db")).toStdString();
        QVERIFY(Journal::open(path).has_value());
        void *memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        QVERIFY(memory != MAP_FAILED);
        auto *shared = new (memory) Shared;
        std::array<pid_t, 2> children{};
        for (int who = 0; who < 2; ++who) {
            const pid_t child = ::fork();
            if (child == 0)
                ::_exit(press(*shared, path, who));
            children.at(static_cast<std::size_t>(who)) = child;
        }
        for (const pid_t child : children) {
            int status = -1;
            QVERIFY(::waitpid(child, &status, 0) == child);
            QCOMPARE(status, 0);
        }
        int annWon = 0;
        for (std::size_t round = 0; round < rounds; ++round) {
            const bool ann = shared->hasClaim[0][round] != 0;
            const bool bob = shared->hasClaim[1][round] != 0;
            QVERIFY2(ann != bob, "both won, or nobody");
            QVERIFY2(shared->sawOther[ann ? 1 : 0][round] != 0, "the loser was not told who won");
            annWon += ann ? 1 : 0;
        }
        // Whoever reads it later comes to the same.
        RunLedger ledger;
        const auto rows = journalRows(path);
        QVERIFY(rows);
        for (const JournalRow &row : *rows)
            ledger.fold(row);
        for (int round = 0; round < rounds; ++round) {
            for (int who = 0; who < 2; ++who)
                QCOMPARE(ledger.run(runId(round, who))->state == RunState::Armed,
                         shared->hasClaim[static_cast<std::size_t>(who)][static_cast<std::size_t>(round)] != 0);
        }
        qInfo("%d rounds, of which the first process won %d", rounds, annWon);
        ::munmap(memory, sizeof(Shared));
    }
};
SIGNALBOX_TEST(TestRunRace)
} // namespace tst_runrace

#include "tst_runrace.moc"
