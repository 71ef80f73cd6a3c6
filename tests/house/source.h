// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::house
{
/// A word of C++ as the house rules see it: comments are gone, a string keeps what is between its quotes.
struct Token {
    enum class Kind { Name, Number, String, Sign };
    Kind kind = Kind::Sign;
    std::string text;
    int line = 0;
    bool directive = false; ///< part of a preprocessor directive, so no part of the braces around it

    [[nodiscard]] bool is(std::string_view name) const { return kind != Kind::String && text == name; }
};

/// An #include as written: the path between < > or " ".
struct Include {
    std::string path;
    int line = 0;
    bool quoted = false;
};

/// One file of the tree. Paths are relative to the top of the tree, with slashes.
struct Source {
    std::string path;
    std::vector<std::string> lines;
    std::vector<Token> tokens;     ///< empty for what is not C++
    std::vector<Include> includes; ///< empty for what is not C++

    [[nodiscard]] std::string folder() const { return std::filesystem::path(path).parent_path().generic_string(); }
    [[nodiscard]] std::string stem() const { return std::filesystem::path(path).stem().string(); }
    [[nodiscard]] bool isCpp() const { return path.ends_with(".cpp") || path.ends_with(".h"); }
    [[nodiscard]] bool isTest() const { return path.starts_with("tests/"); }
    [[nodiscard]] bool isUnder(std::string_view place) const { return path.starts_with(place); }
};

/// Splits C++ into words; knows comments, raw strings and digit separators, and no more of the language than that.
std::vector<Token> tokensOf(const std::vector<std::string> &lines);

/// Reads what the rules look at below top: C++, CMake and the shell scripts, without tests/data and the build folders.
std::vector<Source> readTree(const std::filesystem::path &top);
} // namespace signalbox::house
