// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QWidget>

#include <recording/recording.h>

class QActionGroup;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace signalbox
{
/// The levers of a replay: play and pause, how fast, where, and steps to what changed. Moves nothing itself.
class TransportBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TransportBar(QWidget *parent = nullptr);

    /// From where to where it can be scrubbed.
    void setExtent(Moment first, Moment last);
    /// Where the picture is, and how that is said.
    void setPosition(Moment now, const QString &exactTime);
    void setPlaying(bool isPlaying);
    [[nodiscard]] int rate() const;
    /// Play, steps, speeds: for the menu.
    [[nodiscard]] QList<QAction *> commands() const { return m_commands; }
    [[nodiscard]] QString timeText() const;

Q_SIGNALS:
    void playToggled(bool isPlaying);
    void scrubbed(signalbox::Moment to);
    void stepAsked(bool forward, signalbox::StepTo to);

private:
    void addStep(QHBoxLayout &layout, const QString &sign, const char *id, bool forward, StepTo to);
    void addRates(QHBoxLayout &layout);

    QList<QAction *> m_commands;
    QAction *m_play;
    QActionGroup *m_rates;
    QSlider *m_slider;
    QLabel *m_time;
    Moment m_first{};
    Moment m_last{};
};
} // namespace signalbox
