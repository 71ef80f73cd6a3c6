// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

#include <support/testprogram.h>
#include <watching/estatelock.h>

namespace tst_estatelock
{
using namespace signalbox;

/// Were this wrong, two processes would record one estate, or none would.
class tst_EstateLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneHasItUntilItGoes();
    void whoOnlyAsksIsInNobodysWay();
    void aLockThatCannotBeOpenedCountsAsHeld();
    void theLockIsSharedAsItsFolderIs();
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

// Else a second user would observe and judge the estate once more, beside the one who records.
void tst_EstateLock::aLockThatCannotBeOpenedCountsAsHeld()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("recording.db"));
    const std::string path = name.toStdString();
    QVERIFY(EstateLock::take(path));
    QCOMPARE(chmod((path + ".lock").c_str(), 0), 0);
    QCOMPARE(chmod(folder.path().toStdString().c_str(), 0755), 0);
    const bool isRoot = geteuid() == 0; // who may open everything
    if (isRoot)
        QCOMPARE(seteuid(65534), 0);
    const auto lock = EstateLock::take(path);
    const bool isHeld = EstateLock::isHeld(path);
    if (isRoot)
        QCOMPARE(seteuid(0), 0);
    QVERIFY(!lock && lock.error().isHeld);
    QVERIFY(isHeld);
}

void tst_EstateLock::theLockIsSharedAsItsFolderIs()
{
    const auto modeOf = [](const std::string &path) {
        struct stat status = {};
        return stat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0U;
    };
    for (const auto &[folderMode, lockMode] : {std::pair{02770U, 0660U}, {02750U, 0600U}, {0700U, 0600U}}) {
        const QTemporaryDir folder;
        QCOMPARE(chmod(folder.path().toStdString().c_str(), folderMode), 0);
        const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
        QVERIFY(EstateLock::take(path));
        QCOMPARE(modeOf(path + ".lock"), lockMode);
    }
}

SIGNALBOX_TEST(tst_EstateLock)
} // namespace tst_estatelock

#include "tst_estatelock.moc"
