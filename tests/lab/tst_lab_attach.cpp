// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>

#include <console/console.h>
#include <laboratory/island.h>
#include <laboratory/servers.h>
#include <laboratory/sshdoor.h>
#include <support/testprogram.h>
#include <unistd.h>

namespace tst_lab_attach
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;
const QString web1 = u"host/web1"_s;
const QString load = u"node_load1"_s;
const QString watch1 = u"ssh://watch1"_s;

QString sentence(const Expected<void> &done)
{
    return done ? QString() : QString::fromStdString(done.error().sentence());
}

} // namespace

/// The night for which there is a watch: four networks, two hosts with real node_exporters, a watch with a real sshd,
/// and an engineer who attaches only when it is over.
class LabAttach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_watch.reset(); }

    void whoComesLateSeesWhatTheDeadHostSaidLast();
    void whatIsDoneFromAfarIsInTheWatchsJournal();
    void aKeyThatIsHeldToServingDoesNothingElse();
    void withTheLineDownTheCopyIsShownAndSaidToBeOne();
    void theReasonWhyThereIsNoLineIsNamed_data();
    void theReasonWhyThereIsNoLineIsNamed();

private:
    [[nodiscard]] Ended atTheDesk(const QStringList &arguments) const
    {
        return Console(arguments, m_desk->entering()).wait();
    }
    [[nodiscard]] QString serving() const
    {
        return QStringLiteral(SIGNALBOXCTL " serve --stdio ") + m_lab.path(u"night.db"_s);
    }

    Laboratory m_lab;
    std::vector<std::unique_ptr<Island>> m_hosts;
    std::vector<std::unique_ptr<Server>> m_exporters;
    std::unique_ptr<Island> m_desk;
    std::unique_ptr<SshDoor> m_door;
    std::unique_ptr<Console> m_watch;
};

void LabAttach::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("only root makes networks");
    const Expected<void> entered = enterEmptyNetwork();
    QVERIFY2(entered, qPrintable(sentence(entered)));
    QString hosts;
    for (const int number : {1, 2}) {
        auto host = Island::make(number);
        QVERIFY2(host, host ? "" : host.error().sentence().c_str());
        Recipe recipe = nodeExporter(m_lab);
        recipe.address = (*host)->far();
        recipe.port = 9100;
        const QString listen = u"--web.listen-address=%1:%2"_s.arg(recipe.address).arg(recipe.port);
        recipe.arguments = (*host)->wordsToEnter().mid(1) + QStringList{recipe.program, listen};
        recipe.program = u"nsenter"_s;
        m_exporters.push_back(std::make_unique<Server>(recipe));
        const Expected<void> started = m_exporters.back()->start();
        QVERIFY2(started, qPrintable(sentence(started)));
        hosts += u"  web%1: {address: %2}\n"_s.arg(number).arg(recipe.address);
        m_hosts.push_back(std::move(*host));
    }
    const QString estate =
        m_lab.write(u"night.yaml"_s, "name: Night\nhosts:\n" + hosts.toUtf8() +
                                         "sources:\n  node:\n    type: exposition\n    interval: 1s\n"
                                         "    hosts: [web1, web2]\n    url: 'http://{address}:9100/metrics'\n");
    m_watch = std::make_unique<Console>(QStringList{u"watch"_s, estate, u"--record"_s, m_lab.path(u"night.db"_s)});

    auto desk = Island::make(100);
    QVERIFY2(desk, desk ? "" : desk.error().sentence().c_str());
    m_desk = std::move(*desk);
    m_door = std::make_unique<SshDoor>(m_lab, m_desk->near(), m_desk->wordsToEnter());
    const Expected<void> opened = m_door->open(serving());
    QVERIFY2(opened, qPrintable(sentence(opened)));
    qputenv("PATH", m_door->tools().toLocal8Bit() + ':' + qgetenv("PATH"));
    qputenv("XDG_STATE_HOME", m_lab.path(u"deskstate"_s).toLocal8Bit());
}

// Lost if it fails: whoever is woken and attaches then does not see what led to it: the very thing that a watch is for.
void LabAttach::whoComesLateSeesWhatTheDeadHostSaidLast()
{
    const QString recording = m_lab.path(u"night.db"_s);
    const auto isSeen = [&] {
        const QJsonObject picture = pictureJson({recording});
        return !seriesIn(picture, web1, load).isEmpty() && !seriesIn(picture, u"host/web2"_s, load).isEmpty();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isSeen(), qPrintable(m_watch->err()), patience);
    QVERIFY(m_hosts.front()->pullCable());
    const auto isRaised = [&] {
        return !alertIn(pictureJson({recording}), u"source-dead"_s, u"source/node"_s).isEmpty();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isRaised(), qPrintable(m_watch->out()), patience);
    const auto isOld = [&] {
        return seriesIn(pictureJson({recording}), web1, load)[u"freshness"_s].toString() == u"stale"_s;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOld(), patience);

    const Ended brief = atTheDesk({u"brief"_s, u"--estate"_s, watch1});
    QVERIFY2(brief.status == 0 && brief.err.isEmpty(), qPrintable(brief.err));
    QVERIFY2(brief.out.contains(u"web1"_s), qPrintable(brief.out));
    const Ended alerts = atTheDesk({u"alerts"_s, watch1});
    QVERIFY2(alerts.status == 0 && alerts.out.contains(u"web1"_s), qPrintable(alerts.out + alerts.err));
    const QJsonObject there = seriesIn(pictureJson({recording}), web1, load);
    const Ended picture = atTheDesk({u"picture"_s, watch1, u"--json"_s});
    QVERIFY2(picture.status == 0, qPrintable(picture.err));
    const QJsonObject shown = QJsonDocument::fromJson(picture.out.toUtf8()).object();
    const QJsonObject here = seriesIn(shown, web1, load);
    QCOMPARE(here[u"value"_s], there[u"value"_s]);
    QCOMPARE(here[u"freshness"_s].toString(), u"stale"_s);
    QCOMPARE(seriesIn(shown, u"host/web2"_s, load)[u"freshness"_s].toString(), u"fresh"_s);
    QCOMPARE(wronglyFresh(shown), QString());
}

// Lost if it fails: what is acknowledged from home is repeated by the pager, or a note of the night is nowhere.
void LabAttach::whatIsDoneFromAfarIsInTheWatchsJournal()
{
    const Ended note = atTheDesk({u"note"_s, u"--estate"_s, watch1, u"web1 is dead, I drive there"_s});
    QVERIFY2(note.status == 0, qPrintable(note.err));
    const Ended there = Console({u"journal"_s, u"list"_s, m_lab.path(u"night.db"_s)}).wait();
    QVERIFY2(there.out.contains(u"web1 is dead, I drive there"_s), qPrintable(there.out + there.err));
    const Ended here = atTheDesk({u"journal"_s, u"list"_s, watch1});
    QVERIFY2(here.out.contains(u"web1 is dead, I drive there"_s), qPrintable(here.out + here.err));
}

// Lost if it fails: a stolen laptop's key opens a shell on the machine that pages everybody.
void LabAttach::aKeyThatIsHeldToServingDoesNothingElse()
{
    const QString mark = m_lab.path(u"mark"_s);
    const auto done = run(m_door->tools() + u"/ssh"_s, {}, {u"watch1"_s, u"touch"_s, mark});
    QVERIFY(!done); // it speaks with a desk, and nobody says hello
    QVERIFY(!QFile::exists(mark));
}

// Lost if it fails: with the line down a terminal shows nothing, or something old as if it were now.
void LabAttach::withTheLineDownTheCopyIsShownAndSaidToBeOne()
{
    m_door->lock();
    const Ended brief = atTheDesk({u"brief"_s, u"--estate"_s, watch1});
    QVERIFY2(brief.out.contains(u"web1"_s), qPrintable(brief.out));
    QVERIFY2(brief.err.contains(u"is down"_s) && brief.err.contains(u"Permission denied"_s), qPrintable(brief.err));
    const Ended note = atTheDesk({u"note"_s, u"--estate"_s, watch1, u"into the void?"_s});
    QCOMPARE(note.status, 4);
    QVERIFY2(note.err.contains(u"nothing was written"_s), qPrintable(note.err));
    m_door->unlock();
}

// Lost if it fails: at 04:30 somebody reads "exit 255", and has to find out alone which of ten causes it is.
void LabAttach::theReasonWhyThereIsNoLineIsNamed_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QStringList>("said");
    const QString work = serving();
    QTest::newRow("the key is not known there")
        << watch1 << work << u"locked"_s << QStringList{u"Permission denied"_s, u"ssh-add -l"_s};
    QTest::newRow("no forced command, and no Signalbox in the path")
        << watch1 << QString() << QString() << QStringList{u"not found"_s, u"Install Signalbox there"_s};
    QTest::newRow("a shell that talks") << watch1 << u"echo This account is currently not available."_s << QString()
                                        << QStringList{u"This account is currently not available."_s};
    QTest::newRow("a shell that waits for commands")
        << watch1 << u"sh -i"_s << QString() << QStringList{u"nothing has come over the line"_s, u"forced command"_s};
    QTest::newRow("nothing is recorded there")
        << watch1 << QStringLiteral(SIGNALBOXCTL " serve --stdio /nonexistent/x.yaml") << QString()
        << QStringList{u"/nonexistent/x.yaml"_s};
    QTest::newRow("no such host") << u"ssh://nowhere.invalid"_s << work << QString()
                                  << QStringList{u"nowhere.invalid"_s, u"resolve"_s};
    QTest::newRow("no sshd") << watch1 << work << u"stopped"_s << QStringList{u"Connection refused"_s};
    QTest::newRow("another host key") << watch1 << work << u"changed"_s
                                      << QStringList{u"Host key verification failed"_s, u"Compare the host's key"_s};
}

void LabAttach::theReasonWhyThereIsNoLineIsNamed()
{
    QFETCH(QString, address);
    QFETCH(QString, command);
    QFETCH(QString, fault);
    QFETCH(QStringList, said);
    qputenv("XDG_STATE_HOME", m_lab.path(u"nocopy"_s).toLocal8Bit());
    m_door->force(command);
    if (fault == u"locked"_s)
        m_door->lock();
    else if (fault == u"stopped"_s)
        m_door->stop();
    else if (fault == u"changed"_s)
        QVERIFY(m_door->changeHostKey());
    const Ended brief = atTheDesk({u"brief"_s, u"--estate"_s, address});
    QCOMPARE(brief.status, 1);
    QCOMPARE(brief.out, QString());
    for (const QString &part : said)
        QVERIFY2(brief.err.contains(part), qPrintable(brief.err));
}

SIGNALBOX_TEST(LabAttach)
} // namespace tst_lab_attach

#include "tst_lab_attach.moc"
