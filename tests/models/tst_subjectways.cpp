// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ways from a subject to where it can be worked on. If these fail, a name in a file becomes an option of ssh, or a
// link leads to another machine's dashboard.

#include <estate/estatereader.h>
#include <models/subjectways.h>
#include <support/testprogram.h>

namespace tst_subjectways
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class SubjectWaysTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linksAreThoseOfKindAndSubjectFilledIn();
    void whatIsFilledInIsEncoded();
    void aLinkThatNeedsAnAddressIsLeftOutWithoutOne();
    void aTerminalRunsSsh();
    void theLogIsReadThere();
    void theEstateNamesTheTerminal();
    void noAddressIsTakenForAnOption_data();
    void noAddressIsTakenForAnOption();

private:
    static Estate estateOf(const std::string &more)
    {
        const EstateReading reading =
            parseEstate("hosts:\n  web1: {address: 10.0.0.1}\n  six: {address: \"2001:db8::1\"}\n  plain:\n" + more);
        for (const EstateError &error : reading.errors)
            qWarning("%s", error.message.c_str());
        return *reading.estate;
    }
    static QStringList textsOf(const std::vector<SubjectLink> &links)
    {
        QStringList texts;
        for (const SubjectLink &link : links)
            texts.append(link.name + u' ' + link.url.toString(QUrl::FullyEncoded));
        return texts;
    }
};

void SubjectWaysTest::linksAreThoseOfKindAndSubjectFilledIn()
{
    const Estate estate = estateOf("stores: {s: {slots: [web1]}}\n"
                                   "links:\n"
                                   "  grafana: {url: \"https://g.example.net/d/node?host={name}\", kinds: [host]}\n"
                                   "  controller: {url: \"https://{name}-bmc.example.net/\", subjects: [web1]}\n"
                                   "  stores: {url: \"https://wiki/stores\", kinds: [store]}\n");
    QCOMPARE(textsOf(linksOf(estate, {"host", "web1"})),
             (QStringList{u"grafana https://g.example.net/d/node?host=web1"_s,
                          u"controller https://web1-bmc.example.net/"_s}));
    QCOMPARE(textsOf(linksOf(estate, {"host", "plain"})),
             QStringList{u"grafana https://g.example.net/d/node?host=plain"_s});
    QCOMPARE(textsOf(linksOf(estate, {"store", "s"})), QStringList{u"stores https://wiki/stores"_s});
}

void SubjectWaysTest::whatIsFilledInIsEncoded()
{
    const Estate estate =
        estateOf("links:\n  a: {url: \"http://{address}:9100/x?of={address}&name={name}\", kinds: [host]}\n");
    QCOMPARE(textsOf(linksOf(estate, {"host", "six"})),
             QStringList{u"a http://[2001:db8::1]:9100/x?of=2001%3Adb8%3A%3A1&name=six"_s});
    // Of a host that only a source has told of the name may be anything.
    QCOMPARE(textsOf(linksOf(estate, {"host", "a&b=c"})), QStringList());
    const Estate byName = estateOf("links:\n  a: {url: \"http://g/?host={name}\", kinds: [host]}\n");
    QCOMPARE(textsOf(linksOf(byName, {"host", "a&b=c#d"})), QStringList{u"a http://g/?host=a%26b%3Dc%23d"_s});
}

void SubjectWaysTest::aLinkThatNeedsAnAddressIsLeftOutWithoutOne()
{
    const Estate estate = estateOf("stores: {s: {slots: [web1]}}\n"
                                   "links:\n  a: {url: \"http://{address}/\", kinds: [store]}\n");
    QVERIFY(linksOf(estate, {"store", "s"}).empty());
}

void SubjectWaysTest::aTerminalRunsSsh()
{
    const Estate estate = estateOf("stores: {s: {slots: [web1]}}\n");
    QCOMPARE(*terminalCommand(estate, {"host", "web1"}, OnSubject::Shell),
             (QStringList{u"x-terminal-emulator"_s, u"-e"_s, u"ssh"_s, u"--"_s, u"10.0.0.1"_s}));
    QCOMPARE(terminalCommand(estate, {"host", "six"}, OnSubject::Shell)->last(), u"2001:db8::1"_s);
    QCOMPARE(terminalCommand(estate, {"host", "plain"}, OnSubject::Shell)->last(), u"plain"_s);
    const auto none = terminalCommand(estate, {"store", "s"}, OnSubject::Shell);
    QVERIFY(!none);
    QVERIFY(none.error().sentence().find("store/s has no address") != std::string::npos ||
            none.error().what == "has no address");
}

void SubjectWaysTest::theLogIsReadThere()
{
    QCOMPARE(terminalCommand(estateOf({}), {"host", "web1"}, OnSubject::Log)->mid(2),
             (QStringList{u"ssh"_s, u"-t"_s, u"--"_s, u"10.0.0.1"_s, u"journalctl"_s, u"-n"_s, u"50"_s, u"-f"_s}));
}

void SubjectWaysTest::theEstateNamesTheTerminal()
{
    QCOMPARE(terminalCommand(estateOf("terminal: [foot, --hold]\n"), {"host", "web1"}, OnSubject::Shell)->mid(0, 3),
             (QStringList{u"foot"_s, u"--hold"_s, u"ssh"_s}));
    QVERIFY(!parseEstate("terminal: [-e, foot]\n").errors.empty());
}

void SubjectWaysTest::noAddressIsTakenForAnOption_data()
{
    QTest::addColumn<QString>("name");
    for (const auto *name : {"-oProxyCommand=reboot", "a b", "a;b", "$(b)", "a\nb", "user@host", "", "a/b"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
    QTest::newRow("long") << QString(300, u'a');
}

void SubjectWaysTest::noAddressIsTakenForAnOption()
{
    QFETCH(const QString, name);
    QVERIFY(!terminalCommand(estateOf({}), {"host", name.toStdString()}, OnSubject::Shell));
}

SIGNALBOX_TEST(SubjectWaysTest)
} // namespace tst_subjectways

#include "tst_subjectways.moc"
