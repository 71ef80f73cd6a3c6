// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <models/wellknown.h>
#include <pages/page.h>

class QGridLayout;

namespace signalbox
{
class SeriesChart;
struct ChartLine;

/// Charts over one stretch of time, kept current: asks for the past of their lines again whenever the stretch has moved
/// by an interval, and never while an answer is still due. Another stretch gives up what was asked for the one before;
/// until its answers come, what is known of it is shown.
class ChartWall final : public QWidget
{
    Q_OBJECT
public:
    ChartWall(AskLine ask, const QTimeZone &zone, QWidget *parent = nullptr);

    /// These charts, as of that picture; every series of the plans is one of the picture's.
    void show(const PicturePtr &picture, const std::vector<PlannedChart> &plans, const TimeSpan &span);
    /// What changed, drawn on every chart.
    void setMarks(const std::vector<ChangeMark> &marks);
    [[nodiscard]] const std::vector<SeriesChart *> &charts() const { return m_charts; }
    [[nodiscard]] const std::vector<PlannedChart> &plans() const { return m_plans; }

Q_SIGNALS:
    /// A chart was made: connect it.
    void chartMade(signalbox::SeriesChart *chart);

private:
    void plan(const std::vector<PlannedChart> &plans);
    void forget();
    void askWhereDue();
    void ask();
    void take(std::size_t chart, std::size_t line, LineHistory history);
    void showChart(std::size_t chart);
    void showAll();
    [[nodiscard]] ChartLine lineOf(const PlannedLine &plan, const LineHistory &history) const;
    [[nodiscard]] bool isNear(const TimeSpan &asked) const;
    [[nodiscard]] Milliseconds patience() const;

    AskLine m_ask;
    QTimeZone m_zone;
    PicturePtr m_picture;
    TimeSpan m_span;
    std::vector<PlannedChart> m_plans;
    std::vector<SeriesChart *> m_charts;
    QGridLayout *m_grid;
    std::vector<std::vector<LineHistory>> m_lines; ///< by chart and line
    std::vector<Recording::Gap> m_gaps;
    std::vector<ChangeMark> m_marks;
    std::optional<TimeSpan> m_asked;    ///< by the last question
    std::unique_ptr<QObject> m_inquiry; ///< what the last question's answers come for
    std::size_t m_due = 0;              ///< answers still to come
};
} // namespace signalbox
