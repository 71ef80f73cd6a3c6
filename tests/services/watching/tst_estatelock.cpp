// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QTemporaryDir>
#include <QTest>

#include <watching/estatelock.h>

using namespace signalbox;

/// Were this wrong, two processes would record one estate, or none would.
class tst_EstateLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneHasItUntilItGoes();
    void whoOnlyAsksIsInNobodysWay();
};

void tst_EstateLock::oneHasItUntilItGoes()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    QVERIFY(!EstateLock::isHeld(path));
    {
        const auto first = EstateLock::take(path);
        QVERIFY(first);
        QVERIFY(EstateLock::isHeld(path));
        const auto second = EstateLock::take(path);
        QVERIFY(!second && second.error().isHeld);
        QVERIFY(second.error().problem.what.find(std::to_string(getpid())) != std::string::npos);
    }
    QVERIFY(!EstateLock::isHeld(path));
    QVERIFY(EstateLock::take(path));
}

// Every `signalboxctl` asks, and a script may run it all the time.
void tst_EstateLock::whoOnlyAsksIsInNobodysWay()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    QVERIFY(EstateLock::take(path));
    std::atomic<bool> isEnding = false;
    std::thread asks([&] {
        while (!isEnding)
            EstateLock::isHeld(path);
    });
    int refused = 0;
    for (int i = 0; i < 500; ++i)
        refused += EstateLock::take(path) ? 0 : 1;
    isEnding = true;
    asks.join();
    QCOMPARE(refused, 0);
}

QTEST_GUILESS_MAIN(tst_EstateLock)
#include "tst_estatelock.moc"
