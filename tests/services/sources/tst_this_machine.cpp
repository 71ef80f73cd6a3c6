// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <condition_variable>

#include <QFile>
#include <QTemporaryDir>

#include <recording/mark.h>
#include <sources/failedunits.h>
#include <sources/filesystemprobe.h>
#include <support/rootmount.h>
#include <support/saycollector.h>
#include <support/testprogram.h>

namespace tst_this_machine
{
using namespace signalbox;

namespace
{
const Subject here{"host", "here"};

const SourceType *partCalled(std::string_view id)
{
    for (const SourceType *part : sources::all()) {
        if (part->id == id)
            return part;
    }
    return nullptr;
}

SourceDeclaration declaration()
{
    SourceDeclaration declared;
    declared.name = "this-machine";
    declared.type = "this-machine";
    declared.interval = Milliseconds(200);
    declared.targets = {{here, {}}};
    return declared;
}

/// A gate that a thread waits at until the test opens it.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    std::atomic<int> waiting{0};

    void wait()
    {
        std::unique_lock lock(mutex);
        ++waiting;
        changed.wait(lock, [this] { return open; });
    }
    void release()
    {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
};
} // namespace

class ThisMachineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: `./run` on a bare machine shows an empty window.
    void saysWhatAMachineIs()
    {
        const SourceType *part = partCalled("this-machine");
        QVERIFY(part);
        SayCollector said;
        const ManualClock clock(Moment(Milliseconds(1000000)));
        const std::unique_ptr<Source> source = part->start(declaration(), said, clock);
        QVERIFY(source);
        QTRY_COMPARE(said.number(here, "up"), 1.0);
        QCOMPARE(said.flushes, 1);
        QVERIFY(said.number(here, "node_load1") >= 0.0);
        QVERIFY(said.number(here, "node_memory_MemTotal_bytes") > 1e6);
        QVERIFY(said.number(here, "node_boot_time_seconds") > 1e9);
        QVERIFY(said.number(here, "node_cpu_seconds_total", {{"mode", "idle"}}) > 0.0);
        QCOMPARE(said.text(here, "scrape_error"), std::string());
        QCOMPARE(said.text(here, "scrape_url"), std::string("this machine"));
        QCOMPARE(said.last(here, "node_load1")->at, clock.now());
        bool root = false;
        bool kernel = false;
        for (const SayCollector::Series &series : said.declared) {
            root = root ||
                   (series.metric == "node_filesystem_size_bytes" && labelValue(series.labels, "mountpoint") == "/");
            kernel = kernel || (series.metric == "node_uname_info" && !labelValue(series.labels, "release").empty());
            QCOMPARE(series.interval, series.metric == "change_mark" ? changeMarkInterval : Milliseconds(200));
        }
        QCOMPARE(root, isRootMounted());
        QVERIFY(kernel);
        // With the first answer: one that comes with the second would be stated as silent after each restart.
        QVERIFY(said.number(here, "node_cpu_busy_ratio") >= 0.0);
        QVERIFY(said.number(here, "node_cpu_count") >= 1.0);
        // Where systemd does not run, that is said, and no unit is invented.
        if (!FailedUnitsProbe::systemdRuns()) {
            QCOMPARE(said.text(here, "systemd_state"), std::string("systemd does not run here"));
            QVERIFY(!said.number(here, "node_systemd_units", {{"state", "failed"}}));
        }
    }

    // Lost if it fails: `keep` and `cap` in the estate file are not heeded, or nobody learns what was left out.
    void keepsWhatIsNamedAndCountsTheRest()
    {
        SayCollector said;
        const ManualClock clock(Moment{});
        SourceDeclaration declared = declaration();
        declared.keep = {"node_load*"};
        declared.cap = 2;
        const std::unique_ptr<Source> source = partCalled("this-machine")->start(declared, said, clock);
        QTRY_COMPARE(said.number(here, "up"), 1.0);
        QVERIFY(said.number(here, "node_load5"));
        QVERIFY(!said.number(here, "node_load15"));
        QVERIFY(!said.number(here, "node_memory_MemTotal_bytes"));
        QCOMPARE(said.number(here, "scrape_samples_over_cap"), 1.0);
        QCOMPARE(*said.number(here, "scrape_samples_left_out"), *said.number(here, "scrape_samples_scraped") - 2);
    }

    // Lost if it fails: one dead NFS server freezes everything that is said of this machine, or piles up threads.
    void aMountThatHangsHoldsUpOnlyItself()
    {
        const auto gate = std::make_shared<Gate>();
        FileSystemProbe probe([gate](const std::string &mountPoint) -> std::optional<Space> {
            if (mountPoint == "/dead")
                gate->wait();
            return Space{100, 50, 10, 5};
        });
        const std::vector<Mount> mounts = {{"nas:/x", "/dead", "nfs", false}, {"/dev/vda", "/", "ext4", false}};
        std::vector<FileSystemProbe::Answer> answers;
        const auto take = [&answers](std::vector<FileSystemProbe::Answer> all) { answers = std::move(all); };
        probe.ask(mounts, Milliseconds(50), take);
        QTRY_COMPARE(answers.size(), std::size_t(2));
        QVERIFY(answers[0].hangs);
        QVERIFY(!answers[0].space);
        QVERIFY(!answers[1].hangs);
        QCOMPARE(answers[1].space->size, 100.0);

        answers.clear();
        probe.ask(mounts, Milliseconds(50), take);
        QTRY_COMPARE(answers.size(), std::size_t(2));
        QVERIFY(answers[0].hangs);
        QVERIFY(answers[1].space);
        QCOMPARE(gate->waiting.load(), 1); // not asked again while it hangs

        gate->release();
        const auto ask = [&] {
            answers.clear();
            probe.ask(mounts, Milliseconds(5000), take);
            return QTest::qWaitFor([&] { return answers.size() == 2; }) && answers[0].space.has_value();
        };
        QTRY_VERIFY(ask());
    }

    // Lost if it fails: closing the window while a mount hangs crashes.
    void aProbeMayGoWhileAMountHangs()
    {
        const auto gate = std::make_shared<Gate>();
        {
            FileSystemProbe probe([gate](const std::string &) -> std::optional<Space> {
                gate->wait();
                return Space{};
            });
            probe.ask({{"nas:/x", "/dead", "nfs", false}}, Milliseconds(60000),
                      [](const auto &) { QFAIL("answered"); });
            QTRY_COMPARE(gate->waiting.load(), 1);
        }
        gate->release();
    }

    // Lost if it fails: a failed unit is not seen, or systemctl's trouble passes for "no failed units".
    void failedUnitsAreThoseThatSystemctlPrints()
    {
        QCOMPARE(failedUnitNames(
                     "nginx.service loaded failed failed A web server\nmnt-x.mount loaded failed failed /mnt/x\n"),
                 (std::vector<std::string>{"nginx.service", "mnt-x.mount"}));
        QVERIFY(failedUnitNames("").empty());

        QTemporaryDir folder;
        const auto script = [&folder](const char *text) {
            QFile file(folder.filePath(QStringLiteral("systemctl")));
            if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
                return QString();
            file.write(text);
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            return file.fileName();
        };
        std::optional<FailedUnits> units;
        const auto take = [&units](FailedUnits all) { units = std::move(all); };

        FailedUnitsProbe good(script("#!/bin/sh\necho 'a.service loaded failed failed A'\n"), true);
        good.ask(Milliseconds(20000), take);
        QTRY_VERIFY(units);
        QCOMPARE(units->names, std::vector<std::string>{"a.service"});

        units.reset();
        FailedUnitsProbe bad(script("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n"), true);
        bad.ask(Milliseconds(20000), take);
        QTRY_VERIFY(units);
        QVERIFY(!units->names);
        QCOMPARE(units->state, std::string("systemctl failed: Failed to connect to bus"));

        units.reset();
        FailedUnitsProbe slow(script("#!/bin/sh\nexec sleep 600\n"), true);
        slow.ask(Milliseconds(100), take);
        QTRY_VERIFY(units);
        QVERIFY(!units->names);
        QCOMPARE(units->state, std::string("systemctl did not answer in time"));

        units.reset();
        FailedUnitsProbe missing(folder.filePath(QStringLiteral("nothing")), true);
        missing.ask(Milliseconds(20000), take);
        QTRY_VERIFY(units);
        QCOMPARE(units->state, std::string("systemctl could not be started"));
    }
};

SIGNALBOX_TEST(ThisMachineTest)
} // namespace tst_this_machine

#include "tst_this_machine.moc"
