// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <ostream>

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTimeZone>

#include <sys/ioctl.h>
#include <unistd.h>

#include <attaching/watchaddress.h>
#include <commands/command.h>
#include <commands/observation.h>
#include <commands/picturejson.h>
#include <commands/picturetext.h>
#include <commands/recordedpast.h>
#include <commands/recordedpicture.h>
#include <estate/plaintext.h>
#include <streams/stopsignals.h>

namespace signalbox::commands::picture
{
namespace
{
constexpr std::string_view atOption = "at";
constexpr std::string_view followOption = "follow";
constexpr std::string_view recordOption = "record";

void print(const PicturePtr &picture, const Arguments &arguments, Terminal &terminal)
{
    if (arguments.has(jsonOption.name)) {
        terminal.out << QJsonDocument(pictureJson(*picture)).toJson().toStdString();
        return;
    }
    for (const QString &line : pictureLines(picture, 0, QTimeZone::systemTimeZone()))
        terminal.out << line.toStdString() << '\n';
}

Exit failed(const Problem &problem, Terminal &terminal, Exit exit)
{
    terminal.err << "signalboxctl: " << harmlessLines(problem.sentence()) << '\n';
    return exit;
}

Exit printRecorded(const Arguments &arguments, Terminal &terminal)
{
    const auto picture = recordedPicture(arguments.operand(0), QString::fromStdString(arguments.value(atOption)));
    if (!picture)
        return failed(picture.error(), terminal, Exit::BadInput);
    print(*picture, arguments, terminal);
    return Exit::Done;
}

/// Redraws the picture in a terminal: as much of it as there are lines.
class Screen
{
public:
    explicit Screen(Terminal &terminal)
        : m_terminal(terminal)
        , m_isTerminal(isatty(STDOUT_FILENO) == 1)
    {
    }

    void show(const PicturePtr &picture, const std::string &notice)
    {
        // A tick a second is what a person can read; on a pipe only what changed for a person is news.
        const bool isNews = !m_shown || picture->heldUp != m_shown->heldUp || wrong(*picture) != wrong(*m_shown);
        const bool isDue = m_shown && picture->now - m_shown->now >= Milliseconds(1000);
        if (!isNews && !(m_isTerminal && isDue))
            return;
        m_shown = picture;
        winsize size{};
        if (m_isTerminal)
            ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
        QStringList lines = pictureLines(picture, size.ws_col, QTimeZone::systemTimeZone());
        if (!notice.empty())
            lines.insert(1, QString::fromStdString(harmless(notice)));
        const qsizetype room = size.ws_row > 2 ? size.ws_row - 1 : lines.size();
        if (lines.size() > room) {
            const qsizetype more = lines.size() - room + 1;
            lines = lines.mid(0, room - 1);
            lines.append(QStringLiteral("… and %1 more lines: signalboxctl picture prints them all").arg(more));
        }
        m_terminal.out << (m_isTerminal ? "\x1b[H\x1b[J" : "") << lines.join(QLatin1Char('\n')).toStdString() << '\n'
                       << (m_isTerminal ? "" : "\n") << std::flush;
    }

private:
    static std::vector<AlertCell> wrong(const Picture &picture)
    {
        std::vector<AlertCell> raised;
        for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
            if (picture.alerts[i].cell.state == AlertState::Raised)
                raised.push_back(picture.alerts[i].cell);
        }
        return raised;
    }

    Terminal &m_terminal;
    bool m_isTerminal;
    PicturePtr m_shown;
};

Exit follow(const Arguments &arguments, Terminal &terminal)
{
    const StopSignals stop([] { QCoreApplication::quit(); });
    Screen screen(terminal);
    std::string notice;
    Observation::Options options;
    options.estatePath = arguments.operand(0);
    options.recordingPath = arguments.value(recordOption);
    options.changed = [&](const PicturePtr &picture) { screen.show(picture, notice); };
    options.failed = [&](const Problem &problem) { notice = problem.sentence(); };
    options.recordingChanged = [&](const RecordingStatus &status) {
        notice = status.state == RecordingStatus::State::Recording ? std::string() : status.problem.sentence();
    };
    options.estateChanged = [&](const EstateStatus &status) {
        notice = status.errors.empty() ? std::string()
                                       : "The estate file is wrong, the last good one holds: " + status.errors.front();
        if (status.errors.empty() && !status.lists.empty())
            notice = status.lists.front();
        if (status.errors.empty() && !status.troubles.empty())
            notice = status.troubles.front();
    };
    const auto observation = Observation::start(std::move(options));
    if (!observation)
        return failed(observation.error(), terminal, Exit::BadInput);
    QCoreApplication::exec();
    return Exit::Done;
}

// Looks until every target was asked once; where the estate is recorded by another process, at what that one knows.
Exit printOnce(const Arguments &arguments, Terminal &terminal)
{
    const StopSignals stop([] { QCoreApplication::exit(static_cast<int>(Exit::Failed)); });
    const QTemporaryDir folder;
    if (!folder.isValid())
        return failed({QDir::tempPath().toStdString(), "no temporary folder can be made there",
                       "Set TMPDIR to a folder that may be written"},
                      terminal, Exit::Failed);
    PicturePtr seen;
    Observation::Options options;
    options.estatePath = arguments.operand(0);
    options.recordingPath = recordingMadeElsewhere(options.estatePath);
    if (options.recordingPath.empty())
        options.recordingPath = folder.filePath(QStringLiteral("recording.db")).toStdString();
    options.failed = [&](const Problem &problem) { failed(problem, terminal, Exit::Failed); };
    options.changed = [&](const PicturePtr &picture) {
        if (seen || !everyTargetWasAsked(*picture))
            return;
        seen = picture;
        QCoreApplication::quit();
    };
    const auto observation = Observation::start(std::move(options));
    if (!observation)
        return failed(observation.error(), terminal, Exit::BadInput);
    QCoreApplication::exec();
    if (!seen)
        return Exit::Failed;
    print(seen, arguments, terminal);
    return Exit::Done;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (arguments.has(recordOption) && !arguments.has(followOption))
        return failed({"--record", "goes with --follow", "Nothing is recorded of one look"}, terminal, Exit::BadInput);
    if (arguments.has(atOption) && arguments.value(atOption).empty())
        return failed({"--at", "names no time", "Write it as 2026-11-21T04:30:00Z, or as 04:30"}, terminal,
                      Exit::BadInput);
    if (isWatchAddress(arguments.operand(0)) || (!arguments.operand(0).empty() && isRecording(arguments.operand(0)))) {
        if (arguments.has(followOption))
            return failed({"--follow", "observes an estate, and this is recorded elsewhere",
                           "Leave it out, or name the estate that is recorded there"},
                          terminal, Exit::BadInput);
        return printRecorded(arguments, terminal);
    }
    if (arguments.has(atOption)) {
        return failed({"--at", "asks a recording, and this is none", "Name a recording: picture FILE --at TIME"},
                      terminal, Exit::BadInput);
    }
    return arguments.has(followOption) ? follow(arguments, terminal) : printOnce(arguments, terminal);
}

constexpr CommandOption options[] = {
    {atOption, "TIME", "of a recording: what was known at that time"},
    {followOption, "", "keep it current until Ctrl+C, and record"},
    {recordOption, "FILE", "with --follow: record there"},
    jsonOption,
};
} // namespace

extern const Command item;
const Command item{.name = "picture",
                   .operands = "[ESTATE|RECORDING]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "What is wrong, and every value with its age",
                   .text = "Asks every target of the estate once and prints what it knows then; with\n"
                           "--follow, again and again. Of a recording it prints the last moment, or that\n"
                           "of --at.",
                   .run = run};
} // namespace signalbox::commands::picture
