// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QMainWindow>
#include <QTimer>

#include <models/newalerts.h>
#include <pages/page.h>
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
    /// The session outlives the window; `context` is made of it (contextOf), with what else pages may do.
    DeskWindow(Session &session, Theme theme, const PageContext &context, QWidget *parent = nullptr);
    /// A window that looks and does nothing else.
    DeskWindow(Session &session, Theme theme);

    /// Told of new alerts unless the desk is quiet: then only of what is critical or unknown, without a sound.
    void setDesktop(std::function<void(const DesktopNews &)> tell) { m_tellDesktop = std::move(tell); }

    /// How the recording and the estate file stand; nothing where all is right. GUI thread.
    void setRecordingNotice(const std::optional<Notice> &notice);
    void setEstateNotice(const std::optional<Notice> &notice);
    [[nodiscard]] PageFrame &frame() { return *m_frame; }

private:
    void showPicture(const PicturePtr &picture);
    void showFailure(const Problem &problem);
    void tellNotices();
    void addQuiet();
    void tellNews(const PicturePtr &picture);

    Session &m_session;
    PageFrame *m_frame;
    QTimer m_ask;
    QTimeZone m_zone;
    NewAlerts m_news;
    std::function<void(const DesktopNews &)> m_tellDesktop;
    std::optional<Notice> m_recording;
    std::optional<Notice> m_estate;
    std::optional<Notice> m_failure;
};
} // namespace signalbox
