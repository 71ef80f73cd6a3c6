// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include <models/timerange.h>

class QAction;
class QHBoxLayout;
class QLabel;

namespace signalbox
{
/// Which stretch of time charts show, by buttons, and in words. What its buttons do are actions, for menus and keys.
class RangeBar final : public QWidget
{
    Q_OBJECT
public:
    explicit RangeBar(QWidget *parent = nullptr);

    /// The range in force, and the stretch in words.
    void tell(const TimeRange &range, const QString &stretch);
    /// What came of the last export; empty: nothing to say.
    void tellOutcome(const QString &sentence);
    [[nodiscard]] QString outcome() const;
    /// Actions that stand at the bar's end, behind its own.
    void addCommands(const QList<QAction *> &commands, const QString &title);

Q_SIGNALS:
    /// Nothing: all that is known.
    void lastAsked(std::optional<signalbox::Milliseconds> back);
    void zoomAsked(double factor);
    void panAsked(double share);
    void backAsked();

private:
    QAction *add(const QString &text, const char *id);
    void addButton(QAction *action, bool isInBar = true);

    QHBoxLayout *m_layout;
    QLabel *m_stretch;
    QLabel *m_outcome;
    QAction *m_back = nullptr;
    std::vector<std::pair<std::optional<Milliseconds>, QAction *>> m_lengths;
};
} // namespace signalbox
