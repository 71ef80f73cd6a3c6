// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/pictureclock.h>

#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include <models/format.h>
#include <parts/stateshape.h>

namespace signalbox
{
PictureClock::PictureClock(QWidget *parent)
    : QWidget(parent)
    , m_time(QStringLiteral("--:--:--"))
    , m_date(tr("no picture yet"))
{
    setAccessibleName(tr("Time of the picture"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PictureClock::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    if (m_picture)
        showPicture(std::exchange(m_picture, nullptr));
}

void PictureClock::showPicture(const PicturePtr &picture)
{
    m_picture = picture;
    const WallTime wall = picture->wall();
    m_time = clockText(wall, m_zone);
    m_date = wallText(wall, m_zone).section(u' ', 0, 3) + QStringLiteral("  ") + zoneText(wall, m_zone);
    const auto milliseconds = wall.time_since_epoch().count() % 60'000;
    m_degrees = static_cast<double>(milliseconds < 0 ? milliseconds + 60'000 : milliseconds) * 360 / 60'000;
    if (picture->heldUp)
        m_date = tr("stands still for %1").arg(ageText(picture->now - picture->tick.moment));
    setAccessibleDescription(m_time + u' ' + m_date);
    setToolTip(tr("What is shown is what was known at\n%1 UTC, tick %2")
                   .arg(exactText(wall, QTimeZone::utc()), countText(picture->tick.number)));
    updateGeometry();
    update();
}

QSize PictureClock::sizeHint() const
{
    const QFontMetrics time(fontOf(Type::Figure));
    const QFontMetrics date(dateFont());
    const int height = time.height() + date.height();
    const int text = std::max(time.horizontalAdvance(QStringLiteral("00:00:00")), date.horizontalAdvance(m_date));
    return {height + space(3) + text + space(1), height};
}

QFont PictureClock::dateFont() const
{
    QFont font = fontOf(Type::Small);
    font.setBold(m_picture && m_picture->heldUp);
    return font;
}

void PictureClock::paintEvent(QPaintEvent *)
{
    const Palette &palette = paletteFor(this->palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = height();
    const QRectF dial(side * 0.08, side * 0.08, side * 0.84, side * 0.84);
    const bool isHeldUp = m_picture && m_picture->heldUp;
    QPainterPath face;
    face.addEllipse(dial);
    if (isHeldUp)
        paintHatch(painter, face, palette.of(State::Stale), side / 8);
    painter.setPen(QPen(isHeldUp ? palette.of(State::Stale) : palette.muted, side / 28));
    painter.drawPath(face);
    painter.translate(dial.center());
    for (int hour = 0; hour < 12; ++hour) {
        painter.drawLine(QPointF(0, -dial.height() * 0.42), QPointF(0, -dial.height() * 0.48));
        painter.rotate(30);
    }
    if (m_picture) {
        painter.rotate(m_degrees);
        painter.setPen(QPen(palette.text, side / 20, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(0, dial.height() * 0.1), QPointF(0, -dial.height() * 0.4));
    }
    painter.resetTransform();

    const QFontMetrics time(fontOf(Type::Figure));
    const int left = height() + space(3);
    painter.setFont(fontOf(Type::Figure));
    painter.setPen(palette.text);
    painter.drawText(left, time.ascent(), m_time);
    painter.setFont(dateFont());
    painter.setPen(isHeldUp ? palette.text : palette.muted);
    painter.drawText(left, time.height() + painter.fontMetrics().ascent(), m_date);
}
} // namespace signalbox
