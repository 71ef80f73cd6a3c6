// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/runfollower.h>

namespace signalbox
{
RunFollower::RunFollower(AskRuns ask, QObject *parent)
    : QObject(parent)
    , m_ask(std::move(ask))
    , m_runs(std::make_shared<const RunLedger>())
{
}

void RunFollower::showPicture(const PicturePtr &picture)
{
    constexpr Milliseconds pace = std::chrono::seconds(1);
    const bool isDue = m_row != picture->tick.journal || picture->now < m_asked || picture->now - m_asked >= pace;
    if (m_isAsking || !isDue)
        return;
    m_row = picture->tick.journal;
    m_asked = picture->now;
    m_isAsking = true;
    m_ask(this, [this](const Expected<RunsPtr> &runs) { take(runs); });
}

void RunFollower::take(const Expected<RunsPtr> &runs)
{
    m_isAsking = false;
    const bool hadProblem = m_problem.has_value();
    m_problem = runs ? std::nullopt : std::optional(runs.error());
    const bool isOther = runs && *runs != m_runs;
    if (isOther)
        m_runs = *runs;
    if (isOther || hadProblem != m_problem.has_value())
        Q_EMIT changed();
}
} // namespace signalbox
