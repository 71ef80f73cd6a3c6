// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <vector>

#include <models/rowmodel.h>

namespace signalbox
{
/// How many subjects of one kind stand how.
struct KindRow {
    std::uint32_t number = 0; ///< order in which the kinds were met
    std::string kind;
    std::array<std::uint32_t, stateCount> count{}; ///< by State; what nobody watches is not among them
    std::uint32_t unwatched = 0;
    std::uint32_t stale = 0; ///< subjects with something stale, whatever their state

    [[nodiscard]] std::uint32_t key() const { return number; }
    [[nodiscard]] std::uint32_t total() const;
    [[nodiscard]] std::uint32_t in(State state) const { return count[static_cast<std::size_t>(state)]; }
    bool operator==(const KindRow &) const = default;
};

/// The estate in numbers: a row a kind, a column a state. Counts by difference from picture to picture.
class KindsModel final : public RowModel<KindRow>
{
public:
    enum Columns {
        KindColumn,
        TotalColumn,
        UnknownColumn,
        StaleColumn,
        CriticalColumn,
        WarningColumn,
        MaintenanceColumn,
        OkColumn,
        UnwatchedColumn
    };

    explicit KindsModel(QObject *parent = nullptr);
    void show(const PicturePtr &picture);
    [[nodiscard]] std::optional<Subject> subjectAt(int) const override { return {}; }
    /// All kinds together; `kind` is empty.
    [[nodiscard]] const KindRow &sum() const { return m_sum; }
    /// "15 stores, 4 queues declared, watched by nothing"; empty where everything declared is watched.
    [[nodiscard]] QString unwatchedSentence() const;

protected:
    [[nodiscard]] QVariant cell(const KindRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const KindRow &a, const KindRow &b, int column) const override;
    [[nodiscard]] QString searched(const KindRow &row) const override;

private:
    struct Counted {
        std::uint32_t kind = 0;
        Standing standing;
        bool isCounted = false;
    };
    std::uint32_t numberOf(const std::string &kind);
    void count(const Counted &counted, bool isAdded);

    PicturePtr m_picture;
    std::vector<Counted> m_counted; ///< by subject
    std::vector<KindRow> m_kinds;
    KindRow m_sum;
};
} // namespace signalbox
