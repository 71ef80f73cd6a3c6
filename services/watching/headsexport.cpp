// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/headsexport.h>

#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include <QFile>

#include <journal/heads.h>

namespace signalbox
{
namespace
{
constexpr std::chrono::hours exportEvery{1};
constexpr std::chrono::seconds waitAtTheEnd{1};
} // namespace

/// What both threads know. It outlives the object, since a thread that hangs does.
struct HeadsExport::Desk {
    Export work;
    std::mutex mutex; ///< guards what follows
    std::condition_variable wake;
    std::function<void(const std::optional<Problem> &)> changed; ///< empty once the object is gone
    std::optional<Problem> problem;                              ///< as said last
    std::string to;
    bool isDue = false;
    bool isEnding = false;
    bool hasEnded = false;
};

HeadsExport::HeadsExport(Export work, std::function<void(const std::optional<Problem> &)> changed)
    : m_desk(std::make_shared<Desk>())
{
    m_desk->work = std::move(work);
    m_desk->changed = std::move(changed);
    try {
        std::thread([desk = m_desk] { run(desk); }).detach();
    } catch (const std::system_error &error) {
        m_desk->hasEnded = true;
        m_desk->changed(Problem{{}, std::string("no thread can be had to export the heads: ") + error.what(), {}});
    }
}

HeadsExport::~HeadsExport()
{
    std::unique_lock lock(m_desk->mutex);
    m_desk->isEnding = true;
    m_desk->wake.notify_all();
    m_desk->wake.wait_for(lock, waitAtTheEnd, [this] { return m_desk->hasEnded; });
    m_desk->changed = nullptr;
}

void HeadsExport::exportTo(const std::string &to)
{
    const std::lock_guard lock(m_desk->mutex);
    m_desk->to = to;
    m_desk->isDue = true;
    m_desk->wake.notify_all();
}

void HeadsExport::run(const std::shared_ptr<Desk> &desk)
{
    std::unique_lock lock(desk->mutex);
    while (!desk->hasEnded) {
        desk->wake.wait_for(lock, exportEvery, [&] { return desk->isDue || desk->isEnding; });
        desk->isDue = false;
        const bool isLast = desk->isEnding;
        std::optional<Problem> problem;
        if (const std::string to = desk->to; !to.empty()) {
            lock.unlock();
            const Expected<void> done = desk->work(to);
            if (!done)
                problem = done.error();
            lock.lock();
        }
        if (problem != desk->problem && desk->changed)
            desk->changed(problem);
        desk->problem = std::move(problem);
        desk->hasEnded = isLast;
        desk->wake.notify_all();
    }
}

HeadsExport::Export headOf(const std::string &journalPath)
{
    return [journalPath](const std::string &to) -> Expected<void> {
        if (!QFile::exists(QString::fromStdString(journalPath)))
            return {};
        const auto journal = openJournal(journalPath);
        if (!journal)
            return tl::unexpected(journal.error());
        const Expected<std::uint64_t> exported = exportHead(**journal, to);
        return exported ? Expected<void>() : tl::unexpected(exported.error());
    };
}
} // namespace signalbox
