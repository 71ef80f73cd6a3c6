// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QFile>
#include <QRegularExpression>

#include <estate/estatereader.h>
#include <reach/hostscript.h>
#include <reach/hostsetup.h>
#include <support/testprogram.h>

namespace tst_hostsetup
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
const std::string text =
    "reach: {jump: door}\n"
    "hosts: {door: {address: 192.0.2.9}, web1: {address: 192.0.2.1}, web2: {address: \"2001:db8::2\"}}\n"
    "services: {web: {instances: [web1], unit: nginx}, mail: {instances: [web1], unit: postfix@-}}\n";

QStringList setupLines(const std::string &host, const SetupKeys &keys)
{
    const EstateReading reading = parseEstate(text);
    if (!reading.estate)
        return {QString::fromStdString(reading.errors.front().line())};
    std::vector<Lever> own = levers(*reading.estate);
    std::erase_if(own, [&](const Lever &lever) { return lever.host.name != host; });
    return QString::fromStdString(hostSetup(*reading.estate, *accessTo(*reading.estate, {"host", host}), own, keys))
        .split(u'\n');
}
} // namespace

class TestHostSetup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLinesGiveTheseRightsAndNoOthers();
    void aHostOnTheWayForwardsToThoseBeyondItAlone();
    void whatIsMissingIsSaidInAComment();
    void onlyPublicKeysAreTaken_data();
    void onlyPublicKeysAreTaken();
    void theScriptIsTheOneInTheTree();
};

// Loses: a host would be set up with more than look and act need, or with less.
void TestHostSetup::theLinesGiveTheseRightsAndNoOthers()
{
    const QStringList lines = setupLines("web1", {"ssh-ed25519 AAAAlook watch", {"ssh-ed25519 AAAAann ann"}});
    QStringList rights;
    for (const QString &line : lines) {
        if (!line.startsWith(u'#') && (line.contains(u"NOPASSWD"_s) || line.contains(u"AAAA"_s)))
            rights.append(line);
    }
    QCOMPARE(
        rights,
        (QStringList{u"signalbox-host ALL=(root) NOPASSWD: /usr/local/sbin/signalbox-host act"_s,
                     u"restrict,command=\"/usr/local/sbin/signalbox-host look\" ssh-ed25519 AAAAlook watch"_s,
                     u"restrict,command=\"sudo -n /usr/local/sbin/signalbox-host act\" ssh-ed25519 AAAAann ann"_s}));
    const auto at = lines.indexOf(u"cat > /etc/signalbox/units <<'END'"_s);
    QVERIFY(at >= 0);
    QCOMPARE(lines.mid(at + 1, 3), (QStringList{u"nginx"_s, u"postfix@-"_s, u"END"_s}));
    QVERIFY(lines.contains(u"# It is reached over door, whose keys must be let through to it:"_s));
}

// Loses: hosts behind it would not be reached, or everything behind it would.
void TestHostSetup::aHostOnTheWayForwardsToThoseBeyondItAlone()
{
    const QStringList lines = setupLines("door", {"ssh-ed25519 AAAAlook", {}});
    QVERIFY(lines.contains(u"restrict,port-forwarding,permitopen=\"192.0.2.1:22\",permitopen=\"[2001:db8::2]:22\","
                           "command=\"/usr/local/sbin/signalbox-host look\" ssh-ed25519 AAAAlook"_s));
}

// Loses: a set-up without keys would look whole.
void TestHostSetup::whatIsMissingIsSaidInAComment()
{
    const QStringList lines = setupLines("web2", {});
    QVERIFY(
        !lines.filter(QRegularExpression(u"^#.*ssh-keygen -t ed25519 -N '' -f /etc/signalbox/look_key$"_s)).isEmpty());
    QVERIFY(!lines.filter(QRegularExpression(u"^#.*--act-keys FILE"_s)).isEmpty());
    const auto at = lines.indexOf(u"cat > /var/lib/signalbox-host/.ssh/authorized_keys <<'END'"_s);
    QVERIFY(at >= 0);
    QCOMPARE(lines.at(at + 1), u"END"_s);
}

void TestHostSetup::onlyPublicKeysAreTaken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("keys"); // joined by commas; "!": refused
    QTest::newRow("one") << QByteArray("ssh-ed25519 AAAAB3 ann@desk\n") << QByteArray("ssh-ed25519 AAAAB3 ann@desk");
    QTest::newRow("comments") << QByteArray("# people\n\nssh-rsa AAAA1\nsk-ssh-ed25519@openssh.com AAAA2 bob\n")
                              << QByteArray("ssh-rsa AAAA1,sk-ssh-ed25519@openssh.com AAAA2 bob");
    QTest::newRow("a comment with quotes") << QByteArray("ssh-rsa AAAA1 a\"$(reboot)\n") << QByteArray("ssh-rsa AAAA1");
    QTest::newRow("options") << QByteArray("command=\"sh\" ssh-rsa AAAA1\n") << QByteArray("!");
    QTest::newRow("a private key") << QByteArray("-----BEGIN OPENSSH PRIVATE KEY-----\n") << QByteArray("!");
    QTest::newRow("END") << QByteArray("END\nreboot\n") << QByteArray("!");
}

// Loses: a file that somebody else wrote could put a line of its own among the rights of a host.
void TestHostSetup::onlyPublicKeysAreTaken()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, keys);
    const auto read = publicKeys(text.toStdString());
    if (keys == "!") {
        QVERIFY(!read);
        return;
    }
    QVERIFY(read);
    QByteArrayList found;
    for (const std::string &key : *read)
        found.append(QByteArray::fromStdString(key));
    QCOMPARE(found.join(','), keys);
}

// Loses: what is printed to be installed would be another script than the one that was looked through.
void TestHostSetup::theScriptIsTheOneInTheTree()
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/../../installer/host/signalbox-host"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QByteArray::fromStdString(std::string(hostScript())), file.readAll());
    QVERIFY(hostScript().find("\nversion=" + std::to_string(hostScriptVersion) + '\n') != std::string_view::npos);
}

SIGNALBOX_TEST(TestHostSetup)
} // namespace tst_hostsetup

#include "tst_hostsetup.moc"
