// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/commandline.h>

#include <algorithm>
#include <iomanip>
#include <ostream>

#include <QCommandLineParser>

#include <estate/plaintext.h>
#include <estate/suggestion.h>

namespace signalbox
{
namespace
{
constexpr int textColumn = 24;

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// What is too long for the column gets a line of its own, so that eighty columns are enough.
void printEntry(std::string_view entry, std::string_view text, std::ostream &out)
{
    out << "  " << std::left << std::setw(textColumn) << entry << ' ';
    if (entry.size() > static_cast<std::size_t>(textColumn))
        out << "\n  " << std::setw(textColumn) << "" << ' ';
    out << text << '\n';
}

std::string optionEntry(const CommandOption &option)
{
    return "--" + std::string(option.name) + (option.value.empty() ? "" : ' ' + std::string(option.value));
}

Exit usageFault(const Command &command, const std::string &fault, std::ostream &err)
{
    err << "signalboxctl " << command.name << ": " << fault << "\nTry: signalboxctl " << command.name << " --help\n";
    return Exit::BadInput;
}

std::string unknownOption(const Command &command, const std::string &name)
{
    std::vector<std::string_view> names;
    for (const CommandOption &option : command.options)
        names.push_back(option.name);
    const std::string_view meant = nearest(name, names);
    return "unknown option --" + harmless(name) + (meant.empty() ? "" : "; did you mean --" + std::string(meant) + '?');
}

std::string operandFault(const Command &command, const std::vector<std::string> &operands)
{
    if (operands.size() > command.mostOperands)
        return "found \"" + harmless(operands[command.mostOperands]) + "\", expected " +
               (command.operands.empty() ? "nothing more" : "no more than " + std::string(command.operands));
    if (operands.size() < command.fewestOperands)
        return "expected " + std::string(command.operands);
    return {};
}

Exit runCommand(const Command &command, const QStringList &words, Terminal &terminal)
{
    QCommandLineParser parser;
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QString()});
    for (const CommandOption &option : command.options)
        parser.addOption(QCommandLineOption(qt(option.name), QString(), qt(option.value)));
    const qsizetype end = command.runsCommand ? words.indexOf(QStringLiteral("--")) : -1;
    const bool parsed = parser.parse(QStringList{qt(command.name)} + words.mid(0, end));
    if (parser.isSet(QStringLiteral("help"))) {
        printHelp(&command, terminal.out);
        return Exit::Done;
    }
    if (!parser.unknownOptionNames().isEmpty())
        return usageFault(command, unknownOption(command, parser.unknownOptionNames().constFirst().toStdString()),
                          terminal.err);
    if (!parsed)
        return usageFault(command, harmless(parser.errorText().toStdString()), terminal.err);
    Arguments arguments;
    for (const QString &operand : parser.positionalArguments())
        arguments.operands.push_back(operand.toStdString());
    for (qsizetype i = end + 1; end >= 0 && i < words.size(); ++i)
        arguments.command.push_back(words[i].toStdString());
    for (const CommandOption &option : command.options) {
        if (parser.isSet(qt(option.name)))
            arguments.options.emplace(option.name, parser.value(qt(option.name)).toStdString());
    }
    const std::string fault = operandFault(command, arguments.operands);
    return fault.empty() ? command.run(arguments, terminal) : usageFault(command, fault, terminal.err);
}

void printOverview(std::ostream &out)
{
    out << "Signalbox without a screen.\n\nUsage: signalboxctl COMMAND [ARGUMENTS]\n\nCommands:\n";
    for (const Command *command : commands::all())
        printEntry(std::string(command->name) + ' ' + std::string(command->operands), command->summary, out);
    out << "\nOptions:\n";
    printEntry("-h, --help", "this text; after a command, that command's", out);
    printEntry("-v, --version", "the version", out);
    out << "\nESTATE is an estate file or a folder of them. Left out, it is\n"
           "$XDG_CONFIG_HOME/signalbox/estate.yaml, and where there is none, this machine.\n\n"
           "Exit status: 0 done, all right; 1 bad input or usage; 2 blocked by a guard or\n"
           "a gate; 3 outcome unknown or unfinished; 4 it ran and failed.\n";
}
} // namespace

std::string Arguments::operand(std::size_t index) const
{
    return index < operands.size() ? operands[index] : std::string();
}

std::string Arguments::value(std::string_view option) const
{
    const auto found = options.find(option);
    return found == options.end() ? std::string() : found->second;
}

const Command *findCommand(const std::string &name, std::ostream &err)
{
    std::vector<std::string_view> names;
    for (const Command *command : commands::all()) {
        if (command->name == name)
            return command;
        names.push_back(command->name);
    }
    err << "signalboxctl: unknown command \"" << harmless(name, 60) << '"' << didYouMean(name, names)
        << "\nTry: signalboxctl --help\n";
    return nullptr;
}

void printHelp(const Command *command, std::ostream &out)
{
    if (!command) {
        printOverview(out);
        return;
    }
    out << command->summary << "\n\nUsage: signalboxctl " << command->name;
    if (!command->operands.empty())
        out << ' ' << command->operands;
    out << (command->options.empty() ? "" : " [OPTIONS]");
    out << '\n';
    if (!command->text.empty())
        out << '\n' << command->text << '\n';
    out << "\nOptions:\n";
    for (const CommandOption &option : command->options)
        printEntry(optionEntry(option), option.text, out);
    printEntry("-h, --help", "this text", out);
}

Exit runCommandLine(const QStringList &words, Terminal &terminal)
{
    if (words.isEmpty()) {
        printHelp(nullptr, terminal.err);
        return Exit::BadInput;
    }
    const QString &first = words.constFirst();
    if (first == QLatin1String("--help") || first == QLatin1String("-h")) {
        printHelp(nullptr, terminal.out);
        return Exit::Done;
    }
    if (first == QLatin1String("--version") || first == QLatin1String("-v")) {
        terminal.out << "signalboxctl " << SIGNALBOX_VERSION << '\n';
        return Exit::Done;
    }
    const Command *command = findCommand(first.toStdString(), terminal.err);
    return command ? runCommand(*command, words.mid(1), terminal) : Exit::BadInput;
}
} // namespace signalbox
