// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <recording/recordingwriter.h>

namespace signalbox
{
/// Writes frames on a thread of its own, in batches. Where the disk refuses it keeps what it has, says so, and tries
/// again every two seconds. What waits, whether the disk refuses or hangs, is thinned out when it gets too much, so
/// that memory stays bounded and the state in the file stays true.
class WriteQueue
{
public:
    /// `changed` is called from the writing thread with the problem, or with nothing once all is on disk again.
    /// `stored`, of the same thread, gets the last tick of what was committed.
    /// `refused` is why the file could not even be opened; then nothing is written before a later try succeeds on an
    /// empty file.
    WriteQueue(std::string path, std::unique_ptr<RecordingWriter> writer, std::optional<Problem> refused,
               std::function<void(const std::optional<Problem> &)> changed,
               std::function<void(TickNumber)> stored = {});
    /// Writes what waits, if the disk takes it at once.
    ~WriteQueue();
    void append(std::shared_ptr<const Frame> frame);
    /// From now on so much of the past is kept; without it all of it.
    void keep(const RecordingLimits &limits);
    /// Waits until all that was appended is on disk; false where the disk refuses.
    bool drain();

private:
    void run();
    void thin();
    Expected<void> write(const std::vector<std::shared_ptr<const Frame>> &batch);
    void forget(std::unique_lock<std::mutex> &lock);
    Expected<void> openAgain();
    void report(const std::optional<Problem> &problem);

    std::string m_path;
    std::unique_ptr<RecordingWriter> m_writer;
    std::optional<Problem> m_problem;
    std::function<void(const std::optional<Problem> &)> m_changed;
    std::function<void(TickNumber)> m_stored;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::shared_ptr<const Frame>> m_waiting;
    std::size_t m_weight = 0;    ///< of what waits, in facts
    std::size_t m_thinnedTo = 0; ///< its weight when it was thinned out last
    std::optional<RecordingLimits> m_limits;
    bool m_isBusy = false;
    bool m_isStuck = false;
    bool m_isEnding = false;
    std::thread m_thread;
};

/// One frame in the place of two that follow each other: tick of the later, all changes, the later fact and transition
/// of each series and alert.
Frame mergedFrames(const Frame &earlier, const Frame &later);
} // namespace signalbox
