// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "guardcase.h"

namespace signalbox
{
std::vector<GuardCase> guardCases(const std::string &name)
{
    std::vector<GuardCase> all;
    std::vector<std::string> common;
    std::ifstream file(SIGNALBOX_TEST_DATA "/guards/" + name + ".cases");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#'))
            continue;
        if (line.starts_with("== "))
            all.push_back({line.substr(3), common});
        else
            (all.empty() ? common : all.back().lines).push_back(line);
    }
    return all;
}
} // namespace signalbox
