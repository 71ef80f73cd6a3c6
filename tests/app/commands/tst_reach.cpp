// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTemporaryDir>

#include <reach/hostscript.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_reach
{
using namespace signalbox;
using namespace Qt::StringLiterals;

/// How it goes with real hosts is in tst_lab_reach.
class TestReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSetUpOfAHostIsPrinted();
    void theScriptIsPrintedAsItIs();
    void whatCannotBeMeantIsRefused_data();
    void whatCannotBeMeantIsRefused();
    void whatWasFoundIsToldInWordsAndInDocumentedJson();
    void withoutALeverThereIsNothingToTest();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &text) const;

    QTemporaryDir m_folder;
    QString m_estate;
};

void TestReach::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_folder.filePath(u"state"_s).toUtf8());
    qputenv("PATH", m_folder.path().toUtf8() + ":/usr/bin:/bin");
    // Of two hosts one greets and refuses, the other is not there.
    const QString ssh =
        write(u"ssh"_s, "#!/bin/sh\ncase $* in *HostKeyAlias=web2*) echo 'ssh: connect to host: Connection "
                        "refused' >&2; exit 255 ;; esac\nread -r verb\n"
                        "case $verb in hello) printf 'ok\\n signalbox-host 1\\nend\\n' ;;\n"
                        "*) printf 'refused /etc/signalbox/units does not list nginx\\nend\\n' ;; esac\n");
    QVERIFY(QFile::setPermissions(ssh, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    m_estate = write(u"estate.yaml"_s, "reach: {look_key: " + write(u"look"_s, {}).toUtf8() +
                                           "}\nhosts: {web1: {address: 192.0.2.1}, web2: {address: 192.0.2.2}}\n"
                                           "services: {web: {instances: [web1, web2], unit: nginx}}\n");
    QVERIFY(!write(u"look.pub"_s, "ssh-ed25519 AAAAlook watch\n").isEmpty());
    QVERIFY(!write(u"people"_s, "ssh-ed25519 AAAAann ann\n").isEmpty());
}

QString TestReach::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

// Loses: the administrator would have to make the lines up.
void TestReach::theSetUpOfAHostIsPrinted()
{
    const Said said = say({u"reach"_s, u"--estate"_s, m_estate, u"--setup"_s, u"web1"_s, u"--act-keys"_s,
                           m_folder.filePath(u"people"_s)});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    for (const QString &line : {u"\nnginx\nEND\n"_s, u" look\" ssh-ed25519 AAAAlook watch\n"_s,
                                u" act\" ssh-ed25519 AAAAann ann\n"_s, u"# How web1 (192.0.2.1) is reached"_s})
        QVERIFY2(said.out.contains(line), qPrintable(said.out));
}

// Loses: what is installed would not be what was read.
void TestReach::theScriptIsPrintedAsItIs()
{
    const Said said = say({u"reach"_s, u"--estate"_s, m_estate, u"--setup"_s, u"web1"_s, u"--script"_s});
    QCOMPARE(said.exit, Exit::Done);
    QCOMPARE(said.out.toStdString(), std::string(hostScript()));
}

void TestReach::whatCannotBeMeantIsRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("err");
    const QString none = write(u"none.yaml"_s, "hosts: {web1: {address: 192.0.2.1}}\n");
    QTest::newRow("no section") << QStringList{u"--estate"_s, none}
                                << u"the estate has no section reach: nothing is reached by ssh"_s;
    QTest::newRow("no such host") << QStringList{u"--estate"_s, m_estate, u"wbe1"_s}
                                  << u"no host is called \"wbe1\"; did you mean \"web1\"?"_s;
    QTest::newRow("script alone") << QStringList{u"--script"_s} << u"--script needs --setup HOST"_s;
    QTest::newRow("set-up and test") << QStringList{u"--setup"_s, u"web1"_s, u"web2"_s}
                                     << u"--setup prints the set-up of one host and tests none"_s;
    QTest::newRow("no key") << QStringList{u"--estate"_s, m_estate, u"--setup"_s, u"web1"_s, u"--act-keys"_s, m_estate}
                            << u"is no public key"_s;
}

// Loses: a slip of the hand would be taken for another wish.
void TestReach::whatCannotBeMeantIsRefused()
{
    QFETCH(QStringList, words);
    QFETCH(QString, err);
    const Said said = say(QStringList{u"reach"_s} + words);
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(err), qPrintable(said.err));
    QCOMPARE(said.out, QString());
}

// Loses: neither a person nor a script would learn which lever would be refused, and why.
void TestReach::whatWasFoundIsToldInWordsAndInDocumentedJson()
{
    const Said said = say({u"reach"_s, u"--estate"_s, m_estate, u"--look"_s});
    QCOMPARE(said.out,
             u"web1 by look: reached\n"
             "  service-restart nginx (service/web): would be refused: /etc/signalbox/units does not list nginx\n"
             "    Its administrator adds the unit to that file, a line of its own, or takes the lever from the "
             "estate file\n"
             "web2 by look: not known: no sshd listens at its address\n"_s);
    QCOMPARE(said.exit, Exit::Blocked);
    QCOMPARE(say({u"reach"_s, u"--estate"_s, m_estate, u"--look"_s, u"web2"_s}).exit, Exit::Unknown);
    const Said json = say({u"reach"_s, u"--estate"_s, m_estate, u"--look"_s, u"--json"_s});
    const QJsonObject object = QJsonDocument::fromJson(json.out.toUtf8()).object();
    QCOMPARE(object[u"hosts"_s][0][u"state"_s].toString(), u"ready"_s);
    QCOMPARE(object[u"hosts"_s][0][u"levers"_s][0][u"state"_s].toString(), u"refused"_s);
    QCOMPARE(object[u"hosts"_s][1][u"state"_s].toString(), u"unknown"_s);
    QCOMPARE(undocumentedKeys(object, guideText()), QStringList());
}

// Loses: an estate that has no levers would look like one that could not be tested.
void TestReach::withoutALeverThereIsNothingToTest()
{
    const QString plain = write(u"plain.yaml"_s, "reach: {}\nhosts: {web1: {address: 192.0.2.1}}\n");
    const Said said = say({u"reach"_s, u"--estate"_s, plain, u"--look"_s});
    QCOMPARE(said.exit, Exit::Done);
    QCOMPARE(said.out, u"there is no lever: no service of the estate names its unit\n"_s);
}

SIGNALBOX_TEST(TestReach)
} // namespace tst_reach

#include "tst_reach.moc"
