// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include <attaching/attachedrecording.h>
#include <attaching/attachment.h>
#include <attaching/copy.h>
#include <attaching/remoteclock.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace signalbox
{
/// What Attachment::attach makes: the thread of the line, the copy that it writes, and who waits for an answer.
class Attached final : public Attachment
{
public:
    Attached(const WatchAddress &address, const Options &options)
        : m_address(address)
        , m_options(options)
        , m_folder("attached-" + address.fileName())
        , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_clock(std::make_shared<RemoteClock>())
        , m_thread([this] { run(); })
    {
    }
    ~Attached() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
        }
        m_changed.notify_all();
        wake();
        m_thread.join();
        ::close(m_wake);
    }

    /// Nothing once there is a copy to show.
    std::optional<Problem> waitForCopy()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, std::chrono::seconds(20), [this] { return m_isReady || m_refusal; });
        if (m_isReady)
            return {};
        return m_refusal.value_or(Problem{m_address.url(), "the watch does not answer", "See whether ssh gets there"});
    }

    Expected<std::unique_ptr<const Recording>> recording() const override
    {
        return attachedRecording(m_copy->recording(), [this](SeriesId series, Moment from, Moment to) {
            return const_cast<Attached *>(this)->history(series, from, to);
        });
    }
    std::shared_ptr<const Clock> clock() const override { return m_clock; }
    std::string path() const override { return m_copy->path(); }
    void attend(const Subject &subject) override { send(link::LookAt{subject.path()}); }
    void act(const Act &act, std::function<void(const Expected<std::uint64_t> &)> done) override;
    bool waitUntilCurrent(Milliseconds atMost) override
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, atMost, [this] { return m_isCurrent || !m_isUp; });
        return m_isCurrent;
    }
    void flush() override { m_copy->flush(); }
    AttachmentStatus status() const override
    {
        const std::lock_guard lock(m_statusMutex);
        return m_status;
    }

private:
    using Done = std::function<void(const Expected<std::uint64_t> &)>;
    using Points = Expected<std::vector<HistoryPoint>>;

    void run();
    Problem converse();
    std::vector<link::Message> takeWaiting();
    std::optional<Problem> take(const link::Message &message);
    std::optional<Problem> welcome(const link::Welcome &words);
    [[nodiscard]] std::string knownIdentity() const;
    std::optional<Problem> openCopy(const std::string &identity);
    void hear(const link::Now &now);
    void noteProgress();
    void tellCopyTrouble(Problem Attached::*part, const std::optional<Problem> &problem);
    [[nodiscard]] AttachmentStatus::State stateBy(const link::Now &now) const;
    void answer(const link::Acted &acted);
    void cut(const Problem &why);
    void tell(const std::function<void(AttachmentStatus &)> &change);
    void send(const link::Message &message);
    Points history(SeriesId series, Moment from, Moment to);
    [[nodiscard]] bool isEnding() const { return flag(m_isEnding); }
    [[nodiscard]] bool isUp() const { return flag(m_isUp); }
    [[nodiscard]] bool isReady() const { return flag(m_isReady); }
    [[nodiscard]] bool flag(const bool &value) const
    {
        const std::lock_guard lock(m_mutex);
        return value;
    }
    void wake() const
    {
        const std::uint64_t one = 1;
        (void)!::write(m_wake, &one, sizeof one);
    }

    const WatchAddress m_address;
    const Options m_options;
    const std::string m_folder; ///< below the state folders
    const int m_wake;
    const std::shared_ptr<RemoteClock> m_clock;
    // The line's thread's; nobody else asks for the copy before it is ready.
    std::unique_ptr<Copy> m_copy;
    std::string m_identity;        ///< of the recording that it is of
    TickNumber m_watchAt = 0;      ///< the watch's last tick, as it said
    bool m_isToldOnce = false;     ///< since the line is up
    bool m_isStartingOver = false; ///< the line is to be opened again at once, with another copy
    Milliseconds m_pause = std::chrono::seconds(1);

    mutable std::mutex m_statusMutex;
    AttachmentStatus m_status;
    bool m_isStatusTold = false;
    Problem m_recordingTrouble; ///< why the copy cannot be written, its recording and its journal apart
    Problem m_journalTrouble;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isEnding = false;
    bool m_isReady = false;
    bool m_isUp = false;
    bool m_isCurrent = false;
    std::optional<Problem> m_refusal;
    std::vector<link::Message> m_waiting; ///< to be sent
    std::uint64_t m_lastId = 0;
    std::map<std::uint64_t, Done> m_acts;
    std::map<std::uint64_t, std::optional<Points>> m_questions;
    std::thread m_thread; ///< last: it uses the others
};
} // namespace signalbox
