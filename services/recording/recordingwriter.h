// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include <estate/estate.h>
#include <estate/problem.h>
#include <recording/frame.h>

namespace signalbox
{
/// Writing side of a recording: a file that only grows. One per file, ensured by the caller's lock
/// (watching/estatelock.h).
class RecordingWriter
{
public:
    virtual ~RecordingWriter() = default;
    /// Opens or creates. A file of another version or kind is refused and left untouched.
    static Expected<std::unique_ptr<RecordingWriter>> open(const std::string &path);
    /// Commits these frames in one transaction; ticks must follow the last one. After an error nothing of them is kept
    /// and the call may be repeated (a full disk that has room again).
    virtual Expected<void> appendAll(std::span<const Frame *const> frames) = 0;
    /// The same with frames that lie in a row.
    Expected<void> append(std::span<const Frame> frames);
    /// One small step towards these limits, to be called between appends until it answers false: nothing to do.
    /// After an error nothing of it was done.
    virtual Expected<bool> forget(const RecordingLimits &limits) = 0;
    /// The last committed tick; number 0 in a new file.
    [[nodiscard]] virtual Tick last() const = 0;
};
} // namespace signalbox
