// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/palette.h>

#include <algorithm>

#include <QApplication>
#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeWidget>

#include <models/fuzzy.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
/// More rows nobody reads: another letter finds faster.
constexpr std::size_t mostRows = 50;
} // namespace

CommandPalette::CommandPalette(QWidget *window, std::function<std::vector<PaletteEntry>()> entries)
    : QFrame(window)
    , m_ask(std::move(entries))
    , m_field(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Palette"));
    m_field->setPlaceholderText(tr("A command, page, subject, alert or filter"));
    m_field->setAccessibleName(tr("Find a command, page, subject, alert or filter"));
    m_field->setTextMargins(space(1), space(1), space(1), space(1));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setColumnCount(3);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(2), space(2), space(2));
    layout->setSpacing(space(2));
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::run);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open()
{
    if (isVisible()) {
        leave();
        return;
    }
    m_before = QApplication::focusWidget();
    m_entries = m_ask();
    m_field->clear();
    find({});
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::leave()
{
    hide();
    m_entries.clear();
    m_found.clear();
    m_list->clear();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    m_before.clear();
}

void CommandPalette::place()
{
    const QSize room = parentWidget()->size();
    const int width = std::min(room.width() - space(8), space(170));
    const int height = std::min(room.height() - space(16), space(110));
    setGeometry((room.width() - width) / 2, std::min(space(20), room.height() / 8), width, height);
}

void CommandPalette::find(const QString &typed)
{
    std::vector<std::pair<int, std::size_t>> scored;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry &entry = m_entries[i];
        if (const auto score = fuzzyScore(typed, entry.text))
            scored.emplace_back(*score, i);
        else if (const auto withKind = fuzzyScore(typed, entry.kind + u' ' + entry.text))
            scored.emplace_back(*withKind, i);
    }
    const auto better = [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    const std::size_t rows = std::min(scored.size(), mostRows);
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(rows), scored.end(), better);
    m_list->clear();
    m_found.clear();
    const QColor muted = paletteFor(palette()).muted;
    int kindWidth = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const PaletteEntry &entry = m_entries[scored[row].second];
        const QString beside = entry.refusal.isEmpty() ? entry.detail : entry.refusal;
        auto *item = new QTreeWidgetItem(m_list, {entry.kind, entry.text, beside});
        item->setSizeHint(0, {0, m_list->fontMetrics().height() + space(1)});
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setForeground(0, muted);
        item->setForeground(2, muted);
        if (!entry.refusal.isEmpty())
            item->setForeground(1, muted);
        kindWidth = std::max(kindWidth, m_list->fontMetrics().horizontalAdvance(entry.kind));
        m_found.push_back(scored[row].second);
    }
    m_list->setColumnWidth(0, kindWidth + space(6));
    choose(0);
}

void CommandPalette::choose(int step)
{
    const int rows = m_list->topLevelItemCount();
    const int now = step == 0 ? 0 : m_list->indexOfTopLevelItem(m_list->currentItem()) + step;
    QTreeWidgetItem *item = m_list->topLevelItem(std::clamp(now, 0, std::max(0, rows - 1)));
    m_list->setCurrentItem(item);
    // The keyboard stays in the field, so it is the field that says what Enter would do.
    m_field->setAccessibleDescription(item ? QStringList{item->text(0), item->text(1), item->text(2)}.join(u", ")
                                           : tr("nothing found"));
}

void CommandPalette::run()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0)
        return;
    const PaletteEntry entry = m_entries[m_found[static_cast<std::size_t>(row)]];
    if (!entry.refusal.isEmpty())
        return; // its reason stands beside it
    leave();
    entry.run();
}

QStringList CommandPalette::offered() const
{
    QStringList rows;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        rows.append(m_list->topLevelItem(i)->text(0) + QStringLiteral(": ") + m_list->topLevelItem(i)->text(1));
    return rows;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(QApplication::focusWidget())) {
        const bool isElsewhere = QApplication::focusWidget() != nullptr;
        if (isElsewhere) {
            m_before.clear(); // somebody took the keyboard: it is theirs
            leave();
        }
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // else the page would be left as well
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Down:
        choose(1);
        return true;
    case Qt::Key_Up:
        choose(-1);
        return true;
    case Qt::Key_PageDown:
        choose(10);
        return true;
    case Qt::Key_PageUp:
        choose(-10);
        return true;
    default:
        return false;
    }
}
} // namespace signalbox
