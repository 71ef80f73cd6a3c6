// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <attaching/linkmessage.h>
#include <sys/types.h>

namespace signalbox
{
/// A line to a watch: a process of its own (ssh) whose standard streams are the line. One thread.
class WatchLine
{
public:
    /// Starts argv, without a shell. Fails where it cannot be started.
    static Expected<std::unique_ptr<WatchLine>> start(const std::vector<std::string> &argv);
    /// Ends the process, and whatever it has started.
    ~WatchLine();
    WatchLine(const WatchLine &) = delete;
    WatchLine &operator=(const WatchLine &) = delete;

    void send(const link::Message &message);
    /// Waits until something has come, the line takes more, `wake` can be read or the time is over; answers what has
    /// come. An error: the line is lost, with what its process said about it.
    Expected<std::vector<link::Message>> exchange(Milliseconds atMost, int wake);
    /// Bytes that have come in all; grows also in the middle of a message.
    [[nodiscard]] std::size_t received() const { return m_received; }

private:
    WatchLine(pid_t process, int in, int out, int errors);
    Expected<void> read();
    void readErrors();
    Problem lost();

    pid_t m_process;
    int m_in;     ///< what the watch says
    int m_out;    ///< what it is told
    int m_errors; ///< what the process says to people
    link::Reader m_reader;
    Compressor m_compressor;
    std::string m_waiting; ///< to be sent
    std::string m_complaint;
    std::size_t m_received = 0;
};
} // namespace signalbox
