// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <estate/estatereader.h>
#include <support/testprogram.h>

namespace tst_estatereader
{
using namespace signalbox;

namespace
{
const QString corpus = QStringLiteral(SIGNALBOX_TEST_DATA "/estate/");

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QString lines(const EstateReading &reading)
{
    std::string all;
    for (const EstateError &error : reading.errors)
        all += error.line() + '\n';
    return QString::fromStdString(all);
}

QString firstLine(const EstateReading &reading)
{
    return reading.errors.empty() ? QString() : QString::fromStdString(reading.errors.front().line());
}

// An estate of one host, for tests that are about something else.
const QByteArray oneHost("hosts:\n  web1: {address: 192.0.2.11, site: york, roles: [web]}\n");
} // namespace

class TestEstateReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodFilesAreReadWithoutAWord_data();
    void goodFilesAreReadWithoutAWord();
    void badFilesGetTheirComplaints_data();
    void badFilesGetTheirComplaints();
    void defaultsAndPlaceholdersAreFilledIn();
    void checksAreAssembled();
    void theRecordedTextGivesTheSameEstateAgain();
    void aFolderIsOneEstate();
    void theSameNameInTwoFilesIsAnError();
    void whatCannotBeReadSaysWhy();
    void tenMegabytesAreRefusedUnread();
    void sourcesTimesHostsIsBounded();
    void thisMachineIsAnEstateWhateverItsName_data();
    void thisMachineIsAnEstateWhateverItsName();
    void withoutAFileTheEstateIsThisMachine();
    void anUnknownTypeOfSourceIsAnError();
    void whatNoSourceCoversIsCounted();
};

// Loses: an estate file that is right would be refused after an update.
void TestEstateReader::goodFilesAreReadWithoutAWord_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &folder :
         {corpus + QStringLiteral("good/"), corpus + QStringLiteral("../../../resources/examples/")}) {
        for (const QString &name : QDir(folder).entryList({QStringLiteral("*.yaml")}))
            QTest::newRow(qPrintable(name)) << folder + name;
    }
    const QString runbooks = corpus + QStringLiteral("../../../resources/examples/runbooks/");
    for (const QString &name : QDir(runbooks).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(name)) << runbooks + name + QStringLiteral("/estate.yaml");
}

void TestEstateReader::goodFilesAreReadWithoutAWord()
{
    QFETCH(QString, path);
    const EstateReading reading = readEstate(path.toStdString());
    QCOMPARE(lines(reading), QString());
    QVERIFY(reading.estate);
    QVERIFY(isSubjectName(reading.estate->id));
}

// Loses: people would look for the mistake themselves, or find one, save, and learn of the next.
void TestEstateReader::badFilesGetTheirComplaints_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : QDir(corpus + QStringLiteral("bad/")).entryList({QStringLiteral("*.yaml")}))
        QTest::newRow(qPrintable(name)) << name;
}

void TestEstateReader::badFilesGetTheirComplaints()
{
    QFETCH(QString, name);
    const QString folder = corpus + QStringLiteral("bad/");
    EstateReading reading = readEstate((folder + name).toStdString());
    QVERIFY(!reading.estate);
    for (EstateError &error : reading.errors) {
        QVERIFY2(QString::fromStdString(error.where.file) == folder + name, error.where.file.c_str());
        error.where.file = name.toStdString();
    }
    QString expected = name;
    expected.replace(QStringLiteral(".yaml"), QStringLiteral(".errors"));
    QCOMPARE(lines(reading), QString::fromUtf8(contents(folder + expected)));
}

// Loses: hosts would be asked at a wrong address, or at a pace that nobody chose.
void TestEstateReader::defaultsAndPlaceholdersAreFilledIn()
{
    const EstateReading reading = parseEstate("hosts:\n"
                                              "  web1: {address: \"2001:db8::1\", roles: [web]}\n"
                                              "  web2: {address: 192.0.2.2, roles: [db, web]}\n"
                                              "  db1: {address: 192.0.2.3, roles: [db]}\n"
                                              "sources:\n"
                                              "  node: {type: exposition, hosts: {role: web}, interval: 5s,\n"
                                              "         url: \"http://{address}:9100/metrics?name={name}\"}\n"
                                              "  slow: {type: exposition, targets: {db1: \"http://db1/\"}}\n");
    QCOMPARE(lines(reading), QString());
    const SourceDeclaration &node = reading.estate->sources.at(0);
    QCOMPARE(node.targets.size(), 2U);
    QCOMPARE(node.targets[0].url, std::string("http://[2001:db8::1]:9100/metrics?name=web1"));
    QCOMPARE(node.targets[1].url, std::string("http://192.0.2.2:9100/metrics?name=web2"));
    QCOMPARE(node.interval.count(), 5000);
    QCOMPARE(node.deadline.count(), 5000);
    QCOMPARE(node.cap, 2000U);
    const SourceDeclaration &slow = reading.estate->sources.at(1);
    QCOMPARE(slow.interval.count(), 15000);
    QCOMPARE(slow.deadline.count(), 10000);
    QCOMPARE(reading.estate->limits.diskFullWarning, 0.85);
    QCOMPARE(reading.estate->find({"host", "web1"})->details.at("hypervisor"), std::string("false"));
}

// Loses: a plugin would be run about the wrong host, or a port asked at a wrong address.
void TestEstateReader::checksAreAssembled()
{
    const EstateReading reading =
        parseEstate("hosts:\n"
                    "  web1: {address: \"2001:db8::1\", roles: [web]}\n"
                    "  web2: \n"
                    "routers: {edge: {address: 192.0.2.9}}\n"
                    "sources:\n"
                    "  p: {type: command, hosts: [web1], subjects: [web1, router/edge],\n"
                    "      command: [/bin/x, -H, \"{address}\", \"{name} a{2}\"]}\n"
                    "  t: {type: tcp, hosts: all, port: 993, tls: true, expect: \"* OK\", server_name: imap.example}\n"
                    "  h: {type: http, hosts: [web1], url: \"https://{address}/\", status: 401}\n");
    QCOMPARE(lines(reading), QString());
    const SourceDeclaration &plugins = reading.estate->sources.at(0);
    QCOMPARE(plugins.targets.size(), 2U);
    QCOMPARE(plugins.targets[0].command, (std::vector<std::string>{"/bin/x", "-H", "2001:db8::1", "web1 a{2}"}));
    QCOMPARE(plugins.targets[1].subject.path(), std::string("router/edge"));
    QCOMPARE(plugins.targets[1].command[2], std::string("192.0.2.9"));
    const SourceDeclaration &ports = reading.estate->sources.at(1);
    QCOMPARE(ports.targets[0].url, std::string("tls://[2001:db8::1]:993"));
    QCOMPARE(ports.targets[1].url, std::string("tls://web2:993"));
    QCOMPARE(ports.expect, std::string("* OK"));
    QCOMPARE(ports.serverName, std::string("imap.example"));
    QCOMPARE(reading.estate->sources.at(2).targets[0].url, std::string("https://[2001:db8::1]/"));
    QCOMPARE(reading.estate->sources.at(2).status, 401U);
}

// Loses: a replay would show another estate than the one that was watched.
void TestEstateReader::theRecordedTextGivesTheSameEstateAgain()
{
    const QByteArray tricky = "# file: other.yaml\n" + oneHost + "### file: again\n# an end without line end";
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("my estate.yaml")), tricky);
    const EstateReading first = readEstate(folder.filePath(QStringLiteral("my estate.yaml")).toStdString());
    QCOMPARE(lines(first), QString());
    QCOMPARE(first.estate->id, std::string("my-estate"));
    const EstateReading again = parseEstate(first.estate->text);
    QCOMPARE(lines(again), QString());
    QCOMPARE(again.estate->text, first.estate->text);
    QCOMPARE(again.estate->hash, first.estate->hash);
    QCOMPARE(again.estate->id, first.estate->id);
    QCOMPARE(again.estate->subjects.front().where, first.estate->subjects.front().where);
}

// Loses: a big estate could not be kept in several files.
void TestEstateReader::aFolderIsOneEstate()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("production"));
    QVERIFY(QDir().mkpath(path));
    write(path + QStringLiteral("/hosts.yaml"), oneHost);
    write(path + QStringLiteral("/stores.yaml"), "stores:\n  store1: {slots: [web1]}\n");
    write(path + QStringLiteral("/.hidden.yaml"), "nonsense");
    write(path + QStringLiteral("/README"), "nonsense");
    const EstateReading reading = readEstate(path.toStdString() + '/');
    QCOMPARE(lines(reading), QString());
    QCOMPARE(reading.estate->id, std::string("production"));
    QCOMPARE(reading.estate->subjects.size(), 2U);
    QCOMPARE(reading.estate->subjects[1].where.file, std::string("production/stores.yaml"));
    const EstateReading again = parseEstate(reading.estate->text);
    QCOMPARE(again.estate->hash, reading.estate->hash);
    QCOMPARE(again.estate->id, reading.estate->id);
}

// Loses: one of two machines would be shown under the name of both.
void TestEstateReader::theSameNameInTwoFilesIsAnError()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("a.yaml")), "name: One\n" + oneHost);
    write(folder.filePath(QStringLiteral("b.yaml")), "name: Two\n" + oneHost);
    const EstateReading reading = readEstate(folder.path().toStdString());
    const QString name = QDir(folder.path()).dirName();
    QCOMPARE(lines(reading), QStringLiteral("%1/b.yaml:1:1: \"name\" stands already in %2/a.yaml:1\n"
                                            "%1/b.yaml:3:3: hosts: \"web1\" stands already in %2/a.yaml:3\n")
                                 .arg(folder.path(), name));
}

// Loses: a desk that cannot read its file would say nothing that helps.
void TestEstateReader::whatCannotBeReadSaysWhy()
{
    QTemporaryDir folder;
    const QString missing = folder.filePath(QStringLiteral("missing.yaml"));
    QCOMPARE(firstLine(readEstate(missing.toStdString())), missing + QStringLiteral(": there is no such file"));
    QCOMPARE(firstLine(readEstate(folder.path().toStdString())),
             folder.path() + QStringLiteral(": no *.yaml file in this folder"));
    QCOMPARE(firstLine(readEstate("/dev/zero")),
             QStringLiteral("/dev/zero: found something other than a file, expected a YAML file or a folder of them"));
    write(folder.filePath(QStringLiteral("hosts.yml")), oneHost);
    QVERIFY(firstLine(readEstate(folder.path().toStdString()))
                .contains(QStringLiteral("hosts.yml: found the ending .yml")));
    // root reads everything, so a broken link stands for what cannot be opened.
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("hosts.yml"))));
    QVERIFY(QFile::link(missing, folder.filePath(QStringLiteral("link.yaml"))));
    QVERIFY(firstLine(readEstate(folder.path().toStdString()))
                .endsWith(QStringLiteral("link.yaml: there is no such file")));
}

// Loses: a wrong path (a log, a disk image) would fill the memory.
void TestEstateReader::tenMegabytesAreRefusedUnread()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("big.yaml"));
    QByteArray text("hosts:\n");
    for (int i = 0; text.size() < 10 * 1024 * 1024; ++i)
        text += "  host" + QByteArray::number(i) + ": {address: 192.0.2.1}\n";
    write(path, text);
    const QString expected = QStringLiteral(": larger than an estate may be (2 MiB, all files together)");
    QCOMPARE(firstLine(readEstate(path.toStdString())), path + expected);
    QCOMPARE(firstLine(parseEstate(text.toStdString())), QStringLiteral("estate.yaml") + expected);
}

// Loses: a small file could ask for a hundred million targets, and get the memory of the machine.
void TestEstateReader::sourcesTimesHostsIsBounded()
{
    const auto read = [](int hosts, int sources) {
        std::string text = "hosts:\n";
        for (int i = 0; i < hosts; ++i)
            text += "  h" + std::to_string(i) + ":\n";
        text += "sources:\n";
        for (int i = 0; i < sources; ++i)
            text += "  s" + std::to_string(i) + ": {type: x, hosts: all}\n";
        return parseEstate(text);
    };
    QCOMPARE(lines(read(100, 1000)), QString());
    QCOMPARE(lines(read(1, 1003)), QStringLiteral("estate.yaml:1004:3: more than 1000 sources\n"));
    QCOMPARE(lines(read(30000, 1000)),
             QStringLiteral("estate.yaml:30006:3: with this source, more than 100000 targets in all\n"));
}

void TestEstateReader::thisMachineIsAnEstateWhateverItsName_data()
{
    QTest::addColumn<QByteArray>("hostName");
    QTest::addColumn<QByteArray>("subject");
    QTest::newRow("plain") << QByteArray("desk7") << QByteArray("desk7");
    QTest::newRow("none") << QByteArray() << QByteArray("localhost");
    QTest::newRow("number") << QByteArray("007") << QByteArray("007");
    QTest::newRow("hostile") << QByteArray("'\n: {x: \xc3\xa9}") << QByteArray("x-----");
}

// Loses: no configuration, no window.
void TestEstateReader::thisMachineIsAnEstateWhateverItsName()
{
    QFETCH(QByteArray, hostName);
    QFETCH(QByteArray, subject);
    const Estate estate = thisMachineEstate(hostName.toStdString());
    QCOMPARE(estate.id, std::string("this-machine"));
    QCOMPARE(estate.subjects.size(), 1U);
    QCOMPARE(estate.subjects[0].subject.path(), "host/" + subject.toStdString());
    QCOMPARE(estate.sources.size(), 1U);
    QCOMPARE(estate.sources[0].targets.at(0).subject, estate.subjects[0].subject);
    QVERIFY(estate.unwatched().empty());
    QCOMPARE(parseEstate(estate.text).estate->hash, estate.hash);
}

// Loses: with a broken file in place the console would quietly watch this machine instead.
void TestEstateReader::withoutAFileTheEstateIsThisMachine()
{
    QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QCOMPARE(readEstateOrThisMachine({}, "desk7").estate->id, std::string("this-machine"));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("signalbox")));
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("nowhere")), QString::fromStdString(defaultEstatePath())));
    QVERIFY(!readEstateOrThisMachine({}, "desk7").estate);
    QVERIFY(QFile::remove(QString::fromStdString(defaultEstatePath())));
    write(QString::fromStdString(defaultEstatePath()), oneHost);
    QCOMPARE(readEstateOrThisMachine({}, "desk7").estate->id, std::string("estate"));
    qunsetenv("XDG_CONFIG_HOME");
}

// Loses: a source with a typing mistake in its type would never say anything.
void TestEstateReader::anUnknownTypeOfSourceIsAnError()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("e.yaml"));
    write(path, oneHost + "sources:\n  node: {type: expositon, host: web1}\n  x: {type: y, host: web2}\n");
    const std::vector<std::string_view> types{"exposition", "this-machine"};
    QCOMPARE(
        lines(readEstate(path.toStdString(), types)),
        QStringLiteral("%1:4:16: type: no kind of source is called \"expositon\"; did you mean \"exposition\"?\n"
                       "%1:5:13: type: no kind of source is called \"y\", expected one of exposition, this-machine\n"
                       "%1:5:22: host: no host \"web2\" is declared; did you mean \"web1\"?\n")
            .arg(path));
}

// Loses: grey would mean "nobody looks" as well as "all is well".
void TestEstateReader::whatNoSourceCoversIsCounted()
{
    const EstateReading reading = parseEstate("hosts: {a: , b: , c: , d: }\n"
                                              "stores: {s1: {slots: [a]}, s2: {slots: [b]}}\n"
                                              "pairs: {p: {hosts: [b, c], virtual_ip: 192.0.2.1}}\n"
                                              "queues: {q: {host: d}}\n"
                                              "sources: {x: {type: exposition, targets: {pair/p: http://x/}}}\n");
    QCOMPARE(lines(reading), QString());
    const std::vector<Subject> unwatched = reading.estate->unwatched();
    const std::vector<Subject> expected{{"host", "a"}, {"host", "d"}, {"store", "s1"}, {"store", "s2"}, {"queue", "q"}};
    QCOMPARE(unwatched, expected);
    QCOMPARE(countByKind(unwatched), std::string("2 hosts, 2 stores, 1 queue"));
}

SIGNALBOX_TEST(TestEstateReader)
} // namespace tst_estatereader

#include "tst_estatereader.moc"
