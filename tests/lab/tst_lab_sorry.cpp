// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <laboratory/servers.h>
#include <support/testprogram.h>

#include "actingscene.h"
#include "example.h"

namespace tst_lab_sorry
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 60'000;
const QStringList on{u"sorry-on"_s, u"site/panel"_s};
const QStringList off{u"sorry-off"_s, u"site/panel"_s};
const QByteArray host("panel.example.net");

/// What a visitor of the edge gets.
struct Answer {
    int status = 0;
    QByteArray retryAfter;
    QByteArray body;
};

Answer visit(const Server &edge, const QByteArray &name)
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(QString::fromStdString(edge.url("/"))));
    request.setRawHeader("Host", name);
    QNetworkReply *reply = network.get(request);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 20000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->rawHeader("Retry-After"),
            reply->readAll()};
}

/// A site, HAProxy before it as the example has it, and the example's estate.
class Scene
{
public:
    Scene()
        : m_site(siteRecipe())
        , m_edge(edgeRecipe())
        , m_example(u"sorry-page"_s, places())
    {
        QFile::remove(m_lab.path(u"sorry.map"_s));
        (void)m_lab.write(u"sorry.map"_s, "other.example.net sorry\n");
        (void)m_lab.write(u"sorry.html"_s, m_example.text(u"sorry.html"_s).toUtf8());
        (void)m_lab.write(u"haproxy.cfg"_s, m_example.text(u"haproxy.cfg"_s).toUtf8());
    }
    [[nodiscard]] QByteArray map() const
    {
        QFile file(m_lab.path(u"sorry.map"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Server &site() { return m_site; }
    Server &edge() { return m_edge; }
    ActingScene &acting()
    {
        if (!m_acting)
            m_acting = std::make_unique<ActingScene>(m_lab, u"sorry"_s, m_example.estate());
        return *m_acting;
    }
    /// Both servers and the watch run, and the site is known to be well.
    [[nodiscard]] bool begin()
    {
        return m_site.start() && m_edge.start() && acting().watch() &&
               QTest::qWaitFor([this] { return isDownGuard().startsWith(u"fail"); }, patience);
    }
    [[nodiscard]] QString isDownGuard() { return ActingScene::guardOf(acting().plan(on), u"site-is-down"_s); }

private:
    [[nodiscard]] Recipe siteRecipe()
    {
        m_sitePort = m_lab.freePort();
        QDir().mkpath(m_lab.path(u"www"_s));
        (void)m_lab.write(u"www/index.html"_s, "the site itself\n");
        return {u"python3"_s,
                u"python3"_s,
                {u"-m"_s, u"http.server"_s, u"--bind"_s, m_lab.address(), u"--directory"_s, m_lab.path(u"www"_s),
                 QString::number(m_sitePort)},
                m_lab.address(),
                m_sitePort};
    }
    [[nodiscard]] Recipe edgeRecipe()
    {
        m_edgePort = m_lab.freePort();
        return {
            u"haproxy"_s, u"haproxy"_s, {u"-db"_s, u"-f"_s, m_lab.path(u"haproxy.cfg"_s)}, m_lab.address(), m_edgePort};
    }
    [[nodiscard]] Example::Places places() const
    {
        const auto at = [this](quint16 port) { return m_lab.address() + u':' + QString::number(port); };
        return {{u"192.0.2.80:80"_s, at(m_edgePort)},
                {u"192.0.2.11:80"_s, at(m_sitePort)},
                {u"/run/haproxy/sorry.sock"_s, m_lab.path(u"sorry.sock"_s)},
                {u"/etc/haproxy"_s, m_lab.path({})},
                {u"/usr/local/lib/signalbox/sorry-page"_s, Example(u"sorry-page"_s, {}).program(u"sorry-page"_s)},
                {u"interval: 15s"_s, u"interval: 1s"_s},
                {u"deadline: 5s"_s, u"deadline: 900ms"_s},
                {u"for: 1m"_s, u"for: 3s"_s}};
    }

    Laboratory m_lab;
    quint16 m_sitePort = 0;
    quint16 m_edgePort = 0;
    Server m_site;
    Server m_edge;
    Example m_example;
    std::unique_ptr<ActingScene> m_acting;
};
} // namespace

/// The example runbook of a sorry page as it ships, on a real HAProxy with a site behind it. If this fails, visitors of
/// a site that is down see an error, or those of one that works see that it is down.
class LabSorry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSiteThatWorksIsNotCovered()
    {
        Scene scene;
        QVERIFY(scene.begin());
        const Ended blocked = scene.acting().act(on);
        QVERIFY2(blocked.status == 2, qPrintable(blocked.out + blocked.err));
        QCOMPARE(visit(scene.edge(), host).status, 200);
        QVERIFY(!scene.map().contains(host));
    }

    void itIsShownOutlivesAReloadAndIsTakenAway()
    {
        Scene scene;
        QVERIFY(scene.begin());
        scene.site().stop();
        QTRY_VERIFY_WITH_TIMEOUT(scene.isDownGuard().startsWith(u"pass"), patience);
        QVERIFY(visit(scene.edge(), host).retryAfter.isEmpty());
        const Ended done = scene.acting().act(on);
        QVERIFY2(done.status == 0, qPrintable(done.out + done.err));
        const Answer sorry = visit(scene.edge(), host);
        QCOMPARE(sorry.status, 503);
        QCOMPARE(sorry.retryAfter, QByteArray("600"));
        QVERIFY(sorry.body.contains("We will be back"));
        QCOMPARE(scene.map(), QByteArray("other.example.net sorry\npanel.example.net sorry\n"));

        scene.edge().stop(); // what the runtime alone had is lost now
        QVERIFY(scene.edge().start());
        QCOMPARE(visit(scene.edge(), host).retryAfter, QByteArray("600"));

        // Not before the site is well, and has been.
        QCOMPARE(scene.acting().act(off).status, 2);
        QVERIFY(scene.site().start());
        const auto isWell = [&] { return ActingScene::guardOf(scene.acting().plan(off), u"site-is-well"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(isWell().startsWith(u"pass"), patience);
        const Ended shown =
            scene.acting().act(off, {u"--override"_s, u"C10"_s, u"--why"_s, u"it is back"_s, u"--name"_s, u"panel"_s});
        QVERIFY2(shown.status == 0, qPrintable(shown.out + shown.err));
        QCOMPARE(visit(scene.edge(), host).body, QByteArray("the site itself\n"));
        QCOMPARE(scene.map(), QByteArray("other.example.net sorry\npanel.example.net live\n"));
        QCOMPARE(visit(scene.edge(), "other.example.net").status, 503); // nobody else's page was touched
    }

    // Half done is not done: the file says so, and the running HAProxy does not, since nobody could tell it.
    void whatHAProxyDoesNotTakeIsNotClaimed()
    {
        Scene scene;
        QVERIFY(scene.begin());
        scene.site().stop();
        QTRY_VERIFY_WITH_TIMEOUT(scene.isDownGuard().startsWith(u"pass"), patience);
        const QStringList acting = scene.acting().acting(on, {});
        scene.edge().stop();
        const Ended asked = scene.acting().says(acting);
        QVERIFY2(asked.status == 3, qPrintable(asked.out + asked.err));
        QCOMPARE(scene.acting().lastRun().steps.front().state, StepState::Unknown);
        QCOMPARE(scene.acting().lastRun().steps.front().attempts, 0); // the probe could not tell: nothing was sent
        QVERIFY(scene.edge().start());
        Ended resumed = scene.acting().decide({u"resume"_s}); // looks again,
        QCOMPARE(scene.acting().lastRun().steps.front().state, StepState::NotDone);
        resumed = scene.acting().decide({u"resume"_s}); // and then does it
        QVERIFY2(resumed.status == 0, qPrintable(resumed.out + resumed.err));
        QCOMPARE(visit(scene.edge(), host).retryAfter, QByteArray("600"));
    }
};

SIGNALBOX_TEST(LabSorry)
} // namespace tst_lab_sorry

#include "tst_lab_sorry.moc"
