// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <journal/act.h>
#include <recording/recordingfile.h>
#include <session/follower.h>
#include <support/scriptedpeer.h>
#include <support/testprogram.h>
#include <time/clock.h>
#include <windowrows/windowrows.h>

namespace tst_livereplay
{
using namespace signalbox;

namespace
{
ScriptedPeer::Script answering(int available)
{
    return ScriptedPeer::answering("node_load1 0.5\nnode_filesystem_size_bytes{mountpoint=\"/\"} 100\n"
                                   "node_filesystem_avail_bytes{mountpoint=\"/\"} " +
                                   QByteArray::number(available) + '\n');
}

const std::string fullDisk = "disk-full host/web1{mountpoint=\"/\",source=\"node\"}";

struct Shown {
    Moment moment{};
    QStringList rows;
};

std::map<TickNumber, Shown> readCapture(const QString &path)
{
    std::map<TickNumber, Shown> shown;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no capture");
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        if (line.isEmpty() || line[QStringLiteral("heldUp")].toBool())
            continue; // a line that was being written, or a moment without a tick of its own
        Shown &at = shown[static_cast<TickNumber>(line[QStringLiteral("tick")].toInteger())];
        at.moment = Moment(Milliseconds(line[QStringLiteral("moment")].toInteger()));
        at.rows.clear();
        for (const QJsonValue &row : line[QStringLiteral("rows")].toArray())
            at.rows.append(row.toString());
    }
    return shown;
}
} // namespace

/// Law 1, whole: what a live window showed, written down by another process while it showed it, against a replay of its
/// recording.
class tst_LiveReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReplayShowsWhatTheWindowShowed();

private:
    void writeEstate(const QByteArray &name);
    /// Writes it down as another program would, about web1 or its full disk.
    [[nodiscard]] bool does(const Act &act) const;
    void suppressAndFlap();
    [[nodiscard]] bool everShown(const QString &text) const;
    /// Whether the page of findings showed the full disk last, with that word about its standing.
    [[nodiscard]] bool isFinding(const QString &standing) const;

    QTemporaryDir m_folder;
    ScriptedPeer m_exporter{answering(50)};
};

void tst_LiveReplay::writeEstate(const QByteArray &name)
{
    QFile file(m_folder.filePath(QStringLiteral("estate.yaml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name: " + name +
               "\nhosts: {web1: {address: 127.0.0.1}, spare: {address: 127.0.0.2}}\n"
               "sources: {node: {type: exposition, interval: 1s, deadline: 1s, hosts: [web1],"
               " url: 'http://{address}:" +
               QByteArray::number(m_exporter.port()) + "/metrics'}}\n");
}

bool tst_LiveReplay::everShown(const QString &text) const
{
    QFile file(m_folder.filePath(QStringLiteral("capture")));
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(text.toUtf8());
}

bool tst_LiveReplay::does(const Act &act) const
{
    const auto journal = Journal::open(m_folder.filePath(QStringLiteral("journal.db")).toStdString());
    const auto row = rowOf(act, "ann@desk", readMachineClocks().wall);
    return journal && row && (*journal)->append(*row);
}

bool tst_LiveReplay::isFinding(const QString &standing) const
{
    const auto shown = readCapture(m_folder.filePath(QStringLiteral("capture")));
    const QStringList rows = shown.empty() ? QStringList() : shown.rbegin()->second.rows;
    return std::any_of(rows.begin(), rows.end(), [&](const QString &row) {
        return row.contains(QLatin1String("|disk-full|")) && row.contains(standing);
    });
}

void tst_LiveReplay::suppressAndFlap()
{
    const WallTime soon = readMachineClocks().wall + std::chrono::hours(1);
    QVERIFY(does({Act::Kind::Shelve, fullDisk, "until the new disk is in", soon}));
    QTRY_VERIFY_WITH_TIMEOUT(isFinding(QStringLiteral("shelved until")), 20000);
    QVERIFY(does({Act::Kind::Unshelve, fullDisk, {}, {}}));
    QTRY_VERIFY_WITH_TIMEOUT(!isFinding(QStringLiteral("shelved until")), 20000);
    QVERIFY(does({Act::Kind::OutOfService, "host/web1", "new disk", {}}));
    QTRY_VERIFY_WITH_TIMEOUT(isFinding(QStringLiteral("out of service")), 20000);
    QVERIFY(does({Act::Kind::BackInService, "host/web1", {}, {}}));
    QTRY_VERIFY_WITH_TIMEOUT(!isFinding(QStringLiteral("out of service")), 20000);
    const QString over = QStringLiteral("over, not acknowledged");
    const QString flapping = QStringLiteral("flapping");
    m_exporter.setScript(answering(50));
    QTRY_VERIFY_WITH_TIMEOUT(!isFinding({}), 20000); // it was seen
    for (int i = 0; i < 2; ++i) {
        m_exporter.setScript(answering(3));
        QTRY_VERIFY_WITH_TIMEOUT(isFinding({}) && !isFinding(over), 20000);
        m_exporter.setScript(answering(50));
        QTRY_VERIFY_WITH_TIMEOUT(isFinding(over), 20000);
    }
    m_exporter.setScript(answering(3)); // the fourth time
    QTRY_VERIFY_WITH_TIMEOUT(isFinding(flapping), 20000);
}

void tst_LiveReplay::aReplayShowsWhatTheWindowShowed()
{
    const QString recordingPath = m_folder.filePath(QStringLiteral("recording.db"));
    const QString capturePath = m_folder.filePath(QStringLiteral("capture"));
    writeEstate("first");
    QProcess live;
    live.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    live.start(QStringLiteral(WINDOWCAPTURE),
               {m_folder.filePath(QStringLiteral("estate.yaml")), recordingPath, capturePath});
    QTRY_VERIFY_WITH_TIMEOUT(everShown(QStringLiteral("web1")), 20000);

    m_exporter.setScript(answering(3)); // a disk fills
    QTRY_VERIFY_WITH_TIMEOUT(everShown(QStringLiteral("97 % full")), 20000);
    QVERIFY(does({Act::Kind::Acknowledge, fullDisk, "deleting logs", {}}));
    QTRY_VERIFY_WITH_TIMEOUT(everShown(QStringLiteral("deleting logs")), 20000);
    suppressAndFlap();
    if (QTest::currentTestFailed())
        return;
    writeEstate("second"); // the estate is edited
    QTRY_VERIFY_WITH_TIMEOUT(everShown(QStringLiteral("second")), 20000);
    live.write("step -3600\n"); // the clock is put back an hour
    m_exporter.stop();
    QTRY_VERIFY_WITH_TIMEOUT(everShown(QStringLiteral("does not answer")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(readCapture(capturePath).size() > 20, 60000);
    live.closeWriteChannel();
    QVERIFY(live.waitForFinished());

    const auto recording = openRecording(recordingPath.toStdString());
    QVERIFY2(recording, recording ? "" : recording.error().sentence().c_str());
    Follower follower(**recording);
    PageContext context;
    context.zone = QTimeZone::systemTimeZone();
    // A replay's own frame says REPLAY on every page, and is the same otherwise.
    PageFrame frame(context, PageFrame::Edge::Live);
    frame.resize(1200, 800);
    frame.show();
    const std::map<TickNumber, Shown> shown = readCapture(capturePath);
    // Backwards: nothing may depend on what was shown before.
    for (auto at = shown.rbegin(); at != shown.rend(); ++at) {
        const auto picture = follower.moveTo(at->second.moment);
        QVERIFY(picture);
        QCOMPARE((*picture)->tick.number, at->first);
        frame.showPicture(*picture);
        // Row by row first, so that a difference is told in words.
        const QStringList replayed = shownRows(frame);
        for (const QString &row : replayed + at->second.rows)
            QVERIFY2(replayed.count(row) == at->second.rows.count(row), qPrintable(row));
        QCOMPARE(replayed, at->second.rows);
    }
    const auto changes = (*recording)->changes(0, shown.rbegin()->first);
    const auto steps = std::count_if(changes->begin(), changes->end(), [](const DatedChange &dated) {
        return std::holds_alternative<AnchorSet>(dated.change);
    });
    QCOMPARE(steps, 2);
}

SIGNALBOX_TEST(tst_LiveReplay)
} // namespace tst_livereplay

#include "tst_livereplay.moc"
