// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

#include <picture/picture.h>

namespace signalbox
{
/// The time of the picture on screen: exact, with zone, and a second hand. It moves with pictures only, by no timer of
/// its own, so that an engine that stands still is seen to stand still.
class PictureClock final : public QWidget
{
    Q_OBJECT
public:
    explicit PictureClock(QWidget *parent = nullptr);

    void setZone(const QTimeZone &zone);
    void showPicture(const PicturePtr &picture);
    /// "08:30:04", as shown.
    [[nodiscard]] QString timeText() const { return m_time; }
    [[nodiscard]] QString dateText() const { return m_date; }
    /// Of the second hand, clockwise from the top.
    [[nodiscard]] double degrees() const { return m_degrees; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont dateFont() const;

    PicturePtr m_picture;
    QTimeZone m_zone = QTimeZone::utc();
    QString m_time;
    QString m_date;
    double m_degrees = 0;
};
} // namespace signalbox
