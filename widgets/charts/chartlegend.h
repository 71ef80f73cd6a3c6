// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QWidget>

namespace signalbox
{
/// Which line is which, and what each says: a dash of its colour, its name, a value. What does not fit is cut at the
/// right.
class ChartLegend final : public QWidget
{
    Q_OBJECT
public:
    struct Entry {
        QString name;
        QString value;
        bool isOld = false; ///< hatched: the value is stale
    };
    using QWidget::QWidget;

    void setEntries(std::vector<Entry> entries);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Entry> m_entries;
};
} // namespace signalbox
