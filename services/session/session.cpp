// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <session/session.h>

#include <atomic>
#include <mutex>

#include <QPointer>
#include <QThread>

#include <session/follower.h>

namespace signalbox
{
/// Lives on the worker thread; hands pictures over through one slot, of which the newest counts.
class Session::Worker : public QObject
{
public:
    Worker(std::unique_ptr<const Recording> recording, std::shared_ptr<const Clock> clock, Session &session)
        : m_recording(std::move(recording))
        , m_clock(std::move(clock))
        , m_follower(*m_recording)
        , m_session(session)
    {
        moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("session"));
        m_thread.start();
    }

    // Before the thread ends nothing of this may go: what is queued still refers to it.
    void stop()
    {
        m_thread.quit();
        m_thread.wait();
    }

    void askToAdvance()
    {
        if (!m_isAsked.exchange(true))
            QMetaObject::invokeMethod(this, [this] { advance(); });
    }

    template <class Answer>
    void ask(std::function<Answer(const Recording &)> question, QObject *receiver, std::function<void(Answer)> then)
    {
        const QPointer<QObject> guarded(receiver);
        QMetaObject::invokeMethod(this, [this, question, guarded, then] {
            auto answer = std::make_shared<Answer>(question(*m_recording));
            QMetaObject::invokeMethod(&m_session, [guarded, then, answer] {
                if (guarded)
                    then(std::move(*answer));
            });
        });
    }

    /// A question that is answered in parts.
    struct Reading {
        std::function<bool(const Recording &)> part;
        QPointer<QObject> receiver;
        std::function<void()> then;
    };

    // Each part waits in line behind what was asked meanwhile.
    void read(const Reading &reading)
    {
        QMetaObject::invokeMethod(
            this,
            [this, reading] {
                if (!reading.receiver)
                    return;
                if (!reading.part(*m_recording)) {
                    read(reading);
                    return;
                }
                QMetaObject::invokeMethod(&m_session, [reading] {
                    if (reading.receiver)
                        reading.then();
                });
            },
            Qt::QueuedConnection);
    }

    [[nodiscard]] PicturePtr picture() const
    {
        const std::lock_guard lock(m_mutex);
        return m_picture;
    }

private:
    void advance()
    {
        m_isAsked = false;
        Expected<PicturePtr> picture = m_follower.moveTo(m_clock->now());
        if (!picture) {
            QMetaObject::invokeMethod(&m_session,
                                      [this, problem = picture.error()] { Q_EMIT m_session.failed(problem); });
            return;
        }
        if (!*picture)
            return;
        {
            const std::lock_guard lock(m_mutex);
            m_picture = std::move(*picture);
        }
        if (!m_isAnnounced.exchange(true)) {
            QMetaObject::invokeMethod(&m_session, [this] {
                m_isAnnounced = false;
                Q_EMIT m_session.pictureChanged(this->picture());
            });
        }
    }

    std::unique_ptr<const Recording> m_recording;
    std::shared_ptr<const Clock> m_clock;
    Follower m_follower;
    Session &m_session;
    mutable std::mutex m_mutex;
    PicturePtr m_picture;
    std::atomic<bool> m_isAsked = false;
    std::atomic<bool> m_isAnnounced = false;
    QThread m_thread;
};

Session::Session(std::unique_ptr<const Recording> recording, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(std::move(recording), std::move(clock), *this))
{
}

Session::~Session()
{
    m_worker->stop();
}

PicturePtr Session::picture() const
{
    return m_worker->picture();
}

void Session::advance()
{
    m_worker->askToAdvance();
}

void Session::read(std::function<bool(const Recording &)> part, QObject *receiver, std::function<void()> then)
{
    m_worker->read({std::move(part), receiver, std::move(then)});
}

void Session::step(bool forward, StepTo to, QObject *receiver, std::function<void(Expected<std::optional<Tick>>)> then)
{
    const PicturePtr shown = picture();
    if (!shown)
        return;
    const TickNumber from = shown->tick.number;
    m_worker->ask<Expected<std::optional<Tick>>>(
        [from, forward, to](const Recording &recording) { return recording.step(from, forward, to); }, receiver,
        std::move(then));
}

void Session::extent(QObject *receiver, std::function<void(Expected<Extent>)> then)
{
    m_worker->ask<Expected<Extent>>([](const Recording &recording) { return recording.extent(); }, receiver,
                                    std::move(then));
}
} // namespace signalbox
