// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <estate/estate.h>
#include <estate/problem.h>
#include <journal/act.h>
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
        Ended,     ///< that other process has ended: nobody records
    };
    State state = State::Recording;
    Problem problem;
    std::string path; ///< the recording's file
    bool operator==(const RecordingStatus &) const = default;
};

/// How the estate file stands: a broken edit keeps the last good one.
struct EstateStatus {
    std::string path;                  ///< empty: no file, this machine
    std::vector<std::string> errors;   ///< of the newest edit, "FILE:LINE:COL: message"; empty: it is in force
    std::vector<std::string> lists;    ///< queries whose last answer was not taken over: why, and since when; sentences
    std::vector<std::string> troubles; ///< what keeps acts, heads of the journal or pages from their way; sentences
    bool operator==(const EstateStatus &) const = default;
};

/// The one process per estate that observes, records, judges, pages and acts. Starts threads: I/O (sources), engine
/// (fold, judge), writer (SQLite), paging, operator. Where another process holds the lock it may look on instead: then
/// it reads what that one records.
class Recorder
{
public:
    enum class WhenHeld : std::uint8_t { Fail, LookOn };
    struct Options {
        std::string estatePath;    ///< empty: this machine
        std::string recordingPath; ///< empty: recording.db in the estate's state folder
        WhenHeld whenHeld = WhenHeld::Fail;
        bool pages = false; ///< whether people are paged and heartbeats sent; not by whoever only takes a look
        bool acts = false;  ///< whether what people confirmed is carried out; not where this only looks on
        std::function<void(const RecordingStatus &)> recordingChanged;  ///< any thread
        std::function<void(const EstateStatus &)> estateChanged;        ///< any thread
        std::function<MachineReading()> readClocks = readMachineClocks; ///< another machine's, in tests
    };
    virtual ~Recorder() = default;
    /// Fails where the estate cannot be read at the start (every error is in the Problem), or the lock is held and
    /// WhenHeld::Fail.
    static Expected<std::unique_ptr<Recorder>> start(const Options &options);
    /// Everything recorded so far, the newest ticks before they are on disk: what a session follows.
    [[nodiscard]] virtual Expected<std::unique_ptr<const Recording>> recording() const = 0;
    [[nodiscard]] virtual std::shared_ptr<const Clock> clock() const = 0;
    /// A person has opened that subject's page (Source::attend). Any thread. Without effect where this process only
    /// looks on: the sources are another's.
    virtual void attend(const Subject &subject) = 0;
    /// Writes what this person does now into the journal, whoever records: within 100 ms of it being durable the
    /// engine makes a tick of it. Any thread; does not wait. `done` gets the row's number, or why nothing was written,
    /// on a thread of the recorder's.
    virtual void act(const Act &act, std::function<void(const Expected<std::uint64_t> &)> done) = 0;
    /// Reads the estate again now, and asks its lists; `done` is called after that, on a thread of the recorder's.
    /// Where this process does not record, `done` alone.
    virtual void reread(std::function<void()> done) { done(); }
    /// Where it is recorded.
    [[nodiscard]] virtual std::string path() const = 0;
};

/// The recording in the estate's state folder, if another process makes it now; empty where none does, or the estate
/// cannot be read.
std::string recordingMadeElsewhere(const std::string &estatePath);

/// The recording in the estate's state folder, made or not; the Problem says what is wrong with the estate.
Expected<std::string> recordingOf(const std::string &estatePath);

/// The machine's time on the engine's line of a recording that another process makes; good until the machine restarts.
Expected<std::shared_ptr<const Clock>> clockOfRecording(const std::string &path);
} // namespace signalbox
