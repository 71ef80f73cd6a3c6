// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <journal/journal.h>
#include <models/rowmodel.h>

namespace signalbox
{
/// A row of the journal as a row.
struct DeedRow {
    JournalRow row;
    [[nodiscard]] std::uint32_t key() const { return static_cast<std::uint32_t>(row.number); }
    bool operator==(const DeedRow &other) const { return row.number == other.row.number && row.hash == other.row.hash; }
};

/// What people and the console did, the newest first.
class JournalModel final : public RowModel<DeedRow>
{
public:
    enum Columns { TimeColumn, WhoColumn, ActColumn, AboutColumn, WordsColumn, UntilColumn };

    explicit JournalModel(QObject *parent = nullptr);
    /// All rows up to now; those that are shown already stay. `now` and `zone` are for how times are told.
    void show(const std::vector<JournalRow> &rows, WallTime now, const QTimeZone &zone);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override;

protected:
    [[nodiscard]] QVariant cell(const DeedRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const DeedRow &a, const DeedRow &b, int column) const override;
    [[nodiscard]] QString searched(const DeedRow &row) const override;

private:
    [[nodiscard]] QString textOf(const JournalRow &row, int column) const;

    WallTime m_now{};
    QTimeZone m_zone = QTimeZone::utc();
};
} // namespace signalbox
