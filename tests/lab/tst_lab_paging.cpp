// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <console/console.h>
#include <journal/journal.h>
#include <laboratory/laboratory.h>
#include <laboratory/servers.h>
#include <support/testprogram.h>

namespace tst_lab_paging
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

/// A watch that pages by a mail server, a web server and an Alertmanager, one of them dead, and that is killed.
class LabPaging : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAlertReachesPeopleWhateverHappensToTheWatch();

private:
    [[nodiscard]] std::vector<JournalRow> rows(const std::string &act) const;
    Laboratory m_lab;
};

std::vector<JournalRow> LabPaging::rows(const std::string &act) const
{
    std::vector<JournalRow> found;
    const auto all = journalRows(m_lab.path(u"journal.db"_s).toStdString());
    for (const JournalRow &row : all ? *all : std::vector<JournalRow>()) {
        if (row.act == act && row.what.starts_with("source-dead"))
            found.push_back(row);
    }
    return found;
}

// Lost if it fails: a way that tests with scripted peers call good reaches nobody, or a restart wakes people again.
void LabPaging::anAlertReachesPeopleWhateverHappensToTheWatch()
{
    const QString mails = m_lab.path(u"mails"_s);
    const QString posts = m_lab.path(u"posts"_s);
    Server mail(mailServer(m_lab, mails));
    Server web(webReceiver(m_lab, posts));
    Server manager(alertmanager(m_lab));
    for (Server *server : {&mail, &web, &manager}) {
        const auto started = server->start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    }
    const QString peer = QString::fromStdString(mail.peer());
    const QString estate = m_lab.write(
        u"estate.yaml"_s,
        u"name: Paging\nhosts: {web1: {}}\nsources:\n  node: {type: exposition, interval: 1s, targets: {host/web1: "
        "'http://%1:%2/metrics'}}\npagers:\n  dead: {type: webhook, url: 'http://%1:%2/'}\n  mail: {type: smtp, "
        "server: "
        "%1, port: %3, security: none, from: a@example.net, to: [b@example.net]}\n  chat: {type: webhook, url: '%4'}\n"
        "  am: {type: alertmanager, url: '%5'}\npeople: {ann: {pagers: [dead, mail]}, bob: {pagers: [chat]}, cat: "
        "{pagers: [am]}}\non_call: {both: {people: [ann]}}\npaging: {critical: {to: [both, bob, cat], repeat: 1m, "
        "escalate_after: 1m}}\nheartbeats: {out: {url: '%6', every: 5s}}\n"_s.arg(m_lab.address())
            .arg(m_lab.freePort())
            .arg(peer.section(u':', 1))
            .arg(QString::fromStdString(web.url("/hook")), QString::fromStdString(manager.url("")),
                 QString::fromStdString(web.url("/beat")))
            .toUtf8());
    const QString recording = m_lab.path(u"recording.db"_s);
    const QStringList watching{u"watch"_s, estate, u"--record"_s, recording};
    auto watch = std::make_unique<Console>(watching);
    QTRY_VERIFY_WITH_TIMEOUT(contents(posts).contains("GET /beat"), patience);
    // The first way is dead: the second takes over within the second.
    QTRY_VERIFY2_WITH_TIMEOUT(contents(mails).contains("[unknown] source-dead"), qPrintable(watch->err()), patience);
    QTRY_COMPARE_WITH_TIMEOUT(rows("page-sent").size(), 1U, patience);
    QCOMPARE(rows("page-failed").size(), 1U);
    Console test({u"page"_s, u"--test"_s, u"am"_s, u"--estate"_s, recording});
    QCOMPARE(test.wait().status, 0);
    watch->kill();
    watch = std::make_unique<Console>(watching);
    QTRY_VERIFY_WITH_TIMEOUT(rows("page-intended").size() > 2, patience); // the repeat, or the escalation
    QVERIFY(rows("page-intended").at(2).wall - rows("page-sent").at(0).wall > std::chrono::seconds(45));
    QTRY_VERIFY_WITH_TIMEOUT(contents(posts).contains("source-dead"), patience);
    QCOMPARE(Console({u"ack"_s, u"source-dead"_s, u"--estate"_s, recording}).wait().status, 0);
    const Ended said = Console({u"pagers"_s, recording}).wait();
    QVERIFY2(said.out.contains(u"pager dead (webhook): FAILING"_s), qPrintable(said.out));
    QVERIFY2(said.out.contains(u"pager am (alertmanager): OK"_s), qPrintable(said.out));
    QCOMPARE(watch->stop().status, 0);
}

SIGNALBOX_TEST(LabPaging)
} // namespace tst_lab_paging

#include "tst_lab_paging.moc"
