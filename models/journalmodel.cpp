// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/journalmodel.h>

#include <algorithm>

#include <models/format.h>
#include <recording/about.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

JournalModel::JournalModel(QObject *parent)
    : RowModel({{u"When"_s, 20},
                {u"Who"_s, 16},
                {u"What"_s, 16},
                {.title = u"About"_s, .characters = 34},
                {.title = u"Words"_s, .characters = 34, .stretches = true},
                {u"Until"_s, 20}},
               parent)
{
}

void JournalModel::show(const std::vector<JournalRow> &rows, WallTime now, const QTimeZone &zone)
{
    m_now = now;
    m_zone = zone;
    std::vector<DeedRow> deeds;
    std::vector<Key> kept;
    for (const JournalRow &row : rows) {
        deeds.push_back({row});
        kept.push_back(deeds.back().key());
    }
    std::vector<Key> gone; // in a replay that went back
    for (const Key key : keys())
        if (!std::binary_search(kept.begin(), kept.end(), key))
            gone.push_back(key);
    update(std::move(deeds), gone);
}

std::optional<Subject> JournalModel::subjectAt(int row) const
{
    const Subject subject = subjectOfAbout(at(row).row.what);
    return subject.kind.empty() ? std::nullopt : std::optional(subject);
}

QString JournalModel::textOf(const JournalRow &row, int column) const
{
    switch (column) {
    case TimeColumn:
        return sinceText(row.wall, m_now, m_zone);
    case WhoColumn:
        return oneLine(row.who);
    case ActColumn:
        return oneLine(row.act);
    case AboutColumn:
        return oneLine(row.what);
    case WordsColumn:
        return oneLine(row.text);
    default:
        return row.until ? sinceText(*row.until, m_now, m_zone) : QString();
    }
}

QVariant JournalModel::cell(const DeedRow &row, int column, int role) const
{
    if (role == Qt::DisplayRole)
        return textOf(row.row, column);
    if (role == DimRole)
        return column == WhoColumn || column == UntilColumn;
    return {};
}

bool JournalModel::before(const DeedRow &a, const DeedRow &b, int column) const
{
    switch (column) {
    case TimeColumn:
        return a.row.number < b.row.number;
    case WhoColumn:
        return a.row.who < b.row.who;
    case ActColumn:
        return a.row.act < b.row.act;
    case AboutColumn:
        return a.row.what < b.row.what;
    case WordsColumn:
        return a.row.text < b.row.text;
    case UntilColumn:
        return a.row.until < b.row.until;
    default:
        return a.row.number > b.row.number;
    }
}

QString JournalModel::searched(const DeedRow &row) const
{
    QStringList texts;
    for (int column = 0; column <= UntilColumn; ++column)
        texts += textOf(row.row, column);
    return searchText(texts);
}
} // namespace signalbox
