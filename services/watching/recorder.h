// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <estate/estate.h>
#include <estate/problem.h>
#include <recording/recording.h>
#include <time/clock.h>

namespace signalbox
{
/// How the recording stands, for the screen. What is wrong is a sentence.
struct RecordingStatus {
    enum class State : std::uint8_t {
        Recording, ///< each tick is on disk
        Paused,    ///< the disk refuses (full, read-only); the live picture goes on and recording resumes by itself
        Reading,   ///< another process holds the lock and records; this one looks on
    };
    State state = State::Recording;
    Problem problem;
    std::string path; ///< the recording's file
    bool operator==(const RecordingStatus &) const = default;
};

/// How the estate file stands: a broken edit keeps the last good one.
struct EstateStatus {
    std::string path;                ///< empty: no file, this machine
    std::vector<std::string> errors; ///< of the newest edit, "FILE:LINE:COL: message"; empty: it is in force
    bool operator==(const EstateStatus &) const = default;
};

/// The one process per estate that observes, records, judges. Starts threads: I/O (sources), engine (fold, judge),
/// writer (SQLite).
class Recorder
{
public:
    struct Options {
        std::string estatePath;                                        ///< empty: this machine
        std::string recordingPath;                                     ///< empty: the state folder's
        std::function<void(const RecordingStatus &)> recordingChanged; ///< any thread
        std::function<void(const EstateStatus &)> estateChanged;       ///< any thread
    };
    virtual ~Recorder() = default;
    /// Fails where the estate cannot be read at the start. Where another process holds the lock, the Problem says
    /// which.
    static Expected<std::unique_ptr<Recorder>> start(Options options);
    /// Everything recorded so far, the newest ticks before they are on disk: what a session follows.
    [[nodiscard]] virtual std::unique_ptr<const Recording> recording() const = 0;
    [[nodiscard]] virtual std::shared_ptr<const Clock> clock() const = 0;
};
} // namespace signalbox
