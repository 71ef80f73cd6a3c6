// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>
#include <support/testprogram.h>
#include <watching/framemaker.h>

namespace tst_framemaker
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Subject web1{"host", "web1"};
const Subject web2{"host", "web2"};

Estate estate(const std::string &hosts, const std::string &keep = "")
{
    const EstateReading reading =
        parseEstate("name: t\nhosts:\n  web1: {address: 192.0.2.1}\n  web2: {address: 192.0.2.2}\nsources:\n"
                    "  node: {type: exposition, hosts: [" +
                    hosts + "], url: 'http://{address}/metrics'" + keep + "}\n");
    if (!reading.estate)
        qFatal("%s", reading.errors.front().line().c_str());
    return *reading.estate;
}

/// A tick with what two hosts say.
struct Made {
    Engine engine{rules::all()};
    FrameMaker maker{engine};
    Inbox inbox;
    InboxSay say{"node", 1, inbox};
    Tick tick{0, Moment(1000s), 0};

    Frame next()
    {
        Frame frame;
        tick = {tick.number + 1, tick.moment + 1s, 0};
        frame.tick = tick;
        return frame;
    }

    void sayLoad(const Subject &subject, Moment at, double value)
    {
        say.number(say.series(subject, "node_load1", {}, "", 10s), at, value);
        say.flush();
    }
};
} // namespace

/// Were this wrong, what sources say would be mixed up, or what is no longer watched would raise alarms for ever.
class tst_FrameMaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSeriesIsDeclaredOnce();
    void theLaterOfTwoFactsOfATickCounts();
    void noFactIsFromTheFuture();
    void textsAreNumbered();
    void aHostThatIsNoLongerPolledIsGone();
    void anotherKeepListEndsWhatItLeavesOut();
    void whatASourceRemembersIsInOrderAndNotFromTheFuture();
    void aLongPastIsSpreadOverFrames();
};

void tst_FrameMaker::aSeriesIsDeclaredOnce()
{
    Made made;
    made.sayLoad(web1, Moment(1000s), 1);
    Frame first = made.next();
    made.maker.fill(first, made.inbox.take());
    QCOMPARE(first.changes.size(), std::size_t(1));
    made.sayLoad(web1, Moment(1001s), 2);
    Frame second = made.next();
    made.maker.fill(second, made.inbox.take());
    QCOMPARE(second.changes.size(), std::size_t(0));
    QCOMPARE(second.facts.front().series, first.facts.front().series);
}

void tst_FrameMaker::theLaterOfTwoFactsOfATickCounts()
{
    Made made;
    made.sayLoad(web1, Moment(1000s), 1);
    made.sayLoad(web1, Moment(1001s), 2);
    made.sayLoad(web1, Moment(999s), 3);
    Frame frame = made.next();
    made.maker.fill(frame, made.inbox.take());
    QCOMPARE(frame.facts.size(), std::size_t(1));
    QCOMPARE(frame.facts.front().value, 2.0);
}

void tst_FrameMaker::noFactIsFromTheFuture()
{
    Made made;
    made.sayLoad(web1, Moment(5000s), 1);
    Frame frame = made.next();
    made.maker.fill(frame, made.inbox.take());
    QCOMPARE(frame.facts.front().at, frame.tick.moment);
}

void tst_FrameMaker::textsAreNumbered()
{
    Made made;
    const SeriesHandle error = made.say.series(web1, "scrape_error", {}, "", 10s);
    made.say.text(error, Moment(1000s), "refused");
    made.say.flush();
    Frame frame = made.next();
    made.maker.fill(frame, made.inbox.take());
    made.engine.complete(frame);
    const Picture &picture = made.engine.fold().working();
    QCOMPARE(picture.text(picture.sample(frame.facts.front().series)), std::string("refused"));
}

void tst_FrameMaker::aHostThatIsNoLongerPolledIsGone()
{
    Made made;
    made.sayLoad(web1, Moment(1000s), 1);
    made.sayLoad(web2, Moment(1000s), 1);
    Frame first = made.next();
    made.maker.fill(first, made.inbox.take());
    made.engine.complete(first);
    Frame second = made.next();
    made.maker.endUndeclared(second, estate("web1, web2"), estate("web1"));
    made.maker.fill(second, {});
    made.engine.complete(second);
    QCOMPARE(second.facts.size(), std::size_t(1));
    QCOMPARE(made.engine.fold().working().samples[1].freshness, Freshness::Gone);
    QCOMPARE(made.engine.fold().working().samples[0].freshness, Freshness::Fresh);
}

void tst_FrameMaker::anotherKeepListEndsWhatItLeavesOut()
{
    Made made;
    made.sayLoad(web1, Moment(1000s), 1);
    Frame first = made.next();
    made.maker.fill(first, made.inbox.take());
    made.engine.complete(first);
    Frame second = made.next();
    made.maker.endUndeclared(second, estate("web1"), estate("web1", ", keep: [node_memory*]"));
    QCOMPARE(second.facts.size(), std::size_t(1));
    QCOMPARE(second.facts.front().kind, FactKind::Gone);
}

void tst_FrameMaker::whatASourceRemembersIsInOrderAndNotFromTheFuture()
{
    Made made;
    const SeriesHandle load = made.say.series(web1, "node_load1", {}, "", 10s);
    made.say.earlier(load, {{Moment(900s), 2}, {Moment(800s), 1}, {Moment(900s), 3}, {Moment(5000s), 4}});
    made.say.earlier(load, {{Moment(6000s), 1}});
    made.say.earlier(load, {});
    made.say.flush();
    Frame frame = made.next();
    made.maker.fill(frame, made.inbox.take());
    const std::vector<EarlierPoint> kept{{Moment(800s), 1}, {Moment(900s), 2}};
    QCOMPARE(frame.earlier, (std::vector<Earlier>{{SeriesId(0), kept}}));
    made.engine.complete(frame);
    QCOMPARE(made.engine.fold().working().sample(SeriesId(0)).freshness, Freshness::Never);
}

void tst_FrameMaker::aLongPastIsSpreadOverFrames()
{
    Made made;
    const SeriesHandle load = made.say.series(web1, "node_load1", {}, "", 10s);
    std::vector<EarlierPoint> points;
    for (int i = 0; i < 12'000; ++i)
        points.push_back({Moment(std::chrono::milliseconds(i)), 1});
    for (int i = 0; i < 10; ++i)
        made.say.earlier(load, points);
    made.say.flush();
    Frame first = made.next();
    made.maker.fill(first, made.inbox.take());
    QCOMPARE(first.earlier.size(), std::size_t(9));
    QCOMPARE(first.earlier.front().points.size(), earlierPointsPerAnswer);
    QCOMPARE(first.earlier.front().points.back().at, points.back().at);
    Frame second = made.next();
    made.maker.fill(second, {});
    QCOMPARE(second.earlier.size(), std::size_t(1));
}

SIGNALBOX_TEST(tst_FrameMaker)
} // namespace tst_framemaker

#include "tst_framemaker.moc"
