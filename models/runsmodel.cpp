// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/runsmodel.h>

#include <models/format.h>
#include <models/runtext.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
int rankOf(const Run &run)
{
    switch (run.state) {
    case RunState::Deciding:
        return 0;
    case RunState::Approval:
        return 1;
    case RunState::Armed:
        return 2;
    case RunState::Running:
    case RunState::Undoing:
        return 3;
    case RunState::Soaking:
        return 4;
    default:
        return 5;
    }
}
} // namespace

RunsModel::RunsModel(QObject *parent)
    : RowModel({{u"State"_s, 28},
                {.title = u"What"_s, .characters = 36, .stretches = true},
                {u"Who"_s, 22},
                {u"Since"_s, 20},
                {u"Waits for, or how it ended"_s, 56}},
               parent)
{
}

void RunsModel::show(const RunLedger &runs, WallTime now, const QTimeZone &zone)
{
    std::vector<RunRow> rows;
    std::unordered_set<Key> known;
    for (const auto &[number, run] : runs.runs()) {
        RunRow row;
        row.number = static_cast<std::uint32_t>(number);
        row.id = run.id;
        row.rank = rankOf(run);
        row.state = stateOf(run);
        row.isOver = run.isOver();
        if (!run.plan.request.targets.empty())
            row.target = run.plan.request.targets.front();
        row.word = QString::fromUtf8(word(run.state));
        row.title = oneLine(run.plan.title);
        row.who = oneLine(run.who);
        row.since = run.confirmed;
        row.sinceWords = sinceText(run.confirmed, now, zone);
        row.waits = waitsFor(run, now);
        known.insert(row.key());
        rows.push_back(std::move(row));
    }
    std::vector<Key> gone;
    for (const Key key : keys())
        if (known.count(key) == 0)
            gone.push_back(key);
    update(std::move(rows), gone);
}

QString RunsModel::textOf(const RunRow &row, int column)
{
    switch (column) {
    case StateColumn:
        return row.word;
    case TitleColumn:
        return row.title;
    case WhoColumn:
        return row.who;
    case SinceColumn:
        return row.sinceWords;
    default:
        return row.waits;
    }
}

QVariant RunsModel::cell(const RunRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textOf(row, column);
    case StateRole:
        return column == StateColumn && row.state ? QVariant(static_cast<int>(*row.state)) : QVariant();
    case DimRole:
        return column == WhoColumn || (row.isOver && column != TitleColumn);
    default:
        return {};
    }
}

bool RunsModel::before(const RunRow &a, const RunRow &b, int column) const
{
    if (column < 0 || column == StateColumn)
        return std::tie(a.rank, b.number) < std::tie(b.rank, a.number);
    if (column == SinceColumn)
        return a.since < b.since;
    return naturalKey(textOf(a, column)) < naturalKey(textOf(b, column));
}

QString RunsModel::searched(const RunRow &row) const
{
    QStringList texts{QString::fromStdString(row.id)};
    for (int column = 0; column <= WaitsColumn; ++column)
        texts += textOf(row, column);
    return searchText(texts);
}
} // namespace signalbox
