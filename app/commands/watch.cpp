// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QCoreApplication>

#include <commands/command.h>
#include <commands/observation.h>
#include <estate/plaintext.h>
#include <models/changes.h>
#include <models/format.h>
#include <models/state.h>
#include <streams/stopsignals.h>
#include <watching/engine.h>

namespace signalbox::commands
{
namespace
{
constexpr std::string_view recordOption = "record";

/// Says on standard output, a line each, when something is raised, changes or clears.
class Log
{
public:
    explicit Log(std::ostream &out)
        : m_out(out)
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
                line(*picture, wordOf(stateOf(alert.cell.severity)), alert);
            else if (wasRaised && !isRaised)
                line(*picture, QStringLiteral("cleared"), alert);
        }
        m_shown = picture;
    }

private:
    void line(const Picture &picture, const QString &word, const Alert &alert)
    {
        m_out << exactText(picture.wall(), QTimeZone::utc()).toStdString() << "Z " << word.toStdString() << ' '
              << harmless(alertKeyText(*alert.key)) << ": " << harmless(picture.text(alert.cell.sentence)) << std::endl;
    }

    std::ostream &m_out;
    PicturePtr m_shown;
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
    const StopSignals stop([] { QCoreApplication::quit(); });
    Log log(terminal.out);
    Observation::Options options;
    options.estatePath = arguments.operand(0);
    options.recordingPath = arguments.value(recordOption);
    options.whenHeld = Recorder::WhenHeld::Fail;
    options.pages = true;
    options.acts = true;
    options.changed = [&](const PicturePtr &picture) { log.show(picture); };
    options.failed = [&](const Problem &problem) {
        terminal.err << "signalboxctl: " << harmless(problem.sentence()) << std::endl;
    };
    options.recordingChanged = [&](const RecordingStatus &status) { say(terminal.err, status); };
    options.estateChanged = [&](const EstateStatus &status) { say(terminal.err, status); };
    const auto observation = Observation::start(std::move(options));
    if (!observation) {
        terminal.err << "signalboxctl: " << harmlessLines(observation.error().sentence()) << '\n';
        return Exit::BadInput;
    }
    QCoreApplication::exec();
    return Exit::Done;
}

constexpr CommandOption options[] = {
    {recordOption, "FILE", "record there, and not in the estate's state folder"},
};
} // namespace

extern const Command watch;
const Command watch{.name = "watch",
                    .operands = "[ESTATE]",
                    .mostOperands = 1,
                    .options = options,
                    .summary = "Observe and record without a screen, until stopped",
                    .text = "Prints a line when something is found wrong, gets worse or clears. Records in\n"
                            "$XDG_STATE_HOME/signalbox/ESTATE-ID/recording.db; one process an estate.",
                    .run = run};
} // namespace signalbox::commands
