// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/askbar.h>

#include <QApplication>
#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <parts/tokens.h>

namespace signalbox
{
std::vector<Question::Until> usualLengths()
{
    using namespace std::chrono_literals;
    return {{AskBar::tr("for 1 hour"), 1h},
            {AskBar::tr("for 4 hours"), 4h},
            {AskBar::tr("for 24 hours"), 24h},
            {AskBar::tr("for 7 days"), 7 * 24h}};
}

AskBar::AskBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLineEdit(this))
    , m_until(new QComboBox(this))
    , m_keys(new QLabel(tr("Enter confirms, Escape gives up"), this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(fontOf(Type::Strong));
    m_keys->setForegroundRole(QPalette::PlaceholderText);
    m_text->setTextMargins(space(1), 0, space(1), 0);
    m_until->setAccessibleName(tr("Until when"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, space(1), 0, space(1));
    layout->setSpacing(space(2));
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_until);
    layout->addWidget(m_keys);
    m_text->installEventFilter(this);
    m_until->installEventFilter(this);
    hide();
}

void AskBar::ask(const Question &question, Then then)
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_needsText = question.needsText;
    m_untils = question.untils;
    m_then = std::move(then);
    m_title->setText(question.title);
    m_text->clear();
    m_text->setPlaceholderText(question.placeholder);
    m_text->setAccessibleName(question.title + QStringLiteral(": ") + question.placeholder);
    m_until->clear();
    for (const Question::Until &until : m_untils)
        m_until->addItem(until.text);
    m_until->setVisible(!m_untils.empty());
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void AskBar::leave()
{
    if (!isVisible())
        return;
    const bool hadKeyboard = isAncestorOf(QApplication::focusWidget());
    hide();
    m_then = {};
    if (m_before && hadKeyboard)
        m_before->setFocus(Qt::OtherFocusReason);
    m_before.clear();
}

void AskBar::confirm()
{
    const QString text = m_text->text().simplified();
    if (m_needsText && text.isEmpty())
        return;
    const int chosen = m_until->currentIndex();
    const auto length = chosen < 0 ? std::nullopt : m_untils[static_cast<std::size_t>(chosen)].length;
    const Then then = std::exchange(m_then, {});
    leave();
    if (then)
        then(text, length);
}

bool AskBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isOurs = key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (event->type() == QEvent::ShortcutOverride) {
        // The keys of the page are not meant here, be it in the field or in the list of times.
        event->accept();
        return true;
    }
    if (!isOurs)
        return QWidget::eventFilter(watched, event);
    if (key == Qt::Key_Escape)
        leave();
    else
        confirm();
    return true;
}
} // namespace signalbox
