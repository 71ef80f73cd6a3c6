// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <sources/fetch.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>

namespace tst_fetch
{
using namespace signalbox;

namespace
{
/// A request with a resolver of the test's own.
struct Asking {
    ManualClock clock{Moment{}};
    QNetworkAccessManager network;
    Names names;
    Reach reach;
    Fetch fetch;
    std::optional<FetchResult> result;

    Asking(const std::string &url, Names::Lookup lookup)
        : names(clock, std::move(lookup))
        , reach{network, names, QSslConfiguration::defaultConfiguration()}
        , fetch(reach, QUrl(QString::fromStdString(url)), "text/plain")
    {
    }
    void ask(Milliseconds deadline = Milliseconds(20000))
    {
        result.reset();
        fetch.start(deadline, [this](FetchResult found) { result = std::move(found); });
    }
};

Names::Lookup telling(const Names::Addresses &addresses)
{
    return [addresses](const std::string &, QObject *, const Names::Told &told) { told(addresses); };
}

/// Listens on a free port and never accepts; its queue holds one connection, which is there already.
class FullListener
{
public:
    FullListener()
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
        , m_filler(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (bind(m_listener, generic, size) == 0 && listen(m_listener, 0) == 0 &&
            getsockname(m_listener, generic, &size) == 0 && ::connect(m_filler, generic, size) == 0)
            m_port = ntohs(address.sin_port);
    }
    ~FullListener()
    {
        ::close(m_filler);
        ::close(m_listener);
    }
    FullListener(const FullListener &) = delete;
    FullListener &operator=(const FullListener &) = delete;
    [[nodiscard]] int port() const { return m_port; }

private:
    int m_listener;
    int m_filler;
    int m_port = 0;
};

QByteArray zipped(const QByteArray &text)
{
    z_stream z = {};
    if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray in = text;
    QByteArray out(static_cast<qsizetype>(deflateBound(&z, static_cast<uLong>(text.size()))), '\0');
    z.next_in = reinterpret_cast<Bytef *>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef *>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(static_cast<qsizetype>(z.total_out));
    deflateEnd(&z);
    return out;
}
} // namespace

class FetchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a virtual host behind an address gives another's metrics, or its certificate does not match.
    void theNameStaysTheName()
    {
        ScriptedPeer peer(ScriptedPeer::answering("a 1\n"));
        Asking asking("http://imap21.example:" + std::to_string(peer.port()) + "/metrics?a=b#c",
                      telling({"127.0.0.1"}));
        asking.ask();
        QTRY_VERIFY(asking.result);
        QVERIFY(asking.result->has_value());
        QVERIFY(peer.requests.front().startsWith("GET /metrics?a=b HTTP/1.1\r\n"));
        QVERIFY(peer.requests.front().contains("Host: imap21.example:" + QByteArray::number(peer.port())));
    }

    // Lost if it fails: with a dead resolver a living target goes dark.
    void aDeadResolverDoesNotMatterOnceAnAddressIsKnown()
    {
        ScriptedPeer peer(ScriptedPeer::answering("a 1\n"));
        bool dead = false;
        int asked = 0;
        Asking asking("http://imap21.example:" + std::to_string(peer.port()) + "/metrics",
                      [&dead, &asked](const std::string &, QObject *, const Names::Told &told) {
                          ++asked;
                          if (!dead)
                              told(Names::Addresses{"127.0.0.1"});
                      });
        asking.ask();
        QTRY_VERIFY(asking.result);
        dead = true;
        asking.clock.advance(std::chrono::hours(1));
        asking.ask();
        QTRY_VERIFY(asking.result);
        QVERIFY(asking.result->has_value());
        QCOMPARE(asked, 2);
    }

    // Lost if it fails: a resolver that never answers leaves a target's state unsaid.
    void aResolverThatDoesNotAnswerMeetsTheDeadline()
    {
        Asking asking("http://imap21.example/metrics", [](const auto &...) {});
        asking.ask(Milliseconds(50));
        QTRY_VERIFY(asking.result);
        QCOMPARE(asking.result->error().what, std::string("the name imap21.example was not resolved within 0.05 s"));
        QVERIFY(asking.result->error().costly);
    }

    // Lost if it fails: the cable is pulled and nothing is said for the minutes that the kernel tries.
    void aConnectionThatDoesNotComeAboutMeetsTheDeadline()
    {
        // A listener whose queue is full drops what comes, as a cable that was pulled does.
        const FullListener listener;
        QVERIFY(listener.port() != 0);
        Asking asking("http://127.0.0.1:" + std::to_string(listener.port()) + "/metrics", {});
        asking.ask(Milliseconds(200));
        QTRY_VERIFY(asking.result);
        QCOMPARE(asking.result->error().what,
                 "no answer from 127.0.0.1:" + std::to_string(listener.port()) + " within 0.2 s");
    }

    // Lost if it fails: "localhost" is said to be dead because nothing listens on ::1.
    void theNextAddressFollowsOneThatRefuses()
    {
        ScriptedPeer peer(ScriptedPeer::answering("a 1\n"));
        Asking asking("http://two.example:" + std::to_string(peer.port()) + "/metrics",
                      telling({"127.0.0.9", "127.0.0.1"}));
        asking.ask();
        QTRY_VERIFY(asking.result);
        QVERIFY(asking.result->has_value());
        asking.ask();
        QTRY_VERIFY(asking.result);
        QCOMPARE(peer.connections, 1); // straight to the one that worked
    }

    // Lost if it fails: a proxy that packs its answers makes an exporter unreadable; or 32 kB of it fill the memory.
    void packedAnswersAreUnpackedWithinBounds()
    {
        const QByteArray headers = "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n";
        const QByteArray text = QByteArray("a 1\n").repeated(1000);
        ScriptedPeer peer(ScriptedPeer::answering(zipped(text), headers));
        Asking asking(peer.url(), {});
        asking.ask();
        QTRY_VERIFY(asking.result);
        QVERIFY(asking.result->has_value());
        QCOMPARE(asking.result->value().body, text.toStdString());

        peer.setScript(ScriptedPeer::answering(zipped(QByteArray(64 * 1024 * 1024, '\n')), headers));
        asking.ask();
        QTRY_VERIFY_WITH_TIMEOUT(asking.result, 20000);
        QCOMPARE(asking.result->error().what, std::string("the answer is larger than 32 MB"));
        QVERIFY(asking.result->error().costly);

        peer.setScript(ScriptedPeer::answering(zipped(text).chopped(4), headers));
        asking.ask();
        QTRY_VERIFY(asking.result);
        QCOMPARE(asking.result->error().what, std::string("the answer is cut off: its gzip does not end"));
    }

    // Lost if it fails: the age of stamped samples is wrong by hours.
    void dateAndAgeAreRead_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("milliseconds");
        QTest::newRow("good") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777000);
        QTest::newRow("in no time zone's gap") << QByteArray("Sun, 29 Mar 2026 02:30:00 GMT") << qint64(1774751400000);
        QTest::newRow("another zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET") << qint64(-1);
        QTest::newRow("nonsense") << QByteArray("Sun, 99 Xyz 1994 08:49:37 GMT") << qint64(-1);
        QTest::newRow("empty") << QByteArray() << qint64(-1);
    }
    void dateAndAgeAreRead()
    {
        QFETCH(QByteArray, date);
        QFETCH(qint64, milliseconds);
        ScriptedPeer peer(ScriptedPeer::answering("a 1\n", "Age: 60\r\nDate: " + date + "\r\n"));
        Asking asking(peer.url(), {});
        asking.ask();
        QTRY_VERIFY(asking.result);
        QVERIFY(asking.result->has_value());
        QCOMPARE(asking.result->value().age, Milliseconds(60000));
        const std::optional<WallTime> found = asking.result->value().date;
        QCOMPARE(found ? found->time_since_epoch().count() : -1, milliseconds);
    }
};

SIGNALBOX_TEST(FetchTest)
} // namespace tst_fetch

#include "tst_fetch.moc"
