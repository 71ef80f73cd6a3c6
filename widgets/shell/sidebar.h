// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QLabel;

namespace signalbox
{
/// The list of pages at the window's side; in a replay a badge above it says so.
class SideBar final : public QWidget
{
public:
    SideBar(const QList<QAction *> &pages, bool isReplay, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dressBadge();

    QLabel *m_badge = nullptr; ///< null: this is the present
};
} // namespace signalbox
