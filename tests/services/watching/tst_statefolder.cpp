// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include <sys/stat.h>

#include <support/testprogram.h>
#include <watching/statefolder.h>

namespace tst_statefolder
{
using namespace signalbox;

namespace
{
unsigned modeOf(const std::string &path)
{
    struct stat status = {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}
} // namespace

/// Were this wrong, others could read what somebody records for himself, or colleagues could not share a recording.
class tst_StateFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreshFolderIsPrivateUnlessItsParentIsShared_data();
    void aFreshFolderIsPrivateUnlessItsParentIsShared();
    void anExistingFolderKeepsItsMode();
};

void tst_StateFolder::aFreshFolderIsPrivateUnlessItsParentIsShared_data()
{
    QTest::addColumn<unsigned>("parent");
    QTest::addColumn<unsigned>("expected");
    QTest::newRow("private") << 0700U << 0700U;
    QTest::newRow("readable") << 0755U << 0700U;
    QTest::newRow("the group writes, and files are not the group's") << 0770U << 0700U;
    QTest::newRow("the group only reads") << 02750U << 0700U;
    QTest::newRow("shared") << 02770U << 02770U;
}

void tst_StateFolder::aFreshFolderIsPrivateUnlessItsParentIsShared()
{
    QFETCH(unsigned, parent);
    QFETCH(unsigned, expected);
    const QTemporaryDir home;
    QCOMPARE(chmod(home.path().toStdString().c_str(), parent), 0);
    qputenv("XDG_STATE_HOME", home.path().toUtf8());
    const Expected<std::string> folder = stateFolder("web");
    QVERIFY(folder);
    QCOMPARE(modeOf(*folder), expected);
}

void tst_StateFolder::anExistingFolderKeepsItsMode()
{
    const QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toUtf8());
    const Expected<std::string> folder = stateFolder("web");
    QVERIFY(folder);
    QCOMPARE(chmod(folder->c_str(), 02750), 0);
    QCOMPARE(stateFolder("web"), folder);
    QCOMPARE(modeOf(*folder), 02750U);
}

SIGNALBOX_TEST(tst_StateFolder)
} // namespace tst_statefolder

#include "tst_statefolder.moc"
