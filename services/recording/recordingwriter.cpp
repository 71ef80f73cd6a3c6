// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/recordingwriter.h>

#include <algorithm>

#include <recording/changes.h>
#include <recording/earlier.h>
#include <recording/retention.h>
#include <recording/windowcloser.h>

namespace signalbox
{
namespace
{
// A window closes when it holds so many facts a series (what was held at its start is then a small part of it, and a
// seek decodes no more than it must) and so many in all (so that a small estate does not pay for rows that are nearly
// empty), or so many ticks.
constexpr std::uint64_t factsPerSeries = 12;
constexpr std::uint64_t factsAtLeast = 50'000;
constexpr std::uint64_t ticksAtMost = 3600;
static_assert(ticksAtMost <= largestWindow);

// Where the writer stands; copied, so that a failed append can be taken back whole.
struct Position {
    Tick last;
    WindowRow window; ///< the open one; first = 0 in a new file
    std::uint64_t ticks = 0;
    std::uint64_t facts = 0;
    std::uint64_t series = 0; ///< declared so far
    std::uint64_t alerts = 0;
    std::uint64_t texts = 0;
    std::uint64_t earlier = 0; ///< points known late

    [[nodiscard]] bool isDue() const
    {
        return facts >= std::max(factsAtLeast, factsPerSeries * series) || ticks >= ticksAtMost;
    }
};

class FileWriter final : public RecordingWriter
{
public:
    static Expected<std::unique_ptr<RecordingWriter>> open(const std::string &path);
    Expected<void> appendAll(std::span<const Frame *const> frames) override;
    Expected<bool> forget(const RecordingLimits &limits) override;
    [[nodiscard]] Tick last() const override { return m_at.last; }

private:
    explicit FileWriter(Database database)
        : m_database(std::move(database))
    {
    }
    Expected<void> prepare();
    Expected<void> findPosition();
    Expected<void> add(const Frame &frame);
    Expected<void> enterWindow(const Frame &frame);
    Expected<void> addChanges(const Frame &frame);
    Expected<void> addRow(const Frame &frame);
    Expected<void> addEarlier(const Frame &frame);
    [[nodiscard]] std::uint8_t marksOf(const Frame &frame) const;
    [[nodiscard]] Problem refused(const Frame &frame, const std::string &what) const;

    Database m_database;
    std::optional<ChangeWriter> m_changes;
    std::optional<EarlierWriter> m_earlier;
    std::optional<Statement> m_insertFrame;
    std::optional<Statement> m_dataVersion;
    FactEncoder m_facts;
    WindowCloser m_closer;
    Position m_at;
    std::int64_t m_seenVersion = 0; ///< PRAGMA data_version: changes when another connection commits
};

Expected<std::unique_ptr<RecordingWriter>> FileWriter::open(const std::string &path)
{
    auto database = openForWriting(path, recordingKind);
    if (!database)
        return tl::unexpected(std::move(database.error()));
    std::unique_ptr<FileWriter> writer(new FileWriter(std::move(*database)));
    if (auto prepared = writer->prepare(); !prepared)
        return tl::unexpected(std::move(prepared.error()));
    if (auto found = writer->findPosition(); !found)
        return tl::unexpected(std::move(found.error()));
    return writer;
}

Expected<void> FileWriter::prepare()
{
    auto changes = ChangeWriter::prepare(m_database);
    if (!changes)
        return tl::unexpected(std::move(changes.error()));
    m_changes.emplace(std::move(*changes));
    auto earlier = EarlierWriter::prepare(m_database);
    if (!earlier)
        return tl::unexpected(std::move(earlier.error()));
    m_earlier.emplace(std::move(*earlier));
    auto insert = m_database.prepare("INSERT INTO frame VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    if (!insert)
        return tl::unexpected(std::move(insert.error()));
    m_insertFrame.emplace(std::move(*insert));
    auto version = m_database.prepare("PRAGMA data_version");
    if (!version)
        return tl::unexpected(std::move(version.error()));
    m_dataVersion.emplace(std::move(*version));
    return {};
}

Expected<void> FileWriter::findPosition()
{
    auto transaction = Transaction::begin(m_database, Transaction::Kind::Read);
    if (!transaction)
        return tl::unexpected(std::move(transaction.error()));
    auto version = m_database.number("PRAGMA data_version");
    if (!version)
        return tl::unexpected(std::move(version.error()));
    m_seenVersion = *version;
    const auto window = findWindow(m_database, WindowOrder::AtOrBeforeTick, static_cast<std::int64_t>(largestTick));
    if (!window)
        return tl::unexpected(window.error());
    if (!*window)
        return {};
    if (!(*window)->isOpen())
        return tl::unexpected(damaged(m_database, "no window is open"));
    Decompressor decompressor;
    const auto ticks = ticksOf(m_database, **window, decompressor);
    const auto facts = m_database.number("SELECT coalesce(sum(count), 0) FROM frame");
    const auto series = countDeclared(m_database, Numbered::Series, largestTick);
    const auto alerts = countDeclared(m_database, Numbered::Alerts, largestTick);
    const auto texts = m_database.number("SELECT coalesce(max(id) + 1, 0) FROM text");
    if (!ticks)
        return tl::unexpected(ticks.error());
    const auto earlier = m_earlier->count(m_database);
    if (!facts || !series || !alerts)
        return tl::unexpected(!facts ? facts.error() : !series ? series.error() : alerts.error());
    if (!earlier || !texts)
        return tl::unexpected(!earlier ? earlier.error() : texts.error());
    m_at.texts = static_cast<std::uint64_t>(*texts);
    m_at.earlier = *earlier;
    m_at.last = ticks->back().tick;
    m_at.window = **window;
    m_at.ticks = ticks->size();
    m_at.facts = static_cast<std::uint64_t>(*facts);
    m_at.series = *series;
    m_at.alerts = *alerts;
    return {};
}

Expected<void> FileWriter::appendAll(std::span<const Frame *const> frames)
{
    if (frames.empty())
        return {};
    auto transaction = Transaction::begin(m_database, Transaction::Kind::Write);
    if (!transaction)
        return tl::unexpected(std::move(transaction.error()));
    auto version = m_dataVersion->step();
    const std::int64_t now = version && *version ? m_dataVersion->integer(0) : m_seenVersion;
    m_dataVersion->reset();
    if (!version)
        return tl::unexpected(std::move(version.error()));
    if (now != m_seenVersion)
        return tl::unexpected(Problem{m_database.path(),
                                      "somebody else has written to the recording since it was opened",
                                      "Let only one process record an estate"});
    const Position before = m_at;
    const auto undone = [&](Problem problem) {
        m_at = before;
        return tl::unexpected(std::move(problem));
    };
    for (const Frame *frame : frames) {
        if (auto added = add(*frame); !added)
            return undone(std::move(added.error()));
    }
    if (auto committed = transaction->commit(); !committed)
        return undone(std::move(committed.error()));
    return {};
}

Expected<bool> FileWriter::forget(const RecordingLimits &limits)
{
    auto forgotten = forgetOldest(m_database, limits, m_at.last.moment);
    if (!forgotten || !*forgotten)
        return forgotten;
    const auto earlier = m_earlier->count(m_database);
    if (!earlier)
        return tl::unexpected(earlier.error());
    m_at.earlier = *earlier;
    return true;
}

Expected<void> FileWriter::add(const Frame &frame)
{
    if (frame.tick.number <= m_at.last.number || frame.tick.number > largestTick)
        return tl::unexpected(refused(frame, "its number does not follow " + std::to_string(m_at.last.number)));
    if (m_at.last.number > 0 && frame.tick.moment <= m_at.last.moment)
        return tl::unexpected(refused(frame, "its moment is not later than that of the tick before"));
    if (auto entered = enterWindow(frame); !entered)
        return entered;
    if (auto added = addChanges(frame); !added)
        return added;
    if (auto added = addRow(frame); !added)
        return added;
    if (auto added = addEarlier(frame); !added)
        return added;
    m_at.last = frame.tick;
    m_at.facts += frame.facts.size();
    ++m_at.ticks;
    return {};
}

Expected<void> FileWriter::enterWindow(const Frame &frame)
{
    if (m_at.window.first == 0) {
        if (auto opened = WindowCloser::open(m_database, frame.tick, encodeTransitions({}, frame.tick.moment)); !opened)
            return opened;
    } else if (m_at.isDue()) {
        if (auto closed = m_closer.close(m_database, m_at.window, frame.tick, m_at.series); !closed)
            return closed;
    } else {
        return {};
    }
    m_at.window = {};
    m_at.window.first = frame.tick.number;
    m_at.window.start = frame.tick.moment;
    m_at.ticks = 0;
    m_at.facts = 0;
    return {};
}

Expected<void> FileWriter::addChanges(const Frame &frame)
{
    if (frame.changes.size() > largestOrder)
        return tl::unexpected(refused(frame, "it has too many changes"));
    std::int64_t key = changeKey(frame.tick.number);
    for (const Change &change : frame.changes) {
        const auto *series = std::get_if<SeriesDeclared>(&change);
        const auto *alert = std::get_if<AlertDeclared>(&change);
        const auto *text = std::get_if<TextDeclared>(&change);
        const bool isOutOfOrder = (series && index(series->id) > m_at.series) ||
                                  (alert && index(alert->id) > m_at.alerts) || (text && index(text->id) > m_at.texts);
        const auto isFull = [](std::uint64_t count) { return count >= largestSeriesCount; };
        if (isOutOfOrder || isFull(m_at.series) || isFull(m_at.alerts) || (text && isFull(m_at.texts)))
            return tl::unexpected(refused(frame, "a number was given out of order"));
        m_at.series += series && index(series->id) == m_at.series ? 1 : 0;
        m_at.alerts += alert && index(alert->id) == m_at.alerts ? 1 : 0;
        m_at.texts += text && index(text->id) == m_at.texts ? 1 : 0;
        if (auto written = m_changes->write(key++, change, series ? m_at.series : m_at.alerts); !written)
            return written;
    }
    return {};
}

Expected<void> FileWriter::addRow(const Frame &frame)
{
    if (!frame.facts.empty() && index(frame.facts.back().series) >= m_at.series)
        return tl::unexpected(refused(frame, "a fact's series was never declared"));
    const auto known = [this](const Transition &each) { return index(each.alert) < m_at.alerts; };
    if (!std::all_of(frame.transitions.begin(), frame.transitions.end(), known))
        return tl::unexpected(refused(frame, "a transition's alert was never declared"));
    const auto facts = m_facts.encode(frame.facts, frame.tick.moment);
    if (!facts)
        return tl::unexpected(refused(frame, "its facts do not ascend, or a text has no number"));
    const std::string transitions =
        frame.transitions.empty() ? std::string() : encodeTransitions(frame.transitions, frame.tick.moment);
    return m_insertFrame->bind(1, static_cast<std::int64_t>(frame.tick.number))
        .bind(2, frame.tick.moment.time_since_epoch().count())
        .bind(3, static_cast<std::int64_t>(frame.tick.journal))
        .bind(4, marksOf(frame))
        .bind(5, static_cast<std::int64_t>(frame.facts.size()))
        .bindBlob(6, transitions)
        .bindBlob(7, *facts)
        .run();
}

Expected<void> FileWriter::addEarlier(const Frame &frame)
{
    std::int64_t key = changeKey(frame.tick.number);
    for (const Earlier &answer : frame.earlier) {
        const auto isNoLater = [](const EarlierPoint &a, const EarlierPoint &b) { return a.at >= b.at; };
        if (index(answer.series) >= m_at.series || answer.points.empty() ||
            answer.points.back().at > frame.tick.moment || frame.earlier.size() > largestOrder ||
            std::adjacent_find(answer.points.begin(), answer.points.end(), isNoLater) != answer.points.end())
            return tl::unexpected(refused(frame, "the past of a series that does not fit into its own"));
        if (auto written = m_earlier->write(key++, frame.tick.moment, answer); !written)
            return written;
        m_at.earlier += answer.points.size();
        while (m_at.earlier > earlierPointsAtMost) {
            const auto dropped = m_earlier->dropOldest(m_database);
            if (!dropped)
                return tl::unexpected(dropped.error());
            m_at.earlier -= std::min(*dropped, m_at.earlier);
        }
    }
    return {};
}

std::uint8_t FileWriter::marksOf(const Frame &frame) const
{
    unsigned marks = frame.facts.empty() ? 0 : MarkedTick::hasFacts;
    const bool isAfterGap = m_at.last.number > 0 && frame.tick.moment - m_at.last.moment > longestSilence;
    const bool isTurn = std::any_of(frame.changes.begin(), frame.changes.end(), [](const Change &change) {
        return std::holds_alternative<EstateAccepted>(change) || std::holds_alternative<AnchorSet>(change) ||
               std::holds_alternative<SuppressionSet>(change);
    });
    if (isAfterGap)
        marks |= MarkedTick::afterGap;
    if (isAfterGap || isTurn || !frame.transitions.empty())
        marks |= MarkedTick::hasEvent;
    return static_cast<std::uint8_t>(marks);
}

Problem FileWriter::refused(const Frame &frame, const std::string &what) const
{
    return {m_database.path(), "tick " + std::to_string(frame.tick.number) + " cannot be recorded: " + what,
            "This is a fault of the program; please report it"};
}
} // namespace

Expected<std::unique_ptr<RecordingWriter>> RecordingWriter::open(const std::string &path)
{
    return FileWriter::open(path);
}

Expected<void> RecordingWriter::append(std::span<const Frame> frames)
{
    std::vector<const Frame *> all;
    all.reserve(frames.size());
    for (const Frame &frame : frames)
        all.push_back(&frame);
    return appendAll(all);
}
} // namespace signalbox
