// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include <models/state.h>

class QVBoxLayout;

namespace signalbox
{
/// Something about the console itself that a person must know on every page: recording paused, a broken edit of the
/// estate.
struct Notice {
    State state = State::Warning;
    QString what;        ///< one sentence
    QString advice;      ///< what to do; may be empty
    QStringList details; ///< lines such as FILE:LINE:COL: message; may be empty
    bool operator==(const Notice &) const = default;
};

/// Notices, one under the other; takes no room where there is none.
class NoticeList final : public QWidget
{
    Q_OBJECT
public:
    explicit NoticeList(QWidget *parent = nullptr);
    void setNotices(const std::vector<Notice> &notices);
    [[nodiscard]] const std::vector<Notice> &notices() const { return m_notices; }

private:
    std::vector<Notice> m_notices;
    QVBoxLayout *m_layout;
};
} // namespace signalbox
