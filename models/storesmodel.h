// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <models/rowmodel.h>
#include <models/state.h>
#include <picture/picture.h>
#include <stores/storestanding.h>

namespace signalbox
{
/// A copy of a store that is not its master, as a row; a store of which nobody knows the master is one row.
struct StoreRow {
    std::uint32_t number = 0;
    Subject store;
    State state = State::Unknown;
    QString master; ///< "imap21", "imap21 (silent)", "not known"
    QString replica;
    QString verdict; ///< in a few words
    QString proof;   ///< what it rests on, a line each
    std::optional<Milliseconds> behind;
    std::optional<Milliseconds> evidence; ///< age of what the master last said
    std::optional<double> users;
    QString behindText;
    QString evidenceText;
    QString usersText;
    bool takesNewUsers = false;
    QString support; ///< users that must not be created again, for whoever answers them; empty: nothing is lost
    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const StoreRow &) const = default;
};

/// Every store with its replicas: which could take over now, and how that is known. The worst first.
class StoresModel final : public RowModel<StoreRow>
{
    Q_OBJECT
public:
    enum Columns { StoreColumn, VerdictColumn, MasterColumn, ReplicaColumn, BehindColumn, EvidenceColumn, UsersColumn };

    explicit StoresModel(QObject *parent = nullptr);
    void show(const std::vector<StoreStanding> &stores, WallTime now);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override { return at(row).store; }

protected:
    [[nodiscard]] QVariant cell(const StoreRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const StoreRow &a, const StoreRow &b, int column) const override;
    [[nodiscard]] QString searched(const StoreRow &row) const override;

private:
    [[nodiscard]] static QString textOf(const StoreRow &row, int column);
    void add(const StoreStanding &store, const SlotStanding *slot, WallTime now, std::vector<StoreRow> &rows);

    std::map<std::string, std::uint32_t> m_numbers; ///< by store and host
};

/// Users of a store of whom something is on a lost host alone, a line each, under a line that says what they are; what
/// is not known by name is said as a number. Empty: nothing is lost.
QString supportText(const StoreStanding &store, WallTime now);

/// The state that a verdict is shown as.
State stateOf(Viability viability);
} // namespace signalbox
