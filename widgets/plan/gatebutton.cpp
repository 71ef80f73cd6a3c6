// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plan/gatebutton.h>

#include <QApplication>
#include <QCursor>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <parts/tokens.h>

namespace signalbox
{
namespace
{
constexpr int holdTime = 2000; // milliseconds
} // namespace

GateButton::GateButton(QWidget *parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
    setFont(fontOf(Type::Strong));
    m_holding.setStartValue(0.0);
    m_holding.setEndValue(1.0);
    m_holding.setDuration(holdTime);
    connect(&m_holding, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&m_holding, &QVariantAnimation::finished, this, [this] {
        letGo();
        Q_EMIT opened();
    });
    connect(this, &QPushButton::clicked, this, [this] {
        if (!m_isHeld)
            Q_EMIT opened();
    });
}

void GateButton::setHeld(bool isHeld)
{
    m_isHeld = isHeld;
    if (!isHeld)
        letGo();
}

void GateButton::begin()
{
    m_pointer = QCursor::pos();
    letGo();
}

double GateButton::filled() const
{
    return m_holding.state() == QAbstractAnimation::Running ? m_holding.currentValue().toDouble() : 0;
}

void GateButton::hold()
{
    if (m_isHeld && isEnabled() && m_holding.state() != QAbstractAnimation::Running)
        m_holding.start();
}

void GateButton::letGo()
{
    m_holding.stop();
    setDown(false);
    update();
}

void GateButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        hold();
    QPushButton::keyPressEvent(event);
}

void GateButton::keyReleaseEvent(QKeyEvent *event)
{
    QPushButton::keyReleaseEvent(event); // of one that is not held, this is the press
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        letGo();
}

void GateButton::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->globalPosition().toPoint();
    if (m_pointer && (at - *m_pointer).manhattanLength() < QApplication::startDragDistance()) {
        event->accept(); // it was not meant: the same click opened the plan
        return;
    }
    m_pointer.reset();
    QPushButton::mousePressEvent(event);
    if (event->button() == Qt::LeftButton)
        hold();
}

void GateButton::mouseReleaseEvent(QMouseEvent *event)
{
    QPushButton::mouseReleaseEvent(event);
    letGo();
}

void GateButton::focusOutEvent(QFocusEvent *event)
{
    QPushButton::focusOutEvent(event);
    letGo();
}

void GateButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::EnabledChange && !isEnabled())
        letGo();
}

QSize GateButton::sizeHint() const
{
    const QSize hint = QPushButton::sizeHint();
    return {hint.width() + space(8), hint.height() + space(3)};
}

void GateButton::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    const double share = filled();
    if (!m_isHeld || share <= 0)
        return;
    QPainter painter(this);
    const int thick = space(1);
    painter.fillRect(0, height() - thick, static_cast<int>(share * width()), thick, paletteFor(palette()).focus);
}
} // namespace signalbox
