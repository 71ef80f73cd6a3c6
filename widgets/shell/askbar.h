// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QPointer>
#include <QWidget>

#include <time/moment.h>

class QComboBox;
class QLabel;
class QLineEdit;

namespace signalbox
{
/// What a command asks before it does something.
struct Question {
    QString title;          ///< "Acknowledge 3 alerts"
    QString placeholder;    ///< in the empty field: "why"
    bool needsText = false; ///< Enter does nothing while the field is empty
    struct Until {
        QString text;                       ///< "for 1 hour"
        std::optional<Milliseconds> length; ///< nothing: without an end
    };
    std::vector<Until> untils = {}; ///< the first is the usual one; empty: it is not asked
};

/// "for 1 hour" up to "for 7 days": how long something is out of the way.
std::vector<Question::Until> usualLengths();

/// A line at the foot of the page that asks for a few words and, maybe, until when. It blocks nothing: the page goes
/// on. Enter confirms, Escape gives up; either way the keyboard goes back to who had it.
class AskBar final : public QWidget
{
    Q_OBJECT
public:
    using Then = std::function<void(const QString &text, std::optional<Milliseconds> length)>;

    explicit AskBar(QWidget *parent);
    /// `then` is called if the person confirms. A question that stands there is given up.
    void ask(const Question &question, Then then);
    void leave();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void confirm();

    QLabel *m_title;
    QLineEdit *m_text;
    QComboBox *m_until;
    QLabel *m_keys;
    bool m_needsText = false;
    std::vector<Question::Until> m_untils;
    Then m_then;
    QPointer<QWidget> m_before;
};
} // namespace signalbox
