// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/stepcommand.h>

namespace signalbox
{
namespace
{
bool isPlain(std::string_view word)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,@%+=";
    return !word.empty() && word.find_first_not_of(plain) == std::string_view::npos;
}

std::string quoted(const std::string &word)
{
    if (isPlain(word))
        return word;
    std::string all = "'";
    for (const char c : word) {
        if (c == '\'')
            all += "'\\''";
        else
            all += c;
    }
    all += '\'';
    return all;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string all;
    for (const std::string &word : words)
        all.append(all.empty() ? "" : " ").append(quoted(word));
    return all;
}
} // namespace

std::string literal(const StepCommand &command)
{
    if (command.by == StepCommand::By::Program)
        return joined(command.words);
    // The request goes over standard input, a word a line (reach/hostrequest.h).
    return "printf '%s\\n' " + joined(command.words) + " '' | ssh " + quoted(command.host) +
           " sudo -n /usr/local/sbin/signalbox-host act";
}
} // namespace signalbox
