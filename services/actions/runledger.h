// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <actions/outsidechange.h>
#include <actions/run.h>

namespace signalbox
{
/// A subject that a person works on by hand.
struct Hold {
    std::string path;
    std::string who;
    std::string why;
    WallTime since{};
    WallTime until{};
};

/// Who has a subject, so that nobody else acts on it.
struct Claim {
    std::string path;
    std::string who;
    std::string what; ///< "Restart nginx on web1", or why it is held
    WallTime since{};
    std::string run; ///< empty: a hold
    /// "ann@desk since 04:31 UTC: Restart nginx on web1"
    [[nodiscard]] std::string sentence() const;
};

/// All runs and holds, folded from the journal's rows in their order. Who comes first in the journal has the claim:
/// every reader comes to the same winner, and so there is no other lock.
class RunLedger
{
public:
    /// In the order of the journal. Damaged rows are kept as problems; rows about other things are passed over.
    void fold(const JournalRow &row);

    [[nodiscard]] const std::map<std::uint64_t, Run> &runs() const { return m_runs; } ///< by their first row, in order
    [[nodiscard]] const Run *run(const std::string &id) const;
    /// A run whose id begins with that, if there is just one.
    [[nodiscard]] const Run *runLike(const std::string &beginning) const;
    /// Whoever has one of these; the run `but` and holds of `who` do not count.
    [[nodiscard]] std::optional<Claim> holder(const std::vector<std::string> &paths, WallTime now,
                                              const std::string &who, const std::string &but = {}) const;
    [[nodiscard]] std::vector<Hold> holds(WallTime now) const;
    [[nodiscard]] const std::vector<Problem> &problems() const { return m_problems; }
    /// What changed without a run, in order.
    [[nodiscard]] const std::vector<OutsideChange> &outside() const { return m_outside; }
    /// The row of the last change from outside of one of these; 0: there was none.
    [[nodiscard]] std::uint64_t lastOutside(const std::vector<std::string> &paths) const;
    [[nodiscard]] std::uint64_t lastRow() const { return m_lastRow; }

private:
    void foldHold(const JournalRow &row);
    Run *find(const std::string &id);

    std::map<std::uint64_t, Run> m_runs;
    std::map<std::string, std::uint64_t> m_numbers; ///< by id
    std::map<std::string, Hold> m_holds;            ///< by path
    std::vector<OutsideChange> m_outside;
    std::vector<Problem> m_problems;
    std::uint64_t m_lastRow = 0;
};
} // namespace signalbox
