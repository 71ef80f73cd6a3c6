// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/page.h>

#include <QFile>

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

// Nobody has done anything yet where there is no file.
Expected<std::vector<JournalRow>> rowsOf(const std::string &path)
{
    if (!QFile::exists(QString::fromStdString(path)))
        return std::vector<JournalRow>();
    const auto journal = openJournal(path);
    if (!journal)
        return tl::unexpected(journal.error());
    return (*journal)->rows(0);
}
} // namespace

PageContext contextOf(Session &session, const std::string &journal)
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
    if (!journal.empty())
        context.journal = [&session, journal](QObject *receiver, auto then) {
            auto found = std::make_shared<Expected<std::vector<JournalRow>>>();
            const auto part = [found, journal](const Recording &) {
                *found = rowsOf(journal);
                return true;
            };
            session.read(part, receiver, [found, then = std::move(then)] { then(std::move(*found)); });
        };
    context.extent = [&session](QObject *receiver, auto then) { session.extent(receiver, std::move(then)); };
    return context;
}
} // namespace signalbox
