// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <attaching/linkmessage.h>
#include <attaching/watchaddress.h>
#include <watching/recorder.h>

namespace signalbox
{
/// How a desk hangs on a watch. Any thread may be told.
struct AttachmentStatus {
    enum class State : std::uint8_t {
        Attached,  ///< what the watch records arrives
        Unwatched, ///< the line is up, but nobody records there
        Stuck,     ///< the line is up and somebody watches there, but for 10 s nothing has been recorded
        Cut,       ///< the line is down and is tried again; what is shown grows old
    };
    State state = State::Cut;
    Problem problem;          ///< of Cut: why
    Problem copy;             ///< why the copy cannot be written; empty while it can
    Milliseconds wallAhead{}; ///< the watch's wall clock before this machine's
    std::vector<link::Desk> others;
    bool operator==(const AttachmentStatus &) const = default;
};

/// A desk's end of the line to a watch, for all that asks a Recorder: what it shows is a copy of what the watch
/// records, and what is done here is journalled there. It connects again by itself for as long as it lives.
class Attachment : public Recorder
{
public:
    struct Options {
        std::function<void(const AttachmentStatus &)> changed;
        std::vector<std::string> command; ///< instead of the address's ssh; empty: that one
    };
    /// Waits for the watch's first words, at most 20 s. Where it does not answer, the copy that is there already is
    /// shown; an error where there is none.
    static Expected<std::unique_ptr<Attachment>> attach(const WatchAddress &address, const Options &options);
    /// Waits until the copy holds all that the watch had recorded by now; false where that takes longer, or the line is
    /// down.
    virtual bool waitUntilCurrent(Milliseconds atMost) = 0;
    /// Waits until the copy is on the disk, all of it, if the disk takes it.
    virtual void flush() = 0;
    [[nodiscard]] virtual AttachmentStatus status() const = 0;
};
} // namespace signalbox
