// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "shape.h"

namespace signalbox::house
{
namespace
{
constexpr std::array vagueNames{"Manager",    "Helper", "Helpers", "Util", "Utils", "Handler",
                                "Controller", "Base",   "Impl",    "Data", "Info"};

/// Characters, not bytes: continuation bytes of UTF-8 do not count.
std::size_t columnsOf(const std::string &line)
{
    return static_cast<std::size_t>(std::count_if(
        line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void checkLines(const Source &source, const Limits &limits, Violations &found)
{
    const bool window = source.isUnder("widgets/shell/") && source.stem().find("window") != std::string::npos;
    const auto most = window ? limits.windowLines : limits.fileLines;
    if (source.isCpp() && source.lines.size() > most)
        found.push_back({source.path, static_cast<int>(most) + 1, "file-size",
                         std::to_string(source.lines.size()) + " lines; at most " + std::to_string(most)});
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const auto columns = columnsOf(source.lines[i]);
        if (source.isCpp() && columns > limits.columns)
            found.push_back({source.path, static_cast<int>(i) + 1, "line-width", std::to_string(columns) + " columns"});
    }
}

bool isVague(const std::string &name)
{
    return std::any_of(vagueNames.begin(), vagueNames.end(), [&](std::string_view end) { return name.ends_with(end); });
}

/// Classes of Qt that one derives from and that are no QObject.
bool isPlainQt(const std::string &name)
{
    static constexpr std::array plain{"QRunnable", "QEvent", "QGraphicsItem", "QStyleOption", "QAccessibleInterface"};
    return name.starts_with("QAccessible") || std::find(plain.begin(), plain.end(), name) != plain.end();
}

/// Names of the classes that are QObjects, from Qt or from another of ours.
std::set<std::string> objectNames(const std::vector<Class> &classes)
{
    std::set<std::string> objects;
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto &each : classes) {
            const bool derived = std::any_of(each.bases.begin(), each.bases.end(), [&](const std::string &base) {
                const bool qt = base.size() > 1 && base[0] == 'Q' && base[1] >= 'A' && base[1] <= 'Z' && base[1] != '_';
                return (qt && !isPlainQt(base)) || objects.contains(base);
            });
            if (each.hasObjectMacro || derived)
                grew = objects.insert(each.name).second || grew;
        }
    }
    return objects;
}

/// Two types of one name are one to the linker: it takes one's functions for the other's and says nothing.
void checkTypeNames(const Tree &tree, Violations &found)
{
    std::map<std::string, std::string> homes;
    for (const auto &source : tree) {
        if (source.isTest() || !source.path.ends_with(".h"))
            continue;
        for (const auto &type : shapeOf(source).types) {
            const auto &home = homes.emplace(type.name, source.path).first->second;
            if (home != source.path)
                found.push_back({source.path, type.line, "same-name", type.name + " is in " + home + " as well"});
        }
    }
}

std::size_t writtenLines(const Source &source)
{
    return static_cast<std::size_t>(
        std::count_if(source.lines.begin(), source.lines.end(),
                      [](const std::string &line) { return line.find_first_not_of(" \t") != std::string::npos; }));
}
} // namespace

double Figures::objectShare() const
{
    return classes == 0 ? 0 : static_cast<double>(objects) / static_cast<double>(classes);
}

double Figures::testRatio() const
{
    return codeLines == 0 ? 0 : static_cast<double>(testLines) / static_cast<double>(codeLines);
}

void checkShapes(const Tree &tree, const Limits &limits, Violations &found)
{
    checkTypeNames(tree, found);
    for (const auto &source : tree) {
        checkLines(source, limits, found);
        const auto shape = shapeOf(source);
        for (const auto &function : shape.functions) {
            const int lines = function.lastLine - function.line + 1;
            if (lines > limits.functionLines)
                found.push_back({source.path, function.line, "function-size",
                                 function.name + " has " + std::to_string(lines) + " lines"});
        }
        for (const auto &each : shape.classes) {
            if (isVague(each.name))
                found.push_back({source.path, each.line, "vague-name", each.name + " does not say what it is"});
        }
        for (const auto &global : shape.globals)
            found.push_back(
                {source.path, global.line, "mutable-global", global.name + " outlives every call and can change"});
    }
}

Figures figuresOf(const Tree &tree)
{
    Figures figures;
    std::vector<Class> classes;
    for (const auto &source : tree) {
        if (!source.isCpp() || source.isUnder("tests/bench/"))
            continue;
        (source.isTest() ? figures.testLines : figures.codeLines) += writtenLines(source);
        if (source.isTest())
            continue;
        const auto shape = shapeOf(source);
        classes.insert(classes.end(), shape.classes.begin(), shape.classes.end());
    }
    const auto objects = objectNames(classes);
    figures.classes = classes.size();
    figures.objects = static_cast<std::size_t>(
        std::count_if(classes.begin(), classes.end(), [&](const Class &each) { return objects.contains(each.name); }));
    return figures;
}
} // namespace signalbox::house
