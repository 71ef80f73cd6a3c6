// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <vector>

#include <paging/pagenote.h>

namespace signalbox
{
/// How it stands with one person in one matter.
struct Reached {
    std::optional<Moment> sent;       ///< a pager took the last page then
    std::set<std::uint64_t> underWay; ///< pages whose outcome is not known yet
    bool mayHaveArrived = false;      ///< a page since then whose outcome nobody knows
    /// Pagers that failed since then: when last, and how often in a row.
    struct Failure {
        Moment last{};
        int count = 0;
    };
    std::map<std::string, Failure> failures; ///< by pager
};

/// What was paged for one thing that is wrong.
struct PagedMatter {
    Moment start{};                         ///< the first page
    Moment last{};                          ///< the last intent
    Severity severity = Severity::Critical; ///< as it was paged
    std::map<std::string, Reached> people;
};

/// When a pager last proved itself.
struct PagerProof {
    std::optional<WallTime> success;
    std::optional<WallTime> attempt; ///< that has an outcome
    bool isWell = false;             ///< the last outcome
    std::string words;               ///< of the last outcome, where it is not well; outside text
    bool operator==(const PagerProof &) const = default;
};

/// The journal's rows about pages, folded: what a restart knows is what was durable.
class PageLedger
{
public:
    /// In the order of the journal; `at` is the row's moment. Rows about other things are passed over.
    void fold(const JournalRow &row, Moment at);

    /// Null: that was never paged.
    [[nodiscard]] const PagedMatter *matter(const std::string &key) const;
    [[nodiscard]] const std::map<std::string, PagedMatter> &matters() const { return m_matters; }
    /// First pages of matters, floods and tests left out, since `from`.
    [[nodiscard]] std::size_t begunSince(Moment from) const;
    /// Intents that have no outcome, by the number of their row.
    [[nodiscard]] const std::map<std::uint64_t, PageNote> &unfinished() const { return m_unfinished; }
    /// Of "pager/NAME" or "heartbeat/NAME". Null: nothing was ever tried.
    [[nodiscard]] const PagerProof *proof(const std::string &path) const;
    /// Pagers that somebody wants tried, by name.
    [[nodiscard]] const std::set<std::string> &testsAsked() const { return m_testsAsked; }
    /// Matters that are over and that nothing needs any more go.
    void forgetBefore(Moment moment);

private:
    void intended(const PageNote &note, std::uint64_t number, Moment at);
    void ended(const PageNote &note, Moment at, WallTime wall);

    std::map<std::string, PagedMatter> m_matters;
    std::map<std::uint64_t, PageNote> m_unfinished;
    std::map<std::string, PagerProof> m_proofs; ///< by path
    std::set<std::string> m_testsAsked;
};
} // namespace signalbox
