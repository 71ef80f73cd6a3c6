// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/lookingon.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include <recording/recordingfile.h>
#include <watching/actwriter.h>
#include <watching/estatelock.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
constexpr std::chrono::seconds lookAtLockEvery{1};

class LookingOn final : public Recorder
{
public:
    LookingOn(std::string path, std::shared_ptr<const Clock> clock,
              std::function<void(const RecordingStatus &)> recordingChanged, Problem held)
        : m_path(std::move(path))
        , m_clock(std::move(clock))
        , m_acts(journalBeside(m_path))
        , m_recordingChanged(std::move(recordingChanged))
        , m_held(std::move(held))
        , m_thread([this] { watchLock(); })
    {
    }
    ~LookingOn() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }

    Expected<std::unique_ptr<const Recording>> recording() const override { return openRecording(m_path); }
    std::shared_ptr<const Clock> clock() const override { return m_clock; }
    std::string path() const override { return m_path; }
    void attend(const Subject &) override {}
    void act(const Act &act, std::function<void(const Expected<std::uint64_t> &)> done) override
    {
        m_acts.write(act, std::move(done));
    }

private:
    // It only says so: sessions hold a recording that this process would have to write from now on.
    void watchLock()
    {
        bool wasHeld = true; // as whoever started this was told
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, lookAtLockEvery, [this] { return m_isEnding; })) {
            lock.unlock();
            const bool isHeld = EstateLock::isHeld(m_path);
            if (isHeld != wasHeld)
                tell(isHeld);
            wasHeld = isHeld;
            lock.lock();
        }
    }

    void tell(bool isHeld) const
    {
        if (!m_recordingChanged)
            return;
        const Problem ended{m_path, "the process that recorded this estate has ended, and nobody records it now",
                            "Start that one again, or close this one and start it again to record here"};
        m_recordingChanged({isHeld ? RecordingStatus::State::Reading : RecordingStatus::State::Ended,
                            isHeld ? m_held : ended, m_path});
    }

    std::string m_path;
    std::shared_ptr<const Clock> m_clock;
    ActWriter m_acts;
    std::function<void(const RecordingStatus &)> m_recordingChanged;
    Problem m_held;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isEnding = false;
    std::thread m_thread;
};
} // namespace

Expected<std::unique_ptr<Recorder>> lookOn(const std::string &path, const Recorder::Options &options,
                                           const Problem &held)
{
    const Expected<std::shared_ptr<const Clock>> clock = clockOfRecording(path);
    if (!clock)
        return tl::unexpected(clock.error());
    if (options.recordingChanged)
        options.recordingChanged({RecordingStatus::State::Reading, held, path});
    return std::make_unique<LookingOn>(path, *clock, options.recordingChanged, held);
}
} // namespace signalbox
