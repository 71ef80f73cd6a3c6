// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatetext.h>

#include <algorithm>
#include <string_view>

#include <estate/subject.h>

namespace signalbox
{
namespace
{
constexpr std::string_view marker = "# file: ";

// "# file: ", "## file: ", …
bool looksLikeMarker(std::string_view line)
{
    const std::size_t end = line.find_first_not_of('#');
    return end != std::string_view::npos && end > 0 && line.substr(end - 1).starts_with(marker);
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size() - 1);
        lines.push_back(text.substr(start, end + 1 - start));
        start = end + 1;
    }
    return lines;
}
} // namespace

std::string joinFiles(const std::vector<EstateFile> &files)
{
    std::string all;
    for (const EstateFile &file : files) {
        all.append(marker).append(file.name).append("\n");
        for (const std::string_view line : linesOf(file.text)) {
            if (looksLikeMarker(line))
                all += '#';
            all += line;
        }
        if (all.back() != '\n')
            all += '\n';
    }
    return all;
}

std::vector<EstateFile> splitFiles(const std::string &text)
{
    std::vector<EstateFile> files;
    if (!std::string_view(text).starts_with(marker))
        files.push_back({"estate.yaml", {}});
    for (std::string_view line : linesOf(text)) {
        if (line.starts_with(marker)) {
            line.remove_prefix(marker.size());
            files.push_back({std::string(line.substr(0, line.find('\n'))), {}});
            continue;
        }
        if (looksLikeMarker(line))
            line.remove_prefix(1);
        files.back().text += line;
    }
    return files;
}

std::string asName(std::string text)
{
    for (char &c : text) {
        if (!isSubjectName(std::string("x") + c))
            c = '-';
    }
    const auto first = std::find_if(text.begin(), text.end(), [](char c) { return isSubjectName(std::string(1, c)); });
    text.erase(text.begin(), first);
    return text;
}

std::string idFromFileName(const std::string &name)
{
    const std::size_t slash = name.find('/');
    return asName(name.substr(0, slash == std::string::npos ? name.rfind('.') : slash));
}
} // namespace signalbox
