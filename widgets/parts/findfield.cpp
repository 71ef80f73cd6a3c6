// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/findfield.h>

#include <QKeyEvent>

#include <parts/tokens.h>

namespace signalbox
{
FindField::FindField(const QString &what, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(tr("Find (Ctrl+F)"));
    setAccessibleName(tr("Find among the %1").arg(what));
    setClearButtonEnabled(true);
    setMaximumWidth(space(70));
    setTextMargins(space(1), 0, space(1), 0);
}

bool FindField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && !text().isEmpty()) {
            clear();
            event->accept(); // else the page would be left as well
            return true;
        }
    }
    return QLineEdit::event(event);
}

void FindField::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter)
        Q_EMIT left();
    else
        QLineEdit::keyPressEvent(event);
}
} // namespace signalbox
