// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/stepsmodel.h>

#include <tuple>

#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
auto partsOf(const StepRun &run)
{
    return std::tie(run.state, run.attempts, run.words, run.isByHand, run.isLookedAt, run.isHandAsked, run.took);
}

QString stateText(const StepRun &run)
{
    const QString text = QString::fromUtf8(word(run.state));
    return run.isByHand ? u"%1, by hand"_s.arg(text) : run.isHandAsked ? u"%1; being looked at"_s.arg(text) : text;
}

QString saidText(const StepRun &run)
{
    QStringList parts;
    if (run.attempts > 1)
        parts += u"sent %1 times"_s.arg(run.attempts);
    if (run.took > Milliseconds(0))
        parts += u"took %1"_s.arg(run.took < Milliseconds(1000)
                                      ? numberText(static_cast<double>(run.took.count()) / 1000, Unit::Seconds)
                                      : ageText(run.took));
    if (!run.words.empty())
        parts += oneLine(run.words);
    return parts.join(u"; "_s);
}
} // namespace

bool StepRow::operator==(const StepRow &other) const
{
    return number == other.number && step == other.step && run.has_value() == other.run.has_value() &&
           (!run || partsOf(*run) == partsOf(*other.run));
}

std::optional<State> stateOf(const StepRun &step)
{
    switch (step.state) {
    case StepState::Waiting:
    case StepState::Skipped:
        break;
    case StepState::Intended:
    case StepState::Undoing:
        return State::Maintenance;
    case StepState::Done:
    case StepState::Undone:
        return State::Ok;
    case StepState::NotDone:
    case StepState::UndoFailed:
        return State::Critical;
    case StepState::Unknown:
        return State::Unknown;
    }
    return std::nullopt;
}

StepsModel::StepsModel(QObject *parent)
    : RowModel({{.title = u"Step"_s, .characters = 7, .isNumber = true},
                {u"State"_s, 22},
                {.title = u"What is done"_s, .characters = 40, .stretches = true},
                {u"On"_s, 24},
                {u"What was said"_s, 36}},
               parent)
{
}

void StepsModel::show(const Plan &plan, const Run *run)
{
    std::vector<StepRow> rows;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const bool isRun = run && i < run->steps.size();
        rows.push_back({static_cast<std::uint32_t>(i), plan.steps[i],
                        isRun ? std::optional(run->steps[i]) : std::optional<StepRun>()});
    }
    std::vector<Key> removed;
    for (const Key key : keys())
        if (key >= rows.size())
            removed.push_back(key);
    update(std::move(rows), removed);
}

QVariant StepsModel::cell(const StepRow &row, int column, int role) const
{
    const auto state = row.run ? stateOf(*row.run) : std::nullopt;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return textOf(row, column);
    case StateRole:
        return column == StateColumn && state ? QVariant(static_cast<int>(*state)) : QVariant();
    case DimRole:
        return column == TargetColumn || column == NumberColumn ||
               (row.run && (row.run->state == StepState::Waiting || row.run->state == StepState::Skipped));
    default:
        return {};
    }
}

QString StepsModel::textOf(const StepRow &row, int column) const
{
    switch (column) {
    case NumberColumn:
        return countText(row.number + 1);
    case StateColumn:
        return row.run ? stateText(*row.run) : u"planned"_s;
    case WordsColumn:
        return oneLine(row.step.words) + (row.step.isNoReturn ? u"  — no way back from here"_s : QString());
    case TargetColumn:
        return oneLine(row.step.target.path());
    default:
        return row.run ? saidText(*row.run) : QString();
    }
}

bool StepsModel::before(const StepRow &a, const StepRow &b, int column) const
{
    if (column < 0 || column == NumberColumn)
        return a.number < b.number;
    return naturalKey(textOf(a, column)) < naturalKey(textOf(b, column));
}

QString StepsModel::searched(const StepRow &row) const
{
    QStringList texts;
    for (int column = 0; column <= SaidColumn; ++column)
        texts += textOf(row, column);
    return searchText(texts);
}
} // namespace signalbox
