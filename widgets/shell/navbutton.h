// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace signalbox
{
/// A page in the list at the window's side: its name, its keys, and a bar where it is the one in front.
class NavButton final : public QToolButton
{
    Q_OBJECT
public:
    /// The action goes to the page; it is checked while the page is in front.
    NavButton(QAction *action, QWidget *parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};
} // namespace signalbox
