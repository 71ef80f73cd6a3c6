// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox
{
/// What the program ends with; the same for every command.
enum class Exit {
    Done = 0,     ///< done, all right
    BadInput = 1, ///< bad input or usage
    Blocked = 2,  ///< blocked by a guard or a gate
    Unknown = 3,  ///< outcome unknown or unfinished
    Failed = 4,   ///< it ran and failed
};

/// A long option of a command, "--NAME" or "--NAME VALUE".
struct CommandOption {
    std::string_view name;
    std::string_view value; ///< what its value is called; empty: it has none
    std::string_view text;  ///< one line for --help
};

/// What was typed after the command, checked against its options.
struct Arguments {
    std::vector<std::string> operands;
    std::map<std::string, std::string, std::less<>> options; ///< without the "--"
    std::vector<std::string> command;                        ///< what follows "--", of a command that runs one

    [[nodiscard]] bool has(std::string_view option) const { return options.find(option) != options.end(); }
    /// The operand at index, or nothing.
    [[nodiscard]] std::string operand(std::size_t index) const;
    /// The option's value, or nothing.
    [[nodiscard]] std::string value(std::string_view option) const;
};

/// Where a command prints. `out` is what was asked for and can be piped on; `err` is for people.
struct Terminal {
    std::ostream &out;
    std::ostream &err;
};

/// A sub-command of signalboxctl: NAME.cpp defines one, the list in CMakeLists.txt has its name. There is an event loop
/// (QCoreApplication) for those that need one.
struct Command {
    std::string_view name;
    std::string_view operands; ///< as --help shows them: "[ESTATE]"
    std::size_t fewestOperands = 0;
    std::size_t mostOperands = 0;
    std::span<const CommandOption> options; ///< --help comes by itself
    std::string_view summary;               ///< one line
    std::string_view text;                  ///< more, in lines that fit a terminal; may be empty
    bool runsCommand = false;               ///< what follows "--" is a command's argv, and no operands
    Exit (*run)(const Arguments &arguments, Terminal &terminal) = nullptr;
};

/// The option of every command that prints JSON: one documented object on standard output and nothing else.
inline constexpr CommandOption jsonOption{"json", "", "print one JSON object and nothing else"};

namespace commands
{
/// Every command, in the order of --help.
std::span<const Command *const> all();
} // namespace commands
} // namespace signalbox
