// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/deskwindow.h>

#include <QAction>
#include <QDateTime>

#include <models/chattext.h>
#include <models/format.h>
#include <parts/command.h>
#include <shell/desksettings.h>
#include <shell/pageframe.h>
#include <shell/windowcommands.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;
/// No eye wants more, and each picture costs every visible widget something.
constexpr auto pictureInterval = 100ms;
} // namespace

DeskWindow::DeskWindow(Session &session, Theme theme)
    : DeskWindow(session, theme, contextOf(session))
{
}

DeskWindow::DeskWindow(Session &session, Theme theme, const PageContext &context, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_frame(new PageFrame(context, PageFrame::Edge::Live, this))
    , m_zone(context.zone)
{
    setWindowTitle(tr("Signalbox"));
    setCentralWidget(m_frame);
    addQuiet();
    addWindowCommands(*this, *m_frame, theme);
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
    tellNews(picture);
}

void DeskWindow::addQuiet()
{
    QAction *quiet = makeCommand("view.quiet", this);
    quiet->setCheckable(true);
    quiet->setChecked(m_frame->settings().quiet().isOn);
    addAction(quiet);
    connect(quiet, &QAction::toggled, this, [this](bool isOn) {
        m_frame->settings().setQuiet(isOn);
        m_frame->say(isOn ? tr("Quiet: only what is critical is told, without a sound") : tr("No longer quiet"));
    });
}

void DeskWindow::tellNews(const PicturePtr &picture)
{
    const std::vector<AlertId> news = m_news.take(picture);
    if (news.empty())
        return;
    m_frame->say(newsText(*picture, news));
    if (!m_tellDesktop)
        return;
    const qint64 wall = picture->wall().time_since_epoch().count();
    const bool isQuiet = m_frame->settings().quiet().holdAt(QDateTime::fromMSecsSinceEpoch(wall, m_zone).time());
    DesktopNews told;
    told.worst = picture->alerts[index(news.front())].cell.severity;
    if (isQuiet && told.worst < Severity::Critical)
        return;
    told.title = newsText(*picture, news);
    for (const AlertId alert : news)
        told.lines.append(chatText(*picture, alert));
    told.sounds = !isQuiet;
    m_tellDesktop(told);
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
