// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/changemarks.h>

#include <algorithm>
#include <map>

#include <recording/about.h>
#include <watching/derived.h>

namespace signalbox
{
namespace
{
struct Mark {
    std::string text;
    Moment at{};
};

Subject markedBy(const Act &act, const Estate &estate)
{
    return act.about.empty() ? Subject{std::string(estateKind), estate.id} : subjectOfAbout(act.about);
}
} // namespace

void addChangeMarks(Engine &engine, Frame &frame, std::span<const JournalRow> rows)
{
    const Picture &picture = engine.fold().working();
    std::map<Subject, Mark> marks;
    for (const JournalRow &row : rows) {
        const Expected<Act> act = actOf(row);
        if (!act || act->kind != Act::Kind::ChangeMark)
            continue;
        Mark &mark = marks[markedBy(*act, *picture.estate)];
        mark.text += (mark.text.empty() ? "" : "; ") + row.who + ": " + act->why;
        mark.at = std::min(picture.timeline->momentAt(row.wall), frame.tick.moment);
    }
    std::vector<Fact> facts;
    for (const auto &[subject, mark] : marks) {
        const SeriesKey key{subject, std::string(changeMarkMetric), {}, std::string(journalSource)};
        const SeriesId series = engine.numbering().series(key, "", changeMarkInterval);
        const TextId text = engine.numbering().text(mark.text);
        facts.push_back({series, FactKind::Text, mark.at, static_cast<double>(index(text))});
    }
    addDerived(engine, frame, facts);
}
} // namespace signalbox
