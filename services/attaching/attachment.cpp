// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/attachment.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

#include <attaching/attachedrecording.h>
#include <attaching/copy.h>
#include <attaching/remoteclock.h>
#include <attaching/watchline.h>
#include <recording/recordingfile.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
constexpr std::chrono::seconds firstWordsWithin{20};
/// The watch says something every second; a line that is slow is in the middle of something.
constexpr Milliseconds silentFor = std::chrono::seconds(15);
constexpr Milliseconds wakeEvery = std::chrono::seconds(1);
constexpr Milliseconds firstPause = std::chrono::seconds(1);
constexpr Milliseconds longestPause = std::chrono::seconds(30);
constexpr std::chrono::seconds historyWithin{3};
constexpr int mostCopies = 9; ///< of desks on one machine that are attached to one watch

Problem silence()
{
    return {{},
            "nothing has come over the line for 15 s",
            "See whether ssh gets there by hand; it is tried again by itself"};
}

class Attached final : public Attachment
{
public:
    Attached(const WatchAddress &address, const Options &options)
        : m_address(address)
        , m_options(options)
        , m_folder("attached-" + address.fileName())
        , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_clock(std::make_shared<RemoteClock>())
        , m_thread([this] { run(); })
    {
    }
    ~Attached() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
        }
        m_changed.notify_all();
        wake();
        m_thread.join();
        ::close(m_wake);
    }

    /// Nothing once there is a copy to show.
    std::optional<Problem> waitForCopy()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, firstWordsWithin, [this] { return m_isReady || m_refusal; });
        if (m_isReady)
            return {};
        return m_refusal.value_or(Problem{m_address.url(), "the watch does not answer", "See whether ssh gets there"});
    }

    Expected<std::unique_ptr<const Recording>> recording() const override
    {
        auto copy = openRecording(m_copy->path());
        if (!copy)
            return copy;
        return attachedRecording(std::move(*copy), [this](SeriesId series, Moment from, Moment to) {
            return const_cast<Attached *>(this)->history(series, from, to);
        });
    }
    std::shared_ptr<const Clock> clock() const override { return m_clock; }
    std::string path() const override { return m_copy->path(); }
    void attend(const Subject &subject) override { send(link::LookAt{subject.path()}); }
    void act(const Act &act, std::function<void(const Expected<std::uint64_t> &)> done) override;
    bool waitUntilCurrent(Milliseconds atMost) override
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, atMost, [this] { return m_isCurrent; });
    }
    void flush() override { m_copy->flush(); }
    AttachmentStatus status() const override
    {
        const std::lock_guard lock(m_statusMutex);
        return m_status;
    }

private:
    using Done = std::function<void(const Expected<std::uint64_t> &)>;
    using Points = Expected<std::vector<HistoryPoint>>;

    void run();
    Problem converse();
    std::vector<link::Message> takeWaiting();
    std::optional<Problem> take(const link::Message &message);
    std::optional<Problem> welcome(const link::Welcome &words);
    [[nodiscard]] std::string knownIdentity() const;
    std::optional<Problem> openCopy(const std::string &identity);
    void hear(const link::Now &now);
    void noteProgress();
    void answer(const link::Acted &acted);
    void cut(const Problem &why);
    void tell(const std::function<void(AttachmentStatus &)> &change);
    void send(const link::Message &message);
    Points history(SeriesId series, Moment from, Moment to);
    [[nodiscard]] bool isEnding() const { return flag(m_isEnding); }
    [[nodiscard]] bool isUp() const { return flag(m_isUp); }
    [[nodiscard]] bool isReady() const { return flag(m_isReady); }
    [[nodiscard]] bool flag(const bool &value) const
    {
        const std::lock_guard lock(m_mutex);
        return value;
    }
    void wake() const
    {
        const std::uint64_t one = 1;
        (void)!::write(m_wake, &one, sizeof one);
    }

    const WatchAddress m_address;
    const Options m_options;
    const std::string m_folder; ///< below the state folders
    const int m_wake;
    const std::shared_ptr<RemoteClock> m_clock;
    // The line's thread's; nobody else asks for the copy before it is ready.
    std::unique_ptr<Copy> m_copy;
    std::string m_identity;    ///< of the recording that it is of
    TickNumber m_watchAt = 0;  ///< the watch's last tick, as it said
    bool m_isToldOnce = false; ///< since the line is up
    Milliseconds m_pause = firstPause;

    mutable std::mutex m_statusMutex;
    AttachmentStatus m_status;
    bool m_isStatusTold = false;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isEnding = false;
    bool m_isReady = false;
    bool m_isUp = false;
    bool m_isCurrent = false;
    std::optional<Problem> m_refusal;
    std::vector<link::Message> m_waiting; ///< to be sent
    std::uint64_t m_lastId = 0;
    std::map<std::uint64_t, Done> m_acts;
    std::map<std::uint64_t, std::optional<Points>> m_questions;
    std::thread m_thread; ///< last: it uses the others
};

void Attached::run()
{
    while (!isEnding()) {
        const Problem why = converse();
        if (isEnding())
            break;
        cut(why);
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, m_pause, [this] { return m_isEnding; });
        m_pause = std::clamp(2 * m_pause, firstPause, longestPause);
    }
    cut({m_address.url(), "this program ends", {}});
}

// One connection, from its beginning to its end.
Problem Attached::converse()
{
    if (!m_copy) {
        if (const std::string known = knownIdentity(); !known.empty()) {
            if (auto problem = openCopy(known))
                return *problem;
        }
    }
    auto line = WatchLine::start(m_options.command.empty() ? m_address.command() : m_options.command);
    if (!line)
        return line.error();
    (*line)->send(link::Hello{link::oldestProtocol, link::newestProtocol, SIGNALBOX_VERSION, thisPerson(),
                              m_copy ? m_copy->last().number : 0, m_copy ? m_copy->lastJournal() : 0});
    Milliseconds heardAt = readMachineClocks().sinceBoot;
    std::size_t received = 0;
    while (!isEnding()) {
        for (const link::Message &message : takeWaiting())
            (*line)->send(message);
        const auto messages = (*line)->exchange(wakeEvery, m_wake);
        std::uint64_t woken = 0;
        (void)!::read(m_wake, &woken, sizeof woken);
        if (!messages)
            return messages.error();
        for (const link::Message &message : *messages) {
            if (auto problem = take(message))
                return *problem;
        }
        const Milliseconds now = readMachineClocks().sinceBoot;
        if ((*line)->received() != received)
            heardAt = now;
        received = (*line)->received();
        if (now - heardAt > silentFor)
            return silence();
    }
    return {};
}

// What is to be sent now; nothing before the watch has said who it is.
std::vector<link::Message> Attached::takeWaiting()
{
    const std::lock_guard lock(m_mutex);
    return m_isUp ? std::exchange(m_waiting, {}) : std::vector<link::Message>();
}

std::optional<Problem> Attached::take(const link::Message &message)
{
    if (const auto *words = std::get_if<link::Welcome>(&message))
        return welcome(*words);
    if (const auto *farewell = std::get_if<link::Farewell>(&message))
        return farewell->problem;
    if (!isUp())
        return Problem{m_address.url(), "the other end does not begin as a watch does", "Bring both to one version"};
    if (const auto *catchUp = std::get_if<link::CatchUp>(&message)) {
        m_copy->catchUp(catchUp->frame);
    } else if (const auto *ticks = std::get_if<link::Ticks>(&message)) {
        for (const Frame &frame : ticks->frames)
            m_copy->append(frame);
        noteProgress();
    } else if (const auto *part = std::get_if<link::JournalRows>(&message)) {
        if (const auto copied = m_copy->append(part->rows); !copied)
            return copied.error();
    } else if (const auto *now = std::get_if<link::Now>(&message)) {
        hear(*now);
    } else if (const auto *acted = std::get_if<link::Acted>(&message)) {
        answer(*acted);
    } else if (const auto *desks = std::get_if<link::Desks>(&message)) {
        tell([&](AttachmentStatus &status) { status.others = desks->desks; });
    } else if (const auto *told = std::get_if<link::History>(&message)) {
        const std::lock_guard lock(m_mutex);
        if (const auto question = m_questions.find(told->id); question != m_questions.end())
            question->second = told->points;
        m_changed.notify_all();
    }
    return {};
}

std::string Attached::knownIdentity() const
{
    std::ifstream file(stateFolderName(m_folder) + "/current");
    std::string identity;
    std::getline(file, identity);
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return std::all_of(identity.begin(), identity.end(), isHex) ? identity : std::string();
}

std::optional<Problem> Attached::welcome(const link::Welcome &words)
{
    if (words.identity.size() > 64 || words.identity.find_first_not_of("0123456789abcdef") != std::string::npos)
        return Problem{m_address.url(), "the other end does not begin as a watch does", "Bring both to one version"};
    if (m_identity != words.identity) {
        const std::string file = stateFolderName(m_folder) + "/current";
        if (const auto folder = stateFolder(m_folder); !folder)
            return folder.error();
        std::ofstream current(file, std::ios::trunc);
        current << words.identity << '\n';
        if (!current.flush())
            return Problem{file, "cannot be written", "Make room on its file system, and see whose it is"};
        if (isReady())
            return Problem{m_address.url(), "the watch records anew, and this is a copy of what it recorded before",
                           "Close this and start it again"};
        if (m_copy) { // of another one, as it turns out
            m_copy.reset();
            m_pause = Milliseconds(0);
            return Problem{m_address.url(), "the watch records anew", {}};
        }
        if (auto problem = openCopy(words.identity))
            return problem;
    }
    m_pause = firstPause;
    m_isToldOnce = false;
    const std::lock_guard lock(m_mutex);
    m_isReady = true;
    m_isUp = true;
    m_changed.notify_all();
    return {};
}

std::optional<Problem> Attached::openCopy(const std::string &identity)
{
    for (int i = 1; i <= mostCopies; ++i) {
        const auto folder = stateFolder(m_folder + '/' + identity + (i > 1 ? '-' + std::to_string(i) : std::string()));
        if (!folder)
            return folder.error();
        const std::string path = *folder + "/recording.db";
        if (EstateLock::isHeld(path))
            continue;
        auto copy = Copy::open(path, [this](const std::optional<Problem> &problem) {
            tell([&](AttachmentStatus &status) { status.copy = problem.value_or(Problem{}); });
        });
        if (!copy)
            return copy.error();
        m_copy = std::move(*copy);
        m_identity = identity;
        m_clock->begin(m_copy->last().moment);
        return {};
    }
    return Problem{m_address.url(), "too many desks of this machine are attached there", "Close one of them"};
}

void Attached::hear(const link::Now &now)
{
    m_clock->hear(now.moment, now.wall);
    m_watchAt = now.last;
    m_isToldOnce = true;
    noteProgress();
    tell([&](AttachmentStatus &status) {
        status.state = now.isWatched ? AttachmentStatus::State::Attached : AttachmentStatus::State::Unwatched;
        status.problem = {};
        // To the second: it is a message's way more or less each time.
        status.wallAhead = std::chrono::round<std::chrono::seconds>(m_clock->wallAhead());
    });
}

void Attached::noteProgress()
{
    if (!m_isToldOnce || m_copy->last().number < m_watchAt)
        return;
    const std::lock_guard lock(m_mutex);
    m_isCurrent = true;
    m_changed.notify_all();
}

void Attached::answer(const link::Acted &acted)
{
    Done done;
    {
        const std::lock_guard lock(m_mutex);
        const auto waiting = m_acts.find(acted.id);
        if (waiting == m_acts.end())
            return;
        done = std::move(waiting->second);
        m_acts.erase(waiting);
    }
    if (done)
        done(acted.number);
}

// The line is down. What was asked of it is answered: not known, which is not the same as not done.
void Attached::cut(const Problem &why)
{
    std::map<std::uint64_t, Done> acts;
    {
        const std::lock_guard lock(m_mutex);
        m_isUp = false;
        m_isCurrent = false;
        m_waiting.clear();
        acts = std::exchange(m_acts, {});
        for (auto &[id, points] : m_questions)
            points = tl::unexpected(why);
        if (m_copy)
            m_isReady = true;
        m_refusal = why;
        m_changed.notify_all();
    }
    for (const auto &[id, done] : acts) {
        if (done)
            done(tl::unexpected(Problem{
                m_address.url(), "the line was cut before the watch answered; it may have been journalled or not",
                "See the journal once the line is up again"}));
    }
    tell([&](AttachmentStatus &status) {
        status.state = AttachmentStatus::State::Cut;
        status.problem = why;
        status.others.clear();
    });
}

void Attached::tell(const std::function<void(AttachmentStatus &)> &change)
{
    const std::lock_guard lock(m_statusMutex);
    AttachmentStatus next = m_status;
    change(next);
    if (next == m_status && m_isStatusTold)
        return;
    m_status = next;
    m_isStatusTold = true;
    if (m_options.changed)
        m_options.changed(m_status);
}

void Attached::send(const link::Message &message)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isUp)
            return;
        m_waiting.push_back(message);
    }
    wake();
}

void Attached::act(const Act &act, Done done)
{
    link::DoAct wish{0, act};
    if (wish.act.until)
        *wish.act.until += m_clock->wallAhead(); // the journal is in the watch's time
    bool isUp = false;
    {
        const std::lock_guard lock(m_mutex);
        isUp = m_isUp;
        wish.id = ++m_lastId;
        if (isUp) {
            m_acts[wish.id] = std::move(done);
            m_waiting.emplace_back(wish);
        }
    }
    if (isUp)
        wake();
    else if (done)
        done(tl::unexpected(Problem{m_address.url(), "the line is down: nothing was written",
                                    "Wait for the line, or use signalboxctl on the watch itself"}));
}

Attached::Points Attached::history(SeriesId series, Moment from, Moment to)
{
    const auto key = m_copy->keyOf(series);
    if (!key)
        return std::vector<HistoryPoint>{};
    std::uint64_t id = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isUp)
            return tl::unexpected(Problem{m_address.url(), "the line is down", {}});
        id = ++m_lastId;
        m_questions[id];
        m_waiting.emplace_back(link::AskHistory{id, *key, from, to});
    }
    wake();
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, historyWithin, [&] { return m_questions[id].has_value(); });
    const std::optional<Points> points = std::move(m_questions[id]);
    m_questions.erase(id);
    if (!points)
        return tl::unexpected(Problem{m_address.url(), "the line is too slow for older history", "Try again"});
    return *points;
}
} // namespace

Expected<std::unique_ptr<Attachment>> Attachment::attach(const WatchAddress &address, const Options &options)
{
    auto attached = std::make_unique<Attached>(address, options);
    if (auto refusal = attached->waitForCopy()) {
        if (refusal->where.empty())
            refusal->where = address.url();
        return tl::unexpected(std::move(*refusal));
    }
    return attached;
}
} // namespace signalbox
