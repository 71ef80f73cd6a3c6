// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/actwriter.h>

#include <time/clock.h>

namespace signalbox
{
ActWriter::ActWriter(std::string journalPath)
    : m_path(std::move(journalPath))
    , m_thread([this] { run(); })
{
}

ActWriter::~ActWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void ActWriter::write(const Act &act, Done done)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back({act, readMachineClocks().wall, std::move(done)});
    m_wake.notify_all();
}

void ActWriter::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        // Opened for each: acts are few, and a journal that could not be opened before may be there by now.
        Expected<std::uint64_t> number = 0;
        // Who this is a directory service may take long to tell.
        const Expected<JournalRow> row = rowOf(next.act, thisPerson(), next.wall);
        if (!row) {
            number = tl::unexpected(row.error());
        } else if (auto journal = Journal::open(m_path)) {
            number = (*journal)->append(*row);
        } else {
            number = tl::unexpected(journal.error());
        }
        if (next.done)
            next.done(number);
        lock.lock();
    }
}
} // namespace signalbox
