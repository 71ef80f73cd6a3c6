// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include <QJsonArray>
#include <QJsonDocument>

#include <commands/command.h>
#include <commands/jsonvalue.h>
#include <commands/recordedpast.h>
#include <estate/plaintext.h>
#include <models/csv.h>
#include <models/format.h>
#include <session/follower.h>

namespace signalbox::commands::history
{
namespace
{
using namespace Qt::StringLiterals;

constexpr std::string_view fromOption = "from";
constexpr std::string_view toOption = "to";
constexpr std::string_view csvOption = "csv";

struct History {
    PicturePtr picture; ///< at `to`
    Moment from{};
    Moment to{};
    std::vector<SeriesDeclared> series;
    std::vector<CsvColumn> columns; ///< of the series, in their order
    std::vector<Recording::Gap> gaps;
};

Exit failed(const Problem &problem, Terminal &terminal, Exit exit)
{
    terminal.err << "signalboxctl: " << harmlessLines(problem.sentence()) << '\n';
    return exit;
}

Expected<void> findSpan(const Arguments &arguments, const RecordedPast &past, History &history)
{
    history.from = past.extent.first.moment;
    history.to = past.extent.last.moment;
    for (const auto &[option, moment] : {std::pair{fromOption, &history.from}, {toOption, &history.to}}) {
        if (!arguments.has(option))
            continue;
        const auto asked = momentOf(past, "--" + std::string(option), QString::fromStdString(arguments.value(option)));
        if (!asked)
            return tl::unexpected(asked.error());
        *moment = *asked;
    }
    if (history.from > history.to)
        return tl::unexpected(Problem{"--from", "is later than --to", "Write the earlier time first"});
    return {};
}

Expected<void> findSeries(const Arguments &arguments, const RecordedPast &past, History &history)
{
    const Expected<PicturePtr> picture = Follower(*past.recording).moveTo(history.to);
    if (!picture)
        return tl::unexpected(picture.error());
    history.picture = *picture;
    const std::string &path = arguments.operand(1);
    const auto slash = path.find('/');
    const auto subject = slash == std::string::npos
                             ? std::nullopt
                             : history.picture->find({path.substr(0, slash), path.substr(slash + 1)});
    if (!subject)
        return tl::unexpected(Problem{past.path, "tells of no subject \"" + path + "\" in that time",
                                      "Write it as kind/name; signalboxctl picture lists them all"});
    for (const SeriesId id : history.picture->subject(*subject).series) {
        const SeriesDeclared &declared = history.picture->series[index(id)]->declared;
        if (arguments.operand(2).empty() || declared.key.metric == arguments.operand(2))
            history.series.push_back(declared);
    }
    if (history.series.empty())
        return tl::unexpected(Problem{past.path, "tells of no " + arguments.operand(2) + " of " + path,
                                      "Leave the metric out to see them all"});
    return {};
}

Expected<History> readHistory(const Arguments &arguments)
{
    const Expected<RecordedPast> past = openPast(arguments.operand(0));
    if (!past)
        return tl::unexpected(past.error());
    History history;
    if (const auto span = findSpan(arguments, *past, history); !span)
        return tl::unexpected(span.error());
    if (const auto series = findSeries(arguments, *past, history); !series)
        return tl::unexpected(series.error());
    for (const SeriesDeclared &declared : history.series) {
        auto points = past->recording->history(declared.id, history.from, history.to);
        if (!points)
            return tl::unexpected(points.error());
        history.columns.push_back({declared.key, std::move(*points)});
    }
    auto gaps = past->recording->gaps(history.from, history.to);
    if (!gaps)
        return tl::unexpected(gaps.error());
    history.gaps = std::move(*gaps);
    return history;
}

QJsonValue valueJson(const Picture &picture, const HistoryPoint &point)
{
    if (point.kind == FactKind::Gone)
        return QJsonValue::Null;
    if (point.kind == FactKind::Text)
        return QString::fromStdString(picture.text(Sample{point.value, point.at, point.kind, Freshness::Fresh}));
    return numberJson(point.value);
}

QJsonObject historyJson(const History &history, const std::string &subject)
{
    const auto time = [&](Moment moment) { return timeJson(history.picture->timeline->wallAt(moment)); };
    QJsonArray series;
    for (std::size_t i = 0; i < history.series.size(); ++i) {
        const SeriesDeclared &declared = history.series[i];
        QJsonArray points;
        for (const HistoryPoint &point : history.columns[i].points) {
            QJsonObject object{{u"at"_s, time(point.at)}, {u"value"_s, valueJson(*history.picture, point)}};
            if (point.isEarlier)
                object.insert(u"before_the_recording"_s, true);
            points.append(object);
        }
        series.append(QJsonObject{{u"metric"_s, QString::fromStdString(declared.key.metric)},
                                  {u"labels"_s, labelsJson(declared.key.labels)},
                                  {u"source"_s, QString::fromStdString(declared.key.source)},
                                  {u"unit"_s, QString::fromStdString(declared.unit)},
                                  {u"interval_seconds"_s, static_cast<double>(declared.interval.count()) / 1000},
                                  {u"points"_s, points}});
    }
    QJsonArray gaps;
    for (const Recording::Gap &gap : history.gaps)
        gaps.append(QJsonObject{{u"from"_s, time(gap.from)}, {u"to"_s, time(gap.to)}});
    return {{u"signalbox"_s, 1},
            {u"subject"_s, QString::fromStdString(subject)},
            {u"from"_s, time(history.from)},
            {u"to"_s, time(history.to)},
            {u"series"_s, series},
            {u"gaps"_s, gaps}};
}

void printText(const History &history, Terminal &terminal)
{
    for (std::size_t i = 0; i < history.series.size(); ++i) {
        const SeriesKey &key = history.series[i].key;
        terminal.out << (i == 0 ? "" : "\n") << harmless(key.metric + labelText(key.labels)) << "  ("
                     << harmless(key.source) << ")\n";
        for (const HistoryPoint &point : history.columns[i].points) {
            const Sample sample{point.value, point.at, point.kind,
                                point.kind == FactKind::Gone ? Freshness::Gone : Freshness::Fresh};
            const WallTime wall = history.picture->timeline->wallAt(point.at);
            terminal.out << exactText(wall, QTimeZone::systemTimeZone()).toStdString() << "  "
                         << sampleText(*history.picture, *history.picture->series[index(history.series[i].id)], sample)
                                .toStdString()
                         << (point.isEarlier ? "  before the recording" : "") << '\n';
        }
    }
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (arguments.has(csvOption) && arguments.has(jsonOption.name))
        return failed({"--csv", "does not go with --json", "Ask for one of them"}, terminal, Exit::BadInput);
    const Expected<History> history = readHistory(arguments);
    if (!history)
        return failed(history.error(), terminal, Exit::BadInput);
    if (arguments.has(jsonOption.name))
        terminal.out << QJsonDocument(historyJson(*history, arguments.operand(1))).toJson().toStdString();
    else if (arguments.has(csvOption))
        terminal.out << csvOf(history->columns, *history->picture->timeline).toStdString();
    else
        printText(*history, terminal);
    return Exit::Done;
}

constexpr CommandOption options[] = {
    {fromOption, "TIME", "from that time on; else from the beginning"},
    {toOption, "TIME", "up to then, as it was known then; else to the end"},
    {csvOption, "", "print CSV: a row a moment, a column a series"},
    jsonOption,
};
} // namespace

extern const Command item;
const Command item{.name = "history",
                   .operands = "ESTATE|RECORDING KIND/NAME [METRIC]",
                   .fewestOperands = 2,
                   .mostOperands = 3,
                   .options = options,
                   .summary = "What was recorded of a subject",
                   .text = "Prints every value of one subject, or of one metric of it, with its time.\n"
                           "TIME is 2026-11-21T04:30:00Z, without a zone in local time, or 04:30 of the\n"
                           "recording's last day.",
                   .run = run};
} // namespace signalbox::commands::history
