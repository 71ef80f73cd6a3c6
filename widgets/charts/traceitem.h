// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

#include <charts/chartcontent.h>
#include <charts/decimate.h>
#include <models/timerange.h>
#include <parts/tokens.h>

namespace signalbox
{
/// Paints the lines of a chart within its plot area: what changes often, and all of it.
class TraceItem final : public QGraphicsItem
{
public:
    TraceItem(const ChartContent &content, QGraphicsItem *parent);

    void setScale(const PlotScale &scale);
    void setCursor(std::optional<Moment> cursor);
    /// A stretch that is being dragged.
    void setMarked(std::optional<TimeSpan> marked);
    [[nodiscard]] const PlotScale &scale() const { return m_scale; }
    [[nodiscard]] QRectF boundingRect() const override { return m_scale.area; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintMarks(QPainter &painter, const Palette &palette) const;
    void paintGaps(QPainter &painter, const Palette &palette) const;
    void paintEarlier(QPainter &painter, const ChartLine &line, QColor colour) const;
    void paintLine(QPainter &painter, const ChartLine &line, const QColor &colour, const Palette &palette) const;

    const ChartContent &m_content;
    PlotScale m_scale;
    std::optional<Moment> m_cursor;
    std::optional<TimeSpan> m_marked;
};
} // namespace signalbox
