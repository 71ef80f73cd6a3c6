// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include <QTimeZone>

#include <models/rowmodel.h>
#include <models/whatchanged.h>

namespace signalbox
{
/// Changes that are one to somebody who reads them: "kernel 6.1.0-18 → 6.1.0-21" on 214 hosts.
struct ChangeGroup {
    ChangeKind kind{};
    std::string what;
    std::string before; ///< empty where they differ among its members
    std::string after;
    std::vector<WhatChange> members; ///< by subject; never empty
};

/// Puts changes together that are the same on several subjects of one kind, in the order of ChangeKind, the largest
/// first. Fewer than three stay alone. Restarts are one group whatever the time.
std::vector<ChangeGroup> grouped(std::vector<WhatChange> changes);

/// "gone", "restarted", "another kernel" …
QString wordOf(ChangeKind kind);

/// A group, or, below an unfolded one, one of its members.
struct ChangeRow {
    std::uint32_t number = 0; ///< the same as long as the change is the same
    std::size_t place = 0;    ///< in the list
    ChangeKind kind{};
    std::size_t group = 0;
    std::size_t size = 1; ///< members; of a member 1
    bool isMember = false;
    bool isUnfolded = false;
    std::optional<Subject> subject; ///< what Enter opens; nothing: a group, or about the recording
    QString about;                  ///< "host/web1", "214 hosts"
    QString names;                  ///< of a group: the first of its members
    QString what;
    QString values; ///< "6.1.0-18 → 6.1.0-21"
    std::optional<Moment> when;

    [[nodiscard]] std::uint32_t key() const { return number; }
    bool operator==(const ChangeRow &) const = default;
};

/// What changed, as rows: one a group, the members of one on demand.
class WhatChangedModel final : public RowModel<ChangeRow>
{
public:
    enum Columns { KindColumn, SubjectColumn, WhatColumn, ValuesColumn, WhenColumn };

    explicit WhatChangedModel(QObject *parent = nullptr);
    void setZone(const QTimeZone &zone) { m_zone = zone; }
    /// Changes up to that picture. What is unfolded stays so.
    void show(std::vector<WhatChange> changes, const PicturePtr &picture);
    /// Shows or hides the members of the group at that row. False: it has none.
    bool toggle(int row);
    /// Changes, each member counted.
    [[nodiscard]] std::size_t changes() const { return m_changes; }
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override;

protected:
    [[nodiscard]] QVariant cell(const ChangeRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const ChangeRow &a, const ChangeRow &b, int column) const override;
    [[nodiscard]] QString searched(const ChangeRow &row) const override;

private:
    using GroupName = std::tuple<ChangeKind, std::string, std::string, std::string, std::string>;
    static GroupName nameOf(const ChangeGroup &group);
    void layOut();
    [[nodiscard]] QString textOf(const ChangeRow &row, int column) const;

    PicturePtr m_picture;
    QTimeZone m_zone = QTimeZone::utc();
    std::vector<ChangeGroup> m_groups;
    std::set<GroupName> m_unfolded;
    std::map<std::string, std::uint32_t> m_numbers; ///< of every row ever shown
    std::size_t m_changes = 0;
};
} // namespace signalbox
