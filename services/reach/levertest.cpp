// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <reach/levertest.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <map>

#include <unistd.h>

#include <estate/plaintext.h>
#include <reach/hostscript.h>

namespace signalbox
{
namespace
{
constexpr std::size_t hostsAtOnce = 16;
constexpr int agentIsEmpty = 1; // what ssh-add -l ends with

/// What the script says to "hello": "signalbox-host VERSION"; nothing where it says something else.
std::optional<int> versionOf(const HostReply &reply)
{
    static constexpr std::string_view called = "signalbox-host ";
    if (reply.kind != HostReply::Kind::Ok || reply.lines.empty() || !reply.lines.front().starts_with(called))
        return {};
    const std::string_view text = std::string_view(reply.lines.front()).substr(called.size());
    int version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return version;
}

/// Why ssh could not use the watch's key; it says nothing of that itself and tries others. Nothing: it can.
std::optional<Problem> keyTrouble(const HostStanding &standing)
{
    if (standing.identity != Identity::Look || ::access(standing.access.lookKey.c_str(), R_OK) == 0)
        return {};
    return Problem{standing.access.name,
                   "the watch's key " + standing.access.lookKey + " cannot be read: " + std::strerror(errno),
                   "Make it with ssh-keygen, without a passphrase, readable by the watch's account alone"};
}

std::string adviceOn(std::string_view reason)
{
    const auto says = [reason](std::string_view part) { return reason.find(part) != std::string_view::npos; };
    if (says("sudo"))
        return "See that /etc/sudoers.d has the line that signalboxctl reach --setup prints, with NOPASSWD";
    if (says("does not list"))
        return "Its administrator adds the unit to that file, a line of its own, or takes the lever from the estate "
               "file";
    if (says("systemd"))
        return "See systemctl status there, and how the estate file calls the unit";
    return "Its administrator does what signalboxctl reach --setup prints";
}
} // namespace

std::vector<HostToTest> hostsToTest(const Estate &estate, const std::vector<Lever> &levers, Identity identity)
{
    std::vector<HostToTest> hosts;
    std::map<Subject, std::size_t> places;
    for (const Lever &lever : levers) {
        const auto [place, isNew] = places.try_emplace(lever.host, hosts.size());
        if (isNew) {
            const auto access = accessTo(estate, lever.host);
            if (!access) {
                places.erase(place);
                continue;
            }
            hosts.push_back({*access, identity, {}});
        }
        hosts[place->second].levers.push_back(lever);
    }
    return hosts;
}

LeverTest::LeverTest(std::vector<HostToTest> hosts, std::string folder, Limits limits,
                     std::function<void(std::vector<HostStanding>)> then)
    : m_folder(std::move(folder))
    , m_limits(limits)
    , m_then(std::move(then))
{
    for (HostToTest &host : hosts) {
        HostStanding standing{std::move(host.access), host.identity, Readiness::Unknown, {}, {}};
        for (Lever &lever : host.levers)
            standing.levers.push_back({std::move(lever), Readiness::Unknown, {}});
        m_waiting.push_back(m_standings.size());
        m_standings.push_back(std::move(standing));
    }
    m_all.setSingleShot(true);
    QObject::connect(&m_all, &QTimer::timeout, &m_all, [this] { timeIsOver(); });
    m_all.start(m_limits.all);
    m_soon.setSingleShot(true);
    QObject::connect(&m_soon, &QTimer::timeout, &m_soon, [this] { fill(); });
    begin();
}

LeverTest::~LeverTest() = default;

void LeverTest::begin()
{
    const bool isByAgent = std::any_of(m_standings.begin(), m_standings.end(),
                                       [](const HostStanding &standing) { return standing.identity == Identity::Act; });
    if (isByAgent)
        askAgent();
    else
        m_soon.start(0);
}

// A host says of a key that it does not know no more than that; whether there is an agent, and a key in it, is known
// here.
void LeverTest::askAgent()
{
    m_agent = std::make_unique<HostQuestion>(std::vector<std::string>{"ssh-add", "-l"});
    m_agent->ask({}, m_limits.question, [this](const SshEnd &end) { agentAnswered(end); });
}

void LeverTest::agentAnswered(const SshEnd &end)
{
    if (end.status != 0) {
        const bool isEmpty = end.status == agentIsEmpty;
        const Problem why{{},
                          isEmpty ? "there is no key in your ssh agent" : "there is no ssh agent that answers",
                          isEmpty ? "Add yours: ssh-add" : "Start one and add your key, or connect with one forwarded"};
        const auto isByAgent = [this](std::size_t host) { return m_standings[host].identity == Identity::Act; };
        for (const std::size_t host : m_waiting) {
            if (isByAgent(host))
                standAll(host, Readiness::Refused, why);
        }
        std::erase_if(m_waiting, isByAgent);
    }
    m_soon.start(0);
}

void LeverTest::fill()
{
    std::erase_if(m_underWay, [](const std::unique_ptr<UnderWay> &one) { return !one->question; });
    while (m_underWay.size() < hostsAtOnce && !m_waiting.empty()) {
        if (const auto trouble = keyTrouble(m_standings[m_waiting.front()])) {
            standAll(m_waiting.front(), Readiness::Refused, *trouble);
            m_waiting.pop_front();
            continue;
        }
        m_underWay.push_back(std::make_unique<UnderWay>());
        UnderWay &one = *m_underWay.back();
        one.host = m_waiting.front();
        m_waiting.pop_front();
        const HostStanding &standing = m_standings[one.host];
        if (!m_folder.empty())
            one.control = controlPathFor(m_folder, standing.access, standing.identity);
        one.question = std::make_unique<HostQuestion>(sshCommand(standing.access, standing.identity, one.control));
        step(one);
    }
    if (m_underWay.empty())
        tell();
}

void LeverTest::step(UnderWay &one)
{
    HostStanding &standing = m_standings[one.host];
    std::vector<std::string> words{"hello"};
    if (one.isGreeted) {
        words.front() = "check";
        const std::vector<std::string> &asked = standing.levers[one.next].lever.words;
        words.insert(words.end(), asked.begin(), asked.end());
    }
    const auto request = hostRequest(words);
    if (request) {
        one.question->ask(*request, m_limits.question, [this, &one](const SshEnd &end) { answered(one, end); });
        return;
    }
    standing.levers[one.next].readiness = Readiness::Refused;
    standing.levers[one.next].why = request.error();
    ++one.next;
    if (one.next < standing.levers.size())
        step(one);
    else
        QTimer::singleShot(0, &m_soon, [this, &one] { close(one); });
}

void LeverTest::answered(UnderWay &one, const SshEnd &end)
{
    HostStanding &standing = m_standings[one.host];
    const auto reply = readHostReply(end.printed);
    if (!one.isGreeted) {
        greeted(one, reply, end);
    } else {
        LeverStanding &lever = standing.levers[one.next++];
        if (!reply) {
            const HostFailure failure = failureOf(standing.access, standing.identity, end, reply.error().what);
            lever.readiness = failure.isUnreachable ? Readiness::Unknown : Readiness::Refused;
            lever.why = failure.problem;
        } else if (reply->kind == HostReply::Kind::Ok) {
            lever.readiness = Readiness::Ready;
            lever.why = {};
        } else {
            lever.readiness = Readiness::Refused;
            const std::string reason = reply->kind == HostReply::Kind::Refused ? reply->reason : "the check failed";
            lever.why = {standing.access.name, harmless(reason, 400), adviceOn(reason)};
        }
    }
    if (one.isGreeted && one.next < standing.levers.size()) {
        step(one);
        return;
    }
    // Not here: this is called by the question that would be destroyed.
    QTimer::singleShot(0, &m_soon, [this, &one] { close(one); });
}

// Nothing stays behind: a shared connection would live for another minute.
void LeverTest::close(UnderWay &one)
{
    if (!m_then)
        return; // the time was over
    if (one.control.empty()) {
        end(one);
        return;
    }
    one.question = std::make_unique<HostQuestion>(sshClosing(m_standings[one.host].access, one.control));
    one.question->ask({}, m_limits.question,
                      [this, &one](const SshEnd &) { QTimer::singleShot(0, &m_soon, [this, &one] { end(one); }); });
}

void LeverTest::end(UnderWay &one)
{
    if (!m_then)
        return; // the time was over
    one.question.reset();
    fill();
}

void LeverTest::greeted(UnderWay &one, const Expected<HostReply> &reply, const SshEnd &end)
{
    HostStanding &standing = m_standings[one.host];
    one.isGreeted = true;
    const auto version = reply ? versionOf(*reply) : std::optional<int>();
    if (version && *version >= hostScriptVersion) {
        standing.readiness = Readiness::Ready;
        return;
    }
    one.next = standing.levers.size();
    if (version) {
        standAll(one.host, Readiness::Refused,
                 {standing.access.name,
                  "its script of verbs is version " + std::to_string(*version) + ", older than " +
                      std::to_string(hostScriptVersion),
                  "Install the one that signalboxctl reach --setup " + standing.access.name + " --script prints"});
    } else if (reply) {
        const std::string said = reply->kind == HostReply::Kind::Refused ? reply->reason : "something else than hello";
        standAll(one.host, Readiness::Refused,
                 {standing.access.name, "its script of verbs says: " + harmless(said, 400), adviceOn(said)});
    } else {
        const HostFailure failure = failureOf(standing.access, standing.identity, end, reply.error().what);
        standAll(one.host, failure.isUnreachable ? Readiness::Unknown : Readiness::Refused, failure.problem);
    }
}

void LeverTest::standAll(std::size_t host, Readiness readiness, const Problem &why)
{
    HostStanding &standing = m_standings[host];
    standing.readiness = readiness;
    standing.why = why;
    for (LeverStanding &lever : standing.levers) {
        lever.readiness = readiness;
        lever.why = why;
    }
}

void LeverTest::timeIsOver()
{
    for (const HostStanding &standing : m_standings) {
        const auto host = static_cast<std::size_t>(&standing - m_standings.data());
        if (standing.readiness == Readiness::Unknown && standing.why.what.empty())
            standAll(host, Readiness::Unknown, {standing.access.name, "there was no time left to ask it", {}});
    }
    for (HostStanding &standing : m_standings) {
        for (LeverStanding &lever : standing.levers) {
            if (lever.readiness == Readiness::Unknown && lever.why.what.empty())
                lever.why = {standing.access.name, "there was no time left to ask about it", {}};
        }
    }
    m_waiting.clear();
    m_agent.reset();
    for (const std::unique_ptr<UnderWay> &one : m_underWay)
        one->question.reset();
    tell();
}

void LeverTest::tell()
{
    m_all.stop();
    if (const auto then = std::exchange(m_then, nullptr))
        then(std::move(m_standings));
}
} // namespace signalbox
