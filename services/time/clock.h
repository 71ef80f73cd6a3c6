// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include <time/timeline.h>

namespace signalbox
{
/// Now, handed in. Everything outside services/time learns the time from one of these.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Now on the engine's time line. Any thread; never goes back.
    [[nodiscard]] virtual Moment now() const = 0;
};

/// A clock under which the world may be changed: the machine's own, a drill's, a test's. A playhead is none (law 6).
class ActingClock : public Clock
{
};

/// One look at the machine's clocks.
struct MachineReading {
    Milliseconds sinceBoot; ///< CLOCK_BOOTTIME
    WallTime wall;          ///< CLOCK_REALTIME
    std::string boot;       ///< boot id
};

/// Asks the machine. The only place in the program that does.
MachineReading readMachineClocks();

/// Runs on CLOCK_BOOTTIME from an anchor; notices when the wall clock no longer agrees.
class SystemClock final : public ActingClock
{
public:
    /// Continues after `last`, the last anchor and moment of a recording, where there is one: same boot by
    /// CLOCK_BOOTTIME, another boot by the wall clock, and never before the last moment. `read` is for tests.
    struct Last {
        Anchor anchor;
        Moment moment;
    };
    explicit SystemClock(std::optional<Last> last = {}, std::function<MachineReading()> read = readMachineClocks);

    [[nodiscard]] Moment now() const override;
    /// The anchor in force at construction or after the last step.
    [[nodiscard]] Anchor anchor() const;
    /// What the wall shows at now(), by the anchor in force.
    [[nodiscard]] WallTime wallNow() const;
    /// A new anchor, if the machine's clock was stepped by more than 250 ms since the one in force. Any thread.
    std::optional<Anchor> checkForStep();

private:
    std::function<MachineReading()> m_read;
    mutable std::mutex m_mutex;
    Anchor m_anchor;
};

/// A clock that stands until it is moved: for tests and for fast time.
class ManualClock final : public ActingClock
{
public:
    explicit ManualClock(Moment start);
    [[nodiscard]] Moment now() const override;
    void advance(Milliseconds by);

private:
    mutable std::mutex m_mutex;
    Moment m_now;
};

/// The time of a replay. Not an ActingClock: the past cannot act.
class Playhead final : public Clock
{
public:
    explicit Playhead(Moment start);
    [[nodiscard]] Moment now() const override;
    /// Any moment, earlier ones too.
    void moveTo(Moment moment);

private:
    mutable std::mutex m_mutex;
    Moment m_now;
};
} // namespace signalbox
