// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include <picture/picture.h>

namespace signalbox
{
/// What a number counts, as far as reading it is concerned.
enum class Unit : std::uint8_t {
    Plain,          ///< "1,234.5"
    Bytes,          ///< "3.2 GiB", powers of 1,024
    BytesPerSecond, ///< "3.2 MiB/s"
    Seconds,        ///< "12 ms", "3 min 20 s"
    Ratio,          ///< 0.852 is "85.2 %"
    Timestamp,      ///< seconds since 1970, shown as a wall time
    Celsius,        ///< "41.5 °C"
};

/// The unit as declared ("bytes", "seconds", "ratio", "celsius"), else by the metric's ending (Prometheus naming).
Unit unitOf(const SeriesDeclared &declared);

/// An age or a duration in its two greatest parts: "12 s", "3 min 20 s", "2 d 4 h". Below a second, and below nothing:
/// "0 s".
QString ageText(Milliseconds age);

/// A number with its unit, rounded for reading (3 to 4 digits). NaN is "not a number", never 0. `zone` is for
/// timestamps.
QString numberText(double value, Unit unit, const QTimeZone &zone = QTimeZone::utc());

/// What a sample says, in words: its number or text, "gone", or "never said".
QString sampleText(const Picture &picture, const Series &series, const Sample &sample,
                   const QTimeZone &zone = QTimeZone::utc());

/// "Sat 21 Nov 2026 08:32:37". A zone that is not valid is taken for UTC, here and below.
QString wallText(WallTime wall, const QTimeZone &zone);
/// As short as it can be told from now: "08:32:37" today, "Fri 20 Nov 08:32:37" this year, else as wallText.
QString sinceText(WallTime wall, WallTime now, const QTimeZone &zone);
/// "08:32:37".
QString clockText(WallTime wall, const QTimeZone &zone);
/// "2026-11-21 08:32:37.250", for titles and reports.
QString exactText(WallTime wall, const QTimeZone &zone);
/// The zone in force at that time: "CET (UTC+01:00)", "UTC".
QString zoneText(WallTime wall, const QTimeZone &zone);

/// "1,234".
QString countText(std::uint64_t count);

/// The text with each run of digits filled up with zeros: sorted by it "store2" comes before "store10".
QString naturalKey(const QString &text);

/// Outside text on one line: control characters and line ends become spaces, so that no answer can lay out the screen.
QString oneLine(const std::string &text);

/// Text for a tooltip, which takes for markup whatever looks like it: outside text is shown as it is.
QString plainToolTip(const QString &text);
} // namespace signalbox
