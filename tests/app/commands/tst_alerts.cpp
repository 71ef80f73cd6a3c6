// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QJsonDocument>

#include <database/database.h>
#include <support/testprogram.h>

#include "watched.h"

namespace tst_alerts
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, a person with a terminal alone would not see what is wrong, or what was put out of the way.
class TestAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNobodysComesFirst();
    void aFloodIsCountedAndTheListIsOneOptionAway();
    void nobodyWatchingIsNoGoodNews();
    void aBrokenEstateFileKeepsNobodyFromTheRecording();
    void theJsonIsDocumented();
};

void TestAlerts::whatIsNobodysComesFirst()
{
    Watched watched;
    const WallTime end((Story::begin() + 5h).time_since_epoch());
    watched.story.at(2s)
        .acts({Act::Kind::Acknowledge, "disk-full host/web1{mountpoint=\"/\",source=\"node\"}", "on it", {}})
        .tick();
    watched.story.at(3s).acts({Act::Kind::Shelve, "host/web2", "is being moved", end}).tick();
    watched.story.at(4s).acts({Act::Kind::Shelve, "host/web9", "gone long since", end}).tick();
    QVERIFY(watched.record());
    const Said said = say({u"alerts"_s, watched.recording});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    const QStringList lines = said.out.split(u'\n');
    QVERIFY2(lines.at(0).startsWith(u"Nobody watches this estate now. This is what was known at "_s),
             qPrintable(said.out));
    QVERIFY2(lines.at(1).startsWith(u"WARNING disk-full host/web1{mountpoint=\"/var\",source=\"node\"}"_s),
             qPrintable(said.out));
    QVERIFY(lines.at(1).contains(u"a page at "_s));
    QVERIFY(lines.at(2).startsWith(u"CRITICAL disk-full host/web1{mountpoint=\"/\",source=\"node\"}"_s));
    QVERIFY(lines.at(2).contains(u"acknowledged by ann@desk: on it"_s));
    QVERIFY(!lines.at(3).contains(u"disk-full host/web2"_s));
    QVERIFY(said.out.contains(u"Shelved: 2, out of service: 0; next expiry "_s));
    QVERIFY(said.out.contains(u"1 match nothing any more"_s));
    const Said all = say({u"alerts"_s, watched.recording, u"--all"_s});
    QVERIFY(all.out.contains(u"disk-full host/web2"_s));
    QVERIFY(all.out.contains(u"host/web2: shelved until"_s));
}

void TestAlerts::aFloodIsCountedAndTheListIsOneOptionAway()
{
    Watched watched;
    watched.story.at(2s);
    for (int i = 0; i < 20; ++i)
        watched.disk("web2", "/srv" + std::to_string(i), 99);
    watched.story.tick();
    QVERIFY(watched.record());
    const Said said = say({u"alerts"_s, watched.recording});
    QVERIFY2(said.out.contains(u"\nFlood: 23 new alerts in 10 minutes. First out:\n  CRITICAL disk-full host/web1{"_s),
             qPrintable(said.out));
    QVERIFY(said.out.contains(u"by rule: disk-full 23"_s));
    QVERIFY(said.out.contains(u"by site: york 23"_s));
    QVERIFY(said.out.contains(u"22 more: --all lists them"_s));
    QVERIFY(!said.out.contains(u"/srv7"_s));
    QVERIFY(say({u"alerts"_s, watched.recording, u"--all"_s}).out.contains(u"/srv7"_s));
}

// Loses: "No alerts.", said by a console that died an hour ago.
void TestAlerts::nobodyWatchingIsNoGoodNews()
{
    QTemporaryDir folder;
    Story story;
    story.at(1s).tick();
    const QString path = folder.filePath(u"recording.db"_s);
    QVERIFY((*RecordingWriter::open(path.toStdString()))->append(story.frames()));
    const QString out = say({u"alerts"_s, path}).out;
    QVERIFY2(out.startsWith(u"Nobody watches this estate now."_s) && out.endsWith(u"\nNo alerts then.\n"_s),
             qPrintable(out));
    const Said json = say({u"alerts"_s, path, u"--json"_s});
    QVERIFY(QJsonDocument::fromJson(json.out.toUtf8()).object()[u"silence_seconds"_s].toDouble() > 1000);
}

// Loses: a colleague's bad edit at 04:30 takes alerts, ack and note away from everybody.
void TestAlerts::aBrokenEstateFileKeepsNobodyFromTheRecording()
{
    Watched watched;
    qputenv("XDG_STATE_HOME", watched.folder.path().toUtf8());
    const QString folder = watched.folder.filePath(u"signalbox/shop"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::rename(watched.recording, folder + u"/recording.db"_s));
    const QString estate = watched.folder.filePath(u"shop.yaml"_s);
    for (const QByteArray &text : {QByteArray("hosts: [broken"), QByteArray()}) { // and with no file at all
        QFile file(estate);
        if (text.isEmpty())
            file.remove();
        else
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
        file.close();
        const Said said = say({u"alerts"_s, estate});
        QVERIFY2(said.out.contains(u"disk-full host/web1"_s), qPrintable(said.err));
        QVERIFY2(said.err.contains(u"shop.yaml"_s) && said.err.contains(u"What follows is of "_s),
                 qPrintable(said.err));
    }
    const Said other = say({u"alerts"_s, watched.folder.filePath(u"other.yaml"_s)});
    QCOMPARE(other.exit, Exit::BadInput);
    qunsetenv("XDG_STATE_HOME");
}

void TestAlerts::theJsonIsDocumented()
{
    Watched watched;
    watched.story.at(2s).acts({Act::Kind::OutOfService, "host/web2", "", {}}).tick();
    watched.story.at(3s)
        .acts({Act::Kind::Acknowledge, "disk-full host/web1{mountpoint=\"/\",source=\"node\"}", "on it", {}})
        .tick();
    QVERIFY(watched.record());
    const Said said = say({u"alerts"_s, watched.recording, u"--json"_s});
    const QJsonObject json = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(json.value(u"alerts"_s).toArray().size(), 3);
    QCOMPARE(json.value(u"shelf"_s).toArray().at(0).toObject().value(u"holding"_s).toInt(), 1);
    QJsonObject known = json;
    QJsonObject flood = known.value(u"flood"_s).toObject();
    flood.remove(u"by_rule"_s); // what stands below comes from rules and estates
    flood.remove(u"by_site"_s);
    known.insert(u"flood"_s, flood);
    QCOMPARE(undocumentedKeys(known, guideText()), QStringList());
}

SIGNALBOX_TEST(TestAlerts)
} // namespace tst_alerts

#include "tst_alerts.moc"
