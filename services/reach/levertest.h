// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <reach/hostquestion.h>
#include <reach/hostrequest.h>
#include <reach/lever.h>

namespace signalbox
{
/// What is known of a lever that was tested, or of the way to its host.
enum class Readiness : std::uint8_t {
    Ready,   ///< it would be carried out
    Refused, ///< it would not
    Unknown, ///< the host could not be asked
};

struct LeverStanding {
    Lever lever;
    Readiness readiness = Readiness::Unknown;
    Problem why; ///< empty of Ready
};

/// How one host stands for one identity.
struct HostStanding {
    HostAccess access;
    Identity identity = Identity::Look;
    Readiness readiness = Readiness::Unknown; ///< of the way there and of the script
    Problem why;                              ///< empty of Ready
    std::vector<LeverStanding> levers;        ///< as they were given; where the host is not ready, as it is
};

/// Whom to test.
struct HostToTest {
    HostAccess access;
    Identity identity = Identity::Look;
    std::vector<Lever> levers; ///< its own
    bool operator==(const HostToTest &) const = default;
};

/// One standing a host and identity for each that has levers, in the order of the hosts' first lever.
std::vector<HostToTest> hostsToTest(const Estate &estate, const std::vector<Lever> &levers, Identity identity);

/// Tests levers without pulling any: asks each host's script whether it would carry the request out. Hosts side by
/// side, sixteen at once, over one connection each. One thread, whose event loop drives it.
class LeverTest
{
public:
    struct Limits {
        Milliseconds question = std::chrono::seconds(20); ///< for one answer
        Milliseconds all = std::chrono::minutes(2);       ///< who was not asked by then is unknown
    };
    /// `folder`, which its owner alone can enter, gets the sockets of shared connections; empty: none is shared. `then`
    /// is called once, from the event loop, with a standing for each of `hosts`, in their order.
    LeverTest(std::vector<HostToTest> hosts, std::string folder, Limits limits,
              std::function<void(std::vector<HostStanding>)> then);
    ~LeverTest();
    LeverTest(const LeverTest &) = delete;
    LeverTest &operator=(const LeverTest &) = delete;

private:
    struct UnderWay {
        std::size_t host = 0;
        std::size_t next = 0; ///< lever to ask about; before the greeting 0 as well
        bool isGreeted = false;
        std::string control; ///< path of its connection's socket; empty: it is not shared
        std::unique_ptr<HostQuestion> question;
    };
    void begin();
    void askAgent();
    void agentAnswered(const SshEnd &end);
    void fill();
    void step(UnderWay &one);
    void answered(UnderWay &one, const SshEnd &end);
    void greeted(UnderWay &one, const Expected<HostReply> &reply, const SshEnd &end);
    void close(UnderWay &one);
    void end(UnderWay &one);
    void standAll(std::size_t host, Readiness readiness, const Problem &why);
    void timeIsOver();
    void tell();

    std::vector<HostStanding> m_standings;
    std::string m_folder;
    Limits m_limits;
    std::function<void(std::vector<HostStanding>)> m_then;
    QTimer m_all;
    QTimer m_soon; ///< goes on outside the calls of what has just ended
    std::unique_ptr<HostQuestion> m_agent;
    std::deque<std::size_t> m_waiting; ///< hosts not begun
    std::vector<std::unique_ptr<UnderWay>> m_underWay;
};
} // namespace signalbox
