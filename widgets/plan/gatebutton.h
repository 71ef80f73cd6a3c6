// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QPushButton>
#include <QVariantAnimation>

namespace signalbox
{
/// The button at the end of a gate: it says what will happen. It is pressed by the mouse or by Space, never by Enter,
/// and never where the pointer stood when its plan came up. Where it has to be held, a bar fills while it is; to let go
/// before it is full is to think better of it.
class GateButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit GateButton(QWidget *parent);

    /// Whether it has to be held for 2 s.
    void setHeld(bool isHeld);
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    /// Another plan came up: where the pointer is now, a press does not count.
    void begin();
    /// How far it is held, 0 to 1.
    [[nodiscard]] double filled() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// Pressed, or held long enough.
    void opened();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void hold();
    void letGo();

    bool m_isHeld = false;
    QVariantAnimation m_holding;
    std::optional<QPoint> m_pointer; ///< where it was when the plan came up, until it has moved from there
};
} // namespace signalbox
