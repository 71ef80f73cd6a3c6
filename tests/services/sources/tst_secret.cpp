// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>

#include <sources/secret.h>
#include <support/testprogram.h>

namespace tst_secret
{
using namespace signalbox;

/// Were this wrong, a password that everybody can read would be used without a word, or stand in a message.
class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileOfItsOwnerAlone();
    void aVariable();
    void whatIsNoSecretIsSaid();
};

void TestSecret::aFileOfItsOwnerAlone()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("secret")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hunter2\r\n");
    file.close();
    const std::string name = "file:" + file.fileName().toStdString();
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    QCOMPARE(secretOf(name).value_or("none"), std::string("hunter2"));
    for (const auto other : {QFileDevice::ReadGroup, QFileDevice::WriteOther}) {
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | other);
        const auto secret = secretOf(name);
        QVERIFY(!secret);
        QVERIFY(secret.error().sentence().find("0600") != std::string::npos);
        QVERIFY(secret.error().sentence().find("hunter2") == std::string::npos);
    }
}

void TestSecret::aVariable()
{
    qputenv("SIGNALBOX_TEST_SECRET", "hunter2");
    QCOMPARE(secretOf("env:SIGNALBOX_TEST_SECRET").value_or("none"), std::string("hunter2"));
    QVERIFY(!secretOf("env:SIGNALBOX_TEST_NO_SECRET"));
}

void TestSecret::whatIsNoSecretIsSaid()
{
    QVERIFY(!secretOf("file:/nowhere"));
    QVERIFY(!secretOf("/etc/hostname"));
    QVERIFY(!secretOf(""));
    qputenv("SIGNALBOX_TEST_SECRET", "two\nlines"); // it would end a header
    QVERIFY(!secretOf("env:SIGNALBOX_TEST_SECRET"));
}

SIGNALBOX_TEST(TestSecret)
} // namespace tst_secret

#include "tst_secret.moc"
