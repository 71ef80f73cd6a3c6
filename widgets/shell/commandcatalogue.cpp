// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/commandcatalogue.h>

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenuBar>

#include <pages/page.h>

namespace signalbox
{
namespace
{
using enum CommandGroup;
constexpr CommandGroup groups[] = {Go, InList, OfAlert, OfSubject, OfRun, OfCharts, InChart, InReplay, View, Help};

QString translated(const char *text)
{
    return QCoreApplication::translate("CommandGroup", text);
}

std::vector<DeskCommand> makeCatalogue()
{
    std::vector<DeskCommand> all;
    std::size_t number = 0;
    for (const PageType *type : pages::all()) {
        DeskCommand page{type->id, type->title, Go};
        constexpr Qt::Key digits[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5,
                                      Qt::Key_6, Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_0};
        if (number < std::size(digits))
            page.keys[0] = Qt::CTRL | digits[number++];
        page.context = "signalbox::PageFrame";
        all.push_back(page);
    }
    all.insert(all.end(), commandTable().begin(), commandTable().end());
    return all;
}
} // namespace

const std::vector<DeskCommand> &commandCatalogue()
{
    static const std::vector<DeskCommand> catalogue = makeCatalogue();
    return catalogue;
}

std::span<const CommandGroup> commandGroups()
{
    return groups;
}

QString menuTitle(CommandGroup group)
{
    switch (group) {
    case Go:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "&Go"));
    case OfAlert:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "&Alert"));
    case OfSubject:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "&Subject"));
    case OfRun:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "R&un"));
    case OfCharts:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "&Charts"));
    case InReplay:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "&Replay"));
    case View:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "&View"));
    case Help:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "&Help"));
    case InList:
    case InChart:
        break;
    }
    return {};
}

QString whereOf(CommandGroup group)
{
    switch (group) {
    case InList:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "In a list, or the grid of hosts"));
    case OfAlert:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "While an alert is selected"));
    case OfSubject:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "While a subject is selected or open"));
    case OfRun:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "While a plan or a run is open"));
    case OfCharts:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "On a subject's page"));
    case InChart:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "In a chart"));
    case InReplay:
        return translated(QT_TRANSLATE_NOOP("CommandGroup", "In a replay"));
    case Go:
    case View:
    case Help:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("CommandGroup", "Everywhere"));
}

QString keyCardText()
{
    QString text;
    QString where;
    for (const CommandGroup group : groups) {
        QString lines;
        for (const DeskCommand &command : commandCatalogue())
            if (command.group == group && !keysOf(command).isEmpty())
                lines += QStringLiteral("  %1  %2\n").arg(keyText(command), -24).arg(titleOf(command).remove(u'&'));
        if (lines.isEmpty())
            continue;
        if (where != whereOf(group))
            text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + whereOf(group) + u'\n';
        where = whereOf(group);
        text += lines;
    }
    return text;
}

QAction *actionOf(const QMainWindow &window, const DeskCommand &command)
{
    return window.findChild<QAction *>(QString::fromUtf8(command.id.data(), static_cast<qsizetype>(command.id.size())));
}

void addMenus(QMainWindow &window)
{
    window.menuBar()->setAccessibleName(translated(QT_TRANSLATE_NOOP("CommandGroup", "Menus")));
    for (const CommandGroup group : groups) {
        QMenu *menu = nullptr;
        for (const DeskCommand &command : commandCatalogue()) {
            QAction *action = command.group == group ? actionOf(window, command) : nullptr;
            if (!action)
                continue;
            if (!menu) {
                menu = window.menuBar()->addMenu(menuTitle(group));
                menu->setToolTipsVisible(true);
            } else if (command.begins) {
                menu->addSeparator();
            }
            menu->addAction(action);
        }
    }
}
} // namespace signalbox
