// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <streams/display.h>

#include <algorithm>
#include <string_view>

#include <QByteArray>

namespace signalbox
{
bool prepareDisplay(int argc, char **argv)
{
    using namespace std::string_view_literals;
    const bool isNamed = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") ||
                         std::any_of(argv + 1, argv + argc, [](const char *word) { return word == "-platform"sv; });
    if (isNamed || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        return true;
    const bool asksForText = std::any_of(argv + 1, argv + argc, [](const char *word) {
        return word == "-h"sv || word == "--help"sv || word == "--help-all"sv || word == "-v"sv ||
               word == "--version"sv;
    });
    if (asksForText)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return asksForText;
}
} // namespace signalbox
