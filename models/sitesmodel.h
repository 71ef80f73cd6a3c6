// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include <models/rowmodel.h>

namespace signalbox
{
/// How the hosts of one site, one role, or both stand.
struct HostTally {
    std::array<std::uint32_t, stateCount> count{}; ///< by State; what nobody watches is not among them
    std::uint32_t unwatched = 0;

    void add(const Standing &standing, bool isAdded);
    [[nodiscard]] std::uint32_t total() const;
    /// Hosts that need a person: unknown, stale, critical or warning.
    [[nodiscard]] std::uint32_t bad() const;
    /// The worst of them; Unknown and not watched where that is all there is to say.
    [[nodiscard]] Standing worst() const;
    /// "104 hosts, 10 critical, 2 warning".
    [[nodiscard]] QString sentence() const;
    bool operator==(const HostTally &) const = default;
};

/// Hosts by site and role: a row a site, a column a role, in the order of their names, so that a place on the screen
/// stays that of the same group. A host with two roles is counted in both columns, and once in "All". Counts by
/// difference from picture to picture; is built anew where hosts come or go.
class SitesModel final : public TableModel
{
public:
    enum Columns { SiteColumn, AllColumn, FirstRoleColumn };

    explicit SitesModel(QObject *parent = nullptr);
    void show(const PicturePtr &picture);
    /// Whether there is any site or role to tell hosts apart by.
    [[nodiscard]] bool hasGroups() const { return !m_sites.empty() && (m_sites.size() > 1 || columnCount() > 2); }
    /// What finds the hosts of that cell, as RowFilter reads it; empty for all hosts.
    [[nodiscard]] QString filterAt(const QModelIndex &index) const;
    [[nodiscard]] const HostTally &at(int row, int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] std::optional<Subject> subjectAt(int) const override { return {}; }
    void setFilter(const QString &) override {}
    [[nodiscard]] int rowsBeforeFilter() const override { return rowCount(); }

private:
    /// Where one host is counted.
    struct Counted {
        Subject subject;
        Standing standing;
        int site = -1; ///< number among m_sites; below 0: no host
        std::vector<int> roles;
    };
    void rebuild();
    void count(const Counted &host, bool isAdded);
    void touch(int row, int column);
    [[nodiscard]] bool hasSum() const { return m_sites.size() > 1; }
    [[nodiscard]] QString textOf(int row, int column) const;

    PicturePtr m_picture;
    std::vector<Counted> m_hosts; ///< by number of the subject
    std::vector<QString> m_sites; ///< "" is that of hosts without one
    std::vector<QString> m_roles;
    std::vector<std::vector<HostTally>> m_tallies; ///< by row, then by column from AllColumn on
};
} // namespace signalbox
