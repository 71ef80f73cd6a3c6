// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <notifying/desktopnotifier.h>

#include <QApplication>
#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingReply>

namespace signalbox
{
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr qsizetype mostLines = 5;

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s,
                                          u"org.freedesktop.Notifications"_s, method);
}

QString bodyOf(const DesktopNews &news, bool isMarkup)
{
    QStringList lines = news.lines.mid(0, mostLines);
    if (news.lines.size() > mostLines)
        lines.append(DesktopNotifier::tr("… and %1 more").arg(news.lines.size() - mostLines));
    const QString body = lines.join(u'\n');
    return isMarkup ? body.toHtmlEscaped() : body; // outside text is never markup
}

QVariantMap hintsOf(const DesktopNews &news)
{
    const bool isUrgent = news.worst >= Severity::Critical;
    QVariantMap hints{{u"urgency"_s, QVariant::fromValue<uchar>(isUrgent ? 2 : 1)},
                      {u"desktop-entry"_s, u"org.signalbox.Signalbox"_s}};
    if (news.sounds)
        hints[u"sound-name"_s] = isUrgent ? u"dialog-error"_s : u"dialog-warning"_s;
    else
        hints[u"suppress-sound"_s] = true;
    return hints;
}
} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(5s);
    connect(&m_pause, &QTimer::timeout, this, &DesktopNotifier::send);
}

void DesktopNotifier::tell(const DesktopNews &news)
{
    if (m_waiting) {
        m_waiting->worst = std::max(m_waiting->worst, news.worst);
        m_waiting->lines += news.lines;
        m_waiting->sounds |= news.sounds;
        m_waiting->title = tr("%1 new alerts").arg(m_waiting->lines.size());
    } else {
        m_waiting = news;
    }
    send();
}

void DesktopNotifier::learn(const QStringList &capabilities)
{
    m_capabilities = capabilities;
    send();
}

void DesktopNotifier::send()
{
    if (!m_waiting || m_pause.isActive())
        return;
    if (!m_capabilities) {
        if (std::exchange(m_isAsked, true))
            return;
        auto *asked = new QDBusPendingCallWatcher(m_bus.asyncCall(callOf(u"GetCapabilities"_s)), this);
        connect(asked, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *answer) {
            answer->deleteLater();
            const QDBusPendingReply<QStringList> reply = *answer;
            m_isAsked = false;
            if (reply.isError()) {
                m_waiting.reset(); // the window shows them; a desktop that comes later is asked with the next
                if (const auto failed = std::exchange(m_failed, {}))
                    failed(reply.error().message());
                return;
            }
            learn(reply.value());
        });
        return;
    }
    const DesktopNews news = *std::exchange(m_waiting, {});
    QDBusMessage call = callOf(u"Notify"_s);
    call << u"Signalbox"_s << 0U << u"org.signalbox.Signalbox"_s << news.title
         << bodyOf(news, m_capabilities->contains(u"body-markup"_s)) << QStringList() << hintsOf(news) << -1;
    m_bus.asyncCall(call);
    // Where the desktop makes no sounds, the bell is for what is worst.
    if (news.sounds && news.worst >= Severity::Critical && !m_capabilities->contains(u"sound"_s))
        QApplication::beep();
    m_pause.start();
}
} // namespace signalbox
