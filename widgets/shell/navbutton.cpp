// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/navbutton.h>

#include <QAction>
#include <QPainter>

#include <parts/tokens.h>

namespace signalbox
{
NavButton::NavButton(QAction *action, QWidget *parent)
    : QToolButton(parent)
{
    setDefaultAction(action);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(action->text());
    setAttribute(Qt::WA_Hover);
}

QSize NavButton::sizeHint() const
{
    const QFontMetrics metrics(fontOf(Type::Strong));
    const QFontMetrics small(fontOf(Type::Small));
    const int keys = small.horizontalAdvance(QStringLiteral("Ctrl+0"));
    return {std::max(space(34), metrics.horizontalAdvance(text()) + keys + space(10)), metrics.height() + space(3)};
}

void NavButton::paintEvent(QPaintEvent *)
{
    const Palette &palette = paletteFor(this->palette());
    QPainter painter(this);
    const bool isLit = isChecked() || underMouse();
    if (isLit)
        painter.fillRect(rect(), isChecked() ? palette.selection : palette.background);
    if (isChecked())
        painter.fillRect(0, 0, std::max(2, space(1) * 3 / 4), height(), palette.focus);
    if (hasFocus()) {
        painter.setPen(palette.focus);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    const QRect box = rect().adjusted(space(4), 0, -space(3), 0);
    painter.setFont(fontOf(isChecked() ? Type::Strong : Type::Body));
    painter.setPen(palette.text);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
    painter.setFont(fontOf(Type::Small));
    painter.setPen(palette.muted);
    const QString keys = defaultAction()->shortcut().toString(QKeySequence::NativeText);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, keys);
}
} // namespace signalbox
