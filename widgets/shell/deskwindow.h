// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QMainWindow>
#include <QTimer>

#include <parts/noticelist.h>
#include <parts/tokens.h>
#include <session/session.h>

namespace signalbox
{
class PageFrame;

/// The desk: the live window. Asks its session for a newer picture ten times a second, and shows it.
class DeskWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// The session outlives the window. `attend`: PageContext::attend.
    DeskWindow(Session &session, Theme theme, std::function<void(const Subject &)> attend = {},
               QWidget *parent = nullptr);

    /// How the recording and the estate file stand; nothing where all is right. GUI thread.
    void setRecordingNotice(const std::optional<Notice> &notice);
    void setEstateNotice(const std::optional<Notice> &notice);
    [[nodiscard]] PageFrame &frame() { return *m_frame; }

private:
    void showPicture(const PicturePtr &picture);
    void showFailure(const Problem &problem);
    void tellNotices();

    Session &m_session;
    PageFrame *m_frame;
    QTimer m_ask;
    std::optional<Notice> m_recording;
    std::optional<Notice> m_estate;
    std::optional<Notice> m_failure;
};
} // namespace signalbox
