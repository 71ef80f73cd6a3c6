// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QDBusConnection>
#include <QObject>
#include <QTimer>

#include <models/newalerts.h>

class QDBusPendingCallWatcher;

namespace signalbox
{
/// Tells the desktop of new alerts: org.freedesktop.Notifications (Desktop Notifications Specification 1.2), which also
/// makes the sound, by the sound theme's names. What comes within seconds of a notification is told together in the
/// next. Waits for no answer.
class DesktopNotifier final : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotifier(const QDBusConnection &bus, QObject *parent = nullptr);

    void tell(const DesktopNews &news);
    /// Called once, with the reason, when the desktop takes no notifications.
    void setFailed(std::function<void(const QString &why)> failed) { m_failed = std::move(failed); }
    /// How long what comes is kept for the next notification.
    void setPause(Milliseconds pause) { m_pause.setInterval(pause); }

private:
    void learn(const QStringList &capabilities);
    void send();

    QDBusConnection m_bus;
    std::optional<QStringList> m_capabilities; ///< nothing: not known yet
    bool m_isAsked = false;
    std::optional<DesktopNews> m_waiting;
    QTimer m_pause;
    std::function<void(const QString &)> m_failed;
};
} // namespace signalbox
