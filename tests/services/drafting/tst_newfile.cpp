// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <sys/resource.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <drafting/newfile.h>
#include <support/testprogram.h>

namespace tst_newfile
{
using namespace signalbox;

namespace
{
QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}
} // namespace

class TestNewFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: an estate file that somebody worked on for weeks is replaced by a draft.
    void whatExistsIsNeverTouched()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("new/estate.yaml"));
        QVERIFY(writeNewFile(path.toStdString(), "first"));
        QCOMPARE(contentOf(path), QByteArray("first"));
        QVERIFY(!writeNewFile(path.toStdString(), "second"));
        QCOMPARE(contentOf(path), QByteArray("first"));
        QCOMPARE(QDir(folder.filePath(QStringLiteral("new"))).entryList(QDir::Files).size(), 1);
    }

    // Lost if it fails: half a file is left on a full disk, and the desk starts with half of the estate.
    void aDiskThatRefusesLeavesNothing()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("estate.yaml"));
        std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit before = {};
        getrlimit(RLIMIT_FSIZE, &before);
        const struct rlimit small = {4096, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const Expected<void> written = writeNewFile(path.toStdString(), std::string(10000, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!written);
        QVERIFY(written.error().sentence().starts_with(path.toStdString() + ": the file cannot be written: "));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }
};

SIGNALBOX_TEST(TestNewFile)
} // namespace tst_newfile

#include "tst_newfile.moc"
