// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <sstream>

namespace signalbox::house
{
namespace
{
void checkLicence(const Source &source, Violations &found)
{
    const auto head = std::min<std::size_t>(source.lines.size(), 6);
    const bool told = std::any_of(source.lines.begin(), source.lines.begin() + static_cast<std::ptrdiff_t>(head),
                                  [](const auto &line) { return line.find("SPDX-License-Identifier:") != line.npos; });
    if (!told)
        found.push_back({source.path, 1, "licence", "no SPDX-License-Identifier at its head"});
}

void checkUnfinished(const Source &source, Violations &found)
{
    static const std::regex words(R"(\b(TODO|FIXME|XXX|HACK)\b)");
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        if (std::regex_search(source.lines[i], words))
            found.push_back({source.path, static_cast<int>(i) + 1, "unfinished", "finish it or leave it out"});
    }
}

/// The items in signalbox_shelf(… ITEMS a b SOURCES …), each with its line.
std::vector<std::pair<std::string, int>> shelfItems(const Source &source)
{
    static constexpr std::array ends{"SOURCES", "PUBLIC", "PRIVATE", "SCREEN", "OBJECTS"};
    std::vector<std::pair<std::string, int>> items;
    bool shelf = false;
    bool list = false;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        auto line = source.lines[i].substr(0, source.lines[i].find('#'));
        shelf = shelf || line.find("signalbox_shelf(") != std::string::npos;
        const bool closes = line.find(')') != std::string::npos;
        std::replace(line.begin(), line.end(), ')', ' ');
        std::istringstream words(line);
        for (std::string word; shelf && words >> word;) {
            const bool ended = std::find(ends.begin(), ends.end(), word) != ends.end();
            if (list && !ended)
                items.emplace_back(word, static_cast<int>(i) + 1);
            list = (list || word == "ITEMS") && !ended;
        }
        if (shelf && closes)
            shelf = list = false;
    }
    return items;
}

void checkShelf(const Source &source, const std::set<std::string> &paths, Violations &found)
{
    if (source.isTest() || !source.path.ends_with("CMakeLists.txt"))
        return;
    for (const auto &[item, line] : shelfItems(source)) {
        const auto test = "tests/" + source.folder() + "/tst_" + item + ".cpp";
        if (!paths.contains(test))
            found.push_back({source.path, line, "shelf-test", "there is no " + test});
    }
}
} // namespace

void checkText(const Tree &tree, Violations &found)
{
    std::set<std::string> paths;
    for (const auto &source : tree)
        paths.insert(source.path);
    for (const auto &source : tree) {
        checkLicence(source, found);
        if (!source.isUnder("tests/house/"))
            checkUnfinished(source, found);
        checkShelf(source, paths, found);
    }
}

Violations checkAll(const Tree &tree, const Limits &limits)
{
    Violations found;
    checkCalls(tree, found);
    checkIncludes(tree, found);
    checkShapes(tree, limits, found);
    checkText(tree, found);
    std::sort(found.begin(), found.end());
    return found;
}
} // namespace signalbox::house
