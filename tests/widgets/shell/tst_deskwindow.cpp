// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The live window over a real session. If these fail, what is recorded is not shown, or what is wrong with the
// recording is not said.
#include <QTest>

#include <shell/deskwindow.h>
#include <shell/pageframe.h>
#include <story/plainrecording.h>
#include <story/story.h>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
/// A recording that cannot be read.
class BrokenRecording final : public Recording
{
public:
    [[nodiscard]] Expected<Extent> extent() const override { return broken(); }
    [[nodiscard]] Expected<std::vector<DatedChange>> changes(TickNumber, TickNumber) const override { return broken(); }
    [[nodiscard]] Expected<RecordedState> stateAt(TickNumber) const override { return broken(); }
    [[nodiscard]] Expected<std::vector<Frame>> frames(TickNumber, TickNumber, std::size_t) const override
    {
        return broken();
    }
    [[nodiscard]] Expected<Tick> tickAt(Moment) const override { return broken(); }
    [[nodiscard]] Expected<std::optional<Tick>> step(TickNumber, bool, StepTo) const override { return broken(); }
    [[nodiscard]] Expected<std::vector<HistoryPoint>> history(SeriesId, Moment, Moment) const override
    {
        return broken();
    }
    [[nodiscard]] Expected<std::optional<Moment>> firstFact(SeriesId, Moment) const override { return broken(); }
    [[nodiscard]] Expected<std::vector<Gap>> gaps(Moment, Moment) const override { return broken(); }

private:
    static tl::unexpected<Problem> broken() { return tl::unexpected(Problem{"a.db", "it is torn", "Restore it"}); }
};

std::unique_ptr<const Recording> tell()
{
    Story story("name: Amber Mail\nhosts:\n  web1: {address: 10.0.0.1}\n");
    story.at(0s).says("host/web1", "up", 1).tick();
    story.at(1s).says("host/web1", "node_load1", 0.5).tick();
    return std::make_unique<PlainRecording>(story.frames());
}
} // namespace

class DeskWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itShowsWhatIsRecordedAndNamesTheEstate();
    void whatCannotBeReadIsSaid();
    void noticesComeAndGo();
    void darkAndLightCanBeChanged();
};

void DeskWindowTest::itShowsWhatIsRecordedAndNamesTheEstate()
{
    const auto clock = std::make_shared<ManualClock>(Story::begin() + 1s);
    Session session(tell(), clock);
    DeskWindow window(session, Theme::Dark);
    window.show();
    QTRY_COMPARE(window.windowTitle(), u"Signalbox — Amber Mail"_s);
    QVERIFY(session.picture()->find({"host", "web1"}));
    QVERIFY(window.frame().notices().empty());
    clock->advance(10s);
    QTRY_COMPARE(window.frame().notices().size(), 1U); // no tick came: the picture stands still
}

void DeskWindowTest::whatCannotBeReadIsSaid()
{
    Session session(std::make_unique<BrokenRecording>(), std::make_shared<ManualClock>(Story::begin()));
    DeskWindow window(session, Theme::Dark);
    window.show();
    QTRY_COMPARE(window.frame().notices().size(), 1U);
    const Notice &notice = window.frame().notices().front();
    QVERIFY(notice.what.contains(u"it is torn"_s));
    QCOMPARE(notice.advice, u"Restore it"_s);
}

void DeskWindowTest::noticesComeAndGo()
{
    const auto clock = std::make_shared<ManualClock>(Story::begin() + 1s);
    Session session(tell(), clock);
    DeskWindow window(session, Theme::Dark);
    window.setRecordingNotice(Notice{State::Critical, u"Recording has paused"_s, {}, {}});
    window.setEstateNotice(Notice{State::Warning, u"The estate file has errors"_s, {}, {u"e.yaml:1:2: no"_s}});
    QCOMPARE(window.frame().notices().size(), 2U);
    window.setRecordingNotice({});
    QCOMPARE(window.frame().notices().size(), 1U);
    QCOMPARE(window.frame().notices().front().details, QStringList{u"e.yaml:1:2: no"_s});
}

void DeskWindowTest::darkAndLightCanBeChanged()
{
    applyTheme(Theme::Dark);
    Session session(tell(), std::make_shared<ManualClock>(Story::begin() + 1s));
    DeskWindow window(session, Theme::Dark);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(window.palette().color(QPalette::Window), paletteOf(Theme::Light).background);
    QTest::keyClick(&window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(window.palette().color(QPalette::Window), paletteOf(Theme::Dark).background);
}

QTEST_MAIN(DeskWindowTest)
#include "tst_deskwindow.moc"
