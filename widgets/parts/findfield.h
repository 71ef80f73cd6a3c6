// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace signalbox
{
/// The field that narrows what is beneath it: the command go.find goes there, Escape empties it, Down and Enter leave
/// it for what was found.
class FindField final : public QLineEdit
{
    Q_OBJECT
public:
    /// `what` is what is found, in the plural: "findings".
    FindField(const QString &what, QWidget *parent);

Q_SIGNALS:
    /// The keyboard is to go to what was found.
    void left();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};
} // namespace signalbox
