// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <ostream>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <alerts/causes.h>
#include <alerts/flood.h>
#include <alerts/life.h>
#include <alerts/shelf.h>
#include <commands/alertsjson.h>
#include <commands/deskact.h>
#include <estate/plaintext.h>
#include <models/alertstanding.h>
#include <models/format.h>
#include <recording/about.h>

namespace signalbox::commands::alerts
{
namespace
{
constexpr std::string_view allOption = "all";

/// Prints the list for people.
class Printer
{
public:
    Printer(const Picture &picture, std::ostream &out)
        : m_picture(picture)
        , m_out(out)
    {
    }

    /// Nobody has looked since: no news is no good news.
    void end(Milliseconds ago)
    {
        m_out << "Nobody watches this estate now. This is what was known at " << time(m_picture.now) << ", "
              << ageText(ago).toStdString() << " ago:\n";
    }

    void flood(const Flood &flood)
    {
        m_out << "Flood: " << flood.fresh.size() << " new alerts in 10 minutes. First out:\n";
        line(*flood.first, "  ");
        counts("rule", flood.rules);
        counts("site", flood.sites);
    }

    void line(AlertId id, const char *indent)
    {
        const Alert &alert = m_picture.alerts[index(id)];
        m_out << indent << alertWord(alert).toStdString() << ' ' << harmless(alertKeyText(*alert.key)) << ": "
              << harmless(m_picture.text(alert.cell.sentence)) << "; since " << time(alert.cell.since) << " ("
              << ageText(m_picture.now - alert.cell.since).toStdString() << ')';
        for (const QString &part : alertStanding(m_picture, alert, QTimeZone::systemTimeZone()))
            m_out << "; " << harmless(part.toStdString());
        m_out << '\n';
    }

    void shelf(const Shelf &shelf, bool isWhole)
    {
        if (shelf.sets.empty())
            return;
        m_out << "Shelved: " << shelf.shelved << ", out of service: " << shelf.sets.size() - shelf.shelved;
        if (shelf.nextEnd)
            m_out << "; next expiry " << time(*shelf.nextEnd);
        if (shelf.idle > 0)
            m_out << "; " << shelf.idle << " match nothing any more";
        m_out << '\n';
        for (const OnTheShelf &each : shelf.sets) {
            if (!isWhole && each.holding > 0)
                continue;
            m_out << "  " << harmless(each.set.about) << ": "
                  << (each.set.kind == SuppressionSet::Kind::Shelved ? "shelved" : "out of service") << until(each.set)
                  << " by " << harmless(each.set.by) << "; "
                  << (each.holding == 0 ? "matches nothing any more" : "holds " + std::to_string(each.holding)) << '\n';
        }
    }

private:
    void counts(const char *what, const std::map<std::string, std::size_t> &counts)
    {
        m_out << "  by " << what << ":";
        for (const auto &[name, count] : counts)
            m_out << ' ' << (name.empty() ? "(none)" : harmless(name)) << ' ' << count;
        m_out << '\n';
    }

    [[nodiscard]] std::string time(Moment moment) const
    {
        return sinceText(m_picture.timeline->wallAt(moment), m_picture.wall(), QTimeZone::systemTimeZone())
            .toStdString();
    }

    [[nodiscard]] std::string until(const SuppressionSet &set) const
    {
        return set.until == Moment::max() ? std::string() : " until " + time(set.until);
    }

    const Picture &m_picture;
    std::ostream &m_out;
};

void print(const Picture &picture, bool isWhole, std::optional<Milliseconds> silence, std::ostream &out)
{
    Printer printer(picture, out);
    if (silence)
        printer.end(*silence);
    const Flood found = flood(picture);
    if (found.isOn)
        printer.flood(found);
    const std::vector<ListedAlert> list = listedAlerts(picture);
    if (list.empty())
        out << (silence ? "No alerts then.\n" : "No alerts.\n");
    std::size_t hidden = 0;
    for (const ListedAlert &each : list) {
        const bool isOut = suppressedUntil(picture, picture.alerts[index(each.alert)]) > picture.now;
        if (!isWhole && (isOut || found.isOn)) {
            hidden += (found.first == each.alert ? 0 : 1) + each.hanging.size() -
                      static_cast<std::size_t>(std::count(each.hanging.begin(), each.hanging.end(), found.first));
            continue;
        }
        printer.line(each.alert, "");
        if (!isWhole && !each.hanging.empty())
            out << "  " << each.hanging.size() << " more hang on this\n";
        for (const AlertId below : each.hanging) {
            if (isWhole)
                printer.line(below, "  ");
        }
    }
    if (hidden > 0)
        out << hidden << " more: --all lists them\n";
    printer.shelf(shelf(picture), isWhole);
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    const auto desk = openDesk(arguments.operand(0), terminal);
    if (!desk)
        return refused(desk.error(), terminal);
    const std::optional<Milliseconds> silence = silenceOf(*desk);
    if (arguments.has(jsonOption.name)) {
        QJsonObject json = alertsJson(*desk->picture);
        json.insert(QStringLiteral("silence_seconds"),
                    silence ? QJsonValue(static_cast<double>(silence->count()) / 1000) : QJsonValue());
        terminal.out << QJsonDocument(json).toJson().toStdString();
    } else {
        print(*desk->picture, arguments.has(allOption), silence, terminal.out);
    }
    return Exit::Done;
}

constexpr CommandOption options[] = {
    {allOption, "", "in a flood too, what is shelved, what hangs on others"},
    jsonOption,
};
} // namespace

extern const Command item;
const Command item{.name = "alerts",
                   .operands = "[ESTATE|RECORDING]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "What is wrong, who has it, and what is shelved",
                   .text = "As last recorded: what nobody has acknowledged first. With more than ten new\n"
                           "alerts in ten minutes: what came first and counts; --all lists them.",
                   .run = run};
} // namespace signalbox::commands::alerts
