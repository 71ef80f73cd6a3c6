// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// actingspeed [ROUNDS]: what the interlock costs. A plan with all its guards for 40 targets, and a run of 40 targets,
// fifteen at a time once the first went well, against a script that runs the same probes and steps with as many at
// once. Both in the same minute; the best of the rounds of each.
#include <algorithm>
#include <cstdio>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <actions/action.h>
#include <journal/journal.h>
#include <story/story.h>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
constexpr int targets = 40;
constexpr int plansMeasured = 300;

class Scene
{
public:
    Scene()
    {
        qputenv("XDG_STATE_HOME", path(u"state"_s).toUtf8());
        script(u"step"_s, u"sleep 0.2\ntouch FOLDER/done-$1\n"_s);
        script(u"probe"_s, u"test -e FOLDER/done-$1\n"_s);
        script(u"one"_s, u"FOLDER/probe $1 || { FOLDER/step $1; FOLDER/probe $1; }\n"_s);
        script(
            u"plain"_s,
            u"FOLDER/one h1\nfor i in $(seq 2 %1); do echo h$i; done | xargs -n 1 -P 15 FOLDER/one\n"_s.arg(targets));
        QFile file(path(u"estate.yaml"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(estate().toUtf8());
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    [[nodiscard]] QString estate() const
    {
        QString text = u"name: Speed\nid: speed\nhosts:\n"_s;
        for (int i = 1; i <= targets; ++i)
            text += u"  h%1: {address: 203.0.113.%1}\n"_s.arg(i);
        text += u"runbooks:\n  step: {title: \"Step {name}\", kinds: [host], most: %1, at_once: 15, gate: press, "
                "run: [FOLDER/step, \"{name}\"], probe: [FOLDER/probe, \"{name}\"]}\n"_s.arg(targets);
        return text.replace(u"FOLDER"_s, m_folder.path());
    }

    void forget() const
    {
        for (int i = 1; i <= targets; ++i)
            QFile::remove(path(u"done-h%1"_s.arg(i)));
    }

    /// Milliseconds.
    [[nodiscard]] double plain() const
    {
        forget();
        QElapsedTimer timer;
        timer.start();
        QProcess process;
        process.start(path(u"plain"_s), QStringList());
        process.waitForFinished(-1);
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    /// From the run's beginning to its end, as the journal dates them: milliseconds.
    [[nodiscard]] double console() const
    {
        forget();
        QDir(path(u"state"_s)).removeRecursively(); // what was done a moment ago would be a guard
        QStringList words{u"step"_s};
        for (int i = 1; i <= targets; ++i)
            words += u"h%1"_s.arg(i);
        words += {u"--estate"_s, path(u"estate.yaml"_s)};
        const QString plan = said(QStringList{u"plan"_s} + words);
        const QString hash = plan.mid(plan.indexOf(u"   plan "_s) + 8, 12);
        (void)said(QStringList{u"act"_s} + words + QStringList{u"--confirm"_s, hash, u"--tick"_s, u"C6"_s});
        WallTime begun{};
        WallTime ended{};
        const auto rows = journalRows(path(u"state/signalbox/speed/journal.db"_s).toStdString());
        for (const JournalRow &row : rows.value_or(std::vector<JournalRow>())) {
            if (row.act == "run-started")
                begun = row.wall;
            if (row.act == "run-ended")
                ended = row.wall;
        }
        return static_cast<double>((ended - begun).count());
    }

private:
    [[nodiscard]] static QString said(const QStringList &words)
    {
        QProcess process;
        process.start(QStringLiteral(SIGNALBOXCTL), words);
        process.waitForFinished(-1);
        return QString::fromUtf8(process.readAllStandardOutput());
    }

    void script(const QString &name, QString lines) const
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + lines.replace(u"FOLDER"_s, m_folder.path()).toUtf8());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QTemporaryDir m_folder;
};

/// Median of a plan with its guards, milliseconds.
double planning(const Scene &scene)
{
    Story story(scene.estate().toStdString());
    story.at(std::chrono::seconds(1)).tick();
    const RunLedger ledger;
    const auto history = [](SeriesId, Moment, Moment) { return std::vector<HistoryPoint>(); };
    const Situation situation{story.picture(), ledger, history, "ann@desk", true, {}, {}};
    Request request{"runbook", {}, {{"runbook", "step"}}};
    for (int i = 1; i <= targets; ++i)
        request.targets.push_back({"host", "h" + std::to_string(i)});
    std::vector<double> times;
    for (int i = 0; i < plansMeasured; ++i) {
        QElapsedTimer timer;
        timer.start();
        const Expected<Plan> plan = makePlan(request, situation);
        if (!plan || plan->steps.size() != targets)
            return -1;
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::nth_element(times.begin(), times.begin() + plansMeasured / 2, times.end());
    return times[plansMeasured / 2];
}
} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 3;
    const Scene scene;
    std::printf("plan and guards for %d targets, median: %.2f ms (floor 5 ms)\n", targets, planning(scene));
    double plain = 1e9;
    double console = 1e9;
    for (int i = 0; i < rounds; ++i) {
        plain = std::min(plain, scene.plain());
        console = std::min(console, scene.console());
    }
    std::printf("a run of %d targets: %.0f ms; the plain script: %.0f ms; %.2f x (floor 1.10 x)\n", targets, console,
                plain, console / plain);
    return 0;
}
