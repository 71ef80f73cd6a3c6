// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <journal/act.h>
#include <support/testprogram.h>

namespace tst_act
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const WallTime now(1'750'000'000'000ms);
const std::string alert = "disk-full host/web1{mountpoint=\"/ }{ x\"}";

void addActs()
{
    using Kind = Act::Kind;
    QTest::addColumn<Act>("act");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *name, const Act &act, bool isAllowed) { QTest::newRow(name) << act << isAllowed; };
    row("acknowledge", {Kind::Acknowledge, alert, "on it", {}}, true);
    row("acknowledge for an hour", {Kind::Acknowledge, alert, "", now + 1h}, true);
    row("acknowledge a subject", {Kind::Acknowledge, "host/web1", "", {}}, false);
    row("acknowledge nothing", {Kind::Acknowledge, "", "", {}}, false);
    row("acknowledge until yesterday", {Kind::Acknowledge, alert, "", now - 24h}, false);
    row("acknowledge a broken key", {Kind::Acknowledge, "disk-full host/web1{mount", "", {}}, false);
    row("unacknowledge", {Kind::Unacknowledge, alert, "not mine", {}}, true);
    row("unacknowledge until", {Kind::Unacknowledge, alert, "", now + 1h}, false);
    row("shelve an alert", {Kind::Shelve, alert, "new disk ordered", now + 1h}, true);
    row("shelve a subject", {Kind::Shelve, "host/web1", "is being moved", now + 1h}, true);
    row("shelve for ever", {Kind::Shelve, "host/web1", "is being moved", {}}, false);
    row("shelve without a reason", {Kind::Shelve, "host/web1", " \n", now + 1h}, false);
    row("shelve everything", {Kind::Shelve, "", "tired", now + 1h}, false);
    row("unshelve", {Kind::Unshelve, "host/web1", "", {}}, true);
    row("note about nothing", {Kind::Note, "", "quiet night", {}}, true);
    row("note about a subject", {Kind::Note, "phone-server/asterisk-1.a", "seen", {}}, true);
    row("note about an alert", {Kind::Note, alert, "seen\n'); DROP TABLE entry; --", {}}, true);
    row("note about what is neither", {Kind::Note, "the web", "seen", {}}, false);
    row("note without words", {Kind::Note, "", "", {}}, false);
    row("note of a book's length", {Kind::Note, "", std::string(longestWhy + 1, 'x'), {}}, false);
    row("change", {Kind::ChangeMark, "host/web1", "new kernel", {}}, true);
    row("out of service", {Kind::OutOfService, "host/web1", "", {}}, true);
    row("out of service until", {Kind::OutOfService, "host/web1", "new board", now + 72h}, true);
    row("an alert out of service", {Kind::OutOfService, alert, "", {}}, false);
    row("back in service", {Kind::BackInService, "host/web1", "", {}}, true);
}
} // namespace

class TestAct : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actsSurviveTheJournal_data() { addActs(); }
    void actsSurviveTheJournal();
    void rowsOfOthersAreHeldToTheSameTerms_data() { addActs(); }
    void rowsOfOthersAreHeldToTheSameTerms();
    void otherRowsAreNoActs();
};

// Without it an acknowledgement would be another's, about another alert, or for another time than the person meant.
void TestAct::actsSurviveTheJournal()
{
    QFETCH(Act, act);
    QFETCH(bool, isAllowed);
    const auto row = rowOf(act, "ann@desk", now);
    QCOMPARE(row.has_value(), isAllowed);
    if (!row) {
        QVERIFY(!row.error().what.empty() && !row.error().advice.empty());
        return;
    }
    QCOMPARE(row->who, std::string("ann@desk"));
    QVERIFY(row->wall == now);
    const auto read = actOf(*row);
    QVERIFY(read);
    QVERIFY(*read == act);
}

// Without it a row that another program put there could shelve for ever.
void TestAct::rowsOfOthersAreHeldToTheSameTerms()
{
    QFETCH(Act, act);
    QFETCH(bool, isAllowed);
    const auto model = rowOf({Act::Kind::BackInService, "host/web1", "", {}}, "ann@desk", now);
    QVERIFY(model);
    constexpr const char *words[] = {"acknowledge", "unacknowledge", "shelve",         "unshelve",
                                     "note",        "change",        "out-of-service", "back-in-service"};
    JournalRow row = *model;
    row.act = words[static_cast<std::size_t>(act.kind)];
    row.what = act.about;
    row.text = act.why;
    row.until = act.until;
    QCOMPARE(actOf(row).has_value(), isAllowed);
}

// Without it what the console itself wrote down would be taken for what a person did.
void TestAct::otherRowsAreNoActs()
{
    for (const char *word : {"estate-list", "", "Acknowledge", "page-sent"})
        QVERIFY(!actOf({1, now, "signalbox@mon1", word, "host/web1", "x"}));
}

SIGNALBOX_TEST(TestAct)
} // namespace tst_act

#include "tst_act.moc"
