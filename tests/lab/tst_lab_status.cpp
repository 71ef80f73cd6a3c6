// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <laboratory/servers.h>
#include <support/testprogram.h>

#include "actingscene.h"
#include "example.h"

namespace tst_lab_status
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 60'000;
const QStringList posting{u"we-are-looking"_s, u"status-page/public"_s};

/// nginx with a page as the example has it, and the example's estate.
class Scene
{
public:
    Scene()
        : m_nginx(recipe())
        , m_example(u"status-post"_s, places())
    {
        QDir().mkpath(m_lab.path(u"status/first"_s));
        (void)m_lab.write(u"status/first/index.html"_s, "<!doctype html>All is well.\n");
        QFile::link(u"first"_s, m_lab.path(u"status/current"_s));
        (void)m_lab.write(u"looking-into-it.txt"_s,
                          m_example.text(u"looking-into-it.txt"_s).toUtf8() + "<script>alert(1)</script> & more\n");
        // What Debian's nginx would take from /var and /run, and no more than the example says.
        const QString own = u"daemon off;\nmaster_process off;\npid %1/nginx.pid;\nerror_log stderr;\n"_s;
        const QString paths = u"http {\n  access_log off;\n  client_body_temp_path %1/b;\n  proxy_temp_path %1/p;\n"
                              "  fastcgi_temp_path %1/f;\n  uwsgi_temp_path %1/u;\n  scgi_temp_path %1/s;\n"_s;
        QString text = m_example.text(u"nginx.conf"_s);
        text.replace(u"http {\n"_s, paths.arg(m_lab.path({})));
        (void)m_lab.write(u"nginx.conf"_s, (own.arg(m_lab.path({})) + text).toUtf8());
        m_acting = std::make_unique<ActingScene>(m_lab, u"status"_s, m_example.estate());
    }
    [[nodiscard]] bool begin()
    {
        return m_nginx.start() && m_acting->watch() && QTest::qWaitFor([this] { return isUp(); }, patience);
    }
    [[nodiscard]] bool isUp() const
    {
        return ActingScene::guardOf(m_acting->plan(posting), u"page-answers"_s).startsWith(u"pass");
    }
    [[nodiscard]] QByteArray page() const
    {
        QNetworkAccessManager network;
        QNetworkReply *reply = network.get(QNetworkRequest(QUrl(QString::fromStdString(m_nginx.url("/")))));
        return QTest::qWaitFor([reply] { return reply->isFinished(); }, 20000) ? reply->readAll() : QByteArray();
    }
    [[nodiscard]] qsizetype posts() const
    {
        return QDir(m_lab.path(u"status/posts"_s)).entryList({u"*.json"_s}, QDir::Files).size();
    }
    ActingScene &acting() { return *m_acting; }
    Server &nginx() { return m_nginx; }
    [[nodiscard]] QString path(const QString &name) const { return m_lab.path(name); }

private:
    [[nodiscard]] Recipe recipe()
    {
        m_port = m_lab.freePort();
        return {u"nginx"_s,
                u"nginx-light"_s,
                {u"-c"_s, m_lab.path(u"nginx.conf"_s), u"-p"_s, m_lab.path({}), u"-e"_s, u"stderr"_s},
                m_lab.address(),
                m_port};
    }
    [[nodiscard]] Example::Places places() const
    {
        return {{u"198.51.100.80:80"_s, m_lab.address() + u':' + QString::number(m_port)},
                {u"/var/www/status"_s, m_lab.path(u"status"_s)},
                {u"/etc/signalbox/posts"_s, m_lab.path({})},
                {u"/usr/local/lib/signalbox/post-status"_s, Example(u"status-post"_s, {}).program(u"post-status"_s)},
                {u"interval: 15s"_s, u"interval: 1s"_s},
                {u"deadline: 5s"_s, u"deadline: 900ms"_s}};
    }

    Laboratory m_lab;
    quint16 m_port = 0;
    Server m_nginx;
    Example m_example;
    std::unique_ptr<ActingScene> m_acting;
};
} // namespace

/// The example runbook of a status post as it ships, in a folder that a real nginx serves. If this fails, customers are
/// told nothing while the console says that they were, or are told twice.
class LabStatus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsRenderedPublishedAndReadBack()
    {
        Scene scene;
        QVERIFY(scene.begin());
        const Ended done = scene.acting().act(posting);
        QVERIFY2(done.status == 0, qPrintable(done.out + done.err));
        const QByteArray page = scene.page();
        QVERIFY2(page.contains("We are looking into it"), page.constData());
        QVERIFY(page.contains("&lt;script&gt;") && !page.contains("<script>"));
        QVERIFY(page.contains("<article id=\"" + QByteArray::fromStdString(scene.acting().lastRun().id) + '"'));

        // Somebody else presses the button as well: it is there already.
        const Ended again = scene.acting().act(posting, {u"--override"_s, u"C10"_s, u"--why"_s, u"did not see it"_s});
        QVERIFY2(again.status == 0, qPrintable(again.out + again.err));
        QVERIFY(again.out.contains(u"it was so already"_s));
        QCOMPARE(scene.posts(), 1);
    }

    // The file is written, and readers do not get it: that is not done.
    void whatReadersDoNotSeeIsNotClaimed()
    {
        Scene scene;
        QVERIFY(scene.begin());
        // nginx goes on serving the old folder: the link that is renamed is no longer what it serves.
        const QStringList acting = scene.acting().acting(posting, {});
        QFile config(scene.path(u"nginx.conf"_s));
        QVERIFY(config.open(QIODevice::ReadWrite));
        const QByteArray text = config.readAll().replace("/current;", "/first;");
        config.resize(0);
        config.seek(0);
        config.write(text);
        config.close();
        scene.nginx().stop();
        QVERIFY(scene.nginx().start());
        QTRY_VERIFY_WITH_TIMEOUT(scene.isUp(), patience);
        const Ended asked = scene.acting().says(acting);
        QVERIFY2(asked.status == 3, qPrintable(asked.out + asked.err));
        QCOMPARE(scene.acting().lastRun().steps.front().state, StepState::NotDone);
        // Taken back, as far as what was said can be.
        (void)scene.acting().decide({u"undo"_s});
        QCOMPARE(scene.posts(), 1);
    }

    void aPageThatIsDownIsNotPostedTo()
    {
        Scene scene;
        QVERIFY(scene.begin());
        scene.nginx().stop();
        QTRY_VERIFY_WITH_TIMEOUT(!scene.isUp(), patience);
        QCOMPARE(scene.acting().act(posting).status, 2);
        QCOMPARE(scene.posts(), 0);
    }
};

SIGNALBOX_TEST(LabStatus)
} // namespace tst_lab_status

#include "tst_lab_status.moc"
