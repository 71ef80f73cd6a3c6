// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/format.h>

#include <array>
#include <cmath>

#include <QDateTime>
#include <QLocale>

#include <time/spantext.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
/// Numbers look the same on every desk: an engineer reads them out to another one over the phone.
QLocale plainLocale()
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom);
}

/// Three significant digits, and all digits of what is greater.
QString rounded(double value)
{
    if (std::isinf(value))
        return value > 0 ? u"+infinite"_s : u"-infinite"_s;
    const double size = std::fabs(value);
    if (size != 0 && (size >= 1e15 || size < 1e-4))
        return QString::number(value, 'g', 4);
    int decimals = 0;
    if (value != std::floor(value))
        decimals = size >= 100 ? 1 : size >= 1 ? 2 : 4;
    QString text = plainLocale().toString(value, 'f', decimals);
    if (decimals > 0) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

QString bytesText(double value)
{
    static constexpr std::array<const char16_t *, 7> names{u" B", u" KiB", u" MiB", u" GiB", u" TiB", u" PiB", u" EiB"};
    std::size_t step = 0;
    if (std::fabs(value) >= 1e21) // more than there are bytes: an exporter that lies
        return rounded(value) + u" B"_s;
    while (std::fabs(value) >= 1024 && step + 1 < names.size() && std::isfinite(value)) {
        value /= 1024;
        ++step;
    }
    const int decimals = step == 0 || std::fabs(value) >= 100 ? 0 : std::fabs(value) >= 10 ? 1 : 2;
    const QString number = std::isfinite(value) ? plainLocale().toString(value, 'f', decimals) : rounded(value);
    return number + QString::fromUtf16(names[step]);
}

QString secondsText(double value)
{
    if (!std::isfinite(value))
        return rounded(value) + u" s"_s;
    const double size = std::fabs(value);
    if (size >= 60 && size < 1e12) {
        const QString age = ageText(Milliseconds(static_cast<std::int64_t>(size * 1000)));
        return value < 0 ? u'-' + age : age;
    }
    if (size >= 1 || size == 0)
        return rounded(std::round(value * 100) / 100) + u" s"_s;
    if (size >= 1e-3)
        return rounded(std::round(value * 1e4) / 10) + u" ms"_s;
    return rounded(std::round(value * 1e7) / 10) + u" µs"_s;
}

QDateTime dateTime(WallTime wall, const QTimeZone &zone)
{
    // The machine's zone may be one that nobody knows; no time at all would be worse.
    return QDateTime::fromMSecsSinceEpoch(wall.time_since_epoch().count(), zone.isValid() ? zone : QTimeZone::utc());
}

QString timestampText(double value, const QTimeZone &zone)
{
    if (!(std::fabs(value) < 1e11)) // the year 5138: beyond it a number is no date
        return rounded(value) + u" s"_s;
    const auto wall = WallTime(Milliseconds(static_cast<std::int64_t>(value * 1000)));
    const QString name = zone.abbreviation(dateTime(wall, zone));
    return wallText(wall, zone) + u' ' + (name.isEmpty() ? zoneText(wall, zone) : name);
}

} // namespace

Unit unitOf(const SeriesDeclared &declared)
{
    const std::string &unit = declared.unit;
    const std::string &metric = declared.key.metric;
    const auto endsWith = [&](std::string_view ending) { return metric.ends_with(ending); };
    const bool isTime = endsWith("_timestamp_seconds") || endsWith("_time_seconds") || endsWith("_timestamp");
    if (isTime && (unit.empty() || unit == "seconds"))
        return Unit::Timestamp;
    if (unit == "bytes" || (unit.empty() && (endsWith("_bytes") || endsWith("_bytes_total"))))
        return Unit::Bytes;
    if (unit == "seconds" || (unit.empty() && (endsWith("_seconds") || endsWith("_seconds_total"))))
        return Unit::Seconds;
    if (unit == "ratio" || (unit.empty() && endsWith("_ratio")))
        return Unit::Ratio;
    if (unit == "celsius" || (unit.empty() && endsWith("_celsius")))
        return Unit::Celsius;
    return Unit::Plain;
}

QString ageText(Milliseconds age)
{
    return QString::fromStdString(spanText(age));
}

QString numberText(double value, Unit unit, const QTimeZone &zone)
{
    if (std::isnan(value))
        return u"not a number"_s;
    switch (unit) {
    case Unit::Bytes:
        return bytesText(value);
    case Unit::BytesPerSecond:
        return bytesText(value) + u"/s"_s;
    case Unit::Seconds:
        return secondsText(value);
    case Unit::Ratio:
        if (std::fabs(value) >= 1e12)
            return rounded(value * 100) + u" %"_s;
        return plainLocale().toString(value * 100, 'f', 1) + u" %"_s;
    case Unit::Timestamp:
        return timestampText(value, zone);
    case Unit::Celsius:
        return rounded(value) + u" °C"_s;
    case Unit::Plain:
        break;
    }
    return rounded(value);
}

QString sampleText(const Picture &picture, const Series &series, const Sample &sample, const QTimeZone &zone)
{
    if (sample.freshness == Freshness::Never)
        return u"never said"_s;
    if (sample.kind == FactKind::Gone || sample.freshness == Freshness::Gone)
        return u"gone"_s;
    if (sample.kind == FactKind::Text)
        return oneLine(picture.text(sample));
    return numberText(sample.value, unitOf(series.declared), zone);
}

QString wallText(WallTime wall, const QTimeZone &zone)
{
    return QLocale::c().toString(dateTime(wall, zone), u"ddd d MMM yyyy HH:mm:ss"_s);
}

QString sinceText(WallTime wall, WallTime now, const QTimeZone &zone)
{
    const QDateTime then = dateTime(wall, zone);
    const QDate today = dateTime(now, zone).date();
    if (then.date() == today)
        return clockText(wall, zone);
    if (then.date().year() == today.year())
        return QLocale::c().toString(then, u"ddd d MMM HH:mm:ss"_s);
    return wallText(wall, zone);
}

QString clockText(WallTime wall, const QTimeZone &zone)
{
    return dateTime(wall, zone).toString(u"HH:mm:ss"_s);
}

QString exactText(WallTime wall, const QTimeZone &zone)
{
    return dateTime(wall, zone).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString zoneText(WallTime wall, const QTimeZone &zone)
{
    const QDateTime then = dateTime(wall, zone);
    const int minutes = then.offsetFromUtc() / 60;
    if (minutes == 0 && zone.abbreviation(then) == "UTC"_L1)
        return u"UTC"_s;
    const int size = std::abs(minutes);
    const QString offset = QStringLiteral("UTC%1%2:%3")
                               .arg(QChar(minutes < 0 ? u'-' : u'+'))
                               .arg(size / 60, 2, 10, QChar(u'0'))
                               .arg(size % 60, 2, 10, QChar(u'0'));
    const QString name = zone.abbreviation(then);
    return name.isEmpty() || name.startsWith("UTC"_L1) ? offset : name + u" ("_s + offset + u')';
}

QString countText(std::uint64_t count)
{
    return plainLocale().toString(static_cast<qulonglong>(count));
}

QString naturalKey(const QString &text)
{
    constexpr qsizetype width = 20;
    QString key;
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i;
        while (end < text.size() && text[end].isDigit())
            ++end;
        if (end > i) {
            key += QString(std::max<qsizetype>(0, width - (end - i)), u'0') + text.sliced(i, end - i);
            i = end;
        } else {
            key += text[i++].toCaseFolded();
        }
    }
    return key;
}

QString oneLine(const std::string &text)
{
    QString line = QString::fromStdString(text);
    for (QChar &c : line) {
        const bool isLayout = !c.isPrint() && !c.isSurrogate();
        if (isLayout)
            c = u' ';
    }
    return line.simplified();
}

QString plainToolTip(const QString &text)
{
    if (!text.contains(u'<')) // Qt::mightBeRichText looks for a tag
        return text;
    return QStringLiteral("<qt>") + text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) +
           QStringLiteral("</qt>");
}
} // namespace signalbox
