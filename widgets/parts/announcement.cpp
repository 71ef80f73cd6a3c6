// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/announcement.h>

#include <QAccessibleWidget>

#include <parts/tokens.h>

namespace signalbox
{
namespace
{
QAccessibleInterface *announcementAccess(const QString &, QObject *object)
{
    auto *announcement = qobject_cast<Announcement *>(object);
    return announcement ? new QAccessibleWidget(announcement, QAccessible::AlertMessage) : nullptr;
}
} // namespace

Announcement::Announcement(QWidget *parent)
    : QLabel(parent)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(announcementAccess);
        return true;
    }();
    Q_UNUSED(isInstalled)
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(fontOf(Type::Strong));
    using namespace std::chrono_literals;
    m_fall.setSingleShot(true);
    m_fall.setInterval(60s);
    connect(&m_fall, &QTimer::timeout, this, &Announcement::fall);
    hide();
}

void Announcement::say(const QString &sentence)
{
    setText(sentence);
    setAccessibleName(sentence);
    show();
    m_fall.start();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Announcement::fall()
{
    clear();
    setAccessibleName({});
    hide();
}
} // namespace signalbox
