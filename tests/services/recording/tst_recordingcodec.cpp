// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <limits>
#include <random>

#include <recording/changes.h>
#include <recording/framecodec.h>
#include <recording/tile.h>
#include <recording/windowcloser.h>
#include <support/testprogram.h>

namespace tst_recordingcodec
{
using namespace signalbox;

namespace
{
const Moment start{Milliseconds(1'750'000'000'000)};

std::vector<double> strangeNumbers()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<double> numbers = {0.0,
                                   -0.0,
                                   1e300,
                                   -1e300,
                                   infinity,
                                   -infinity,
                                   std::numeric_limits<double>::denorm_min(),
                                   -std::numeric_limits<double>::denorm_min(),
                                   std::numeric_limits<double>::max(),
                                   std::numeric_limits<double>::min(),
                                   std::bit_cast<double>(0x7ff8000000000001u),
                                   std::bit_cast<double>(0x7ff0000000000001u),
                                   std::bit_cast<double>(0xfff8dead0000beefu),
                                   9007199254740991.0,
                                   9007199254740992.0,
                                   9007199254740994.0,
                                   -9007199254740993.0,
                                   0.1 + 0.2,
                                   1e-12,
                                   1.5e-12,
                                   123456.789,
                                   1e15 + 0.25,
                                   1.7e9 + 0.123456};
    return numbers;
}

// Anything that a double can be, and often what it mostly is.
double anyNumber(std::mt19937_64 &random)
{
    switch (random() % 4) {
    case 0:
        return std::bit_cast<double>(random());
    case 1:
        return static_cast<double>(static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000) / 100;
    case 2:
        return static_cast<double>(random() >> random() % 64) / powersOfTen[random() % powersOfTen.size()];
    default:
        return strangeNumbers()[random() % strangeNumbers().size()];
    }
}

CodedValue anyValue(std::mt19937_64 &random, int habit)
{
    if (habit == 0)
        return codeNumber(static_cast<double>(random() % 10));
    if (habit == 1)
        return codeNumber(static_cast<double>(random() % 100'000) / 100);
    if (habit == 2)
        return codeNumber(anyNumber(random));
    if (habit == 3)
        return {CodedValue::text, static_cast<std::int64_t>(random() % 0x100000000)};
    return random() % 3 == 0 ? CodedValue{CodedValue::gone, 0} : anyValue(random, static_cast<int>(random() % 4));
}

struct TileContent {
    std::vector<Moment> ticks;
    std::vector<HeldAtStart> bases;
    std::vector<TileFact> facts;
    std::vector<std::uint32_t> ends;
};

TileContent anyTile(std::mt19937_64 &random, std::size_t series, std::size_t ticks)
{
    TileContent content;
    for (std::size_t i = 0; i < ticks; ++i)
        content.ticks.push_back(start + Milliseconds(i * 1000 + random() % 900));
    for (std::size_t i = 0; i < series; ++i) {
        const int habit = static_cast<int>(random() % 5);
        HeldAtStart base;
        base.held = random() % 4 != 0;
        if (base.held) {
            base.atOffset = -static_cast<std::int64_t>(random() % 20'000) + 5000;
            base.value = anyValue(random, random() % 10 == 0 ? 4 : habit);
        }
        const std::uint64_t every = 1 + random() % 4;
        CodedValue value = anyValue(random, habit);
        for (std::size_t tick = 0; tick < ticks && habit != 3; ++tick) {
            if (tick % every != 0 || random() % 10 == 0)
                continue;
            if (random() % 2 == 0)
                value = anyValue(random, habit);
            const bool strange = random() % 50 == 0;
            content.facts.push_back({static_cast<std::uint32_t>(tick),
                                     strange ? static_cast<std::int64_t>(random()) : -static_cast<std::int64_t>(every),
                                     value});
        }
        content.bases.push_back(base);
        content.ends.push_back(static_cast<std::uint32_t>(content.facts.size()));
    }
    return content;
}

bool sameValue(const CodedValue &a, const CodedValue &b)
{
    return kindOf(a) == kindOf(b) &&
           std::bit_cast<std::uint64_t>(valueOf(a)) == std::bit_cast<std::uint64_t>(valueOf(b));
}
} // namespace

class TestRecordingCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDoubleSurvives();
    void decimalsAreSmall();
    void factsSurvive();
    void tilesSurvive();
    void ticksAndTransitionsSurvive();
    void nothingThatIsCutOrChangedIsTrusted();
};

// Without it a replay would show 0 for -0, a rounded reading, or a NaN that lost what it said.
void TestRecordingCodec::everyDoubleSurvives()
{
    std::mt19937_64 random(1);
    const std::vector<double> strange = strangeNumbers();
    for (std::size_t i = 0; i < 200'000; ++i) {
        const double number = i < strange.size() ? strange[i] : anyNumber(random);
        const CodedValue coded = codeNumber(number);
        QCOMPARE(std::bit_cast<std::uint64_t>(valueOf(coded)), std::bit_cast<std::uint64_t>(number));
        if (!coded.isDecimal())
            continue;
        for (unsigned places = coded.form; places <= CodedValue::maximumPlaces; ++places) {
            const auto more = withPlaces(coded, places);
            if (more)
                QCOMPARE(std::bit_cast<std::uint64_t>(decimalValue(*more, places)),
                         std::bit_cast<std::uint64_t>(number));
        }
    }
}

// Without it two decimals would take eight bytes, and a day of an estate ten times the room.
void TestRecordingCodec::decimalsAreSmall()
{
    QCOMPARE(codeNumber(0.85), (CodedValue{2, 85}));
    QCOMPARE(codeNumber(-1234), (CodedValue{0, -1234}));
    QCOMPARE(codeNumber(1.7e9 + 0.25), (CodedValue{2, 170'000'000'025}));
    QVERIFY(!codeNumber(0.1 + 0.2).isDecimal());
    QVERIFY(!codeNumber(-0.0).isDecimal());
}

// Without it the newest minutes, which are still frames, would differ from what was on the screen.
void TestRecordingCodec::factsSurvive()
{
    std::mt19937_64 random(2);
    FactEncoder encoder;
    for (int round = 0; round < 300; ++round) {
        std::vector<Fact> facts;
        std::uint32_t series = static_cast<std::uint32_t>(random() % 5);
        for (std::uint64_t i = random() % 200; i > 0; --i) {
            const auto kind = FactKind(random() % 10 < 8 ? 0 : random() % 3);
            const double value = kind == FactKind::Number ? anyNumber(random)
                                 : kind == FactKind::Text ? static_cast<double>(random() % 0x100000000)
                                                          : 0;
            const Moment at = random() % 30 == 0 ? Moment(Milliseconds(static_cast<std::int64_t>(random()))) : start;
            facts.push_back({SeriesId(series), kind, at, value});
            series += random() % 3 == 0 ? static_cast<std::uint32_t>(1 + random() % 10'000) : 1;
        }
        const auto blob = encoder.encode(facts, start);
        QVERIFY(blob);
        FactCursor cursor(*blob);
        for (const Fact &fact : facts) {
            QVERIFY(cursor.next());
            QCOMPARE(cursor.fact().series, static_cast<std::uint32_t>(index(fact.series)));
            QCOMPARE(kindOf(cursor.fact().value), fact.kind);
            QCOMPARE(std::bit_cast<std::uint64_t>(valueOf(cursor.fact().value)),
                     std::bit_cast<std::uint64_t>(fact.value));
            QCOMPARE(cursor.fact().atOffset, (fact.at - start).count());
        }
        QVERIFY(!cursor.next());
        QVERIFY(!cursor.damaged());
    }
}

// Without it closing a window would change the past.
void TestRecordingCodec::tilesSurvive()
{
    std::mt19937_64 random(3);
    TileEncoder encoder;
    TileDecoder decoder;
    for (int round = 0; round < 120; ++round) {
        const TileContent content =
            anyTile(random, random() % (round % 10 == 0 ? seriesPerTile + 1 : 60), random() % 90);
        const std::string blob = encoder.encode(content.bases, content.facts, content.ends);
        QVERIFY(decoder.load(blob, content.ticks, start));
        QCOMPARE(decoder.seriesCount(), content.bases.size());
        std::vector<HeldAtStart> bases(content.bases.size());
        std::vector<TileFact> facts;
        std::vector<std::uint32_t> ends;
        QVERIFY(decoder.bases(bases));
        QVERIFY(decoder.content(facts, ends));
        QCOMPARE(ends, content.ends);
        QCOMPARE(facts.size(), content.facts.size());
        for (std::size_t i = 0; i < bases.size(); ++i) {
            QCOMPARE(bases[i].held, content.bases[i].held);
            QVERIFY(!bases[i].held || (bases[i].atOffset == content.bases[i].atOffset &&
                                       sameValue(bases[i].value, content.bases[i].value)));
        }
        for (std::size_t i = 0; i < facts.size(); ++i) {
            QCOMPARE(facts[i].tick, content.facts[i].tick);
            QCOMPARE(facts[i].atOffset, content.facts[i].atOffset);
            QVERIFY(sameValue(facts[i].value, content.facts[i].value));
        }
    }
}

// Without it a replay would show other times, or other alerts, than the screen did.
void TestRecordingCodec::ticksAndTransitionsSurvive()
{
    std::mt19937_64 random(4);
    std::vector<MarkedTick> ticks;
    std::vector<Transition> transitions;
    Tick tick{random() % 1000 + 1, start, 0};
    for (int i = 0; i < 500; ++i) {
        ticks.push_back({tick, static_cast<std::uint8_t>(random() % 8)});
        tick = {tick.number + 1 + random() % 3, tick.moment + Milliseconds(1 + random() % 5000), random()};
        transitions.push_back(
            {AlertId(static_cast<std::uint32_t>(random())),
             {AlertState(random() % 3), Severity(random() % 4), random() % 2 == 0,
              Moment(Milliseconds(static_cast<std::int64_t>(random()))), TextId(static_cast<std::uint32_t>(random())),
              TextId(static_cast<std::uint32_t>(random())), static_cast<std::uint32_t>(random())}});
        if (i % 3 == 0)
            continue; // as format 2 knew it
        AlertCell &cell = transitions.back().cell;
        cell.worst = Severity(random() % 4);
        cell.latched = random() % 2 == 0;
        cell.flapping = random() % 2 == 0;
        cell.held = random() % 2 == 0;
        cell.escalated = random() % 2 == 0;
        cell.flaps = static_cast<std::uint8_t>(random());
        cell.acknowledgedUntil = Moment(Milliseconds(i % 2 == 0 ? 0 : static_cast<std::int64_t>(random())));
        cell.stirred = Moment(Milliseconds(i % 5 == 0 ? 0 : static_cast<std::int64_t>(random())));
    }
    QCOMPARE(decodeTicks(encodeTicks(ticks)).value(), ticks);
    QCOMPARE(decodeTransitions(encodeTransitions(transitions, start), start).value(), transitions);
    const Labels labels = {{"a", ""}, {"mode", std::string("\0\xff\"\n", 4)}};
    QCOMPARE(decodeLabels(encodeLabels(labels)).value(), labels);
    const std::vector<std::string> window = {"", "x", "", "", std::string(300, 'y')};
    QCOMPARE(decodeWindowTransitions(encodeWindowTransitions(window), window.size()).value(), window);
}

// Without it a file from elsewhere could end the program, or worse. (The fuzz target looks further.)
void TestRecordingCodec::nothingThatIsCutOrChangedIsTrusted()
{
    std::mt19937_64 random(5);
    TileEncoder encoder;
    TileDecoder decoder;
    const TileContent content = anyTile(random, 40, 30);
    const std::string blob = encoder.encode(content.bases, content.facts, content.ends);
    for (std::size_t size = 0; size < blob.size(); ++size)
        QVERIFY(!decoder.load(std::string_view(blob).substr(0, size), content.ticks, start));
    QVERIFY(!decoder.load(blob, std::span(content.ticks).first(5), start)); // facts at ticks that there are not
    const std::vector<Fact> facts = {{SeriesId(7), FactKind::Text, start, 9},
                                     {SeriesId(8), FactKind::Number, start, 0.5}};
    FactEncoder factEncoder;
    const std::string frame(*factEncoder.encode(facts, start));
    for (std::size_t size = 0; size < frame.size(); ++size) {
        FactCursor cursor(std::string_view(frame).substr(0, size));
        std::size_t read = 0;
        while (cursor.next())
            ++read;
        QVERIFY(cursor.damaged() && read < facts.size());
    }
    const std::string ticks = encodeTicks({{{{1, start, 0}, 0}, {{2, start + Milliseconds(1), 0}, 0}}});
    for (std::size_t size = 0; size < ticks.size(); ++size)
        QVERIFY(!decodeTicks(std::string_view(ticks).substr(0, size)));
}

SIGNALBOX_TEST(TestRecordingCodec)
} // namespace tst_recordingcodec

#include "tst_recordingcodec.moc"
