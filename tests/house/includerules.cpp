// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <cctype>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

namespace signalbox::house
{
namespace
{
/// "QtCore/QObject": a module in front of a class compiles without linking the module, so the layers would not hold.
bool namesModule(const std::string &path)
{
    return path.starts_with("Qt") && path.size() > 2 && std::isupper(static_cast<unsigned char>(path[2])) != 0 &&
           path.find('/') != std::string::npos;
}

/// Folders by the headers that they hold, as an #include names them: "picture/paged.h".
std::map<std::string, std::string> headerFolders(const Tree &tree)
{
    std::map<std::string, std::string> folders;
    for (const auto &source : tree) {
        const std::filesystem::path path(source.path);
        if (source.path.ends_with(".h") && !source.isTest())
            folders[(path.parent_path().filename() / path.filename()).generic_string()] = source.folder();
    }
    return folders;
}

struct Edge {
    std::string from;
    std::string to;
    std::string file;
    int line = 0;
};

std::vector<Edge> edgesOf(const Tree &tree)
{
    const auto folders = headerFolders(tree);
    std::vector<Edge> edges;
    for (const auto &source : tree) {
        if (source.isTest())
            continue;
        for (const auto &include : source.includes) {
            const auto folder = folders.find(include.path);
            if (folder != folders.end() && folder->second != source.folder())
                edges.push_back({source.folder(), folder->second, source.path, include.line});
        }
    }
    return edges;
}

/// Every folder that can be reached from each.
std::map<std::string, std::set<std::string>> reachable(const std::vector<Edge> &edges)
{
    std::map<std::string, std::set<std::string>> next;
    for (const auto &edge : edges)
        next[edge.from].insert(edge.to);
    std::map<std::string, std::set<std::string>> reached;
    for (const auto &[folder, unused] : next) {
        auto &seen = reached[folder];
        std::vector<std::string> open(next[folder].begin(), next[folder].end());
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            if (!seen.insert(at).second)
                continue;
            const auto onward = next.find(at);
            if (onward != next.end())
                open.insert(open.end(), onward->second.begin(), onward->second.end());
        }
    }
    return reached;
}

void checkCircles(const Tree &tree, Violations &found)
{
    const auto edges = edgesOf(tree);
    const auto reached = reachable(edges);
    for (const auto &edge : edges) {
        const auto back = reached.find(edge.to);
        if (back != reached.end() && back->second.contains(edge.from))
            found.push_back({edge.file, edge.line, "circle", edge.to + " leads back to " + edge.from});
    }
}

/// A header that is included first cannot lean on what stood before it; the presets without PCH compile that.
void checkOwnHeader(const Source &source, const std::set<std::string> &paths, Violations &found)
{
    const auto header = source.path.substr(0, source.path.size() - 4) + ".h";
    if (!source.path.ends_with(".cpp") || !paths.contains(header))
        return;
    const std::filesystem::path path(header);
    const auto expected = (path.parent_path().filename() / path.filename()).generic_string();
    const auto first = source.includes.empty() ? Include{"", 1, false} : source.includes.front();
    // A program's own files have no room around them and stand in quotes.
    if (first.path != expected && !(first.quoted && first.path == path.filename()))
        found.push_back(
            {source.path, first.line, "own-header-first", "the first include is not the header " + expected});
}
} // namespace

void checkIncludes(const Tree &tree, Violations &found)
{
    std::set<std::string> paths;
    for (const auto &source : tree)
        paths.insert(source.path);
    for (const auto &source : tree) {
        for (const auto &include : source.includes) {
            if (namesModule(include.path))
                found.push_back({source.path, include.line, "qt-module", "write the class alone: " + include.path});
        }
        if (!source.isTest())
            checkOwnHeader(source, paths, found);
    }
    checkCircles(tree, found);
}
} // namespace signalbox::house
