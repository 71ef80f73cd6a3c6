// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <parts/tokens.h>

namespace signalbox::bench
{
/// A program's widgets without a screen, as long as this lives.
class Offscreen
{
public:
    Offscreen()
        : m_application((qputenv("QT_QPA_PLATFORM", "offscreen"), m_count), m_arguments)
    {
        applyTheme(Theme::Dark);
    }

private:
    int m_count = 1;
    char m_name[6] = "bench";
    char *m_arguments[2] = {m_name, nullptr};
    QApplication m_application;
};
} // namespace signalbox::bench
