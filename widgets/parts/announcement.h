// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTimer>

namespace signalbox
{
/// One line that says what just happened; screen readers speak it at once, whatever has the keyboard. Takes no room
/// while there is nothing to say, and what was said falls after a while. Its role is that of an alert's message: Qt 6.4
/// has no event for an announcement.
class Announcement final : public QLabel
{
    Q_OBJECT
public:
    explicit Announcement(QWidget *parent = nullptr);
    /// Outside text is shown as text.
    void say(const QString &sentence);
    /// Nothing more to say.
    void fall();

private:
    QTimer m_fall;
};
} // namespace signalbox
