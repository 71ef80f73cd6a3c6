// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/csv.h>

#include <cmath>
#include <map>
#include <set>

#include <QDateTime>
#include <QLocale>

namespace signalbox
{
namespace
{
using namespace Qt::StringLiterals;

QByteArray number(double value)
{
    if (std::isnan(value))
        return "NaN"_ba;
    if (std::isinf(value))
        return value > 0 ? "Infinity"_ba : "-Infinity"_ba;
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

std::string headOf(const CsvColumn &column, std::set<std::string> &taken)
{
    std::string head = column.key.metric + labelText(column.key.labels);
    if (!taken.insert(head).second)
        head += " (" + column.key.source + ')';
    return head;
}
} // namespace

std::string csvField(const std::string &text)
{
    std::string field;
    if (!text.empty() && std::string("=+-@\t\r").find(text.front()) != std::string::npos)
        field = "'";
    field += text;
    if (field.find_first_of(",\"\r\n") == std::string::npos)
        return field;
    std::string quoted = "\"";
    for (const char c : field) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

QByteArray csvOf(const std::vector<CsvColumn> &columns, const Timeline &timeline)
{
    QByteArray csv("time,unix_seconds");
    std::set<std::string> taken;
    for (const CsvColumn &column : columns)
        csv += ',' + QByteArray::fromStdString(csvField(headOf(column, taken)));
    csv += "\r\n";
    // A fact comes after those that were known before it; what it says may be of an earlier moment.
    std::map<Moment, std::vector<QByteArray>> rows;
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (const HistoryPoint &point : columns[i].points) {
            auto &row = rows[point.at];
            row.resize(columns.size());
            row[i] = point.kind == FactKind::Number ? number(point.value) : QByteArray();
        }
    for (const auto &[at, row] : rows) {
        const qint64 wall = timeline.wallAt(at).time_since_epoch().count();
        csv += QDateTime::fromMSecsSinceEpoch(wall, Qt::UTC).toString(Qt::ISODateWithMs).toUtf8();
        csv += ',' + QByteArray::number(wall / 1000) + '.' + QByteArray::number(wall % 1000).rightJustified(3, '0');
        for (const QByteArray &field : row)
            csv += ',' + field;
        csv += "\r\n";
    }
    return csv;
}
} // namespace signalbox
