// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <models/kindsmodel.h>

namespace signalbox
{
/// How many subjects are in a state that needs a person, on every page: a shape, a count and a word each. Grey words
/// when none is.
class StateTally final : public QWidget
{
    Q_OBJECT
public:
    explicit StateTally(QWidget *parent = nullptr);
    /// `heldUp`: nothing new comes, so what was well then is not well now.
    void setCounts(const KindRow &sum, bool heldUp = false);
    /// "1 unknown, 2 critical"; "all well".
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry {
        State state;
        QString words;
    };
    std::vector<Entry> m_entries;
};
} // namespace signalbox
