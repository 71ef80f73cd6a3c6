// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include <models/rowmodel.h>

namespace signalbox
{
/// One series of a subject as a row, with what it last said.
struct SeriesRow {
    std::shared_ptr<const Series> series;
    Sample sample;
    QString metric;
    QString labels; ///< {a="1"}; empty without

    [[nodiscard]] std::uint32_t key() const { return static_cast<std::uint32_t>(series->declared.id); }
    bool operator==(const SeriesRow &other) const;
};

/// Everything that is known of one subject: each series with value, age and source. Gone series and change marks are
/// not shown.
class SeriesModel final : public RowModel<SeriesRow>
{
public:
    enum Columns { MetricColumn, LabelsColumn, ValueColumn, AgeColumn, FreshnessColumn, SourceColumn };

    explicit SeriesModel(QObject *parent = nullptr);
    void setSubject(const Subject &subject);
    void setZone(const QTimeZone &zone);
    void show(const PicturePtr &picture);
    [[nodiscard]] std::optional<Subject> subjectAt(int) const override { return {}; }
    [[nodiscard]] SeriesId seriesAt(int row) const { return at(row).series->declared.id; }

protected:
    [[nodiscard]] QVariant cell(const SeriesRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const SeriesRow &a, const SeriesRow &b, int column) const override;
    [[nodiscard]] QString searched(const SeriesRow &row) const override;

private:
    [[nodiscard]] QString textOf(const SeriesRow &row, int column) const;

    PicturePtr m_picture;
    Subject m_subject;
    QTimeZone m_zone = QTimeZone::utc();
};
} // namespace signalbox
