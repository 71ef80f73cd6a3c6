// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/answerledger.h>
#include <support/saycollector.h>
#include <support/testprogram.h>

namespace tst_answerledger
{
using namespace signalbox;

namespace
{
const Subject host{"host", "host1"};
constexpr Moment start{Milliseconds(10'000'000)};
constexpr WallTime noon{Milliseconds(1'800'000'000'000)};

struct Ledger {
    SayCollector said;
    AnswerLedger ledger;

    explicit Ledger(std::uint32_t cap = 2000)
        : ledger(said, host, {}, declaration(cap))
    {
    }
    static SourceDeclaration declaration(std::uint32_t cap)
    {
        SourceDeclaration declared;
        declared.cap = cap;
        return declared;
    }
    Expected<AnswerCount> take(const std::string &text, Moment at = start, std::optional<WallTime> date = noon,
                               Milliseconds age = {})
    {
        return ledger.take(text, ExpositionFormat::Text, {at, date, age});
    }
};
} // namespace

class AnswerLedgerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: what a host's probe says of its stores is said of the host, and no store is known.
    void aLabelTellsWhoseASeriesIs()
    {
        SourceDeclaration declared;
        declared.subjectLabels = {"store"};
        declared.known = {{{"store", "store07"}, {}}, {{"host", "x"}, {}}};
        SayCollector said;
        AnswerLedger ledger(said, host, {}, declared, std::make_shared<const LabelledSubjects>(declared));
        QVERIFY(ledger.take("a{store=\"store07\",slot=\"forged\"} 1\na{store=\"other\"} 2\na{host=\"x\"} 3\n",
                            ExpositionFormat::Text, {start, noon, {}}));
        QCOMPARE(said.number({"store", "store07"}, "a", {{"slot", "host1"}}), 1.0);
        QCOMPARE(said.number(host, "a", {{"store", "other"}}), 2.0);
        QCOMPARE(said.number(host, "a", {{"host", "x"}}), 3.0);
    }

    // Lost if it fails: of an answer that breaks off, the first half is shown as now and the second as before.
    void aRefusedAnswerLeavesNoTrace()
    {
        Ledger run(2);
        QVERIFY(!run.take("a 1\nb{x=\"y\"} 1\nc x\n"));
        QVERIFY(run.said.declared.empty());
        // Not even a place under the cap.
        const Expected<AnswerCount> count = run.take("d 1\ne 1\n");
        QVERIFY(count);
        QCOMPARE(count->overCap, std::uint64_t(0));
        QCOMPARE(run.said.number(host, "d"), 1.0);
        QVERIFY(!run.take("d 2\nf{x=\"\xff\"} 1\n"));
        QCOMPARE(run.said.number(host, "d"), 1.0);
        QVERIFY(run.take("d 3\n"));
        QCOMPARE(run.said.number(host, "d"), 3.0);
    }

    // Lost if it fails: a series said twice in one answer flickers between two values.
    void theFirstOfTwoAlikeCounts()
    {
        Ledger run;
        const auto check = [&run](const std::string &text) {
            const Expected<AnswerCount> count = run.take(text);
            return count && count->scraped == 3 && count->leftOut == 1 &&
                   run.said.number(host, "a", {{"x", "1"}, {"y", "2"}}) == 1.0;
        };
        QVERIFY(check("a{x=\"1\",y=\"2\"} 1\na{x=\"1\",y=\"2\"} 2\nb 1\n"));
        QVERIFY(check("a{x=\"1\",y=\"2\"} 1\na{y=\"2\",x=\"1\"} 2\nb 1\n"));
        QVERIFY(check("a{y=\"2\",x=\"1\"} 1\nb 1\na{x=\"1\",y=\"2\",z=\"\"} 2\n"));
        QCOMPARE(run.said.declared.size(), std::size_t(2));
    }

    // Lost if it fails: series get each other's values when an exporter changes the order of its lines.
    void orderDoesNotMatter()
    {
        Ledger run;
        for (const char *text :
             {"a 1\nb 2\nc 3\n", "c 3\na 1\nb 2\n", "b 2\nd 4\nc 3\na 1\n", "a 1\n", "d 4\nc 3\nb 2\na 1\n"}) {
            QVERIFY(run.take(text));
            QCOMPARE(run.said.number(host, "a"), 1.0);
            QCOMPARE(run.said.number(host, "b"), 2.0);
            QCOMPARE(run.said.number(host, "c"), 3.0);
        }
        QCOMPARE(run.said.number(host, "d"), 4.0);
    }

    // Lost if it fails: an exporter that serves a metric called "up" hides that it is down.
    void anExporterCannotSpeakForTheSource()
    {
        Ledger run;
        const Expected<AnswerCount> count = run.take("up 1\nscrape_error 1\nup{job=\"x\"} 1\na 1\n");
        QVERIFY(count);
        QCOMPARE(count->leftOut, std::uint64_t(3));
        QCOMPARE(run.said.declared.size(), std::size_t(1));
    }

    // Lost if it fails: an old value behind a time stamp looks new, or a clock that is ahead keeps it fresh for ever.
    void stampsAreAgesAgainstTheAnswersOwnDate()
    {
        Ledger run;
        const auto stamp = [](Milliseconds age) {
            return ' ' + std::to_string((noon - age).time_since_epoch().count()) + '\n';
        };
        QVERIFY(
            run.take("old 1" + stamp(std::chrono::hours(2)) + "ahead 1" + stamp(-std::chrono::hours(2)) + "now 1\n"));
        QCOMPARE(run.said.last(host, "old")->at, start - std::chrono::hours(2));
        QCOMPARE(run.said.last(host, "ahead")->at, start);
        QCOMPARE(run.said.last(host, "now")->at, start);

        const Expected<AnswerCount> undated = run.take("old 2" + stamp(Milliseconds(0)) + "now 2\n", start, {});
        QVERIFY(undated);
        QCOMPARE(undated->ageless, std::uint64_t(1));
        QCOMPARE(undated->leftOut, std::uint64_t(1));
        QCOMPARE(run.said.number(host, "old"), 1.0);
        QCOMPARE(run.said.number(host, "now"), 2.0);
    }

    // Lost if it fails: an answer that a cache had kept for an hour looks new.
    void aCachesAgeCounts()
    {
        Ledger run;
        QVERIFY(run.take("a 1\n", start, noon, std::chrono::minutes(10)));
        QCOMPARE(run.said.last(host, "a")->at, start - std::chrono::minutes(10));
    }

    // Lost if it fails: a disk that an exporter no longer tells of is green for ever, or what it lacks for a moment is
    // forgotten; and a host whose devices come and go fills the cap with what is no more.
    void whatVanishesGoesSilentAndAfterAnHourIsGone()
    {
        Ledger run(2);
        QVERIFY(run.take("a 1\nb 1\n"));
        QVERIFY(run.take("a 1\n", start + AnswerLedger::forgetAfter - Milliseconds(1)));
        QCOMPARE(run.said.times(host, "b"), std::size_t(1));
        const Expected<AnswerCount> full = run.take("a 1\nc 1\n", start + AnswerLedger::forgetAfter - Milliseconds(1));
        QCOMPARE(full->overCap, std::uint64_t(1));
        QVERIFY(run.take("a 1\n", start + AnswerLedger::forgetAfter));
        QCOMPARE(run.said.last(host, "b")->kind, FactKind::Gone);
        QVERIFY(run.take("c 1\na 2\n", start + AnswerLedger::forgetAfter));
        QCOMPARE(run.said.number(host, "c"), 1.0);
        QCOMPARE(run.said.number(host, "a"), 2.0);
        // And it may come back.
        Ledger again;
        QVERIFY(again.take("a 1\nb 1\n"));
        QVERIFY(again.take("a 1\n", start + AnswerLedger::forgetAfter));
        QVERIFY(again.take("b 5\na 1\n", start + AnswerLedger::forgetAfter));
        QCOMPARE(again.said.number(host, "b"), 5.0);
    }

    // Lost if it fails: one absurd label is carried in the recording for ever.
    void absurdlyLongSeriesAreLeftOut()
    {
        Ledger run;
        const Expected<AnswerCount> count = run.take("a{x=\"" + std::string(100'000, 'x') + "\"} 1\nb 1\n");
        QVERIFY(count);
        QCOMPARE(count->leftOut, std::uint64_t(1));
        QCOMPARE(run.said.declared.size(), std::size_t(1));
    }
};

SIGNALBOX_TEST(AnswerLedgerTest)
} // namespace tst_answerledger

#include "tst_answerledger.moc"
