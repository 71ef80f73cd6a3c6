// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>

#include <drafting/estatedifference.h>
#include <drafting/estatedrafttext.h>
#include <estate/estatereader.h>
#include <support/testprogram.h>

namespace tst_estatedraft
{
using namespace signalbox;

namespace
{
std::string contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

const QString corpus = QStringLiteral(SIGNALBOX_TEST_DATA "/prometheus/");

MonitoredTarget target(const std::string &instance, const std::string &job, const Labels &more = {})
{
    MonitoredTarget target{job, instance, {}, false, more};
    return target;
}

const DraftHost *find(const EstateDraft &draft, const std::string &name)
{
    const auto host =
        std::find_if(draft.hosts.begin(), draft.hosts.end(), [&](const DraftHost &each) { return each.name == name; });
    return host == draft.hosts.end() ? nullptr : &*host;
}

Estate estateOf(const EstateDraft &draft)
{
    const EstateReading reading = parseEstate(estateDraftText(draft, "http://prometheus:9090"));
    if (!reading.estate)
        qFatal("%s", reading.errors.front().line().c_str());
    return *reading.estate;
}
} // namespace

class TestEstateDraft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: somebody's own fleet comes without its machines, or they stand at the wrong place.
    void whatAPrometheusMonitorsBecomesAnEstate()
    {
        const auto targets = readTargets(contentOf(corpus + QStringLiteral("good/targets.json")));
        QVERIFY2(targets, targets ? "" : targets.error().sentence().c_str());
        const EstateDraft draft = draftEstate(*targets);
        const Estate estate = estateOf(draft);
        QCOMPARE(estate.subjects.size(), 7U);
        const Declared *web1 = estate.find({"host", "web1"});
        QVERIFY(web1);
        QCOMPARE(web1->address, std::string("web1"));
        QCOMPARE(web1->site, std::string("york"));
        QCOMPARE(web1->roles, (std::vector<std::string>{"cyrus-imap", "node"}));
        const Declared *six = estate.find({"host", "2001-db8--1"});
        QVERIFY(six);
        QCOMPARE(six->address, std::string("2001:db8::1"));
        QCOMPARE(six->site, std::string("leeds"));
        QVERIFY(estate.find({"host", "true"}));    // YAML 1.1 would take it for a boolean
        QVERIFY(estate.find({"host", "router1"})); // probed, and asked in no other way
        QCOMPARE(draft.probed, std::vector<std::string>{"https://www.example.net/a"});
        QCOMPARE(estate.sources.size(), 1U);
        QCOMPARE(estate.sources.front().type, std::string("prometheus"));
    }

    // Lost if it fails: with Thanos or VictoriaMetrics there is no way to begin.
    void theSeriesUpTellsTheSame()
    {
        const auto series = readUpSeries(contentOf(corpus + QStringLiteral("good/up.json")));
        QVERIFY2(series, series ? "" : series.error().sentence().c_str());
        const auto targets = readTargets(contentOf(corpus + QStringLiteral("good/targets.json")));
        QCOMPARE(estateOf(draftEstate(*series)).text, estateOf(draftEstate(*targets)).text);
    }

    // Lost if it fails: a login page or a cut reply is taken for an empty fleet.
    void whatIsNoAnswerIsSaid_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("said");
        QTest::newRow("cut") << QStringLiteral("truncated/targets.json") << QStringLiteral("cut off");
        QTest::newRow("cut up") << QStringLiteral("truncated/up.json") << QStringLiteral("cut off");
        QTest::newRow("empty") << QStringLiteral("truncated/empty.json") << QStringLiteral("no JSON");
        QTest::newRow("html") << QStringLiteral("hostile/signin.html") << QStringLiteral("no JSON but \"<!doctype");
        QTest::newRow("error") << QStringLiteral("hostile/error.json")
                               << QStringLiteral("it says: parse \\x1b[31merror");
        QTest::newRow("no labels") << QStringLiteral("hostile/nolabels.json") << QStringLiteral("without labels");
        QTest::newRow("list") << QStringLiteral("hostile/list.json") << QStringLiteral("not of Prometheus");
        QTest::newRow("deep") << QStringLiteral("hostile/deep.json") << QStringLiteral("no JSON");
    }
    void whatIsNoAnswerIsSaid()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, said);
        const auto targets = readTargets(contentOf(corpus + file));
        QVERIFY(!targets);
        QVERIFY2(targets.error().what.find(said.toStdString()) != std::string::npos, targets.error().what.c_str());
    }

    // Lost if it fails: a target's name breaks out of the file, or puts a password into it.
    void namesFromOutsideAreData()
    {
        const auto targets = readTargets(contentOf(corpus + QStringLiteral("hostile/names.json")));
        QVERIFY(targets);
        const EstateDraft draft = draftEstate(*targets);
        const std::string text = estateDraftText(draft, "http://prometheus:9090");
        QVERIFY(text.find("secret") == std::string::npos);
        QVERIFY(text.find("\x1b") == std::string::npos);
        const Estate estate = estateOf(draft);
        QVERIFY(estate.find({"host", "web-1"}));
        QVERIFY(estate.find({"host", "web-1-2"})); // web!1 beside "web 1"
        QVERIFY(!draft.notes.empty());
    }

    // Lost if it fails: hosts are called by addresses though Prometheus knows their names.
    void aLabelNamesABareAddress()
    {
        const EstateDraft draft = draftEstate(
            {target("10.0.0.7:9100", "node", {{"nodename", "imap7"}}), target("10.0.0.7:9187", "postgres", {})});
        QCOMPARE(draft.hosts.size(), 1U);
        QCOMPARE(draft.hosts.front().name, std::string("imap7"));
        QCOMPARE(draft.hosts.front().address, std::string("10.0.0.7"));
        QCOMPARE(draft.hosts.front().roles, (std::vector<std::string>{"node", "postgres"}));
    }

    // Lost if it fails: whoever calls their sites otherwise has none.
    void theLabelOfTheSiteCanBeNamed()
    {
        const std::vector<MonitoredTarget> targets{target("a:1", "node", {{"rack", "r7"}, {"site", "york"}})};
        QCOMPARE(find(draftEstate(targets), "a")->site, std::string("york"));
        QCOMPARE(find(draftEstate(targets, "rack"), "a")->site, std::string("r7"));
        QCOMPARE(find(draftEstate(targets, "none"), "a")->site, std::string());
    }

    // Lost if it fails: init run again tells of nothing, or of what a person added on purpose.
    void aSecondLookTellsWhatIsDifferent()
    {
        const Estate estate = estateOf(draftEstate({target("10.0.0.1:1", "node", {{"dc", "york"}, {"node", "old"}}),
                                                    target("b:1", "node", {{"dc", "york"}}), target("c:1", "node")}));
        const EstateDraft now = draftEstate({target("10.0.0.1:1", "node", {{"dc", "leeds"}, {"node", "renamed"}}),
                                             target("b:1", "node"), target("b:2", "mysql"), target("d:1", "node")});
        const EstateDifference difference = differenceOf(estate, now);
        QCOMPARE(difference.added.size(), 1U);
        QCOMPARE(difference.added.front().name, std::string("d"));
        QCOMPARE(difference.gone, std::vector<std::string>{"c"});
        QCOMPARE(difference.changed.size(), 2U);
        QCOMPARE(difference.changed.back().host, std::string("old")); // the same by its address
        QCOMPARE(difference.changed.back().monitoredSite, std::string("leeds"));
        QCOMPARE(difference.changed.front().missingRoles, std::vector<std::string>{"mysql"});
        QVERIFY(differenceOf(estateOf(now), now).isEmpty());
    }

    // Lost if it fails: a large fleet gives a file that the reader refuses.
    void tenThousandHostsFit()
    {
        std::vector<MonitoredTarget> targets;
        for (int i = 0; i < 10000; ++i)
            targets.push_back(target("web" + std::to_string(i) + ".production.example.net:9100", "node_exporter",
                                     {{"datacenter", "york-2"}}));
        QCOMPARE(estateOf(draftEstate(targets)).subjects.size(), 10000U);
    }
};

SIGNALBOX_TEST(TestEstateDraft)
} // namespace tst_estatedraft

#include "tst_estatedraft.moc"
