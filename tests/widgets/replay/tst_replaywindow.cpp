// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The levers of a replay. If these fail, somebody at the review meeting looks at another moment than the title says, or
// takes the past for the present.
#include <random>

#include <QSlider>

#include <replay/replaywindow.h>
#include <replay/transportbar.h>
#include <shell/pageframe.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_replaywindow
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ReplayWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void itBeginsAtTheFirstTickAndSaysSo();
    void itBeginsWhereItWasAskedTo();
    void scrubbingShowsThatMoment();
    void stepsStopAtWhatChanged();
    void eventsAreSteppedToPastWhatMerelyChanged();
    void playingRunsToTheEndAndStops();
    void pausingKeepsTheMoment();
    void fasterIsFaster();
    void theSpaceBarPlaysWhateverPageIsInFront();
    void everyPageSurvivesEverySeek();
    void anEmptyRecordingIsSaidToBeEmpty();
    void otherRulesThanThisProgramsAreSaid();
    void everyControlHasAName();

private:
    [[nodiscard]] Moment shown() const { return m_session->picture() ? m_session->picture()->now : Moment{}; }
    std::vector<Frame> m_frames;
    std::shared_ptr<Playhead> m_playhead;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ReplayWindow> m_window;
};

void ReplayWindowTest::initTestCase()
{
    applyTheme(Theme::Dark);
    Story story("name: Amber Mail\nhosts:\n  web1: {address: 10.0.0.1}\n");
    const Labels root{{"mountpoint", "/"}};
    for (int second = 0; second <= 60; ++second) {
        story.at(second * 1s);
        if (second % 10 == 0) {
            story.says("host/web1", "node_filesystem_size_bytes", 100, root);
            story.says("host/web1", "node_filesystem_avail_bytes", second < 40 ? 50 : 2, root);
            story.says("host/web1", "node_load" + std::to_string(second / 10), 1);
            for (int born = 10; born <= second; born += 10) {
                const std::string host = "host/late" + std::to_string(born);
                story.says(host, "up", 1).says(host, "scrape_url", "http://" + host);
                if (second > born)
                    story.says(host, "scrape_duration_seconds", 0.1).says(host, "scrape_error", "refused");
            }
        }
        story.tick();
    }
    m_frames = story.frames();
}

void ReplayWindowTest::init()
{
    m_playhead = std::make_shared<Playhead>(Moment{});
    m_session = std::make_unique<Session>(std::make_unique<PlainRecording>(m_frames), m_playhead);
    m_window = std::make_unique<ReplayWindow>(*m_session, *m_playhead, Theme::Dark);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ReplayWindowTest::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void ReplayWindowTest::itBeginsAtTheFirstTickAndSaysSo()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    QTRY_VERIFY(m_window->windowTitle().contains(u"Amber Mail"_s));
    QVERIFY(m_window->windowTitle().startsWith(u"REPLAY "_s));
    QVERIFY(m_window->windowTitle().contains(m_window->transport().timeText()));
    QVERIFY(m_window->transport().timeText().endsWith(u"UTC"_s));
}

void ReplayWindowTest::itBeginsWhereItWasAskedTo()
{
    cleanup();
    m_playhead = std::make_shared<Playhead>(Moment{});
    m_session = std::make_unique<Session>(std::make_unique<PlainRecording>(m_frames), m_playhead);
    m_window = std::make_unique<ReplayWindow>(*m_session, *m_playhead, Theme::Dark);
    Timeline timeline;
    for (const Frame &frame : m_frames)
        for (const Change &change : frame.changes)
            if (const auto *anchor = std::get_if<AnchorSet>(&change))
                timeline.add(anchor->anchor);
    m_window->startAt(timeline.wallAt(m_frames[30].tick.moment));
    QTRY_COMPARE(shown(), m_frames[30].tick.moment);
}

void ReplayWindowTest::scrubbingShowsThatMoment()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    auto *slider = m_window->findChild<QSlider *>();
    QTRY_COMPARE(slider->maximum(), 600);
    slider->setValue(450);
    QTRY_COMPARE(shown(), m_frames[45].tick.moment);
    slider->setValue(100);
    QTRY_COMPARE(shown(), m_frames[10].tick.moment);
}

void ReplayWindowTest::stepsStopAtWhatChanged()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    QTest::keyClick(m_window.get(), Qt::Key_Period);
    QTRY_COMPARE(shown(), m_frames[10].tick.moment);
    QTest::keyClick(m_window.get(), Qt::Key_Period);
    QTRY_COMPARE(shown(), m_frames[20].tick.moment);
    QTest::keyClick(m_window.get(), Qt::Key_Comma);
    QTRY_COMPARE(shown(), m_frames[10].tick.moment);
}

void ReplayWindowTest::eventsAreSteppedToPastWhatMerelyChanged()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    Q_EMIT m_window->transport().stepAsked(true, StepTo::Event);
    QTRY_COMPARE(shown(), m_frames[40].tick.moment); // the disk is full
}

void ReplayWindowTest::playingRunsToTheEndAndStops()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    for (QAction *command : m_window->transport().commands())
        if (command->text() == u"×600"_s)
            command->trigger();
    QCOMPARE(m_window->transport().rate(), 600);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTRY_COMPARE(shown(), m_frames.back().tick.moment);
    QTRY_COMPARE(m_window->transport().commands().at(2)->text(), u"Play"_s);
}

void ReplayWindowTest::pausingKeepsTheMoment()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTRY_VERIFY(m_playhead->now() > m_frames.front().tick.moment);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    const Moment paused = m_playhead->now();
    m_session->advance();
    QTRY_VERIFY(shown() <= paused);
    QCOMPARE(m_playhead->now(), paused);
}

void ReplayWindowTest::fasterIsFaster()
{
    QCOMPARE(m_window->transport().rate(), 1);
    int rates = 0;
    for (QAction *command : m_window->transport().commands())
        if (command->text().startsWith(u'×')) {
            command->trigger();
            QCOMPARE(u'×' + QString::number(m_window->transport().rate()), command->text());
            ++rates;
        }
    QCOMPARE(rates, 4);
}

void ReplayWindowTest::theSpaceBarPlaysWhateverPageIsInFront()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    for (QAction *page : m_window->frame().pageActions()) {
        page->trigger();
        QAction *play = m_window->transport().commands().at(2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(play->isChecked());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(!play->isChecked());
    }
}

void ReplayWindowTest::everyPageSurvivesEverySeek()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    auto *slider = m_window->findChild<QSlider *>();
    QTRY_COMPARE(slider->maximum(), 600);
    std::mt19937 random(5);
    for (int round = 0; round < 60; ++round) {
        const auto pages = static_cast<std::size_t>(m_window->frame().pageActions().size());
        const auto page = random() % (pages + 1);
        if (page < pages)
            m_window->frame().pageActions()[static_cast<qsizetype>(page)]->trigger();
        else
            m_window->frame().openSubject({"host", "web1"});
        const auto second = random() % 61;
        slider->setValue(static_cast<int>(second * 10));
        QTRY_COMPARE(shown(), m_frames[second].tick.moment);
        QCoreApplication::processEvents();
        m_window->grab();
    }
}

void ReplayWindowTest::anEmptyRecordingIsSaidToBeEmpty()
{
    const auto playhead = std::make_shared<Playhead>(Moment{});
    Session session(std::make_unique<PlainRecording>(std::vector<Frame>()), playhead);
    ReplayWindow window(session, *playhead, Theme::Dark);
    QTRY_COMPARE(window.frame().notices().size(), 1U);
    QVERIFY(window.frame().notices().front().what.contains(u"no tick"_s));
}

// Lost if it fails: a finding that is missing is taken for one that was not wrong then.
void ReplayWindowTest::otherRulesThanThisProgramsAreSaid()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    QVERIFY(m_window->frame().notices().empty());
    cleanup();
    std::vector<Frame> frames = m_frames;
    for (Change &change : frames.front().changes) {
        if (auto *accepted = std::get_if<EstateAccepted>(&change)) {
            accepted->ruleSetHash = "other";
            accepted->programVersion = "<b>9.9</b>";
        }
    }
    m_playhead = std::make_shared<Playhead>(Moment{});
    m_session = std::make_unique<Session>(std::make_unique<PlainRecording>(frames), m_playhead);
    m_window = std::make_unique<ReplayWindow>(*m_session, *m_playhead, Theme::Dark);
    QTRY_COMPARE(m_window->frame().notices().size(), 1U);
    QVERIFY(m_window->frame().notices().front().what.contains(u"other rules"_s));
    QVERIFY(m_window->frame().notices().front().advice.contains(u"<b>9.9</b>"_s));
}

void ReplayWindowTest::everyControlHasAName()
{
    QTRY_COMPARE(shown(), m_frames.front().tick.moment);
    QCOMPARE(unnamed(*m_window).join(u' '), QString()); // the words tell which
}

SIGNALBOX_TEST(ReplayWindowTest)
} // namespace tst_replaywindow

#include "tst_replaywindow.moc"
