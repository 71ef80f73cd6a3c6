// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <alerts/causes.h>
#include <alerts/flood.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_causes
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
constexpr const char *estate = R"(name: t
hosts:
  vmhost1: {address: 192.0.2.1, site: york}
  web1: {address: 192.0.2.2, depends_on: [vmhost1], site: york}
  web2: {address: 192.0.2.3, depends_on: [web1], site: london}
  web3: {address: 192.0.2.4, depends_on: [web4]}
  web4: {address: 192.0.2.5, depends_on: [web3]}
)";

/// "host-down" of what says that it is dead, and "sick" of what is sick.
Verdict judgeDead(const SubjectView &view)
{
    for (const SubjectView::Value &dead : view.values("dead")) {
        if (dead.sample.value > 0)
            return {{{Severity::Critical, {}, "dead"}}, {}};
    }
    return {};
}

Verdict judgeSick(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &sick : view.values("sick")) {
        if (sick.sample.value > 0)
            verdict.findings.push_back({Severity::Warning, sick.series.declared.key.labels, "sick"});
    }
    return verdict;
}

const Rule hostDown{
    .id = "host-down", .title = "", .kind = "host", .metrics = {"dead"}, .guidance = "", .judge = judgeDead};
const Rule sick{.id = "sick", .title = "", .kind = "host", .metrics = {"sick"}, .guidance = "", .judge = judgeSick};
const Rule *const both[] = {&hostDown, &sick};

/// "cause: what hangs on it", in the order of the list.
QStringList listed(const Picture &picture)
{
    const auto name = [&](AlertId id) { return QString::fromStdString(alertKeyText(*picture.alerts[index(id)].key)); };
    QStringList lines;
    for (const ListedAlert &each : listedAlerts(picture)) {
        QString line = name(each.alert);
        for (const AlertId below : each.hanging)
            line += QStringLiteral(" < ") + name(below);
        lines += line;
    }
    return lines;
}
} // namespace

/// Were this wrong, one dead hypervisor would be thirty lines, and the one that matters among them.
class tst_Causes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHangsOnTheDeadIsUnderIt();
    void nothingHangsOnWhatIsOutOfTheWay();
    void aPageStandsBeforeAWarningInEveryList();
    void withoutADeadOneEachStandsForItself();
    void aCircleEnds();
    void moreThanTenInTenMinutesAreAFlood();
};

void tst_Causes::whatHangsOnTheDeadIsUnderIt()
{
    Story story(estate, both);
    story.at(1s).says("host/web2", "sick", 1).says("host/web1", "sick", 1).tick();
    story.at(2s).says("host/web1", "dead", 1).tick();
    story.at(3s).says("host/vmhost1", "dead", 1).says("host/web3", "sick", 1).tick();
    const QStringList expected{
        QStringLiteral("host-down host/vmhost1 < host-down host/web1 < sick host/web1 < sick host/web2"),
        QStringLiteral("sick host/web3")};
    QCOMPARE(listed(story.picture()), expected);
}

// Loses: planned work on a gateway hides the disk that fills behind it.
void tst_Causes::nothingHangsOnWhatIsOutOfTheWay()
{
    Story story(estate, both);
    story.at(1s).says("host/web1", "dead", 1).says("host/web2", "sick", 1).tick();
    QCOMPARE(listed(story.picture()), QStringList{QStringLiteral("host-down host/web1 < sick host/web2")});
    Act out{Act::Kind::OutOfService, "host/web1", "new memory", {}};
    story.at(2s).acts(out).tick();
    QCOMPARE(listed(story.picture()),
             (QStringList{QStringLiteral("sick host/web2"), QStringLiteral("host-down host/web1")}));
}

void tst_Causes::aPageStandsBeforeAWarningInEveryList()
{
    AlertCell warning;
    warning.state = AlertState::Raised;
    warning.severity = Severity::Warning;
    AlertCell page = warning;
    page.escalated = true;
    AlertCell critical = warning;
    critical.severity = Severity::Critical;
    AlertCell over;
    over.latched = true;
    over.worst = Severity::Critical;
    const std::vector<int> ranks{listRank(critical, false), listRank(page, false), listRank(warning, false),
                                 listRank(over, false), listRank(critical, true)};
    QVERIFY(std::is_sorted(ranks.begin(), ranks.end()));
    QCOMPARE(std::set<int>(ranks.begin(), ranks.end()).size(), ranks.size());
}

void tst_Causes::withoutADeadOneEachStandsForItself()
{
    Story story(estate, both);
    story.at(1s).says("host/web2", "sick", 1).says("host/web1", "sick", 1).tick();
    const QStringList expected{QStringLiteral("sick host/web2"), QStringLiteral("sick host/web1")};
    QCOMPARE(listed(story.picture()).size(), expected.size());
    story.at(2s).acts({Act::Kind::Acknowledge, "sick host/web2", "", {}}).tick();
    QCOMPARE(listed(story.picture()).back(), QStringLiteral("sick host/web2"));
    QVERIFY(causes(story.picture()).empty());
}

void tst_Causes::aCircleEnds()
{
    Story story(estate, both);
    story.at(1s).says("host/web3", "sick", 1).says("host/web4", "dead", 1).tick();
    QCOMPARE(listed(story.picture()), QStringList{QStringLiteral("host-down host/web4 < sick host/web3")});
}

void tst_Causes::moreThanTenInTenMinutesAreAFlood()
{
    Story story(estate, both);
    for (int i = 0; i < 10; ++i)
        story.at(1s + i * 30s).says("host/web1", "sick", 1, {{"n", std::to_string(i)}}).tick();
    QVERIFY(!flood(story.picture()).isOn);
    story.at(6min).says("host/web2", "sick", 1).tick();
    Flood found = flood(story.picture());
    QVERIFY(found.isOn);
    QCOMPARE(found.fresh.size(), std::size_t(11));
    QCOMPARE(alertKeyText(*story.picture().alerts[index(*found.first)].key), std::string("sick host/web1{n=\"0\"}"));
    QCOMPARE(found.sites.at("york"), std::size_t(10));
    QCOMPARE(found.sites.at("london"), std::size_t(1));
    QCOMPARE(found.rules.at("sick"), std::size_t(11));
    // It goes on: what it began with is no longer new, and is named still.
    for (int i = 20; i < 40; ++i)
        story.at(i * 30s).says("host/web1", "sick", 1, {{"n", std::to_string(i)}}).tick();
    found = flood(story.picture());
    QVERIFY(found.isOn && found.fresh.size() < 31);
    QCOMPARE(alertKeyText(*story.picture().alerts[index(*found.first)].key), std::string("sick host/web1{n=\"0\"}"));
    story.at(5h).tick();
    QVERIFY(!flood(story.picture()).isOn);
    // What is out of the way floods nobody.
    Story shelved(estate, both);
    shelved.at(1s).acts({Act::Kind::OutOfService, "host/web1", "", {}}).tick();
    for (int i = 0; i < 30; ++i)
        shelved.at(2s + i * 1s).says("host/web1", "sick", 1, {{"n", std::to_string(i)}}).tick();
    QVERIFY(!flood(shelved.picture()).isOn);
}

SIGNALBOX_TEST(tst_Causes)
} // namespace tst_causes

#include "tst_causes.moc"
