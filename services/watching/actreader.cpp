// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/actreader.h>

#include <sys/stat.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookAtFileEvery{2000};
} // namespace

ActReader::ActReader(std::string journalPath, std::function<void(const std::optional<Problem> &)> changed)
    : m_path(std::move(journalPath))
    , m_changed(std::move(changed))
{
}

std::vector<JournalRow> ActReader::rows(std::uint64_t after, Moment now)
{
    const bool isLook = now >= m_nextLook;
    if (isLook) {
        m_nextLook = now + lookAtFileEvery;
        if (const std::optional<Problem> problem = openAgain()) {
            report(problem);
            return {};
        }
    }
    if (!m_journal)
        return {};
    Expected<std::vector<JournalRow>> rows = m_journal->rows(after);
    if (!rows) {
        m_journal.reset();
        report(rows.error());
        return {};
    }
    if (isLook)
        report(rows->empty() ? findOtherJournal(after) : std::nullopt);
    return std::move(*rows);
}

std::optional<ActReader::FileId> ActReader::fileId() const
{
    struct stat status = {};
    if (stat(m_path.c_str(), &status) != 0)
        return {};
    return FileId(status.st_dev, status.st_ino);
}

// Acts are written by name: whoever still read a file that was moved away would never see them.
std::optional<Problem> ActReader::openAgain()
{
    if (m_journal && m_file == fileId())
        return {};
    m_journal.reset();
    auto journal = Journal::open(m_path);
    if (!journal)
        return journal.error();
    m_journal = std::move(*journal);
    m_file = fileId();
    return {};
}

std::optional<Problem> ActReader::findOtherJournal(std::uint64_t after) const
{
    const auto last = m_journal->last();
    if (!last)
        return last.error();
    const std::uint64_t number = *last ? (*last)->number : 0;
    if (number >= after)
        return {};
    return Problem{m_path,
                   "this journal ends with row " + std::to_string(number) + ", but row " + std::to_string(after) +
                       " was seen before: it is another one, and what is done now is not carried out",
                   "Stop Signalbox, and put the journal back that belongs to the recording, or move both away"};
}

void ActReader::report(const std::optional<Problem> &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    m_changed(problem);
}
} // namespace signalbox
