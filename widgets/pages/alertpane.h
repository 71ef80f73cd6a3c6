// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include <models/explanation.h>
#include <pages/page.h>

class QGridLayout;
class QLabel;

namespace signalbox
{
class Headline;

/// What is to be known of one alert: its state, what its rule read and compares with, and what to do. Its texts can be
/// selected and read by keyboard.
class AlertPane final : public QScrollArea
{
    Q_OBJECT
public:
    explicit AlertPane(const QTimeZone &zone, QWidget *parent);
    /// Nothing: no alert.
    void show(const PicturePtr &picture, std::optional<AlertId> alert);
    /// Scrolls to that part, and gives it the keyboard.
    void go(AlertPart part);

private:
    void scrollTo(AlertPart part);
    void tellReadings(const Explanation &explanation);
    QLabel *addText(const QString &name);

    QTimeZone m_zone;
    QLabel *m_none;
    QWidget *m_about;
    Headline *m_headline;
    QLabel *m_sentence;
    QLabel *m_since;
    QLabel *m_explanationTitle;
    QLabel *m_rule;
    QLabel *m_limits;
    QGridLayout *m_readings;
    QList<QLabel *> m_cells;
    QLabel *m_guidanceTitle;
    QLabel *m_guidance;
};
} // namespace signalbox
