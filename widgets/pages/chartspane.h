// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QScrollArea>

#include <models/timerange.h>
#include <models/wellknown.h>
#include <pages/markreader.h>
#include <pages/page.h>

class QAction;
class QActionGroup;

namespace signalbox
{
class ChartWall;
class RangeBar;
class SeriesChart;

/// All charts of a subject. They share one stretch of time and one cursor; each can be saved as an image, and what it
/// shows as a table.
class ChartsPane final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartsPane(const PageContext &context, QWidget *parent = nullptr);

    /// Another subject: what was looked at more closely, and pointed at, is over; how far back is kept.
    void setSubject(const Subject &subject);
    /// `chosen` is drawn above the others.
    void showCharts(const PicturePtr &picture, const std::vector<PlannedChart> &plans,
                    const std::optional<PlannedChart> &chosen);
    /// What can be done with the charts.
    [[nodiscard]] const QList<QAction *> &commands() const { return m_commands; }
    /// Half an hour before and after that moment, as far as it is known.
    void lookAt(Moment moment);
    /// To the first chart.
    void scrollToTop();

private:
    void makeCommands();
    QAction *addCommand(std::string_view id);
    void connectChart(SeriesChart *chart);
    void connectBar();
    void rangeChanged();
    void zoom(double factor, std::optional<Moment> about);
    void point(std::optional<Moment> moment);
    void saveImage();
    void saveTable();
    void writeTable(const QString &path, const PlannedChart &plan, const TimeSpan &span);
    void told(const QString &path, const Expected<void> &outcome);
    [[nodiscard]] std::vector<SeriesChart *> charts() const;
    /// The chart that has, or last had, the keyboard; else the first. Null: there is none.
    [[nodiscard]] SeriesChart *chart() const;
    [[nodiscard]] const PlannedChart *planOf(const SeriesChart *chart) const;
    [[nodiscard]] TimeSpan known() const;
    [[nodiscard]] QString spanText() const;
    [[nodiscard]] QString proposedName(const QString &title, const QString &ending) const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    PageContext m_context;
    Subject m_subject;
    TimeRange m_range;
    PicturePtr m_picture;
    std::vector<PlannedChart> m_plans;
    std::optional<PlannedChart> m_chosen;
    std::optional<Moment> m_begin; ///< of the recording
    RangeBar *m_bar;
    QScrollArea *m_area;
    ChartWall *m_enlarged; ///< of the chosen series
    ChartWall *m_wall;
    QPointer<SeriesChart> m_last; ///< the chart that last had the keyboard
    QActionGroup *m_scales;
    QList<QAction *> m_commands;
    MarkReader m_marks;
    QString m_folder; ///< where the last file went
};
} // namespace signalbox
