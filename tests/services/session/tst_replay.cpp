// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <random>

#include <QTemporaryDir>
#include <QTest>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <session/follower.h>
#include <story/day.h>

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
} // namespace

/// Law 1, over a real file with closed windows: were this wrong, a post-mortem would look at something that nobody ever
/// saw.
class tst_Replay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anyMomentIsAsItWasShown();
    void steppingThroughEventsIsAsItWasShown();
    void judgingTheFileAgainGivesTheRecordedTransitions();
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
    const std::vector<JournalRow> journal{
        {1, {}, "ann@desk", "acknowledge", "source-dead source/node", "web3 is being rebuilt"}};
    std::uint64_t seen = 0;
    for (TickNumber at = 0; at < extent->last.number;) {
        const auto frames = (*recording)->frames(at, extent->last.number, 2000);
        QVERIFY(frames);
        QVERIFY(!frames->empty());
        for (const Frame &recorded : *frames) {
            Frame frame = recorded;
            frame.transitions.clear();
            const bool isJournalled = recorded.tick.journal > seen;
            again.complete(frame, isJournalled ? std::span(journal) : std::span<const JournalRow>());
            seen = recorded.tick.journal;
            QCOMPARE(frame.transitions, recorded.transitions);
            transitions += frame.transitions.size();
        }
        at = frames->back().tick.number;
    }
    QVERIFY(transitions > 20);
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

QTEST_GUILESS_MAIN(tst_Replay)
#include "tst_replay.moc"
