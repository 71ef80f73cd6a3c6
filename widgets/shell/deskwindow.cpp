// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/deskwindow.h>

#include <QTimeZone>

#include <models/format.h>
#include <shell/pageframe.h>
#include <shell/viewmenu.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;
/// No eye wants more, and each picture costs every visible widget something.
constexpr auto pictureInterval = 100ms;

PageContext contextOf(Session &session, std::function<void(const Subject &)> attend)
{
    return {[&session](SeriesId series, Milliseconds back, QObject *receiver, auto then) {
                session.history(series, back, receiver, std::move(then));
            },
            QTimeZone::systemTimeZone(), std::move(attend)};
}
} // namespace

DeskWindow::DeskWindow(Session &session, Theme theme, std::function<void(const Subject &)> attend, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_frame(new PageFrame(contextOf(session, std::move(attend)), PageFrame::Edge::Live, this))
{
    setWindowTitle(tr("Signalbox"));
    setCentralWidget(m_frame);
    addViewMenu(*this, *m_frame, theme);
    sizeToScreen(*this);
    connect(&session, &Session::pictureChanged, this, &DeskWindow::showPicture);
    connect(&session, &Session::failed, this, &DeskWindow::showFailure);
    connect(&m_ask, &QTimer::timeout, this, [this] { m_session.advance(); });
    m_ask.start(pictureInterval);
    session.advance();
}

void DeskWindow::showPicture(const PicturePtr &picture)
{
    const QString name = oneLine(picture->estate->name);
    setWindowTitle(name.isEmpty() ? tr("Signalbox") : tr("Signalbox — %1").arg(name));
    m_failure.reset();
    tellNotices();
    m_frame->showPicture(picture);
}

void DeskWindow::showFailure(const Problem &problem)
{
    m_failure = Notice{State::Unknown,
                       tr("The recording cannot be read: %1").arg(oneLine(problem.what)),
                       oneLine(problem.advice),
                       {oneLine(problem.where)}};
    tellNotices();
}

void DeskWindow::setRecordingNotice(const std::optional<Notice> &notice)
{
    m_recording = notice;
    tellNotices();
}

void DeskWindow::setEstateNotice(const std::optional<Notice> &notice)
{
    m_estate = notice;
    tellNotices();
}

void DeskWindow::tellNotices()
{
    std::vector<Notice> notices;
    for (const auto &notice : {m_failure, m_recording, m_estate})
        if (notice)
            notices.push_back(*notice);
    m_frame->setNotices(notices);
}
} // namespace signalbox
