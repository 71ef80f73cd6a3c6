// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <reach/hostrequest.h>
#include <support/testprogram.h>

namespace tst_hostrequest
{
using namespace signalbox;

namespace
{
const QString corpus = QStringLiteral(SIGNALBOX_TEST_DATA "/hostreply/");

std::string contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}
} // namespace

class TestHostRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsAWordALine();
    void whatIsNoWordIsRefused_data();
    void whatIsNoWordIsRefused();
    void goodRepliesAreRead();
    void allElseIsNoReply_data();
    void allElseIsNoReply();
    void outputThatLooksLikeAnEndIsOutput();
    void whatCameInsteadIsSaid();
};

// Loses: the host would be asked something else.
void TestHostRequest::aRequestIsAWordALine()
{
    QCOMPARE(hostRequest({"run", "rotate", "a b", "$(reboot)", "--"}).value(),
             std::string("run\nrotate\na b\n$(reboot)\n--\n\n"));
    QVERIFY(hostRequest(std::vector<std::string>(64, "x")));
    QVERIFY(hostRequest({std::string(4095, 'x')}));
}

void TestHostRequest::whatIsNoWordIsRefused_data()
{
    QTest::addColumn<QList<QByteArray>>("words");
    QTest::newRow("none") << QList<QByteArray>();
    QTest::newRow("empty") << QList<QByteArray>{"run", ""};
    QTest::newRow("a line of its own") << QList<QByteArray>{"run", "a\nservice-restart"};
    QTest::newRow("NUL") << QList<QByteArray>{QByteArray("a\0b", 3)};
    QTest::newRow("escape") << QList<QByteArray>{"\033[2J"};
    QTest::newRow("delete") << QList<QByteArray>{"\177"};
    QTest::newRow("too many") << QList<QByteArray>(65, "x");
    QTest::newRow("too long") << QList<QByteArray>{QByteArray(4096, 'x')};
}

// Loses: a value that somebody else chose could end a request early and begin another.
void TestHostRequest::whatIsNoWordIsRefused()
{
    QFETCH(QList<QByteArray>, words);
    std::vector<std::string> all;
    for (const QByteArray &word : words)
        all.push_back(word.toStdString());
    const auto request = hostRequest(all);
    QVERIFY(!request);
    QVERIFY(!request.error().what.empty());
}

// Loses: what a host did, or why it did not, would not be known.
void TestHostRequest::goodRepliesAreRead()
{
    const auto read = [](const char *name) {
        return readHostReply(contents(corpus + QStringLiteral("good/") + QLatin1String(name))).value();
    };
    QCOMPARE(read("ok").kind, HostReply::Kind::Ok);
    QVERIFY(read("ok").lines.empty());
    QCOMPARE(read("hello").lines, (std::vector<std::string>{"signalbox-host 1", "look: hello check unit"}));
    QCOMPARE(read("refused").kind, HostReply::Kind::Refused);
    QCOMPARE(read("refused").reason, std::string("/etc/signalbox/units does not list nginx"));
    QCOMPARE(read("failed").kind, HostReply::Kind::Failed);
    QCOMPARE(read("failed").status, 3);
}

void TestHostRequest::allElseIsNoReply_data()
{
    QTest::addColumn<QString>("path");
    for (const char *folder : {"truncated/", "hostile/"}) {
        const QString all = corpus + QLatin1String(folder);
        const QStringList names = QDir(all).entryList(QDir::Files);
        QVERIFY(!names.isEmpty());
        for (const QString &name : names)
            QTest::newRow(qPrintable(QLatin1String(folder) + name)) << all + name;
    }
}

// Loses: a greeting of the shell, or half an answer, would be taken for the host's word that it was done.
void TestHostRequest::allElseIsNoReply()
{
    QFETCH(QString, path);
    const auto reply = readHostReply(contents(path));
    QVERIFY(!reply);
    QVERIFY(!reply.error().what.empty());
    QVERIFY(reply.error().what.find('\033') == std::string::npos);
}

// Loses: a program that prints "end" would cut off its own output, and the rest would be no reply.
void TestHostRequest::outputThatLooksLikeAnEndIsOutput()
{
    const auto reply = readHostReply("failed 1\n end\n  ok\n\xff\n");
    QVERIFY(!reply);
    QCOMPARE(readHostReply("failed 1\n end\n  ok\n \nend\n").value().lines,
             (std::vector<std::string>{"end", " ok", ""}));
}

// Loses: whoever must mend it would not know what answered instead.
void TestHostRequest::whatCameInsteadIsSaid()
{
    QCOMPARE(readHostReply("").error().what, std::string("there was no reply"));
    QCOMPARE(readHostReply("Welcome\nok\nend\n").error().what, std::string("no reply came but \"Welcome\""));
    QCOMPARE(readHostReply("ok\n x\n").error().what, std::string("the reply breaks off"));
    QCOMPARE(readHostReply("ok\nend\nbye\n").error().what, std::string("after the reply came \"bye\""));
}

SIGNALBOX_TEST(TestHostRequest)
} // namespace tst_hostrequest

#include "tst_hostrequest.moc"
