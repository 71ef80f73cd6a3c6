// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/holdsmodel.h>

#include <models/format.h>
#include <recording/about.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

HoldsModel::HoldsModel(QObject *parent)
    : RowModel({{u"Held by hand"_s, 28},
                {u"Who"_s, 22},
                {.title = u"Why"_s, .characters = 40, .stretches = true},
                {u"Since"_s, 20},
                {u"Until"_s, 22}},
               parent)
{
}

void HoldsModel::show(const RunLedger &runs, WallTime now, const QTimeZone &zone)
{
    std::vector<HoldRow> rows;
    std::unordered_set<Key> known;
    for (const Hold &hold : runs.holds(now)) {
        HoldRow row;
        row.number = m_numbers.try_emplace(hold.path, static_cast<std::uint32_t>(m_numbers.size())).first->second;
        row.subject = subjectOfAbout(hold.path);
        row.who = oneLine(hold.who);
        row.why = oneLine(hold.why);
        row.since = hold.since;
        row.until = hold.until;
        row.sinceWords = sinceText(hold.since, now, zone);
        row.untilWords = hold.until == WallTime::max() ? u"it is released"_s : sinceText(hold.until, now, zone);
        known.insert(row.key());
        rows.push_back(std::move(row));
    }
    std::vector<Key> gone;
    for (const Key key : keys())
        if (known.count(key) == 0)
            gone.push_back(key);
    update(std::move(rows), gone);
}

QString HoldsModel::textOf(const HoldRow &row, int column)
{
    switch (column) {
    case SubjectColumn:
        return QString::fromStdString(row.subject.path());
    case WhoColumn:
        return row.who;
    case WhyColumn:
        return row.why;
    case SinceColumn:
        return row.sinceWords;
    default:
        return row.untilWords;
    }
}

QVariant HoldsModel::cell(const HoldRow &row, int column, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return textOf(row, column);
    if (role == DimRole)
        return column == SinceColumn;
    return {};
}

bool HoldsModel::before(const HoldRow &a, const HoldRow &b, int column) const
{
    switch (column) {
    case SinceColumn:
        return a.since < b.since;
    case -1:
    case UntilColumn:
        return a.until < b.until;
    default:
        return naturalKey(textOf(a, column)) < naturalKey(textOf(b, column));
    }
}

QString HoldsModel::searched(const HoldRow &row) const
{
    QStringList texts;
    for (int column = 0; column <= UntilColumn; ++column)
        texts += textOf(row, column);
    return searchText(texts);
}
} // namespace signalbox
