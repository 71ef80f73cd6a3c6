// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QSettings>
#include <QTime>

namespace signalbox
{
/// What is typed into Find on a page, under a name.
struct NamedFilter {
    QString name;
    QString page; ///< PageType::id
    QString text;
    bool operator==(const NamedFilter &) const = default;
};

/// When the desk keeps quiet.
struct QuietHours {
    bool isOn = false; ///< by hand, until it is switched off by hand
    QTime from;        ///< not valid: no hours
    QTime until;       ///< before `from`: on the next day

    [[nodiscard]] bool holdAt(QTime time) const;
};

/// What a person chose for their own desk: $XDG_CONFIG_HOME/signalbox/desk.ini. Everything else is in the estate file.
class DeskSettings
{
public:
    DeskSettings();

    [[nodiscard]] std::vector<NamedFilter> filters() const;
    /// One of the same name is replaced.
    void saveFilter(const NamedFilter &filter);
    void forgetFilter(const QString &name);

    /// `quiet/from` and `quiet/until` are written by hand: 22:00.
    [[nodiscard]] QuietHours quiet() const;
    void setQuiet(bool isOn);

private:
    void write(const std::vector<NamedFilter> &filters);

    mutable QSettings m_file;
};
} // namespace signalbox
