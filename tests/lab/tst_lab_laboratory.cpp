// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>

#include <QCoreApplication>
#include <QTcpSocket>

#include <laboratory/servers.h>
#include <support/testprogram.h>

namespace tst_lab_laboratory
{

using namespace signalbox;
using namespace signalbox::lab;

namespace
{
constexpr const char *crash = "--start-a-server-and-crash";

/// What this program is in its second role: a test that dies while its server runs. Prints where that listens.
int startAndCrash()
{
    const Laboratory lab;
    Server exporter(nodeExporter(lab));
    if (!exporter.start())
        return 1;
    std::puts(exporter.peer().c_str());
    std::fflush(stdout);
    std::raise(SIGKILL);
    return 1;
}
} // namespace

/// The laboratory itself.
class LabLaboratory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a crashed test leaves servers behind on the machine of whoever ran it.
    void serversDieWithTheTest()
    {
        QProcess test;
        test.start(QCoreApplication::applicationFilePath(),
                   {QStringLiteral("tst_lab_laboratory"), QString::fromLatin1(crash)});
        QVERIFY(test.waitForFinished(60000));
        QCOMPARE(test.exitStatus(), QProcess::CrashExit);
        const QString peer = QString::fromUtf8(test.readAllStandardOutput()).trimmed();
        const QString address = peer.section(QLatin1Char(':'), 0, 0);
        const quint16 port = peer.section(QLatin1Char(':'), 1).toUShort();
        QVERIFY2(port != 0, "the test did not get so far");
        const auto accepts = [&] {
            QTcpSocket socket;
            socket.connectToHost(address, port);
            return socket.waitForConnected(1000);
        };
        QTRY_VERIFY_WITH_TIMEOUT(!accepts(), 30000);
    }

    // Lost if it fails: somebody without the package sees a test that fails, and does not learn what to install.
    void aMissingServerNamesItsPackage()
    {
        const Laboratory lab;
        Recipe recipe = nodeExporter(lab);
        recipe.program = QStringLiteral("no-such-server");
        Server server(recipe);
        const Expected<void> started = server.start();
        QVERIFY(!started);
        QCOMPARE(started.error().sentence(),
                 std::string("no-such-server: it is not installed; apt-get install prometheus-node-exporter"));
    }

    // Lost if it fails: a server that refuses its configuration holds the tests up for a minute and does not tell why.
    void aServerThatEndsTellsWhy()
    {
        const Laboratory lab;
        Recipe recipe = nodeExporter(lab);
        recipe.arguments << QStringLiteral("--no-such-flag");
        Server server(recipe);
        const Expected<void> started = server.start();
        QVERIFY(!started);
        QVERIFY(started.error().what.find("no-such-flag") != std::string::npos);
    }
};

int run(int argc, char **argv)
{
    if (argc > 1 && std::string_view(argv[1]) == crash) {
        const QCoreApplication application(argc, argv);
        return startAndCrash();
    }
    return signalbox::testing::runTest<LabLaboratory>(argc, argv);
}
} // namespace tst_lab_laboratory

#include "tst_lab_laboratory.moc"
