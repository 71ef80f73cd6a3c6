// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// storm [FINDINGS SECONDS]: so many findings arrive within so many seconds, through the real rules, while somebody
// types into the field above the list of findings. Prints how long the window's thread was busy with one event at a
// time, how long an event had to wait for it, and how long a frame took to paint. Exit status 1: some of it took more
// than 50 ms, or a finding was lost. On a loaded machine the columns in CPU time are those that tell.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <mutex>

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QThread>
#include <QTimer>

#include <pages/page.h>
#include <parts/findfield.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <rules/rule.h>
#include <watching/engine.h>

#include "effort.h"

using namespace signalbox;
using namespace signalbox::bench;

namespace signalbox::pages::findings
{
extern const PageType item;
} // namespace signalbox::pages::findings

namespace
{
constexpr double longestFrame = 50; // ms
constexpr std::array<double, 8> bounds{1, 2, 5, 10, 20, 33, 50, 100};

double threadMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// How often something took how long.
class Histogram
{
public:
    explicit Histogram(const char *name)
        : m_name(name)
    {
    }
    void add(double milliseconds)
    {
        const auto bound = std::lower_bound(bounds.begin(), bounds.end(), milliseconds);
        ++m_counts[static_cast<std::size_t>(bound - bounds.begin())];
        m_all.push_back(milliseconds);
        m_worst = std::max(m_worst, milliseconds);
    }
    [[nodiscard]] double worst() const { return m_worst; }
    void print() const
    {
        std::printf("%-34s", m_name);
        for (const std::size_t count : m_counts)
            std::printf(" %7zu", count);
        std::printf("   p50 %.2f, p99 %.2f, worst %.1f ms\n", m_all.empty() ? 0 : percentile(m_all, 0.5),
                    m_all.empty() ? 0 : percentile(m_all, 0.99), worst());
    }

private:
    const char *m_name;
    std::array<std::size_t, bounds.size() + 1> m_counts{};
    std::vector<double> m_all;
    double m_worst = 0;
};

/// Measures every event that the window's thread works on, from outside.
class MeasuringApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        ++m_depth;
        const bool isFrame = event->type() == QEvent::UpdateRequest;
        const double wall = wallMilliseconds();
        const double cpu = threadMilliseconds();
        const QByteArray what = receiver->metaObject()->className() + QByteArray(", event ") +
                                QByteArray::number(static_cast<int>(event->type()));
        const bool done = QApplication::notify(receiver, event);
        if (threadMilliseconds() - cpu > busy.worst())
            worst = what;
        busyWall.add(wallMilliseconds() - wall);
        busy.add(threadMilliseconds() - cpu);
        if (isFrame)
            painting.add(threadMilliseconds() - cpu);
        --m_depth;
        return done;
    }

    Histogram busy{"one event, CPU"};
    Histogram busyWall{"one event, wall"};
    Histogram painting{"painting a frame, CPU"};
    QByteArray worst; ///< class of who got the event that took longest, and the event's type (QEvent::Type)

private:
    int m_depth = 0;
};

/// Ten times a second, on a thread of its own, the engine is told of more alerts, and a picture made.
class Weather final : public QObject
{
public:
    Weather(std::size_t findings, std::size_t seconds, std::function<void(PicturePtr)> show)
        : m_findings(findings)
        , m_step(findings / (seconds * 10))
        , m_show(std::move(show))
        , m_engine(rules::all())
    {
        moveToThread(&m_thread);
        connect(&m_thread, &QThread::started, this, [this] {
            auto *timer = new QTimer(this);
            timer->setTimerType(Qt::PreciseTimer);
            connect(&m_thread, &QThread::finished, timer, &QObject::deleteLater);
            connect(timer, &QTimer::timeout, this, &Weather::tell);
            timer->start(100);
        });
        m_thread.start();
    }
    ~Weather() override
    {
        m_thread.quit();
        m_thread.wait();
    }
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    void tell()
    {
        if (m_said >= m_findings) {
            m_isOver = true;
            return;
        }
        Frame frame;
        ++m_tick;
        frame.tick = {m_tick, Moment(Milliseconds(1'767'225'600'000 + static_cast<std::int64_t>(m_tick) * 100)), 0};
        if (m_tick == 1)
            frame.changes.emplace_back(
                AnchorSet{{frame.tick.moment, WallTime(frame.tick.moment.time_since_epoch()), {}, "boot"}});
        for (std::size_t end = std::min(m_said + m_step, m_findings); m_said < end; ++m_said)
            say(m_said, frame);
        for (Change &change : m_engine.numbering().takeNew())
            frame.changes.push_back(std::move(change));
        std::sort(frame.facts.begin(), frame.facts.end(),
                  [](const Fact &a, const Fact &b) { return a.series < b.series; });
        m_engine.complete(frame);
        m_show(m_engine.fold().publish());
    }

    void say(std::size_t i, Frame &frame)
    {
        static const char *const severities[] = {"warning", "critical", "warning", "warning"};
        const Subject host{"host", "imap" + std::to_string(i * 7919 % 5000)};
        const Labels labels{{"alertname", "MailQueue" + std::to_string(i % 30)},
                            {"instance", "queue" + std::to_string(i)},
                            {"severity", severities[i % 4]}};
        const auto seriesOf = [&](const char *metric) {
            return m_engine.numbering().series({host, metric, labels, "alertmanager"}, "", Milliseconds(15'000));
        };
        const TextId summary =
            m_engine.numbering().text("the queue to " + std::to_string(i) + ".example does not move");
        frame.facts.push_back({seriesOf("alertmanager_alert"), FactKind::Number, frame.tick.moment, 1});
        frame.facts.push_back({seriesOf("alertmanager_alert_summary"), FactKind::Text, frame.tick.moment,
                               static_cast<double>(index(summary))});
    }

    std::size_t m_findings;
    std::size_t m_step;
    std::function<void(PicturePtr)> m_show;
    Engine m_engine;
    std::size_t m_said = 0;
    TickNumber m_tick = 0;
    std::atomic<bool> m_isOver = false;
    QThread m_thread;
};

/// Somebody who types what is sought, letter by letter, takes it back, and begins again.
class Typist final : public QObject
{
public:
    explicit Typist(QWidget &field)
        : m_field(field)
    {
        auto *timer = new QTimer(this);
        timer->setTimerType(Qt::PreciseTimer);
        connect(timer, &QTimer::timeout, this, &Typist::press);
        timer->start(130);
    }

private:
    void press()
    {
        // '<' is the key that takes a letter back.
        static const QString keys = QStringLiteral("imap12<<<<<<queue 77<<<<<<<<critical<<<<<<<<");
        const QChar letter = keys[m_next++ % keys.size()];
        const bool isBack = letter == u'<';
        const int key = isBack ? static_cast<int>(Qt::Key_Backspace) : letter.toUpper().unicode();
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease})
            QApplication::postEvent(&m_field, new QKeyEvent(type, key, Qt::NoModifier, isBack ? QString() : letter));
    }

    QWidget &m_field;
    qsizetype m_next = 0;
};

/// Asks again and again, from another thread, how long an event waits for its turn.
class Pulse final : public QObject
{
public:
    explicit Pulse(QObject &window)
        : m_window(window)
    {
        moveToThread(&m_thread);
        connect(&m_thread, &QThread::started, this, [this] {
            auto *timer = new QTimer(this);
            timer->setTimerType(Qt::PreciseTimer);
            connect(&m_thread, &QThread::finished, timer, &QObject::deleteLater);
            connect(timer, &QTimer::timeout, this, &Pulse::beat);
            timer->start(5);
        });
        m_thread.start();
    }
    ~Pulse() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    Histogram waiting{"an event waits, wall"};

private:
    void beat()
    {
        if (m_isOnItsWay.exchange(true))
            return;
        QMetaObject::invokeMethod(&m_window, [this, sent = wallMilliseconds()] {
            waiting.add(wallMilliseconds() - sent);
            m_isOnItsWay = false;
        });
    }

    QObject &m_window;
    std::atomic<bool> m_isOnItsWay = false;
    QThread m_thread;
};

struct Outcome {
    std::size_t listed = 0;
    bool isTyped = false; ///< the filter was at work
};

Outcome run(std::size_t findings, std::size_t seconds, Histogram &waiting)
{
    QWidget window;
    const std::unique_ptr<Page> page(pages::findings::item.make({}, &window));
    (new QVBoxLayout(&window))->addWidget(page.get());
    window.resize(1600, 1000);
    window.show();
    auto *field = window.findChild<FindField *>();
    field->setFocus();
    QApplication::processEvents();
    Outcome outcome;
    const auto *table = window.findChild<RowTable *>();
    {
        Pulse pulse(window);
        const Typist typist(*field);
        std::mutex mutex;
        PicturePtr newest; // of what waits only the newest is shown, as in a session
        const Weather weather(findings, seconds, [&](PicturePtr picture) {
            const std::lock_guard lock(mutex);
            const bool isAnnounced = newest != nullptr;
            newest = std::move(picture);
            if (isAnnounced)
                return;
            QMetaObject::invokeMethod(&window, [&] {
                PicturePtr shown;
                {
                    const std::lock_guard taking(mutex);
                    shown = std::exchange(newest, nullptr);
                }
                page->showPicture(shown);
            });
        });
        while (!weather.isOver()) {
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
            outcome.isTyped = outcome.isTyped || table->rows().rowCount() != table->rows().rowsBeforeFilter();
        }
        QApplication::processEvents();
        waiting = pulse.waiting;
    }
    QApplication::processEvents(); // the last key, before all is taken back
    field->clear();
    while (!table->rows().isSettled())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    outcome.listed = static_cast<std::size_t>(table->rows().rowCount());
    return outcome;
}
} // namespace

int main(int count, char **arguments)
{
    const std::size_t findings = count == 3 ? std::strtoul(arguments[1], nullptr, 10) : 100'000;
    const std::size_t seconds = count == 3 ? std::strtoul(arguments[2], nullptr, 10) : 10;
    if ((count != 1 && count != 3) || seconds == 0 || findings < seconds * 10) {
        std::fputs("storm [FINDINGS SECONDS]\n", stderr);
        return 1;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    MeasuringApplication application(count, arguments);
    applyTheme(Theme::Dark);
    Histogram waiting("an event waits, wall");
    const Outcome outcome = run(findings, seconds, waiting);
    std::printf("%-34s", "up to ms");
    for (const double bound : bounds)
        std::printf(" %7.0f", bound);
    std::printf("    more\n");
    for (const Histogram *each : {&application.busy, &application.busyWall, &application.painting, &waiting})
        each->print();
    std::printf("longest: %s\n", application.worst.constData());
    std::printf("%zu of %zu findings are listed\n", outcome.listed, findings);
    const bool isSmooth = application.busy.worst() <= longestFrame && application.painting.worst() <= longestFrame;
    return isSmooth && outcome.isTyped && outcome.listed == findings ? 0 : 1;
}
