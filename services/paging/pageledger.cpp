// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/pageledger.h>

#include <algorithm>

#include <estate/paging.h>

namespace signalbox
{
void PageLedger::fold(const JournalRow &row, Moment at)
{
    if (row.act == pageTestAct) {
        static constexpr std::string_view prefix = "pager/";
        if (row.what.starts_with(prefix))
            m_testsAsked.insert(row.what.substr(prefix.size()));
        return;
    }
    const std::optional<PageNote> note = pageNoteOf(row);
    if (!note)
        return;
    if (note->kind == PageNote::Kind::Intended)
        intended(*note, row.number, at);
    else
        ended(*note, at, row.wall);
}

void PageLedger::intended(const PageNote &note, std::uint64_t number, Moment at)
{
    m_unfinished[number] = note;
    if (isTest(note)) {
        m_testsAsked.erase(note.pager);
        return;
    }
    PagedMatter &matter = m_matters[note.matter];
    if (matter.start != note.start) { // another time, or another severity: what was before is over
        matter = {};
        matter.start = note.start;
        matter.severity = note.severity;
    }
    matter.last = std::max(matter.last, at);
    matter.people[note.person].underWay.insert(number);
}

void PageLedger::ended(const PageNote &note, Moment at, WallTime wall)
{
    m_unfinished.erase(note.page);
    // A watch that ended in the middle says nothing about the pager.
    const bool isOfThePager = note.kind != PageNote::Kind::Unknown || !note.words.empty();
    if (isOfThePager) {
        PagerProof &proof = m_proofs[isTest(note) ? note.matter : Subject{std::string(pagerKind), note.pager}.path()];
        proof.attempt = wall;
        proof.isWell = note.kind == PageNote::Kind::Sent;
        proof.words = proof.isWell ? std::string() : note.words;
        if (proof.isWell)
            proof.success = wall;
    }
    const auto matter = m_matters.find(note.matter);
    if (isTest(note) || matter == m_matters.end() || matter->second.start != note.start)
        return;
    Reached &reached = matter->second.people[note.person];
    reached.underWay.erase(note.page);
    if (note.kind == PageNote::Kind::Sent) {
        reached.sent = at;
        reached.failures.clear();
        reached.mayHaveArrived = false;
        return;
    }
    reached.mayHaveArrived = reached.mayHaveArrived || note.kind == PageNote::Kind::Unknown;
    if (isOfThePager) {
        Reached::Failure &failure = reached.failures[note.pager];
        failure.last = at;
        ++failure.count;
    }
}

const PagedMatter *PageLedger::matter(const std::string &key) const
{
    const auto found = m_matters.find(key);
    return found == m_matters.end() ? nullptr : &found->second;
}

std::size_t PageLedger::begunSince(Moment from) const
{
    return static_cast<std::size_t>(std::count_if(m_matters.begin(), m_matters.end(), [&](const auto &matter) {
        return matter.first != floodMatter && matter.second.start >= from;
    }));
}

const PagerProof *PageLedger::proof(const std::string &path) const
{
    const auto found = m_proofs.find(path);
    return found == m_proofs.end() ? nullptr : &found->second;
}

void PageLedger::forgetBefore(Moment moment)
{
    std::erase_if(m_matters, [&](const auto &matter) { return matter.second.last < moment; });
}
} // namespace signalbox
