// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTextBrowser;

namespace signalbox
{
/// Every key, on one card to read, to print, and to hang beside the screen.
class KeyCard final : public QDialog
{
    Q_OBJECT
public:
    explicit KeyCard(QWidget *parent);
    [[nodiscard]] QString text() const;

private:
    void save();

    QTextBrowser *m_card;
};
} // namespace signalbox
