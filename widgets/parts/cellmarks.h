// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QPixmap>

#include <parts/tokens.h>

namespace signalbox
{
/// What a small square of the host grid looks like, drawn once a look: all is well is a quiet, plain square; every
/// other state has its colour and a silhouette of its own, which nine pixels can show: a cross (critical), a half
/// along the diagonal (warning), a hole (unknown), stripes in a frame (stale), a lower half (maintenance), a frame
/// (not watched). What is bad and has grown stale lacks a corner.
class CellMarks
{
public:
    /// Forgets all marks where one of these differs from last time. `side` in pixels of the widget.
    void setLook(int side, qreal pixelRatio, const Palette &palette);
    [[nodiscard]] const QPixmap &of(const Standing &standing);
    /// The plain square of a host that is well: many of them are painted as one batch.
    [[nodiscard]] const QColor &well() const { return m_well; }

private:
    int m_side = 0;
    qreal m_ratio = 0;
    const Palette *m_palette = nullptr;
    QColor m_well;
    std::map<int, QPixmap> m_marks;
};

/// What the calm of a well host is painted in: a little of its colour on the background.
QColor quietColour(const Palette &palette);
} // namespace signalbox
