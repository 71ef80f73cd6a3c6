// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes over the line. If these fail, a desk shows what the watch did not say, or a garbled line crashes it.
#include <limits>

#include <attaching/linkmessage.h>
#include <support/testprogram.h>

namespace tst_linkmessage
{
using namespace signalbox;
using namespace signalbox::link;
using namespace std::chrono_literals;

namespace
{
Frame everything()
{
    Frame frame;
    frame.tick = {7, Moment(5000s), 3};
    frame.changes = {
        SeriesDeclared{SeriesId{0}, {{"host", "web1"}, "node_load1", {{"a", "b\n\"<b>"}}, "node"}, "seconds", 15s},
        TextDeclared{TextId{4}, std::string("with\0zero", 9)},
        AlertDeclared{AlertId{2}, "disk-full", 3, {"host", "web1"}, {{"mountpoint", "/"}}},
        EstateAccepted{"name: t\n", "hash", "1", "rules"},
        AnchorSet{{Moment(1s), WallTime(1'700'000'000s), 77s, "boot"}},
        SuppressionSet{SuppressionSet::Kind::OutOfService, "host/web1", Moment(1s), Moment::max(), "ann"}};
    frame.facts = {{SeriesId{0}, FactKind::Number, Moment(4999s), -0.0},
                   {SeriesId{5}, FactKind::Text, Moment(5000s), 4},
                   {SeriesId{6}, FactKind::Gone, Moment::min(), 0}};
    AlertCell cell;
    cell.state = AlertState::Raised;
    cell.severity = Severity::Critical;
    cell.acknowledged = cell.latched = cell.flapping = cell.held = cell.escalated = true;
    cell.since = Moment(4s);
    cell.sentence = TextId{4};
    cell.raises = 9;
    cell.worst = Severity::Unknown;
    cell.flaps = 200;
    cell.stirred = Moment(5s);
    frame.transitions = {{AlertId{2}, cell}};
    frame.earlier = {{SeriesId{0}, {{Moment(1s), 1.5}, {Moment(2s), std::numeric_limits<double>::infinity()}}}};
    return frame;
}

Message through(const Message &message)
{
    Compressor compressor;
    Reader reader;
    const std::string bytes = encode(compressor, message);
    for (const char byte : bytes.substr(0, bytes.size() - 1)) { // one byte at a time, as a slow line brings it
        reader.feed({&byte, 1});
        const auto none = reader.next();
        if (!none || *none)
            qFatal("a message came before its end");
    }
    reader.feed(std::string_view(bytes).substr(bytes.size() - 1));
    auto whole = reader.next();
    return whole && *whole ? std::move(**whole) : Farewell{};
}
} // namespace

class LinkMessageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a value, an alert's state or its owner is another on the desk than on the watch.
    void aFrameArrivesAsItWas()
    {
        const Message came = through(CatchUp{everything()});
        const auto *catchUp = std::get_if<CatchUp>(&came);
        QVERIFY(catchUp);
        const Frame sent = everything();
        QCOMPARE(catchUp->frame.tick, sent.tick);
        QVERIFY(catchUp->frame.changes == sent.changes);
        QVERIFY(catchUp->frame.transitions == sent.transitions);
        QVERIFY(catchUp->frame.earlier == sent.earlier);
        QCOMPARE(catchUp->frame.facts.size(), sent.facts.size());
        for (std::size_t i = 0; i < sent.facts.size(); ++i) {
            QCOMPARE(catchUp->frame.facts[i].series, sent.facts[i].series);
            QCOMPARE(catchUp->frame.facts[i].kind, sent.facts[i].kind);
            QCOMPARE(catchUp->frame.facts[i].at, sent.facts[i].at);
            QCOMPARE(std::signbit(catchUp->frame.facts[i].value), std::signbit(sent.facts[i].value));
        }
    }

    // Lost if it fails: an acknowledgement is written about something else, or its end is lost.
    void anActArrivesAsItWas()
    {
        const Act act{Act::Kind::Shelve, "disk-full host/web1{}", "known", WallTime(5s)};
        const Message came = through(DoAct{8, act});
        QCOMPARE(std::get<DoAct>(came).id, std::uint64_t(8));
        QVERIFY(std::get<DoAct>(came).act == act);
        QCOMPARE(std::get<Heard>(through(Heard{1'000'000'000'000})).bytes, std::uint64_t(1'000'000'000'000));
        const Message refused = through(Acted{8, tl::unexpected(Problem{"a", "b", "c"})});
        QCOMPARE(std::get<Acted>(refused).number.error(), (Problem{"a", "b", "c"}));
    }

    // Lost if it fails: a line that is cut, or that somebody else speaks on, takes the desk with it.
    void whatIsCutOrChangedIsNoMessage()
    {
        Compressor compressor;
        const std::string whole = encode(compressor, CatchUp{everything()});
        for (std::size_t i = lengthBytes; i < whole.size(); ++i) {
            std::string changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ 0x55);
            Reader reader;
            reader.feed(changed);
            QVERIFY(!reader.next()); // zstd's checksum
        }
        Decompressor decompressor;
        std::string body;
        QVERIFY(decompressor.decompress(std::string_view(whole).substr(lengthBytes), body));
        QVERIFY(decode(body));
        for (std::size_t size = 0; size < body.size(); ++size)
            QVERIFY(!decode(std::string_view(body).substr(0, size)));
        QVERIFY(!decode(body + 'x'));
        QVERIFY(!decode("\x7f"));
    }

    // Lost if it fails: a hostile length fills the memory.
    void whatClaimsToBeTooLongIsRefusedAtOnce()
    {
        Reader reader;
        reader.feed(std::string(lengthBytes, '\xff'));
        QVERIFY(!reader.next());
    }
};

SIGNALBOX_TEST(LinkMessageTest)
} // namespace tst_linkmessage

#include "tst_linkmessage.moc"
