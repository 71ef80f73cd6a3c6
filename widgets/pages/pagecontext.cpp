// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/page.h>

#include <actions/action.h>
#include <models/bedbrief.h>
#include <models/runchanges.h>

namespace signalbox
{
namespace
{
/// A reading under way: what the worker does, and what it came to.
template <class Answer>
struct UnderWay {
    LineReader reader;
    Expected<Answer> answer;
};

/// Lets the session read on until the reader is through; `made` makes the answer of what was read.
template <class Answer, class Make>
void readThrough(Session &session, const LineQuestion &question, QObject *receiver, Then<Answer> then, Make made)
{
    auto reading = std::make_shared<UnderWay<Answer>>(UnderWay<Answer>{LineReader(question), Answer()});
    const auto part = [reading, made](const Recording &recording) {
        const Expected<bool> isDone = reading->reader.readOn(recording);
        if (!isDone)
            reading->answer = tl::unexpected(isDone.error());
        else if (*isDone)
            reading->answer = made(reading->reader);
        return !isDone || *isDone;
    };
    session.read(part, receiver, [reading, then = std::move(then)] { then(std::move(reading->answer)); });
}

/// What a brief needs of the past, kept for a while: to read it each second would hold up the pictures.
struct KeptPast {
    std::optional<Moment> read;
    BriefPast past;
};

Expected<std::vector<BriefPart>> briefOf(KeptPast &kept, const Recording &recording, const Picture &now,
                                         const std::string &journal, const QTimeZone &zone)
{
    constexpr Milliseconds patience = std::chrono::seconds(30);
    if (!kept.read || now.now < *kept.read || now.now - *kept.read >= patience) {
        auto past = briefPast(recording, now, journal);
        if (!past)
            return tl::unexpected(past.error());
        kept = {now.now, std::move(*past)};
    }
    kept.past.silence = now.heldUp ? std::optional(now.now - now.tick.moment) : std::nullopt;
    return brief(now, {}, kept.past, zone);
}

/// The plan of a request as of that picture. What only the machine of the watch can tell is asked there, before
/// anything is sent.
Expected<Plan> planAsOf(const Recording &recording, const Request &request, const Picture &now, const RunLedger &runs,
                        const std::string &who)
{
    Situation situation{now, runs, {}, who, !now.heldUp, {}, {}};
    situation.history = [&recording](SeriesId series, Moment from, Moment to) {
        return recording.history(series, from, to);
    };
    return makePlan(request, situation);
}

Expected<std::vector<JournalRow>> toldRows(const std::string &journal)
{
    auto rows = journalRows(journal);
    if (rows)
        tellRuns(*rows);
    return rows;
}

/// One answer, made on the session's worker.
template <class Answer, class Make>
void readOnce(Session &session, QObject *receiver, Then<Answer> then, Make make)
{
    auto found = std::make_shared<Expected<Answer>>();
    const auto part = [found, make](const Recording &recording) {
        *found = make(recording);
        return true;
    };
    session.read(part, receiver, [found, then = std::move(then)] { then(std::move(*found)); });
}

/// What people do with a journal in reach.
void addRuns(PageContext &context, Session &session, const std::string &journal)
{
    auto *runs = new RunFollower(
        [&session, reader = std::make_shared<RunReader>(journal)](QObject *receiver, auto then) {
            readOnce<RunsPtr>(session, receiver, std::move(then),
                              [reader](const Recording &) { return reader->read(); });
        },
        &session);
    QObject::connect(&session, &Session::pictureChanged, runs, &RunFollower::showPicture);
    context.runs = runs;
    context.plan = [&session, runs, who = context.who](const Request &request, const PicturePtr &now, QObject *receiver,
                                                       auto then) {
        readOnce<Plan>(session, receiver, std::move(then),
                       [request, now, known = runs->runs(), who](const Recording &recording) {
                           return planAsOf(recording, request, *now, *known, who);
                       });
    };
    context.bed = [&session, runs, zone = context.zone](const PicturePtr &now, QObject *receiver, auto then) {
        readOnce<std::vector<BriefPart>>(
            session, receiver, std::move(then), [now, known = runs->runs(), zone](const Recording &) {
                return Expected<std::vector<BriefPart>>(bedBrief(*now, bedPast(*now, known), zone));
            });
    };
    context.journal = [&session, journal](QObject *receiver, auto then) {
        readOnce<std::vector<JournalRow>>(session, receiver, std::move(then),
                                          [journal](const Recording &) { return toldRows(journal); });
    };
}
} // namespace

PageContext contextOf(Session &session, const std::string &journal, const std::string &who)
{
    PageContext context;
    context.who = who;
    context.zone = QTimeZone::systemTimeZone();
    context.line = [&session](const LineQuestion &question, QObject *receiver, auto then) {
        readThrough<LineHistory>(session, question, receiver, std::move(then),
                                 [](const LineReader &reader) { return reader.line(); });
    };
    context.points = [&session](const SeriesDeclared &series, const TimeSpan &span, QObject *receiver, auto then) {
        const PlannedLine line{{}, PlannedLine::Derive::AsIs, {series.id}};
        readThrough<std::vector<HistoryPoint>>(session, {line, series.interval, span, 0}, receiver, std::move(then),
                                               [](const LineReader &reader) { return reader.read().front(); });
    };
    context.brief = [&session, journal, zone = context.zone,
                     kept = std::make_shared<KeptPast>()](const PicturePtr &now, QObject *receiver, auto then) {
        readOnce<std::vector<BriefPart>>(session, receiver, std::move(then),
                                         [now, journal, zone, kept](const Recording &recording) {
                                             return briefOf(*kept, recording, *now, journal, zone);
                                         });
    };
    if (!journal.empty())
        addRuns(context, session, journal);
    context.changes = [&session, runs = context.runs](const PicturePtr &now, Moment since, QObject *receiver,
                                                      auto then) {
        readOnce<ChangesSince>(
            session, receiver, std::move(then),
            [now, since, known = runs ? runs->runs() : std::make_shared<const RunLedger>()](
                const Recording &recording) { return changesSince(recording, *now, since, *known); });
    };
    context.extent = [&session](QObject *receiver, auto then) { session.extent(receiver, std::move(then)); };
    return context;
}
} // namespace signalbox
