// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>
#include <paging/pagenote.h>
#include <support/testprogram.h>
#include <watching/pagefacts.h>

namespace tst_pagefacts
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
JournalRow row(PageNote::Kind kind, const std::string &pager, const std::string &words = {})
{
    PageNote note;
    note.kind = kind;
    note.matter = "disk-full host/web1";
    note.pager = pager;
    note.person = "ann";
    note.page = 1;
    note.words = words;
    return rowOf(note, "signalbox@watch", WallTime(1'700'000'009s));
}

/// Frames that the engine made with these rows, one after the other.
struct Made {
    Engine engine{rules::all()};
    Frame frame;

    Made()
    {
        const Estate estate = parseEstate("hosts: {web1: {}}\n"
                                          "pagers: {sms: {type: command, command: [/bin/sms]}}\n"
                                          "people: {ann: {pagers: [sms]}}\n"
                                          "paging: {critical: {to: [ann]}, canary: {every: 24h}}\n")
                                  .estate.value();
        frame.tick = {1, Moment(10s), 0};
        frame.changes.emplace_back(AnchorSet{{Moment(0s), WallTime(1'700'000'000s), {}, "boot"}});
        frame.changes.emplace_back(EstateAccepted{estate.text, estate.hash, "0", {}});
        engine.complete(frame);
    }
    void make(const std::vector<JournalRow> &rows)
    {
        const Tick last = frame.tick;
        frame = {};
        frame.tick = {last.number + 1, last.moment + 10s, 0};
        addPageFacts(engine, frame, rows);
        engine.complete(frame, rows);
    }
    std::optional<Sample> sample(const std::string &metric)
    {
        const auto id = engine.numbering().find({{"pager", "sms"}, metric, {}, "journal"});
        return id ? std::optional(engine.fold().working().sample(*id)) : std::nullopt;
    }
    const Picture &picture() { return engine.fold().working(); }
};
} // namespace

/// Were this wrong, the screen would say that a pager works which reaches nobody, or the other way round.
class TestPagefacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageThatWentThroughProvesThePager();
    void aFailureLeavesTheProofAsItWas();
    void aWatchThatWasKilledSaysNothingOfThePager();
    void aPagerThatIsNotDeclaredIsNoSubject();
    void nothingIsToldBeforeItWasTried();
};

void TestPagefacts::aPageThatWentThroughProvesThePager()
{
    Made made;
    made.make({row(PageNote::Kind::Intended, "sms"), row(PageNote::Kind::Sent, "sms")});
    QCOMPARE(made.sample("page_up")->value, 1.0);
    QCOMPARE(made.sample("page_last_success_timestamp_seconds")->value, 1'700'000'009.0);
    QCOMPARE(made.sample("page_up")->at, Moment(9s)); // when it was, not when it was read
    const auto id = made.engine.numbering().find({{"pager", "sms"}, "page_up", {}, "journal"});
    QCOMPARE(made.picture().series[index(*id)]->declared.interval, Milliseconds(24h)); // the canary's
}

void TestPagefacts::aFailureLeavesTheProofAsItWas()
{
    Made made;
    made.make({row(PageNote::Kind::Sent, "sms")});
    made.make({row(PageNote::Kind::Failed, "sms", "no route")});
    QCOMPARE(made.sample("page_up")->value, 0.0);
    QCOMPARE(made.picture().text(*made.sample("page_error")), std::string("no route"));
    QCOMPARE(made.sample("page_last_success_timestamp_seconds")->value, 1'700'000'009.0);
}

void TestPagefacts::aWatchThatWasKilledSaysNothingOfThePager()
{
    Made made;
    made.make({row(PageNote::Kind::Unknown, "sms")});
    QVERIFY(!made.sample("page_up"));
    made.make({row(PageNote::Kind::Unknown, "sms", "no answer")});
    QCOMPARE(made.sample("page_up")->value, 0.0);
}

void TestPagefacts::aPagerThatIsNotDeclaredIsNoSubject()
{
    Made made;
    made.make({row(PageNote::Kind::Sent, "pigeon")});
    QVERIFY(made.frame.facts.empty());
    QVERIFY(!made.engine.fold().find({"pager", "pigeon"}));
}

void TestPagefacts::nothingIsToldBeforeItWasTried()
{
    Made made;
    made.make({});
    const auto pager = made.engine.fold().find({"pager", "sms"});
    QVERIFY(pager);
    QVERIFY(made.picture().subject(*pager).watched); // by the watch itself, and not known to be well
    QCOMPARE(made.picture().subject(*pager).freshness(), Freshness::Never);
}

SIGNALBOX_TEST(TestPagefacts)
} // namespace tst_pagefacts

#include "tst_pagefacts.moc"
