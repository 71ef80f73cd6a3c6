// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <actions/action.h>
#include <commands/deskact.h>
#include <commands/observation.h>

namespace signalbox
{
/// A terminal's place to act from: the estate as somebody else watches it, here or behind ssh://, or, where nobody
/// does, as this process watches it itself. Main thread, which has an event loop.
class ActingDesk
{
public:
    /// `acts`: where nobody watches, this process carries out what is confirmed, for as long as it runs. Waits until
    /// every target was asked, at most 20 s.
    static Expected<std::unique_ptr<ActingDesk>> open(const std::string &estate, bool acts, Terminal &terminal);

    [[nodiscard]] const Picture &picture() const { return *m_picture; }
    /// All that the journal says of runs and holds by now.
    [[nodiscard]] Expected<RunLedger> ledger() const;
    [[nodiscard]] Expected<std::vector<JournalRow>> rowsAfter(std::uint64_t row) const;
    /// The plan as things stand now.
    [[nodiscard]] Expected<Plan> plan(const Request &request) const;
    /// Writes an act of this person into the journal.
    [[nodiscard]] Expected<std::uint64_t> act(const Act &act) const;
    /// Writes a row as it is; not of a desk that is attached.
    [[nodiscard]] Expected<std::uint64_t> append(const JournalRow &row) const;
    /// Whether the watch is another machine's.
    [[nodiscard]] bool isRemote() const { return m_desk && m_desk->past.attachment; }
    /// Whether this process is the watch itself.
    [[nodiscard]] bool isOwnWatch() const { return m_own != nullptr; }
    /// Whether the watch still lives.
    [[nodiscard]] bool isWatched() const;
    /// Whether somebody lives who carries out what is confirmed.
    [[nodiscard]] bool canAct() const;
    /// Lets what is under way go on for so long.
    void pause(Milliseconds time) const;

private:
    ActingDesk() = default;
    Expected<void> watch(const std::string &estate, bool acts);
    [[nodiscard]] std::string journalPath() const;
    [[nodiscard]] WatchHealth healthHere() const;

    std::optional<DeskActs> m_desk; ///< of somebody else's watch
    std::unique_ptr<Observation> m_own;
    bool m_isActing = false;
    std::unique_ptr<const Recording> m_recording; ///< of m_own
    PicturePtr m_picture;
};

/// The request that was typed: an action or a runbook of the estate, targets as "kind/name" or a host's name, and
/// parameters as "key=value".
Expected<Request> requestOf(const Picture &picture, const std::vector<std::string> &operands);
} // namespace signalbox
