// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/pagefacts.h>

#include <cmath>
#include <map>

#include <paging/pagenote.h>
#include <recording/about.h>
#include <recording/mark.h>
#include <watching/derived.h>

namespace signalbox
{
namespace
{
/// The last that rows of one frame say of a pager or a heartbeat.
struct Outcome {
    PageNote note;
    Moment at{};
    std::optional<WallTime> success;
};

// Nobody waits for a pager without a canary to prove itself.
Milliseconds intervalOf(const Subject &subject, const Paging &paging)
{
    if (subject.kind == heartbeatKind)
        return heartbeatNotedEvery;
    return paging.canary ? paging.canary->every : changeMarkInterval;
}
} // namespace

void addPageFacts(Engine &engine, Frame &frame, std::span<const JournalRow> rows)
{
    const Picture &picture = engine.fold().working();
    std::map<Subject, Outcome> outcomes;
    for (const JournalRow &row : rows) {
        const std::optional<PageNote> note = pageNoteOf(row);
        // A watch that ended in the middle says nothing about the pager.
        if (!note || note->kind == PageNote::Kind::Intended ||
            (note->kind == PageNote::Kind::Unknown && note->words.empty()))
            continue;
        const Subject subject =
            isTest(*note) ? subjectOfAbout(note->matter) : Subject{std::string(pagerKind), note->pager};
        if (!picture.estate->find(subject))
            continue;
        Outcome &outcome = outcomes[subject];
        outcome.note = *note;
        outcome.at = std::min(picture.timeline->momentAt(row.wall), frame.tick.moment);
        if (note->kind == PageNote::Kind::Sent)
            outcome.success = row.wall;
    }
    std::vector<Fact> facts;
    for (const auto &[subject, outcome] : outcomes) {
        const Milliseconds interval = intervalOf(subject, picture.estate->paging);
        const auto series = [&, &about = subject](const char *metric, const char *unit) {
            return engine.numbering().series({about, metric, {}, std::string(journalSource)}, unit, interval);
        };
        const bool isWell = outcome.note.kind == PageNote::Kind::Sent;
        const TextId words = engine.numbering().text(isWell ? std::string() : outcome.note.words);
        facts.push_back({series("page_up", ""), FactKind::Number, outcome.at, isWell ? 1.0 : 0.0});
        facts.push_back({series("page_error", ""), FactKind::Text, outcome.at, static_cast<double>(index(words))});
        if (outcome.success) {
            const double seconds = static_cast<double>(outcome.success->time_since_epoch().count()) / 1000;
            facts.push_back({series("page_last_success_timestamp_seconds", "seconds"), FactKind::Number, outcome.at,
                             std::floor(seconds)});
        }
    }
    addDerived(engine, frame, facts);
}
} // namespace signalbox
