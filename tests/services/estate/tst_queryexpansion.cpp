// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>

#include <estate/estatereader.h>
#include <estate/queryexpansion.h>
#include <support/testprogram.h>

namespace tst_queryexpansion
{
using namespace signalbox;

namespace
{
const QByteArray fleet("queries:\n  fleet: {type: prometheus, url: \"http://prometheus:9090\", query: up}\n");

EstateReading read(const QByteArray &text, const QueryRows &rows)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("estate.yaml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("no temporary file");
    file.close();
    EstateReading reading = readEstate(path.toStdString(), {}, rows);
    for (EstateError &error : reading.errors)
        error.where.file = "estate.yaml";
    return reading;
}

std::string lines(const EstateReading &reading)
{
    std::string all;
    for (const EstateError &error : reading.errors)
        all += error.line() + '\n';
    return all;
}

QueryRow row(const std::string &instance, const std::string &job, const std::string &dc = {})
{
    QueryRow row{{"instance", instance}, {"job", job}};
    if (!dc.empty())
        row["dc"] = dc;
    return row;
}
} // namespace

class TestQueryExpansion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a fleet that is kept elsewhere has to be typed by hand, or what was typed does not count.
    void everyRowIsAnEntryUnlessItIsWrittenByHand()
    {
        const QByteArray text =
            "hosts:\n  \"*\": {from: fleet, name: \"{instance:host}\", address: \"{instance:host}\", "
            "site: \"{dc}\", hypervisor: \"{hv}\"}\n"
            "  web1: {site: by-hand}\n" +
            fleet;
        QueryRow virtualised = row("[2001:db8::1]:9100", "node", "leeds");
        virtualised["hv"] = "true";
        virtualised["instance"] = "kvm1:9100";
        const EstateReading reading = read(text, {{"fleet", {row("web1:9100", "node", "york"), virtualised}}});
        QCOMPARE(lines(reading), std::string());
        QCOMPARE(reading.estate->subjects.size(), 2U);
        QCOMPARE(reading.estate->find({"host", "web1"})->site, std::string("by-hand"));
        const Declared *kvm1 = reading.estate->find({"host", "kvm1"});
        QVERIFY(kvm1);
        QCOMPARE(kvm1->address, std::string("kvm1"));
        QCOMPARE(kvm1->site, std::string("leeds"));
        QCOMPARE(kvm1->details.at("hypervisor"), std::string("true"));
        QVERIFY(kvm1->where.origin.starts_with("query fleet, row {"));
    }

    // Lost if it fails: rows of one machine are two machines, or a role is lost.
    void rowsOfOneNameAreOneEntry()
    {
        const QByteArray text = "hosts:\n  \"*\": {from: fleet, name: \"{instance:host}\", site: \"{dc}\", roles: "
                                "[\"{job:name}\", all]}\n" +
                                fleet;
        const QueryRows rows{
            {"fleet", {row("web2:9100", "node", "york"), row("web2:9113", "nginx vts"), row("a:1", "node")}}};
        const EstateReading reading = read(text, rows);
        QCOMPARE(lines(reading), std::string());
        QCOMPARE(reading.estate->subjects.size(), 2U);
        const Declared *web2 = reading.estate->find({"host", "web2"});
        QVERIFY(web2);
        QCOMPARE(web2->site, std::string("york"));
        std::vector<std::string> roles = web2->roles;
        std::sort(roles.begin(), roles.end());
        QCOMPARE(roles, (std::vector<std::string>{"all", "nginx-vts", "node"}));
        QCOMPARE(reading.estate->find({"host", "a"})->site, std::string());
    }

    // Lost if it fails: a replay asks a query of today for the hosts of last year.
    void theRecordedTextHasTheRowsThatItNeeds()
    {
        const QByteArray text =
            "hosts: {\"*\": {from: fleet, name: \"{instance:host}\", roles: [\"{job}\"]}}\n" + fleet;
        const QueryRows rows{
            {"fleet", {row("b:1", "node", "york"), row("a:1", "node", "leeds"), row("a:1", "node", "x")}}};
        const EstateReading reading = read(text, rows);
        QCOMPARE(lines(reading), std::string());
        const EstateReading again = parseEstate(reading.estate->text);
        QCOMPARE(lines(again), std::string());
        QCOMPARE(again.estate->hash, reading.estate->hash);
        QCOMPARE(again.estate->subjects.size(), 2U);
        // What no list is made of may change without another estate.
        const EstateReading moved = read(text, {{"fleet", {row("a:1", "node", "bath"), row("b:1", "node", "bath")}}});
        QCOMPARE(moved.estate->hash, reading.estate->hash);
        QVERIFY(read(text, {{"fleet", {row("a:1", "node")}}}).estate->hash != reading.estate->hash);
    }

    // Lost if it fails: only hosts can come from elsewhere.
    void anyListMayComeFromRows()
    {
        const QByteArray text = "hosts: {a: , b: {roles: {from: fleet, value: \"{job:name}\"}}}\n"
                                "services: {\"*\": {from: fleet, name: \"{job:name}\", instances: [a, b], "
                                "needs: {instances: \"{count}\"}}}\n"
                                "stores: {s: {slots: {from: fleet, value: \"{instance:host}\"}}}\n"
                                "sources: {node: {type: exposition, hosts: {from: fleet, value: \"{instance:host}\"}, "
                                "url: \"http://{name}/\"}}\n" +
                                fleet;
        QueryRow first = row("a:1", "web");
        first["count"] = "2";
        QueryRow second = row("b:1", "db");
        second["count"] = "1";
        const EstateReading reading = read(text, {{"fleet", {first, second}}});
        QCOMPARE(lines(reading), std::string());
        QCOMPARE(reading.estate->find({"host", "b"})->roles, (std::vector<std::string>{"db", "web"}));
        QCOMPARE(reading.estate->find({"service", "web"})->details.at("needs.instances"), std::string("2"));
        QCOMPARE(reading.estate->find({"store", "s"})->members.size(), 2U);
        QCOMPARE(reading.estate->sources.front().targets.size(), 2U);
    }

    // Lost if it fails: a person looks for a mistake in a file that is right, since it is in a row.
    void aMistakeNamesQueryAndRow_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<QString>("said");
        QTest::newRow("name") << QByteArray("{from: fleet, name: \"{instance}\"}")
                              << QStringLiteral("found \"web 1:9100\", expected a name (letters, digits, '.', '_' and "
                                                "'-', beginning with a letter or digit) (query fleet, row "
                                                "{instance=\"web 1:9100\"})\n");
        QTest::newRow("nothing left") << QByteArray("{from: fleet, name: \"{none}{instance:host}\"}")
                                      << QStringLiteral("no row of the query fleet has a column \"none\"\n");
        QTest::newRow("column") << QByteArray("{from: fleet, name: x, site: \"{instanc}\"}")
                                << QStringLiteral("no row of the query fleet has a column \"instanc\"; did you mean");
        QTest::newRow("placeholder") << QByteArray("{from: fleet, name: \"{instance:hots}\"}")
                                     << QStringLiteral("found the placeholder {instance:hots}, expected {COLUMN}");
        QTest::newRow("key") << QByteArray("{from: fleet, name: x, adress: y}")
                             << QStringLiteral("unknown key \"adress\" in \"*\"; did you mean \"address\"?");
        QTest::newRow("reference") << QByteArray("{from: fleet, name: \"{job}\", depends_on: [\"{job}x\"]}")
                                   << QStringLiteral("(query fleet, row {job=\"node\"})\n");
    }
    void aMistakeNamesQueryAndRow()
    {
        QFETCH(const QByteArray, form);
        QFETCH(const QString, said);
        const EstateReading reading =
            read("hosts: {\"*\": " + form + "}\n" + fleet, {{"fleet", {row("web 1:9100", "node")}}});
        QVERIFY(!reading.estate);
        QVERIFY2(QString::fromStdString(lines(reading)).contains(said), lines(reading).c_str());
    }

    // Lost if it fails: one wrong form fills the terminal with ten thousand lines.
    void aMistakeOfEveryRowIsSaidAFewTimes()
    {
        std::vector<QueryRow> rows;
        for (int i = 0; i < 1000; ++i)
            rows.push_back(row("web " + std::to_string(i), "node"));
        const EstateReading reading =
            read("hosts: {\"*\": {from: fleet, name: \"{instance}\"}}\n" + fleet, {{"fleet", rows}});
        QCOMPARE(reading.errors.size(), 3U);
    }

    // Lost if it fails: before the first answer, the estate is empty and looks right.
    void aQueryWithoutAnAnswerIsTheOnlyMistake()
    {
        const QByteArray text = "hosts: {\"*\": {from: fleet, name: \"{instance}\"}}\n"
                                "stores: {s: {slots: [web1]}}\n" +
                                fleet;
        const EstateReading reading = read(text, {});
        QCOMPARE(lines(reading), std::string("estate.yaml:4:3: the query fleet was not answered yet\n"));
        QCOMPARE(reading.queries.size(), 1U);
        QCOMPARE(reading.id, std::string("estate"));
        QVERIFY(read(text, {{"fleet", {row("web1", "node")}}}).estate);
    }

    // Lost if it fails: a large fleet is refused, or takes a minute.
    void tenThousandRowsFit()
    {
        std::vector<QueryRow> rows;
        for (int i = 0; i < 10000; ++i)
            rows.push_back(row("web" + std::to_string(i) + ".production.example.net:9100", "node_exporter", "york-2"));
        const EstateReading reading = read("hosts: {\"*\": {from: fleet, name: \"{instance:host}\", address: "
                                           "\"{instance:host}\", site: \"{dc}\", roles: [\"{job}\"]}}\n" +
                                               fleet,
                                           {{"fleet", rows}});
        QCOMPARE(lines(reading), std::string());
        QCOMPARE(reading.estate->subjects.size(), 10000U);
    }

    // Lost if it fails: a recording with damaged or hostile rows is shown as something else.
    void damagedRowsAreRefused()
    {
        const std::string head = "# file: estate.yaml\nhosts: {\"*\": {from: q, name: \"{a}\"}}\n"
                                 "queries: {q: {type: http, url: \"http://a/\"}}\n# file: @rows\n";
        QVERIFY(parseEstate(head + "{\"q\": [{\"a\":\"web1\"}]}\n").estate);
        for (const char *rows : {"{\"q\": [", "[]", "{\"q\": {}}", "{\"q\": [{\"a\": 1}]}", "{\"q\": [[]]}",
                                 "{\"q\": [{\"a\":\"http://u:p@h/\"}]}", "{\"q\": [{\"a\":\"\\u001b\"}]}"})
            QCOMPARE(lines(parseEstate(head + rows)), std::string("@rows: the rows of queries are damaged\n"));
    }
};

SIGNALBOX_TEST(TestQueryExpansion)
} // namespace tst_queryexpansion

#include "tst_queryexpansion.moc"
