// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QTreeWidget;

namespace signalbox
{
/// Something that the palette can do or go to.
struct PaletteEntry {
    QString kind;    ///< "Command", "Page", "Host" …
    QString text;    ///< what is found
    QString detail;  ///< beside it: keys, or what is wrong
    QString refusal; ///< why it does nothing now; empty: it does
    std::function<void()> run;
};

/// One field that finds everything: commands, pages, subjects, alerts, filters. Lies over the window; Up and Down
/// choose, Enter does it, Escape gives the keyboard back to who had it.
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    /// Over that window; asked for its entries each time it opens.
    CommandPalette(QWidget *window, std::function<std::vector<PaletteEntry>()> entries);

    void open();
    /// Closes it; the keyboard goes back.
    void leave();
    /// What is offered for what is typed, the best first, as "kind: text".
    [[nodiscard]] QStringList offered() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void find(const QString &typed);
    void choose(int step);
    void run();
    void place();

    std::function<std::vector<PaletteEntry>()> m_ask;
    std::vector<PaletteEntry> m_entries;
    std::vector<std::size_t> m_found; ///< of m_entries, by row
    QLineEdit *m_field;
    QTreeWidget *m_list;
    QPointer<QWidget> m_before; ///< what had the keyboard
};
} // namespace signalbox
