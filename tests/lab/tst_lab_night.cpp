// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>

#include <commands/alertsjson.h>
#include <commands/recordedpast.h>
#include <console/console.h>
#include <laboratory/servers.h>
#include <session/follower.h>
#include <support/testprogram.h>

namespace tst_lab_night
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;

const QString deadFront = u"source-dead source/front"_s;
const QString deadBack = u"source-dead source/back"_s;

/// The listed alert with that key; empty where there is none.
QJsonObject listed(const QJsonObject &alerts, const QString &key)
{
    for (const QJsonValue &alert : alerts[u"alerts"_s].toArray()) {
        if (alert[u"key"_s] == key)
            return alert.toObject();
    }
    return {};
}
} // namespace

/// One night from the first fault to the last thing cleared: a web server is stopped, an exporter freezes, somebody
/// acknowledges, notes and shelves, the watch is started anew in between. What the console said at each step is kept,
/// and compared with what the recording says of those moments when all is over.
class LabNight : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void thePictureOfEachStepIsAsItWasSeen();
    void theAlertsOfEachStepAreAsTheyWereSeen();
    void theJournalTellsWhatWasDone();

private:
    struct Step {
        QString name;
        QJsonObject picture;
        QJsonObject alerts;
    };

    void startServers();
    [[nodiscard]] Ended ctl(const QStringList &arguments) const { return Console(arguments).wait(); }
    /// An act of that command; fails the test where it is refused.
    void acts(const QStringList &arguments) const;
    /// What `signalboxctl alerts --json` says now; empty where it says nothing.
    [[nodiscard]] QJsonObject alerts() const
    {
        return QJsonDocument::fromJson(ctl({u"alerts"_s, m_recording, u"--json"_s}).out.toUtf8()).object();
    }
    /// Waits until the list of alerts is so, and keeps that and the picture.
    void becomes(const QString &name, const std::function<bool(const QJsonObject &)> &isSo);
    void aNight();

    Laboratory m_lab;
    std::unique_ptr<Server> m_behind; ///< what nginx, `m_front`, stands before
    std::unique_ptr<Server> m_front;
    std::unique_ptr<Server> m_back;
    QStringList m_watching;
    QString m_recording;
    std::vector<Step> m_steps;
};

void LabNight::startServers()
{
    const Expected<Authority> authority = Authority::create(m_lab, u"authority"_s);
    QVERIFY2(authority, authority ? "" : authority.error().sentence().c_str());
    const Expected<Certificate> certificate = authority->issue(u"server"_s, u"IP:"_s + m_lab.address());
    QVERIFY2(certificate, certificate ? "" : certificate.error().sentence().c_str());
    m_behind = std::make_unique<Server>(nodeExporter(m_lab));
    m_front = std::make_unique<Server>(nginxWithTls(m_lab, *certificate, m_behind->peer()));
    m_back = std::make_unique<Server>(processExporter(m_lab, u"signalboxctl"_s));
    for (Server *server : {m_behind.get(), m_front.get(), m_back.get()}) {
        const Expected<void> started = server->start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    }
    const QString estate = u"name: Night\nhosts: {web1: {}, web2: {}}\nsources:\n"
                           "  front: {type: exposition, interval: 1s, ca: \"%1\", targets: {host/web1: \"%2\"}}\n"
                           "  back: {type: exposition, interval: 1s, targets: {host/web2: \"%3\"}}\n"_s.arg(
                               authority->certificate(), QString::fromStdString(m_front->url("/metrics", "https")),
                               QString::fromStdString(m_back->url()));
    m_recording = m_lab.path(u"recording.db"_s);
    m_watching = {u"watch"_s, m_lab.write(u"night.yaml"_s, estate.toUtf8()), u"--record"_s, m_recording};
}

void LabNight::acts(const QStringList &arguments) const
{
    const Ended ended = ctl(arguments + QStringList{u"--estate"_s, m_recording});
    QVERIFY2(ended.status == 0, qPrintable(ended.err));
}

void LabNight::becomes(const QString &name, const std::function<bool(const QJsonObject &)> &isSo)
{
    if (QTest::currentTestFailed())
        return;
    Step step{name, {}, {}};
    const auto isThere = [&] {
        step.picture = pictureJson({m_recording});
        step.alerts = alerts();
        return !step.picture.isEmpty() && !step.alerts.isEmpty() && isSo(step.alerts);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isThere(), qPrintable(name), patience);
    m_steps.push_back(step);
}

void LabNight::aNight()
{
    auto watch = std::make_unique<Console>(m_watching);
    const auto isCalm = [](const QJsonObject &alerts) { return alerts[u"alerts"_s].toArray().isEmpty(); };
    const auto isRaised = [](const QString &key) {
        return [key](const QJsonObject &alerts) { return listed(alerts, key)[u"raised"_s].toBool(); };
    };
    becomes(u"well"_s, [&](const QJsonObject &alerts) {
        const QString metric = u"process_start_time_seconds"_s;
        return isCalm(alerts) && !seriesIn(pictureJson({m_recording}), u"host/web1"_s, metric).isEmpty() &&
               !seriesIn(pictureJson({m_recording}), u"host/web2"_s, metric).isEmpty();
    });
    m_front->stop();
    becomes(u"nginx is stopped"_s, isRaised(deadFront));
    acts({u"ack"_s, deadFront, u"--why"_s, u"looking at <b>nginx</b>"_s});
    becomes(u"somebody has it"_s, [](const QJsonObject &alerts) {
        const QJsonObject alert = listed(alerts, deadFront);
        return alert[u"acknowledged"_s].toBool() &&
               alert[u"acknowledged_by"_s].toString().endsWith(u": looking at <b>nginx</b>"_s);
    });
    acts({u"note"_s, u"nginx was updated at noon"_s, u"--about"_s, deadFront});
    m_back->freeze();
    becomes(u"an exporter is frozen"_s, isRaised(deadBack));
    acts({u"shelve"_s, deadBack, u"--for"_s, u"1h"_s, u"--why"_s, u"known"_s});
    const auto isShelved = [](const QJsonObject &alerts) {
        return listed(alerts, deadBack)[u"suppressed"_s].toBool() && alerts[u"shelf"_s].toArray().size() == 1;
    };
    becomes(u"it is shelved"_s, isShelved);
    QCOMPARE(watch->stop().status, 0);
    const QJsonValue tick = m_steps.back().picture[u"tick"_s];
    watch = std::make_unique<Console>(m_watching);
    becomes(u"the watch is another"_s, [&](const QJsonObject &alerts) {
        const bool isOwned = listed(alerts, deadFront)[u"acknowledged"_s].toBool();
        return isOwned && isShelved(alerts) && pictureJson({m_recording})[u"tick"_s].toInteger() > tick.toInteger() + 3;
    });
    const Expected<void> started = m_front->start();
    QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    becomes(u"nginx is back"_s, [](const QJsonObject &alerts) { return listed(alerts, deadFront).isEmpty(); });
    m_back->thaw();
    becomes(u"the exporter is back"_s, isCalm);
    acts({u"unshelve"_s, deadBack});
    becomes(u"all is cleared"_s,
            [&](const QJsonObject &alerts) { return isCalm(alerts) && alerts[u"shelf"_s].toArray().isEmpty(); });
    QCOMPARE(watch->stop().status, 0);
}

void LabNight::initTestCase()
{
    startServers();
    if (!QTest::currentTestFailed())
        aNight();
}

// Lost if it fails: the review of the night shows other values, ages or findings than the one on call saw.
void LabNight::thePictureOfEachStepIsAsItWasSeen()
{
    QCOMPARE(m_steps.size(), std::size_t(9));
    for (const Step &step : m_steps) {
        const QJsonObject replayed = pictureJson({m_recording, u"--at"_s, step.picture[u"time"_s].toString()});
        QVERIFY2(replayed[u"alerts"_s] == step.picture[u"alerts"_s], qPrintable(step.name));
        QVERIFY2(replayed == step.picture, qPrintable(step.name));
        QCOMPARE(wronglyFresh(replayed), QString());
    }
}

// Lost if it fails: the review of the night shows as acknowledged or shelved what was nobody's then, or the reverse.
void LabNight::theAlertsOfEachStepAreAsTheyWereSeen()
{
    const Expected<RecordedPast> past = openPast(m_recording.toStdString());
    QVERIFY2(past, past ? "" : past.error().sentence().c_str());
    Follower follower(*past->recording);
    // Backwards: nothing may depend on what was looked at before.
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) {
        const Expected<Moment> moment = momentOf(*past, "--at", step->alerts[u"time"_s].toString());
        QVERIFY(moment);
        const Expected<PicturePtr> picture = follower.moveTo(*moment);
        QVERIFY(picture);
        QJsonObject seen = step->alerts;
        seen.remove(u"silence_seconds"_s); // of the moment in which it was asked, not of the picture
        QVERIFY2(alertsJson(**picture) == seen, qPrintable(step->name));
    }
}

// Lost if it fails: nobody can say afterwards who did what.
void LabNight::theJournalTellsWhatWasDone()
{
    QCOMPARE(ctl({u"journal"_s, u"verify"_s, m_recording}).status, 0);
    const QString journal = ctl({u"journal"_s, u"list"_s, m_recording}).out;
    qsizetype from = 0;
    for (const QString &act : {u": acknowledge "_s + deadFront, u"nginx was updated at noon"_s,
                               u": shelve "_s + deadBack, u": unshelve "_s + deadBack}) {
        const qsizetype at = journal.indexOf(act, from);
        QVERIFY2(at >= from, qPrintable(act + u" is not in order in\n"_s + journal));
        from = at;
    }
}

SIGNALBOX_TEST(LabNight)
} // namespace tst_lab_night

#include "tst_lab_night.moc"
