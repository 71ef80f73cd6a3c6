// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <QStringList>

#include <models/rowfilter.h>
#include <models/state.h>

namespace signalbox
{
/// One host as a cell of the grid: what its look and its place depend on; the rest is read when it is looked at.
struct HostCell {
    SubjectId id{};
    Subject subject;
    Standing standing;
    QString name;
    QString order;    ///< naturalKey of the name
    QString about;    ///< site and roles: "york, web"; may be empty
    QString searched; ///< as searchText makes it, without the state's word
};

/// The words that find the hosts of a site or with a role; "" is for those without one.
QString siteWord(const QString &site);
QString roleWord(const QString &role);

/// The hosts of a picture in the order of the grid: worst first, then by name. Work is in proportion to what changed.
/// While held nobody changes places, so that the cell under the pointer stays the same host.
class HostCells
{
public:
    /// What a picture or a filter changed: places whose look differs, or that all must be looked at anew.
    struct Change {
        bool everywhere = false;
        std::vector<int> places; ///< without order; empty where `everywhere`
    };

    Change show(const PicturePtr &picture);
    Change setFilter(const QString &text);
    /// Nobody changes places from now on, or: everybody may again, and does.
    Change hold(bool held);
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    /// Whether somebody would change places if the order were not held.
    [[nodiscard]] bool isOutOfOrder() const { return m_isOutOfOrder; }
    /// Puts everybody where they belong now, held or not.
    Change settle();

    [[nodiscard]] int count() const { return static_cast<int>(m_places.size()); }
    [[nodiscard]] int countBeforeFilter() const { return m_known; }
    [[nodiscard]] const HostCell &at(int place) const { return *m_cells[m_places[static_cast<std::size_t>(place)]]; }
    [[nodiscard]] std::optional<int> placeOf(SubjectId id) const;
    /// "critical for 12 min 4 s": how long the worst alert has been raised; the state's word alone where none is.
    [[nodiscard]] QString stateText(int place) const;
    /// The sentence of its worst alert; empty where it is well.
    [[nodiscard]] QString sentence(int place) const;
    /// All of it on one line, as a status line shows it and a screen reader says it.
    [[nodiscard]] QString line(int place) const;
    /// Hosts shown, by State; those that nobody watches are not among them.
    [[nodiscard]] const std::array<int, stateCount> &counts() const { return m_counts; }
    [[nodiscard]] int unwatched() const { return m_unwatched; }
    /// Of those in another state than Stale, how many have grown stale as well.
    [[nodiscard]] int alsoStale() const { return m_alsoStale; }

private:
    void learnDeclared();
    [[nodiscard]] HostCell cellOf(SubjectId id, const SubjectState &state) const;
    [[nodiscard]] bool isWanted(std::uint32_t number) const;
    [[nodiscard]] bool belongsBefore(std::uint32_t a, std::uint32_t b) const;
    /// The order anew; while held those who are shown stay where they are.
    void arrange();
    Change changeStanding(const std::vector<std::uint32_t> &touched);
    void renumber();
    void tally();
    void count(const Standing &standing, int change);

    struct About {
        QString line;
        QStringList searched;
    };
    PicturePtr m_picture;
    std::unordered_map<std::string, About> m_about; ///< of declared hosts, by name
    std::vector<std::optional<HostCell>> m_cells;   ///< by number of the subject
    std::vector<std::uint32_t> m_places;            ///< number of the subject by place
    std::vector<int> m_placeOf;                     ///< the other way; -1: not shown
    std::array<int, stateCount> m_counts{};
    int m_unwatched = 0;
    int m_alsoStale = 0;
    int m_known = 0;
    RowFilter m_filter;
    bool m_isHeld = false;
    bool m_isOutOfOrder = false;
};
} // namespace signalbox
