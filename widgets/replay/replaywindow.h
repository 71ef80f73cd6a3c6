// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QTimeZone>
#include <QTimer>

#include <parts/tokens.h>
#include <session/session.h>

namespace signalbox
{
class PageFrame;
class TransportBar;

/// The past on the same pages, in a frame that nobody takes for the present. Moves a playhead, and asks the session to
/// follow.
class ReplayWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// Session and playhead outlive the window; the session reads under that playhead.
    ReplayWindow(Session &session, Playhead &playhead, Theme theme, QWidget *parent = nullptr);

    [[nodiscard]] PageFrame &frame() { return *m_frame; }
    [[nodiscard]] TransportBar &transport() { return *m_transport; }
    /// Where to begin, once the recording's extent is known; the first tick without.
    void startAt(WallTime wall) { m_start = wall; }

private:
    void showPicture(const PicturePtr &picture);
    void showFailure(const Problem &problem);
    void askExtent();
    void play(bool isPlaying);
    void playOn();
    void moveTo(Moment moment);
    void step(bool forward, StepTo to);
    void tellTime();

    Session &m_session;
    Playhead &m_playhead;
    PageFrame *m_frame;
    TransportBar *m_transport;
    QTimer m_timer;
    QTimeZone m_zone;
    Extent m_extent;
    std::optional<WallTime> m_start;
    PicturePtr m_picture;
};
} // namespace signalbox
