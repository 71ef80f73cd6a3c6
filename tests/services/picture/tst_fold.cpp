// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_fold
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const std::string web1 = "host/web1";
} // namespace

/// Were this wrong, the screen would show something else than what the sources said: above all, old values as if they
/// were new.
class tst_Fold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValueGrowsOldByItself_data();
    void aValueGrowsOldByItself();
    void aClockAheadDoesNotKeepAValueFresh();
    void anOlderFactNeverReplacesANewer();
    void whatIsGoneIsNeitherFreshNorStale();
    void notANumberIsKeptBitForBit();
    void aSubjectCountsItsSeries();
    void aSourceThatDoesNotAnswerMakesNothingKnown();
    void whatNobodyWatchesIsCounted();
    void anEstateReloadForgetsNoValue();
    void advancingInStepsIsAdvancingAtOnce();
    void aPublishedPictureStands();
    void loadingAStateIsFoldingItsFrames();
    void ofEstatesOnlyTheLastIsParsedOnTheWay();
    void whatIsSuppressedIsTheSameFoldedOrLoaded();
    void aDamagedRecordingDoesNoHarm();
};

void tst_Fold::aValueGrowsOldByItself_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<Freshness>("expected");
    QTest::newRow("new") << 0 << Freshness::Fresh;
    QTest::newRow("just before two intervals") << 19 << Freshness::Fresh;
    QTest::newRow("two intervals") << 20 << Freshness::Late;
    QTest::newRow("just before three intervals") << 29 << Freshness::Late;
    QTest::newRow("three intervals") << 30 << Freshness::Stale;
    QTest::newRow("for ever") << 86400 << Freshness::Stale;
}

void tst_Fold::aValueGrowsOldByItself()
{
    QFETCH(int, seconds);
    QFETCH(Freshness, expected);
    Story story;
    story.at(1s).every(10s).says(web1, "node_load1", 0.5).tick();
    if (seconds > 0)
        story.at(1s + std::chrono::seconds(seconds)).tick();
    QCOMPARE(story.sample(web1, "node_load1").freshness, expected);
}

void tst_Fold::aClockAheadDoesNotKeepAValueFresh()
{
    Story story;
    Frame frame = story.at(1s).says(web1, "node_load1", 0.5).tick();
    Fold fold;
    frame.facts.front().at += 1h; // a hostile recording: the recorder itself never writes this
    fold.apply(frame);
    Touched touched;
    fold.advance(frame.tick.moment + 30s, touched);
    QCOMPARE(fold.working().samples[0].freshness, Freshness::Stale);
}

void tst_Fold::anOlderFactNeverReplacesANewer()
{
    Story story;
    story.at(10s).says(web1, "node_load1", 2).tick();
    story.at(12s).trueAt(9s).says(web1, "node_load1", 1).tick();
    QCOMPARE(story.sample(web1, "node_load1").value, 2.0);
    QCOMPARE(story.sample(web1, "node_load1").at, Story::begin() + 10s);
}

void tst_Fold::whatIsGoneIsNeitherFreshNorStale()
{
    Story story;
    story.at(1s).says(web1, "node_load1", 2).tick();
    story.at(2s).gone(web1, "node_load1").tick();
    story.at(2min).tick();
    QCOMPARE(story.sample(web1, "node_load1").freshness, Freshness::Gone);
    story.at(3min).says(web1, "node_load1", 3).tick();
    QCOMPARE(story.sample(web1, "node_load1").freshness, Freshness::Fresh);
}

void tst_Fold::notANumberIsKeptBitForBit()
{
    Story story;
    story.at(1s).says(web1, "a", std::numeric_limits<double>::quiet_NaN()).says(web1, "b", -0.0).tick();
    QVERIFY(std::isnan(story.sample(web1, "a").value));
    QVERIFY(std::signbit(story.sample(web1, "b").value));
}

void tst_Fold::aSubjectCountsItsSeries()
{
    Story story;
    story.at(1s).says(web1, "a", 1).says(web1, "b", 1).tick();
    story.at(22s).says(web1, "a", 1).tick();
    const SubjectState &subject = story.picture().subject(*story.engine().fold().find({"host", "web1"}));
    QCOMPARE(subject.count[index(Freshness::Fresh)], 1u);
    QCOMPARE(subject.count[index(Freshness::Late)], 1u);
    QCOMPARE(subject.freshness(), Freshness::Late);
}

void tst_Fold::aSourceThatDoesNotAnswerMakesNothingKnown()
{
    Story story;
    story.at(1s).says(web1, "up", 0).says(web1, "scrape_error", std::string("refused")).tick();
    const SubjectId id = *story.engine().fold().find({"host", "web1"});
    QCOMPARE(story.picture().subject(id).freshness(), Freshness::Never);
    story.at(2s).says(web1, "up", 1).says(web1, "a", 1).tick();
    QCOMPARE(story.picture().subject(id).freshness(), Freshness::Fresh);
    story.at(40s).says(web1, "up", 0).tick();
    QCOMPARE(story.picture().subject(id).freshness(), Freshness::Stale);
}

void tst_Fold::whatNobodyWatchesIsCounted()
{
    Story story("name: t\nhosts:\n  web1: {address: 192.0.2.1}\n  web2: {address: 192.0.2.2}\n"
                "sources:\n  node: {type: exposition, hosts: [web1], url: 'http://{address}:9100/metrics'}\n");
    story.at(1s).tick();
    QCOMPARE(story.picture().unwatched.size(), std::size_t(1));
    QCOMPARE(story.picture().subject(story.picture().unwatched.front()).subject.name, std::string("web2"));
}

void tst_Fold::anEstateReloadForgetsNoValue()
{
    Story story("name: t\nhosts:\n  web1: {address: 192.0.2.1}\n");
    story.at(1s).says(web1, "node_load1", 2).tick();
    story.at(2s).accepts("name: other\nhosts:\n  web2: {address: 192.0.2.2}\n").tick();
    QCOMPARE(story.sample(web1, "node_load1").value, 2.0);
    QVERIFY(!story.picture().subject(*story.engine().fold().find({"host", "web1"})).declared);
    QVERIFY(story.picture().subject(*story.engine().fold().find({"host", "web2"})).declared);
    QCOMPARE(story.picture().estate->name, std::string("other"));
}

void tst_Fold::advancingInStepsIsAdvancingAtOnce()
{
    Story story;
    story.at(1s).says(web1, "a", 1).tick();
    story.at(7s).every(3s).says(web1, "b", 1).tick();
    Fold slow;
    Fold fast;
    for (const Frame &frame : story.frames()) {
        slow.apply(frame);
        fast.apply(frame);
    }
    Touched touched;
    const Moment end = story.frames().back().tick.moment + 1min;
    for (Moment now = story.frames().back().tick.moment; now <= end; now += 137ms)
        slow.advance(now, touched);
    slow.advance(end, touched);
    fast.advance(end, touched);
    QCOMPARE(pictureText(slow.working()), pictureText(fast.working()));
}

void tst_Fold::aPublishedPictureStands()
{
    Story story;
    story.at(1s).says(web1, "a", 1).tick();
    const PicturePtr before = story.engine().fold().publish();
    const std::string text = pictureText(*before);
    story.at(40s).says(web1, "a", 2).says("host/web2", "a", 2).tick();
    const PicturePtr after = story.engine().fold().publish();
    QCOMPARE(pictureText(*before), text);
    QVERIFY(pictureText(*after) != text);
    QVERIFY(!changedSeries(*before, *after).empty());
    QVERIFY(changedSeries(*after, *after).empty());
}

void tst_Fold::loadingAStateIsFoldingItsFrames()
{
    Story story;
    story.at(1s).says(web1, "a", 1).says(web1, "b", 1).tick();
    story.at(9s).says(web1, "a", 2).tick();
    story.at(35s).tick();
    Fold folded;
    Fold loaded;
    RecordedState state;
    state.samples.resize(2);
    for (const Frame &frame : story.frames()) {
        folded.apply(frame);
        Touched touched;
        for (const Change &change : frame.changes)
            loaded.apply(change, touched);
        for (const Fact &fact : frame.facts)
            state.samples[index(fact.series)] = {fact.value, fact.at, fact.kind, true};
        state.tick = frame.tick;
    }
    for (std::size_t i = 0; i < folded.working().alerts.size(); ++i)
        state.alerts.push_back(folded.working().alerts[i].cell);
    loaded.load(state);
    QCOMPARE(pictureText(loaded.working()), pictureText(folded.working()));
    Touched touched;
    folded.advance(state.tick.moment + 1min, touched);
    loaded.advance(state.tick.moment + 1min, touched);
    QCOMPARE(pictureText(loaded.working()), pictureText(folded.working()));
}

// An estate whose lists come from queries changes fifty times a day: parsing all of them would take minutes at a start.
void tst_Fold::ofEstatesOnlyTheLastIsParsedOnTheWay()
{
    const std::string polled = "sources:\n  node: {type: exposition, hosts: [web2], url: 'http://{address}:9100/'}\n";
    Story story("name: one\nhosts:\n  web1: {address: 192.0.2.1}\n  web2: {address: 192.0.2.2}\n" + polled);
    story.at(1s).says(web1, "node_load1", 2).tick();
    story.accepts("name: two\nhosts:\n  web2: {address: 192.0.2.2}\n  db1: {address: 192.0.2.3}\n" + polled);
    story.at(2s).tick();
    story.accepts("name: three\nhosts:\n  web2: {address: 192.0.2.2}\n");
    story.at(3s).tick();
    std::vector<DatedChange> changes;
    for (const Frame &frame : story.frames()) {
        for (const Change &change : frame.changes)
            changes.push_back({frame.tick.number, change});
    }
    Fold fold;
    fold.applyToLoad(changes);
    fold.load(*PlainRecording(story.frames()).stateAt(story.frames().back().tick.number));
    QVERIFY(!fold.find({"host", "db1"})); // only an estate on the way speaks of it
    QCOMPARE(pictureText(fold.working()), pictureText(story.picture()));
}

// Else what was put out of the way would page somebody after a restart, or never come back.
void tst_Fold::whatIsSuppressedIsTheSameFoldedOrLoaded()
{
    Story story("name: t\nhosts:\n  web1: {address: 192.0.2.1}\n  web2: {address: 192.0.2.2}\n");
    story.at(1s).says(web1, "a", 1).says("host/web2", "a", 1).tick();
    const WallTime begin = story.picture().wall();
    story.at(2s).acts({Act::Kind::Shelve, web1, "noise", begin + 1h}).tick();
    story.at(3s).acts({Act::Kind::OutOfService, "host/web2", "new disk", begin + 2h}).tick();
    story.at(4s).acts({Act::Kind::Shelve, "host/web2", "noise", begin + 4h}).tick();
    story.at(5s).acts({Act::Kind::Shelve, web1, "still noise", begin + 3h}).tick();
    story.at(90min).tick();
    story.at(150min).tick();
    story.at(151min).acts({Act::Kind::Unshelve, web1, "mended", {}}).tick();
    story.at(5h).tick();
    const PlainRecording recording(story.frames());
    const std::size_t expected[] = {0, 1, 2, 3, 3, 3, 2, 1, 0};
    Fold folded;
    for (std::size_t i = 0; i < story.frames().size(); ++i) {
        const Frame &frame = story.frames()[i];
        folded.apply(frame);
        Fold loaded;
        loaded.applyToLoad(*recording.changes(0, frame.tick.number));
        loaded.load(*recording.stateAt(frame.tick.number));
        QCOMPARE(folded.working().suppressions->size(), expected[i]);
        QVERIFY(*folded.working().suppressions == *loaded.working().suppressions);
        QCOMPARE(pictureText(loaded.working()), pictureText(folded.working()));
        for (const char *host : {"web1", "web2"}) {
            const SubjectState &a = folded.working().subject(*folded.find({"host", host}));
            const SubjectState &b = loaded.working().subject(*loaded.find({"host", host}));
            QCOMPARE(a.shelvedUntil, b.shelvedUntil);
            QCOMPARE(a.outOfServiceUntil, b.outOfServiceUntil);
        }
    }
}

void tst_Fold::aDamagedRecordingDoesNoHarm()
{
    Frame frame;
    frame.tick = {1, Story::begin(), 0};
    frame.changes.emplace_back(SeriesDeclared{SeriesId{4'000'000'000}, {{"host", "web1"}, "a", {}, "node"}, "", 10s});
    frame.changes.emplace_back(SeriesDeclared{SeriesId{0}, {{"host", "web1"}, "b", {}, "node"}, "", 0s});
    frame.changes.emplace_back(SeriesDeclared{SeriesId{0}, {{"host", "web1"}, "c", {}, "node"}, "", 10s});
    frame.changes.emplace_back(TextDeclared{TextId{9}, "x"});
    frame.changes.emplace_back(AlertDeclared{AlertId{9}, "silence", 1, {"host", "web1"}, {}});
    frame.changes.emplace_back(EstateAccepted{"\x01 no estate", "h", "", ""});
    frame.facts = {{SeriesId{0}, FactKind::Text, Story::begin(), -1e300},
                   {SeriesId{7}, FactKind::Number, Story::begin(), 1}};
    frame.transitions.push_back({AlertId{3}, {}});
    Fold fold;
    fold.apply(frame);
    const PicturePtr picture = fold.publish();
    QCOMPARE(picture->samples.size(), std::size_t(1));
    QCOMPARE(picture->text(picture->sample(SeriesId{0})), std::string());
    QCOMPARE(picture->alerts.size(), std::size_t(0));
}

SIGNALBOX_TEST(tst_Fold)
} // namespace tst_fold

#include "tst_fold.moc"
