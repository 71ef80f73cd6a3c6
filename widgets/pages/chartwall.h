// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <models/wellknown.h>
#include <pages/page.h>

class QGridLayout;

namespace signalbox
{
class SeriesChart;

/// Charts over the last stretch of time, kept current: asks for the past of what they are made of again whenever the
/// picture has moved by an interval, and never while an answer is still due.
class ChartWall final : public QWidget
{
    Q_OBJECT
public:
    ChartWall(AskHistory ask, const QTimeZone &zone, QWidget *parent = nullptr);

    /// These charts, as of that picture; every series of the plans is one of the picture's.
    void show(const PicturePtr &picture, const std::vector<PlannedChart> &plans);
    /// How far they reach back.
    void setBack(Milliseconds back);
    [[nodiscard]] const std::vector<SeriesChart *> &charts() const { return m_charts; }

private:
    void plan(const std::vector<PlannedChart> &plans);
    void forget();
    void askAgain();
    void take(std::uint64_t question, SeriesHistory history);
    void showAll();
    [[nodiscard]] Milliseconds patience() const;

    AskHistory m_ask;
    QTimeZone m_zone;
    PicturePtr m_picture;
    std::vector<PlannedChart> m_plans;
    std::vector<SeriesChart *> m_charts;
    QGridLayout *m_grid;
    Milliseconds m_back{std::chrono::hours(1)};
    std::map<SeriesId, Trace> m_answers;
    std::map<SeriesId, Trace> m_traces;
    std::vector<Recording::Gap> m_gaps;
    std::optional<Moment> m_asked; ///< the picture's moment at the last question
    std::uint64_t m_question = 0;
    std::size_t m_due = 0; ///< answers still to come
};
} // namespace signalbox
