// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "source.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>

namespace signalbox::house
{
namespace
{
bool isNameCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Walks over the text of a file, character by character.
class Lexer
{
public:
    explicit Lexer(const std::vector<std::string> &lines)
    {
        for (const auto &line : lines)
            m_text += line + '\n';
    }

    std::vector<Token> run()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '\n')
                newLine();
            else if (m_text.compare(m_at, 2, "//") == 0)
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            else if (m_text.compare(m_at, 2, "/*") == 0)
                skipTo(m_text.find("*/", m_at + 2), 2);
            else if (m_text.compare(m_at, 2, "R\"") == 0)
                rawString();
            else if (c == '"' || c == '\'')
                quoted(c);
            else if (std::isspace(static_cast<unsigned char>(c)) != 0)
                ++m_at;
            else
                word();
        }
        return std::move(m_tokens);
    }

private:
    void newLine()
    {
        const bool continued = m_at > 0 && m_text[m_at - 1] == '\\';
        m_directive = m_directive && continued;
        m_startOfLine = !continued;
        ++m_line;
        ++m_at;
    }
    void skipTo(std::size_t end, std::size_t length)
    {
        end = end == std::string::npos ? m_text.size() : end + length;
        m_line += static_cast<int>(std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_at),
                                              m_text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        m_at = end;
    }
    void add(Token::Kind kind, std::string text, int line)
    {
        if (m_startOfLine && text == "#")
            m_directive = true;
        m_startOfLine = false;
        m_tokens.push_back({kind, std::move(text), line, m_directive});
    }
    void rawString()
    {
        const auto open = m_text.find('(', m_at);
        const auto end = ')' + m_text.substr(m_at + 2, open - m_at - 2) + '"';
        const auto close = m_text.find(end, open);
        const int line = m_line;
        add(Token::Kind::String, m_text.substr(open + 1, close - open - 1), line);
        skipTo(close, end.size());
    }
    void quoted(char quote)
    {
        std::size_t end = m_at + 1;
        while (end < m_text.size() && m_text[end] != quote && m_text[end] != '\n')
            end += m_text[end] == '\\' ? 2 : 1;
        add(Token::Kind::String, m_text.substr(m_at + 1, end - m_at - 1), m_line);
        m_at = std::min(end + 1, m_text.size());
    }
    void word()
    {
        const bool number = std::isdigit(static_cast<unsigned char>(m_text[m_at])) != 0;
        std::size_t end = m_at;
        // In a number an apostrophe separates digits.
        while (end < m_text.size() && (isNameCharacter(m_text[end]) || (number && m_text[end] == '\'')))
            ++end;
        const auto kind = number ? Token::Kind::Number : end > m_at ? Token::Kind::Name : Token::Kind::Sign;
        end = std::max(end, m_at + 1);
        add(kind, m_text.substr(m_at, end - m_at), m_line);
        m_at = end;
    }

    std::string m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    bool m_startOfLine = true;
    bool m_directive = false;
    std::vector<Token> m_tokens;
};

std::vector<Include> includesOf(const std::vector<std::string> &lines)
{
    std::vector<Include> includes;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("#include"))
            continue;
        const auto open = lines[i].find_first_of("<\"");
        const auto close = lines[i].find_last_of(">\"");
        if (open != std::string::npos && close > open)
            includes.push_back(
                {lines[i].substr(open + 1, close - open - 1), static_cast<int>(i) + 1, lines[i][open] == '"'});
    }
    return includes;
}

bool isLookedAt(const std::string &path)
{
    static constexpr std::array places{"app/", "widgets/", "models/", "services/", "tests/", "installer/"};
    if (path.starts_with("tests/data/"))
        return false;
    const bool placed = std::any_of(places.begin(), places.end(), [&](auto place) { return path.starts_with(place); });
    const bool script = path == "run" || path == "test" || path == ".ci/run" || path == "tests/bench/run";
    const bool known = path.ends_with(".cpp") || path.ends_with(".h") || path.ends_with("CMakeLists.txt") ||
                       path.ends_with(".cmake") || path.ends_with(".sh");
    return script || (placed && known) || path == "CMakeLists.txt";
}
} // namespace

std::vector<Token> tokensOf(const std::vector<std::string> &lines)
{
    return Lexer(lines).run();
}

std::vector<Source> readTree(const std::filesystem::path &top)
{
    std::vector<Source> sources;
    std::filesystem::recursive_directory_iterator entry(top);
    for (; entry != std::filesystem::recursive_directory_iterator(); ++entry) {
        const auto path = entry->path().lexically_relative(top).generic_string();
        if (entry->is_directory() && (path == "build" || path == ".git"))
            entry.disable_recursion_pending();
        if (!entry->is_regular_file() || !isLookedAt(path))
            continue;
        Source source;
        source.path = path;
        std::ifstream file(entry->path());
        for (std::string line; std::getline(file, line);)
            source.lines.push_back(line);
        if (source.isCpp()) {
            source.tokens = tokensOf(source.lines);
            source.includes = includesOf(source.lines);
        }
        sources.push_back(std::move(source));
    }
    std::sort(sources.begin(), sources.end(), [](const auto &a, const auto &b) { return a.path < b.path; });
    return sources;
}
} // namespace signalbox::house
