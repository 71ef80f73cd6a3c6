// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shape.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace signalbox::house
{
namespace
{
enum class Scope { File, Namespace, Class, Function, Block, Enumeration, Value };

using Words = std::vector<Token>;

bool has(const Words &words, std::string_view name)
{
    return std::any_of(words.begin(), words.end(), [&](const Token &word) { return word.is(name); });
}

/// Without a leading template<…>, whose "class" is no class.
Words withoutTemplate(Words words)
{
    while (words.size() > 1 && words[0].is("template") && words[1].is("<")) {
        std::size_t end = 1;
        for (int depth = 0; end < words.size(); ++end) {
            depth += words[end].is("<") ? 1 : words[end].is(">") ? -1 : 0;
            if (depth == 0)
                break;
        }
        words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(end + 1, words.size())));
    }
    return words;
}

/// Builds the shape while reading the words one by one.
class Reader
{
public:
    explicit Reader(Shape &shape)
        : m_shape(shape)
    {
    }

    void read(const Token &word)
    {
        if (word.is("{"))
            open(word);
        else if (word.is("}"))
            close(word);
        else if (word.is(";") && m_parentheses == 0)
            endStatement();
        else if (word.is(":") && isAccess())
            m_statement.clear();
        else
            extend(word);
    }

private:
    struct Level {
        Scope scope = Scope::File;
        std::size_t entry = 0; ///< index into the shape's functions or classes
        int parentheses = 0;   ///< to come back to when the brace closes
        std::string space;     ///< the namespaces so far: "signalbox::house::"
    };

    std::string space() const { return m_levels.empty() ? std::string() : m_levels.back().space; }
    Scope scope() const { return m_levels.empty() ? Scope::File : m_levels.back().scope; }
    bool isAccess() const
    {
        static constexpr std::array words{"public", "private", "protected", "Q_SIGNALS", "Q_SLOTS"};
        return scope() == Scope::Class && !m_statement.empty() &&
               std::any_of(words.begin(), words.end(), [&](auto word) { return m_statement.back().is(word); });
    }
    bool isInsideFunction() const
    {
        return std::any_of(m_levels.begin(), m_levels.end(),
                           [](const Level &level) { return level.scope == Scope::Function; });
    }

    void extend(const Token &word)
    {
        m_parentheses += word.is("(") ? 1 : word.is(")") ? -1 : 0;
        if (word.is("Q_OBJECT") && scope() == Scope::Class) {
            m_shape.classes[m_levels.back().entry].hasObjectMacro = true;
            return;
        }
        m_statement.push_back(word);
        // Macros such as Q_DECLARE_METATYPE stand without a semicolon.
        if (word.is(")") && m_parentheses == 0 && isMacro())
            m_statement.clear();
    }
    bool isMacro() const
    {
        const auto &name = m_statement.front().text;
        return m_statement.size() > 1 && m_statement[1].is("(") && !isInsideFunction() &&
               std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
    }

    void open(const Token &brace)
    {
        Level level{kindOf(), 0, m_parentheses, space()};
        const auto words = withoutTemplate(m_statement);
        addType(level.scope, words);
        if (level.scope == Scope::Class) {
            level.entry = m_shape.classes.size();
            m_shape.classes.push_back(classOf(words));
        } else if (level.scope == Scope::Function) {
            level.entry = m_shape.functions.size();
            m_shape.functions.push_back({functionName(words), m_statement.front().line, 0});
        } else if (level.scope == Scope::Value) {
            m_statement.push_back(brace);
        } else if (level.scope == Scope::Namespace) {
            for (const auto &word : words)
                level.space += word.is("namespace") || word.kind != Token::Kind::Name ? "" : word.text + "::";
        }
        m_levels.push_back(level);
        m_saved.push_back(level.scope == Scope::Value ? m_statement : Words());
        m_statement.clear();
        m_parentheses = 0;
    }

    void addType(Scope kind, const Words &words)
    {
        const bool isOutside = scope() == Scope::File || scope() == Scope::Namespace;
        if (!isOutside || (kind != Scope::Class && kind != Scope::Enumeration))
            return;
        const auto type = classOf(words);
        const auto name = std::find_if(words.begin(), words.end(), [&](auto &word) { return word.is(type.name); });
        const bool isSpecial = std::any_of(words.begin(), name, [](auto &word) { return word.is("<"); });
        if (!isSpecial && !type.name.empty() && type.line > 0)
            m_shape.types.push_back({space() + type.name, type.line});
    }

    void close(const Token &brace)
    {
        if (m_levels.empty())
            return;
        const auto level = m_levels.back();
        if (level.scope == Scope::Function)
            m_shape.functions[level.entry].lastLine = brace.line;
        m_levels.pop_back();
        m_statement = m_saved.back();
        m_saved.pop_back();
        m_parentheses = level.parentheses;
        if (level.scope == Scope::Value)
            m_statement.push_back(brace);
        else if (level.scope == Scope::Class)
            m_statement.push_back({Token::Kind::Name, m_shape.classes[level.entry].name, brace.line, false});
    }

    Scope kindOf() const
    {
        if (scope() == Scope::Enumeration || scope() == Scope::Value || m_parentheses > 0)
            return isInsideFunction() ? Scope::Block : Scope::Value;
        const auto words = withoutTemplate(m_statement);
        if (has(words, "namespace") || (words.size() == 2 && words[0].is("extern")))
            return Scope::Namespace;
        if (has(words, "enum"))
            return Scope::Enumeration;
        if (isClass(words))
            return Scope::Class;
        if (isInsideFunction())
            return Scope::Block;
        return isBody(words) ? Scope::Function : Scope::Value;
    }

    static bool isClass(const Words &words)
    {
        for (std::size_t i = 0; i < words.size() && !words[i].is("(") && !words[i].is("="); ++i) {
            if (words[i].is("class") || words[i].is("struct") || words[i].is("union"))
                return true;
        }
        return false;
    }

    /// A brace after a parameter list opens a body, unless it gives a member its value in a constructor's list.
    static bool isBody(const Words &words)
    {
        if (words.empty() || !has(words, "("))
            return false;
        const auto first = std::find_if(words.begin(), words.end(), [](const Token &word) { return word.is("("); });
        const auto equals = std::find_if(words.begin(), first, [](const Token &word) { return word.is("="); });
        if (equals != first && !has(words, "operator"))
            return false;
        bool list = false;
        int depth = 0;
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            depth += words[i].is("(") ? 1 : words[i].is(")") ? -1 : 0;
            const bool scoped = words[i + 1].is(":") || (i > 0 && words[i - 1].is(":"));
            list = list || (depth == 0 && words[i].is(":") && !scoped);
        }
        const auto &last = words.back();
        return !list || last.is(")") || last.is("}");
    }

    static Class classOf(const Words &words)
    {
        Class found;
        bool bases = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto &word = words[i];
            const bool scoped = (i > 0 && words[i - 1].is(":")) || (i + 1 < words.size() && words[i + 1].is(":"));
            if (word.is(":") && !scoped)
                bases = true;
            else if (word.kind != Token::Kind::Name || word.is("final"))
                continue;
            else if (bases)
                found.bases.push_back(word.text);
            else {
                found.name = word.text;
                found.line = word.line;
            }
        }
        return found;
    }

    static std::string functionName(const Words &words)
    {
        for (std::size_t i = 1; i < words.size(); ++i) {
            if (words[i].is("("))
                return words[i - 1].text;
        }
        return {};
    }

    void endStatement()
    {
        const auto words = withoutTemplate(m_statement);
        m_statement.clear();
        if (words.empty() || has(words, "const") || has(words, "constexpr"))
            return;
        const bool global = scope() == Scope::File || scope() == Scope::Namespace;
        const bool member = scope() == Scope::Class && (words[0].is("static") || words[0].is("inline"));
        const bool local = isInsideFunction() && (words[0].is("static") || words[0].is("thread_local"));
        if (local || ((global || member) && isVariable(words)))
            m_shape.globals.push_back({nameOfVariable(words), words.front().line});
    }

    static bool isVariable(const Words &words)
    {
        static constexpr std::array others{"using",         "typedef", "namespace", "friend", "extern",
                                           "static_assert", "class",   "struct",    "enum",   "union",
                                           "concept",       "return",  "operator"};
        if (words.size() < 2 || std::any_of(others.begin(), others.end(), [&](auto word) { return has(words, word); }))
            return false;
        for (const auto &word : words) {
            if (word.is("=") || word.is("{"))
                return true;
            if (word.is("("))
                return false;
        }
        return true;
    }

    static std::string nameOfVariable(const Words &words)
    {
        std::string name;
        for (const auto &word : words) {
            if (word.is("=") || word.is("{") || word.is("(") || word.is("["))
                break;
            if (word.kind == Token::Kind::Name)
                name = word.text;
        }
        return name;
    }

    Shape &m_shape;
    Words m_statement;
    std::vector<Level> m_levels;
    std::vector<Words> m_saved;
    int m_parentheses = 0;
};
} // namespace

Shape shapeOf(const Source &source)
{
    Shape shape;
    Reader reader(shape);
    for (const auto &word : source.tokens) {
        if (!word.directive)
            reader.read(word);
    }
    return shape;
}
} // namespace signalbox::house
