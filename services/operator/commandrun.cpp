// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <operator/commandrun.h>

#include <sys/stat.h>
#include <unistd.h>

#include <QCoreApplication>

#include <operator/hostrun.h>
#include <operator/programrun.h>

namespace signalbox
{
std::unique_ptr<CommandRun> sendCommand(const StepCommand &command, const HostWay &way, CommandUse use,
                                        Milliseconds deadline, const std::map<std::string, std::string> &names,
                                        std::function<void(const CommandEnd &)> then)
{
    if (command.by == StepCommand::By::Host)
        return std::make_unique<HostRun>(command, way, use, deadline, std::move(then));
    return std::make_unique<ProgramRun>(command, use, deadline, names, std::move(then));
}

// An installed Signalbox and one that was built have their programs side by side. PATH is not asked: it is the
// environment's.
std::string programOf(const StepCommand &command)
{
    const std::string &word = command.words.front();
    return word == "signalboxctl" ? QCoreApplication::applicationDirPath().toStdString() + '/' + word : word;
}

std::optional<Problem> refusalOf(const StepCommand &command)
{
    if (command.by != StepCommand::By::Program)
        return {};
    const std::string program = programOf(command);
    const auto problem = [&](std::string what, std::string advice) {
        return Problem{program, std::move(what), std::move(advice)};
    };
    struct stat status = {};
    if (::stat(program.c_str(), &status) != 0)
        return problem("there is no such program on the machine of the watch", "Install it, or mend the estate file");
    if (!S_ISREG(status.st_mode) || ::access(program.c_str(), X_OK) != 0)
        return problem("the watch cannot run it", "Make it executable for the watch's user");
    if ((status.st_mode & S_IWOTH) != 0)
        return problem("everybody can change it", "chmod o-w it");
    return {};
}
} // namespace signalbox
