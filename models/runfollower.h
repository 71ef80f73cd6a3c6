// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QObject>

#include <models/runreader.h>
#include <picture/picture.h>

namespace signalbox
{
/// Asks for all runs as they are now; the answer comes on the GUI's thread, and none once `receiver` is destroyed.
using AskRuns = std::function<void(QObject *receiver, std::function<void(Expected<RunsPtr>)> then)>;

/// Keeps what is known of runs current: asks again with each new row of the journal that a picture tells of, and once a
/// second in any case, since a watch whose recording has paused still writes its journal. GUI thread.
class RunFollower final : public QObject
{
    Q_OBJECT
public:
    explicit RunFollower(AskRuns ask, QObject *parent = nullptr);
    void showPicture(const PicturePtr &picture);
    /// Never null.
    [[nodiscard]] const RunsPtr &runs() const { return m_runs; }
    /// Why the journal could not be read at the last question; what was known before stays.
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }

Q_SIGNALS:
    /// Other runs or holds are known, or they could not be read.
    void changed();

private:
    void take(const Expected<RunsPtr> &runs);

    AskRuns m_ask;
    RunsPtr m_runs;
    std::optional<Problem> m_problem;
    std::optional<std::uint64_t> m_row; ///< the journal's number in the picture at the last question
    Moment m_asked{};
    bool m_isAsking = false;
};
} // namespace signalbox
