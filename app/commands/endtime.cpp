// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/endtime.h>

#include <QDateTime>
#include <QRegularExpression>

namespace signalbox
{
Expected<WallTime> endTimeFrom(const std::string &option, const QString &text, WallTime now)
{
    static const QRegularExpression length(QStringLiteral("^([1-9][0-9]{0,4})([mhd])$"));
    const QDateTime today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count());
    QDateTime end = QDateTime::fromString(text, Qt::ISODateWithMs);
    const QTime ofDay = QTime::fromString(text, QStringLiteral("H:mm"));
    if (const QRegularExpressionMatch found = length.match(text); found.hasMatch()) {
        const QChar unit = found.captured(2).front();
        const qint64 minutes = unit == QLatin1Char('m') ? 1 : unit == QLatin1Char('h') ? 60 : 24 * 60;
        end = today.addSecs(found.captured(1).toLongLong() * minutes * 60);
    } else if (ofDay.isValid()) {
        end = QDateTime(today.date(), ofDay);
        if (end <= today)
            end = QDateTime(today.date().addDays(1), ofDay);
    }
    if (!end.isValid())
        return tl::unexpected(Problem{option + ' ' + text.toStdString(), "is neither a length of time nor a time",
                                      "Write it as 30m, 2h or 3d, as 09:00, or as 2026-11-21T04:30:00Z"});
    if (end <= today)
        return tl::unexpected(Problem{option + ' ' + text.toStdString(), "is past already", "Name a later time"});
    return WallTime(Milliseconds(end.toMSecsSinceEpoch()));
}
} // namespace signalbox
