// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <journal/journal.h>

namespace signalbox
{
/// Reads what people do out of a journal that others write. It opens it when it can, also when it was replaced, and
/// says what is wrong: an act that was accepted must not wait unnoticed. One thread.
class ActReader
{
public:
    /// `changed` is called by rows() with the problem, or with nothing once all is right again.
    ActReader(std::string journalPath, std::function<void(const std::optional<Problem> &)> changed);
    /// Rows numbered above `after`. What cannot be read now is late, not lost. Every two seconds of `now` it looks at
    /// the file itself.
    std::vector<JournalRow> rows(std::uint64_t after, Moment now);

private:
    using FileId = std::pair<std::uint64_t, std::uint64_t>; ///< device and inode
    [[nodiscard]] std::optional<FileId> fileId() const;
    std::optional<Problem> openAgain();
    [[nodiscard]] std::optional<Problem> findOtherJournal(std::uint64_t after) const;
    void report(const std::optional<Problem> &problem);

    std::string m_path;
    std::function<void(const std::optional<Problem> &)> m_changed;
    std::unique_ptr<Journal> m_journal; ///< null where it could not be opened, or read
    std::optional<FileId> m_file;       ///< that is open
    std::optional<Problem> m_problem;   ///< as said last
    Moment m_nextLook{};
};
} // namespace signalbox
