// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/headline.h>

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>

#include <parts/stateshape.h>

namespace signalbox
{
namespace
{
int shapeSide()
{
    return QFontMetrics(fontOf(Type::Large)).height();
}
} // namespace

Headline::Headline(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_detail(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    for (QLabel *label : {m_text, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    layOut();
}

void Headline::layOut()
{
    m_text->setFont(fontOf(Type::Large));
    layout()->setContentsMargins(shapeSide() + space(3), 0, 0, 0);
}

void Headline::setStanding(const Standing &standing)
{
    if (m_standing == standing)
        return;
    m_standing = standing;
    update();
}

void Headline::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void Headline::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
}

QString Headline::text() const
{
    return m_text->text();
}

QString Headline::detail() const
{
    return m_detail->text();
}

void Headline::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOut();
}

void Headline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = shapeSide() * 4 / 5;
    const QRectF square(0, (shapeSide() - side) / 2.0, side, side);
    paintState(painter, square, m_standing.state, fillOf(m_standing), paletteFor(palette()));
}
} // namespace signalbox
