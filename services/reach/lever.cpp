// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/lever.h>

namespace signalbox
{
std::string leverText(const Lever &lever)
{
    std::string text;
    for (const std::string &word : lever.words) {
        if (!text.empty())
            text += ' ';
        text += word;
    }
    return text;
}

std::vector<Lever> levers(const Estate &estate)
{
    std::vector<Lever> all;
    if (!estate.reach)
        return all;
    for (const Declared &declared : estate.subjects) {
        const auto unit = declared.details.find("unit");
        if (declared.subject.kind != "service" || unit == declared.details.end())
            continue;
        for (const Subject &host : declared.members)
            all.push_back({declared.subject, host, {"service-restart", unit->second}});
    }
    return all;
}
} // namespace signalbox
