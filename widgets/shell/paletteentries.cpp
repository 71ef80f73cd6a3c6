// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/paletteentries.h>

#include <QCoreApplication>
#include <QMainWindow>

#include <models/format.h>
#include <models/state.h>
#include <shell/actioncommands.h>
#include <shell/commandcatalogue.h>
#include <shell/desksettings.h>
#include <shell/pageframe.h>

namespace signalbox
{
namespace
{
QString ofPalette(const char *text)
{
    return QCoreApplication::translate("PaletteEntries", text);
}

void addCommands(std::vector<PaletteEntry> &entries, const QMainWindow &window)
{
    const QString what = ofPalette(QT_TRANSLATE_NOOP("PaletteEntries", "Command"));
    const QString page = ofPalette(QT_TRANSLATE_NOOP("PaletteEntries", "Page"));
    for (const DeskCommand &command : commandCatalogue()) {
        QAction *action = actionOf(window, command);
        if (!action || command.id == "go.palette")
            continue;
        const bool isOfTable = command.id.find('.') != std::string_view::npos;
        entries.push_back({isOfTable ? what : page, action->text().remove(u'&'), keyText(command), refusalOf(*action),
                           [action] { action->trigger(); }});
    }
}

void addAlerts(std::vector<PaletteEntry> &entries, PageFrame &frame)
{
    const QString kind = ofPalette(QT_TRANSLATE_NOOP("PaletteEntries", "Alert"));
    const Picture &picture = *frame.picture();
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        const Alert &alert = picture.alerts[i];
        if (!alert.key || alert.cell.state != AlertState::Raised)
            continue;
        entries.push_back(
            {kind,
             oneLine(alert.key->subject.path()) + QStringLiteral(": ") + oneLine(picture.text(alert.cell.sentence)),
             wordOf(stateOf(alert.cell.severity)),
             {},
             [&frame, id = AlertId{static_cast<std::uint32_t>(i)}] { frame.openAlert(id, AlertPart::Explanation); }});
    }
}

void addOffers(std::vector<PaletteEntry> &entries, PageFrame &frame)
{
    for (const Offer &offer : frame.offers())
        entries.push_back({ofPalette(QT_TRANSLATE_NOOP("PaletteEntries", "Do")),
                           offer.title,
                           ofPalette(QT_TRANSLATE_NOOP("PaletteEntries", "its plan")),
                           {},
                           [&frame, offer] { frame.openPlan(offer.request, offer.title); }});
}

void addFilters(std::vector<PaletteEntry> &entries, PageFrame &frame)
{
    for (const NamedFilter &filter : frame.settings().filters()) {
        entries.push_back(
            {ofPalette(QT_TRANSLATE_NOOP("PaletteEntries", "Filter")), filter.name, filter.text, {}, [&frame, filter] {
                 frame.openPage(filter.page, filter.text);
             }});
        entries.push_back({ofPalette(QT_TRANSLATE_NOOP("PaletteEntries", "Forget filter")),
                           filter.name,
                           filter.text,
                           {},
                           [&frame, filter] { frame.settings().forgetFilter(filter.name); }});
    }
}

void addSubjects(std::vector<PaletteEntry> &entries, PageFrame &frame)
{
    const Picture &picture = *frame.picture();
    for (std::size_t i = 0; i < picture.subjects.size(); ++i) {
        const SubjectState &state = *picture.subjects[i];
        if (isForgotten(state))
            continue;
        QString kind = QString::fromStdString(state.subject.kind);
        kind[0] = kind[0].toUpper();
        entries.push_back({kind,
                           QString::fromStdString(state.subject.name),
                           wordOf(standingOf(state)),
                           {},
                           [&frame, subject = state.subject] { frame.openSubject(subject); }});
    }
}
} // namespace

std::vector<PaletteEntry> paletteEntries(QMainWindow &window, PageFrame &frame)
{
    std::vector<PaletteEntry> entries;
    addCommands(entries, window);
    addOffers(entries, frame);
    addFilters(entries, frame);
    if (frame.picture()) {
        addAlerts(entries, frame);
        addSubjects(entries, frame);
    }
    return entries;
}
} // namespace signalbox
