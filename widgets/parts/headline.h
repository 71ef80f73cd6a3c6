// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <models/state.h>

class QLabel;

namespace signalbox
{
/// How something stands, in one line to be read first: a shape, a few words, and beneath them what else is to be known.
class Headline final : public QWidget
{
    Q_OBJECT
public:
    explicit Headline(QWidget *parent = nullptr);
    void setStanding(const Standing &standing);
    void setText(const QString &text);
    void setDetail(const QString &detail);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString detail() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();

    Standing m_standing;
    QLabel *m_text;
    QLabel *m_detail;
};
} // namespace signalbox
