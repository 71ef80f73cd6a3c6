// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>

#include <QSignalSpy>
#include <QThread>

#include <session/session.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_session
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
std::unique_ptr<const Recording> someRecording()
{
    Story story;
    story.at(1s).says("host/web1", "a", 1).tick();
    story.at(2s).says("host/web1", "a", 2).tick();
    story.at(3s).says("host/web2", "up", 0).says("host/web2", "scrape_error", std::string("refused")).tick();
    return std::make_unique<PlainRecording>(story.frames());
}

/// Answers every question with a problem, as a file on a disk that went away does.
class BrokenRecording final : public Recording
{
public:
    Expected<Extent> extent() const override { return broken(); }
    Expected<std::vector<DatedChange>> changes(TickNumber, TickNumber) const override { return broken(); }
    Expected<RecordedState> stateAt(TickNumber) const override { return broken(); }
    Expected<std::vector<Frame>> frames(TickNumber, TickNumber, std::size_t) const override { return broken(); }
    Expected<Tick> tickAt(Moment) const override { return broken(); }
    Expected<std::optional<Tick>> step(TickNumber, bool, StepTo) const override { return broken(); }
    Expected<std::vector<HistoryPoint>> history(SeriesId, Moment, Moment) const override { return broken(); }
    Expected<std::optional<Moment>> firstFact(SeriesId, Moment) const override { return broken(); }
    Expected<std::vector<Gap>> gaps(Moment, Moment) const override { return broken(); }

private:
    static tl::unexpected<Problem> broken() { return tl::unexpected(Problem{"disk", "went away", "Look for it"}); }
};
} // namespace

/// Were this wrong, the window would wait for the disk, or show nothing and not say why.
class tst_Session : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureComesWhenAskedFor();
    void theSameSessionGoesBack();
    void aPastIsReadInParts();
    void aLongLookHoldsUpNoPicture();
    void aQuestionIsGivenUpWithItsReceiver();
    void aStepFindsTheNextEvent();
    void aDiskThatWentAwayIsSaid();
    void anAnswerForSomebodyWhoLeftIsDropped();
};

void tst_Session::aPictureComesWhenAskedFor()
{
    Session session(someRecording(), std::make_shared<ManualClock>(Story::begin() + 2s));
    QSignalSpy changed(&session, &Session::pictureChanged);
    QVERIFY(!session.picture());
    session.advance();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(session.picture()->sample(SeriesId{0}).value, 2.0);
}

void tst_Session::theSameSessionGoesBack()
{
    const auto playhead = std::make_shared<Playhead>(Story::begin() + 3s);
    Session session(someRecording(), playhead);
    session.advance();
    QTRY_VERIFY(session.picture());
    playhead->moveTo(Story::begin() + 1s);
    session.advance();
    QTRY_COMPARE(session.picture()->tick.number, TickNumber(1));
    QCOMPARE(session.picture()->sample(SeriesId{0}).value, 1.0);
}

void tst_Session::aPastIsReadInParts()
{
    Session session(someRecording(), std::make_shared<ManualClock>(Story::begin() + 3s));
    QThread *const gui = QThread::currentThread();
    std::vector<std::size_t> read;
    bool isElsewhere = true;
    std::optional<QThread *> answered;
    session.read(
        [&](const Recording &recording) {
            isElsewhere = isElsewhere && QThread::currentThread() != gui;
            read.push_back(recording.history(SeriesId{0}, Story::begin(), Story::begin() + 1min)->size());
            return read.size() == 3;
        },
        this, [&] { answered = QThread::currentThread(); });
    QTRY_VERIFY(answered);
    QCOMPARE(*answered, gui);
    QVERIFY(isElsewhere);
    QCOMPARE(read, (std::vector<std::size_t>{2, 2, 2}));
}

void tst_Session::aLongLookHoldsUpNoPicture()
{
    Session session(someRecording(), std::make_shared<ManualClock>(Story::begin() + 3s));
    QObject receiver;
    std::atomic<bool> isEnough = false;
    bool isAnswered = false;
    session.read([&](const Recording &) { return isEnough.load(); }, &receiver, [&] { isAnswered = true; });
    session.advance();
    QTRY_VERIFY(session.picture()); // while the reading goes on
    QVERIFY(!isAnswered);
    isEnough = true;
    QTRY_VERIFY(isAnswered);
}

void tst_Session::aQuestionIsGivenUpWithItsReceiver()
{
    Session session(someRecording(), std::make_shared<ManualClock>(Story::begin() + 3s));
    auto receiver = std::make_unique<QObject>();
    std::atomic<int> parts = 0;
    bool isAnswered = false;
    session.read(
        [&](const Recording &) {
            ++parts;
            return false; // would go on for ever
        },
        receiver.get(), [&] { isAnswered = true; });
    QTRY_VERIFY(parts > 2);
    receiver.reset();
    // Whoever asks next is answered behind at most one more part, and none comes after that.
    const auto answer = [&] {
        std::optional<Extent> extent;
        session.extent(this, [&](const Expected<Extent> &found) { extent = *found; });
        QTRY_VERIFY(extent);
    };
    answer();
    answer();
    const int last = parts;
    answer();
    QCOMPARE(parts.load(), last);
    QVERIFY(!isAnswered);
}

void tst_Session::aStepFindsTheNextEvent()
{
    Session session(someRecording(), std::make_shared<ManualClock>(Story::begin() + 1s));
    session.advance();
    QTRY_VERIFY(session.picture());
    std::optional<Tick> next;
    session.step(true, StepTo::Event, this, [&](const Expected<std::optional<Tick>> &tick) { next = *tick; });
    QTRY_VERIFY(next);
    QCOMPARE(next->number, TickNumber(3));
}

void tst_Session::aDiskThatWentAwayIsSaid()
{
    Session session(std::make_unique<BrokenRecording>(), std::make_shared<ManualClock>(Story::begin()));
    Problem said;
    connect(&session, &Session::failed, this, [&](const Problem &problem) { said = problem; });
    session.advance();
    QTRY_COMPARE(said.what, std::string("went away"));
}

void tst_Session::anAnswerForSomebodyWhoLeftIsDropped()
{
    Session session(someRecording(), std::make_shared<ManualClock>(Story::begin() + 3s));
    session.advance();
    QTRY_VERIFY(session.picture());
    auto receiver = std::make_unique<QObject>();
    bool isCalled = false;
    session.extent(receiver.get(), [&](const Expected<Extent> &) { isCalled = true; });
    receiver.reset();
    std::optional<Extent> extent;
    session.extent(this, [&](const Expected<Extent> &answer) { extent = *answer; });
    QTRY_VERIFY(extent);
    QVERIFY(!isCalled);
}

SIGNALBOX_TEST(tst_Session)
} // namespace tst_session

#include "tst_session.moc"
