// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>
#include <set>

#include <story/anything.h>
#include <support/testprogram.h>

namespace tst_rulecontract
{
using namespace signalbox;

namespace
{
using Place = std::pair<std::string, const Rule *>;

/// The series that a rule reads of a subject, as the judgement hands them over.
std::vector<Input> inputsOf(const Picture &picture, SubjectId subject, const Rule &rule)
{
    std::vector<Input> inputs;
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        const Series &series = *picture.series[i];
        const SeriesKey &key = series.declared.key;
        const auto read = std::find(rule.metrics.begin(), rule.metrics.end(), key.metric);
        const bool isMember = picture.subject(subject).subject == Subject{"source", key.source};
        if (read != rule.metrics.end() && (series.subject == subject || isMember))
            inputs.push_back({static_cast<SeriesId>(i), static_cast<std::uint16_t>(read - rule.metrics.begin()),
                              series.subject == subject});
    }
    return inputs;
}

bool isAbout(const Rule &rule, const Subject &subject)
{
    return rule.kind.empty() ? subject.kind != "source" : rule.kind == subject.kind;
}

Verdict verdictAt(Picture picture, Moment now, SubjectId subject, const Rule &rule)
{
    picture.now = now;
    const std::vector<Input> inputs = inputsOf(picture, subject, rule);
    return rule.judge(SubjectView(picture, subject, rule, inputs));
}
} // namespace

/// What every rule on the shelf promises. Were it broken, an alert would be raised late or only when something else
/// happens to be said, and a replay would not show what was on the screen.
class tst_RuleContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untilItAsksForAnotherLookTimeChangesNothing();
    void anotherLookIsNeverAskedForInThePast();
    void judgingAgainGivesWhatWasRecorded();
    void whatItReadsIsAllThatItReads();
};

void tst_RuleContract::untilItAsksForAnotherLookTimeChangesNothing()
{
    std::mt19937 random(3);
    std::set<std::string_view> waiting;
    Story story(anyEstate());
    tellAnything(story, 1, 250, [&] {
        const Picture &picture = story.picture();
        const Moment due = story.engine().fold().nextDue().value_or(picture.now + Milliseconds(86'400'000));
        for (std::size_t i = 0; i < picture.subjects.size(); ++i) {
            const auto subject = static_cast<SubjectId>(i);
            for (const Rule *rule : rules::all()) {
                if (!isAbout(*rule, picture.subject(subject).subject))
                    continue;
                const Verdict now = verdictAt(picture, picture.now, subject, *rule);
                if (now.recheckAt)
                    waiting.insert(rule->id);
                // Beyond the next change of a freshness it is asked again, if it reads one at all.
                const Moment free = rule->readsFreshness ? due : Moment::max();
                const Moment end = std::min(now.recheckAt.value_or(free), free);
                const auto room = std::min<std::int64_t>((end - picture.now).count(), 400LL * 86'400'000);
                for (int look = 0; room > 1 && look < 3; ++look) {
                    const Milliseconds later(1 + static_cast<std::int64_t>(random()) % (room - 1));
                    const Verdict then = verdictAt(picture, picture.now + later, subject, *rule);
                    QVERIFY2(then.findings == now.findings, rule->id.data());
                }
            }
        }
    });
    QCOMPARE(waiting,
             (std::set<std::string_view>{"certificate-expiry", "exporter-gone", "store-held", "store-map-differs",
                                         "store-no-viable-replica", "store-not-recovered", "store-replication-behind",
                                         "store-replication-stuck", "store-two-masters", "uptime-horizon"}));
}

void tst_RuleContract::anotherLookIsNeverAskedForInThePast()
{
    Story story(anyEstate());
    tellAnything(story, 2, 150, [&] {
        const Picture &picture = story.picture();
        for (std::size_t i = 0; i < picture.subjects.size(); ++i) {
            for (const Rule *rule : rules::all()) {
                if (!isAbout(*rule, picture.subjects[i]->subject))
                    continue;
                const Verdict verdict = verdictAt(picture, picture.now, static_cast<SubjectId>(i), *rule);
                QVERIFY2(!verdict.recheckAt || *verdict.recheckAt > picture.now, rule->id.data());
            }
        }
    });
}

void tst_RuleContract::judgingAgainGivesWhatWasRecorded()
{
    Story story(anyEstate());
    std::set<std::string> seen;
    tellAnything(story, 3, 500, [&] {
        for (std::size_t i = 0; i < story.picture().alerts.size(); ++i) {
            if (story.picture().alerts[i].cell.state == AlertState::Raised)
                seen.insert(story.picture().alerts[i].key->rule);
        }
    });
    for (const Rule *rule : rules::all())
        QVERIFY2(seen.count(std::string(rule->id)) == 1, rule->id.data());
    Engine again(rules::all());
    for (const Frame &recorded : story.frames()) {
        Frame frame = recorded;
        frame.transitions.clear();
        again.complete(frame);
        QCOMPARE(frame.transitions, recorded.transitions);
        QCOMPARE(frame.changes.size(), recorded.changes.size());
    }
    QCOMPARE(pictureText(again.fold().working()), pictureText(story.picture()));
    // A rule that reads more than it declares, or the time without saying when, would have missed something by now.
    Judged judged;
    Judgement extra(rules::all());
    extra.touchAll(again.fold());
    extra.judge(again.fold(), again.numbering(), judged);
    QVERIFY(judged.cells.empty());
}

void tst_RuleContract::whatItReadsIsAllThatItReads()
{
    for (const Rule *rule : rules::all()) {
        QVERIFY2(!rule->metrics.empty() || rule->readsUserRules, rule->id.data());
        QVERIFY2(!rule->guidance.empty(), rule->id.data());
        std::set<std::string_view> each(rule->metrics.begin(), rule->metrics.end());
        QCOMPARE(each.size(), rule->metrics.size());
    }
}

SIGNALBOX_TEST(tst_RuleContract)
} // namespace tst_rulecontract

#include "tst_rulecontract.moc"
