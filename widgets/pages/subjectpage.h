// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <models/findingsmodel.h>
#include <models/seriesmodel.h>
#include <models/sourcesmodel.h>
#include <models/wellknown.h>
#include <pages/page.h>

namespace signalbox
{
class ChartsPane;
class FilteredTable;
class Headline;
class RowTable;

/// Everything that is known of one subject: how it stands, what is wrong with it, how it went, and every value with its
/// age.
class SubjectPage final : public Page
{
    Q_OBJECT
public:
    explicit SubjectPage(const PageContext &context, QWidget *parent = nullptr);
    void setSubject(const Subject &subject);
    void showPicture(const PicturePtr &picture) override;
    /// "host/imap21".
    [[nodiscard]] QString title() const;
    /// Its charts as they were about that moment; once a picture is shown.
    void lookAt(Moment moment);
    [[nodiscard]] std::vector<AlertId> alertsInHand() const override;
    [[nodiscard]] std::optional<Subject> subjectInHand() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tellStanding(const Picture &picture);
    void showCharts();
    void enableCharts();
    void choose(const QModelIndex &row);

    RunFollower *m_runs; ///< null: nothing of what people do is shown
    QTimeZone m_zone;
    Subject m_subject;
    FindingsModel m_findings;
    SeriesModel m_series;
    SourcesModel m_polling;
    Headline *m_headline;
    RowTable *m_wrong;
    FilteredTable *m_values;
    FilteredTable *m_polled; ///< instead of values and charts, where the subject is a source
    QWidget *m_below;
    ChartsPane *m_charts;
    std::shared_ptr<const Series> m_chosen; ///< null: none
    std::vector<PlannedChart> m_plans;
    PicturePtr m_picture;
    std::shared_ptr<const SubjectState> m_planned; ///< what the charts were planned by
};
} // namespace signalbox
