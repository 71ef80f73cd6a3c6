// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done about alerts by key. If these fail, somebody acknowledges another alert than the one they looked at, or
// believes that they did.
#include <QAction>
#include <QClipboard>
#include <QLineEdit>

#include <demo/demopicture.h>
#include <parts/command.h>
#include <parts/tokens.h>
#include <shell/alertcommands.h>
#include <shell/askbar.h>
#include <support/testprogram.h>

namespace tst_alertcommands
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class AlertCommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup();
    void anAcknowledgementIsAboutWhatWasSelected();
    void whatGotWorseMeanwhileIsNotAcknowledged();
    void severalAreActedOnAtOnce();
    void ofSeveralThoseThatWereNotWrittenAreCounted();
    void shelvingTakesReasonAndEnd();
    void aSubjectWithoutAlertsCanBeNotedAbout();
    void onlyWhatIsAcknowledgedIsTakenBack();
    void whatIsNotWrittenIsSaid();
    void linesForChatAreCopied();
    void aReplayRefusesAndSaysWhy();

private:
    void make(const PageContext &context);
    void trigger(const QString &id) { m_commands->findChild<QAction *>(id)->trigger(); }
    void answer(const QString &text);
    QString refusal(const QString &id) { return refusalOf(*m_commands->findChild<QAction *>(id)); }

    std::unique_ptr<QWidget> m_window;
    AlertCommands *m_commands = nullptr;
    PicturePtr m_picture;
    PicturePtr m_later; ///< web2's load has got worse
    std::vector<Act> m_acts;
    std::optional<Problem> m_problem;
    std::size_t m_written = 1000; ///< acts that the journal takes
    QStringList m_said;
};

void AlertCommandsTest::init()
{
    m_acts.clear();
    m_said.clear();
    m_problem.reset();
    m_written = 1000;
    DemoPicture demo;
    demo.raise("disk-full", {"host", "web1"}, Severity::Critical, "/ is 97 % full", {{"mountpoint", "/"}});
    demo.raise("load", {"host", "web2"}, Severity::Warning, "load is 9");
    demo.acknowledge("load", {"host", "web2"}, "ann");
    m_picture = demo.picture();
    demo.pass(40s).raise("load", {"host", "web2"}, Severity::Critical, "load is 99");
    m_later = demo.picture();
    PageContext context;
    context.act = [this](const Act &act, QObject *, const Then<std::uint64_t> &then) {
        m_acts.push_back(act);
        if (m_acts.size() > m_written)
            m_problem = Problem{"journal.db", "the disk is full", "Free some space"};
        then(m_problem ? Expected<std::uint64_t>(tl::unexpected(*m_problem)) : m_acts.size());
    };
    make(context);
}

void AlertCommandsTest::make(const PageContext &context)
{
    m_window = std::make_unique<QWidget>();
    auto *bar = new AskBar(m_window.get());
    m_commands = new AlertCommands(context, *bar, m_window.get());
    connect(m_commands, &AlertCommands::told, this, [this](const QString &sentence) { m_said.append(sentence); });
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_commands->setHand(m_picture, {AlertId{0}}, Subject{"host", "web1"});
}

void AlertCommandsTest::cleanup()
{
    m_window.reset();
}

void AlertCommandsTest::answer(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
}

void AlertCommandsTest::anAcknowledgementIsAboutWhatWasSelected()
{
    trigger(u"alert.acknowledge"_s);
    m_commands->setHand(m_picture, {AlertId{1}}, Subject{"host", "web2"}); // the list moved on meanwhile
    answer(u"freeing logs"_s);
    QCOMPARE(m_acts,
             (std::vector<Act>{{Act::Kind::Acknowledge, "disk-full host/web1{mountpoint=\"/\"}", "freeing logs", {}}}));
    QCOMPARE(m_said, QStringList{u"Acknowledged: disk-full host/web1"_s});
}

// Loses: somebody acknowledges a warning, and it is a critical one that is then out of everybody's way.
void AlertCommandsTest::whatGotWorseMeanwhileIsNotAcknowledged()
{
    m_commands->setHand(m_picture, {AlertId{1}}, Subject{"host", "web2"});
    trigger(u"alert.acknowledge"_s);
    m_commands->setHand(m_later, {AlertId{1}}, Subject{"host", "web2"});
    answer(u"it is the backup"_s);
    QVERIFY(m_acts.empty());
    QVERIFY2(m_said.size() == 1 && m_said[0].contains(u"got worse while you wrote"_s), qPrintable(m_said.join(u'|')));
    trigger(u"alert.acknowledge"_s);
    answer(u"it is the backup"_s);
    QCOMPARE(m_acts.size(), 1U);
}

// Loses: "Acknowledged: 2 alerts", of which one is nobody's.
void AlertCommandsTest::ofSeveralThoseThatWereNotWrittenAreCounted()
{
    m_written = 1;
    m_commands->setHand(m_picture, {AlertId{0}, AlertId{1}}, Subject{"host", "web1"});
    trigger(u"alert.acknowledge"_s);
    answer({});
    QCOMPARE(m_said.size(), 1);
    QVERIFY2(m_said[0].startsWith(u"1 of 2 not written into the journal: "_s), qPrintable(m_said[0]));
}

void AlertCommandsTest::severalAreActedOnAtOnce()
{
    m_commands->setHand(m_picture, {AlertId{0}, AlertId{1}}, Subject{"host", "web1"});
    trigger(u"alert.acknowledge"_s);
    answer({});
    QCOMPARE(m_acts.size(), 2U);
    QCOMPARE(m_acts[1].about, std::string("load host/web2"));
    QCOMPARE(m_said, QStringList{u"Acknowledged: 2 alerts"_s}); // once, when the last is written
}

void AlertCommandsTest::shelvingTakesReasonAndEnd()
{
    trigger(u"alert.shelve"_s);
    answer({}); // no reason, no shelf
    QVERIFY(m_acts.empty());
    answer(u"new disk on Monday"_s);
    QCOMPARE(m_acts.size(), 1U);
    QCOMPARE(m_acts[0].kind, Act::Kind::Shelve);
    QCOMPARE(m_acts[0].until, std::optional(m_picture->wall() + 1h));
}

void AlertCommandsTest::aSubjectWithoutAlertsCanBeNotedAbout()
{
    m_commands->setHand(m_picture, {}, Subject{"host", "web3"});
    QCOMPARE(refusal(u"alert.acknowledge"_s), u"no alert is selected"_s);
    trigger(u"alert.note"_s);
    answer(u"its fan is loud"_s);
    QCOMPARE(m_acts, (std::vector<Act>{{Act::Kind::Note, "host/web3", "its fan is loud", {}}}));
}

void AlertCommandsTest::onlyWhatIsAcknowledgedIsTakenBack()
{
    QCOMPARE(refusal(u"alert.unacknowledge"_s), u"nobody has acknowledged it"_s);
    m_commands->setHand(m_picture, {AlertId{0}, AlertId{1}}, Subject{"host", "web1"});
    trigger(u"alert.unacknowledge"_s);
    QCOMPARE(m_acts, (std::vector<Act>{{Act::Kind::Unacknowledge, "load host/web2", {}, {}}}));
}

void AlertCommandsTest::whatIsNotWrittenIsSaid()
{
    m_problem = Problem{"journal.db", "the disk is full", "Free some space"};
    trigger(u"alert.acknowledge"_s);
    answer({});
    QCOMPARE(m_said.size(), 1);
    QVERIFY(m_said[0].startsWith(u"Not written into the journal: "_s) && m_said[0].contains(u"the disk is full"_s));
}

void AlertCommandsTest::linesForChatAreCopied()
{
    m_commands->setHand(m_picture, {AlertId{0}, AlertId{1}}, Subject{"host", "web1"});
    trigger(u"alert.copy"_s);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(u"CRITICAL disk-full host/web1 {mountpoint=\"/\"}: / is 97 % full; since "_s));
    QCOMPARE(m_said, QStringList{u"Copied 2 lines"_s});
}

void AlertCommandsTest::aReplayRefusesAndSaysWhy()
{
    make(PageContext{});
    for (const QString &id : {u"alert.acknowledge"_s, u"alert.unacknowledge"_s, u"alert.shelve"_s, u"alert.note"_s})
        QCOMPARE(refusal(id), u"a replay shows the past"_s);
    QVERIFY(refusal(u"alert.explain"_s).isEmpty() && refusal(u"alert.copy"_s).isEmpty());
}

SIGNALBOX_TEST(AlertCommandsTest)
} // namespace tst_alertcommands

#include "tst_alertcommands.moc"
