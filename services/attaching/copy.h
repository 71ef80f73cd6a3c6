// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <journal/journal.h>
#include <picture/numbering.h>
#include <recording/recording.h>
#include <watching/estatelock.h>
#include <watching/tail.h>
#include <watching/writequeue.h>

namespace signalbox
{
/// A desk's own copy of what a watch records, and of its journal: files that stay when the line is down. The copy is a
/// recording like any other, with numbers of its own; it may lack the time in which nobody was attached. One thread,
/// but for keyOf().
class Copy
{
public:
    /// Opens or makes it; `path` is the recording's file. Fails where another desk has it. `changed` gets why it cannot
    /// be written, or nothing once it can again, from a thread of its own.
    static Expected<std::unique_ptr<Copy>> open(const std::string &path,
                                                std::function<void(const std::optional<Problem> &)> changed);

    [[nodiscard]] const std::string &path() const { return m_path; }
    /// All of it, the newest from memory, whether or not the disk takes it. Any thread.
    [[nodiscard]] std::unique_ptr<const Recording> recording() const { return tailRecording(m_tail, m_path); }
    /// What it holds; 0: nothing yet.
    [[nodiscard]] Tick last() const { return m_last; }
    /// The anchor in force at its end; nothing while it is empty.
    [[nodiscard]] const std::optional<Anchor> &anchor() const { return m_anchor; }
    [[nodiscard]] std::uint64_t lastJournal() const { return m_lastJournal; }

    /// All that the watch held at that tick; from here on its numbers are this connection's.
    void catchUp(const Frame &theirs);
    /// A tick after it.
    void append(const Frame &theirs);
    /// Rows of the watch's journal; none: those that the disk has refused are tried again. One that does not follow
    /// from those before is an error: it is another journal, or somebody has changed it.
    Expected<void> append(std::vector<JournalRow> rows);
    /// Why rows of the journal wait for the disk; nothing while none does.
    [[nodiscard]] const std::optional<Problem> &journalProblem() const { return m_journalProblem; }
    /// Waits until all of it is on the disk, if the disk takes it. Any thread.
    void flush() { m_writer->drain(); }
    /// The series' identity; nothing for a number that it has not given. Any thread.
    [[nodiscard]] std::optional<SeriesKey> keyOf(SeriesId series) const;

private:
    Copy(std::string path, std::unique_ptr<EstateLock> lock);
    Expected<void> learn(std::function<void(const std::optional<Problem> &)> changed);
    void remember(const Change &change);
    void translate(const Frame &theirs, Frame &ours);
    void translate(const Change &change, Frame &ours);
    void write(Frame frame);

    std::string m_path;
    std::unique_ptr<EstateLock> m_lock;
    std::shared_ptr<Tail> m_tail = std::make_shared<Tail>();
    std::unique_ptr<WriteQueue> m_writer;
    std::unique_ptr<Journal> m_journal;
    Tick m_last;
    std::uint64_t m_lastJournal = 0;
    std::vector<JournalRow> m_rows; ///< that wait for the disk
    std::optional<Problem> m_journalProblem;
    Numbering m_numbering;
    std::vector<AlertCell> m_cells; ///< by our number
    // What holds already, so that a new connection does not say it again.
    std::string m_estate; ///< hash
    std::optional<Anchor> m_anchor;
    std::map<std::pair<SuppressionSet::Kind, std::string>, SuppressionSet> m_suppressions;
    // Their numbers on this connection.
    std::unordered_map<std::uint32_t, SeriesId> m_series;
    std::unordered_map<std::uint32_t, TextId> m_texts;
    std::unordered_map<std::uint32_t, AlertId> m_alerts;
    std::vector<Change> m_undeclared; ///< for the next frame
    bool m_isAheadOfWatch = false;    ///< the watch has lost ticks that this has, and records them otherwise now
    std::optional<Frame> m_other;     ///< what it has recorded in their place
    mutable std::mutex m_mutex;
    std::vector<SeriesKey> m_keys; ///< by our number; guarded by m_mutex
};
} // namespace signalbox
