// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/about.h>

namespace signalbox
{
std::string alertKeyText(const AlertDeclared &alert)
{
    return alert.rule + ' ' + alert.subject.path() + labelText(alert.labels);
}

Subject subjectOfAbout(const std::string &about)
{
    const std::string path = about.substr(0, about.find('{'));
    const auto space = path.find(' ');
    const auto begin = space == std::string::npos ? 0 : space + 1;
    const auto slash = path.find('/', begin);
    if (slash == std::string::npos)
        return {};
    return {path.substr(begin, slash - begin), path.substr(slash + 1)};
}
} // namespace signalbox
