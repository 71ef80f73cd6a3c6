// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QColor>
#include <QFont>
#include <QPalette>

#include <models/state.h>

namespace signalbox
{
/// Every colour of the program, by what it is for. Colour is for what needs a person: all else is grey. The state
/// colours stay apart for every colour vision (CIEDE2000 >= 19.5 between any two for normal, protan, deutan and tritan
/// eyes, Machado 2009, severity 1.0) and from the background (contrast >= 3:1); tst_tokens computes both.
struct Palette {
    QColor background; ///< of windows and pages
    QColor raised;     ///< of tables, cards and fields
    QColor line;       ///< hairlines and grids
    QColor text;
    QColor muted;     ///< secondary text; contrast >= 4.5:1 on background and raised
    QColor selection; ///< behind selected rows
    QColor focus;     ///< ring of what has the keyboard
    QColor live;      ///< frame of a live window
    QColor replay;    ///< frame of a replay, which nobody may take for live
    std::array<QColor, stateCount> states;
    std::array<QColor, 6> lines; ///< of charts, in order

    [[nodiscard]] const QColor &of(State state) const { return states[static_cast<std::size_t>(state)]; }
};

enum class Theme : std::uint8_t { Dark, Light };

const Palette &paletteOf(Theme theme);

/// The same for Qt's own widgets.
QPalette widgetPalette(const Palette &palette);

/// Sizes of type, as steps from the font of the desktop, so that all grows with it.
enum class Type : std::uint8_t {
    Small, ///< axis labels, footnotes
    Body,
    Strong, ///< body, bold
    Title,  ///< of a section
    Large,  ///< of a page
    Figure, ///< numbers to be seen from a chair's distance
};
QFont fontOf(Type type);

/// Distances in pixels of the present font: 1 is a quarter of its height, 4 its height.
int space(int quarters);

/// How the program's own widgets know the palette: kept in the application's QPalette by the background colour.
const Palette &paletteFor(const QPalette &palette);

/// Fusion, the theme's palette, and Noto Sans or DejaVu Sans with digits of one width.
void applyTheme(Theme theme);
} // namespace signalbox
