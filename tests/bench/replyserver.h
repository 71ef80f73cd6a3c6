// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <estate/problem.h>

namespace signalbox::bench
{
/// A web server on loopback that does nothing but send what was prepared, so that next to nothing of its own is in what
/// is measured. It keeps connections, packs nothing, and has a thread of its own; it may be told and asked from any.
class ReplyServer
{
public:
    /// What was given of one body since it was set.
    struct Given {
        std::uint64_t count = 0;
        double firstAt = 0; ///< wallMilliseconds() just before the first byte of the first one
    };

    /// Listens on so many addresses, 127.1.0.1 and those that follow, each with a free port.
    static Expected<std::unique_ptr<ReplyServer>> start(int addresses = 1);
    ~ReplyServer();
    ReplyServer(const ReplyServer &) = delete;
    ReplyServer &operator=(const ReplyServer &) = delete;

    /// From now on a GET of this path is answered with this body.
    void serve(const std::string &path, const std::string &contentType, std::shared_ptr<const std::string> body);
    /// The same with another body; what was given is counted on.
    void replace(const std::string &path, std::shared_ptr<const std::string> body);
    [[nodiscard]] Given given(const std::string &path) const;
    /// "127.1.0.1:41234"
    [[nodiscard]] const std::vector<std::string> &addresses() const { return m_addresses; }
    /// CPU time that its thread took, in milliseconds.
    [[nodiscard]] double cpuMilliseconds() const;

private:
    struct Reply {
        std::string contentType;
        std::shared_ptr<const std::string> body;
        Given given;
    };

    ReplyServer() = default;
    Expected<void> listen(int address);
    void run();
    void accept(int listener);
    /// False: the connection is over.
    bool read(int connection);
    bool answer(int connection, const std::string &path);

    std::vector<std::string> m_addresses;
    std::vector<int> m_listeners;
    std::map<int, std::string> m_connections; ///< with what was read of a request
    int m_poll = -1;
    int m_stop = -1;
    mutable std::mutex m_mutex;
    std::map<std::string, Reply> m_replies; ///< by path; guarded by m_mutex
    std::thread m_thread;
};
} // namespace signalbox::bench
