// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/attached.h>

#include <algorithm>
#include <fstream>

#include <attaching/watchline.h>
#include <unistd.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
/// The watch says something every second; a line that is slow is in the middle of something.
constexpr Milliseconds silentFor = std::chrono::seconds(15);
constexpr Milliseconds wakeEvery = std::chrono::seconds(1);
constexpr Milliseconds firstPause = std::chrono::seconds(1);
constexpr Milliseconds longestPause = std::chrono::seconds(30);
constexpr std::chrono::seconds historyWithin{3};
constexpr int mostCopies = 9; ///< of desks on one machine that are attached to one watch

/// A tick is recorded every second, even when nothing happens.
constexpr Milliseconds stuckAfter = std::chrono::seconds(10);
/// The watch is told how much has come when that much more has, and once a second.
constexpr std::size_t tellEvery = link::window / 4;

Problem silence(bool wasUp)
{
    if (wasUp)
        return {{}, "nothing has come over the line for 15 s", "See whether ssh gets there by hand"};
    return {
        {},
        "nothing has come over the line for 15 s: who answers there is no watch",
        "See that nothing but signalboxctl serve --stdio is started there: by your key's forced command, or at login"};
}

Problem noWatch()
{
    return {{}, "the other end does not begin as a watch does", "Bring both to one version"};
}
} // namespace

void Attached::run()
{
    while (!isEnding()) {
        const Problem why = converse();
        if (isEnding())
            break;
        if (std::exchange(m_isStartingOver, false))
            continue;
        cut(why);
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, m_pause, [this] { return m_isEnding; });
        m_pause = std::min(2 * m_pause, longestPause);
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
    std::size_t told = 0;
    while (!isEnding()) {
        for (const link::Message &message : takeWaiting())
            (*line)->send(message);
        const auto messages = (*line)->exchange(wakeEvery, m_wake);
        std::uint64_t woken = 0;
        (void)!::read(m_wake, &woken, sizeof woken);
        if (!messages)
            return messages.error();
        bool isTimeTold = false;
        for (const link::Message &message : *messages) {
            if (auto problem = take(message))
                return *problem;
            isTimeTold = isTimeTold || std::holds_alternative<link::Now>(message);
        }
        if (isUp() && (isTimeTold || (*line)->received() - told >= tellEvery)) {
            told = (*line)->received();
            (*line)->send(link::Heard{told});
        }
        const Milliseconds now = readMachineClocks().sinceBoot;
        if ((*line)->received() != received)
            heardAt = now;
        received = (*line)->received();
        if (now - heardAt > silentFor)
            return silence(isUp());
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
        return noWatch();
    if (const auto *catchUp = std::get_if<link::CatchUp>(&message)) {
        m_copy->catchUp(catchUp->frame);
    } else if (const auto *ticks = std::get_if<link::Ticks>(&message)) {
        for (const Frame &frame : ticks->frames)
            m_copy->append(frame);
        noteProgress();
    } else if (const auto *part = std::get_if<link::JournalRows>(&message)) {
        if (const auto copied = m_copy->append(part->rows); !copied)
            return copied.error();
        tellCopyTrouble(&Attached::m_journalTrouble, m_copy->journalProblem());
    } else if (const auto *now = std::get_if<link::Now>(&message)) {
        if (const auto copied = m_copy->append(std::vector<JournalRow>{}); !copied)
            return copied.error();
        tellCopyTrouble(&Attached::m_journalTrouble, m_copy->journalProblem());
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
        return noWatch();
    if (words.protocol < link::oldestProtocol || words.protocol > link::newestProtocol)
        return Problem{{},
                       "the watch runs version " + words.program +
                           ", which this " SIGNALBOX_VERSION " does not speak with",
                       "Bring the older of the two up to date"};
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
        if (m_copy) { // of another one, as it turns out: hello has to be said anew
            m_copy.reset();
            m_isStartingOver = true;
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
            tellCopyTrouble(&Attached::m_recordingTrouble, problem);
        });
        if (!copy)
            return copy.error();
        m_copy = std::move(*copy);
        m_identity = identity;
        if (m_copy->anchor())
            m_clock->begin(m_copy->last().moment, *m_copy->anchor());
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
        status.state = stateBy(now);
        status.problem = {};
        // To the second: it is a message's way more or less each time.
        status.wallAhead = std::chrono::round<std::chrono::seconds>(m_clock->wallAhead());
    });
}

AttachmentStatus::State Attached::stateBy(const link::Now &now) const
{
    if (!now.isWatched)
        return AttachmentStatus::State::Unwatched;
    const Tick last = m_copy->last();
    const bool isStuck = last.number > 0 && last.number >= now.last && now.moment - last.moment > stuckAfter;
    return isStuck ? AttachmentStatus::State::Stuck : AttachmentStatus::State::Attached;
}

void Attached::tellCopyTrouble(Problem Attached::*part, const std::optional<Problem> &problem)
{
    tell([&](AttachmentStatus &status) {
        this->*part = problem.value_or(Problem{});
        status.copy = m_recordingTrouble == Problem{} ? m_journalTrouble : m_recordingTrouble;
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
