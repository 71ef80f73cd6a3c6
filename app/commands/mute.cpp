// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>
#include <regex>

#include <QUrl>

#include <commands/deskact.h>
#include <commands/silencing.h>
#include <estate/estatescalar.h>
#include <journal/act.h>
#include <sources/webrequest.h>

namespace signalbox::commands::mute
{
namespace
{
constexpr CommandOption forOption{"for", "TIME", "how long, from now: 30m, 2h, at most 7d"};
constexpr CommandOption whyOption{"why", "TEXT", "the comment"};
constexpr CommandOption mostOption{"at-most", "N", "write nothing where it takes in more alerts (1)"};
constexpr CommandOption caOption{"ca", "FILE", "trust the authorities in that PEM file alone"};
constexpr CommandOption checkOption{"check", "", "write nothing: 0 where it is so, 1 where not"};
constexpr CommandOption expireOption{"expire", "", "end those of this run (SIGNALBOX_RUN)"};

Expected<SilenceWanted> wantedFrom(const Arguments &arguments)
{
    SilenceWanted wanted;
    wanted.url = arguments.operands.front();
    if (!isWebAddress(QUrl(QString::fromStdString(wanted.url), QUrl::StrictMode)))
        return tl::unexpected(Problem{{}, "the first operand is no http or https URL", {}});
    Labels::List labels;
    for (std::size_t i = 1; i < arguments.operands.size(); ++i) {
        const std::string &typed = arguments.operands[i];
        const std::size_t equals = typed.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == typed.size())
            return tl::unexpected(Problem{{}, "a label is written as name=value", {}});
        labels.emplace_back(typed.substr(0, equals), typed.substr(equals + 1));
    }
    std::sort(labels.begin(), labels.end());
    wanted.labels = Labels(std::move(labels));
    if (arguments.has(forOption.name)) {
        static const std::regex duration("[1-9][0-9]{0,5}[smhd]");
        const std::string time = arguments.value(forOption.name);
        wanted.time = std::regex_match(time, duration) ? durationOf(time) : Milliseconds(0);
    }
    const bool needsTime = !arguments.has(expireOption.name);
    if (needsTime && (wanted.time.count() <= 0 || wanted.time > std::chrono::hours(7 * 24)))
        return tl::unexpected(Problem{{}, "--for: expected a duration up to 7d", "Such as --for 2h"});
    wanted.authority = arguments.value(caOption.name);
    wanted.why = arguments.value(whyOption.name);
    wanted.run = qEnvironmentVariable("SIGNALBOX_RUN").toStdString();
    wanted.who = qEnvironmentVariable("SIGNALBOX_WHO").toStdString();
    if (wanted.who.empty())
        wanted.who = thisPerson();
    return wanted;
}

/// What a run's steps and probes are understood by (docs/acting.md): of a probe 0, 1 and anything else.
Exit exitOf(SilenceAnswer::Is is, bool isCheck)
{
    switch (is) {
    case SilenceAnswer::Is::So:
        return Exit::Done;
    case SilenceAnswer::Is::NotSo:
        return isCheck ? Exit::BadInput : Exit::Failed;
    case SilenceAnswer::Is::Unknown:
        break;
    }
    return Exit::Unknown;
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const bool isCheck = arguments.has(checkOption.name);
    const Exit unusable = isCheck ? Exit::Unknown : Exit::Failed; // of a probe 1 would mean that it is not so
    const Expected<SilenceWanted> wanted = wantedFrom(arguments);
    if (!wanted)
        return refused(wanted.error(), terminal, unusable);
    const std::string most = arguments.has(mostOption.name) ? arguments.value(mostOption.name) : "1";
    static const std::regex number("[1-9][0-9]{0,5}");
    if (!std::regex_match(most, number))
        return refused({{}, "--at-most: expected a number", {}}, terminal, unusable);
    const SilenceAnswer answer = isCheck                            ? isSilenced(*wanted)
                                 : arguments.has(expireOption.name) ? expire(*wanted)
                                                                    : silence(*wanted, std::stoul(most));
    terminal.out << answer.words << '\n';
    return exitOf(answer.is, isCheck);
}

constexpr CommandOption options[] = {forOption, whyOption, mostOption, caOption, checkOption, expireOption};
} // namespace

extern const Command item;
const Command item{.name = "mute",
                   .operands = "URL LABEL=VALUE...",
                   .fewestOperands = 2,
                   .mostOperands = 200,
                   .options = options,
                   .summary = "The step of a silence: write, check or expire one",
                   .text = "What the action `silence` runs, for an Alertmanager at URL; by hand it asks no\n"
                           "guard: see signalboxctl act silence. Every label is matched as it is. Says in\n"
                           "a line what became of it.",
                   .run = run};
} // namespace signalbox::commands::mute
