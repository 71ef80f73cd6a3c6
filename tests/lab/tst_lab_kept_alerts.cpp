// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QDir>
#include <QFile>

#include <console/console.h>
#include <laboratory/laboratory.h>
#include <support/testprogram.h>

namespace tst_lab_kept_alerts
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;
const QByteArray down =
    "[{\"annotations\":{\"summary\":\"web1 is down\"},\"startsAt\":\"2026-11-26T17:53:44Z\",\"updatedAt\":"
    "\"2026-11-26T17:54:00Z\",\"status\":{\"inhibitedBy\":[],\"silencedBy\":[],\"state\":\"active\"},\"labels\":{"
    "\"alertname\":\"HostDown\",\"instance\":\"192.0.2.1:9100\",\"severity\":\"critical\"}}]";

/// A watch over an Alertmanager whose answers are files: a real one does not break off its JSON when asked to.
class Scene
{
public:
    Scene(const Laboratory &lab, const QString &name)
        : m_folder(lab.path(name))
        , m_recording(lab.path(name + u"/recording.db"_s))
        , m_port(lab.freePort())
        , m_server({u"python3"_s,
                    u"python3"_s,
                    {u"-m"_s, u"http.server"_s, QString::number(m_port), u"--bind"_s, lab.address(), u"--directory"_s,
                     m_folder},
                    lab.address(),
                    m_port})
    {
        QDir().mkpath(m_folder + u"/api/v2"_s);
        answer(u"status"_s, "{\"cluster\":{\"peers\":[],\"status\":\"ready\"}}");
        answer(u"silences"_s, "[]");
        answer(u"alerts"_s, down);
        declare("web1: {address: 192.0.2.1}, web2: {address: 192.0.2.2}");
    }

    /// Starts both, and waits until the alert is raised and somebody has it.
    void acknowledge()
    {
        const Expected<void> started = m_server.start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
        watch = std::make_unique<Console>(QStringList{u"watch"_s, estate(), u"--record"_s, m_recording});
        QTRY_VERIFY2_WITH_TIMEOUT(!alert(u"host/web1"_s).isEmpty(), qPrintable(watch->err()), patience);
        const Ended acknowledged =
            Console({u"ack"_s, u"host/web1"_s, u"--estate"_s, m_recording, u"--why"_s, u"on it"_s}).wait();
        QVERIFY2(acknowledged.status == 0, qPrintable(acknowledged.err));
        QTRY_VERIFY_WITH_TIMEOUT(owner(u"host/web1"_s).endsWith(u": on it"_s), patience);
    }
    /// From now on that is what the Alertmanager says there.
    void answer(const QString &what, const QByteArray &json) const { put(m_folder + u"/api/v2/"_s + what, json); }
    /// From now on these are the estate's hosts.
    void declare(const QByteArray &hosts) const
    {
        put(estate(), "name: Kept\nhosts: {" + hosts +
                          "}\nsources:\n  pager: {type: alertmanager, interval: 1s, url: " + "'http://" +
                          QByteArray::fromStdString(m_server.peer()) + "'}\n");
    }
    [[nodiscard]] QJsonObject alert(const QString &subject, const QString &rule = u"upstream-alert"_s) const
    {
        return alertIn(pictureJson({m_recording}), rule, subject);
    }
    [[nodiscard]] QString owner(const QString &subject) const
    {
        return alert(subject)[u"acknowledged_by"_s].toString();
    }
    /// What somebody at a terminal is told.
    [[nodiscard]] QString list() const { return Console({u"alerts"_s, m_recording, u"--all"_s}).wait().out; }
    [[nodiscard]] Ended verifyJournal() const { return Console({u"journal"_s, u"verify"_s, m_recording}).wait(); }

    std::unique_ptr<Console> watch;

private:
    [[nodiscard]] QString estate() const { return m_folder + u"/estate.yaml"_s; }
    /// As an editor does: whole or not at all.
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path + u".new"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        QVERIFY(::rename(QFile::encodeName(file.fileName()), QFile::encodeName(path)) == 0);
    }

    QString m_folder;
    QString m_recording;
    quint16 m_port;
    Server m_server;
};
} // namespace

/// What keeps an alert, and whose it is, through the real programs.
class LabKeptAlerts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void halfAnAnswerEndsNoAlert();
    void anAcknowledgedSubjectGoesAndComesBack();

private:
    Laboratory m_lab;
};

// Lost if it fails: an Alertmanager breaks off in the middle of its list, says 200, and what burns is taken as over, or
// as nobody's.
void LabKeptAlerts::halfAnAnswerEndsNoAlert()
{
    Scene scene(m_lab, u"half"_s);
    scene.acknowledge();
    if (QTest::currentTestFailed())
        return;
    scene.answer(u"alerts"_s, down.left(down.size() / 2));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.alert(u"source/pager"_s, u"source-dead"_s).isEmpty(), patience);
    QVERIFY(scene.owner(u"host/web1"_s).endsWith(u": on it"_s));
    QVERIFY2(scene.list().contains(u"web1 is down"_s), qPrintable(scene.list()));
    // A whole list without it ends it.
    scene.answer(u"alerts"_s, "[]");
    QTRY_VERIFY_WITH_TIMEOUT(scene.alert(u"host/web1"_s).isEmpty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.alert(u"source/pager"_s, u"source-dead"_s).isEmpty(), patience);
    QCOMPARE(scene.watch->stop().status, 0);
}

// Lost if it fails: a host is taken out of the estate file and put back, and its alert stays for ever, or comes back as
// somebody's who knows nothing of it.
void LabKeptAlerts::anAcknowledgedSubjectGoesAndComesBack()
{
    Scene scene(m_lab, u"gone"_s);
    scene.acknowledge();
    if (QTest::currentTestFailed())
        return;
    scene.declare("web2: {address: 192.0.2.2}");
    QTRY_VERIFY_WITH_TIMEOUT(scene.alert(u"host/web1"_s).isEmpty(), patience);
    QVERIFY2(!scene.list().contains(u"host/web1"_s), qPrintable(scene.list()));
    // It burns on, under the name that Alertmanager gives it, and is nobody's.
    QTRY_VERIFY_WITH_TIMEOUT(!scene.alert(u"host/192.0.2.1"_s).isEmpty(), patience);
    QCOMPARE(scene.owner(u"host/192.0.2.1"_s), QString());
    scene.declare("web1: {address: 192.0.2.1}, web2: {address: 192.0.2.2}");
    QTRY_VERIFY_WITH_TIMEOUT(!scene.alert(u"host/web1"_s).isEmpty(), patience);
    QCOMPARE(scene.owner(u"host/web1"_s), QString());
    QTRY_VERIFY_WITH_TIMEOUT(scene.alert(u"host/192.0.2.1"_s).isEmpty(), patience);
    QVERIFY2(scene.list().contains(u"host/web1"_s), qPrintable(scene.list()));
    QCOMPARE(scene.watch->stop().status, 0);
    const Ended verified = scene.verifyJournal();
    QVERIFY2(verified.status == 0 && verified.out.contains(u'1'), qPrintable(verified.out + verified.err));
}

SIGNALBOX_TEST(LabKeptAlerts)
} // namespace tst_lab_kept_alerts

#include "tst_lab_kept_alerts.moc"
