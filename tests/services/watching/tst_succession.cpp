// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>
#include <support/testprogram.h>
#include <watching/framemaker.h>
#include <watching/succession.h>

namespace tst_succession
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Subject web1{"host", "web1"};
const Subject web2{"host", "web2"};

std::string yaml(const std::string &sources)
{
    return "name: t\nhosts: {web1: {address: 192.0.2.1}, web2: {address: 192.0.2.2}}\n" + sources;
}
const std::string checks =
    yaml("sources: {s: {type: command, hosts: [web1, web2], command: [/bin/true], interval: 10s}}\n");
const std::string checksOfWeb1 =
    yaml("sources: {s: {type: command, hosts: [web1], command: [/bin/true], interval: 10s}}\n");
const std::string exporters =
    yaml("sources: {s: {type: exposition, hosts: all, url: 'http://{address}/', interval: 10s}}\n");
const std::string pager = yaml("sources: {s: {type: alertmanager, url: 'http://am/', interval: 10s}}\n");

/// A recorder whose one source "s" is started again and again, ten seconds by ten seconds.
struct Watched {
    Engine engine{rules::all()};
    FrameMaker maker{engine};
    Succession succession{engine};
    Inbox inbox;
    std::unique_ptr<InboxSay> say;
    std::uint64_t lives = 0;
    Tick now{0, Moment(1000s), 0};
    std::string next;

    explicit Watched(const std::string &estate)
        : next(estate)
    {
    }
    void start() { say = std::make_unique<InboxSay>("s", ++lives, inbox); }
    void end() { say.reset(); }
    void says(const Subject &subject, const std::string &metric, double value)
    {
        say->number(say->series(subject, metric, {}, "", 10s), now.moment + 10s, value);
    }
    void tick()
    {
        if (say)
            say->flush();
        Frame frame;
        now = {now.number + 1, now.moment + 10s, 0};
        frame.tick = now;
        if (!next.empty()) {
            const Estate estate = parseEstate(std::exchange(next, {})).estate.value_or(Estate{});
            frame.changes.emplace_back(EstateAccepted{estate.text, estate.hash, "1", "rules"});
        }
        const std::vector<Report> reports = inbox.take();
        maker.fill(frame, reports);
        succession.extend(frame, reports);
        engine.complete(frame);
    }
    bool isGone(const Subject &subject, const std::string &metric)
    {
        const Picture &picture = engine.fold().working();
        const auto id = engine.numbering().find({subject, metric, {}, "s"});
        return id && picture.sample(*id).freshness == Freshness::Gone;
    }
};
} // namespace

/// Were this wrong, what ended while nobody watched would be held against its host for ever: "1 unit has failed", and
/// no way to get rid of it.
class tst_Succession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatALaterLifeDoesNotSayIsGone();
    void withoutAnAnswerNothingIsGone();
    void whatASubjectOfAnotherSourceNoLongerHasIsGone();
    void anExporterIsGivenItsHour();
    void whatALateWordRevivedIsGoneAgain();
    void whatIsSaidAgainStays();
};

void tst_Succession::whatALaterLifeDoesNotSayIsGone()
{
    Watched watched(checks);
    watched.start();
    watched.says(web1, "up", 1);
    watched.says(web1, "failed", 1);
    watched.says(web1, "load", 1);
    watched.tick();
    watched.end();
    watched.start();
    for (int i = 0; i < 3; ++i) {
        watched.says(web1, "up", 1);
        watched.says(web1, "load", 2);
        QVERIFY(!watched.isGone(web1, "failed"));
        watched.tick();
    }
    QVERIFY(watched.isGone(web1, "failed"));
    QVERIFY(!watched.isGone(web1, "load"));
}

void tst_Succession::withoutAnAnswerNothingIsGone()
{
    Watched watched(checks);
    watched.start();
    watched.says(web1, "up", 1);
    watched.says(web1, "failed", 1);
    watched.tick();
    watched.end();
    watched.start();
    for (int i = 0; i < 50; ++i) {
        watched.says(web1, "up", 0);
        watched.says(web2, "up", 1);
        watched.tick();
    }
    QVERIFY(!watched.isGone(web1, "failed"));
}

void tst_Succession::whatASubjectOfAnotherSourceNoLongerHasIsGone()
{
    Watched watched(pager);
    watched.start();
    watched.says({"source", "s"}, "up", 1);
    watched.says(web1, "firing", 1);
    watched.tick();
    watched.end();
    watched.start();
    for (int i = 0; i < 3; ++i) {
        watched.says({"source", "s"}, "up", 1);
        watched.tick();
    }
    QVERIFY(watched.isGone(web1, "firing"));
}

void tst_Succession::anExporterIsGivenItsHour()
{
    Watched watched(exporters);
    watched.start();
    watched.says(web1, "up", 1);
    watched.says(web1, "collected", 1);
    watched.tick();
    watched.end();
    watched.start();
    for (int i = 0; i < 359; ++i) {
        watched.says(web1, "up", 1);
        watched.tick();
    }
    QVERIFY(!watched.isGone(web1, "collected"));
    for (int i = 0; i < 3; ++i) {
        watched.says(web1, "up", 1);
        watched.tick();
    }
    QVERIFY(watched.isGone(web1, "collected"));
}

// A report that was under way when its source was declared otherwise.
void tst_Succession::whatALateWordRevivedIsGoneAgain()
{
    Watched watched(checks);
    watched.start();
    watched.says(web2, "up", 1);
    watched.says(web2, "load", 1);
    watched.tick();
    watched.next = checksOfWeb1;
    watched.tick();
    watched.says(web2, "load", 2);
    watched.say->flush();
    watched.end();
    watched.start();
    watched.says(web1, "up", 1);
    watched.tick();
    watched.tick();
    QVERIFY(watched.isGone(web2, "load"));
}

void tst_Succession::whatIsSaidAgainStays()
{
    Watched watched(checks);
    watched.start();
    watched.says(web1, "up", 1);
    watched.says(web1, "rare", 1);
    watched.tick();
    watched.end();
    watched.start();
    for (int i = 0; i < 9; ++i) {
        watched.says(web1, "up", 1);
        if (i == 1)
            watched.says(web1, "rare", 1);
        watched.tick();
    }
    QVERIFY(!watched.isGone(web1, "rare"));
}

SIGNALBOX_TEST(tst_Succession)
} // namespace tst_succession

#include "tst_succession.moc"
