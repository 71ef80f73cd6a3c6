// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <mutex>

#include <session/follower.h>
#include <story/story.h>
#include <support/testprogram.h>
#include <watching/engineloop.h>

namespace tst_engineloop
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// An engine on this thread, over a machine whose wall clock can be set and whose time can be made to pass.
struct Loop {
    MachineReading machine{1000s, WallTime(1'700'000'000s), "boot"};
    std::shared_ptr<SystemClock> clock = std::make_shared<SystemClock>(std::nullopt, [this] { return machine; });
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>();
    std::shared_ptr<Tail> tail = std::make_shared<Tail>();
    InboxSay say{"node", 1, *inbox};
    std::unique_ptr<EngineLoop> engine;

    Loop()
    {
        EngineLoop::Parts parts;
        parts.clock = clock;
        parts.inbox = inbox;
        parts.tail = tail;
        parts.writer = std::make_unique<WriteQueue>("/nowhere/recording.db", nullptr, std::nullopt,
                                                    [](const std::optional<Problem> &) {});
        engine = std::make_unique<EngineLoop>(std::move(parts), EngineLoop::Past{});
        engine->start();
    }
    ~Loop() { engine->stop(); }

    void pass(Milliseconds time)
    {
        machine.sinceBoot += time;
        machine.wall += time;
    }
    PicturePtr picture() const
    {
        const auto recording = tailRecording(tail, "/nowhere/recording.db");
        return *Follower(*recording).moveTo(std::max(clock->now(), tail->extent().last.moment));
    }
    void sayLoad(double value)
    {
        say.number(say.series({"host", "web1"}, "node_load1", {}, "", 10s), clock->now(), value);
        say.flush();
    }
    std::size_t anchors() const { return picture()->timeline->anchors().size(); }
};
} // namespace

/// Were this wrong, a clock that is set would make old values look new, or new ones old.
class tst_EngineLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFactIsATick();
    void timeThatPassesIsATick();
    void theClockIsPutBackAnHour();
    void theClockGoesForwardADayAndBack();
    void aMachineThatSleptWakesToOldValues();
};

void tst_EngineLoop::aFactIsATick()
{
    Loop loop;
    loop.pass(200ms);
    loop.sayLoad(0.5);
    QTRY_VERIFY(loop.picture()->samples.size() == 1);
    QCOMPARE(loop.picture()->sample(SeriesId{0}).value, 0.5);
}

void tst_EngineLoop::timeThatPassesIsATick()
{
    Loop loop;
    const TickNumber before = loop.picture()->tick.number;
    loop.pass(1s);
    QTRY_COMPARE(loop.picture()->tick.number, before + 1);
}

void tst_EngineLoop::theClockIsPutBackAnHour()
{
    Loop loop;
    loop.sayLoad(0.5);
    QTRY_VERIFY(loop.picture()->samples.size() == 1);
    loop.pass(5s);
    loop.machine.wall -= 1h;
    QTRY_COMPARE(loop.anchors(), std::size_t(2));
    const PicturePtr picture = loop.picture();
    QCOMPARE(picture->wall(), loop.machine.wall);
    QCOMPARE(picture->now - picture->sample(SeriesId{0}).at, Milliseconds(5s));
    QCOMPARE(picture->sample(SeriesId{0}).freshness, Freshness::Fresh);
}

void tst_EngineLoop::theClockGoesForwardADayAndBack()
{
    Loop loop;
    loop.sayLoad(0.5);
    QTRY_VERIFY(loop.picture()->samples.size() == 1);
    loop.pass(2s);
    loop.machine.wall += 24h;
    QTRY_COMPARE(loop.anchors(), std::size_t(2));
    QCOMPARE(loop.picture()->sample(SeriesId{0}).freshness, Freshness::Fresh);
    loop.pass(2s);
    loop.machine.wall -= 24h;
    QTRY_COMPARE(loop.anchors(), std::size_t(3));
    QCOMPARE(loop.picture()->sample(SeriesId{0}).freshness, Freshness::Fresh);
    QCOMPARE(loop.picture()->wall(), loop.machine.wall);
    loop.pass(30s);
    QTRY_COMPARE(loop.picture()->sample(SeriesId{0}).freshness, Freshness::Stale);
}

void tst_EngineLoop::aMachineThatSleptWakesToOldValues()
{
    Loop loop;
    loop.sayLoad(0.5);
    QTRY_VERIFY(loop.picture()->samples.size() == 1);
    loop.pass(8h);
    QTRY_COMPARE(loop.picture()->sample(SeriesId{0}).freshness, Freshness::Stale);
    QTRY_VERIFY(!loop.picture()->heldUp); // the next tick is there: it was the machine that slept
}

SIGNALBOX_TEST(tst_EngineLoop)
} // namespace tst_engineloop

#include "tst_engineloop.moc"
