// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <actions/runledger.h>
#include <console/console.h>
#include <journal/journal.h>
#include <laboratory/laboratory.h>
#include <support/testprogram.h>

namespace tst_lab_run_kills
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;

/// Two hosts, and a runbook whose programs kill the watch that runs them (kill -9 of their parent) at the point that a
/// case names, once. Its effect on a host is a file with two lines; a file with one is half of it.
class Scene
{
public:
    explicit Scene(const QString &point)
    {
        qputenv("XDG_STATE_HOME", m_lab.path(u"state"_s).toUtf8()); // of every console that the test starts
        program(u"step"_s, "say sent\n"
                           "hit before || exit 9\n"
                           "echo first >\"$there\"\n"
                           "hit half || exit 9\n"
                           "echo second >>\"$there\"\n"
                           "hit after\n");
        program(u"probe"_s, "say probe\n"
                            "if [ -e \"$there\" ] && [ \"$(wc -l <\"$there\")\" -eq 2 ]; then hit proof; exit 0; fi\n"
                            "hit probe\n"
                            "exit 1\n");
        program(u"undo"_s, "say undo\nrm -f \"$there\"\n");
        const bool isWritten = !m_lab.write(u"point"_s, point.toUtf8() + '\n').isEmpty() &&
                               !m_lab.write(u"estate.yaml"_s, estate().toUtf8()).isEmpty();
        QVERIFY(isWritten);
    }

    [[nodiscard]] QStringList on(const QStringList &words) const
    {
        return words + QStringList{u"--estate"_s, m_lab.path(u"estate.yaml"_s)};
    }
    [[nodiscard]] QStringList watching() const { return {u"watch"_s, m_lab.path(u"estate.yaml"_s)}; }
    [[nodiscard]] RunLedger ledger() const
    {
        RunLedger ledger;
        for (const JournalRow &row : journalRows(m_lab.path(u"state/signalbox/kills/journal.db"_s).toStdString())
                                         .value_or(std::vector<JournalRow>()))
            ledger.fold(row);
        return ledger;
    }
    /// The one run; with no steps before there is one.
    [[nodiscard]] Run run() const
    {
        const RunLedger all = ledger();
        return all.runs().empty() ? Run{} : all.runs().begin()->second;
    }
    /// How often that was said for a host.
    [[nodiscard]] int times(const QString &what, const QString &host) const
    {
        QFile file(m_lab.path(u"said"_s));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        int count = 0;
        for (const QByteArray &line : file.readAll().split('\n'))
            count += line == (what + u' ' + host).toUtf8() ? 1 : 0;
        return count;
    }
    [[nodiscard]] QByteArray effect(const QString &host) const
    {
        QFile file(m_lab.path(u"effect-"_s + host));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool wasHit() const { return QFile::exists(m_lab.path(u"hit"_s)); }
    [[nodiscard]] bool isChainWhole() const
    {
        const auto journal = openJournal(m_lab.path(u"state/signalbox/kills/journal.db"_s).toStdString());
        const auto broken = journal ? (*journal)->firstBrokenRow() : tl::unexpected(journal.error());
        return broken && *broken == 0;
    }

private:
    /// `hit POINT` kills the watch at "POINT HOST", if that is the case's, and waits until it is gone.
    void program(const QString &name, const QByteArray &lines) const
    {
        const QByteArray folder = m_lab.path({}).toUtf8();
        const QString path = m_lab.write(
            name,
            "#!/bin/sh\nhost=$1\nthere=" + folder + "/effect-$host\n" + "say() { echo \"$1 $host\" >>" + folder +
                "/said; }\nhit() {\n    if [ \"$1 $host\" = \"$(cat " + folder + "/point)\" ] && [ ! -e " + folder +
                "/hit ]; then\n        touch " + folder +
                "/hit\n        watch=$PPID\n        kill -9 \"$watch\"\n"
                "        while kill -0 \"$watch\" 2>/dev/null; do sleep 0.01; done\n        return 1\n    fi\n}\n" +
                lines);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    [[nodiscard]] QString estate() const
    {
        QString text = u"name: Kills\nid: kills\n"
                       "hosts: {web1: {address: 203.0.113.11}, web2: {address: 203.0.113.12}}\n"
                       "runbooks:\n"
                       "  change:\n"
                       "    title: Change {name}\n"
                       "    kinds: [host]\n"
                       "    run: [FOLDER/step, \"{name}\"]\n"
                       "    probe: [FOLDER/probe, \"{name}\"]\n"
                       "    undo: [FOLDER/undo, \"{name}\"]\n"
                       "    most: 2\n"
                       "    deadline: 1s\n"
                       "    gate: press\n"_s;
        return text.replace(u"FOLDER"_s, m_lab.path({}));
    }

    Laboratory m_lab;
};

QString planOf(const Scene &scene)
{
    const Ended said = Console(scene.on({u"plan"_s, u"change"_s, u"web1"_s, u"web2"_s})).wait();
    const qsizetype at = said.out.indexOf(u"   plan "_s);
    return at < 0 ? QString() : said.out.mid(at + 8, 12);
}

QStringList confirming(const Scene &scene)
{
    return scene.on({u"act"_s, u"change"_s, u"web1"_s, u"web2"_s, u"--confirm"_s, planOf(scene), u"--tick"_s, u"C6"_s});
}
} // namespace

/// A real watch dies at each point of each step. If this fails, there is a night on which a step is done twice, or what
/// was done is forgotten, or a thing is claimed that is not so.
class TestLabRunKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noStepTwiceAndNothingLost_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("isAnother");
        for (const char *point : {"probe", "before", "half", "after", "proof"}) {
            for (const char *host : {"web1", "web2"}) {
                for (const bool isAnother : {false, true})
                    QTest::addRow("%s %s, %s", point, host, isAnother ? "a terminal goes on" : "a watch starts again")
                        << QString::fromLatin1(point) + u' ' + QString::fromLatin1(host) << isAnother;
            }
        }
    }

    void noStepTwiceAndNothingLost()
    {
        QFETCH(QString, point);
        QFETCH(bool, isAnother);
        const Scene scene(point);
        auto watch = std::make_unique<Console>(scene.watching());
        QTRY_VERIFY_WITH_TIMEOUT(!planOf(scene).isEmpty(), patience);
        Console act(confirming(scene));
        QTRY_VERIFY2_WITH_TIMEOUT(scene.wasHit() && !watch->isRunning(), qPrintable(act.out() + act.err()), patience);
        act.kill();

        // Whoever finds it looks at the world, says how it is, and sends nothing.
        const Run dead = scene.run();
        const int sent = scene.times(u"sent"_s, u"web1"_s) + scene.times(u"sent"_s, u"web2"_s);
        watch.reset();
        if (!isAnother) {
            watch = std::make_unique<Console>(scene.watching());
            QTRY_COMPARE_WITH_TIMEOUT(scene.run().state, RunState::Deciding, patience);
            QTRY_VERIFY_WITH_TIMEOUT(isTold(scene), patience);
            QVERIFY(scene.run().isOrphaned);
            QCOMPARE(scene.times(u"sent"_s, u"web1"_s) + scene.times(u"sent"_s, u"web2"_s), sent);
        }

        // A person says that it goes on.
        const QString id = QString::fromStdString(dead.id);
        Ended said = Console(scene.on({u"runs"_s, id, u"resume"_s})).wait();
        if (isAnother) { // what it found first was that the run is an orphan
            QVERIFY2(said.status == 0 || said.status == 3, qPrintable(said.out + said.err));
        }
        for (int tries = 0; tries < 20 && scene.run().state == RunState::Deciding; ++tries)
            said = Console(scene.on({u"runs"_s, id, u"resume"_s})).wait();
        QVERIFY2(scene.run().state == RunState::Done, qPrintable(said.out + said.err));
        for (const QString &host : {u"web1"_s, u"web2"_s}) {
            QCOMPARE(scene.effect(host), QByteArray("first\nsecond\n"));
            const bool isCut = point == u"before "_s + host || point == u"half "_s + host;
            QCOMPARE(scene.times(u"sent"_s, host), isCut ? 2 : 1); // again only what had not been done
        }
        QVERIFY(scene.isChainWhole());
    }

    void whatWasDoneIsUndoneAfterTheWatchDied()
    {
        const Scene scene(u"half web2"_s);
        auto watch = std::make_unique<Console>(scene.watching());
        QTRY_VERIFY_WITH_TIMEOUT(!planOf(scene).isEmpty(), patience);
        Console act(confirming(scene));
        QTRY_VERIFY_WITH_TIMEOUT(scene.wasHit() && !watch->isRunning(), patience);
        act.kill();
        watch = std::make_unique<Console>(scene.watching());
        QTRY_VERIFY_WITH_TIMEOUT(scene.run().state == RunState::Deciding && isTold(scene), patience);
        const Ended said = Console(scene.on({u"runs"_s, QString::fromStdString(scene.run().id), u"undo"_s})).wait();
        QVERIFY2(said.status == 4, qPrintable(said.out + said.err));
        QCOMPARE(scene.run().state, RunState::Undone);
        QVERIFY(scene.effect(u"web1"_s).isEmpty());
    }

private:
    /// Every step is known to be done or not, as the world is.
    static bool isTold(const Scene &scene)
    {
        const Run run = scene.run();
        return std::all_of(run.steps.begin(), run.steps.end(), [](const StepRun &step) {
            return step.state == StepState::Done || step.state == StepState::NotDone ||
                   step.state == StepState::Waiting || (step.state == StepState::Unknown && step.isLookedAt);
        });
    }
};

SIGNALBOX_TEST(TestLabRunKills)
} // namespace tst_lab_run_kills

#include "tst_lab_run_kills.moc"
