// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every key of the key card, pressed in the real windows. If these fail, somebody at 04:30 presses a key that is on the
// card, and nothing happens, or something else does.
#include <map>

#include <QApplication>
#include <QClipboard>
#include <QCryptographicHash>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>

#include <charts/serieschart.h>
#include <demo/demoruns.h>
#include <parts/findfield.h>
#include <parts/hostgrid.h>
#include <parts/rowtable.h>
#include <replay/replaywindow.h>
#include <replay/transportbar.h>
#include <shell/commandcatalogue.h>
#include <shell/deskwindow.h>
#include <shell/keycard.h>
#include <shell/pageframe.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_commandcatalogue
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
  web4: {address: 10.0.0.4}
  web5: {address: 10.0.0.5}
links:
  grafana: {url: 'https://grafana.example.net/?host={name}', kinds: [host]}
  runbook: {url: 'https://wiki.example.net/{name}', kinds: [host]}
runbooks:
  drain: {title: 'Drain {name}', kinds: [host], run: [/usr/bin/drain, '{name}']}
)";
constexpr const char *runId = "aaaaaaaaaaaa";

std::vector<Frame> tellStory()
{
    Story story(estate);
    const Labels root{{"mountpoint", "/"}};
    for (int second = 0; second <= 7200; second += 60) {
        story.at(second * 1s).every(60s);
        for (const auto *host : {"host/web1", "host/web2", "host/web3", "host/web4"}) {
            const bool isFull = host != std::string("host/web4") || second == 7200;
            story.says(host, "node_load1", second % 240);
            story.says(host, "node_filesystem_size_bytes", 100, root);
            story.says(host, "node_filesystem_avail_bytes", second > 3600 && isFull ? 2 : 50, root);
        }
        if (second == 4860)
            story.writes({2,
                          WallTime{},
                          "ann@desk",
                          "shelve",
                          "disk-full host/web3{mountpoint=\"/\",source=\"node\"}",
                          "known",
                          {},
                          story.picture().wall() + 24h});
        if (second == 4920)
            story.writes({3, WallTime{}, "ann@desk", "out-of-service", "host/web5", "new board"});
        if (second == 4800)
            story.writes({1, WallTime{}, "ann@desk", "acknowledge",
                          "disk-full host/web2{mountpoint=\"/\",source=\"node\"}", "on it"});
        story.tick();
    }
    return story.frames();
}
} // namespace

class CommandCatalogueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyKeyDoesSomething_data();
    void everyKeyDoesSomething();
    void noTwoCommandsShareAKey();
    void everyCommandIsAnActionOfAWindowOrAWidgetsOwn();
    void theKeyCardNamesEveryKey();

private:
    void openDesk();
    void openReplay();
    void goTo(const QString &page);
    void press(QKeyCombination keys);
    void prepare(const DeskCommand &command);
    void prepareList(const DeskCommand &command);
    void prepareCharts(const DeskCommand &command);
    void prepareChart(const DeskCommand &command);
    void prepareRun();
    [[nodiscard]] PageFrame &frame() { return m_desk ? m_desk->frame() : m_replay->frame(); }
    [[nodiscard]] QMainWindow &window() { return m_desk ? static_cast<QMainWindow &>(*m_desk) : *m_replay; }
    /// All that a person could notice.
    [[nodiscard]] QByteArray noticeable();

    QTemporaryDir m_settings;
    std::vector<Frame> m_frames;
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<Playhead> m_playhead;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RunFollower> m_runs;
    std::unique_ptr<DeskWindow> m_desk;
    std::unique_ptr<ReplayWindow> m_replay;
    QStringList m_done; ///< what the window asked of the world
};

void CommandCatalogueTest::initTestCase()
{
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QApplication::setCursorFlashTime(0); // a caret that blinks is nothing that a key did
    m_frames = tellStory();
}

void CommandCatalogueTest::init()
{
    applyTheme(Theme::Dark);
    m_done.clear();
    QApplication::clipboard()->clear();
}

void CommandCatalogueTest::cleanup()
{
    for (QWidget *dialog : QApplication::topLevelWidgets())
        if (dialog->isWindow() && qobject_cast<QDialog *>(dialog))
            delete dialog;
    m_desk.reset();
    m_replay.reset();
    m_runs.reset();
    m_session.reset();
}

void CommandCatalogueTest::openDesk()
{
    m_clock = std::make_shared<ManualClock>(m_frames[m_frames.size() - 2].tick.moment);
    m_session = std::make_unique<Session>(std::make_unique<PlainRecording>(m_frames), m_clock);
    PageContext context = contextOf(*m_session);
    context.run = [this](const QStringList &argv) -> Expected<void> {
        m_done.append(argv.join(u' '));
        return {};
    };
    context.openLink = [this](const QUrl &link) {
        m_done.append(link.toString());
        return true;
    };
    context.plan = [](const Request &, const PicturePtr &, QObject *, const Then<Plan> &then) { then(demoPlan()); };
    m_runs = std::make_unique<RunFollower>([](QObject *, auto then) {
        then(DemoJournal().confirms(runId, demoPlan()).holds("host/web4", "a new disk", 24h * 3650).runs());
    });
    connect(m_session.get(), &Session::pictureChanged, m_runs.get(), &RunFollower::showPicture);
    context.runs = m_runs.get();
    context.act = [this](const Act &act, QObject *, const Then<std::uint64_t> &then) {
        m_done.append(QString::fromStdString(act.about));
        then(1);
    };
    m_desk = std::make_unique<DeskWindow>(*m_session, Theme::Dark, context);
    m_desk->resize(1400, 900);
    m_desk->show();
    m_desk->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_desk.get()));
    QTRY_VERIFY(frame().picture() && frame().picture()->alerts.size() >= 3);
}

void CommandCatalogueTest::openReplay()
{
    m_playhead = std::make_shared<Playhead>(Moment{});
    m_session = std::make_unique<Session>(std::make_unique<PlainRecording>(m_frames), m_playhead);
    m_replay = std::make_unique<ReplayWindow>(*m_session, *m_playhead, Theme::Dark);
    m_replay->show();
    m_replay->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_replay.get()));
    auto *slider = m_replay->findChild<QSlider *>();
    QTRY_VERIFY(slider->maximum() > 10000);
    slider->setValue(slider->maximum() * 2 / 3);
    QTRY_VERIFY(frame().picture() && frame().picture()->now == m_playhead->now());
}

void CommandCatalogueTest::goTo(const QString &page)
{
    frame().openPage(page, {});
    QCOMPARE(frame().currentPage(), page);
}

void CommandCatalogueTest::press(QKeyCombination keys)
{
    QWidget *modal = QApplication::activePopupWidget();
    QWidget *target = modal ? modal : QApplication::focusWidget() ? QApplication::focusWidget() : &window();
    QTest::keyClick(target, keys.key(), keys.keyboardModifiers());
}

void CommandCatalogueTest::prepareList(const DeskCommand &command)
{
    if (command.id == "list.sort") {
        goTo(u"hosts"_s);
        auto *grid = frame().findChild<HostGrid *>();
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_Right); // holds the order
        m_clock->advance(60s);
        QTRY_VERIFY(grid->cells().isOutOfOrder());
        return;
    }
    goTo(u"findings"_s);
    auto *table = qobject_cast<RowTable *>(QApplication::focusWidget());
    QVERIFY(table && table->model()->rowCount() >= 3);
    table->setCurrentIndex(table->model()->index(1, 0));
}

void CommandCatalogueTest::prepareCharts(const DeskCommand &command)
{
    frame().openSubject({"host", "web1"});
    QTRY_VERIFY(!frame().findChildren<SeriesChart *>().isEmpty());
    const DeskCommand *other = nullptr;
    for (const DeskCommand &one : commandTable())
        if (one.id == (command.id == "charts.last-15m" ? "charts.last-6h" : "charts.last-15m"))
            other = &one;
    press(other->keys[0]);
    if (command.id == "charts.unzoom")
        press(Qt::ALT | Qt::Key_Plus);
    if (command.id == "charts.later")
        press(Qt::ALT | Qt::Key_Comma);
}

void CommandCatalogueTest::prepareChart(const DeskCommand &command)
{
    frame().openSubject({"host", "web1"});
    QTRY_VERIFY(!frame().findChildren<SeriesChart *>().isEmpty());
    SeriesChart *chart = frame().findChildren<SeriesChart *>().constFirst();
    QTRY_VERIFY(!chart->content().lines.empty());
    chart->setFocus();
    QTRY_VERIFY((QTest::keyClick(chart, Qt::Key_Left), chart->cursor().has_value()));
    QTest::keyClick(chart, Qt::Key_Left);
    if (command.id == "chart.unzoom")
        QTest::keyClick(chart, Qt::Key_Plus);
    if (command.id == "chart.later")
        QTest::keyClick(chart, Qt::Key_Left, Qt::ShiftModifier);
}

void CommandCatalogueTest::prepareRun()
{
    QTRY_VERIFY(m_runs->runs()->run(runId));
    frame().openRun(QString::fromLatin1(runId));
}

void CommandCatalogueTest::prepare(const DeskCommand &command)
{
    if (command.group == CommandGroup::InReplay) {
        openReplay();
        return;
    }
    openDesk();
    if (command.group == CommandGroup::InList)
        prepareList(command);
    else if (command.group == CommandGroup::OfCharts)
        prepareCharts(command);
    else if (command.group == CommandGroup::InChart)
        prepareChart(command);
    else if (command.group == CommandGroup::OfRun)
        prepareRun();
    else if (command.id == "go.back")
        frame().openSubject({"host", "web1"});
    else if (command.id == "subject.back-in-service")
        frame().openSubject({"host", "web5"});
    else if (command.id == "subject.release")
        frame().openSubject({"host", "web4"});
    else
        goTo(command.id == "findings" ? u"overview"_s : u"findings"_s);
    if (command.id == "alert.unacknowledge" || command.id == "alert.unshelve") // one of them is
        qobject_cast<RowTable *>(QApplication::focusWidget())->selectAll();
    if (command.id == "go.save-filter")
        for (FindField *field : frame().findChildren<FindField *>())
            if (field->isVisible())
                field->setText(u"web"_s);
    if (command.id == "view.dark")
        applyTheme(Theme::Light);
    QCoreApplication::processEvents();
}

QByteArray CommandCatalogueTest::noticeable()
{
    QByteArray all;
    QDataStream out(&all, QIODevice::WriteOnly);
    const QWidget *keyboard = QApplication::focusWidget();
    out << frame().currentPage() << (keyboard ? keyboard->accessibleName() : QString()) << window().isVisible()
        << window().isFullScreen() << QApplication::clipboard()->text() << m_done
        << window().palette().color(QPalette::Window);
    const QImage shown = window().grab().toImage();
    out << QCryptographicHash::hash({reinterpret_cast<const char *>(shown.constBits()), shown.sizeInBytes()},
                                    QCryptographicHash::Md5);
    for (const QWidget *other : QApplication::topLevelWidgets())
        if (other->isVisible() && other != &window())
            out << other->windowTitle() << QString::fromLatin1(other->metaObject()->className());
    return all;
}

void CommandCatalogueTest::everyKeyDoesSomething_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<int>("key");
    const auto &catalogue = commandCatalogue();
    for (std::size_t i = 0; i < catalogue.size(); ++i)
        for (int key = 0; key < static_cast<int>(keysOf(catalogue[i]).size()); ++key)
            QTest::addRow("%s by %s", std::string(catalogue[i].id).c_str(),
                          qPrintable(keysOf(catalogue[i])[key].toString()))
                << static_cast<int>(i) << key;
}

void CommandCatalogueTest::everyKeyDoesSomething()
{
    QFETCH(const int, command);
    QFETCH(const int, key);
    const DeskCommand &pressed = commandCatalogue()[static_cast<std::size_t>(command)];
    prepare(pressed);
    if (QTest::currentTestFailed())
        return;
    const QByteArray before = noticeable();
    QCOMPARE(noticeable(), before); // else nothing follows from a difference
    QAction *action = actionOf(window(), pressed);
    int others = 0;
    int times = 0;
    for (const QAction *each : window().findChildren<QAction *>())
        connect(each, &QAction::triggered, this, [&, each] { ++(each == action ? times : others); });
    press(pressed.keys[static_cast<std::size_t>(key)]);
    QTRY_VERIFY(noticeable() != before);
    QCOMPARE(times, pressed.isOfWidget ? 0 : 1); // its own action, and no other
    QCOMPARE(others, 0);
}

void CommandCatalogueTest::noTwoCommandsShareAKey()
{
    std::map<QKeySequence, std::string_view> takers;
    for (const DeskCommand &command : commandCatalogue())
        for (const QKeySequence &keys : keysOf(command)) {
            const auto [other, isFree] = takers.emplace(keys, command.id);
            QVERIFY2(isFree,
                     qPrintable(keys.toString() + u" is taken by "_s +
                                QString::fromUtf8(other->second.data(), static_cast<qsizetype>(other->second.size()))));
        }
}

void CommandCatalogueTest::everyCommandIsAnActionOfAWindowOrAWidgetsOwn()
{
    openDesk();
    QSet<QString> found;
    for (const QAction *action : m_desk->findChildren<QAction *>())
        found.insert(action->objectName());
    cleanup();
    openReplay();
    for (const QAction *action : m_replay->findChildren<QAction *>())
        found.insert(action->objectName());
    for (const DeskCommand &command : commandCatalogue()) {
        const QString id = QString::fromUtf8(command.id.data(), static_cast<qsizetype>(command.id.size()));
        QVERIFY2(found.contains(id) != command.isOfWidget, qPrintable(id));
    }
    // In a replay nothing acts, and it says why.
    goTo(u"findings"_s);
    const auto &acknowledge = *m_replay->findChild<QAction *>(u"alert.acknowledge"_s);
    QVERIFY(!acknowledge.isEnabled());
    QCOMPARE(refusalOf(acknowledge), u"a replay shows the past"_s);
}

void CommandCatalogueTest::theKeyCardNamesEveryKey()
{
    openDesk();
    press(Qt::Key_F1);
    const auto *card = m_desk->findChild<KeyCard *>();
    QVERIFY(card && card->isVisible());
    const QString text = keyCardText();
    for (const DeskCommand &command : commandCatalogue()) {
        if (keysOf(command).isEmpty())
            continue;
        const QString title = titleOf(command).remove(u'&');
        QVERIFY2(card->text().contains(title) && card->text().contains(keyText(command)), qPrintable(title));
        QVERIFY2(text.contains(title) && text.contains(keyText(command)), qPrintable(title));
    }
    for (const QString &line : text.split(u'\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

SIGNALBOX_TEST(CommandCatalogueTest)
} // namespace tst_commandcatalogue

#include "tst_commandcatalogue.moc"
