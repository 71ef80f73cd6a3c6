// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QFile>
#include <QTemporaryDir>

#include <support/saycollector.h>
#include <support/testprogram.h>

namespace tst_command
{
using namespace signalbox;

namespace
{
const Subject web1{"host", "web1"};

/// A plugin of the test's own, and the source that runs it.
struct Running {
    QTemporaryDir folder;
    SayCollector said;
    ManualClock clock{Moment(Milliseconds(1'000'000))};
    std::unique_ptr<Source> source;

    explicit Running(const QByteArray &script, Milliseconds deadline = Milliseconds(20'000),
                     const std::vector<std::string> &arguments = {}, std::uint32_t cap = 2000,
                     Milliseconds interval = Milliseconds(30'000))
    {
        QFile file(path("plugin"));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        SourceDeclaration declared;
        declared.name = "checks";
        declared.type = "command";
        declared.interval = interval;
        declared.deadline = deadline;
        declared.cap = cap;
        Target target{web1, {}};
        target.command = {path("plugin").toStdString()};
        target.command.insert(target.command.end(), arguments.begin(), arguments.end());
        declared.targets = {target};
        start(declared);
    }
    explicit Running(const Target &target)
    {
        SourceDeclaration declared;
        declared.type = "command";
        declared.targets = {target};
        start(declared);
    }
    void start(const SourceDeclaration &declared)
    {
        for (const SourceType *part : sources::all()) {
            if (part->id == "command")
                source = part->start(declared, said, clock);
        }
    }
    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] double status() const { return said.number(web1, "plugin_status").value_or(-1); }
    [[nodiscard]] std::string text() const { return said.text(web1, "plugin_text"); }
    [[nodiscard]] bool hasEnded() const { return said.flushes > 0; }
    /// Whether the process whose number the plugin wrote into that file lives.
    [[nodiscard]] bool lives(const char *name) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const int pid = file.readAll().trimmed().toInt();
        QFile state(QStringLiteral("/proc/%1/stat").arg(pid));
        return pid > 0 && state.open(QIODevice::ReadOnly) && !state.readAll().contains(") Z ");
    }
};
} // namespace

class CommandTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a verdict, its text or its values do not reach the screen.
    void saysWhatThePluginSays()
    {
        const Running run("echo 'DISK WARNING - <b>/</b> 85% | /=85%;80;90;0;100 t=5ms;@1:2'\necho 'more'\nexit 1\n");
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.status(), 1.0);
        QCOMPARE(run.text(), std::string("DISK WARNING - <b>/</b> 85%"));
        QCOMPARE(run.said.text(web1, "plugin_long_text"), std::string("more"));
        QCOMPARE(run.said.number(web1, "plugin_value", {{"label", "/"}}), 0.85);
        QCOMPARE(run.said.number(web1, "plugin_warning", {{"bad", "outside"}, {"bound", "high"}, {"label", "/"}}), 0.8);
        QCOMPARE(run.said.number(web1, "plugin_critical", {{"bad", "outside"}, {"bound", "high"}, {"label", "/"}}),
                 0.9);
        QCOMPARE(run.said.number(web1, "plugin_max", {{"label", "/"}}), 1.0);
        QCOMPARE(run.said.number(web1, "plugin_value", {{"label", "t"}}), 0.005);
        QCOMPARE(run.said.number(web1, "plugin_warning", {{"bad", "inside"}, {"bound", "low"}, {"label", "t"}}), 0.001);
        QCOMPARE(run.said.number(web1, "up"), 1.0);
        QCOMPARE(run.said.number(web1, "scrape_samples_scraped"), 2.0);
        QCOMPARE(run.said.text(web1, "scrape_error"), std::string());
    }

    // Lost if it fails: a check that could not be made counts as made, perhaps even as well.
    void whatIsNoVerdictIsUnknown_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<double>("status");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("up");
        QTest::newRow("ok") << QByteArray("echo fine") << 0.0 << QByteArray("fine") << 1.0;
        QTest::newRow("critical") << QByteArray("echo bad; exit 2") << 2.0 << QByteArray("bad") << 1.0;
        QTest::newRow("unknown") << QByteArray("echo what; exit 3") << 3.0 << QByteArray("what") << 1.0;
        QTest::newRow("nothing printed") << QByteArray("exit 0") << 0.0 << QByteArray("it printed nothing") << 1.0;
        QTest::newRow("not found") << QByteArray("no_such_command_here 2>/dev/null") << 3.0
                                   << QByteArray("the plugin ended with status 127: a command was not found") << 0.0;
        QTest::newRow("cannot run") << QByteArray("exit 126") << 3.0
                                    << QByteArray("the plugin ended with status 126: something could not be run")
                                    << 0.0;
        QTest::newRow("no such status") << QByteArray("echo OK; echo why >&2; exit 42") << 3.0
                                        << QByteArray("the plugin ended with status 42, which no plugin should (why)")
                                        << 0.0;
        QTest::newRow("signal") << QByteArray("echo OK; kill -9 $$") << 3.0
                                << QByteArray("the plugin was ended by signal 9") << 0.0;
    }
    void whatIsNoVerdictIsUnknown()
    {
        QFETCH(QByteArray, script);
        QFETCH(double, status);
        QFETCH(QByteArray, text);
        QFETCH(double, up);
        const Running run(script + '\n');
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.text(), text.toStdString());
        QCOMPARE(run.status(), status);
        QCOMPARE(run.said.number(web1, "up"), up);
    }

    // Lost if it fails: a plugin that is not installed is told as a verdict, or not at all.
    void aPluginThatIsNotThereIsUnknown()
    {
        const Running run(Target{web1, {}, {"/nonexistent/check_nothing"}});
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.status(), 3.0);
        QVERIFY2(run.text().starts_with("the plugin could not be started: "), run.text().c_str());
    }

    // Lost if it fails: a plugin that hangs stays unseen, or it and what it started pile up until the machine stands.
    void aPluginThatHangsIsKilledWithAllItStarted()
    {
        const Running run("cd \"$(dirname \"$0\")\"\n(sleep 600 & echo $! >child; wait) &\necho $$ >self\n"
                          "while [ ! -s child ]; do :; done\necho started\nsleep 600\n",
                          Milliseconds(3000));
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.status(), 3.0);
        QCOMPARE(run.text(), std::string("the plugin did not end within 3 s"));
        QVERIFY(QFile::exists(run.path("child")));
        QTRY_VERIFY(!run.lives("self") && !run.lives("child"));
    }

    // Lost if it fails: every run leaves a process behind.
    void whatAPluginLeavesRunningIsKilled()
    {
        const Running run("cd \"$(dirname \"$0\")\"\nsleep 600 &\necho $! >child\necho OK\n");
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.status(), 0.0);
        QTRY_VERIFY(!run.lives("child"));
    }

    // Lost if it fails: removing a source from the estate leaves its plugin running.
    void aSourceThatGoesTakesItsPluginAlong()
    {
        Running run("cd \"$(dirname \"$0\")\"\necho $$ >self\nsleep 600\n");
        QTRY_VERIFY_WITH_TIMEOUT(run.lives("self"), 30000);
        run.source.reset();
        QTRY_VERIFY(!run.lives("self"));
        QVERIFY(!run.hasEnded());
    }

    // Lost if it fails: one plugin fills the memory and takes the console along.
    void aFloodIsCutOff()
    {
        const Running run("head -c 1000000000 /dev/zero | tr '\\0' 'x'\n");
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.status(), 3.0);
        QCOMPARE(run.text(), std::string("the plugin printed more than 1 MiB"));
        QVERIFY(run.said.text(web1, "plugin_long_text").size() <= 300);
    }

    // Lost if it fails: bytes that are no text get into the recording, or end the run.
    void binaryIsMadeText()
    {
        const Running run("printf 'OK \\001\\377\\000 | \\377=1 b=2\\n'\n");
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.status(), 0.0);
        QCOMPARE(run.text(), std::string("OK  \xef\xbf\xbd"));
        QCOMPARE(run.said.number(web1, "plugin_value", {{"label", "b"}}), 2.0);
    }

    // Lost if it fails: what somebody named a host runs as a command.
    void argumentsAreNoShell()
    {
        const Running run("echo \"$# $1\"\n", Milliseconds(20'000), {"$(touch x); a | b"});
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.text(), std::string("1 $(touch x); a"));
    }

    // Lost if it fails: numbers with commas come and go with the desk's language.
    void thePluginSpeaksPlainly()
    {
        qputenv("LC_ALL", "de_DE.UTF-8");
        const Running run("echo \"$LC_ALL\"\n");
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        qputenv("LC_ALL", "C.UTF-8");
        QCOMPARE(run.text(), std::string("C.UTF-8"));
    }

    // Lost if it fails: a recording fills with texts that differ in a number which is in the perfdata anyway.
    void wordsChangeWithTheStatusOrEveryTenMinutes()
    {
        Running run("cd \"$(dirname \"$0\")\"\necho x >>runs\necho \"load $(wc -l <runs)\"\n"
                    "test -e bad && exit 1\nexit 0\n",
                    Milliseconds(20'000), {}, 2000, Milliseconds(2000));
        QTRY_VERIFY_WITH_TIMEOUT(run.said.times(web1, "plugin_text") >= 2, 30000);
        QCOMPARE(run.text(), std::string("load 1"));
        QFile bad(run.path("bad"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT(run.status(), 1.0, 30000);
        const std::string atTheChange = run.text();
        QVERIFY(atTheChange != "load 1");
        const std::size_t times = run.said.times(web1, "plugin_text");
        QTRY_VERIFY_WITH_TIMEOUT(run.said.times(web1, "plugin_text") > times, 30000);
        QCOMPARE(run.text(), atTheChange);
        run.clock.advance(std::chrono::minutes(10));
        QTRY_VERIFY_WITH_TIMEOUT(run.text() != atTheChange, 30000);
    }

    // Lost if it fails: values that nobody can read or that are too many vanish without a word.
    void whatIsLeftOutIsCounted()
    {
        const Running run("echo 'OK | a=1 a=2 b=x c=3 d=4 e=5'\n", Milliseconds(20'000), {}, 3);
        QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), 30000);
        QCOMPARE(run.said.number(web1, "scrape_samples_scraped"), 6.0);
        QCOMPARE(run.said.number(web1, "scrape_samples_left_out"), 3.0);
        QCOMPARE(run.said.number(web1, "scrape_samples_over_cap"), 1.0);
        QCOMPARE(run.said.text(web1, "scrape_error"), std::string("perfdata that cannot be read was left out"));
    }
};

SIGNALBOX_TEST(CommandTest)
} // namespace tst_command

#include "tst_command.moc"
