// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done about a subject by key. If these fail, a terminal opens on another machine than the selected one, a host
// is out of service that nobody meant, or a deploy is marked where nobody looks for it.
#include <QAction>
#include <QComboBox>
#include <QMenu>

#include <parts/command.h>
#include <parts/tokens.h>
#include <shell/askbar.h>
#include <shell/subjectcommands.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_subjectcommands
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr const char *estate = "name: Amber Mail\n"
                               "hosts:\n"
                               "  web1: {address: 10.0.0.1}\n"
                               "  web2: {address: 10.0.0.2}\n"
                               "stores: {s: {slots: [web1]}}\n"
                               "links:\n"
                               "  grafana: {url: \"https://grafana.example.net/{name}\", kinds: [host, store]}\n"
                               "  runbook: {url: \"https://wiki.example.net/{name}\", subjects: [web1]}\n";
const Subject web1{"host", "web1"};
const Subject web2{"host", "web2"};
const Subject store{"store", "s"};
} // namespace

class SubjectCommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup() { m_window.reset(); }
    void aTerminalAndTheLogAreOfTheSelectedSubject();
    void aTerminalThatDoesNotStartIsSaid();
    void oneLinkOpensAndOfSeveralEachHasADigit();
    void aChangeIsMarkedAboutWhatWasSelected();
    void aChangeOfTheWholeEstateNeedsNoSubject();
    void outOfServiceLastsUntilItIsPutBack();
    void outOfServiceMayEndByItself();
    void onlyWhatIsOutOfServiceIsPutBack();
    void whatIsNotWrittenIsSaid();
    void aReplayRefusesAndSaysWhy();

private:
    void make(const PageContext &context);
    void trigger(const QString &id) { m_commands->findChild<QAction *>(id)->trigger(); }
    void answer(const QString &text);
    QString refusal(const QString &id) { return refusalOf(*m_commands->findChild<QAction *>(id)); }

    std::unique_ptr<QWidget> m_window;
    SubjectCommands *m_commands = nullptr;
    PicturePtr m_picture;
    PicturePtr m_later; ///< web2 is out of service for an hour
    std::vector<Act> m_acts;
    QStringList m_ran;
    QStringList m_opened;
    std::optional<Problem> m_problem;
    QStringList m_said;
};

void SubjectCommandsTest::init()
{
    m_acts.clear();
    m_ran.clear();
    m_opened.clear();
    m_problem.reset();
    m_said.clear();
    Story story(estate);
    story.at(0s).says("host/web1", "up", 1).says("host/web2", "up", 1).tick();
    m_picture = story.engine().fold().publish();
    story.at(1s).acts({Act::Kind::OutOfService, "host/web2", "new board", story.picture().wall() + 1h}).tick();
    m_later = story.engine().fold().publish();
    PageContext context;
    context.run = [this](const QStringList &argv) -> Expected<void> {
        m_ran.append(argv.join(u' '));
        return m_problem ? Expected<void>(tl::unexpected(*m_problem)) : Expected<void>();
    };
    context.openLink = [this](const QUrl &link) {
        m_opened.append(link.toString());
        return true;
    };
    context.act = [this](const Act &act, QObject *, const Then<std::uint64_t> &then) {
        m_acts.push_back(act);
        then(m_problem ? Expected<std::uint64_t>(tl::unexpected(*m_problem)) : m_acts.size());
    };
    make(context);
}

void SubjectCommandsTest::make(const PageContext &context)
{
    m_window = std::make_unique<QWidget>();
    auto *bar = new AskBar(m_window.get());
    m_commands = new SubjectCommands(context, *bar, m_window.get());
    connect(m_commands, &SubjectCommands::told, this, [this](const QString &sentence) { m_said.append(sentence); });
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_commands->setHand(m_picture, web1);
}

void SubjectCommandsTest::answer(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
}

void SubjectCommandsTest::aTerminalAndTheLogAreOfTheSelectedSubject()
{
    m_commands->setHand(m_picture, web2);
    trigger(u"subject.terminal"_s);
    trigger(u"subject.log"_s);
    QCOMPARE(m_ran.size(), 2);
    QVERIFY2(m_ran[0].endsWith(u"ssh -- 10.0.0.2"_s), qPrintable(m_ran[0]));
    QVERIFY2(m_ran[1].contains(u"ssh -t -- 10.0.0.2 journalctl -n 50"_s), qPrintable(m_ran[1]));
    QCOMPARE(m_said[0], u"A terminal for host/web2 was started"_s);
    m_commands->setHand(m_picture, store);
    QVERIFY(refusal(u"subject.terminal"_s).contains(u"has no address"_s));
    m_commands->setHand(m_picture, {});
    QCOMPARE(refusal(u"subject.terminal"_s), u"no subject is selected"_s);
    QCOMPARE(refusal(u"subject.log"_s), u"no subject is selected"_s);
}

void SubjectCommandsTest::aTerminalThatDoesNotStartIsSaid()
{
    m_problem = Problem{"xterm", "is not installed", "Install it"};
    trigger(u"subject.terminal"_s);
    QVERIFY2(m_said.size() == 1 && m_said[0].startsWith(u"No terminal for host/web1: "_s),
             qPrintable(m_said.join(u'|')));
    QVERIFY(m_said[0].contains(u"is not installed"_s));
}

void SubjectCommandsTest::oneLinkOpensAndOfSeveralEachHasADigit()
{
    m_commands->setHand(m_picture, web2);
    trigger(u"subject.links"_s);
    QCOMPARE(m_opened, QStringList{u"https://grafana.example.net/web2"_s});
    m_commands->setHand(m_picture, web1);
    trigger(u"subject.links"_s);
    QWidget *menu = QApplication::activePopupWidget();
    QVERIFY(qobject_cast<QMenu *>(menu));
    QCOMPARE(menu->accessibleName(), u"Links of host/web1"_s);
    QTest::keyClick(menu, Qt::Key_2);
    QCOMPARE(m_opened.back(), u"https://wiki.example.net/web1"_s);
    m_commands->setHand(m_picture, Subject{"source", "node"});
    QCOMPARE(refusal(u"subject.links"_s), u"the estate file has no links for it"_s);
}

void SubjectCommandsTest::aChangeIsMarkedAboutWhatWasSelected()
{
    trigger(u"subject.change"_s);
    m_commands->setHand(m_picture, web2); // the list moved on meanwhile
    answer({});                           // no words, no mark
    QVERIFY(m_acts.empty());
    answer(u"shop 4.2"_s);
    QCOMPARE(m_acts, (std::vector<Act>{{Act::Kind::ChangeMark, "host/web1", "shop 4.2", {}}}));
    QCOMPARE(m_said, QStringList{u"Change marked of host/web1"_s});
}

void SubjectCommandsTest::aChangeOfTheWholeEstateNeedsNoSubject()
{
    m_commands->setHand(m_picture, {});
    QCOMPARE(refusal(u"subject.change"_s), u"no subject is selected"_s);
    trigger(u"subject.change-all"_s);
    answer(u"new resolver everywhere"_s);
    QCOMPARE(m_acts, (std::vector<Act>{{Act::Kind::ChangeMark, {}, "new resolver everywhere", {}}}));
    m_commands->setHand(m_picture, web1); // nor is it about one that is selected
    trigger(u"subject.change-all"_s);
    answer(u"and back"_s);
    QCOMPARE(m_acts.back().about, std::string());
}

void SubjectCommandsTest::outOfServiceLastsUntilItIsPutBack()
{
    trigger(u"subject.out-of-service"_s);
    m_commands->setHand(m_later, web2);
    answer({});
    QCOMPARE(m_acts, (std::vector<Act>{{Act::Kind::OutOfService, "host/web1", {}, {}}}));
    QCOMPARE(m_said, QStringList{u"Out of service: host/web1"_s});
}

void SubjectCommandsTest::outOfServiceMayEndByItself()
{
    trigger(u"subject.out-of-service"_s);
    QTest::keyClick(m_window->findChild<QComboBox *>(), Qt::Key_Down);
    m_commands->setHand(m_later, web1); // an hour from the answer on, not from the question
    answer(u"new disk"_s);
    QCOMPARE(m_acts, (std::vector<Act>{{Act::Kind::OutOfService, "host/web1", "new disk", m_later->wall() + 1h}}));
}

void SubjectCommandsTest::onlyWhatIsOutOfServiceIsPutBack()
{
    m_commands->setHand(m_picture, web2);
    QCOMPARE(refusal(u"subject.back-in-service"_s), u"it is not out of service"_s);
    m_commands->setHand(m_later, web2); // the same subject: only the picture is another
    QCOMPARE(refusal(u"subject.back-in-service"_s), QString());
    trigger(u"subject.back-in-service"_s);
    QCOMPARE(m_acts, (std::vector<Act>{{Act::Kind::BackInService, "host/web2", {}, {}}}));
    QCOMPARE(m_said, QStringList{u"Back in service: host/web2"_s});
    m_commands->setHand(m_later, web1);
    QCOMPARE(refusal(u"subject.back-in-service"_s), u"it is not out of service"_s);
}

void SubjectCommandsTest::whatIsNotWrittenIsSaid()
{
    m_problem = Problem{"journal.db", "the disk is full", "Free some space"};
    trigger(u"subject.out-of-service"_s);
    answer({});
    QCOMPARE(m_said.size(), 1);
    QVERIFY(m_said[0].startsWith(u"Not written into the journal: "_s) && m_said[0].contains(u"the disk is full"_s));
}

void SubjectCommandsTest::aReplayRefusesAndSaysWhy()
{
    make(PageContext{});
    for (const QAction *action : m_commands->actions())
        QCOMPARE(refusalOf(*action), u"a replay shows the past"_s);
    QVERIFY(m_commands->actions().size() >= 7);
}

SIGNALBOX_TEST(SubjectCommandsTest)
} // namespace tst_subjectcommands

#include "tst_subjectcommands.moc"
