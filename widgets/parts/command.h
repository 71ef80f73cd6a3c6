// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string_view>

#include <QAction>
#include <QKeySequence>

namespace signalbox
{
/// What commands are about: the menu that they stand in, a part of the key card, and where their keys hold.
enum class CommandGroup : std::uint8_t {
    Go,
    InList,
    OfAlert,
    OfSubject,
    OfRun,
    OfCharts,
    InChart,
    InReplay,
    View,
    Help
};

/// Something that a person can do by a key. It is told once; menus, shortcuts, palette and key card are made of that.
struct DeskCommand {
    std::string_view id; ///< "alert.acknowledge": the object name of its action
    const char *title;   ///< to be translated
    CommandGroup group = CommandGroup::Go;
    std::array<QKeyCombination, 2> keys{}; ///< none, one, or two that do the same
    bool begins = false;                   ///< a line in the menu parts it from what is above
    /// Heard by the widget that has the keyboard, and by no action: Enter in a list.
    bool isOfWidget = false;
    const char *context = "Command"; ///< of the translation
};

/// Every command but those that go to a page, in the order of menus and key card.
std::span<const DeskCommand> commandTable();

/// The keys of a command, none to two.
QList<QKeySequence> keysOf(const DeskCommand &command);
/// "Ctrl+F or /", as they are written on this desktop; empty without.
QString keyText(const DeskCommand &command);
/// As in menus, for the languages that there are.
QString titleOf(const DeskCommand &command);

/// The action of a command of the table: title, keys and name are the table's. Owned by `parent`.
QAction *makeCommand(std::string_view id, QObject *parent);
/// The same of a command that is not in the table.
QAction *makeCommand(const DeskCommand &command, QObject *parent);

/// Why the command does nothing now, which disables it; empty: it does something.
void setRefusal(QAction &action, const QString &reason);
QString refusalOf(const QAction &action);
} // namespace signalbox
