// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QColor>

namespace signalbox
{
/// Eyes: with all cones, and without the long, the middle or the short ones.
enum class Vision { Normal, Protan, Deutan, Tritan };
inline constexpr std::array allVisions{Vision::Normal, Vision::Protan, Vision::Deutan, Vision::Tritan};

/// CIE L*a*b* under D65.
struct Lab {
    double l = 0;
    double a = 0;
    double b = 0;
};

/// How that colour looks to those eyes: Machado, Oliveira, Fernandes (2009), severity 1.0, on linear sRGB.
Lab seenBy(Vision vision, const QColor &colour);

/// CIEDE2000 (CIE 142-2001, with the corrections of Sharma, Wu, Dalal 2005).
double colourDistance(const Lab &p, const Lab &q);

/// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b);
} // namespace signalbox
