// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <models/rowmodel.h>
#include <models/runreader.h>

namespace signalbox
{
/// A subject that somebody works on by hand, as a row.
struct HoldRow {
    std::uint32_t number = 0;
    Subject subject;
    QString who;
    QString why;
    WallTime since{};
    WallTime until{};
    QString sinceWords;
    QString untilWords;
    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const HoldRow &) const = default;
};

/// What is held by hand, so that nobody else acts on it; what ends first comes first.
class HoldsModel final : public RowModel<HoldRow>
{
public:
    enum Columns { SubjectColumn, WhoColumn, WhyColumn, SinceColumn, UntilColumn };

    explicit HoldsModel(QObject *parent = nullptr);
    void show(const RunLedger &runs, WallTime now, const QTimeZone &zone);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override { return at(row).subject; }

protected:
    [[nodiscard]] QVariant cell(const HoldRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const HoldRow &a, const HoldRow &b, int column) const override;
    [[nodiscard]] QString searched(const HoldRow &row) const override;

private:
    [[nodiscard]] static QString textOf(const HoldRow &row, int column);

    std::map<std::string, std::uint32_t> m_numbers; ///< by path
};
} // namespace signalbox
