// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The power is cut at each write and each sync of a run's rows, under the real operator and real programs. If this
// fails, there is a moment at which a power cut makes the journal say what is not so, forget what was sent, or have it
// sent twice.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <disk/powercut.h>
#include <journal/journal.h>
#include <operator/operator.h>
#include <operator/watchhealth.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_runpowercut
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 20'000;
const QStringList sites{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s};
const QString estate = u"name: cuts\nsites: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}}\n"
                       "runbooks:\n"
                       "  change:\n"
                       "    title: Change {name}\n"
                       "    kinds: [site]\n"
                       "    run: [FOLDER/step, \"{name}\"]\n"
                       "    probe: [FOLDER/probe, \"{name}\"]\n"
                       "    most: 6\n"
                       "    at_once: 2\n"
                       "    gate: press\n"_s;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Programs that were begun and have not ended.
bool hasChildren()
{
    const QDir tasks(u"/proc/self/task"_s);
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!contents(tasks.filePath(task) + u"/children"_s).trimmed().isEmpty())
            return true;
    }
    return false;
}

/// What does not change with the cut: the estate as it is seen, and its programs.
class Site
{
public:
    Site()
        : m_story(QString(estate).replace(u"FOLDER"_s, m_folder.path()).toStdString())
    {
        program(u"step"_s, "echo \"$1\" >>FOLDER/sent\ntouch \"FOLDER/is-$1\"\n");
        program(u"probe"_s, "[ -e \"FOLDER/is-$1\" ]\n");
        m_story.tick();
        m_picture = m_story.engine().fold().publish();
        m_clock = std::make_shared<ManualClock>(m_picture->now);
    }
    /// What a watch is made of, with its journal in that folder; `later` than when it was confirmed.
    [[nodiscard]] Operator::Parts parts(const QString &folder, Milliseconds later) const
    {
        Operator::Parts parts;
        parts.picture = [this] { return m_picture; };
        parts.recording = [this]() -> Expected<std::unique_ptr<const Recording>> {
            return std::make_unique<PlainRecording>(m_story.frames());
        };
        parts.clock = m_clock;
        parts.wall = [this, later] { return m_picture->wall() + later; };
        parts.journalPath = journal(folder);
        parts.changed = [](const std::optional<Problem> &) {};
        parts.lookEvery = Milliseconds(2);
        return parts;
    }
    [[nodiscard]] static std::string journal(const QString &folder) { return folder.toStdString() + "/journal.db"; }

    [[nodiscard]] Plan plan(const QString &folder) const
    {
        Request request{"runbook", {}, {{"runbook", "change"}}};
        for (const QString &site : sites)
            request.targets.push_back({"site", site.toStdString()});
        const RunLedger none;
        return makePlan(request, {*m_picture, none, {}, "ann@desk", true, watchHealth(journal(folder)), {}}).value();
    }
    [[nodiscard]] WallTime wall() const { return m_picture->wall(); }
    [[nodiscard]] bool isSo(std::size_t step) const
    {
        return QFile::exists(m_folder.filePath(u"is-"_s + sites[static_cast<int>(step)]));
    }
    [[nodiscard]] int timesSent(std::size_t step) const
    {
        return static_cast<int>(
            contents(m_folder.filePath(u"sent"_s)).count(sites[static_cast<int>(step)].toLatin1() + '\n'));
    }
    void reset() const
    {
        QFile::remove(m_folder.filePath(u"sent"_s));
        for (const QString &site : sites)
            QFile::remove(m_folder.filePath(u"is-"_s + site));
    }

private:
    void program(const QString &name, const QByteArray &lines) const
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + QByteArray(lines).replace("FOLDER", m_folder.path().toLatin1()));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QTemporaryDir m_folder;
    Story m_story;
    PicturePtr m_picture;
    std::shared_ptr<ManualClock> m_clock;
};

RunLedger ledgerOf(const QString &folder)
{
    RunLedger ledger;
    for (const JournalRow &row : journalRows(Site::journal(folder)).value_or(std::vector<JournalRow>()))
        ledger.fold(row);
    return ledger;
}

Run runOf(const QString &folder)
{
    const RunLedger ledger = ledgerOf(folder);
    return ledger.runs().empty() ? Run{} : ledger.runs().begin()->second;
}

Expected<std::uint64_t> tell(const QString &folder, const Site &site, Milliseconds later, decltype(RunEvent::what) what)
{
    auto journal = Journal::open(Site::journal(folder));
    return journal ? (*journal)->append(rowOf({"r1", "ann@desk", site.wall() + later, 0, std::move(what)}))
                   : tl::unexpected(journal.error());
}
} // namespace

class TestRunPowerCut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void atEachWriteAndSync_data();
    void atEachWriteAndSync();
    void itWasEnough();

private:
    void cutAfter(int writes, PowerCut::Kind kind);
    void goesOnWith(const QString &survived);

    Site m_site;
    int m_cuts = 0;
    bool m_isWhole = false; ///< the run ended before the power went
};

void TestRunPowerCut::atEachWriteAndSync_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("what was not synced is lost") << static_cast<int>(PowerCut::Kind::Lost);
    QTest::newRow("some of it is not") << static_cast<int>(PowerCut::Kind::Torn);
    // A kill between the intent's commit and the send: the intent is on the disk, and nothing was sent.
    QTest::newRow("what was synced is not told") << static_cast<int>(PowerCut::Kind::Silent);
}

void TestRunPowerCut::atEachWriteAndSync()
{
    QFETCH(int, kind);
    m_isWhole = false;
    for (int writes = 0; !m_isWhole; ++writes) {
        cutAfter(writes, static_cast<PowerCut::Kind>(kind));
        if (QTest::currentTestFailed()) {
            qWarning("the power went after %d writes", writes);
            return;
        }
    }
}

void TestRunPowerCut::itWasEnough()
{
    qInfo("%d cuts", m_cuts);
    QVERIFY(m_cuts >= 250);
}

void TestRunPowerCut::cutAfter(int writes, PowerCut::Kind kind)
{
    const QTemporaryDir before;
    const QTemporaryDir after;
    m_site.reset();
    bool isAcknowledged = false;
    {
        const PowerCut power(kind, writes);
        const Operator watch(m_site.parts(before.path(), {}));
        const Plan plan = m_site.plan(before.path());
        Confirmation confirmation;
        confirmation.hash = planHash(plan);
        isAcknowledged = tell(before.path(), m_site, {}, RunConfirmed{plan, confirmation}).has_value();
        QVERIFY(QTest::qWaitFor([&] { return power.isOff() || runOf(before.path()).isOver(); }, patience));
        m_isWhole = !power.isOff();
        // What was begun at the last moment ends, as on a host that still has power.
        QVERIFY(QTest::qWaitFor([&] { return !power.isOff() || !hasChildren(); }, patience));
        power.survive(after.path().toStdString());
    }
    QVERIFY(QTest::qWaitFor([] { return !hasChildren(); }, patience));
    if (m_isWhole)
        return;
    ++m_cuts;
    const Run run = runOf(after.path());
    QVERIFY2(!isAcknowledged || !run.id.empty(), "what was acknowledged is lost");
    for (std::size_t i = 0; i < static_cast<std::size_t>(sites.size()); ++i) {
        const StepState state = run.steps.empty() ? StepState::Waiting : run.steps[i].state;
        QVERIFY2(state != StepState::Done || m_site.isSo(i), "it is claimed to be done, and is not");
        QVERIFY2(state != StepState::Waiting || m_site.timesSent(i) == 0, "it was sent, and the journal has no intent");
    }
    goesOnWith(after.path());
}

void TestRunPowerCut::goesOnWith(const QString &survived)
{
    constexpr Milliseconds later = std::chrono::hours(1);
    const bool isBegun = !runOf(survived).id.empty();
    {
        const Operator watch(m_site.parts(survived, later));
        const auto isSettled = [&] {
            const Run run = runOf(survived);
            return run.isOver() ||
                   (run.state == RunState::Deciding && !std::any_of(run.steps.begin(), run.steps.end(), isUnderWay) &&
                    nextMoves(run, {}, m_site.wall() + later).empty());
        };
        for (int tries = 0; isBegun && tries < 10 && !runOf(survived).isOver(); ++tries) {
            QVERIFY(QTest::qWaitFor(isSettled, patience));
            if (!runOf(survived).isOver())
                QVERIFY(tell(survived, m_site, later, RunDecision{RunDecision::Kind::Resume, 0, {}}));
        }
    }
    QVERIFY(QTest::qWaitFor([] { return !hasChildren(); }, patience));
    const Run run = runOf(survived);
    for (std::size_t i = 0; i < static_cast<std::size_t>(sites.size()); ++i) {
        QVERIFY2(m_site.timesSent(i) <= 1, "it was sent twice");
        if (run.state == RunState::Done)
            QVERIFY(m_site.isSo(i) && run.steps[i].state == StepState::Done);
    }
    // A confirmation that nobody began in its minute is not begun after it.
    QVERIFY2(!isBegun || run.state == RunState::Done || (run.state == RunState::Refused && m_site.timesSent(0) == 0),
             word(run.state));
    if (!isBegun)
        return;
    const auto journal = openJournal(Site::journal(survived));
    QVERIFY(journal);
    QCOMPARE((*journal)->firstBrokenRow().value_or(1), 0U);
}

SIGNALBOX_TEST(TestRunPowerCut)
} // namespace tst_runpowercut

#include "tst_runpowercut.moc"
