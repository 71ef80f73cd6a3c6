// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>

#include <support/samplepage.h>
#include <support/testprogram.h>

namespace tst_pagecommand
{
using namespace signalbox;

namespace
{
PagerDeclaration running(std::vector<std::string> command)
{
    PagerDeclaration pager;
    pager.type = "command";
    pager.command = std::move(command);
    pager.deadline = Milliseconds(10'000);
    return pager;
}
} // namespace

/// Were this wrong, a page would hang on a program that never ends, or a shell would see what stands in an alert.
class TestPagecommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProgramReadsThePage();
    void outcomes_data();
    void outcomes();
    void oneThatHangsIsEndedWithAllThatItStarted();
};

void TestPagecommand::theProgramReadsThePage()
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("page; touch oops")).toStdString();
    const PageOutcome outcome = sent(running({"/usr/bin/tee", file}));
    QVERIFY2(outcome.kind == PageNote::Kind::Sent, outcome.words.c_str());
    QFile page(QString::fromStdString(file));
    QVERIFY(page.open(QIODevice::ReadOnly));
    QCOMPARE(page.readAll().toStdString(), samplePage().title + "\n\n" + samplePage().text);
}

void TestPagecommand::outcomes_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *program, PageNote::Kind kind, const char *says) {
        QTest::newRow(program) << QByteArray(program) << static_cast<int>(kind) << QByteArray(says);
    };
    row("/bin/true", PageNote::Kind::Sent, "");
    row("/bin/false", PageNote::Kind::Failed, "status 1");
    row("/nowhere/sms", PageNote::Kind::Failed, "could not be started");
}

void TestPagecommand::outcomes()
{
    QFETCH(QByteArray, program);
    QFETCH(int, kind);
    QFETCH(QByteArray, says);
    const PageOutcome outcome = sent(running({program.toStdString()}));
    QCOMPARE(static_cast<int>(outcome.kind), kind);
    QVERIFY2(QByteArray::fromStdString(outcome.words).contains(says), outcome.words.c_str());
}

void TestPagecommand::oneThatHangsIsEndedWithAllThatItStarted()
{
    PagerDeclaration pager = running({"/usr/bin/env", "sleep", "600"});
    pager.deadline = Milliseconds(200);
    const PageOutcome outcome = sent(pager);
    QCOMPARE(outcome.kind, PageNote::Kind::Unknown);
    QVERIFY2(outcome.words.find("did not end within") != std::string::npos, outcome.words.c_str());
}

SIGNALBOX_TEST(TestPagecommand)
} // namespace tst_pagecommand

#include "tst_pagecommand.moc"
