// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/findingsmodel.h>

#include <algorithm>

#include <alerts/causes.h>
#include <alerts/life.h>
#include <models/alertstanding.h>
#include <models/changes.h>
#include <models/format.h>
#include <models/ranks.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
/// A row costs as much as some hundred comparisons.
constexpr std::size_t takenAtOnce = 1024;

// Whether all rows of a subject may look otherwise, whatever became of their alerts.
bool tellsOtherwise(const SubjectState &before, const SubjectState &now)
{
    return before.shelvedUntil != now.shelvedUntil || before.outOfServiceUntil != now.outOfServiceUntil ||
           (before.freshness() == Freshness::Stale) != (now.freshness() == Freshness::Stale);
}

std::vector<Column> findingColumns()
{
    return {{u"Severity"_s, 18},
            {u"Subject"_s, 24},
            {.title = u"What is wrong"_s, .characters = 48, .stretches = true},
            {.title = u"Since"_s, .characters = 19},
            {.title = u"For"_s, .characters = 13, .isNumber = true, .ages = true},
            {u"Rule"_s, 14},
            {u"Acknowledged"_s, 30}};
}
} // namespace

FindingsModel::FindingsModel(QObject *parent)
    : RowModel(findingColumns(), parent)
{
}

void FindingsModel::setSubject(const std::optional<Subject> &subject)
{
    settle();
    m_subject = subject;
    if (m_picture)
        show(std::exchange(m_picture, nullptr));
}

void FindingsModel::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, SinceColumn), index(rowCount() - 1, SinceColumn));
}

bool FindingsModel::isMeant(const Alert &alert) const
{
    return alert.key && (!m_subject || alert.key->subject == *m_subject);
}

bool FindingsModel::isOut(const Alert &alert) const
{
    return alert.cell.acknowledged || suppressedUntil(*m_picture, alert) > m_picture->now;
}

QStringList FindingsModel::waiting() const
{
    QStringList lines;
    for (const Key number : m_waiting) {
        const Alert &alert = m_picture->alerts[number];
        lines.append(oneLine(alert.key->subject.path()) + QStringLiteral(": ") +
                     oneLine(m_picture->text(alert.cell.sentence)));
    }
    return lines;
}

void FindingsModel::show(const PicturePtr &picture)
{
    if (isSorting()) {
        m_next = picture;
        return;
    }
    const PicturePtr before = std::exchange(m_picture, picture);
    for (const std::uint32_t number : changedAlerts(before.get(), *picture))
        m_toTake.push_back(number);
    // Known rows change as well where their alert is no more, or where their subject grew stale or fresh.
    for (const std::uint32_t subject : changedSubjects(before.get(), *picture)) {
        if (before && subject < before->subjects.size() &&
            !tellsOtherwise(*before->subjects[subject], *picture->subjects[subject]))
            continue;
        for (const AlertId id : picture->subjects[subject]->alerts) {
            const auto number = static_cast<Key>(id);
            const FindingRow *row = find(number);
            const Alert &alert = picture->alerts[number];
            if (row && (row->subjectIsStale != isStale(alert) || row->isOut != isOut(alert)))
                m_toTake.push_back(number);
        }
    }
    const bool isRewound = before && before->alerts.size() > picture->alerts.size();
    for (std::size_t i = picture->alerts.size(); isRewound && i < before->alerts.size(); ++i)
        m_toTake.push_back(static_cast<std::uint32_t>(i));
    std::sort(m_toTake.begin(), m_toTake.end());
    m_toTake.erase(std::unique(m_toTake.begin(), m_toTake.end()), m_toTake.end());
    const bool isMore = takeSome(m_isGradual && !isRewound ? takenAtOnce : m_toTake.size());
    touchAges();
    if (isMore)
        m_taking.start([this] { return isSorting() || takeSome(takenAtOnce); });
}

bool FindingsModel::takeSome(std::size_t most)
{
    std::vector<Key> removed;
    std::vector<FindingRow> changed;
    const auto end = m_toTake.begin() + static_cast<std::ptrdiff_t>(std::min(most, m_toTake.size()));
    for (auto number = m_toTake.begin(); number != end; ++number) {
        const std::uint32_t i = *number;
        const bool exists = i < m_picture->alerts.size();
        const bool shown = exists && isMeant(m_picture->alerts[i]) && isListed(m_picture->alerts[i].cell);
        if (exists && isMeant(m_picture->alerts[i]) && m_picture->alerts[i].cell.state == AlertState::Pending)
            m_waiting.insert(i);
        else
            m_waiting.erase(i);
        const FindingRow *known = find(i);
        if (known && (!shown || known->alert->subject != m_picture->alerts[i].key->subject))
            removed.push_back(i);
        if (shown)
            changed.push_back(rowOf(i));
    }
    m_toTake.erase(m_toTake.begin(), end);
    update({}, removed);
    update(std::move(changed), {});
    return !m_toTake.empty();
}

void FindingsModel::arranged()
{
    if (m_next)
        show(std::exchange(m_next, nullptr));
}

bool FindingsModel::isSettled() const
{
    return RowModel::isSettled() && !m_next && !m_taking.isBusy();
}

void FindingsModel::settle()
{
    RowModel::settle();
    arranged();
    m_taking.finish();
}

bool FindingsModel::isStale(const Alert &alert) const
{
    return m_picture->subject(alert.subject).freshness() == Freshness::Stale;
}

FindingRow FindingsModel::rowOf(std::uint32_t number) const
{
    const Alert &alert = m_picture->alerts[number];
    FindingRow row;
    row.id = AlertId{number};
    row.alert = alert.key;
    row.cell = alert.cell;
    if (alert.cell.state != AlertState::Raised)
        row.cell.severity = alert.cell.worst; // it is over: as it was
    // What is long is taken over where it is the same: most of what changes is how bad it is.
    const FindingRow *known = find(number);
    const bool isKnown = known && known->alert == alert.key;
    row.sentence = isKnown && known->cell.sentence == alert.cell.sentence
                       ? known->sentence
                       : oneLine(m_picture->text(alert.cell.sentence));
    row.subject = isKnown ? known->subject : QString::fromStdString(alert.key->subject.path());
    row.isOut = isOut(alert);
    row.subjectIsStale = isStale(alert);
    return row;
}

std::optional<Subject> FindingsModel::subjectAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    return at(row).alert->subject;
}

std::optional<AlertId> FindingsModel::alertAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    return at(row).id;
}

QVariant FindingsModel::cell(const FindingRow &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        if (column == SinceColumn)
            return exactText(m_picture->timeline->wallAt(row.cell.since), m_zone);
        return column == SentenceColumn || column == AcknowledgedColumn ? textOf(row, column) : QVariant();
    case StateRole:
        return column == StateColumn ? QVariant(static_cast<int>(signalbox::stateOf(row.cell.severity))) : QVariant();
    case HatchedRole:
        return column == StateColumn && row.subjectIsStale;
    case DimRole:
        return row.isOut || column == RuleColumn;
    default:
        return {};
    }
}

QString FindingsModel::textOf(const FindingRow &row, int column) const
{
    switch (column) {
    case StateColumn:
        return wordOf(Standing{signalbox::stateOf(row.cell.severity), row.subjectIsStale});
    case SubjectColumn:
        return row.subject;
    case SentenceColumn:
        return row.sentence;
    case SinceColumn:
        return sinceText(m_picture->timeline->wallAt(row.cell.since), m_picture->wall(), m_zone);
    case ForColumn:
        return ageText(m_picture->now - row.cell.since);
    case RuleColumn:
        return QString::fromStdString(row.alert->rule);
    default:
        return alertStanding(*m_picture, m_picture->alerts[row.key()], m_zone).join(u"; "_s);
    }
}

bool FindingsModel::before(const FindingRow &a, const FindingRow &b, int column) const
{
    switch (column) {
    case StateColumn:
        return a.cell.severity > b.cell.severity;
    case SubjectColumn:
        return a.subject.compare(b.subject, Qt::CaseInsensitive) < 0;
    case SentenceColumn:
        return a.sentence.compare(b.sentence, Qt::CaseInsensitive) < 0;
    case SinceColumn:
        return a.cell.since < b.cell.since;
    case ForColumn:
        return a.cell.since > b.cell.since;
    case RuleColumn:
        return QString::fromStdString(a.alert->rule)
                   .compare(QString::fromStdString(b.alert->rule), Qt::CaseInsensitive) < 0;
    case AcknowledgedColumn:
        return a.cell.acknowledged < b.cell.acknowledged;
    default:
        break;
    }
    const int rankOfA = listRank(a.cell, a.isOut);
    const int rankOfB = listRank(b.cell, b.isOut);
    if (rankOfA != rankOfB)
        return rankOfA < rankOfB;
    return a.cell.since < b.cell.since;
}

std::vector<std::int64_t> FindingsModel::sortNumbers(const std::vector<const FindingRow *> &rows, int column) const
{
    const auto each = [&](auto numberOf) {
        std::vector<std::int64_t> numbers;
        numbers.reserve(rows.size());
        for (const FindingRow *row : rows)
            numbers.push_back(numberOf(*row));
        return numbers;
    };
    const auto ranked = [&](auto textOf) {
        std::vector<QString> texts;
        texts.reserve(rows.size());
        for (const FindingRow *row : rows)
            texts.push_back(textOf(*row));
        return ranksOf(texts);
    };
    const auto sinceOf = [](const FindingRow &row) -> std::int64_t {
        return row.cell.since.time_since_epoch().count();
    };
    const auto mildness = [](const FindingRow &row) -> std::int64_t { return 3 - static_cast<int>(row.cell.severity); };
    switch (column) {
    case StateColumn:
        return each(mildness);
    case SubjectColumn:
        return ranked([](const FindingRow &row) { return row.subject; });
    case SentenceColumn:
        return ranked([](const FindingRow &row) { return row.sentence; });
    case SinceColumn:
        return each(sinceOf);
    case ForColumn:
        return each([&](const FindingRow &row) { return -sinceOf(row); });
    case RuleColumn:
        return ranked([](const FindingRow &row) { return QString::fromStdString(row.alert->rule); });
    case AcknowledgedColumn:
        return each([](const FindingRow &row) { return row.cell.acknowledged ? 1 : 0; });
    default:
        // Both of before() in one number; milliseconds leave room below them for 9 million years.
        return each([&](const FindingRow &row) {
            return (static_cast<std::int64_t>(listRank(row.cell, row.isOut)) << 58) + sinceOf(row);
        });
    }
}

QString FindingsModel::searched(const FindingRow &row) const
{
    return searchText({row.sentence, row.subject, textOf(row, StateColumn), QString::fromStdString(row.alert->rule)});
}
} // namespace signalbox
