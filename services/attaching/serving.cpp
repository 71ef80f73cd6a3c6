// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/serving.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <QFileInfo>

#include <attaching/introduction.h>
#include <attaching/linewindow.h>
#include <attaching/linkmessage.h>
#include <attaching/presence.h>
#include <bundle/bundleframes.h>
#include <fcntl.h>
#include <poll.h>
#include <recording/recordingfile.h>
#include <time/clock.h>
#include <unistd.h>
#include <watching/estatelock.h>
#include <watching/recorder.h>
#include <watching/statefolder.h>
#include <watching/writequeue.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookEvery{50};
constexpr Milliseconds tellTimeEvery{1000};
constexpr Milliseconds helloWithin = std::chrono::seconds(20);
/// Nobody takes what is said: the line is dead, whatever TCP believes.
constexpr Milliseconds deafAfter = std::chrono::minutes(2);
/// A new desk is told of the last hour, but not of more than this: older history is asked for when somebody looks at
/// it.
constexpr Milliseconds longestPast = std::chrono::hours(1);
constexpr double mostPastFacts = 1'000'000;
/// A desk that has had its start and is further behind than this gets what it lacks in one piece.
constexpr Milliseconds startWithin = std::chrono::seconds(5);
constexpr Milliseconds mostBehind = std::chrono::seconds(10);
constexpr std::size_t framesAtOnce = 60;
constexpr std::size_t rowsAtOnce = 1000;

Problem hungUp()
{
    return {{}, "the desk has hung up", {}};
}

double factsPerSecond(const std::vector<DatedChange> &changes)
{
    double rate = 0;
    for (const DatedChange &dated : changes) {
        if (const auto *series = std::get_if<SeriesDeclared>(&dated.change))
            rate += 1000.0 / static_cast<double>(series->interval.count());
    }
    return rate;
}

class Server
{
public:
    explicit Server(const Serving &serving)
        : m_serving(serving)
        , m_path(serving.recordingPath)
    {
    }

    Expected<void> run()
    {
        if (auto greeted = greet(); !greeted)
            return greeted;
        if (auto begun = begin(); !begun)
            return begun;
        while (true) {
            if (auto told = tell(); !told)
                return told;
            if (auto heard = hear(lookEvery); !heard)
                return heard;
        }
    }

    /// The last thing that the desk hears, as far as it still listens.
    void bid(const Problem &problem)
    {
        if (m_sent > 0)
            return; // in the middle of something
        m_out.clear();
        say(link::Farewell{problem});
        (void)push();
    }

private:
    static Milliseconds now() { return readMachineClocks().sinceBoot; }
    void say(const link::Message &message) { m_out += link::encode(m_compressor, message); }

    Expected<void> greet();
    Expected<void> begin();
    Expected<void> tell();
    Expected<void> tellTicks();
    Expected<void> tellJournal();
    void tellTime();
    Expected<void> hear(Milliseconds atMost);
    Expected<void> take(const link::Message &message);
    Expected<void> push();
    link::Acted carryOut(const link::DoAct &wish) const;
    Expected<std::vector<HistoryPoint>> historyOf(const link::AskHistory &question) const;

    const Serving &m_serving;
    std::string m_path;
    link::Reader m_reader;
    Compressor m_compressor;
    std::string m_out;
    std::size_t m_sent = 0; ///< of m_out
    LineWindow m_window;
    Milliseconds m_moved = now(); ///< when the desk last took something, or nothing waited
    std::optional<link::Hello> m_hello;
    std::string m_person;
    std::unique_ptr<const Recording> m_recording;
    std::unique_ptr<BundleFrames> m_numbers;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<const JournalReader> m_journal;
    std::uint64_t m_journalTold = 0;
    std::unique_ptr<Presence> m_presence;
    std::optional<std::vector<link::Desk>> m_others; ///< as told
    Tick m_told;
    Milliseconds m_begun{};
    Milliseconds m_nextTime{};
};

Expected<void> Server::greet()
{
    const Milliseconds until = now() + helloWithin;
    while (!m_hello) {
        if (now() > until)
            return tl::unexpected(Problem{{}, "nobody said hello", "signalbox ssh://HOST starts this by itself"});
        if (auto heard = hear(lookEvery); !heard)
            return heard;
    }
    if (m_hello->oldest > link::newestProtocol || m_hello->newest < link::oldestProtocol)
        return tl::unexpected(Problem{
            {},
            "the watch runs Signalbox " SIGNALBOX_VERSION ", which does not speak with version " + m_hello->program,
            "Bring the older of the two up to date"});
    m_person = personOf(m_hello->desk);
    return {};
}

Expected<void> Server::begin()
{
    auto recording = openRecording(m_path);
    if (!recording)
        return tl::unexpected(recording.error());
    m_recording = std::move(*recording);
    const auto extent = m_recording->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    if (extent->last.number == 0)
        return tl::unexpected(Problem{m_path, "nothing has been recorded there yet", "Start signalboxctl watch there"});
    const auto all = m_recording->changesToFold(0, extent->last.number);
    auto clock = clockOfRecording(m_path);
    if (!all || !clock)
        return tl::unexpected(all ? clock.error() : all.error());
    m_clock = std::move(*clock);
    say(link::Welcome{std::min(link::newestProtocol, m_hello->newest), SIGNALBOX_VERSION, identityOf(*all), m_person});
    const auto past = std::min<Milliseconds>(
        longestPast,
        Milliseconds(static_cast<std::int64_t>(1000 * mostPastFacts / std::max(factsPerSecond(*all), 1.0))));
    auto from = m_recording->tickAt(extent->last.moment - past);
    if (!from)
        return tl::unexpected(from.error());
    if (m_hello->lastTick > from->number)
        from->number = std::min(m_hello->lastTick, extent->last.number);
    const auto state = m_recording->stateAt(from->number);
    const auto changes = m_recording->changesToFold(0, from->number);
    if (!state || !changes)
        return tl::unexpected(state ? changes.error() : state.error());
    BundleCut everything;
    everything.from = Moment::min();
    everything.to = Moment::max();
    m_numbers = std::make_unique<BundleFrames>(everything);
    m_told = state->tick;
    tellTime(); // what follows may be long on its way
    say(link::CatchUp{m_numbers->first(*changes, *state)});
    m_journalTold = m_hello->lastJournal;
    m_begun = now();
    if (auto presence = Presence::enter(m_path, m_person))
        m_presence = std::move(*presence);
    m_nextTime = {};
    return push();
}

Expected<void> Server::tell()
{
    m_window.measure(now());
    if (!m_out.empty() || m_window.isFull())
        return push();
    // The time first: behind a long message it would be late, and what is shown there would look younger than it is.
    if (now() >= m_nextTime)
        tellTime();
    if (auto told = tellTicks(); !told)
        return told;
    if (auto told = tellJournal(); !told)
        return told;
    return push();
}

Expected<void> Server::tellTicks()
{
    const auto extent = m_recording->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    if (extent->last.number <= m_told.number)
        return {};
    const bool isBehind = extent->last.moment - m_told.moment > mostBehind && now() - m_begun > startWithin;
    link::Ticks ticks;
    do {
        const auto frames = m_recording->frames(m_told.number, extent->last.number, framesAtOnce);
        if (!frames)
            return tl::unexpected(frames.error());
        for (const Frame &frame : *frames) {
            Frame theirs = m_numbers->next(frame);
            if (isBehind && !ticks.frames.empty())
                ticks.frames.back() = mergedFrames(ticks.frames.back(), theirs);
            else
                ticks.frames.push_back(std::move(theirs));
        }
        if (frames->empty())
            break;
        m_told = frames->back().tick;
    } while (isBehind && m_told.number < extent->last.number);
    if (!ticks.frames.empty())
        say(ticks);
    return {};
}

Expected<void> Server::tellJournal()
{
    const std::string path = journalBeside(m_path);
    if (!m_journal) {
        if (!QFileInfo::exists(QString::fromStdString(path)))
            return {}; // nobody has done anything yet
        auto journal = openJournal(path);
        if (!journal)
            return tl::unexpected(journal.error());
        m_journal = std::move(*journal);
    }
    auto rows = m_journal->rows(m_journalTold);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t i = 0; i < rows->size(); i += rowsAtOnce) {
        const auto begin = rows->begin() + static_cast<std::ptrdiff_t>(i);
        const auto end = rows->begin() + static_cast<std::ptrdiff_t>(std::min(i + rowsAtOnce, rows->size()));
        say(link::JournalRows{{std::make_move_iterator(begin), std::make_move_iterator(end)}});
    }
    if (!rows->empty())
        m_journalTold = rows->back().number;
    return {};
}

void Server::tellTime()
{
    m_nextTime = now() + tellTimeEvery;
    const auto extent = m_recording->extent();
    say(link::Now{m_clock->now(), readMachineClocks().wall, extent ? extent->last.number : m_told.number, m_journalTold,
                  EstateLock::isHeld(m_path)});
    if (!m_presence)
        return;
    std::vector<link::Desk> others = m_presence->others();
    if (m_others != others) {
        m_others = others;
        say(link::Desks{std::move(others)});
    }
}

Expected<void> Server::hear(Milliseconds atMost)
{
    if (m_serving.isOver && m_serving.isOver())
        return tl::unexpected(Problem{{}, "this end was told to stop", {}});
    pollfd files[] = {{m_serving.in, POLLIN, 0}, {m_serving.out, m_out.empty() ? short{0} : short{POLLOUT}, 0}};
    if (::poll(files, std::size(files), static_cast<int>(atMost.count())) < 0 && errno != EINTR)
        return tl::unexpected(hungUp());
    if ((files[1].revents & (POLLERR | POLLNVAL)) != 0)
        return tl::unexpected(hungUp());
    if ((files[0].revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) == 0)
        return {};
    char bytes[65536];
    const ssize_t count = ::read(m_serving.in, bytes, sizeof bytes);
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
        return tl::unexpected(hungUp());
    if (count > 0)
        m_reader.feed({bytes, static_cast<std::size_t>(count)});
    while (true) {
        const auto message = m_reader.next();
        if (!message)
            return tl::unexpected(message.error());
        if (!*message)
            return {};
        if (auto taken = take(**message); !taken)
            return taken;
    }
}

Expected<void> Server::take(const link::Message &message)
{
    if (const auto *hello = std::get_if<link::Hello>(&message)) {
        if (!m_hello)
            m_hello = *hello;
    } else if (!m_recording) {
        return tl::unexpected(Problem{{}, "the desk asks before it has said hello", {}});
    } else if (const auto *heard = std::get_if<link::Heard>(&message)) {
        m_window.hear(heard->bytes);
        m_moved = now();
    } else if (const auto *wish = std::get_if<link::DoAct>(&message)) {
        say(carryOut(*wish));
    } else if (const auto *look = std::get_if<link::LookAt>(&message)) {
        if (m_presence)
            m_presence->lookAt(look->what);
    } else if (const auto *question = std::get_if<link::AskHistory>(&message)) {
        say(link::History{question->id, historyOf(*question)});
    }
    return {};
}

link::Acted Server::carryOut(const link::DoAct &wish) const
{
    const auto row = rowOf(wish.act, m_person, readMachineClocks().wall);
    if (!row)
        return {wish.id, tl::unexpected(row.error())};
    const auto journal = Journal::open(journalBeside(m_path));
    if (!journal)
        return {wish.id, tl::unexpected(journal.error())};
    return {wish.id, (*journal)->append(*row)};
}

Expected<std::vector<HistoryPoint>> Server::historyOf(const link::AskHistory &question) const
{
    const auto changes = m_recording->changesToFold(0, m_told.number);
    if (!changes)
        return tl::unexpected(changes.error());
    for (const DatedChange &dated : *changes) {
        const auto *series = std::get_if<SeriesDeclared>(&dated.change);
        if (!series || series->key != question.series)
            continue;
        auto points = m_recording->history(series->id, question.from, question.to);
        // A text's number is this recording's alone.
        if (points) {
            points->erase(std::remove_if(points->begin(), points->end(),
                                         [](const HistoryPoint &point) { return point.kind == FactKind::Text; }),
                          points->end());
        }
        return points;
    }
    return std::vector<HistoryPoint>{};
}

// As much as the line takes now.
Expected<void> Server::push()
{
    const std::size_t before = m_sent;
    while (m_sent < m_out.size()) {
        const ssize_t count = ::write(m_serving.out, m_out.data() + m_sent, m_out.size() - m_sent);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno != EAGAIN)
            return tl::unexpected(hungUp());
        if (count <= 0)
            break;
        m_sent += static_cast<std::size_t>(count);
        m_window.push(static_cast<std::size_t>(count));
    }
    if (m_sent > before || (m_out.empty() && !m_window.isFull()))
        m_moved = now();
    else if (now() - m_moved > deafAfter)
        return tl::unexpected(hungUp());
    if (m_sent == m_out.size()) {
        m_out.clear();
        m_sent = 0;
    }
    return {};
}
} // namespace

Expected<void> serve(const Serving &serving)
{
    const int flags = ::fcntl(serving.out, F_GETFL);
    if (flags < 0 || ::fcntl(serving.out, F_SETFL, flags | O_NONBLOCK) < 0)
        return tl::unexpected(Problem{{}, std::string("cannot write to the desk: ") + std::strerror(errno), {}});
    Server server(serving);
    Expected<void> done = server.run();
    if (done || done.error() == hungUp())
        return {};
    server.bid(done.error());
    return done;
}
} // namespace signalbox
