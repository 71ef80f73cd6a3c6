// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>
#include <support/testprogram.h>
#include <watching/counterrates.h>
#include <watching/framemaker.h>

namespace tst_counterrates
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Subject web1{"host", "web1"};
const Labels shop{{"site", "shop"}};
constexpr const char *withRule = "name: t\nrules: {busy: {metric: requests_total, rate: 1m, warning: '> 2'}}\n";
constexpr const char *without = "name: t\n";

Estate estate(const char *yaml)
{
    return parseEstate(yaml).estate.value_or(Estate{});
}

/// What a recorder makes of a counter, ten seconds by ten seconds.
struct Watched {
    Engine engine{rules::all()};
    FrameMaker maker{engine};
    CounterRates rates{engine};
    Inbox inbox;
    InboxSay say{"node", 1, inbox};
    std::vector<Frame> frames;
    Moment now{1000s};
    double count = 0;

    explicit Watched(const char *yaml = withRule) { accept(yaml); }

    void accept(const char *yaml) { m_next = yaml; }
    const Frame &tick()
    {
        Frame frame;
        now += 10s;
        frame.tick = {frames.size() + 1, now, 0};
        if (const char *yaml = std::exchange(m_next, nullptr)) {
            const Estate next = estate(yaml);
            frame.changes.emplace_back(EstateAccepted{next.text, next.hash, "1", "rules"});
            rates.accept(next);
        }
        maker.fill(frame, inbox.take());
        rates.extend(frame);
        engine.complete(frame);
        frames.push_back(frame);
        return frames.back();
    }
    void rise(double by, int times = 1)
    {
        for (int i = 0; i < times; ++i) {
            count += by;
            say.number(say.series(web1, "requests_total", shop, "", 10s), now + 10s, count);
            say.flush();
            tick();
        }
    }
    /// Of the rate; nothing where there was never one.
    std::optional<Sample> rate() const { return rateIn(engine); }
    static std::optional<Sample> rateIn(const Engine &of)
    {
        const Picture &picture = const_cast<Engine &>(of).fold().working();
        for (std::size_t i = 0; i < picture.series.size(); ++i) {
            if (picture.series[i]->declared.key == SeriesKey{web1, "requests_total:rate1m", shop, "node"})
                return picture.samples[i];
        }
        return {};
    }

private:
    const char *m_next = nullptr;
};
} // namespace

/// Were this wrong, a rule that compares a rate would have nothing to compare, or the rate of another time.
class tst_CounterRates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRateIsSaidInItsSourcesName();
    void whatNoRuleAsksForIsNotDerived();
    void aCounterThatWasThereBeforeTheRuleIsTaken();
    void whereTheRuleGoesTheRateIsGone();
    void aCounterThatIsGoneTakesItsRateAlong();
    void afterARestartItGoesOn();
};

void tst_CounterRates::aRateIsSaidInItsSourcesName()
{
    Watched watched;
    watched.rise(30, 3);
    QVERIFY(!watched.rate());
    watched.rise(30, 4);
    QVERIFY(watched.rate());
    QCOMPARE(watched.rate()->value, 3.0);
    QCOMPARE(watched.rate()->at, watched.now);
    QCOMPARE(watched.rate()->freshness, Freshness::Fresh);
    for (const Frame &frame : watched.frames) {
        for (std::size_t i = 1; i < frame.facts.size(); ++i)
            QVERIFY(frame.facts[i - 1].series < frame.facts[i].series);
    }
}

void tst_CounterRates::whatNoRuleAsksForIsNotDerived()
{
    Watched watched(without);
    watched.rise(30, 9);
    QVERIFY(!watched.rate());
}

void tst_CounterRates::aCounterThatWasThereBeforeTheRuleIsTaken()
{
    Watched watched(without);
    watched.rise(30, 3);
    watched.accept(withRule);
    watched.rise(30, 5);
    QVERIFY(watched.rate());
    QCOMPARE(watched.rate()->value, 3.0);
}

void tst_CounterRates::whereTheRuleGoesTheRateIsGone()
{
    Watched watched;
    watched.rise(30, 5);
    watched.accept(without);
    watched.rise(30);
    QCOMPARE(watched.rate()->freshness, Freshness::Gone);
    watched.accept(withRule);
    watched.rise(60, 4);
    QCOMPARE(watched.rate()->freshness, Freshness::Fresh);
    QCOMPARE(watched.rate()->value, 6.0);
}

void tst_CounterRates::aCounterThatIsGoneTakesItsRateAlong()
{
    Watched watched;
    watched.rise(30, 5);
    watched.say.gone(watched.say.series(web1, "requests_total", shop, "", 10s), watched.now);
    watched.say.flush();
    watched.tick();
    QCOMPARE(watched.rate()->freshness, Freshness::Gone);
}

void tst_CounterRates::afterARestartItGoesOn()
{
    Watched watched;
    watched.rise(30, 9);
    // Another life reads the frames, and a minute later the counter has risen as before.
    Watched again(withRule);
    for (const Frame &frame : watched.frames) {
        Frame same = frame;
        again.engine.complete(same);
    }
    again.frames = watched.frames;
    again.now = watched.now + 50s;
    again.count = watched.count + 150;
    again.rise(30);
    QCOMPARE(again.rate()->at, again.now);
    QCOMPARE(again.rate()->value, 3.0);
}

SIGNALBOX_TEST(tst_CounterRates)
} // namespace tst_counterrates

#include "tst_counterrates.moc"
