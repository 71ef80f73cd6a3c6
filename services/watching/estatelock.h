// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <estate/problem.h>

namespace signalbox
{
/// The right to record an estate: one process at a time. Held until destruction; the kernel lets go of it when the
/// process dies, however it dies (open file description locks, fcntl(2)).
class EstateLock
{
public:
    /// Why the lock was not had.
    struct Refusal {
        Problem problem;     ///< names the process that has it
        bool isHeld = false; ///< another process has it, or may have it; otherwise the lock file could not be made
    };
    /// Takes the lock that belongs to a recording's file. Its group may take it too where it may write to the folder.
    static tl::expected<std::unique_ptr<EstateLock>, Refusal> take(const std::string &recordingPath);
    /// Whether a process has it now, or may have it. For readers: the answer may be old as soon as it is given.
    static bool isHeld(const std::string &recordingPath);
    ~EstateLock();
    EstateLock(const EstateLock &) = delete;
    EstateLock &operator=(const EstateLock &) = delete;

private:
    explicit EstateLock(int descriptor);
    int m_descriptor;
};
} // namespace signalbox
