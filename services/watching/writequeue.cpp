// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/writequeue.h>

#include <algorithm>
#include <map>
#include <utility>

namespace signalbox
{
namespace
{
constexpr std::size_t waitingFrames = 1200;      // two minutes at ten ticks a second, twenty at one
constexpr std::size_t waitingWeight = 1'000'000; // 32 MB of facts
constexpr std::chrono::seconds timeToNextTry{2};

// What a frame takes, counted in facts. A change is a few times as large as a fact.
std::size_t weightOf(const Frame &frame)
{
    std::size_t weight = frame.facts.size() + frame.transitions.size() + 8 * frame.changes.size();
    for (const Earlier &answer : frame.earlier)
        weight += answer.points.size();
    return weight;
}

// Of two ascending lists one, in which of two with the same key the one that is `later` stays.
template <class Value, class Key, class Later>
std::vector<Value> mergedValues(const std::vector<Value> &a, const std::vector<Value> &b, Key key, Later later)
{
    std::vector<Value> merged;
    merged.reserve(std::max(a.size(), b.size()));
    auto first = a.begin();
    auto second = b.begin();
    while (first != a.end() || second != b.end()) {
        if (second == b.end() || (first != a.end() && key(*first) < key(*second))) {
            merged.push_back(*first++);
        } else if (first == a.end() || key(*second) < key(*first)) {
            merged.push_back(*second++);
        } else {
            merged.push_back(later(*first, *second) ? *second : *first);
            ++first;
            ++second;
        }
    }
    return merged;
}
} // namespace

WriteQueue::WriteQueue(std::string path, std::unique_ptr<RecordingWriter> writer, std::optional<Problem> refused,
                       std::function<void(const std::optional<Problem> &)> changed,
                       std::function<void(TickNumber)> stored)
    : m_path(std::move(path))
    , m_writer(std::move(writer))
    , m_problem(std::move(refused))
    , m_changed(std::move(changed))
    , m_stored(std::move(stored))
    , m_thread([this] { run(); })
{
}

WriteQueue::~WriteQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void WriteQueue::append(std::shared_ptr<const Frame> frame)
{
    const std::lock_guard lock(m_mutex);
    m_weight += weightOf(*frame);
    m_waiting.push_back(std::move(frame));
    // Not before it has doubled since: there may be nothing that can still be left out.
    if (m_waiting.size() > waitingFrames || m_weight > std::max(waitingWeight, 2 * m_thinnedTo))
        thin();
    m_wake.notify_all();
}

// Every second frame goes into the next: the past of a pause gets coarser, and its end is exact.
void WriteQueue::thin()
{
    std::deque<std::shared_ptr<const Frame>> thinned;
    m_weight = 0;
    for (std::size_t i = 0; i < m_waiting.size(); i += 2) {
        thinned.push_back(i + 1 < m_waiting.size()
                              ? std::make_shared<const Frame>(mergedFrames(*m_waiting[i], *m_waiting[i + 1]))
                              : m_waiting[i]);
        m_weight += weightOf(*thinned.back());
    }
    m_waiting = std::move(thinned);
    m_thinnedTo = m_weight;
}

void WriteQueue::keep(const RecordingLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    m_limits = limits;
}

bool WriteQueue::drain()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return (m_waiting.empty() && !m_isBusy) || m_isStuck; });
    return !m_isStuck;
}

void WriteQueue::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        const std::vector<std::shared_ptr<const Frame>> batch(m_waiting.begin(), m_waiting.end());
        m_waiting.clear();
        const std::size_t weight = std::exchange(m_weight, 0);
        m_thinnedTo = 0;
        m_isBusy = true;
        lock.unlock();
        const Expected<void> written = write(batch);
        if (written && m_stored)
            m_stored(batch.back()->tick.number);
        report(written ? std::nullopt : std::optional(written.error()));
        lock.lock();
        m_isBusy = false;
        m_isStuck = !written;
        if (!written) {
            m_waiting.insert(m_waiting.begin(), batch.begin(), batch.end());
            m_weight += weight;
        }
        m_wake.notify_all();
        if (m_isStuck && m_wake.wait_for(lock, timeToNextTry, [this] { return m_isEnding; }))
            return;
        if (!m_isStuck)
            forget(lock);
    }
}

// Step by step, so that no tick waits for long. What fails is tried again after the next batch, and a disk that refuses
// that one is reported then.
void WriteQueue::forget(std::unique_lock<std::mutex> &lock)
{
    bool goesOn = m_limits.has_value();
    while (goesOn && !m_isEnding) {
        const RecordingLimits limits = *m_limits;
        lock.unlock();
        goesOn = m_writer->forget(limits).value_or(false);
        lock.lock();
        goesOn = goesOn && m_waiting.empty();
    }
}

Expected<void> WriteQueue::write(const std::vector<std::shared_ptr<const Frame>> &batch)
{
    if (!m_writer) {
        if (Expected<void> opened = openAgain(); !opened)
            return opened;
    }
    std::vector<const Frame *> frames;
    frames.reserve(batch.size());
    for (const auto &frame : batch)
        frames.push_back(frame.get());
    return m_writer->appendAll(frames);
}

Expected<void> WriteQueue::openAgain()
{
    Expected<std::unique_ptr<RecordingWriter>> writer = RecordingWriter::open(m_path);
    if (!writer)
        return tl::unexpected(writer.error());
    // Our numbers were given without knowing what stands in there.
    if ((*writer)->last().number != 0) {
        return tl::unexpected(Problem{m_path, "holds a recording that could not be read when this program was started",
                                      "Start it again to go on recording into that file"});
    }
    m_writer = std::move(*writer);
    return {};
}

void WriteQueue::report(const std::optional<Problem> &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    m_changed(problem);
}

Frame mergedFrames(const Frame &earlier, const Frame &later)
{
    Frame merged;
    merged.tick = later.tick;
    merged.changes = earlier.changes;
    merged.changes.insert(merged.changes.end(), later.changes.begin(), later.changes.end());
    merged.facts = mergedValues(
        earlier.facts, later.facts, [](const Fact &fact) { return fact.series; },
        [](const Fact &before, const Fact &after) { return before.at <= after.at; });
    std::map<AlertId, AlertCell> cells;
    for (const Frame *frame : {&earlier, &later}) {
        for (const Transition &transition : frame->transitions)
            cells[transition.alert] = transition.cell;
    }
    for (const auto &[alert, cell] : cells)
        merged.transitions.push_back({alert, cell});
    for (const Frame *frame : {&earlier, &later})
        merged.earlier.insert(merged.earlier.end(), frame->earlier.begin(), frame->earlier.end());
    return merged;
}
} // namespace signalbox
