// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <random>

#include <QTemporaryDir>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <session/follower.h>
#include <story/day.h>
#include <support/testprogram.h>

namespace tst_replay
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
constexpr Day day{.hosts = 10, .interval = 15s, .length = 15h, .seed = 11};

/// What was shown at some ticks of the day, as text.
using Shown = std::map<TickNumber, std::string>;

Shown record(const std::string &path)
{
    Shown shown;
    const auto writer = RecordingWriter::open(path);
    if (!writer)
        qFatal("%s", writer.error().sentence().c_str());
    Fold live;
    std::vector<Frame> batch;
    tellDay(day, [&](const Frame &frame) {
        live.apply(frame);
        if (frame.tick.number % 61 == 0 || !frame.transitions.empty() || !frame.changes.empty())
            shown[frame.tick.number] = pictureText(*live.publish());
        batch.push_back(frame);
        if (batch.size() == 50) {
            const auto written = (*writer)->append(batch);
            if (!written)
                qFatal("%s", written.error().sentence().c_str());
            batch.clear();
        }
    });
    const auto written = (*writer)->append(batch);
    if (!written)
        qFatal("%s", written.error().sentence().c_str());
    return shown;
}
/// Which fault a recording or its reader is given.
enum class Fault {
    None,
    SampleTimeIsTickTime,
    AlertForgetsSince,
    StateIsOneTickEarly,
    FutureIsKnown,
    TextsAreShifted,
    AnchorsAreForgotten,
    AcknowledgementIsLost,
    ShelvesAreForgotten,
    LatchIsLost,
    FlappingIsLost
};

/// Reads a real recording with one fault.
class FaultyRecording final : public Recording
{
public:
    FaultyRecording(const Recording &real, Fault fault)
        : m_real(real)
        , m_fault(fault)
    {
    }
    Expected<Extent> extent() const override { return m_real.extent(); }
    Expected<std::vector<DatedChange>> changes(TickNumber after, TickNumber upTo) const override
    {
        auto changes = m_real.changes(after, m_fault == Fault::FutureIsKnown ? m_real.extent()->last.number : upTo);
        for (DatedChange &dated : *changes) {
            auto *text = std::get_if<TextDeclared>(&dated.change);
            if (text && m_fault == Fault::TextsAreShifted)
                text->text += '!';
            auto *suppression = std::get_if<SuppressionSet>(&dated.change);
            if (suppression && m_fault == Fault::ShelvesAreForgotten)
                suppression->until = suppression->from;
            auto *set = std::get_if<AnchorSet>(&dated.change);
            if (set && m_fault == Fault::AnchorsAreForgotten)
                set->anchor.wall = WallTime(set->anchor.moment.time_since_epoch());
        }
        return changes;
    }
    Expected<RecordedState> stateAt(TickNumber tick) const override
    {
        auto state = m_real.stateAt(m_fault == Fault::StateIsOneTickEarly && tick > 1 ? tick - 1 : tick);
        for (RecordedState::Held &held : state->samples) {
            if (m_fault == Fault::SampleTimeIsTickTime)
                held.at = state->tick.moment;
        }
        for (AlertCell &cell : state->alerts) {
            if (m_fault == Fault::AlertForgetsSince && cell.state == AlertState::Raised)
                cell.since = state->tick.moment;
            if (m_fault == Fault::AcknowledgementIsLost)
                cell.acknowledged = false;
            if (m_fault == Fault::LatchIsLost)
                cell.latched = false;
            if (m_fault == Fault::FlappingIsLost)
                cell.flaps = 0;
        }
        return state;
    }
    Expected<std::vector<Frame>> frames(TickNumber after, TickNumber upTo, std::size_t maximum) const override
    {
        return m_real.frames(after, upTo, maximum);
    }
    Expected<Tick> tickAt(Moment moment) const override { return m_real.tickAt(moment); }
    Expected<std::optional<Tick>> step(TickNumber from, bool forward, StepTo to) const override
    {
        return m_real.step(from, forward, to);
    }
    Expected<std::vector<HistoryPoint>> history(SeriesId series, Moment from, Moment to) const override
    {
        return m_real.history(series, from, to);
    }
    Expected<std::optional<Moment>> firstFact(SeriesId series, Moment knownBy) const override
    {
        return m_real.firstFact(series, knownBy);
    }
    Expected<std::vector<Gap>> gaps(Moment from, Moment to) const override { return m_real.gaps(from, to); }

private:
    const Recording &m_real;
    Fault m_fault;
};
} // namespace

/// Law 1, over a real file with closed windows: were this wrong, a post-mortem would look at something that nobody ever
/// saw.
class tst_Replay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anyMomentIsAsItWasShown();
    void aSeededFaultIsSeen_data();
    void aSeededFaultIsSeen();
    void steppingThroughEventsIsAsItWasShown();
    void judgingTheFileAgainGivesTheRecordedTransitions();
    void theDayHoldsEveryStateOfAnAlert();
    void aWallTimeThatWasShownTwiceFindsTheLater();

private:
    QTemporaryDir m_folder;
    std::string m_path;
    Shown m_shown;
};

void tst_Replay::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("day.db")).toStdString();
    m_shown = record(m_path);
    QVERIFY(m_shown.size() > 500);
}

void tst_Replay::anyMomentIsAsItWasShown()
{
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    Follower follower(**recording);
    std::vector<TickNumber> ticks;
    for (const auto &[tick, text] : m_shown)
        ticks.push_back(tick);
    std::shuffle(ticks.begin(), ticks.end(), std::mt19937(4));
    ticks.resize(300);
    for (const TickNumber tick : ticks) {
        const auto frames = (*recording)->frames(tick - 1, tick, 1);
        QVERIFY(frames);
        const auto picture = follower.moveTo(frames->front().tick.moment);
        QVERIFY(picture);
        QCOMPARE(pictureText(**picture), m_shown.at(tick));
    }
}

void tst_Replay::aSeededFaultIsSeen_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("none: nothing is seen") << Fault::None;
    QTest::newRow("a sample's time is its tick's") << Fault::SampleTimeIsTickTime;
    QTest::newRow("an alert forgets since when") << Fault::AlertForgetsSince;
    QTest::newRow("the state of the tick before") << Fault::StateIsOneTickEarly;
    QTest::newRow("the estate of another moment") << Fault::FutureIsKnown;
    QTest::newRow("another sentence") << Fault::TextsAreShifted;
    QTest::newRow("the step of the clock is forgotten") << Fault::AnchorsAreForgotten;
    QTest::newRow("an acknowledgement is lost") << Fault::AcknowledgementIsLost;
    QTest::newRow("what is shelved is forgotten") << Fault::ShelvesAreForgotten;
    QTest::newRow("what nobody has seen yet is lost") << Fault::LatchIsLost;
    QTest::newRow("how often it was raised is lost") << Fault::FlappingIsLost;
}

// The comparison above has teeth: each fault makes it fail somewhere.
void tst_Replay::aSeededFaultIsSeen()
{
    QFETCH(Fault, fault);
    const auto real = openRecording(m_path);
    QVERIFY(real);
    const FaultyRecording recording(**real, fault);
    std::mt19937 random(9);
    int different = 0;
    for (auto shown = m_shown.begin(); shown != m_shown.end(); ++shown) {
        if (random() % 20 != 0)
            continue;
        const auto frames = (*real)->frames(shown->first - 1, shown->first, 1);
        Follower follower(recording); // by a seek, not by following
        different += pictureText(**follower.moveTo(frames->front().tick.moment)) != shown->second;
    }
    QCOMPARE(different > 0, fault != Fault::None);
}

void tst_Replay::steppingThroughEventsIsAsItWasShown()
{
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    Follower follower(**recording);
    TickNumber at = 1;
    int steps = 0;
    for (;; ++steps) {
        const auto next = (*recording)->step(at, true, StepTo::Event);
        QVERIFY(next);
        if (!*next)
            break;
        QVERIFY((*next)->number > at);
        at = (*next)->number;
        const auto picture = follower.moveTo((*next)->moment);
        QVERIFY(picture);
        QCOMPARE(pictureText(**picture), m_shown.at(at));
    }
    QVERIFY2(steps > 20, qPrintable(QString::number(steps)));
}

void tst_Replay::judgingTheFileAgainGivesTheRecordedTransitions()
{
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    const auto extent = (*recording)->extent();
    QVERIFY(extent);
    Engine again(rules::all());
    std::size_t transitions = 0;
    const std::vector<JournalRow> journal = dayJournal();
    std::uint64_t seen = 0;
    for (TickNumber at = 0; at < extent->last.number;) {
        const auto frames = (*recording)->frames(at, extent->last.number, 2000);
        QVERIFY(frames);
        QVERIFY(!frames->empty());
        for (const Frame &recorded : *frames) {
            Frame frame = recorded;
            frame.transitions.clear();
            again.complete(frame, std::span(journal).subspan(seen, recorded.tick.journal - seen));
            seen = recorded.tick.journal;
            QCOMPARE(frame.changes, recorded.changes);
            QCOMPARE(frame.transitions, recorded.transitions);
            transitions += frame.transitions.size();
        }
        at = frames->back().tick.number;
    }
    QVERIFY(transitions > 20);
    QCOMPARE(seen, static_cast<std::uint64_t>(journal.size()));
}

// The comparisons above have something to compare: the day holds each state that an alert can be in.
void tst_Replay::theDayHoldsEveryStateOfAnAlert()
{
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    bool latched = false;
    bool flapping = false;
    bool held = false;
    bool escalated = false;
    bool acknowledgedUntil = false;
    const TickNumber last = (*recording)->extent()->last.number;
    for (TickNumber at = 0; at < last;) {
        const auto frames = (*recording)->frames(at, last, 2000);
        QVERIFY(frames);
        for (const Frame &frame : *frames) {
            for (const Transition &transition : frame.transitions) {
                latched |= transition.cell.latched;
                flapping |= transition.cell.flapping;
                held |= transition.cell.held;
                escalated |= transition.cell.escalated;
                acknowledgedUntil |= transition.cell.acknowledgedUntil != Moment{};
            }
        }
        at = frames->back().tick.number;
    }
    QVERIFY(latched);
    QVERIFY(flapping);
    QVERIFY(held);
    QVERIFY(escalated);
    QVERIFY(acknowledgedUntil);
    const auto shelved = Follower(**recording).moveTo(Story::begin() + 12h + 30min);
    QVERIFY(shelved);
    QCOMPARE((*shelved)->suppressions->size(), std::size_t(1));
    // The clock was set right half a day before, but for the millisecond that a tick comes after its second.
    QCOMPARE((*shelved)->suppressions->front().until, Story::begin() + 12h + 45min + 1ms);
}

void tst_Replay::aWallTimeThatWasShownTwiceFindsTheLater()
{
    const auto recording = openRecording(m_path);
    QVERIFY(recording);
    Follower follower(**recording);
    const auto end = follower.moveTo(Story::begin() + day.length);
    QVERIFY(end);
    const WallTime twice = WallTime((Story::begin() + 6h + 15min).time_since_epoch());
    const auto picture = follower.moveTo((*end)->timeline->momentAt(twice));
    QVERIFY(picture);
    QCOMPARE((*picture)->now.time_since_epoch() / 1min, (Story::begin() + 7h + 15min).time_since_epoch() / 1min);
    QCOMPARE((*picture)->wall().time_since_epoch() / 1min, twice.time_since_epoch() / 1min);
}

SIGNALBOX_TEST(tst_Replay)
} // namespace tst_replay

#include "tst_replay.moc"
