// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The live window over a real session. If these fail, what is recorded is not shown, or what is wrong with the
// recording is not said.
#include <QAccessible>
#include <QTemporaryDir>

#include <parts/announcement.h>
#include <shell/desksettings.h>
#include <shell/deskwindow.h>
#include <shell/pageframe.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_deskwindow
{
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
    void whatIsNewIsToldUnlessTheDeskIsQuiet_data();
    void whatIsNewIsToldUnlessTheDeskIsQuiet();
    void aScreenReaderHearsOfNewAlertsAlone();

private:
    QTemporaryDir m_settings;
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

void DeskWindowTest::whatIsNewIsToldUnlessTheDeskIsQuiet_data()
{
    QTest::addColumn<double>("available");
    QTest::addColumn<bool>("quiet");
    QTest::addColumn<int>("told");
    QTest::addColumn<bool>("sounds");
    QTest::newRow("a warning") << 10.0 << false << 1 << true;
    QTest::newRow("critical") << 2.0 << false << 1 << true;
    QTest::newRow("quiet, a warning") << 10.0 << true << 0 << false;
    QTest::newRow("quiet, critical") << 2.0 << true << 1 << false;
}

void DeskWindowTest::whatIsNewIsToldUnlessTheDeskIsQuiet()
{
    QFETCH(const double, available);
    QFETCH(const bool, quiet);
    QFETCH(const int, told);
    QFETCH(const bool, sounds);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    DeskSettings().setQuiet(quiet);
    const Labels root{{"mountpoint", "/"}};
    Story story("name: Amber Mail\nhosts:\n  web1: {address: 10.0.0.1}\n");
    for (const double left : {50.0, available}) {
        story.at(left > 20 ? 0s : 1s).says("host/web1", "node_filesystem_size_bytes", 100, root);
        story.says("host/web1", "node_filesystem_avail_bytes", left, root).tick();
    }
    const auto clock = std::make_shared<ManualClock>(Story::begin());
    Session session(std::make_unique<PlainRecording>(story.frames()), clock);
    DeskWindow window(session, Theme::Dark);
    std::vector<DesktopNews> news;
    window.setDesktop([&](const DesktopNews &one) { news.push_back(one); });
    window.show();
    QTRY_VERIFY(window.frame().picture());
    clock->advance(1s);
    const auto *line = window.findChild<Announcement *>();
    QTRY_VERIFY(line->text().startsWith(u"New: "_s)); // the window says it, quiet or not
    QCOMPARE(static_cast<int>(news.size()), told);
    if (told > 0) {
        QCOMPARE(news[0].sounds, sounds);
        QCOMPARE(news[0].worst, available < 5 ? Severity::Critical : Severity::Warning);
        QVERIFY(news[0].lines[0].contains(u"disk-full host/web1"_s));
    }
}

// Loses: who cannot see the screen learns of no new alert, or is told of the old ones again and again.
// That Qt sends the event cannot be seen here: without a screen reader it sends none.
void DeskWindowTest::aScreenReaderHearsOfNewAlertsAlone()
{
    const Labels root{{"mountpoint", "/"}};
    Story story("name: Amber Mail\nhosts:\n  web1: {address: 10.0.0.1}\n  web2: {address: 10.0.0.2}\n");
    for (const int second : {0, 1, 2, 3}) {
        story.at(second * 1s);
        for (const auto *host : {"host/web1", "host/web2"}) {
            const bool isFull = host == std::string("host/web1") || second >= 2;
            story.says(host, "node_filesystem_size_bytes", 100, root);
            story.says(host, "node_filesystem_avail_bytes", isFull ? 2 : 50 + second, root);
        }
        story.tick();
    }
    const auto clock = std::make_shared<ManualClock>(Story::begin());
    Session session(std::make_unique<PlainRecording>(story.frames()), clock);
    DeskWindow window(session, Theme::Dark);
    window.show();
    auto *line = window.findChild<Announcement *>();
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(line);
    QVERIFY(spoken && spoken->role() == QAccessible::AlertMessage);
    const auto shows = [&](int second) {
        return window.frame().picture() && window.frame().picture()->now == Story::begin() + second * 1s;
    };
    QTRY_VERIFY(shows(0));
    QCOMPARE(window.frame().picture()->alerts.size(), 1U);
    clock->advance(1s);
    QTRY_VERIFY(shows(1));
    QCOMPARE(spoken->text(QAccessible::Name), QString()); // web1's was there before the window
    clock->advance(1s);
    QTRY_VERIFY(spoken->text(QAccessible::Name).startsWith(u"New: critical: host/web2: "_s));
    line->fall();
    clock->advance(1s);
    QTRY_VERIFY(shows(3));
    QCOMPARE(spoken->text(QAccessible::Name), QString()); // it is old by now
}

SIGNALBOX_TEST(DeskWindowTest)
} // namespace tst_deskwindow

#include "tst_deskwindow.moc"
