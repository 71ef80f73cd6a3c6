// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <models/rowmodel.h>
#include <models/state.h>
#include <stores/storestanding.h>

namespace signalbox
{
/// What would become of the stores of a host, were it lost now.
struct LostHostRow {
    std::uint32_t number = 0;
    Subject host;
    State state = State::Unknown;
    std::uint32_t stores = 0; ///< whose master it has
    std::uint32_t moving = 0; ///< of these with a viable replica
    QString staying;          ///< the others, and why
    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const LostHostRow &) const = default;
};

/// "If it dies now": every host with masters; first the one of which most would stay.
class LostHostsModel final : public RowModel<LostHostRow>
{
    Q_OBJECT
public:
    enum Columns { HostColumn, MovingColumn, StayingColumn };

    explicit LostHostsModel(QObject *parent = nullptr);
    void show(const std::vector<StoreStanding> &stores);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override { return at(row).host; }

protected:
    [[nodiscard]] QVariant cell(const LostHostRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const LostHostRow &a, const LostHostRow &b, int column) const override;
    [[nodiscard]] QString searched(const LostHostRow &row) const override;

private:
    [[nodiscard]] static QString textOf(const LostHostRow &row, int column);

    std::map<std::string, std::uint32_t> m_numbers; ///< by host
};
} // namespace signalbox
