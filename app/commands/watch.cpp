// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <ostream>

#include <QCoreApplication>

#include <unistd.h>

#include <attaching/watchaddress.h>
#include <commands/command.h>
#include <commands/deskact.h>
#include <commands/observation.h>
#include <estate/plaintext.h>
#include <models/changes.h>
#include <models/format.h>
#include <models/state.h>
#include <streams/servicenotice.h>
#include <streams/standardstreams.h>
#include <streams/stopsignals.h>
#include <watching/engine.h>

namespace signalbox::commands::watch
{
namespace
{
constexpr std::string_view recordOption = "record";

/// Says on standard output, a line each, when something is raised, changes or clears.
class Log
{
public:
    /// A journal gives each line its time, and takes its weight from the front of it (sd-daemon(3)).
    Log(std::ostream &out, bool isJournal)
        : m_out(out)
        , m_isJournal(isJournal)
    {
    }

    void show(const PicturePtr &picture)
    {
        for (const std::uint32_t i : changedAlerts(m_shown.get(), *picture)) {
            const Alert &alert = picture->alerts[i];
            const AlertCell known = m_shown && i < m_shown->alerts.size() ? m_shown->alerts[i].cell : AlertCell{};
            const bool isRaised = alert.cell.state == AlertState::Raised;
            const bool wasRaised = known.state == AlertState::Raised;
            if (isRaised && (!wasRaised || alert.cell.severity != known.severity))
                line(*picture, weightOf(alert.cell.severity), wordOf(stateOf(alert.cell.severity)), alert);
            else if (wasRaised && !isRaised)
                line(*picture, "<6>", QStringLiteral("cleared"), alert);
        }
        m_shown = picture;
    }

private:
    static const char *weightOf(Severity severity)
    {
        switch (stateOf(severity)) {
        case State::Critical:
            return "<2>";
        case State::Unknown:
            return "<3>";
        default:
            return "<4>";
        }
    }

    void line(const Picture &picture, const char *weight, const QString &word, const Alert &alert)
    {
        if (m_isJournal)
            m_out << weight;
        else
            m_out << exactText(picture.wall(), QTimeZone::utc()).toStdString() << "Z ";
        m_out << word.toStdString() << ' ' << harmless(alertKeyText(*alert.key)) << ": "
              << harmless(picture.text(alert.cell.sentence)) << std::endl;
    }

    std::ostream &m_out;
    bool m_isJournal;
    PicturePtr m_shown;
};

/// What `systemctl status` shows of the watch, and that it still makes a tick a second.
class Health
{
public:
    explicit Health(ServiceNotice &notice)
        : m_notice(notice)
    {
    }

    void take(const PicturePtr &picture)
    {
        if (m_shown && m_shown->tick == picture->tick)
            return; // nothing but time has passed: the engine may hang
        m_shown = picture;
        m_notice.alive();
        tell();
    }
    void take(const RecordingStatus &status)
    {
        m_recording = status.state == RecordingStatus::State::Recording
                          ? "recording to " + harmless(status.path)
                          : "NOT RECORDING: " + harmless(status.problem.sentence());
        tell();
    }
    void take(const EstateStatus &status)
    {
        m_estate = status.errors.empty() ? "" : "; the estate file is wrong, the last good one holds";
        tell();
    }

private:
    void tell()
    {
        std::map<State, int> raised;
        for (std::size_t i = 0; m_shown && i < m_shown->alerts.size(); ++i) {
            const AlertCell &cell = m_shown->alerts[i].cell;
            if (cell.state == AlertState::Raised)
                ++raised[stateOf(cell.severity)];
        }
        std::string line;
        for (const State state : {State::Critical, State::Unknown, State::Warning})
            line += std::to_string(raised[state]) + ' ' + wordOf(state).toStdString() + ", ";
        m_notice.status(line + m_recording + m_estate);
    }

    ServiceNotice &m_notice;
    PicturePtr m_shown;
    std::string m_recording = "not recording yet";
    std::string m_estate;
};

void say(std::ostream &err, const RecordingStatus &status)
{
    if (status.state == RecordingStatus::State::Recording)
        err << "signalboxctl: recording to " << harmless(status.path) << std::endl;
    else
        err << "signalboxctl: not recording: " << harmless(status.problem.sentence()) << std::endl;
}

void say(std::ostream &err, const EstateStatus &status)
{
    if (status.path.empty())
        err << "signalboxctl: no estate file: watching this machine" << std::endl;
    else if (status.errors.empty())
        err << "signalboxctl: watching the estate of " << harmless(status.path) << std::endl;
    else
        err << "signalboxctl: the estate file is wrong, the last good one holds" << std::endl;
    for (const std::string &error : status.errors)
        err << harmless(error) << std::endl;
    for (const std::string &list : status.lists)
        err << "signalboxctl: " << harmless(list) << std::endl;
    for (const std::string &trouble : status.troubles)
        err << "signalboxctl: " << harmless(trouble) << std::endl;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (isWatchAddress(arguments.operand(0)))
        return refused({arguments.operand(0), "is watched there, and this would watch here",
                        "Look at it with signalboxctl brief --estate " + arguments.operand(0)},
                       terminal);
    StopSignals::holdBack();
    ServiceNotice notice;
    Log log(terminal.out, isJournal(STDOUT_FILENO));
    Health health(notice);
    Observation::Options options;
    options.estatePath = arguments.operand(0);
    options.recordingPath = arguments.value(recordOption);
    options.whenHeld = Recorder::WhenHeld::Fail;
    options.pages = true;
    options.acts = true;
    options.changed = [&](const PicturePtr &picture) {
        log.show(picture);
        health.take(picture);
    };
    options.failed = [&](const Problem &problem) {
        terminal.err << "signalboxctl: " << harmless(problem.sentence()) << std::endl;
    };
    options.recordingChanged = [&](const RecordingStatus &status) {
        say(terminal.err, status);
        health.take(status);
    };
    options.estateChanged = [&](const EstateStatus &status) {
        say(terminal.err, status);
        health.take(status);
    };
    const auto observation = Observation::start(std::move(options));
    if (!observation) {
        terminal.err << "signalboxctl: " << harmlessLines(observation.error().sentence()) << '\n';
        return Exit::BadInput;
    }
    const auto stop = [] { QCoreApplication::quit(); };
    const auto reload = [&] {
        notice.reloading();
        (*observation)->reread([&notice] { notice.ready(); });
    };
    const StopSignals requests(stop, notice.isService() ? std::function<void()>(reload) : std::function<void()>());
    notice.ready();
    QCoreApplication::exec();
    notice.stopping();
    return Exit::Done;
}

constexpr CommandOption options[] = {
    {recordOption, "FILE", "record there, and not in the estate's state folder"},
};
} // namespace

extern const Command item;
const Command item{.name = "watch",
                   .operands = "[ESTATE]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "Observe and record without a screen, until stopped",
                   .text = "Prints a line when something is found wrong, gets worse or clears. Records in\n"
                           "$XDG_STATE_HOME/signalbox/ESTATE-ID/recording.db; one process an estate.",
                   .run = run};
} // namespace signalbox::commands::watch
