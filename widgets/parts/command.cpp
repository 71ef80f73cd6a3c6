// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/command.h>

#include <algorithm>

#include <QCoreApplication>
#include <QVariant>

namespace signalbox
{
namespace
{
using enum CommandGroup;
using Qt::ALT;
using Qt::CTRL;
using Qt::SHIFT;

constexpr const char *refusal = "refusal";
constexpr const char *usualTip = "usualTip";

constexpr QKeyCombination key(Qt::Key one)
{
    return QKeyCombination(one);
}

constexpr DeskCommand table[] = {
    {"go.palette",
     QT_TRANSLATE_NOOP("Command", "Find a command, page, subject or alert…"),
     Go,
     {CTRL | Qt::Key_K},
     true},
    {"go.find", QT_TRANSLATE_NOOP("Command", "Find on this page"), Go, {CTRL | Qt::Key_F, key(Qt::Key_Slash)}},
    {"go.save-filter",
     QT_TRANSLATE_NOOP("Command", "Save what Find shows under a name…"),
     Go,
     {CTRL | SHIFT | Qt::Key_F}},
    {"go.back", QT_TRANSLATE_NOOP("Command", "Back"), Go, {key(Qt::Key_Escape), ALT | Qt::Key_Left}},

    {"list.open",
     QT_TRANSLATE_NOOP("Command", "Open what is selected"),
     InList,
     {key(Qt::Key_Return), key(Qt::Key_Enter)},
     false,
     true},
    {"list.next", QT_TRANSLATE_NOOP("Command", "Next row"), InList, {key(Qt::Key_J), key(Qt::Key_Down)}, false, true},
    {"list.previous",
     QT_TRANSLATE_NOOP("Command", "Previous row"),
     InList,
     {key(Qt::Key_K), key(Qt::Key_Up)},
     false,
     true},
    {"list.select-next",
     QT_TRANSLATE_NOOP("Command", "Select the next row as well"),
     InList,
     {SHIFT | Qt::Key_Down},
     false,
     true},
    {"list.sort", QT_TRANSLATE_NOOP("Command", "Sort the hosts now"), InList, {key(Qt::Key_F5)}, false, true},

    {"alert.explain",
     QT_TRANSLATE_NOOP("Command", "Explain: what was read, and the limits"),
     OfAlert,
     {key(Qt::Key_E)}},
    {"alert.history", QT_TRANSLATE_NOOP("Command", "History: the charts of that time"), OfAlert, {key(Qt::Key_H)}},
    {"alert.guidance", QT_TRANSLATE_NOOP("Command", "Guidance: what to do"), OfAlert, {key(Qt::Key_G)}},
    {"alert.copy", QT_TRANSLATE_NOOP("Command", "Copy as text for chat"), OfAlert, {CTRL | Qt::Key_C}},
    {"alert.acknowledge", QT_TRANSLATE_NOOP("Command", "Acknowledge…"), OfAlert, {key(Qt::Key_A)}, true},
    {"alert.unacknowledge", QT_TRANSLATE_NOOP("Command", "Take the acknowledgement back"), OfAlert, {key(Qt::Key_U)}},
    {"alert.shelve", QT_TRANSLATE_NOOP("Command", "Shelve…"), OfAlert, {key(Qt::Key_S)}},
    {"alert.unshelve", QT_TRANSLATE_NOOP("Command", "Take it off the shelf"), OfAlert, {SHIFT | Qt::Key_S}},
    {"alert.note", QT_TRANSLATE_NOOP("Command", "Write a note…"), OfAlert, {key(Qt::Key_N)}},

    {"subject.terminal", QT_TRANSLATE_NOOP("Command", "Terminal on it (ssh)"), OfSubject, {key(Qt::Key_T)}},
    {"subject.log", QT_TRANSLATE_NOOP("Command", "Its last 50 log lines"), OfSubject, {key(Qt::Key_L)}},
    {"subject.links", QT_TRANSLATE_NOOP("Command", "Its links…"), OfSubject, {key(Qt::Key_O)}},
    {"subject.change", QT_TRANSLATE_NOOP("Command", "Mark a change of it…"), OfSubject, {key(Qt::Key_C)}, true},
    {"subject.change-all",
     QT_TRANSLATE_NOOP("Command", "Mark a change of the whole estate…"),
     OfSubject,
     {SHIFT | Qt::Key_C}},
    {"subject.out-of-service",
     QT_TRANSLATE_NOOP("Command", "Take it out of service…"),
     OfSubject,
     {key(Qt::Key_X)},
     true},
    {"subject.back-in-service", QT_TRANSLATE_NOOP("Command", "Put it back in service"), OfSubject, {SHIFT | Qt::Key_X}},

    {"subject.do", QT_TRANSLATE_NOOP("Command", "Do something about it: its plan…"), OfSubject, {key(Qt::Key_D)}, true},
    {"subject.hold", QT_TRANSLATE_NOOP("Command", "Hold it: I work on it by hand…"), OfSubject, {key(Qt::Key_W)}},
    {"subject.release", QT_TRANSLATE_NOOP("Command", "Release it"), OfSubject, {SHIFT | Qt::Key_W}},

    {"run.stop", QT_TRANSLATE_NOOP("Command", "Stop: nothing further is sent"), OfRun, {key(Qt::Key_Q)}},
    {"run.copy-step", QT_TRANSLATE_NOOP("Command", "Copy the chosen step as a command"), OfRun, {key(Qt::Key_Y)}},

    {"charts.last-15m", QT_TRANSLATE_NOOP("Command", "Last 15 minutes"), OfCharts, {ALT | Qt::Key_1}},
    {"charts.last-1h", QT_TRANSLATE_NOOP("Command", "Last hour"), OfCharts, {ALT | Qt::Key_2}},
    {"charts.last-6h", QT_TRANSLATE_NOOP("Command", "Last 6 hours"), OfCharts, {ALT | Qt::Key_3}},
    {"charts.last-24h", QT_TRANSLATE_NOOP("Command", "Last 24 hours"), OfCharts, {ALT | Qt::Key_4}},
    {"charts.last-7d", QT_TRANSLATE_NOOP("Command", "Last 7 days"), OfCharts, {ALT | Qt::Key_5}},
    {"charts.last-30d", QT_TRANSLATE_NOOP("Command", "Last 30 days"), OfCharts, {ALT | Qt::Key_6}},
    {"charts.all", QT_TRANSLATE_NOOP("Command", "All that is known"), OfCharts, {ALT | Qt::Key_7}},
    {"charts.in", QT_TRANSLATE_NOOP("Command", "Zoom in"), OfCharts, {ALT | Qt::Key_Plus}, true},
    {"charts.out", QT_TRANSLATE_NOOP("Command", "Zoom out"), OfCharts, {ALT | Qt::Key_Minus}},
    {"charts.earlier", QT_TRANSLATE_NOOP("Command", "Earlier"), OfCharts, {ALT | Qt::Key_Comma}},
    {"charts.later", QT_TRANSLATE_NOOP("Command", "Later"), OfCharts, {ALT | Qt::Key_Period}},
    {"charts.unzoom", QT_TRANSLATE_NOOP("Command", "Undo all zooms"), OfCharts, {ALT | Qt::Key_0}},
    {"charts.save-image",
     QT_TRANSLATE_NOOP("Command", "Save chart as &image (PNG)…"),
     OfCharts,
     {CTRL | Qt::Key_S},
     true},
    {"charts.image-1x", QT_TRANSLATE_NOOP("Command", "Image at 1 ×"), OfCharts},
    {"charts.image-2x", QT_TRANSLATE_NOOP("Command", "Image at 2 ×"), OfCharts},
    {"charts.image-4x", QT_TRANSLATE_NOOP("Command", "Image at 4 ×"), OfCharts},
    {"charts.save-table",
     QT_TRANSLATE_NOOP("Command", "Save data as &table (CSV)…"),
     OfCharts,
     {CTRL | SHIFT | Qt::Key_S},
     true},

    {"chart.before", QT_TRANSLATE_NOOP("Command", "Read the point before"), InChart, {key(Qt::Key_Left)}, false, true},
    {"chart.after", QT_TRANSLATE_NOOP("Command", "Read the point after"), InChart, {key(Qt::Key_Right)}, false, true},
    {"chart.first", QT_TRANSLATE_NOOP("Command", "Read the first point"), InChart, {key(Qt::Key_Home)}, false, true},
    {"chart.newest", QT_TRANSLATE_NOOP("Command", "Read the newest point"), InChart, {key(Qt::Key_End)}, false, true},
    {"chart.earlier", QT_TRANSLATE_NOOP("Command", "Move to earlier"), InChart, {SHIFT | Qt::Key_Left}, false, true},
    {"chart.later", QT_TRANSLATE_NOOP("Command", "Move to later"), InChart, {SHIFT | Qt::Key_Right}, false, true},
    {"chart.in", QT_TRANSLATE_NOOP("Command", "Zoom in on the point"), InChart, {key(Qt::Key_Plus)}, false, true},
    {"chart.out", QT_TRANSLATE_NOOP("Command", "Zoom out from the point"), InChart, {key(Qt::Key_Minus)}, false, true},
    {"chart.unzoom", QT_TRANSLATE_NOOP("Command", "Undo all zooms here"), InChart, {key(Qt::Key_0)}, false, true},

    {"replay.previous-event",
     QT_TRANSLATE_NOOP("Command", "Previous event"),
     InReplay,
     {SHIFT | Qt::Key_Comma, CTRL | SHIFT | Qt::Key_Left}},
    {"replay.previous-change",
     QT_TRANSLATE_NOOP("Command", "Previous change"),
     InReplay,
     {key(Qt::Key_Comma), CTRL | Qt::Key_Left}},
    {"replay.play", QT_TRANSLATE_NOOP("Command", "Play"), InReplay, {key(Qt::Key_Space)}},
    {"replay.next-change",
     QT_TRANSLATE_NOOP("Command", "Next change"),
     InReplay,
     {key(Qt::Key_Period), CTRL | Qt::Key_Right}},
    {"replay.next-event",
     QT_TRANSLATE_NOOP("Command", "Next event"),
     InReplay,
     {SHIFT | Qt::Key_Period, CTRL | SHIFT | Qt::Key_Right}},
    {"replay.rate-1", QT_TRANSLATE_NOOP("Command", "×1"), InReplay, {}, true},
    {"replay.rate-10", QT_TRANSLATE_NOOP("Command", "×10"), InReplay},
    {"replay.rate-60", QT_TRANSLATE_NOOP("Command", "×60"), InReplay},
    {"replay.rate-600", QT_TRANSLATE_NOOP("Command", "×600"), InReplay},

    {"view.dark", QT_TRANSLATE_NOOP("Command", "&Dark"), View, {CTRL | SHIFT | Qt::Key_D}},
    {"view.light", QT_TRANSLATE_NOOP("Command", "&Light"), View, {CTRL | SHIFT | Qt::Key_L}},
    {"view.full-screen", QT_TRANSLATE_NOOP("Command", "&Full screen"), View, {key(Qt::Key_F11)}, true},
    {"view.quiet",
     QT_TRANSLATE_NOOP("Command", "Q&uiet: only what is critical is told, no sound"),
     View,
     {CTRL | Qt::Key_M}},
    {"view.quit", QT_TRANSLATE_NOOP("Command", "&Quit"), View, {CTRL | Qt::Key_Q}, true},

    {"help.keys", QT_TRANSLATE_NOOP("Command", "&Key card"), Help, {key(Qt::Key_F1), key(Qt::Key_Question)}},
};
} // namespace

std::span<const DeskCommand> commandTable()
{
    return table;
}

QList<QKeySequence> keysOf(const DeskCommand &command)
{
    QList<QKeySequence> keys;
    for (const QKeyCombination combination : command.keys)
        if (combination.key() != Qt::Key_unknown)
            keys.append(QKeySequence(combination));
    return keys;
}

QString keyText(const DeskCommand &command)
{
    QStringList texts;
    for (const QKeySequence &keys : keysOf(command))
        texts.append(keys.toString(QKeySequence::NativeText));
    return texts.join(QCoreApplication::translate("Command", " or "));
}

QString titleOf(const DeskCommand &command)
{
    return QCoreApplication::translate(command.context, command.title);
}

QAction *makeCommand(const DeskCommand &command, QObject *parent)
{
    auto *action = new QAction(titleOf(command), parent);
    action->setObjectName(QString::fromUtf8(command.id.data(), static_cast<qsizetype>(command.id.size())));
    action->setShortcuts(keysOf(command));
    return action;
}

QAction *makeCommand(std::string_view id, QObject *parent)
{
    return makeCommand(
        *std::find_if(std::begin(table), std::end(table), [&](const DeskCommand &command) { return command.id == id; }),
        parent);
}

void setRefusal(QAction &action, const QString &reason)
{
    if (action.property(refusal).toString() == reason && action.isEnabled() == reason.isEmpty())
        return;
    // Menus show why as the tip, and what it does again once it does.
    if (refusalOf(action).isEmpty())
        action.setProperty(usualTip, action.toolTip());
    action.setProperty(refusal, reason);
    action.setEnabled(reason.isEmpty());
    action.setToolTip(reason.isEmpty() ? action.property(usualTip).toString() : reason);
}

QString refusalOf(const QAction &action)
{
    return action.property(refusal).toString();
}
} // namespace signalbox
