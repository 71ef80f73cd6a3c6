// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/picturetext.h>

#include <algorithm>

#include <models/findingsmodel.h>
#include <models/format.h>
#include <models/kindsmodel.h>
#include <models/seriesmodel.h>
#include <models/state.h>
#include <rules/rule.h>

namespace signalbox
{
namespace
{
constexpr qsizetype widestColumn = 60; // likewise
constexpr qsizetype widestValue = 28;  // columns; a longer text pushes its own line only

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

/// Rows of text in columns that are as wide as what stands in them; the last is left as it is.
QStringList aligned(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], std::min(row[i].size(), widestColumn));
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? row[i].leftJustified(widths[i] + 2) : row[i];
        lines.append(line);
    }
    return lines;
}

QStringList findingLines(const PicturePtr &picture, const QTimeZone &zone)
{
    FindingsModel findings;
    findings.setZone(zone);
    findings.show(picture);
    QStringList waiting = findings.waiting();
    if (!waiting.isEmpty())
        waiting.prepend(QStringLiteral("Seen, but not yet for long enough to be sure:"));
    if (findings.rowCount() == 0)
        return waiting.isEmpty() ? QStringList{QStringLiteral("Nothing is known to be wrong.")} : waiting;
    QList<QStringList> rows;
    for (int row = 0; row < findings.rowCount(); ++row) {
        rows.append({cell(findings, row, FindingsModel::StateColumn).toUpper(),
                     cell(findings, row, FindingsModel::ForColumn), cell(findings, row, FindingsModel::SubjectColumn),
                     cell(findings, row, FindingsModel::SentenceColumn)});
    }
    return aligned(rows) + waiting;
}

QStringList subjectLines(const PicturePtr &picture, const SubjectState &subject, const QTimeZone &zone)
{
    SeriesModel series;
    series.setZone(zone);
    series.setSubject(subject.subject);
    series.show(picture);
    qsizetype widest = 0;
    for (int row = 0; row < series.rowCount(); ++row)
        widest = std::max(widest, cell(series, row, SeriesModel::ValueColumn).size());
    QList<QStringList> rows;
    for (int row = 0; row < series.rowCount(); ++row) {
        const QString freshness = cell(series, row, SeriesModel::FreshnessColumn);
        const bool isFresh = freshness == wordOf(Freshness::Fresh);
        rows.append({QStringLiteral("  ") +
                         cell(series, row, SeriesModel::ValueColumn).rightJustified(std::min(widest, widestValue)),
                     cell(series, row, SeriesModel::AgeColumn) + (isFresh ? QString() : QLatin1Char(' ') + freshness),
                     cell(series, row, SeriesModel::SourceColumn),
                     cell(series, row, SeriesModel::MetricColumn) + cell(series, row, SeriesModel::LabelsColumn)});
    }
    QStringList lines{oneLine(subject.subject.path()) + QStringLiteral("  ") + wordOf(standingOf(subject))};
    return lines + aligned(rows);
}
} // namespace

QStringList pictureLines(const PicturePtr &picture, int width, const QTimeZone &zone)
{
    KindsModel kinds;
    kinds.show(picture);
    QStringList lines{oneLine(picture->estate->name) + QStringLiteral("  ") + wallText(picture->wall(), zone) +
                      QLatin1Char(' ') + zoneText(picture->wall(), zone)};
    if (picture->heldUp) {
        const Milliseconds age = picture->now - picture->tick.moment;
        lines.append(QStringLiteral("NOTHING NEW for %1: what follows is old.").arg(ageText(age)));
    }
    const EstateAccepted &accepted = *picture->accepted;
    if (!accepted.hash.empty() && accepted.ruleSetHash != rules::setHash()) {
        lines.append(QStringLiteral("RECORDED WITH OTHER RULES than those of this program, by version %1: the findings "
                                    "are those of then.")
                         .arg(oneLine(accepted.programVersion)));
    }
    lines.append(findingLines(picture, zone));
    if (const QString unwatched = kinds.unwatchedSentence(); !unwatched.isEmpty())
        lines.append(unwatched);
    for (std::size_t i = 0; i < picture->subjects.size(); ++i) {
        const SubjectState &subject = *picture->subjects[i];
        if (subject.series.empty() && (!subject.declared || subject.watched))
            continue;
        lines.append(QString());
        lines.append(subjectLines(picture, subject, zone));
    }
    if (width > 0) {
        for (QString &line : lines)
            line.truncate(width);
    }
    return lines;
}
} // namespace signalbox
