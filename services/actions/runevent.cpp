// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/runevent.h>

#include <QJsonDocument>
#include <QUuid>

#include <actions/jsonreading.h>
#include <actions/planjson.h>
#include <actions/run.h>
#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
constexpr std::string_view prefix = "run/";
constexpr std::array<std::string_view, 11> acts = {"run-confirmed", "run-approved",  "run-decision", "run-started",
                                                   "run-refused",   "run-intent",    "run-observed", "run-orphaned",
                                                   "run-soaking",   "run-regressed", "run-ended"};
constexpr std::array<std::string_view, 6> decisions = {"resume", "skip", "by-hand", "undo", "leave", "stop"};
constexpr std::array<std::string_view, 3> outcomes = {"done", "not-done", "unknown"};

std::string cut(const std::string &words)
{
    return harmless(words, longestRunWords);
}

struct Writing {
    QJsonObject operator()(const RunConfirmed &event) const
    {
        return {{QStringLiteral("plan"), planJson(event.plan, true)},
                {QStringLiteral("confirmation"), confirmationJson(event.confirmation)}};
    }
    QJsonObject operator()(const RunApproved &event) const { return {{QStringLiteral("hash"), jsonText(event.hash)}}; }
    QJsonObject operator()(const RunDecision &event) const
    {
        QJsonObject object{{QStringLiteral("decision"), wordOf(decisions, event.kind)},
                           {QStringLiteral("step"), qint64{event.step}}};
        putText(object, "reason", cut(event.reason));
        return object;
    }
    QJsonObject operator()(const RunStarted &) const { return {}; }
    QJsonObject operator()(const RunRefused &event) const
    {
        return {{QStringLiteral("why"), jsonText(cut(event.why))}};
    }
    QJsonObject operator()(const RunIntent &event) const
    {
        return {{QStringLiteral("step"), qint64{event.step}}, {QStringLiteral("undo"), event.isUndo}};
    }
    QJsonObject operator()(const RunObserved &event) const
    {
        QJsonObject object{{QStringLiteral("step"), qint64{event.step}},
                           {QStringLiteral("undo"), event.isUndo},
                           {QStringLiteral("by_hand"), event.isByHand},
                           {QStringLiteral("outcome"), wordOf(outcomes, event.outcome)},
                           {QStringLiteral("took_ms"), qint64{event.took.count()}}};
        putText(object, "words", cut(event.words));
        return object;
    }
    QJsonObject operator()(const RunOrphaned &) const { return {}; }
    QJsonObject operator()(const RunSoaking &event) const
    {
        return {{QStringLiteral("until_ms"), qint64{event.until.time_since_epoch().count()}}};
    }
    QJsonObject operator()(const RunRegressed &event) const
    {
        return {{QStringLiteral("why"), jsonText(cut(event.why))}};
    }
    QJsonObject operator()(const RunEnded &) const { return {}; }
};

using What = decltype(RunEvent::what);

What read(std::size_t kind, JsonReading &reading)
{
    const auto step = [&] { return reading.count("step"); };
    switch (kind) {
    case 0: {
        std::optional<Plan> plan = planOfJson(reading.value("plan").toObject());
        std::optional<Confirmation> confirmation = confirmationOfJson(reading.value("confirmation").toObject());
        reading.require(plan && confirmation);
        return reading.isBroken() ? RunConfirmed{} : RunConfirmed{std::move(*plan), std::move(*confirmation)};
    }
    case 1:
        return RunApproved{reading.text("hash")};
    case 2:
        return RunDecision{reading.choice<RunDecision::Kind>("decision", decisions), step(), reading.text("reason")};
    case 3:
        return RunStarted{};
    case 4:
        return RunRefused{reading.text("why")};
    case 5:
        return RunIntent{step(), reading.flag("undo")};
    case 6:
        return RunObserved{step(),
                           reading.flag("undo"),
                           reading.flag("by_hand"),
                           reading.choice<RunObserved::Outcome>("outcome", outcomes),
                           reading.text("words"),
                           Milliseconds(reading.number("took_ms"))};
    case 7:
        return RunOrphaned{};
    case 8:
        return RunSoaking{WallTime(Milliseconds(reading.number("until_ms")))};
    case 9:
        return RunRegressed{reading.text("why")};
    default:
        return RunEnded{};
    }
}

std::string stepWords(const Run *run, std::uint32_t step)
{
    if (run && step < run->plan.steps.size())
        return run->plan.steps[step].words;
    return "step " + std::to_string(step + 1);
}

std::string because(const std::string &words)
{
    return words.empty() ? std::string() : ": " + words;
}

struct Telling {
    const Run *run;

    std::string operator()(const RunConfirmed &event) const
    {
        return "confirmed: " + event.plan.title + " (plan " + shortHash(event.confirmation.hash) + ")" +
               because(event.confirmation.reason);
    }
    std::string operator()(const RunApproved &event) const { return "approved the plan " + shortHash(event.hash); }
    std::string operator()(const RunDecision &event) const
    {
        const bool isAboutStep = event.kind == RunDecision::Kind::Skip || event.kind == RunDecision::Kind::ByHand;
        return "decided: " + std::string(word(event.kind)) +
               (isAboutStep ? " (" + stepWords(run, event.step) + ")" : std::string()) + because(event.reason);
    }
    std::string operator()(const RunStarted &) const { return "begun"; }
    std::string operator()(const RunRefused &event) const { return "refused, nothing was sent" + because(event.why); }
    std::string operator()(const RunIntent &event) const
    {
        return (event.isUndo ? "about to undo: " : "about to: ") + stepWords(run, event.step);
    }
    std::string operator()(const RunObserved &event) const
    {
        const char *outcome = event.outcome == RunObserved::Outcome::Done      ? "done"
                              : event.outcome == RunObserved::Outcome::NotDone ? "not done"
                                                                               : "outcome unknown";
        return std::string(event.isUndo ? "undo of " : "") + stepWords(run, event.step) + ": " + outcome +
               (event.isByHand ? " by hand" : "") + (event.words.empty() ? "" : ", " + event.words);
    }
    std::string operator()(const RunOrphaned &) const
    {
        return "found without the watch that ran it; waits for a decision";
    }
    std::string operator()(const RunSoaking &) const { return "all steps done; its targets are being watched"; }
    std::string operator()(const RunRegressed &event) const { return "got worse" + because(event.why); }
    std::string operator()(const RunEnded &) const { return run ? std::string(word(run->state)) : "over"; }
};
} // namespace

std::string newRunId()
{
    return QUuid::createUuid().toString(QUuid::Id128).left(12).toStdString();
}

std::string runPath(const std::string &id)
{
    return std::string(prefix) + id;
}

JournalRow rowOf(const RunEvent &event)
{
    JournalRow row;
    row.wall = event.wall;
    row.who = event.who;
    row.act = acts.at(event.what.index());
    row.what = runPath(event.run);
    row.text = QJsonDocument(std::visit(Writing(), event.what)).toJson(QJsonDocument::Compact).toStdString();
    return row;
}

Expected<std::optional<RunEvent>> runEventOf(const JournalRow &row)
{
    const auto *act = std::find(acts.begin(), acts.end(), row.act);
    if (act == acts.end())
        return std::nullopt;
    const auto damaged = [&] {
        return tl::unexpected(Problem{"journal row " + std::to_string(row.number),
                                      "what it says of a run cannot be read",
                                      "signalboxctl journal verify tells whether it was changed"});
    };
    if (row.what.rfind(prefix, 0) != 0 || !isSubjectName(std::string_view(row.what).substr(prefix.size())))
        return damaged();
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(row.text.data(), static_cast<qsizetype>(row.text.size())));
    JsonReading reading{document.isObject() ? QJsonValue(document.object()) : QJsonValue()};
    RunEvent event{row.what.substr(prefix.size()), row.who, row.wall, row.number,
                   read(static_cast<std::size_t>(act - acts.begin()), reading)};
    if (reading.isBroken())
        return damaged();
    return event;
}

std::string sentenceOf(const RunEvent &event, const Run *run)
{
    return std::visit(Telling{run}, event.what);
}

const char *word(RunDecision::Kind kind)
{
    return decisions.at(static_cast<std::size_t>(kind)).data();
}
} // namespace signalbox
