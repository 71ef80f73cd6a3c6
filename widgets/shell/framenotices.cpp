// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/framenotices.h>

#include <QCoreApplication>

#include <models/format.h>
#include <models/runtext.h>

namespace signalbox
{
namespace
{
constexpr qsizetype mostDetails = 4;

QString ofFrame(const char *text)
{
    return QCoreApplication::translate("FrameNotices", text);
}

/// Runs of one kind: a notice for them all.
struct Together {
    State state = State::Maintenance;
    std::size_t count = 0;
    QStringList details;

    void add(const Run &run, const QString &more)
    {
        ++count;
        if (details.size() < mostDetails)
            details += QStringLiteral("%1 — %2%3").arg(oneLine(run.plan.title), oneLine(run.who), more);
    }
    void tell(std::vector<Notice> &notices, const QString &one, const QString &many, const QString &advice) const
    {
        if (count > 0)
            notices.push_back({state, count == 1 ? one : many.arg(countText(count)), advice, details});
    }
};

void addRuns(std::vector<Notice> &notices, const RunFollower &runs, const std::string &me)
{
    Together deciding{State::Warning, 0, {}};
    Together approval{State::Warning, 0, {}};
    Together underWay;
    for (const auto &[number, run] : runs.runs()->runs()) {
        if (run.state == RunState::Deciding) {
            if (stateOf(run) == State::Unknown)
                deciding.state = State::Unknown;
            deciding.add(run, QStringLiteral(" — ") + waitsFor(run, run.changed));
        } else if (run.state == RunState::Approval && !isBy(run, me)) {
            approval.add(run, {});
        } else if (run.state < RunState::Soaking) {
            underWay.add(run, QStringLiteral(" — ") + QString::fromUtf8(word(run.state)));
        }
    }
    deciding.tell(notices, ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "1 run waits for a decision.")),
                  ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "%1 runs wait for a decision.")),
                  ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "Open it on the page Runs: it does not go on by itself")));
    approval.tell(notices, ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "1 plan waits for a second person's approval.")),
                  ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "%1 plans wait for a second person's approval.")),
                  ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "Read it on the page Runs, and approve it there")));
    underWay.tell(notices, ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "1 run is being carried out.")),
                  ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "%1 runs are being carried out.")), {});
    if (runs.problem())
        notices.push_back({State::Unknown,
                           ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "What is being done is not known: %1"))
                               .arg(oneLine(runs.problem()->what)),
                           oneLine(runs.problem()->advice), QStringList()});
}
} // namespace

std::vector<Notice> frameNotices(std::vector<Notice> said, const Picture *picture, const RunFollower *runs,
                                 const std::string &me, const QTimeZone &zone)
{
    std::vector<Notice> notices = std::move(said);
    if (picture && picture->heldUp) {
        const WallTime since = picture->timeline->wallAt(picture->tick.moment);
        notices.insert(
            notices.begin(),
            {State::Unknown,
             ofFrame(QT_TRANSLATE_NOOP("FrameNotices",
                                       "The picture stands still since %1: nothing new is recorded, and "
                                       "what is shown grows old."))
                 .arg(clockText(since, zone)),
             ofFrame(QT_TRANSLATE_NOOP("FrameNotices", "See whether the process that records this estate still runs")),
             QStringList()});
    }
    if (runs)
        addRuns(notices, *runs, me);
    return notices;
}
} // namespace signalbox
