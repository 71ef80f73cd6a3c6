// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <string_view>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "rows.h"

using namespace signalbox;
using namespace signalbox::bench;

namespace
{
/// What is measured in one go, and the rows of the table that it gives.
struct Row {
    int first;
    int last;
    Expected<Measured> (*measure)();

    [[nodiscard]] bool isAmong(const std::vector<int> &numbers) const
    {
        return std::any_of(numbers.begin(), numbers.end(), [this](int each) { return first <= each && each <= last; });
    }
};

constexpr Row rows[] = {
    {1, 3, besideNagstamon}, {4, 4, recordingSize},  {5, 5, pictureAtAnyMoment}, {6, 6, ingest},
    {7, 7, chartsRow},       {8, 8, liveTable},      {9, 9, hostGrid},           {10, 10, scraping},
    {10, 10, jsonOfAlerts},  {10, 10, jsonOfSeries}, {11, 11, judging},
};

struct Options {
    bool json = false;
    std::vector<int> only; ///< empty: all
};

bool parse(int count, char **arguments, Options &options)
{
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--json") {
            options.json = true;
            continue;
        }
        const bool isNumber =
            !argument.empty() && argument.size() < 4 &&
            std::all_of(argument.begin(), argument.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!isNumber)
            return false;
        options.only.push_back(std::stoi(std::string(argument)));
    }
    return true;
}

void printTable(const std::vector<Line> &lines)
{
    std::printf("%-3s  %-72s %10s %10s  %-9s %8s %7s %7s  %s\n", "row", "what", "ours", "against", "unit", "ratio",
                "floor", "aim", "");
    for (const Line &line : lines) {
        const char *verdict = !line.met() ? "floor missed" : line.ratio() <= line.aim ? "aim met" : "floor met";
        std::printf("%-3d  %-72s %10.3f %10.3f  %-9s %8.4f %7.4f %7.4f  %s\n", line.row, line.what.c_str(), line.ours,
                    line.against, line.unit.c_str(), line.ratio(), line.floor, line.aim, verdict);
    }
}

void printJson(const std::vector<Line> &lines)
{
    QJsonArray array;
    for (const Line &line : lines) {
        QJsonObject object;
        object.insert(QStringLiteral("row"), line.row);
        object.insert(QStringLiteral("what"), QString::fromStdString(line.what));
        object.insert(QStringLiteral("unit"), QString::fromStdString(line.unit));
        object.insert(QStringLiteral("ours"), line.ours);
        object.insert(QStringLiteral("against"), line.against);
        object.insert(QStringLiteral("ratio"), line.ratio());
        object.insert(QStringLiteral("floor"), line.floor);
        object.insert(QStringLiteral("aim"), line.aim);
        object.insert(QStringLiteral("met"), line.met());
        array.append(object);
    }
    QJsonObject document;
    document.insert(QStringLiteral("rows"), array);
    std::puts(QJsonDocument(document).toJson(QJsonDocument::Indented).constData());
}
} // namespace

int main(int count, char **arguments)
{
    Options options;
    if (!parse(count, arguments, options)) {
        std::fputs("tests/bench/run [--json] [ROW…]   measures the speed table, or only these rows of it\n", stderr);
        return 1;
    }
    std::vector<Line> lines;
    bool failed = false;
    for (const Row &row : rows) {
        if (!options.only.empty() && !row.isAmong(options.only))
            continue;
        const auto measured = row.measure();
        if (!measured) {
            std::fprintf(stderr, "row %d: %s\n", row.first, measured.error().sentence().c_str());
            failed = true;
            continue;
        }
        lines.insert(lines.end(), measured->lines.begin(), measured->lines.end());
        for (const std::string &remark : measured->remarks)
            std::fprintf(stderr, "row %d: %s\n", row.first, remark.c_str());
    }
    if (options.json)
        printJson(lines);
    else
        printTable(lines);
    return !failed && std::all_of(lines.begin(), lines.end(), [](const Line &line) { return line.met(); }) ? 0 : 1;
}
