// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <random>

#include <QTemporaryDir>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <session/follower.h>
#include <story/day.h>
#include <story/plainrecording.h>
#include <support/testprogram.h>

namespace tst_follower
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// An hour of the day with everything that happens in it, and what the screen showed at each tick of it.
struct Told {
    std::vector<Frame> frames;
    std::map<TickNumber, std::string> shown;
};

Told toldDay(const Day &day)
{
    Told told;
    Fold live;
    tellDay(day, [&](const Frame &frame) {
        live.apply(frame);
        told.frames.push_back(frame);
        told.shown[frame.tick.number] = pictureText(*live.publish());
    });
    return told;
}
} // namespace

/// Law 1. Were this wrong, a replay would show something that was never on the screen.
class tst_Follower : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyMomentInAnyOrderIsAsItWasLive();
    void playingForwardAndBackwardIsAsItWasLive();
    void nothingRecordedIsNoPicture();
    void whereTheRecordingStoppedValuesGrowOld();
    void whereTheRecordingStoppedSourcesGrowOld();
    void whatComesAfterAHoleIsFollowedAgain();
    void aRecordingWhoseBeginningGoesIsFollowed();
};

void tst_Follower::anyMomentInAnyOrderIsAsItWasLive()
{
    const Told told = toldDay({.hosts = 4, .interval = 60s, .length = 12h, .seed = 3});
    const PlainRecording recording(told.frames);
    Follower follower(recording);
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        const Frame &frame = told.frames[random() % told.frames.size()];
        const auto picture = follower.moveTo(frame.tick.moment);
        QVERIFY(picture);
        QCOMPARE(pictureText(**picture), told.shown.at(frame.tick.number));
    }
}

void tst_Follower::playingForwardAndBackwardIsAsItWasLive()
{
    const Told told = toldDay({.hosts = 4, .interval = 60s, .length = 8h, .seed = 5});
    const PlainRecording recording(told.frames);
    Follower follower(recording);
    std::mt19937 random(2);
    std::size_t at = 0;
    for (int i = 0; i < 2000; ++i) {
        const auto picture = follower.moveTo(told.frames[at].tick.moment);
        QVERIFY(picture);
        QCOMPARE(pictureText(**picture), told.shown.at(told.frames[at].tick.number));
        at += random() % 40;
        if (random() % 20 == 0)
            at -= std::min<std::size_t>(at, random() % 4000);
        at = std::min(at, told.frames.size() - 1);
    }
}

void tst_Follower::nothingRecordedIsNoPicture()
{
    const PlainRecording recording({});
    Follower follower(recording);
    const auto picture = follower.moveTo(Story::begin());
    QVERIFY(picture);
    QVERIFY(!*picture);
}

void tst_Follower::whereTheRecordingStoppedValuesGrowOld()
{
    Story story;
    story.at(1s).says("host/web1", "a", 1).tick();
    const PlainRecording recording(story.frames());
    Follower follower(recording);
    const auto soon = follower.moveTo(Story::begin() + 3s);
    QVERIFY(!(*soon)->heldUp);
    QCOMPARE((*soon)->now, Story::begin() + 1s);
    const auto later = follower.moveTo(Story::begin() + 40s);
    QVERIFY((*later)->heldUp);
    QCOMPARE((*later)->now, Story::begin() + 40s);
    QCOMPARE((*later)->sample(SeriesId{0}).freshness, Freshness::Stale);
    QCOMPARE((*soon)->sample(SeriesId{0}).freshness, Freshness::Fresh);
}

// Were this wrong, a desk whose line is down would count sources as well of which nobody knows anything.
void tst_Follower::whereTheRecordingStoppedSourcesGrowOld()
{
    Story story{"name: t\nhosts: {web1: {address: 192.0.2.1}}\n"
                "sources: {node: {type: exposition, hosts: [web1], url: 'http://{address}/', interval: 5s}}\n"};
    story.at(1s).says("host/web1", "a", 1).tick();
    story.at(60s).says("host/web1", "a", 2).tick();
    const PlainRecording recording(story.frames());
    Follower follower(recording);
    const auto freshness = [&](Milliseconds after) {
        const auto picture = follower.moveTo(Story::begin() + after);
        return (*picture)->subject(*(*picture)->find({"source", "node"})).freshness();
    };
    QCOMPARE(freshness(10s), Freshness::Never);
    QCOMPARE(freshness(20s), Freshness::Stale);
    QCOMPARE(freshness(60s), Freshness::Never);
    QCOMPARE(freshness(90s), Freshness::Stale);
}

void tst_Follower::whatComesAfterAHoleIsFollowedAgain()
{
    Story story;
    story.at(1s).says("host/web1", "a", 1).tick();
    story.at(100s).says("host/web1", "a", 2).tick();
    const PlainRecording recording(story.frames());
    Follower follower(recording);
    QVERIFY((*follower.moveTo(Story::begin() + 99s))->heldUp);
    const auto after = follower.moveTo(Story::begin() + 100s);
    QVERIFY(!(*after)->heldUp);
    QCOMPARE((*after)->sample(SeriesId{0}).value, 2.0);
    const auto back = follower.moveTo(Story::begin() + 2s);
    QVERIFY(!(*back)->heldUp);
    QCOMPARE((*back)->sample(SeriesId{0}).freshness, Freshness::Fresh);
}

// What is too old is deleted while somebody looks at it.
void tst_Follower::aRecordingWhoseBeginningGoesIsFollowed()
{
    const Told told = toldDay({.hosts = 2, .interval = 60s, .length = 6h, .seed = 5});
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    const auto writer = RecordingWriter::open(path);
    QVERIFY(writer && (*writer)->append(told.frames));
    const auto recording = openRecording(path);
    QVERIFY(recording);
    Follower follower(**recording);
    QVERIFY(follower.moveTo(told.frames[5].tick.moment));
    while ((*writer)->forget({3h, UINT64_MAX}).value_or(false)) {
    }
    const Tick first = (*recording)->extent()->first;
    QVERIFY(first.number > told.frames[100].tick.number);
    const auto atFirst = follower.moveTo(told.frames[6].tick.moment);
    QVERIFY2(atFirst, atFirst ? "" : atFirst.error().sentence().c_str());
    QCOMPARE((*atFirst)->tick, first);
    QCOMPARE(pictureText(**atFirst), told.shown.at(first.number));
    for (std::size_t i = 0; i < told.frames.size(); i += 7) {
        if (told.frames[i].tick.number < first.number)
            continue;
        const auto picture = follower.moveTo(told.frames[i].tick.moment);
        QVERIFY(picture);
        QCOMPARE(pictureText(**picture), told.shown.at(told.frames[i].tick.number));
    }
}

SIGNALBOX_TEST(tst_Follower)
} // namespace tst_follower

#include "tst_follower.moc"
