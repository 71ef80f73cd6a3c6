// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One key from an alert to the plan. If these fail, the plan is of another machine than the selected one, or nobody can
// tell why there is none.
#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QSignalSpy>

#include <demo/demoruns.h>
#include <parts/command.h>
#include <parts/tokens.h>
#include <shell/actioncommands.h>
#include <shell/askbar.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_actioncommands
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr const char *estate = R"(name: Amber Mail
hosts:
  web1: {address: 10.0.0.1}
  web2: {address: 10.0.0.2}
  web3: {address: 10.0.0.3}
  db1: {address: 10.0.0.4}
runbooks:
  drain: {title: 'Drain {name}', subjects: [web1, web2, web3], run: [/usr/bin/drain, '{name}'], most: 3}
  reboot: {title: 'Reboot {name} & wait', subjects: [web1, web2], run: [/usr/bin/reboot-it, '{name}'], most: 2}
)";
const Subject web1{"host", "web1"};
const Subject web3{"host", "web3"};
const Subject db1{"host", "db1"};
} // namespace

class ActionCommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup();
    void theOnlyOfferIsPlannedAtOnce();
    void ofSeveralEachHasADigit();
    void severalAlertsAreOnePlan();
    void whatNothingCanBeDoneToSaysSo();
    void aHoldTakesWordsAndAnEnd();
    void onlyWhatIsHeldIsReleased();
    void aReplayRefusesAndSaysWhy();

private:
    void make(const PageContext &context);
    void trigger(const QString &id) { m_commands->findChild<QAction *>(id)->trigger(); }
    QString refusal(const QString &id) { return refusalOf(*m_commands->findChild<QAction *>(id)); }
    AlertId alertOf(const Subject &subject);

    std::unique_ptr<QWidget> m_window;
    ActionCommands *m_commands = nullptr;
    PicturePtr m_picture;
    RunsPtr m_runs;
    std::unique_ptr<RunFollower> m_follower;
    PageContext m_context;
    std::vector<Act> m_acts;
    std::vector<Offer> m_wanted;
};

void ActionCommandsTest::init()
{
    m_acts.clear();
    m_wanted.clear();
    Story story(estate);
    const Labels root{{"mountpoint", "/"}};
    for (int second = 0; second <= 300; second += 10) {
        story.at(second * 1s);
        for (const auto *host : {"host/web1", "host/web2", "host/web3"})
            story.says(host, "node_filesystem_size_bytes", 100, root)
                .says(host, "node_filesystem_avail_bytes", 1, root);
        story.tick();
    }
    m_picture = story.engine().fold().publish();
    m_runs = DemoJournal().runs();
    m_follower = std::make_unique<RunFollower>([this](QObject *, auto then) { then(m_runs); });
    m_context = {};
    m_context.runs = m_follower.get();
    m_context.plan = [](const Request &, const PicturePtr &, QObject *, const Then<Plan> &) {};
    m_context.act = [this](const Act &act, QObject *, const Then<std::uint64_t> &then) {
        m_acts.push_back(act);
        then(m_acts.size());
    };
    make(m_context);
}

void ActionCommandsTest::cleanup()
{
    m_window.reset();
    m_follower.reset();
}

void ActionCommandsTest::make(const PageContext &context)
{
    m_window = std::make_unique<QWidget>();
    auto *bar = new AskBar(m_window.get());
    m_commands = new ActionCommands(context, *bar, m_window.get());
    connect(m_commands, &ActionCommands::planWanted, this, [this](const Request &request, const QString &title) {
        m_wanted.push_back({request, title});
    });
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

AlertId ActionCommandsTest::alertOf(const Subject &subject)
{
    for (std::size_t i = 0; i < m_picture->alerts.size(); ++i)
        if (m_picture->alerts[i].key && m_picture->alerts[i].key->subject == subject)
            return static_cast<AlertId>(i);
    qFatal("there is no such alert");
}

void ActionCommandsTest::theOnlyOfferIsPlannedAtOnce()
{
    m_commands->setHand(m_picture, {}, web3);
    trigger(u"subject.do"_s);
    QCOMPARE(m_wanted.size(), std::size_t{1});
    QCOMPARE(m_wanted[0].request.targets, std::vector<Subject>{web3});
    QCOMPARE(m_wanted[0].title, u"Drain web3"_s);
}

void ActionCommandsTest::ofSeveralEachHasADigit()
{
    m_commands->setHand(m_picture, {alertOf(web1)}, db1); // the alert's, not what else is selected
    trigger(u"subject.do"_s);
    QVERIFY(m_wanted.empty());
    auto *menu = m_window->findChild<QMenu *>();
    QTRY_VERIFY(menu->isVisible());
    QCOMPARE(menu->actions().size(), 2);
    QCOMPARE(menu->actions()[1]->text(), u"&2  Reboot web1 && wait"_s);
    QTest::keyClick(menu, Qt::Key_2);
    QCOMPARE(m_wanted.size(), std::size_t{1});
    QCOMPARE(m_wanted[0].title, u"Reboot web1 & wait"_s);
    QCOMPARE(m_wanted[0].request.targets, std::vector<Subject>{web1});
}

// What can be done to each of them, and to all at once.
void ActionCommandsTest::severalAlertsAreOnePlan()
{
    m_commands->setHand(m_picture, {alertOf(web3), alertOf(web1), alertOf(web1)}, {});
    trigger(u"subject.do"_s);
    QCOMPARE(m_wanted.size(), std::size_t{1});
    QCOMPARE(m_wanted[0].request.targets, (std::vector<Subject>{web1, web3}));
    QCOMPARE(m_wanted[0].title, u"Drain web1, and 1 more"_s);
}

void ActionCommandsTest::whatNothingCanBeDoneToSaysSo()
{
    m_commands->setHand(m_picture, {}, {});
    QCOMPARE(refusal(u"subject.do"_s), u"neither an alert nor a subject is selected"_s);
    m_commands->setHand(m_picture, {}, db1);
    QCOMPARE(refusal(u"subject.do"_s), u"no runbook of the estate names host/db1, and no action fits it"_s);
    QVERIFY(m_commands->offers().empty());
    m_commands->setHand(m_picture, {}, web1);
    QCOMPARE(refusal(u"subject.do"_s), QString());
    QCOMPARE(m_commands->offers().size(), std::size_t{2});
}

void ActionCommandsTest::aHoldTakesWordsAndAnEnd()
{
    m_commands->setHand(m_picture, {}, db1);
    trigger(u"subject.hold"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_acts.empty()); // by what?
    QTest::keyClicks(QApplication::focusWidget(), u"a new disk"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_acts.size(), std::size_t{1});
    QCOMPARE(m_acts[0], (Act{Act::Kind::Hold, "host/db1", "a new disk", m_picture->wall() + 1h}));
    QVERIFY(rowOf(m_acts[0], "ann@desk1", m_picture->wall()));
}

void ActionCommandsTest::onlyWhatIsHeldIsReleased()
{
    m_commands->setHand(m_picture, {}, db1);
    QCOMPARE(refusal(u"subject.release"_s), u"nobody holds it"_s);
    m_runs = DemoJournal().holds("host/db1", "a new disk", 24h * 3650).runs();
    m_follower->showPicture(m_picture);
    m_commands->setHand(m_picture, {}, db1);
    QCOMPARE(refusal(u"subject.release"_s), QString());
    trigger(u"subject.release"_s);
    QCOMPARE(m_acts.size(), std::size_t{1});
    QCOMPARE(m_acts[0], (Act{Act::Kind::Release, "host/db1", {}, {}}));
}

void ActionCommandsTest::aReplayRefusesAndSaysWhy()
{
    m_window.reset();
    make({});
    m_commands->setHand(m_picture, {}, web1);
    for (const auto &id : {u"subject.do"_s, u"subject.hold"_s, u"subject.release"_s})
        QCOMPARE(refusal(id), u"a replay shows the past"_s);
    QVERIFY(m_commands->offers().empty());
}

SIGNALBOX_TEST(ActionCommandsTest)
} // namespace tst_actioncommands

#include "tst_actioncommands.moc"
