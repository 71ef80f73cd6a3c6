// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/page.h>

namespace signalbox
{
namespace
{
/// A reading under way: what the worker does, and what it came to.
template <class Answer>
struct Reading {
    LineReader reader;
    Expected<Answer> answer;
};

/// Lets the session read on until the reader is through; `made` makes the answer of what was read.
template <class Answer, class Make>
void readThrough(Session &session, const LineQuestion &question, QObject *receiver, Then<Answer> then, Make made)
{
    auto reading = std::make_shared<Reading<Answer>>(Reading<Answer>{LineReader(question), Answer()});
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
} // namespace

PageContext contextOf(Session &session)
{
    PageContext context;
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
    context.changes = [&session](const PicturePtr &now, Moment since, QObject *receiver, auto then) {
        auto found = std::make_shared<Expected<ChangesSince>>();
        const auto part = [found, now, since](const Recording &recording) {
            *found = changesSince(recording, *now, since);
            return true;
        };
        session.read(part, receiver, [found, then = std::move(then)] { then(std::move(*found)); });
    };
    context.extent = [&session](QObject *receiver, auto then) { session.extent(receiver, std::move(then)); };
    return context;
}
} // namespace signalbox
