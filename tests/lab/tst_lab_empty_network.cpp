// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QFile>
#include <QProcess>
#include <QTimeZone>

#include <laboratory/laboratory.h>
#include <models/format.h>
#include <recording/recordingwriter.h>
#include <story/day.h>
#include <support/testprogram.h>

namespace tst_lab_empty_network
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
QString xdotool(const QProcessEnvironment &screen, const QStringList &arguments)
{
    QProcess tool;
    tool.setProcessEnvironment(screen);
    tool.start(QStringLiteral("xdotool"), arguments);
    tool.waitForFinished();
    return QString::fromUtf8(tool.readAllStandardOutput()).section(u'\n', 0, 0);
}

/// The window with that in its title; empty where there is none.
QString findWindow(const QProcessEnvironment &screen, const QString &title)
{
    return xdotool(screen,
                   {QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"), title});
}

/// Names of the network interfaces that a process sees.
QStringList interfacesOf(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/net/dev").arg(process));
    QStringList names;
    if (!file.open(QIODevice::ReadOnly))
        return names;
    const QStringList lines = QString::fromLatin1(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.contains(u':'))
            names.append(line.section(u':', 0, 0).trimmed());
    }
    return names;
}
} // namespace

/// Law 6 by running: the replay where there is no network at all.
class LabEmptyNetwork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const auto &[program, package] :
             {std::pair("Xvfb", "xvfb"), std::pair("xdotool", "xdotool"), std::pair("unshare", "util-linux")}) {
            const auto found = findProgram(QLatin1String(program), QLatin1String(package));
            QVERIFY2(found, found ? "" : found.error().sentence().c_str());
        }
        m_server.start(QStringLiteral("Xvfb"),
                       {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                        QStringLiteral("0"), QStringLiteral("1280x800x24"), QStringLiteral("-nolisten"),
                        QStringLiteral("tcp")});
        QTRY_VERIFY_WITH_TIMEOUT(m_server.canReadLine(), 30000);
        const QString display = u':' + QString::fromLatin1(m_server.readLine()).trimmed();
        m_screen = QProcessEnvironment::systemEnvironment();
        m_screen.insert(QStringLiteral("DISPLAY"), display);
        m_screen.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    }
    void cleanupTestCase()
    {
        m_server.terminate();
        m_server.waitForFinished();
    }

    // Lost if it failed: what is opened to look at last August might reach the machines of today.
    void theReplayShowsAndScrubsWithoutAnyNetwork()
    {
        const QString path = m_lab.path(QStringLiteral("day.db"));
        const Expected<WallTime> first = record(path.toStdString());
        QVERIFY2(first, first ? "" : first.error().sentence().c_str());
        QStringList arguments{QStringLiteral("--net"), QStringLiteral("--"), QStringLiteral(SIGNALBOX_REPLAY), path};
        if (::geteuid() != 0)
            arguments = QStringList{QStringLiteral("--user"), QStringLiteral("--map-root-user")} + arguments;
        QProcess replay;
        replay.setProcessEnvironment(m_screen);
        replay.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        replay.start(QStringLiteral("unshare"), arguments);
        QVERIFY(replay.waitForStarted());

        const QString start = QStringLiteral("REPLAY ") + exactText(*first, QTimeZone::utc());
        QTRY_VERIFY_WITH_TIMEOUT(!findWindow(m_screen, start).isEmpty(), 60000);
        QCOMPARE(interfacesOf(replay.processId()), QStringList{QStringLiteral("lo")});

        const QString window = findWindow(m_screen, start);
        xdotool(m_screen, {QStringLiteral("windowfocus"), window, QStringLiteral("key"), QStringLiteral("period")});
        QTRY_VERIFY_WITH_TIMEOUT(findWindow(m_screen, start).isEmpty(), 60000);
        QCOMPARE(findWindow(m_screen, QStringLiteral("^REPLAY [0-9]")), window);
        replay.terminate();
        QVERIFY(replay.waitForFinished());
    }

private:
    /// Ten minutes of a made-up estate; gives when they began.
    static Expected<WallTime> record(const std::string &path)
    {
        auto writer = RecordingWriter::open(path);
        if (!writer)
            return tl::unexpected(writer.error());
        std::vector<Frame> frames;
        tellDay({.hosts = 3, .length = Milliseconds(600'000)}, [&](const Frame &frame) { frames.push_back(frame); });
        const auto written = (*writer)->append(frames);
        if (!written)
            return tl::unexpected(written.error());
        Timeline timeline;
        for (const Change &change : frames.front().changes) {
            if (const auto *set = std::get_if<AnchorSet>(&change))
                timeline.add(set->anchor);
        }
        return timeline.wallAt(frames.front().tick.moment);
    }

    Laboratory m_lab;
    QProcess m_server;
    QProcessEnvironment m_screen;
};

SIGNALBOX_TEST(LabEmptyNetwork)
} // namespace tst_lab_empty_network

#include "tst_lab_empty_network.moc"
