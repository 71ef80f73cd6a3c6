// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <zlib.h>

#include <sources/gunzip.h>
#include <support/testprogram.h>

namespace tst_gunzip
{
using namespace signalbox;

namespace
{
/// By zlib itself, as a web server does.
std::string zipped(const std::string &text)
{
    z_stream z = {};
    if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string out(deflateBound(&z, text.size()), '\0');
    std::string in = text;
    z.next_in = reinterpret_cast<Bytef *>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef *>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}
} // namespace

class GunzipTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: an exporter behind a proxy that packs is not watched.
    void unpacksWhateverThePieces()
    {
        const std::string text = "node_load1 0.5\n" + std::string(100000, 'x') + '\n';
        const std::string packed = zipped(text);
        for (const std::size_t piece : {std::size_t(1), std::size_t(7), packed.size()}) {
            Gunzip gunzip(1'000'000);
            std::string into;
            auto state = Gunzip::State::Open;
            for (std::size_t at = 0; at < packed.size(); at += piece)
                state = gunzip.feed(std::string_view(packed).substr(at, piece), into);
            QCOMPARE(state, Gunzip::State::Complete);
            QCOMPARE(into, text);
        }
    }

    // Lost if it fails: a file packed in two members (RFC 1952 §2.2) is read by half.
    void membersFollowEachOther()
    {
        Gunzip gunzip(1000);
        std::string into;
        QCOMPARE(gunzip.feed(zipped("a 1\n") + zipped("b 2\n"), into), Gunzip::State::Complete);
        QCOMPARE(into, std::string("a 1\nb 2\n"));
    }

    // Lost if it fails: 32 kB from a broken exporter fill the console's memory.
    void aBombStopsAtTheLimit()
    {
        const std::string bomb = zipped(std::string(50'000'000, '\0'));
        QVERIFY(bomb.size() < 100'000);
        Gunzip gunzip(1'000'000);
        std::string into;
        QCOMPARE(gunzip.feed(bomb, into), Gunzip::State::TooLarge);
        QVERIFY(into.size() <= 1'000'000);
        QCOMPARE(gunzip.feed(bomb, into), Gunzip::State::TooLarge);
        QVERIFY(into.size() <= 1'000'000);
    }

    // Lost if it fails: half an answer passes for a whole one.
    void whatIsCutOffOrDamagedIsSeen()
    {
        const std::string packed = zipped("node_load1 0.5\nnode_load5 0.5\n");
        for (std::size_t length = 0; length < packed.size(); ++length) {
            Gunzip gunzip(1000);
            std::string into;
            QCOMPARE(gunzip.feed(std::string_view(packed).substr(0, length), into), Gunzip::State::Open);
        }
        Gunzip gunzip(1000);
        std::string into;
        QCOMPARE(gunzip.feed("node_load1 0.5\n", into), Gunzip::State::Damaged);
        Gunzip trailing(1000);
        QCOMPARE(trailing.feed(packed + "more", into), Gunzip::State::Damaged);
        std::string flipped = packed;
        flipped[packed.size() - 5] = static_cast<char>(~flipped[packed.size() - 5]); // in the checksum
        Gunzip wrong(1000);
        QCOMPARE(wrong.feed(flipped, into), Gunzip::State::Damaged);
    }
};

SIGNALBOX_TEST(GunzipTest)
} // namespace tst_gunzip

#include "tst_gunzip.moc"
