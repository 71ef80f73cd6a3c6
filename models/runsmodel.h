// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <models/rowmodel.h>
#include <models/runreader.h>

namespace signalbox
{
/// A run as a row.
struct RunRow {
    std::uint32_t number = 0; ///< of the journal's row that began it
    std::string id;
    int rank = 0; ///< what waits for a person first, then what goes on, then what is over
    std::optional<State> state;
    bool isOver = false;
    std::optional<Subject> target; ///< the first
    QString word;
    QString title;
    QString who;
    WallTime since{};
    QString sinceWords;
    QString waits;
    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const RunRow &) const = default;
};

/// All runs: those that wait for a person first, then what goes on, then what is over, the newest first.
class RunsModel final : public RowModel<RunRow>
{
public:
    enum Columns { StateColumn, TitleColumn, WhoColumn, SinceColumn, WaitsColumn };

    explicit RunsModel(QObject *parent = nullptr);
    /// `now` and `zone` are for how times are told.
    void show(const RunLedger &runs, WallTime now, const QTimeZone &zone);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override { return at(row).target; }

protected:
    [[nodiscard]] QVariant cell(const RunRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const RunRow &a, const RunRow &b, int column) const override;
    [[nodiscard]] QString searched(const RunRow &row) const override;

private:
    [[nodiscard]] static QString textOf(const RunRow &row, int column);
};
} // namespace signalbox
