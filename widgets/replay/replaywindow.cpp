// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <replay/replaywindow.h>

#include <models/format.h>
#include <replay/transportbar.h>
#include <rules/rule.h>
#include <shell/pageframe.h>
#include <shell/windowcommands.h>

namespace signalbox
{
namespace
{
/// 30 pictures a second at most.
constexpr Milliseconds playStep{34};

// What was recorded is shown, not judged anew; where this program would judge otherwise, whoever looks must know.
std::vector<Notice> noticesAbout(const Picture &picture)
{
    static const std::string own = rules::setHash();
    const EstateAccepted &accepted = *picture.accepted;
    if (accepted.hash.empty() || accepted.ruleSetHash == own)
        return {};
    return {{State::Warning,
             ReplayWindow::tr("This was recorded with other rules than those of this program: the findings are those "
                              "of then."),
             ReplayWindow::tr("Signalbox %1 recorded it; this is %2. What is missing here may be a rule that did not "
                              "exist yet.")
                 .arg(oneLine(accepted.programVersion), QStringLiteral(SIGNALBOX_VERSION)),
             QStringList()}};
}
} // namespace

ReplayWindow::ReplayWindow(Session &session, Playhead &playhead, Theme theme, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_playhead(playhead)
    , m_frame(new PageFrame(contextOf(session), PageFrame::Edge::Replay, this))
    , m_transport(new TransportBar(this))
    , m_zone(QTimeZone::systemTimeZone())
{
    setWindowTitle(tr("REPLAY — Signalbox replay"));
    setCentralWidget(m_frame);
    m_frame->addFooter(m_transport);
    addWindowCommands(*this, *m_frame, theme);
    sizeToScreen(*this);
    m_timer.setInterval(playStep);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ReplayWindow::playOn);
    connect(m_transport, &TransportBar::playToggled, this, &ReplayWindow::play);
    connect(m_transport, &TransportBar::scrubbed, this, &ReplayWindow::moveTo);
    connect(m_transport, &TransportBar::stepAsked, this, &ReplayWindow::step);
    connect(&session, &Session::pictureChanged, this, &ReplayWindow::showPicture);
    connect(&session, &Session::failed, this, &ReplayWindow::showFailure);
    askExtent();
}

void ReplayWindow::askExtent()
{
    m_session.extent(this, [this](const Expected<Extent> &extent) {
        if (!extent) {
            showFailure(extent.error());
            return;
        }
        m_extent = *extent;
        if (m_extent.last.number == 0) {
            showFailure({{}, "it holds no tick yet", "Let it record for a second, then open it again."});
            return;
        }
        m_transport->setExtent(m_extent.first.moment, m_extent.last.moment);
        moveTo(m_extent.first.moment);
    });
}

void ReplayWindow::showPicture(const PicturePtr &picture)
{
    m_picture = picture;
    if (m_start) {
        const WallTime start = *std::exchange(m_start, {});
        moveTo(picture->timeline->momentAt(start));
    }
    m_frame->setNotices(noticesAbout(*picture));
    m_frame->showPicture(picture);
    m_transport->setPosition(picture->now,
                             exactText(picture->wall(), m_zone) + u' ' + zoneText(picture->wall(), m_zone));
    tellTime();
}

void ReplayWindow::tellTime()
{
    if (!m_picture)
        return;
    // Milliseconds only while it stands: nobody reads them running, and each title costs the window system a round
    // trip.
    const WallTime wall = m_picture->wall();
    const QString exact = exactText(wall, m_zone);
    const QString time = (m_timer.isActive() ? exact.chopped(4) : exact) + u' ' + zoneText(wall, m_zone);
    setWindowTitle(tr("REPLAY %1 — %2 — Signalbox replay").arg(time, oneLine(m_picture->estate->name)));
}

void ReplayWindow::showFailure(const Problem &problem)
{
    play(false);
    m_frame->setNotices({{State::Unknown, tr("The recording cannot be shown here: %1").arg(oneLine(problem.what)),
                          oneLine(problem.advice), QStringList()}});
}

void ReplayWindow::play(bool isPlaying)
{
    if (isPlaying && m_playhead.now() >= m_extent.last.moment)
        moveTo(m_extent.first.moment);
    if (isPlaying)
        m_timer.start();
    else
        m_timer.stop();
    m_transport->setPlaying(isPlaying);
    tellTime();
}

void ReplayWindow::playOn()
{
    const Moment next = m_playhead.now() + playStep * m_transport->rate();
    moveTo(next);
    if (next >= m_extent.last.moment)
        play(false);
}

void ReplayWindow::moveTo(Moment moment)
{
    m_playhead.moveTo(std::clamp(moment, m_extent.first.moment, m_extent.last.moment));
    m_session.advance();
}

void ReplayWindow::step(bool forward, StepTo to)
{
    play(false);
    m_session.step(forward, to, this, [this](const Expected<std::optional<Tick>> &tick) {
        if (!tick)
            showFailure(tick.error());
        else if (*tick)
            moveTo((*tick)->moment);
    });
}
} // namespace signalbox
