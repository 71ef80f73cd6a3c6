// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <QTimer>

#include <session/session.h>
#include <watching/recorder.h>

namespace signalbox
{
/// A recorder and a session on it, in one: what `picture` and `watch` look at. Where another process records the estate
/// already, that recording is followed. GUI-less main thread.
class Observation
{
public:
    struct Options {
        std::string estatePath;
        std::string recordingPath; ///< empty: the state folder's
        Recorder::WhenHeld whenHeld = Recorder::WhenHeld::LookOn;
        bool pages = false; ///< Recorder::Options::pages
        bool acts = false;  ///< Recorder::Options::acts
        std::function<void(const PicturePtr &)> changed;
        std::function<void(const Problem &)> failed;
        std::function<void(const RecordingStatus &)> recordingChanged; ///< on the main thread
        std::function<void(const EstateStatus &)> estateChanged;       ///< on the main thread
    };
    static Expected<std::unique_ptr<Observation>> start(Options options);

    [[nodiscard]] const Recorder &recorder() const { return *m_recorder; }
    /// Recorder::reread(); `done` on the main thread.
    void reread(const std::function<void()> &done);

private:
    explicit Observation(Options options);

    Options m_options;
    QObject m_context; ///< answers from other threads arrive here
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<Session> m_session;
    QTimer m_timer;
};

/// Whether every target that the estate declares was asked at least once.
bool everyTargetWasAsked(const Picture &picture);
} // namespace signalbox
