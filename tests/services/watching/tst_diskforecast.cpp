// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>
#include <watching/diskforecast.h>
#include <watching/framemaker.h>

namespace tst_diskforecast
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Subject web1{"host", "web1"};
const Labels var{{"device", "/dev/vda2"}, {"fstype", "ext4"}, {"mountpoint", "/var"}};
constexpr std::string_view forecastMetric = "node_filesystem_full_seconds";

Estate estate(const std::string &type)
{
    Estate estate;
    estate.sources.emplace_back();
    estate.sources.back().name = "node";
    estate.sources.back().type = type;
    return estate;
}

/// What a recorder makes of a file system, minute by minute.
struct Watched {
    Engine engine{rules::all()};
    FrameMaker maker{engine};
    DiskForecast forecast{engine};
    Inbox inbox;
    InboxSay say{"node", 1, inbox};
    std::vector<Frame> frames;
    Moment now{1000s};

    explicit Watched(const std::string &type = "exposition") { forecast.accept(estate(type)); }

    const Frame &tick()
    {
        Frame frame;
        now += 1min;
        frame.tick = {frames.size() + 1, now, 0};
        maker.fill(frame, inbox.take());
        forecast.extend(frame);
        engine.complete(frame);
        frames.push_back(frame);
        return frames.back();
    }
    void sayAvailable(double gigabytes)
    {
        say.number(say.series(web1, "node_filesystem_avail_bytes", var, "bytes", 60s), now + 1min, gigabytes * 1e9);
        say.flush();
    }
    void fill(int minutes)
    {
        for (int minute = 0; minute <= minutes; ++minute) {
            sayAvailable(100 - minute);
            tick();
        }
    }
    /// Of the forecast; nothing where there was never one.
    std::optional<Sample> sample()
    {
        const Picture &picture = engine.fold().working();
        for (std::size_t i = 0; i < picture.series.size(); ++i) {
            const SeriesKey &key = picture.series[i]->declared.key;
            if (key == SeriesKey{web1, std::string(forecastMetric), var, "node"})
                return picture.samples[i];
        }
        return {};
    }
};
} // namespace

/// Were this wrong, the rule disk-filling would have nothing to judge from, or go on from what is no longer so.
class tst_DiskForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDiskThatFillsIsForecastInItsSourcesName();
    void itStaysFreshBetweenTwoForecasts();
    void aFreedDiskEndsTheForecast();
    void whatIsGoneHasNoForecast();
    void aMonitoringServerIsLeftToTellItself();
    void theSourcesOwnWordGoesFirst();
    void afterARestartTheOldForecastIsGone();
    void framesStayInOrder();
};

void tst_DiskForecast::aDiskThatFillsIsForecastInItsSourcesName()
{
    Watched watched;
    watched.fill(29);
    QVERIFY(!watched.sample());
    watched.fill(30);
    QVERIFY(watched.sample().has_value());
}

void tst_DiskForecast::itStaysFreshBetweenTwoForecasts()
{
    Watched watched;
    watched.fill(30);
    QCOMPARE(watched.sample()->value, 70 * 60.0);
    for (int minute = 31; minute <= 60; ++minute) {
        watched.sayAvailable(100 - minute);
        watched.tick();
        QCOMPARE(watched.sample()->freshness, Freshness::Fresh);
    }
    QCOMPARE(watched.sample()->value, 40 * 60.0);
}

void tst_DiskForecast::aFreedDiskEndsTheForecast()
{
    Watched watched;
    watched.fill(40);
    watched.sayAvailable(95);
    watched.tick();
    QCOMPARE(watched.sample()->freshness, Freshness::Gone);
}

void tst_DiskForecast::whatIsGoneHasNoForecast()
{
    Watched watched;
    watched.fill(40);
    watched.say.gone(watched.say.series(web1, "node_filesystem_avail_bytes", var, "bytes", 60s), watched.now + 1min);
    watched.say.flush();
    watched.tick();
    QCOMPARE(watched.sample()->freshness, Freshness::Gone);
}

void tst_DiskForecast::aMonitoringServerIsLeftToTellItself()
{
    Watched watched("prometheus");
    watched.fill(60);
    QVERIFY(!watched.sample());
}

void tst_DiskForecast::theSourcesOwnWordGoesFirst()
{
    Watched watched;
    watched.fill(29);
    watched.say.number(watched.say.series(web1, forecastMetric, var, "seconds", 60s), watched.now + 1min, 7);
    watched.sayAvailable(70);
    const Frame &frame = watched.tick();
    QCOMPARE(frame.facts.size(), std::size_t(2));
    QCOMPARE(watched.sample()->value, 7.0);
}

void tst_DiskForecast::afterARestartTheOldForecastIsGone()
{
    Watched before;
    before.fill(40);
    std::vector<DatedChange> changes;
    RecordedState state;
    for (const Frame &frame : before.frames) {
        for (const Change &change : frame.changes)
            changes.push_back({frame.tick.number, change});
        for (const Fact &fact : frame.facts) {
            state.samples.resize(std::max(state.samples.size(), index(fact.series) + 1));
            state.samples[index(fact.series)] = {fact.value, fact.at, fact.kind, true};
        }
        state.tick = frame.tick;
    }
    Watched after;
    after.engine.resume(changes, state);
    after.forecast.resume(changes);
    after.now = state.tick.moment;
    after.sayAvailable(60);
    after.tick();
    QCOMPARE(after.sample()->freshness, Freshness::Gone);
    after.fill(30);
    QCOMPARE(after.sample()->freshness, Freshness::Fresh);
}

void tst_DiskForecast::framesStayInOrder()
{
    Watched watched;
    watched.fill(30);
    const SeriesHandle later = watched.say.series(web1, "node_load1", {}, "", 60s);
    for (int minute = 31; minute <= 60; ++minute) {
        watched.sayAvailable(100 - minute);
        watched.say.number(later, watched.now + 1min, 1);
        watched.say.flush();
        const std::vector<Fact> &facts = watched.tick().facts;
        QVERIFY(std::is_sorted(facts.begin(), facts.end(),
                               [](const Fact &a, const Fact &b) { return a.series < b.series; }));
    }
}

SIGNALBOX_TEST(tst_DiskForecast)
} // namespace tst_diskforecast

#include "tst_diskforecast.moc"
